"""Names: runs of proper nouns and what stands inside names."""

from __future__ import annotations

import pytest

from kg.model import Article
from kg.parse import Parser


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
