"""Trees of raw news on which several parsers agree: `python -m training.silver --help`.

One of them is a pipeline of ours, which knows the treebanks' conventions inside noun phrases;
the others, trained on other news, know clauses better. Of noun phrases ours decides the inside; all
vote on what hangs on what. A sentence without a majority for each arc is left out, and so is one
whose clauses the first teacher, the best, sees otherwise than the majority does.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from training.phrases import PAST, agree, inflect
from training.treebank import Sentence, Word, read_conllu

__all__ = ["Tenses", "vote", "votes"]

# Tags of the words of which noun phrases are made.
NOMINAL = frozenset("DT PDT PRP$ JJ JJR JJS NN NNS NNP NNPS CD POS HYPH $ AFX".split())
# Clauses are made of these: on them the first teacher has a veto.
CLAUSAL = frozenset("root nsubj nsubj:pass obj iobj ccomp xcomp csubj aux aux:pass cop".split())
# On these the treebanks have conventions of their own, and ours stands.
LIGHT = frozenset("advmod discourse expl cc reparandum goeswith".split())
# The teachers' names of relations for which the treebanks have others.
RELATIONS = {
    "obl:tmod": "obl:unmarked",
    "obl:npmod": "obl:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "advcl:relcl": "advcl",
    "root": "ROOT",
}
AUXILIARIES = {
    "is": "was",
    "are": "were",
    "has": "had",
    "have": "had",
    "does": "did",
    "do": "did",
    "says": "said",
    "say": "said",
}
VERBAL = {
    "VB": "VerbForm=Inf",
    "VBD": PAST,
    "VBN": "Tense=Past|VerbForm=Part",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
}
NOUNS = {
    "NN": ("NOUN", "Number=Sing"),
    "NNS": ("NOUN", "Number=Plur"),
    "NNP": ("PROPN", "Number=Sing"),
    "NNPS": ("PROPN", "Number=Plur"),
    "JJ": ("ADJ", "Degree=Pos"),
    "RB": ("ADV", ""),
}


def votes(own: Sequence[Sentence], *teachers: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences on which enough parsers agree. All must have read the same sentences."""
    for sentence, *others in zip(own, *teachers, strict=True):
        if found := vote(sentence, *others):
            yield found


def vote(own: Sentence, *teachers: Sentence) -> Sentence | None:
    """The tree of the majority of the parsers, or None where there is none."""
    first = teachers[0]
    size = len(own.words)
    if any(len(t.words) != size for t in teachers):
        return None
    units = _units(own, first)
    if units is None:
        return None
    tops = {unit: _top(own, units, unit) for unit in dict.fromkeys(units)}
    readings = [_arcs(s, units) for s in (own, *teachers)]
    if any(r is None for r in readings):
        return None
    words = [
        Word(w.form, w.pos, w.tag, w.morph, w.head, w.dep, w.space, w.lemma) for w in own.words
    ]
    marks: list[int] = []
    for unit, top in tops.items():
        arcs = [r[unit] for r in readings if r is not None]
        if own.words[top].pos == "PUNCT":
            marks.append(top)
        elif _coarse(arcs[0][1]) not in LIGHT:
            if (chosen := _majority(arcs)) is None:
                return None
            head, label = chosen
            if head != arcs[0][0]:
                words[top].head = top if head == unit else tops[head]
            if label == "appos" and label != arcs[0][1] and own.words[top].pos == "PROPN":
                label = "nmod:unmarked"  # "Harare, Zimbabwe"
            words[top].dep = label
    _hang_marks(words, own, marks)
    _name_agents(words)
    _retag(words, first)
    agree(words)
    made = Sentence(words, [], own.document, own.paragraph)
    return made if is_tree(made) and _is_consistent(words) else None


def _majority(arcs: Sequence[tuple[int, str]]) -> tuple[int, str] | None:
    """What most have; None where no two agree, or the first teacher sees another clause."""
    head, agreeing = Counter(head for head, _ in arcs).most_common(1)[0]
    labels = Counter(_coarse(label) for h, label in arcs if h == head)
    label, same = labels.most_common(1)[0]
    if min(agreeing, same) < 2:
        return None
    first = (arcs[1][0], _coarse(arcs[1][1]))
    if CLAUSAL & {_coarse(x) for _, x in arcs} and first != (head, label):
        return None
    if head != arcs[0][0] and label == "compound":
        return None  # a name whose inside ours does not see
    exact = next(x for h, x in arcs if h == head and _coarse(x) == label)
    return head, RELATIONS.get(exact, exact)


