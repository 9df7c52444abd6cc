"""Sentences: where they begin and where they do not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.model import Article
from kg.parse import Parser
from kg.parse.segmentation import LONGEST, boundaries


def sentences(parser: Parser, text: str) -> list[str]:
    """The sentences of a text, in words."""
    parse = parser.parse(Article("x", text))
    return [
        text[parse.tokens[s.first].start : parse.tokens[s.last - 1].end] for s in parse.sentences
    ]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("LONDON (Reuters) -", "Britain said it would impose sanctions on two generals."),
        ("LIMA, April 22 (Xinhua) --", "President Dina Boluarte arrived in Quito on Monday."),
        ("Kabul (AFP) –", "Gunmen attacked a police post in the north, officials said."),
        ("ISLAMABAD:", "The army chief met the envoy in the capital on Tuesday."),
        ("Geneva -", "The two sides agreed to extend the truce by two months on Friday."),
        ("NEW DELHI, India, Jan. 5 —", "Officials denied the report about the base."),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(parser: Parser, dateline: str, rest: str) -> None:
    """It is no part of the clause after it."""
    assert sentences(parser, f"{dateline} {rest}") == [dateline, rest]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Ali and Lt. Col. Musa met Mr. Sharif in Jan. 2020.",
        "The U.S. Embassy in Washington, D.C. denied it.",
        "Iran - Iraq relations improved after the visit of the foreign minister.",
        "A spokesman for the International Committee of the Red Cross declined to comment.",
        "The accord, signed at 3 p.m. on Friday, covers trade.",
    ],
)
def test_abbreviations_and_names_end_no_sentence(parser: Parser, text: str) -> None:
    """Ranks, months, initials and capitals stand inside sentences."""
    assert sentences(parser, text) == [text]


def test_full_stops_end_sentences_and_quotes_stay_with_theirs(parser: Parser) -> None:
    """A closing quotation mark belongs to the sentence that it closes."""
    text = "“We will not leave.” The envoy left. “This is our land,” he said. Talks failed."
    assert sentences(parser, text) == [
        "“We will not leave.”",
        "The envoy left.",
        "“This is our land,” he said.",
        "Talks failed.",
    ]


def test_no_sentence_is_longer_than_the_parser_can_bear() -> None:
    """It ends at a sign where there is one, so that no text takes time by its square."""
    words = ("Iran met Pakistan ;".split() * LONGEST)[: 3 * LONGEST]
    for its in (words, ["Iran"] * (3 * LONGEST)):
        text = " ".join(its)
        starts = [sum(len(word) + 1 for word in its[:i]) for i in range(len(its))]
        begins = [i for i, mark in enumerate(boundaries(text, its, starts)) if mark]
        lengths = [b - a for a, b in pairwise([*begins, len(its)])]
        assert max(lengths) <= LONGEST
        assert len(begins) <= 2 * 3
        if ";" in its:
            assert all(its[i - 1] == ";" for i in begins[1:])
