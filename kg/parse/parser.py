"""Articles to parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import ReadError
from kg.model import Article, Parse, Sentence, Token
from kg.parse.language import require_english
from kg.parse.lemmas import Lemmas
from kg.parse.names import names as find_names
from kg.parse.paragraphs import Paragraph, paragraphs
from kg.parse.repair import repair
from kg.parse.segmentation import boundaries

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["Parser"]

# What a token is made of, in spaCy's names; heads are relative.
COLUMNS: list[int | str] = ["IDX", "LENGTH", "TAG", "POS", "DEP", "MORPH", "HEAD", "SENT_START"]


class Parser:
    """Words, sentences, grammar and names of English articles. Make one with `Parser.load()`."""

    def __init__(self, pipeline: Language, lemmas: Lemmas) -> None:
        self._pipeline = pipeline
        self._lemmas = lemmas

    @classmethod
    def load(cls, *, model: Path | str | None = None) -> Parser:
        """The shipped pipeline, or another one by folder or installed name.

        Raises `InputError` for damaged weights, `OptionError` for a pipeline that cannot be used.
        """
        # spaCy takes a second to import, and most commands never parse
        from kg.parse.weights import load_pipeline  # noqa: PLC0415

        return cls(load_pipeline(model), Lemmas.load())

    def parse(self, article: Article) -> Parse:
        """The parse of one article. Raises `ReadError` for one that is not English."""
        _, parsed = next(self.pipe([article]))
        return parsed

    def pipe(
        self, articles: Iterable[Article], *, batch_size: int = 32
    ) -> Iterator[tuple[Article, Parse]]:
        """Articles with their parses, in order; as many are held in memory as a batch has.

        Raises `ReadError` at the first article that is not English, after those before it.
        Single paragraphs that are not English have no tokens.
        """
        waiting = iter(articles)
        while batch := list(islice(waiting, batch_size)):
            sound, error = self._english(batch)
            # what is parsed leaves nothing behind in spaCy's tables of words
            with self._pipeline.memory_zone():
                docs = self._pipeline.pipe(self._doc(p) for _, pieces in sound for p in pieces)
                parses = [
                    self._assemble(article.text, pieces, list(islice(docs, len(pieces))))
                    for article, pieces in sound
                ]
            yield from zip((article for article, _ in sound), parses, strict=True)
            if error is not None:
                raise error

    def _english(
        self, batch: list[Article]
    ) -> tuple[list[tuple[Article, list[Paragraph]]], ReadError | None]:
        """The articles up to one that is not English, what is English in them, and its error."""
        sound: list[tuple[Article, list[Paragraph]]] = []
        for article in batch:
            pieces = paragraphs(article.text)
            try:
                languages = require_english(article, [p.text for p in pieces])
            except ReadError as error:
                return sound, error
            sound.append(
                (article, [p for p, other in zip(pieces, languages, strict=False) if not other])
            )
        return sound, None

    def _doc(self, paragraph: Paragraph) -> Doc:
        """A paragraph in tokens, with what is known of where sentences begin and do not."""
        doc = self._pipeline.make_doc(paragraph.text)
        marks = boundaries(paragraph.text, [t.text for t in doc], [t.idx for t in doc])
        codes = np.array(
            [0 if mark is None else 1 if mark else -1 for mark in marks], dtype="int64"
        )
        column: Any = codes.astype("uint64")  # spaCy's hint asks for a matrix, and a column will do
        return doc.from_array(["SENT_START"], column)

    def _assemble(self, text: str, pieces: Sequence[Paragraph], docs: Sequence[Doc]) -> Parse:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for piece, doc in zip(pieces, docs, strict=True):
            base, rows = len(tokens), doc.to_array(COLUMNS).tolist()
            names = doc.vocab.strings
            for i, (idx, length, tag, pos, dep, morph, head, start) in enumerate(rows):
                opens = i == 0 or start == 1
                if opens:
                    sentences.append(Sentence(len(sentences), base + i, 0, piece.number))
                first, last = piece.offsets[idx], piece.offsets[idx + length - 1] + 1
                form = piece.text[idx : idx + length]
                penn, universal = names[tag], names[pos]
                relation, features = names[dep], names[morph]
                tokens.append(
                    Token(
                        index=base + i,
                        text=text[first:last],
                        lemma=self._lemmas.lemma(form, universal, penn, initial=opens),
                        pos=universal,
                        tag=penn,
                        dep="root" if head == 0 else relation,
                        head=base + i + (head - 2**64 if head >= 2**63 else head),
                        start=first,
                        end=last,
                        sentence=len(sentences) - 1,
                        morph=tuple(features.split("|")) if features not in ("", "_") else (),
                    )
                )
        ends = [*(s.first for s in sentences[1:]), len(tokens)]
        closed = tuple(replace(s, last=end) for s, end in zip(sentences, ends, strict=False))
        repaired = tuple(map(self._with_lemma, tokens, repair(tuple(tokens))))
        return Parse(text, repaired, closed, find_names(repaired))

    def _with_lemma(self, before: Token, after: Token) -> Token:
        """A token with the lemma of its part of speech, if that was mended."""
        if (before.pos, before.tag) == (after.pos, after.tag):
            return after
        return replace(after, lemma=self._lemmas.lemma(after.text, after.pos, after.tag))
