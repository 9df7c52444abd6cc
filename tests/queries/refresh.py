"""Writes the expected rows of every question anew, over the seed and over the story.

Read the difference before you commit it: every row is an answer that somebody vouches for.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import kg
from kg.query import run
from kg.store import Store
from tests.queries.asked import FOLDER, QUESTIONS, example
from tests.queries.story import FIXTURES, Story

SEED = Path(__file__).resolve().parents[2] / "seeds" / "iran-pakistan-visit.txt"


def refresh() -> None:
    """Overwrite `queries/*.tsv` and `fixtures/story/*.tsv`."""
    story = Story()
    told = FIXTURES / "story"
    told.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        kg.build(SEED, store=Path(folder) / "graph")
        with Store.open(Path(folder) / "graph", read_only=True) as seed:
            for question in QUESTIONS:
                rows = run(seed, question, params=example(question)).serialize("tsv")
                (FOLDER / f"{question.name}.tsv").write_text(rows, encoding="utf-8")
                rows = run(story, question).serialize("tsv")
                (told / f"{question.name}.tsv").write_text(rows, encoding="utf-8")


if __name__ == "__main__":
    refresh()
