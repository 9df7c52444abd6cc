"""The pages about stores, large corpora and feeds: what they show can be typed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg.cli import run
from kg.query import Catalogue


@pytest.mark.parametrize(("name", "least"), [("store", 9), ("scale", 7), ("watching", 3)])
def test_the_commands_of_the_page_have_the_options_that_it_gives_them(
    name: str, least: int, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each stands in the help of its command, or is a parameter of the question that is asked."""
    page = (root / "docs" / f"{name}.md").read_text(encoding="utf-8")
    commands = re.findall(r"^ {4}kg (\w+) ?([^#\n]*)", page, re.MULTILINE)
    assert len(commands) >= least
    for command, arguments in commands:
        assert run([command, "--help"]) == 0
        known = capsys.readouterr().out
        for option in re.findall(r"(?<!\w)--?[a-z][a-z-]*", arguments):
            assert option in known, f"kg {command} {option}"
    for question in re.findall(r"kg query ([a-z][a-z-]+)", page):
        assert Catalogue().get(question).text


def test_the_python_of_the_page_runs(
    root: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it stands, beside a graph in the folder `graph`."""
    shutil.copytree(corpus, tmp_path / "graph")
    monkeypatch.chdir(tmp_path)
    page = (root / "docs" / "store.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(code, "docs/store.md", "exec"), {})  # noqa: S102 - our own page
