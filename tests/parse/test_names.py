"""Names: runs of proper nouns and what stands inside names."""

from __future__ import annotations

import pytest

from kg.model import NAME_KINDS, Article
from kg.parse import Parser
from kg.parse.parser import RULES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "President Joe Biden met Crown Prince Mohammed bin Salman in Jeddah on Monday.",
            ["President Joe Biden", "Crown Prince Mohammed bin Salman", "Jeddah"],
        ),
        ("Syria's Bashar al-Assad spoke.", ["Syria", "Bashar al-Assad"]),
        ("The Bank of England raised rates.", ["Bank of England"]),
        ("Peru's Ministry of Foreign Affairs denied it.", ["Peru", "Ministry of Foreign Affairs"]),
        ("Ships left the Strait of Hormuz in May 2023.", ["Strait of Hormuz"]),
        ("Theresa May resigned.", ["Theresa May"]),
        (
            "Ursula von der Leyen visited Rio de Janeiro.",
            ["Ursula von der Leyen", "Rio de Janeiro"],
        ),
        ("Sharif of Pakistan signed.", ["Sharif", "Pakistan"]),
        ("The United Nations condemned it.", ["United Nations"]),
        ("The ministers met.", []),
    ],
)
def test_names_are_found_whole(parser: Parser, text: str, expected: list[str]) -> None:
    """Particles, hyphens and "of" after an institution stand inside; days and months do not."""
    parse = parser.parse(Article("x", text))
    spans = [(parse.tokens[a].start, parse.tokens[b - 1].end) for a, b in parse.names]
    assert [text[start:end] for start, end in spans] == expected


TYPED = [
    ("Marta Lindqvist", "PER", "Marta Lindqvist met Tomasz Wierzbicki in Oslo on Monday."),
    ("Tomasz Wierzbicki", "PER", "Marta Lindqvist met Tomasz Wierzbicki in Oslo on Monday."),
    ("Oslo", "LOC", "Marta Lindqvist met Tomasz Wierzbicki in Oslo on Monday."),
    ("European Union", "ORG", "The European Union said “no” — again."),
]


@pytest.mark.parametrize(("name", "kind", "text"), TYPED)
def test_the_trained_reader_tells_kinds_of_names(
    parser: Parser, name: str, kind: str, text: str
) -> None:
    """Titles, quotes and days are no part of a name; each has one of the kinds that we know."""
    parse = parser.parse(Article("x", text))
    spans = {
        text[parse.tokens[n.first].start : parse.tokens[n.last - 1].end]: n.kind
        for n in parse.typed_names
    }
    assert spans[name] == kind
    assert set(spans.values()) <= set(NAME_KINDS)


def test_rules_alone_tell_no_kinds() -> None:
    """A pipeline without a reader of names has none to tell."""
    assert Parser.load(model=RULES).parse(Article("x", "Ada Byron met Peru.")).typed_names == ()
