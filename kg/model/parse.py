"""What was parsed: tokens, sentences and names, with offsets into the untouched text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["NAME_KINDS", "Parse", "Sentence", "Span", "Token", "TypedName"]

NAME_KINDS = ("PER", "ORG", "LOC")
"""What a name may be to a trained reader: a person, an organisation, a place (Universal NER)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text, in code points; `end` is excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `index` and `head` count over the whole article; a root is its own head.

    `pos` is a UPOS tag, `tag` a Penn Treebank tag, `dep` a Universal Dependencies v2 relation.
    `start` and `end` are code points of the article's text, end excluded.
    """

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    sentence: int
    morph: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: token indices `first` to `last` (`last` excluded) and its paragraph's number."""

    index: int
    first: int
    last: int
    paragraph: int


class TypedName(NamedTuple):
    """A name to a trained reader: tokens `first` to `last` (excluded), one of `NAME_KINDS`.

    A title is no part of it. It is a guess from the looks of the words: what the reference data,
    titles or the grammar say of a name stands above it.
    """

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of one article.

    `names` are token index ranges of proper-noun runs: (first, last excluded), sorted, disjoint;
    `typed_names` are those of a trained reader of names, if the pipeline has one.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[tuple[int, int], ...] = field(default=())
    typed_names: tuple[TypedName, ...] = field(default=())
