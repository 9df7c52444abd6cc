"""The command: its help, its errors, and the page that describes it."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from kg.cli import run


def test_a_folder_without_a_graph_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do."""
    assert run(["serve", "--store", str(tmp_path / "none")]) == 2
    assert "run kg build first" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the graph is opened."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--store", str(built), "--port", str(port)]) == 2
    assert "choose another one with --port" in capsys.readouterr().err


@pytest.mark.parametrize(
    "option", [["--timeout", "0"], ["--workers", "0"], ["--public-url", "example.org"]]
)
def test_what_could_not_work_is_refused(
    built: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is started."""
    assert run(["serve", "--store", str(built), *option]) == 2
    assert "needs" in capsys.readouterr().err


def test_the_options_of_the_page_are_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each that docs/serving.md and the unit of systemd name stands in the help."""
    assert run(["serve", "--help"]) == 0
    known = capsys.readouterr().out
    page = (root / "docs" / "serving.md").read_text(encoding="utf-8")
    unit = (root / "deploy" / "entente.service").read_text(encoding="utf-8")
    started = " ".join(re.findall(r"kg serve[^\n`]*", page + unit))
    named = {*re.findall(r"`(--[a-z-]+)", page), *re.findall(r"(?<!\w)--[a-z-]+", started)}
    assert len(named) > 4
    assert {option for option in named if option not in known} == set()
