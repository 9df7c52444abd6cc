"""Treebanks in CoNLL-U, as sentences that can be changed and as spaCy's documents."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.parse.paragraphs import PLAIN

__all__ = ["Sentence", "Word", "chunks", "document", "read_conllu", "read_iob2", "read_wikigold"]

# Relations that are rare, or that nothing after the parser tells apart.
RELATIONS = {
    "nsubj:outer": "nsubj",
    "csubj:outer": "csubj",
    "csubj:pass": "csubj:pass",
    "advcl:relcl": "advcl",
    "dislocated": "dep",
}
# The features that are learnt; the others (spelling, style, annotation) are left out.
FEATURES = frozenset(
    """Case Definite Degree Gender Mood NumType Number Person Polarity Poss PronType Reflex
    Tense VerbForm Voice""".split()
)
GUM_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
INSIDE_NAMES = frozenset("of the for and de al el la bin & - 's".split())


@dataclass(slots=True)
class Word:
    """One row of CoNLL-U. `head` counts from 0 in the sentence; a root is its own head."""

    form: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool = True
    lemma: str = ""


@dataclass(slots=True)
class Sentence:
    """The words of a sentence, and its names as (first, last excluded, type), disjoint."""

    words: list[Word]
    names: list[tuple[int, int, str]] = field(default_factory=list)
    # where it stands
    document: str = ""
    paragraph: int = 0

    def copy(self) -> Sentence:
        """A sentence that can be changed without changing this one."""
        return replace(self, words=[replace(w) for w in self.words], names=list(self.names))

    def remove(self, at: int) -> None:
        """Take out a word on which no other hangs."""
        del self.words[at]
        for word in self.words:
            if word.head > at:
                word.head -= 1
        self.names = [
            (a - (a > at), b - (b > at), kind)
            for a, b, kind in self.names
            if b - (b > at) > a - (a > at)
        ]


def lines_of(path: Path) -> Iterator[str]:
    """Lines of a text file, or of one packed with xz."""
    if path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as file:
            yield from file
    else:
        with path.open(encoding="utf-8") as file:
            yield from file


def read_conllu(path: Path, *, words: int | None = None) -> list[Sentence]:
    """The sentences of a treebank file; fails unless it has as many `words` as were counted."""
    sentences: list[Sentence] = []
    rows: list[list[str]] = []
    document, paragraph = "", 0
    glued: dict[int, bool] = {}
    for line in (raw.rstrip("\n") for raw in [*lines_of(path), "\n"]):
        if line.startswith("# newdoc"):
            document, paragraph = line.partition("=")[2].strip(), paragraph + 1
        elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
            paragraph += 1
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if "-" in columns[0]:
                first, last = map(int, columns[0].split("-"))
                glued.update(dict.fromkeys(range(first, last), False))
                glued[last] = "SpaceAfter=No" not in columns[9]
            elif "." not in columns[0]:
                rows.append(columns)
        elif not line and rows:
            sentences.append(_sentence(rows, glued, document, paragraph))
            rows, glued = [], {}
    found = sum(len(s.words) for s in sentences)
    if words is not None and found != words:
        raise SystemExit(f"{path}: {found} words, expected {words}: another release?")
    return sentences


def _sentence(
    rows: list[list[str]], glued: dict[int, bool], document: str, paragraph: int
) -> Sentence:
    words = []
    for i, row in enumerate(rows):
        head = int(row[6]) - 1 if row[6].isdigit() else i
        morph = "|".join(f for f in row[5].split("|") if f.partition("=")[0] in FEATURES)
        words.append(
            Word(
                form=row[1].translate(PLAIN),
                pos=row[3],
                tag=row[4],
                morph=morph,
                head=i if head < 0 else head,
                dep="ROOT" if head < 0 else RELATIONS.get(row[7], row[7]),
                space=glued.get(i + 1, "SpaceAfter=No" not in row[9]),
                lemma=row[2].translate(PLAIN),
            )
        )
    return Sentence(words, _gum_names(rows), document, paragraph)


def _gum_names(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """The names among the entities of GUM: those of proper nouns and little words only."""
    found: list[tuple[int, int, str]] = []
    opened: list[tuple[str, str, int]] = []
    for i, row in enumerate(rows):
        entity = next((x[7:] for x in row[9].split("|") if x.startswith("Entity=")), "")
        for match in re.finditer(r"\((\d+)-(\w+)([^()]*)(\))?|(\d+)\)", entity):
            key, kind, _, closed, ending = match.groups()
            if key is not None:
                opened.append((key, kind, i))
                ending = key if closed else None
            if ending is not None:
                for at in range(len(opened) - 1, -1, -1):
                    if opened[at][0] == ending:
                        _, kind, start = opened.pop(at)
                        found.append((start, i + 1, kind))
                        break
    names: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found, key=lambda x: (x[0] - x[1], x[0])):
        first = start + (rows[start][1].lower() == "the")
        if first >= end or kind not in GUM_TYPES:
            continue
        tags = [row[4] for row in rows[first:end]]
        inside = all(
            t in ("NNP", "NNPS") or r[1].lower() in INSIDE_NAMES
            for t, r in zip(tags, rows[first:end], strict=True)
        )
        ends = tags[0].startswith("NNP") and tags[-1].startswith("NNP")
        free = all(end <= a or first >= b for a, b, _ in names)
        if inside and ends and free and end - first <= 8:
            names.append((first, end, GUM_TYPES[kind]))
    return sorted(names)


def read_iob2(path: Path, sentences: Iterable[Sentence]) -> None:
    """Mark the names of a Universal NER file in its treebank's sentences; OTH is left out.

    The two may be of different releases: sentences are matched by their words.
    """
    known: dict[tuple[str, ...], list[tuple[int, int, str]]] = {}
    forms: list[str] = []
    labels: list[str] = []
    for line in [*lines_of(path), "\n"]:
        columns = line.rstrip("\n").split("\t")
        if columns[0].isdigit():
            forms.append(columns[1].translate(PLAIN))
            labels.append(columns[2])
        elif not line.strip() and labels:
            known[tuple(forms)] = _spans(labels)
            forms, labels = [], []
    for sentence in sentences:
        sentence.names = list(known.get(tuple(w.form for w in sentence.words), ()))


def read_wikigold(path: Path) -> list[Sentence]:
    """The sentences of WikiGold with names and without grammar; MISC is left out."""
    sentences: list[Sentence] = []
    forms: list[str] = []
    labels: list[str] = []
    for line in [*lines_of(path), "\n"]:
        columns = line.split()
        if len(columns) == 2 and columns[0] != "-DOCSTART-":
            forms.append(columns[0].translate(PLAIN))
            labels.append(columns[1])
        elif not columns and forms:
            words = [Word(f, "", "", "", i, "") for i, f in enumerate(forms)]
            for before, word in pairwise(words):
                if word.form in (",", ".", ")", ";", ":", "'s", "%", "?", "!"):
                    before.space = False
                if before.form == "(":
                    before.space = False
            sentences.append(Sentence(words, _spans(labels), "wikigold", 0))
            forms, labels = [], []
    return sentences


def _spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if kind not in ("PER", "LOC", "ORG"):
            continue
        if mark == "I" and spans and spans[-1][1] == i and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], i + 1, kind)
        else:
            spans.append((i, i + 1, kind))
    return spans


def chunks(sentences: Iterable[Sentence], *, longest: int = 8) -> list[list[Sentence]]:
    """Sentences that a parser sees at once: paragraphs, short ones joined, long ones cut."""
    found: list[list[Sentence]] = []
    for sentence in sentences:
        last = found[-1] if found else []
        same = last and last[-1].document == sentence.document
        joined = same and (last[-1].paragraph == sentence.paragraph or len(last) < 3)
        if joined and len(last) < longest:
            last.append(sentence)
        else:
            found.append([sentence])
    return found


def document(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """The gold document of some sentences, a space between them."""
    words = [w for s in sentences for w in s.words]
    bases = [0]
    for sentence in sentences:
        bases.append(bases[-1] + len(sentence.words))
    ends = {b - 1 for b in bases[1:]}
    labels = ["O"] * len(words)
    for base, sentence in zip(bases, sentences, strict=False):
        for first, last, kind in sentence.names:
            labels[base + first] = f"B-{kind}"
            for i in range(first + 1, last):
                labels[base + i] = f"I-{kind}"
    grammar = any(w.dep for w in words)
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space or i in ends for i, w in enumerate(words)],
        tags=[w.tag for w in words] if grammar else None,
        pos=[w.pos for w in words] if grammar else None,
        morphs=[w.morph for w in words] if grammar else None,
        heads=[base + w.head for base, s in zip(bases, sentences, strict=False) for w in s.words]
        if grammar
        else None,
        deps=[w.dep for w in words] if grammar else None,
        ents=labels,
    )
