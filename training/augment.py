"""Treebank sentences made more like news of the whole world, their trees kept right.

A treebank of blogs, reviews and textbooks names few states, capitals, ministers and movements, and
hardly ever lets them act. Here names are swapped for others, subjects become names, days stand
between a subject and its verb, and some sentences lose articles and full stop as headlines do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from training.treebank import Sentence, Word

__all__ = ["Augmenter", "Pool"]

LABEL = re.compile(r'"([^"]+)"@en')
SUBJECT = re.compile(r"(\S+) a ent:(\w+)")
NAME = re.compile(r"[A-Z][\w.'’]*(?:[ -][\w.'’]+){0,3}")
ONE_WORD = re.compile(r"[A-Z][\w]+")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SINGULAR, PLURAL = "Number=Sing", "Number=Plur"
SUBJECTS = ("nsubj", "nsubj:pass")


@dataclass(frozen=True)
class Pool:
    """Names to choose from: persons as lists of words, the others as one word or a small tree."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    states: tuple[str, ...]
    bodies: tuple[str, ...]
    trees: dict[str, tuple[tuple[Word, ...], ...]]

    @classmethod
    def read(cls, reference: Path, treebank: Iterable[Sentence]) -> Pool:
        """Names from a folder of reference data (Turtle), and the longer ones of a treebank."""
        labels: dict[str, list[str]] = {}
        for file in sorted(reference.glob("*.ttl")):
            kind = ""
            for line in file.read_text(encoding="utf-8").splitlines():
                if found := SUBJECT.match(line):
                    kind = found[2]
                elif "rdfs:label" in line or "skos:altLabel" in line or line.startswith("        "):
                    labels.setdefault(kind, []).extend(LABEL.findall(line))
                if "ent:metonym" in line:
                    labels.setdefault("City", []).extend(re.findall(r'"([^"]+)"', line))
        trees: dict[str, set[tuple[tuple[str, str, str, str, int, str, bool], ...]]] = {}
        for sentence in treebank:
            for first, last, kind in sentence.names:
                head = _head(sentence, first, last)
                if head is None or not 2 <= last - first <= 4:
                    continue
                tree = tuple(
                    (w.form, w.pos, w.tag, w.morph, w.head - first, w.dep, w.space)
                    for w in sentence.words[first:last]
                )
                trees.setdefault(kind, set()).add(tree)
        return cls(
            people=_sorted(labels.get("Person", ()), NAME),
            places=_sorted([*labels.get("City", ()), *labels.get("Territory", ())], ONE_WORD),
            states=_sorted(labels.get("State", ()), ONE_WORD),
            bodies=_sorted(
                [n for k in ("ArmedGroup", "InternationalOrganization") for n in labels.get(k, ())],
                ONE_WORD,
            ),
            trees={
                kind: tuple(tuple(Word(*row) for row in tree) for tree in sorted(found))
                for kind, found in sorted(trees.items())
            },
        )