def _coarse(label: str) -> str:
    """A relation without its subtype, unless that changes who acts; names are compounds."""
    label = RELATIONS.get(label, label)
    if label in ("nsubj:pass", "aux:pass", "csubj:pass", "compound:prt", "acl:relcl", "nmod:poss"):
        return label
    base = label.split(":")[0].lower()
    return {"flat": "compound", "csubj": "csubj"}.get(base, base)


def _units(own: Sentence, first: Sentence) -> list[int] | None:
    """For each word the number of its unit: a noun phrase, or itself."""
    nominal = [
        a.tag in NOMINAL and b.tag in NOMINAL and a.pos != "VERB"
        for a, b in zip(own.words, first.words, strict=True)
    ]
    units: list[int] = []
    for inside, run in groupby(range(len(nominal)), key=nominal.__getitem__):
        places = list(run)
        whole = inside and all(
            sum(s.words[i].head not in places or s.words[i].head == i for i in places) == 1
            for s in (own, first)
        )
        units += [places[0]] * len(places) if whole else places
    return units


def _top(sentence: Sentence, units: Sequence[int], unit: int) -> int:
    """The word of a unit that hangs on another unit."""
    return next(
        i
        for i, u in enumerate(units)
        if u == unit and (sentence.words[i].head == i or units[sentence.words[i].head] != unit)
    )


def _arcs(sentence: Sentence, units: Sequence[int]) -> dict[int, tuple[int, str]] | None:
    """The unit on which each unit hangs, and how; None if one hangs on several."""
    arcs: dict[int, tuple[int, str]] = {}
    for i, word in enumerate(sentence.words):
        head = units[word.head]
        if head == units[i] and word.head != i:
            continue
        if units[i] in arcs:
            return None
        arcs[units[i]] = (head, word.dep)
    return arcs


def _name_agents(words: list[Word]) -> None:
    """ "Shelled by troops": what a passive verb is done by."""
    for i, word in enumerate(words):
        if word.dep != "obl" or words[word.head].tag not in ("VBN", "VBD"):
            continue
        siblings = {w.dep for w in words if w.head == word.head}
        passive = "aux:pass" in siblings or (
            words[word.head].dep == "acl" and not siblings & {"obj", "aux"}
        )
        cases = {w.form.lower() for w in words if w.head == i and w.dep == "case"}
        if passive and cases == {"by"}:
            word.dep = "obl:agent"


def _hang_marks(words: list[Word], own: Sentence, marks: Sequence[int]) -> None:
    """Punctuation hangs where ours has it if that crosses no arc, else on the nearest that fits."""
    rest = [i for i in range(len(words)) if i not in marks]
    for mark in marks:
        choices = [own.words[mark].head, *_above(words, mark)]
        words[mark].dep = "punct"
        for head in choices:
            if head != mark and head in rest and not _crosses(words, mark, head, rest):
                words[mark].head = head
                break
        rest.append(mark)


def _above(words: Sequence[Word], mark: int) -> Iterator[int]:
    for neighbour in (mark - 1, mark + 1):
        at, steps = neighbour, 0
        while 0 <= at < len(words) and steps < len(words):
            yield at
            if words[at].head == at:
                break
            at, steps = words[at].head, steps + 1


def _crosses(words: Sequence[Word], mark: int, head: int, rest: Sequence[int]) -> bool:
    low, high = sorted((mark, head))
    return any(
        low < min(i, words[i].head) < high < max(i, words[i].head)
        or min(i, words[i].head) < low < max(i, words[i].head) < high
        for i in rest
        if words[i].head != i
    )


def _retag(words: list[Word], first: Sentence) -> None:
    """Where the tags of ours do not fit the relations, those of the first teacher stand."""
    for word, theirs in zip(words, first.words, strict=True):
        dep = word.dep.split(":")[0]
        if theirs.tag in VERBAL or word.tag in VERBAL:
            if theirs.tag not in VERBAL:
                if dep in ("amod", "compound", "case", "mark", "cc") and word.tag in ("VBN", "VBG"):
                    continue  # "growing rivalry", "following": each treebank tags its own way
                word.tag = theirs.tag
                word.pos, word.morph = NOUNS.get(theirs.tag, (word.pos, word.morph))
            elif theirs.tag != word.tag:
                word.tag, word.morph = theirs.tag, VERBAL[theirs.tag]
                word.pos = "VERB"
            if word.tag in VERBAL and (word.pos in ("VERB", "AUX") or theirs.tag != "VBG"):
                word.pos = "AUX" if dep in ("aux", "cop") else "VERB"
        elif word.tag[:2] != theirs.tag[:2] and {word.tag, theirs.tag} <= NOUNS.keys():
            nominal = {word.tag, theirs.tag} <= {"NN", "NNP", "JJ", "NNS", "NNPS"}
            if not nominal:
                word.tag = theirs.tag
                word.pos, word.morph = NOUNS[theirs.tag]
        if word.tag == "IN" and word.pos in ("ADP", "SCONJ"):
            word.pos = "SCONJ" if dep == "mark" else "ADP"


