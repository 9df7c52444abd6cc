"""`kg query -i`: a SPARQL prompt over one store, with history and completion."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from kg.cli.output import note, print_text
from kg.errors import EntenteError, QueryError
from kg.query.catalogue import Catalogue
from kg.query.completion import Vocabulary
from kg.query.syntax import excerpt, unfinished

__all__ = ["history_file", "talk"]

HELP = """\
A query ends with the line on which its last bracket closes. Keywords, prefixes, classes,
properties and the variables of the query are completed while you type. Arrow up brings back
what was typed before, also on another day.

  who-met-whom      a question of the list is asked by its name
  .list             the questions
  .help             this
  .quit, Ctrl-D     the end
"""

Answer = Callable[[str], None]
"""Asks a query and prints what comes back."""


class _Completer(Completer):
    def __init__(self, vocabulary: Vocabulary, questions: list[str]) -> None:
        self._vocabulary = vocabulary
        self._first = (*questions, ".help", ".list", ".quit")

    def get_completions(
        self,
        document: Document,
        event: CompleteEvent,  # noqa: ARG002 - the interface has it
    ) -> Iterable[Completion]:
        before = document.text_before_cursor
        if before.strip() and not any(sign in before for sign in " {\n"):
            for name in self._first:
                if before in name:
                    yield Completion(name, start_position=-len(before))
        word, found = self._vocabulary.complete(before)
        for completion in found:
            yield Completion(
                completion.text, start_position=-len(word), display_meta=completion.about
            )


def history_file() -> Path:
    """Where what was typed is kept: under XDG_STATE_HOME, as its specification says.

    https://specifications.freedesktop.org/basedir-spec/latest/
    """
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "entente" / "queries"


def talk(vocabulary: Vocabulary, answer: Answer, *, history: Path | None) -> None:
    """Ask for queries and answer them, until there are no more. Errors do not end it."""
    session: PromptSession[str] = PromptSession(
        "kg> ",
        completer=_Completer(vocabulary, [_name(n) for n in Catalogue().names()]),
        complete_while_typing=True,
        history=_kept(history),
        key_bindings=_keys(),
        multiline=True,
        prompt_continuation="  > ",
    )
    note("A SPARQL prompt; .help tells more.", quiet=False)
    while True:
        try:
            text = session.prompt().strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if text in (".quit", ".exit"):
            return
        if text == ".help":
            print_text(HELP)
        elif text == ".list":
            questions = Catalogue().list()
            print_text("".join(f"{_name(q.name):<46} {q.summary}\n" for q in questions))
        elif text:
            _answer(text, answer)


def _answer(text: str, answer: Answer) -> None:
    try:
        answer(text)
    except EntenteError as error:
        if isinstance(error, QueryError) and (shown := excerpt(text, error)):
            sys.stderr.write(shown + "\n")
        sys.stderr.write(" ".join(str(error).split()) + "\n")


def _name(question: str) -> str:
    """The name without its number: what people remember."""
    return question.partition("-")[2]


def _kept(file: Path | None) -> History:
    if file is None:
        return InMemoryHistory()
    file.parent.mkdir(parents=True, exist_ok=True)
    return FileHistory(file)


def _keys() -> KeyBindings:
    """Enter ends the query, unless a bracket is open or a completion is being chosen."""
    keys = KeyBindings()

    @Condition
    def finished() -> bool:
        buffer = get_app().current_buffer
        chosen = buffer.complete_state is not None and buffer.complete_state.current_completion
        return not chosen and not unfinished(buffer.text)

    @keys.add("enter", filter=finished)
    def submit(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return keys
