"""Lemmas, as the lexicon is written with them."""

from __future__ import annotations

import pytest

from kg.parse.lemmas import Lemmas

VERBS = """
    stemmed stem VBD; vetoed veto VBD; vetoes veto VBZ; met meet VBD; withdrew withdraw VBD;
    hoping hope VBG; hopping hop VBG; needing need VBG; freed free VBN; fled flee VBD;
    denies deny VBZ; denied deny VBD; agreed agree VBN; seized seize VBD; shelling shell VBG;
    bombing bomb VBG; imposing impose VBG; putting put VBG; cutting cut VBG; deployed deploy VBN;
    targeted target VBN; controlled control VBN; installed install VBD; signing sign VBG;
    lying lie VBG; overthrown overthrow VBN; accuses accuse VBZ; focused focus VBD; left leave VBD;
    found find VBD; led lead VBN; struck strike VBD; guess guess VBP; pledged pledge VBD;
    reaffirmed reaffirm VBD; criticised criticise VBD; travelled travel VBD; expelled expel VBD"""
NOUNS = """
    allies ally NNS; sanctions sanction NNS; vetoes veto NNS; crises crisis NNS; forces force NNS;
    bases base NNS; missiles missile NNS; troops troop NNS; strikes strike NNS; gases gas NNS;
    viruses virus NNS; embargoes embargo NNS; coups coup NNS; chiefs chief NNS; leaves leaf NNS;
    taxes tax NNS; spokesmen spokesman NNS; militiamen militiaman NNS; series series NN;
    news news NN; signing signing NN; ministries ministry NNS; Houthis houthi NNS"""


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    """The shipped dictionary."""
    return Lemmas.load()


@pytest.mark.parametrize(
    ("pos", "row"),
    [(p, r.strip()) for p, t in (("VERB", VERBS), ("NOUN", NOUNS)) for r in t.split(";")],
)
def test_inflected_words_have_the_lemma_of_the_dictionary(
    lemmas: Lemmas, pos: str, row: str
) -> None:
    """Regular and irregular, with doubled letters, dropped ones, and both spellings."""
    form, lemma, tag = row.split()
    assert lemmas.lemma(form, pos, tag) == lemma


def test_adjectives_are_not_made_verbs(lemmas: Lemmas) -> None:
    """A participle without a verb is its own lemma, whatever the tagger says."""
    assert lemmas.lemma("longstanding", "VERB", "VBG") == "longstanding"
    assert lemmas.lemma("worse", "ADJ", "JJR") == "bad"
    assert lemmas.lemma("closer", "ADJ", "JJR") == "close"
    assert lemmas.lemma("heaviest", "ADJ", "JJS") == "heavy"


def test_names_keep_their_form_and_adjectives_of_names_their_capital(lemmas: Lemmas) -> None:
    """At the start of a sentence a capital says nothing."""
    assert lemmas.lemma("States", "PROPN", "NNPS") == "States"
    assert lemmas.lemma("Iraqi", "ADJ", "JJ") == "Iraqi"
    assert lemmas.lemma("Senior", "ADJ", "JJ", initial=True) == "senior"
    assert lemmas.lemma("Signed", "VERB", "VBN") == "sign"


def test_function_words_have_one_lemma(lemmas: Lemmas) -> None:
    """Clipped and inflected forms of auxiliaries, articles and pronouns."""
    rows = {
        ("'s", "AUX", "VBZ"): "be",
        ("has", "AUX", "VBZ"): "have",
        ("wo", "AUX", "MD"): "will",
        ("n't", "PART", "RB"): "not",
        ("an", "DET", "DT"): "a",
        ("them", "PRON", "PRP"): "they",
    }
    assert {key: lemmas.lemma(*key) for key in rows} == rows
