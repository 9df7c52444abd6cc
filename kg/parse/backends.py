"""What gives words their grammar: a spaCy pipeline, or rules alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from kg.parse.segmentation import boundaries

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Backend", "Row", "SpacyBackend"]

# What a token is made of, in spaCy's names; heads are relative.
COLUMNS: list[int | str] = ["IDX", "LENGTH", "TAG", "POS", "DEP", "MORPH", "HEAD", "SENT_START"]
KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
"""Universal NER's and OntoNotes' kinds of names as ours; peoples, works and events are none."""


class Row(NamedTuple):
    """A token of one paragraph: where it stands in it, its tags, its head by number."""

    start: int
    length: int
    tag: str
    pos: str
    dep: str
    head: int
    morph: tuple[str, ...]
    opens: bool
    """Whether a sentence begins with it."""
    name: str = ""
    """Where a trained reader sees a name: "B-PER" for its first token, "I-PER" for the others."""


class Backend(Protocol):
    """Reads paragraphs, a text each, in order."""

    def session(self) -> AbstractContextManager[object]:
        """Holds for a batch: what it needs in memory is let go at its end."""

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        """The tokens of every text; every sentence is a tree with one root."""


class SpacyBackend:
    """A spaCy pipeline with Universal Dependencies."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline

    def session(self) -> AbstractContextManager[object]:
        """What is parsed leaves nothing behind in spaCy's tables of words."""
        return self._pipeline.memory_zone()

    def rows(self, texts: Iterable[str]) -> Iterator[list[Row]]:
        """The tokens of every text, which go through the pipeline in batches."""
        for doc in self._pipeline.pipe(map(self._doc, texts)):
            yield self._rows(doc)

    def _doc(self, text: str) -> Doc:
        """A text in tokens, with what is known of where sentences begin and do not."""
        doc = self._pipeline.make_doc(text)
        marks = boundaries(text, [t.text for t in doc], [t.idx for t in doc])
        codes = np.array(
            [0 if mark is None else 1 if mark else -1 for mark in marks], dtype="int64"
        )
        column: Any = codes.astype("uint64")  # spaCy's hint asks for a matrix, and a column will do
        return doc.from_array(["SENT_START"], column)

    @staticmethod
    def _rows(doc: Doc) -> list[Row]:
        strings = doc.vocab.strings
        table: Sequence[Sequence[int]] = doc.to_array(COLUMNS).tolist()
        kinds = _kinds(doc) if doc.has_annotation("ENT_IOB") else {}
        found = []
        for i, (start, length, tag, pos, dep, morph, head, opens) in enumerate(table):
            features = strings[morph]
            found.append(
                Row(
                    start,
                    length,
                    strings[tag],
                    strings[pos],
                    "root" if head == 0 else strings[dep],
                    i + (head - 2**64 if head >= 2**63 else head),
                    tuple(features.split("|")) if features not in ("", "_") else (),
                    i == 0 or opens == 1,
                    kinds.get(i, ""),
                )
            )
        return found


def _kinds(doc: Doc) -> dict[int, str]:
    """The tokens of names that are of our kinds, with where in the name they stand and its kind."""
    return {
        token.i: f"{'I' if n else 'B'}-{KINDS[span.label_]}"
        for span in doc.ents
        if span.label_ in KINDS
        for n, token in enumerate(span)
    }
