"""Grammar by rules alone: trees of whatever comes, and most clauses read right."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.parse import Parser
from kg.parse.arcs import arcs
from kg.parse.tags import CLOSED, Tagged
from tests.parse.test_clauses import clauses, judge, shares
from tests.parse.test_parser import check, odd_text

# What the rules reach on all sentences of clauses.tsv; the shipped weights reach 90 and more.
BAR = 72.0


@pytest.fixture(scope="module")
def rules() -> Parser:
    """The parser without weights."""
    return Parser.load(model="rules")


@settings(deadline=None, max_examples=100)
@given(text=st.one_of(odd_text, st.text(max_size=80)))
def test_offsets_and_trees_are_as_sound_as_those_of_weights(rules: Parser, text: str) -> None:
    """Whatever stands in a text, its words are cut right and its sentences are trees."""
    with contextlib.suppress(ReadError):
        check(rules.parse(Article("any", text)))


WORDS = [
    *(Tagged(form, pos, tag) for form, (pos, tag) in sorted(CLOSED.items())),
    *(
        Tagged(form, pos, tag)
        for form, pos, tag in (
            ("Ghana", "PROPN", "NNP"), ("envoys", "NOUN", "NNS"), ("signed", "VERB", "VBD"),
            ("accused", "VERB", "VBN"), ("urging", "VERB", "VBG"), ("visit", "VERB", "VB"),
            ("new", "ADJ", "JJ"), ("Monday", "PROPN", "NNP"), (",", "PUNCT", ","),
            ("12", "NUM", "CD"), (".", "PUNCT", "."), ("quickly", "ADV", "RB"),
        )
    ),
]  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_any_words_make_a_tree(words: list[Tagged]) -> None:
    """One root, and every word hangs on it over however many steps."""
    found = arcs(words)
    roots = [i for i, (head, _) in enumerate(found) if head == i]
    assert len(roots) == 1
    for i in range(len(words)):
        place = i
        for _ in words:
            place = found[place][0]
        assert place == roots[0]
    assert all(dep for _, dep in found)


def test_most_clauses_are_read_right(rules: Parser) -> None:
    """It is a fallback worth having, and says so with a number."""
    listed = clauses()
    texts = list(dict.fromkeys(c.text for c in listed))
    parses = {a.text: p for a, p in rules.pipe(Article(f"s{i}", t) for i, t in enumerate(texts))}
    assert shares([judge(c, parses[c.text]) for c in listed]).both >= BAR


def test_rules_need_no_spacy_and_weights_say_that_they_do() -> None:
    """Where spaCy cannot be loaded the error names the way out, and the way out works."""
    code = """
import sys
sys.modules["spacy"] = None
from kg.errors import MissingToolError
from kg.model import Article
from kg.parse import Parser
try:
    Parser.load()
except MissingToolError as error:
    print(error)
rules = Parser.load(model="rules")
print([t.dep for t in rules.parse(Article("x", "Oslo recalled its envoy.")).tokens])
"""
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    error, deps = printed.stdout.splitlines()
    assert error.startswith("spaCy: it cannot be loaded here")
    assert error.endswith('choose the model "rules", which does without')
    assert deps == "['nsubj', 'root', 'nmod:poss', 'obj', 'punct']"
