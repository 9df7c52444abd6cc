"""Passives, reduced relatives, control and raising, nouns and light verbs: one event a sentence."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Read, Reader, values
from tests.extract.news import NEWS, NOTHING
from tests.extract.sentences import SENTENCES, Told

CASES = [
    pytest.param(
        told,
        id=told.text,
        marks=[pytest.mark.xfail(reason=told.yet, strict=False)] if told.yet else [],
    )
    for told in (*SENTENCES, *NEWS)
]


@pytest.mark.parametrize("told", CASES)
def test_a_sentence_tells_its_event(reader: Reader, told: Told) -> None:
    """The right type, the right actors and recipients, and as fact only what is told as fact."""
    read = reader(told.text)
    found = read.facts(told.cls) if told.how == "fact" else read.claimed(told.cls, told.how)
    assert found, f"no {told.cls} told as {told.how}; told: {_told(read)}"
    if told.how != "fact":
        assert not read.facts(told.cls), "what is not told as fact is none"
    for role, wanted in (
        ("actor", told.actors),
        ("recipient", told.recipients),
        ("place", told.place),
    ):
        given = {path for node in found for path in values(node, role)}
        if wanted == "*":
            assert given, f"nobody is {role}; told: {_told(read)}"
        elif wanted:
            assert given == {_path(w) for w in wanted.split()}, f"{role}; told: {_told(read)}"


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_sounds_like_an_event_is_none(reader: Reader, text: str) -> None:
    """Words that name events elsewhere evoke none where they mean something else."""
    assert not reader(text).facts("Event")


def _path(word: str) -> str:
    return word if "/" in word else f"state/{word}"


def _told(read: Read) -> list[tuple[str, list[tuple[str, str]]]]:
    roles = ("actor", "recipient", "place")
    return [
        (node.cls, [(r, v) for r in roles for v in sorted(values(node, r))])
        for node in read.statements.nodes
    ]
