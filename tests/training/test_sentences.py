"""What the parser is trained with besides the treebanks: sentences made and changed by rule."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from kg.parse.weights import UNIVERSAL_RELATIONS
from training.augment import Augmenter, Pool
from training.grammar import Grammar
from training.treebank import Sentence, chunks, read_conllu

SAMPLE = """\
# newdoc id = sample
# newpar
1	They	they	PRON	PRP	Case=Nom|Number=Plur|Person=3|PronType=Prs	2	nsubj	_	_
2	told	tell	VERB	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	_
3	Ada	Ada	PROPN	NNP	Number=Sing	2	obj	_	Entity=(1-person-new-1-coref
4	Byron	Byron	PROPN	NNP	Number=Sing	3	flat	_	Entity=1)
5	that	that	SCONJ	IN	_	9	mark	_	_
6	the	the	DET	DT	Definite=Def|PronType=Art	7	det	_	_
7	bridge	bridge	NOUN	NN	Number=Sing	9	nsubj:outer	_	_
8-9	wasn't	_	_	_	_	_	_	_	SpaceAfter=No
8	was	be	AUX	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	9	cop	_	_
9	n't	not	PART	RB	Polarity=Neg|Style=Coll	2	ccomp	_	_
10	.	.	PUNCT	.	_	2	punct	_	_

"""


@pytest.fixture(scope="module")
def reference(root: Path) -> Path:
    """The reference data of the ontology."""
    return root / "ontology" / "reference"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A treebank of one sentence."""
    file = tmp_path / "sample.conllu"
    file.write_text(SAMPLE, encoding="utf-8")
    return file


def is_projective_tree(sentence: Sentence) -> bool:
    """Whether one word is its own head, all hang on it, and no two arcs cross."""
    heads = [word.head for word in sentence.words]
    roots = [i for i, head in enumerate(heads) if i == head]
    for i in range(len(heads)):
        place, steps = i, 0
        while heads[place] != place and steps <= len(heads):
            place, steps = heads[place], steps + 1
        if [place] != roots:
            return False
    arcs = [(min(i, h), max(i, h)) for i, h in enumerate(heads) if i != h]
    return not any(a < c < b < d for (a, b), (c, d) in combinations(sorted(arcs), 2))


def test_the_grammar_makes_trees_with_universal_relations(reference: Path) -> None:
    """Each sentence has one root and crosses no arcs; names are there, and a full stop."""
    grammar = Grammar(Pool.read(reference, []), reference, 1)
    for _ in range(300):
        sentence = grammar()
        assert is_projective_tree(sentence)
        relations = {word.dep.split(":")[0].lower() for word in sentence.words}
        assert relations <= UNIVERSAL_RELATIONS
        assert sentence.words[-1].form == "."
        assert any(word.pos in ("PROPN", "NOUN", "PRON") for word in sentence.words)


def test_the_same_seed_makes_the_same_sentences(reference: Path) -> None:
    """A training run can be repeated."""
    pool = Pool.read(reference, [])
    one, other = Grammar(pool, reference, 7), Grammar(pool, reference, 7)
    assert [one() for _ in range(20)] == [other() for _ in range(20)]
    assert one() != Grammar(pool, reference, 8)()


def test_a_treebank_is_read_with_spaces_names_and_coarser_relations(sample: Path) -> None:
    """Words that are written together stay so; features that nobody needs are left out."""
    (sentence,) = read_conllu(sample, words=10)
    assert [w.space for w in sentence.words[6:9]] == [True, False, False]
    assert sentence.names == [(2, 4, "PER")]
    assert sentence.words[6].dep == "nsubj"
    assert sentence.words[8].morph == "Polarity=Neg"
    assert chunks([sentence]) == [[sentence]]


def test_another_release_of_a_treebank_is_refused(sample: Path) -> None:
    """Other words would give other numbers."""
    with pytest.raises(SystemExit, match="10 words, expected 9"):
        read_conllu(sample, words=9)


def test_changed_sentences_are_trees_and_their_names_are_names(
    sample: Path, reference: Path
) -> None:
    """Whatever is swapped, put in or left out."""
    (sentence,) = read_conllu(sample)
    augmenter = Augmenter(Pool.read(reference, [sentence]), 1)
    texts = set()
    for _ in range(200):
        changed = augmenter(sentence)
        assert is_projective_tree(changed)
        assert sum(word.dep == "ROOT" for word in changed.words) == 1
        for first, last, _ in changed.names:
            assert all(w.pos in ("PROPN", "PUNCT") for w in changed.words[first:last])
        texts.add(" ".join(word.form for word in changed.words))
    assert len(texts) > 50
    assert sentence == read_conllu(sample)[0]
