"""The SPARQL prompt, with keys that are really sent to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.cli.terminal import Ended, Kg

Type = Callable[[str], Ended]


@pytest.fixture
def type_(kg_: Kg, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Types into `kg query -i` and gives what it printed."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def typed(keys: str) -> Ended:
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text(keys)
            return kg_("query", "-i", "--store", built)

    return typed


ENTER, END = "\r", "\x04"


def test_a_query_is_answered_and_the_prompt_goes_on(type_: Type) -> None:
    """Until it is left."""
    ended = type_(f"ASK {{ ?s a ent:State }}{ENTER}ASK {{ ?s a ent:Nothing }}{ENTER}.quit{ENTER}")
    assert (ended.code, ended.out) == (0, "yes\nno\n")


def test_a_query_may_have_many_lines(type_: Type) -> None:
    """Enter ends it when the last bracket is closed."""
    ended = type_(f"ASK {{{ENTER}?s a ent:State{ENTER}}}{ENTER}{END}")
    assert (ended.code, ended.out) == (0, "yes\n")


def test_an_error_shows_the_place_and_does_not_end_the_prompt(type_: Type) -> None:
    """A caret stands below what cannot be read."""
    ended = type_(f"ASK {{ ?s b ent:State }}{ENTER}ASK {{}}{ENTER}{END}")
    assert ended.out == "yes\n"
    shown = "1 | ASK { ?s b ent:State }"
    place = ended.err.index(shown)
    line = ended.err[place:].splitlines()
    assert line[1].index("^") == shown.index("?s b")
    assert line[2].startswith("query: line 1, column 7: no SPARQL from here on")


def test_a_question_is_asked_by_its_name(type_: Type) -> None:
    """As on the command line; the list is there as well."""
    ended = type_(f"who-met-whom{ENTER}.list{ENTER}{END}")
    assert "Who met whom" in ended.out
    assert "which-disputes-are-there" in ended.out


def test_what_was_typed_is_kept_for_another_day(type_: Type, tmp_path: Path) -> None:
    """Arrow up brings it back."""
    type_(f"ASK {{ ?s a ent:State }}{ENTER}{END}")
    assert "ASK { ?s a ent:State }" in tmp_path.joinpath("entente/queries").read_text("utf-8")
    assert type_(f"\x1b[A{ENTER}{END}").out == "yes\n"


def test_a_completion_that_is_chosen_is_part_of_the_query(type_: Type) -> None:
    """Tab takes it, Enter keeps it and does not send the query yet."""
    ended = type_(f"ASK {{ ?s a Stat\t{ENTER} }}{ENTER}{END}")
    assert "kg> " not in ended.out
    assert ended.code == 0


def test_help_is_there(type_: Type) -> None:
    """And says how to end."""
    assert "Ctrl-D" in type_(f".help{ENTER}{END}").out
