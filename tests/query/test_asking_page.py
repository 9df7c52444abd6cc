"""Every example of docs/asking.md runs, in its order, and finds something."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

import kg
from tests.contract.readme import checkout, sessions

BLOCK = re.compile(r"^```(sparql|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


# oxrdflib still asks rdflib for it by its old name
@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_the_examples_of_the_page_run(root: Path, built: Path) -> None:
    """Commands end well, queries have rows, Python code holds what it asserts."""
    page = root.joinpath("docs/asking.md").read_text(encoding="utf-8")
    blocks = BLOCK.findall(page)
    assert {kind for kind, _ in blocks} == {"sparql", "python"}
    with checkout(built):
        for session in sessions(page):
            code, printed = session.run()
            assert code == 0, session.command
            assert printed or "build" in session.command, session.command
        for kind, text in blocks:
            if kind == "sparql":
                assert kg.query(text).rows, text
            else:
                with contextlib.redirect_stdout(io.StringIO()):
                    exec(compile(text, "docs/asking.md", "exec"), {})  # noqa: S102 - our own page
