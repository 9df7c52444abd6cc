"""Articles to parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kg.errors import MissingToolError, ReadError
from kg.model import Article, Parse, Sentence, Token, TypedName
from kg.parse.backends import Backend, Row, SpacyBackend
from kg.parse.language import require_english
from kg.parse.lemmas import Lemmas
from kg.parse.names import names as find_names
from kg.parse.paragraphs import Paragraph, paragraphs
from kg.parse.repair import repair
from kg.parse.rules import RuleBackend

__all__ = ["RULES", "Parser"]

RULES = "rules"
"""The name of the backend without weights."""


class Parser:
    """Words, sentences, grammar and names of English articles. Make one with `Parser.load()`."""

    def __init__(self, backend: Backend, lemmas: Lemmas) -> None:
        self._backend = backend
        self._lemmas = lemmas

    @classmethod
    def load(cls, *, model: Path | str | None = None) -> Parser:
        """The shipped pipeline, or another one by folder or installed name.

        The model "rules" needs neither weights nor spaCy and is right about every other word:
        enough to see what a text is about. Raises `InputError` for damaged weights, `OptionError`
        for a pipeline that cannot be used, `MissingToolError` where spaCy is not installed.
        """
        lemmas = Lemmas.load()
        if str(model) == RULES:
            return cls(RuleBackend(lemmas), lemmas)
        # spaCy takes a second to import, and most commands never parse
        try:
            from kg.parse.weights import load_pipeline  # noqa: PLC0415
        except ImportError as error:
            raise MissingToolError(
                "spaCy",
                found=f"it cannot be loaded here ({error})",
                remedy='install entente again, or choose the model "rules", which does without',
            ) from error

        return cls(SpacyBackend(load_pipeline(model)), lemmas)

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
            with self._backend.session():
                rows = self._backend.rows(p.text for _, pieces in sound for p in pieces)
                parses = [
                    self._assemble(article.text, pieces, list(islice(rows, len(pieces))))
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

    def _assemble(
        self, text: str, pieces: Sequence[Paragraph], parsed: Sequence[Sequence[Row]]
    ) -> Parse:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        typed: list[TypedName] = []
        for piece, rows in zip(pieces, parsed, strict=True):
            base = len(tokens)
            for i, row in enumerate(rows):
                if row.opens:
                    sentences.append(Sentence(len(sentences), base + i, 0, piece.number))
                if row.name:
                    _name(typed, base + i, row.name)
                last = row.start + row.length
                start, end = piece.offsets[row.start], piece.offsets[last - 1] + 1
                form = piece.text[row.start : last]
                tokens.append(
                    Token(
                        index=base + i,
                        text=text[start:end],
                        lemma=self._lemmas.lemma(form, row.pos, row.tag, initial=row.opens),
                        pos=row.pos,
                        tag=row.tag,
                        dep=row.dep,
                        head=base + row.head,
                        start=start,
                        end=end,
                        sentence=len(sentences) - 1,
                        morph=row.morph,
                    )
                )
        ends = [*(s.first for s in sentences[1:]), len(tokens)]
        closed = tuple(replace(s, last=end) for s, end in zip(sentences, ends, strict=False))
        repaired = tuple(map(self._with_lemma, tokens, repair(tuple(tokens))))
        return Parse(text, repaired, closed, find_names(repaired), tuple(typed))

    def _with_lemma(self, before: Token, after: Token) -> Token:
        """A token with the lemma of its part of speech, if that was mended."""
        if (before.pos, before.tag) == (after.pos, after.tag):
            return after
        return replace(after, lemma=self._lemmas.lemma(after.text, after.pos, after.tag))


def _name(typed: list[TypedName], index: int, name: str) -> None:
    """Begin a name with a token, or let the last one go on to it."""
    place, kind = name.split("-")
    if place == "B":
        typed.append(TypedName(index, index + 1, kind))
    else:
        typed[-1] = typed[-1]._replace(last=index + 1)
