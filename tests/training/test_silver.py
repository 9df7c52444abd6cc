"""Trees of raw news on which several parsers agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.silver import Tenses, conllu, vote
from training.treebank import Sentence, Word, read_conllu

# form, tag, head, relation: as a pipeline of ours reads it, which takes the verb for a noun ...
OWN = """Qatari JJ 3 amod/Prime NNP 3 compound/Minister NNP 4 nmod:desc/Tamim NNP 5 compound/
cuts NNS 6 compound/ties NNS 0 root/with IN 8 case/Chad NNP 6 nmod/. . 6 punct"""
# ... and as others read it, with other habits inside a noun phrase.
OTHER = """Qatari JJ 4 amod/Prime NNP 4 compound/Minister NNP 4 compound/Tamim NNP 5 nsubj/
cuts VBZ 0 root/ties NNS 5 obj/with IN 8 case/Chad NNP 6 nmod/. . 5 punct"""
POS = {"JJ": "ADJ", "NNP": "PROPN", "NNS": "NOUN", "IN": "ADP", "VBZ": "VERB", ".": "PUNCT"}


def sentence(rows: str, *, own: bool = False) -> Sentence:
    """A sentence of rows as they stand above."""
    words = []
    for i, row in enumerate(rows.replace("\n", "").split("/")):
        form, tag, head, dep = row.split(" ")
        at = i if head == "0" else int(head) - 1
        label = "ROOT" if head == "0" else dep
        words.append(Word(form, POS[tag] if own else "", tag, "", at, label, True, form.lower()))
    return Sentence(words)


def arcs(sentence: Sentence) -> list[str]:
    """What hangs on what."""
    return [f"{w.form} {w.tag} {w.dep} {sentence.words[w.head].form}" for w in sentence.words]


@pytest.fixture
def own() -> Sentence:
    """What ours reads."""
    return sentence(OWN, own=True)


def test_two_who_agree_mend_the_clause_and_ours_keeps_the_phrase(own: Sentence) -> None:
    """The verb gets the tag, the part of speech and the features of one."""
    found = vote(own, sentence(OTHER), sentence(OTHER))
    assert found is not None
    assert arcs(found)[2:8] == [
        "Minister NNP nmod:desc Tamim",
        "Tamim NNP nsubj cuts",
        "cuts VBZ ROOT cuts",
        "ties NNS obj cuts",
        "with IN case Chad",
        "Chad NNP nmod ties",
    ]
    assert found.words[4].pos == "VERB"
    assert found.words[4].morph == "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


def test_where_no_two_agree_there_is_no_tree(own: Sentence) -> None:
    """Nor where the best of them sees another clause than the majority."""
    third = OTHER.replace("Chad NNP 6 nmod", "Chad NNP 5 obl")
    assert vote(own, sentence(OTHER), sentence(third)) is not None
    fourth = third.replace("ties NNS 5 obj", "ties NNS 4 appos")
    assert vote(own, sentence(OTHER), sentence(fourth)) is None


def test_a_tree_is_written_as_it_is_read(own: Sentence, tmp_path: Path) -> None:
    """CoNLL-U loses nothing."""
    found = vote(own, sentence(OTHER), sentence(OTHER))
    assert found is not None
    file = tmp_path / "silver.conllu"
    file.write_text(conllu(found), encoding="utf-8")
    (again,) = read_conllu(file)
    assert again.words == found.words


def test_the_present_is_told_in_the_past(own: Sentence) -> None:
    """By the forms of a treebank; what would end a contraction, or is past, stays as it is."""
    treebank = Sentence([Word("cut", "VERB", "VBD", "", 0, "ROOT", lemma="cut")])
    found = vote(own, sentence(OTHER), sentence(OTHER))
    assert found is not None
    found.words[4].lemma = "cut"
    past = Tenses([treebank]).past(found)
    assert (past.words[4].form, past.words[4].tag) == ("cut", "VBD")
    assert "Tense=Past" in past.words[4].morph
    assert found.words[4].form == "cuts"
    assert Tenses([treebank]).past(past) is past
    assert Tenses([]).past(found) is found