def _sorted(names: Iterable[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(sorted({n for n in names if pattern.fullmatch(n)}))


def _head(sentence: Sentence, first: int, last: int) -> int | None:
    """The one word of a range whose head lies outside it; None if there are several."""
    tops = [
        i
        for i in range(first, last)
        if not first <= sentence.words[i].head < last or sentence.words[i].head == i
    ]
    return tops[0] if len(tops) == 1 else None


def person(name: str) -> list[Word]:
    """A person's name as Universal Dependencies has it: everything hangs flat on the first word."""
    words: list[Word] = []
    for part in name.split(" "):
        pieces = re.split("(-)", part)
        for i, piece in enumerate(pieces):
            last = i == len(pieces) - 1
            if piece == "-":
                words.append(Word("-", "PUNCT", "HYPH", "", len(words) + 1, "punct", last))
            elif piece:
                words.append(Word(piece, "PROPN", "NNP", SINGULAR, 0, "flat", last))
    return words


def single(name: str) -> list[Word]:
    """A name of one word."""
    return [Word(name, "PROPN", "NNP", SINGULAR, 0, "flat")]


class Augmenter:
    """Changes sentences by chance; the same seed and order give the same sentences."""

    def __init__(self, pool: Pool, seed: int) -> None:
        self._pool = pool
        self._random = Random(seed)  # noqa: S311  # no secret

    def __call__(self, sentence: Sentence) -> Sentence:
        """A changed copy of a sentence with grammar."""
        changed = sentence.copy()
        self._swap_names(changed)
        self._name_subjects(changed)
        if self._random.random() < 0.25:
            self._insert_day(changed)
        if self._random.random() < 0.05:
            self._make_headline(changed)
        return changed

    def _swap_names(self, sentence: Sentence) -> None:
        for first, last, kind in sorted(sentence.names, reverse=True):
            top = _head(sentence, first, last)
            if top is None or self._random.random() > 0.6:
                continue
            words = self._name(kind, long=last - first > 1)
            if sentence.words[top].dep in ("compound", "nmod:desc", "flat") and len(words) > 1:
                continue
            _substitute(sentence, first, last, words, kind)

    def _name(self, kind: str, *, long: bool) -> list[Word]:
        choose = self._random.choice
        if kind == "PER":
            name = choose(self._pool.people)
            return person(name if long else self._family(name))
        trees = self._pool.trees.get(kind, ())
        if long and trees and self._random.random() < 0.7:
            return [
                Word(w.form, w.pos, w.tag, w.morph, w.head, w.dep, w.space) for w in choose(trees)
            ]
        if kind == "LOC":
            return single(
                choose(self._pool.places if self._random.random() < 0.6 else self._pool.states)
            )
        return single(choose(self._pool.bodies))

    @staticmethod
    def _family(name: str) -> str:
        return name.rsplit(" ", maxsplit=1)[-1]

    def _actor(self) -> tuple[list[Word], str]:
        """A name that acts in news: a state, its capital, a movement, a person."""
        draw = self._random.random()
        choose = self._random.choice
        if draw < 0.3:
            return single(choose(self._pool.states)), "LOC"
        if draw < 0.6:
            return single(choose(self._pool.places)), "LOC"
        if draw < 0.7:
            return single(choose(self._pool.bodies)), "ORG"
        name = choose(self._pool.people)
        return person(name if draw < 0.8 else self._family(name)), "PER"

    def _name_subjects(self, sentence: Sentence) -> None:
        """Put names in the place of pronouns and of plain nouns that are subjects or objects."""
        for i in range(len(sentence.words) - 1, -1, -1):
            word = sentence.words[i]
            if word.dep not in (*SUBJECTS, "obj", "obl") or self._in_name(sentence, i):
                continue
            if word.pos == "PRON" and "PronType=Prs" in word.morph and "Person=3" in word.morph:
                chance = 0.3 if word.dep in SUBJECTS else 0.15
                if self._random.random() > chance or _has_children(sentence, i, but=("case",)):
                    continue
                if not word.space and sentence.words[i + 1].pos != "PUNCT":
                    continue  # "they're" is no way to write a name
                plural = "Number=Plur" in word.morph
                self._put_actor(sentence, i, i + 1, plural=plural)
            elif word.dep != "obl" and word.pos == "NOUN" and word.tag in ("NN", "NNS"):
                chance = 0.12 if word.dep in SUBJECTS else 0.04
                first = (
                    i - 1
                    if i and sentence.words[i - 1].dep == "det" and sentence.words[i - 1].head == i
                    else i
                )
                if self._random.random() > chance or _has_children(
                    sentence, i, but=("case", "det", "punct")
                ):
                    continue
                if any(
                    w.head == i and w.dep == "det" and k != i - 1
                    for k, w in enumerate(sentence.words)
                ):
                    continue
                self._put_actor(sentence, first, i + 1, plural=word.tag == "NNS")

    def _put_actor(self, sentence: Sentence, first: int, last: int, *, plural: bool) -> None:
        words, kind = self._actor()
        _substitute(sentence, first, last, words, kind, mark=True)
        if plural:
            # two that act together, so that the verb agrees
            other, other_kind = self._actor()
            at = first + len(words)
            top = next(
                i
                for i in range(first, at)
                if not first <= sentence.words[i].head < at or sentence.words[i].head == i
            )
            gap = sentence.words[at - 1].space
            sentence.words[at - 1].space = True
            new = [Word("and", "CCONJ", "CC", "", 1, "cc")]
            new += [Word(w.form, w.pos, w.tag, w.morph, w.head + 1, w.dep, w.space) for w in other]
            new[-1].space = gap
            _insert(sentence, at, new)
            for k, word in enumerate(new):
                word.head += at
                if k == 1:
                    word.head, word.dep = top, "conj"
            sentence.names = sorted([*sentence.names, (at + 1, at + len(new), other_kind)])

    def _insert_day(self, sentence: Sentence) -> None:
        """ "China on Thursday vetoed", "Riyadh Tuesday said": a day between subject and verb."""
        for i, word in enumerate(sentence.words):
            if word.tag not in ("VBD", "VBZ", "VBP") or word.pos != "VERB" or not i:
                continue
            subjects = [
                k for k, w in enumerate(sentence.words[:i]) if w.head == i and w.dep in SUBJECTS
            ]
            if not subjects or sentence.words[subjects[0]].pos not in ("PROPN", "NOUN"):
                continue
            if i - 1 not in (subjects[0], *_below(sentence, subjects[0])):
                continue
            day = Word(self._random.choice(DAYS), "PROPN", "NNP", SINGULAR, i, "obl")
            if self._random.random() < 0.8:
                new = [Word("on", "ADP", "IN", "", 0, "case"), day]
            else:
                new, day.dep = [day], "obl:unmarked"
            _insert(sentence, i, new)
            verb = i + len(new)
            day.head = verb
            if len(new) == 2:
                new[0].head = i + 1
            return

    def _make_headline(self, sentence: Sentence) -> None:
        """Leave out articles and the full stop at the end."""
        words = sentence.words
        if len(words) > 25:
            return
        drop = [
            i
            for i, w in enumerate(words)
            if (w.dep == "det" and w.form.lower() in ("the", "a", "an"))
            or (i == len(words) - 1 and w.form == ".")
        ]
        if len(drop) >= len(words) - 1:
            return
        for i in reversed(drop):
            if i == words[i].head or any(w.head == i and k != i for k, w in enumerate(words)):
                continue
            if i and not words[i].space:
                words[i - 1].space = True
            sentence.remove(i)
        first = words[0]
        if first.form[:1].islower():
            first.form = first.form[:1].upper() + first.form[1:]

    @staticmethod
    def _in_name(sentence: Sentence, i: int) -> bool:
        return any(a <= i < b for a, b, _ in sentence.names)


def _has_children(sentence: Sentence, i: int, *, but: Sequence[str]) -> bool:
    return any(w.head == i and k != i and w.dep not in but for k, w in enumerate(sentence.words))


def _below(sentence: Sentence, top: int) -> set[int]:
    found = {top}
    while True:
        more = {i for i, w in enumerate(sentence.words) if w.head in found} - found
        if not more:
            return found
        found |= more


def _insert(sentence: Sentence, at: int, new: list[Word]) -> None:
    """Put words before word `at`; their heads are left to the caller."""
    size = len(new)
    for word in sentence.words:
        if word.head >= at:
            word.head += size
    sentence.words[at:at] = new
    sentence.names = [
        (a + size * (a >= at), b + size * (b > at), kind) for a, b, kind in sentence.names
    ]


def _substitute(
    sentence: Sentence, first: int, last: int, new: list[Word], kind: str, *, mark: bool = False
) -> None:
    """Put a name in the place of words that hang together; what hangs on them hangs on its head."""
    old_top = _head(sentence, first, last)
    if old_top is None:
        return
    old = sentence.words[old_top]
    size, grown = len(new), len(new) - (last - first)
    new_top = next((i for i, w in enumerate(new) if w.head == i or not 0 <= w.head < size), 0)
    is_root = old.head == old_top

    def moved(head: int) -> int:
        if head < first:
            return head
        return head + grown if head >= last else first + new_top

    head = first + new_top if is_root else moved(old.head)
    space = sentence.words[last - 1].space
    for i, word in enumerate(sentence.words):
        if not first <= i < last:
            word.head = moved(word.head)
    for i, word in enumerate(new):
        word.head = head if i == new_top else first + word.head
    new[new_top].dep = old.dep
    new[-1].space = space
    sentence.words[first:last] = new
    names = [n for n in sentence.names if n[1] <= first or n[0] >= last]
    if mark or len(names) < len(sentence.names):
        names = [(a + grown * (a >= last), b + grown * (b > last), k) for a, b, k in names]
        names.append((first, first + size, kind))
    sentence.names = sorted(names)