class Tenses:
    """Turns what is told in the present into the past, by the forms that a treebank has."""

    def __init__(self, treebank: Iterable[Sentence]) -> None:
        found: dict[str, Counter[str]] = {}
        for sentence in treebank:
            for word in sentence.words:
                if word.tag == "VBD" and word.lemma:
                    found.setdefault(word.lemma, Counter())[word.form.lower()] += 1
        self._pasts = {lemma: forms.most_common(1)[0][0] for lemma, forms in found.items()}

    def past(self, sentence: Sentence) -> Sentence:
        """A copy in which what happens happened; the sentence itself if it is in the past."""
        if any(w.tag == "VBD" for w in sentence.words):
            return sentence
        changed = sentence.copy()
        for word in changed.words:
            if word.tag not in ("VBZ", "VBP"):
                continue
            form = self._past_of(word)
            if form is None:
                return sentence
            word.form, word.tag = form, "VBD"
        agree(changed.words)
        return changed

    def _past_of(self, word: Word) -> str | None:
        form = word.form.lower()
        if not form.isalpha() or word.form != form:
            return None  # contracted, or the first word of the sentence
        if form in AUXILIARIES:
            return AUXILIARIES[form]
        lemma = word.lemma.lower()
        regular = inflect(lemma, "VBD").words[0].form
        return self._pasts.get(lemma, regular if len(lemma) > 4 else None)


def is_tree(sentence: Sentence) -> bool:
    """Whether one word is its own head, all hang on it, and no two arcs cross."""
    heads = [w.head for w in sentence.words]
    roots = [i for i, head in enumerate(heads) if head == i]
    if len(roots) != 1:
        return False
    for i in range(len(heads)):
        at, steps = i, 0
        while heads[at] != at and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at != roots[0]:
            return False
    everything = range(len(heads))
    return not any(
        _crosses(sentence.words, i, head, everything) for i, head in enumerate(heads) if i != head
    )


def _is_consistent(words: Sequence[Word]) -> bool:
    """Whether the root is a finite clause whose subject and object are no verbs' forms."""
    root = next(w for w in words if w.head < len(words) and words[w.head] is w)
    at = words.index(root)
    children = [w for i, w in enumerate(words) if w.head == at and i != at]
    finite = root.tag in ("VBD", "VBZ", "VBP") or any(
        c.dep in ("aux", "aux:pass", "cop") for c in children
    )
    subject = any(c.dep.startswith(("nsubj", "csubj", "expl")) for c in children)
    return finite and subject and not any(w.dep == "dep" for w in words)


def conllu(sentence: Sentence) -> str:
    """A sentence as CoNLL-U."""
    rows = []
    for i, w in enumerate(sentence.words):
        head, dep = (0, "root") if w.head == i else (w.head + 1, w.dep)
        gap = "_" if w.space else "SpaceAfter=No"
        fields = (i + 1, w.form, w.lemma, w.pos, w.tag, w.morph or "_", head, dep, "_", gap)
        rows.append("\t".join(map(str, fields)) + "\n")
    return "".join(rows) + "\n"


def main() -> None:
    """Parse the options and vote."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("own", type=Path, help="CoNLL-U of our own pipeline")
    options.add_argument("teachers", type=Path, nargs="+", help="CoNLL-U of others, the best first")
    options.add_argument("--out", type=Path, required=True, help="CoNLL-U of what they agree on")
    chosen = options.parse_args()
    own, *teachers = (read_conllu(path) for path in (chosen.own, *chosen.teachers))
    found = list(votes(own, *teachers))
    chosen.out.write_text("".join(map(conllu, found)), encoding="utf-8")
    print(f"{len(found)} of {len(own)} sentences")


if __name__ == "__main__":
    main()
