"""Repairs: each rule mends what it is for, leaves the rest alone, and keeps the tree a tree."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Token
from kg.parse.repair import RULES, repair
from tests.parse.trees import Case, arcs, cases, is_tree

CASES = cases()
BY_NAME = {rule.__name__: rule for rule in RULES}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}: {c.text}")
def test_a_rule_mends_what_it_is_for(case: Case) -> None:
    """The arcs that the case names are there afterwards; without any, nothing changes."""
    mended = repair(case.tokens, rules=(BY_NAME[case.rule],))
    assert is_tree(mended)
    assert set(case.arcs) <= arcs(mended)
    assert (mended == case.tokens) == (not case.arcs)


@pytest.mark.parametrize("case", [c for c in CASES if c.arcs], ids=lambda c: f"{c.rule}: {c.text}")
def test_mended_trees_are_left_alone(case: Case) -> None:
    """A rule finds nothing more to do in what it has mended."""
    once = repair(case.tokens, rules=(BY_NAME[case.rule],))
    assert repair(once, rules=(BY_NAME[case.rule],)) == once


def test_every_rule_has_two_examples_and_a_docstring() -> None:
    """A rule that nobody can show at work is not kept."""
    shown = Counter(case.rule for case in CASES if case.arcs)
    assert {rule.__name__: shown[rule.__name__] >= 2 for rule in RULES} == dict.fromkeys(
        BY_NAME, True
    )
    assert all(rule.__doc__ for rule in RULES)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.rule}: {c.text}")
def test_all_rules_together_keep_the_tree_and_the_words(case: Case) -> None:
    """Offsets, forms and the number of tokens are no business of a rule."""
    mended = repair(case.tokens)
    assert is_tree(mended)
    for before, after in zip(case.tokens, mended, strict=True):
        assert (before.index, before.text, before.start, before.end) == (
            after.index,
            after.text,
            after.start,
            after.end,
        )


LABELS = [
    "nsubj", "obj", "obl", "nmod", "conj", "acl", "acl:relcl", "advcl", "amod", "compound", "ccomp",
    "xcomp", "parataxis", "case", "mark", "det", "appos", "punct", "cc", "aux", "cop",
]  # fmt: skip
WORDS = [
    ("Ghana", "PROPN", "NNP"), ("envoys", "NOUN", "NNS"), ("plans", "NOUN", "NNS"),
    ("signed", "VERB", "VBD"), ("accused", "VERB", "VBN"), ("urging", "VERB", "VBG"),
    ("has", "AUX", "VBZ"), ("to", "PART", "TO"), ("visit", "VERB", "VB"), (",", "PUNCT", ","),
    ("and", "CCONJ", "CC"), ("with", "ADP", "IN"), ("of", "ADP", "IN"), ("arose", "VERB", "VBD"),
    ("Monday", "PROPN", "NNP"), ("the", "DET", "DT"), ("talks", "NOUN", "NNS"), (".", "PUNCT", "."),
]  # fmt: skip


@st.composite
def any_tree(draw: st.DrawFn) -> tuple[Token, ...]:
    """Any tree over any of the words: much of it is no English, as parsers at times give none."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for place in range(1, size):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    tokens, start = [], 0
    for i in range(size):
        form, pos, tag = draw(st.sampled_from(WORDS))
        dep = "root" if heads[i] == i else draw(st.sampled_from(LABELS))
        end = start + len(form)
        tokens.append(Token(i, form, form.lower(), pos, tag, dep, heads[i], start, end, 0))
        start = end + 1
    return tuple(tokens)


@settings(deadline=None, max_examples=300)
@given(any_tree())
def test_whatever_tree_comes_a_tree_goes(tokens: tuple[Token, ...]) -> None:
    """No rule makes a circle, a second root or an error, however odd the tree."""
    assert is_tree(repair(tokens))
