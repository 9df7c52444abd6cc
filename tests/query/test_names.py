"""What a person writes stands for one thing in the graph, or the error says what may be meant."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query import resolve
from kg.store import Store
from kg.terms import DATA, ENT


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("Pakistan", DATA + "state/PAK"),
        (" pakistan ", DATA + "state/PAK"),
        ("PAK", DATA + "state/PAK"),
        ("pk", DATA + "state/PAK"),
        ("state/PAK", DATA + "state/PAK"),
        ("id:state/PAK", DATA + "state/PAK"),
        (DATA + "state/PAK", DATA + "state/PAK"),
        (f"<{DATA}state/PAK>", DATA + "state/PAK"),
        ("Islamic Republic of Iran", DATA + "state/IRN"),
        ("Raisi", DATA + "person/raisi"),
        ("ent:Meeting", ENT + "Meeting"),
        ("Meeting", ENT + "Meeting"),
        ("Strike", ENT + "Strike"),
        ("event/4", DATA + "event/4"),
    ],
)
def test_names_codes_paths_and_iris_all_work(store: Store, text: str, iri: str) -> None:
    """Also what only a claim speaks of."""
    assert resolve(store, text).value == iri


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Pakistn", "nothing in the graph has this name, code or IRI; did you mean Pakistan"),
        ("Georgia", f"2 things have this name; needs one of {DATA}place/georgia, {DATA}state/GEO"),
        (DATA + "state/XXX", "nothing in the graph"),
        ("state/a b", "nothing in the graph"),
        ("<", "nothing in the graph"),
        ("", "nothing in the graph"),
        ('Iran" } DROP ALL', "nothing in the graph"),
    ],
)
def test_an_unknown_or_ambiguous_name_is_told(store: Store, text: str, message: str) -> None:
    """With near matches, or with the candidates."""
    with pytest.raises(QueryError) as caught:
        resolve(store, text)
    assert message in str(caught.value)
