"""The page on exporting: every command runs and prints what it shows, every table is complete."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

from kg.export import FORMATS
from kg.export.tables import COLUMNS
from tests.contract.readme import checkout, sessions

PAGE = Path(__file__).resolve().parents[2] / "docs" / "exporting.md"


def test_the_examples_of_the_page_do_what_it_says(built: Path) -> None:
    """In a folder with the seeds, in their order; Python as well; and the files are there."""
    text = PAGE.read_text(encoding="utf-8")
    wrong = []
    with checkout(built) as folder:
        for session in sessions(text):
            code, printed = session.run()
            if code != 0 or not session.matches(printed):
                wrong.append(f"$ {session.command}  (exit code {code})\n{printed[:800]}")
            named = re.search(r"--out (\S+)", session.command)
            assert named is None or (folder / named[1]).stat().st_size > 1000
        for block in re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            printed_by_code = io.StringIO()
            with contextlib.redirect_stdout(printed_by_code):
                exec(block, {})  # noqa: S102 — the page's own example
            assert re.fullmatch(r"[1-9]\d* events on the map\n", printed_by_code.getvalue())
        assert {"visit.trig", "map.svg"} <= {file.name for file in folder.iterdir()}
    assert len(sessions(text)) > 8
    assert not wrong, "\n".join(wrong)


def test_the_page_explains_every_column_and_format() -> None:
    """The table of columns is the one of the code; no format goes without a word."""
    text = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE)
    assert [row for row in rows if row[0] in COLUMNS] == list(COLUMNS.items())
    assert [name for name in FORMATS if f"`{name}`" not in text and f"  {name} " not in text] == []
