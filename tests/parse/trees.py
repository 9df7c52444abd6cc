"""Trees written down in a file: what a rule is given, and what it should make of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.model import Token

FILE = Path(__file__).with_name("repairs.conllu")


@dataclass(frozen=True)
class Case:
    """A rule, a tree that the parser gave or might give, and arcs (form, relation, head's form).

    The head of a root is "-". Without arcs the rule must leave the tree alone.
    """

    rule: str
    text: str
    tokens: tuple[Token, ...]
    arcs: tuple[tuple[str, str, str], ...]


def cases() -> list[Case]:
    """Every case of the file."""
    return [_case(block) for block in FILE.read_text(encoding="utf-8").strip().split("\n\n")]


def _case(block: str) -> Case:
    head = dict(line[2:].split(": ", 1) for line in block.splitlines() if line[0] == "#")
    rows = [line.split("\t") for line in block.splitlines() if line[0] != "#"]
    tokens, end = [], 0
    for number, form, lemma, pos, tag, parent, dep in rows:
        start = head["text"].index(form, end)
        end, index = start + len(form), int(number) - 1
        place = index if parent == "0" else int(parent) - 1
        tokens.append(Token(index, form, lemma, pos, tag, dep, place, start, end, 0))
    arcs = [arc.split() for arc in head["then"].split(";")] if "then" in head else []
    return Case(head["rule"], head["text"], tuple(tokens), tuple((a, b, c) for a, b, c in arcs))


def arcs(tokens: tuple[Token, ...]) -> set[tuple[str, str, str]]:
    """The arcs of a tree as (form, relation, head's form)."""
    return {(t.text, t.dep, "-" if t.head == t.index else tokens[t.head].text) for t in tokens}


def is_tree(tokens: tuple[Token, ...]) -> bool:
    """Whether every token of one sentence hangs, over however many steps, on the one root."""
    roots = [t.index for t in tokens if t.head == t.index]
    for token in tokens:
        place, steps = token.index, 0
        while tokens[place].head != place and steps <= len(tokens):
            place, steps = tokens[place].head, steps + 1
        if [place] != roots:
            return False
    return True
