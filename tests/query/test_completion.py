"""What a prompt offers while somebody types."""

from __future__ import annotations

import pytest

from kg.query.completion import Vocabulary
from kg.store import Store


@pytest.fixture(scope="module")
def vocabulary(store: Store) -> Vocabulary:
    """The words of the small store."""
    return Vocabulary.of(store)


@pytest.mark.parametrize(
    ("before", "word", "offered"),
    [
        ("SELECT ?x { ?x a ent:Mee", "ent:Mee", ["ent:Meeting"]),
        ("SELECT ?x { ?x a meet", "meet", ["ent:Meeting"]),
        ("SELECT ?x { ?x a e", "e", ["ent:", "EXISTS"]),
        ("sel", "sel", ["SELECT"]),
        ("SELECT ?state { ?sta", "?sta", ["?state"]),
        ("SELECT ?state ?since { ?s", "?s", ["?since", "?state"]),
        ("SELECT ?x { ", "", []),
        ("SELECT ?x { ?x a nothing:", "nothing:", []),
    ],
)
def test_what_fits_is_offered(
    before: str, word: str, offered: list[str], vocabulary: Vocabulary
) -> None:
    """Terms by prefix or by name alone, keywords in any case, variables of this query."""
    assert vocabulary.complete(before)[0] == word
    assert [completion.text for completion in vocabulary.complete(before)[1]] == offered


def test_a_term_says_what_it_is(vocabulary: Vocabulary) -> None:
    """Its kind and its label."""
    (found,) = vocabulary.complete("ent:Meet")[1]
    assert found.about == "class: meeting"
