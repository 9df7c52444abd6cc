"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.cli import run
from tests.contract.readme import README, checkout, sessions

COMMANDS = [
    "build",
    "check",
    "enrich",
    "evaluate",
    "export",
    "extract",
    "link",
    "ontology check",
    "ontology docs",
    "parse",
    "plot",
    "quarantine",
    "query",
    "retract",
    "review",
    "serve",
    "show",
    "verify",
    "watch",
]


def _help(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    assert run([*command, "--help"]) == 0
    return capsys.readouterr().out


def test_the_list_of_commands_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    """Every command of `kg --help` is known to these tests."""
    listed = re.findall(r"^[│ ]+([a-z]+) {2,}\S", _help(capsys), re.MULTILINE)
    assert set(listed) == {command.split()[0] for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_how_it_is_used(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Help has a description and ends with an example that can be typed."""
    text = _help(capsys, *command.split())
    assert f"Example: kg {command}" in " ".join(text.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    """A command that nobody can find is not there."""
    assert f"`kg {command}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "docs/check.md"])
def test_commands_of_the_pages_print_what_they_show(page: str, root: Path) -> None:
    """Each `$ kg …` runs, in order, and gives the output below it; see `make golden`."""
    wrong = []
    with checkout():
        for session in sessions(root.joinpath(page).read_text(encoding="utf-8")):
            code, printed = session.run()
            if code != 0 or not session.matches(printed):
                wrong.append(f"$ {session.command}  (exit code {code})\n{printed}")
    assert not wrong, "\n".join(wrong)


def test_links_of_the_pages_lead_somewhere(root: Path) -> None:
    """Every file that a page points at is there."""
    for page in root.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert root.joinpath(target).exists(), f"{page.name}: {target}"
