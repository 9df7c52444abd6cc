"""Grammar by rules alone: no weights, no spaCy, and right about every other word.

For machines that cannot install spaCy, and as what any trained parser is held against. The numbers
are in tests/parse/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext

from kg.parse.arcs import arcs
from kg.parse.backends import Row
from kg.parse.lemmas import Lemmas
from kg.parse.segmentation import STOPS, boundaries
from kg.parse.tags import Tagged, tags

__all__ = ["RuleBackend", "words"]

# Letters, with the marks that combine with them and what is not seen inside words.
LETTERS = r"[^\W\d_](?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])*"
TOKEN = re.compile(
    rf"(?:[A-Za-z]\.){{2,}}"  # U.S.
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Capt|Gov|Sen|Rep|Rev|St|Jr|Sr|No|vs|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Corp|Ltd|Co)\."
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?"
    rf"|{LETTERS}(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|{LETTERS}"
    r"|\.{2,}|--+|\S",
    re.IGNORECASE,
)


def words(text: str) -> list[tuple[int, int]]:
    """Where the words and marks of a text stand: their first and last offsets, end excluded.

    >>> text = "The U.S. didn't veto it."
    >>> [text[a:b] for a, b in words(text)]
    ['The', 'U.S.', 'did', "n't", 'veto', 'it', '.']
    """
    return [match.span() for match in TOKEN.finditer(text)]


class RuleBackend:
    """Tags by dictionary, endings and neighbours; trees by the order of phrases."""

    def __init__(self, lemmas: Lemmas) -> None:
        self._lemmas = lemmas

    def session(self) -> AbstractContextManager[object]:
        """Nothing is kept, so nothing is let go."""
        return nullcontext()

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        """The tokens of every text."""
        for text in texts:
            yield self._rows(text)

    def _rows(self, text: str) -> list[Row]:
        spans = words(text)
        forms = [text[a:b] for a, b in spans]
        marks = boundaries(text, forms, [a for a, _ in spans])
        starts = [
            i
            for i, mark in enumerate(marks)
            if mark or (mark is None and forms[i - 1] in STOPS and forms[i][:1].isupper())
        ]
        rows: list[Row] = []
        for first, last in zip(starts, [*starts[1:], len(forms)], strict=True):
            tagged = tags(forms[first:last], self._lemmas)
            for i, (head, dep) in enumerate(arcs(tagged)):
                start, end = spans[first + i]
                rows.append(_row(tagged[i], start, end - start, first + head, dep, opens=i == 0))
        return rows


def _row(word: Tagged, start: int, length: int, head: int, dep: str, *, opens: bool) -> Row:
    return Row(start, length, word.tag, word.pos, dep, head, word.morph, opens)
