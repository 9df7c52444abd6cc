"""The stations, each loaded once, and the way of one article through them."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.model import Article, Parse, Report, Statements
from kg.ontology import Ontology
from kg.populate import background, populate
from kg.terms import DATA

if TYPE_CHECKING:
    from kg.check import Background, Checker
    from kg.extract import Extractor, LlmExtractor, LlmSettings
    from kg.parse import Parser
    from kg.store import AnyStore

__all__ = ["Outcome", "Stations", "parser_of"]

PACKAGE = Path(__file__).resolve().parents[1]
ELSEWHERE = ("_resources/", "cli/", "enrich/", "evaluate/", "export/", "link/", "query/", "web/")
"""Parts of the package that have no say in what an article states."""


SELDOM = 20_000
"""New objects after which a settled process looks for garbage; Python's own number is 700."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article on its way to the store."""

    article: Article
    quads: tuple[ox.Quad, ...]
    report: Report


@dataclass(frozen=True)
class Stations:
    """Parse, extract, populate and check with one ontology; each is loaded when it is asked."""

    ontology: Ontology
    base: str = DATA
    engine: str = "fast"
    """What applies the shapes; see `kg.check.Checker`."""
    installed: tuple[ox.Quad, ...] | None = None
    """The background as a store gives it back, where a store has it already."""
    model: str | None = None
    """What parses, where it is not the pipeline that comes with Entente."""
    llm: LlmSettings | None = None
    """The language model that extracts in place of the rules, if one does."""

    @classmethod
    def of(
        cls,
        ontology: Path | None = None,
        *,
        base: str = DATA,
        engine: str = "fast",
        model: Path | str | None = None,
        llm: LlmSettings | None = None,
    ) -> Stations:
        """The stations for an ontology folder; without one, for the one that comes with Entente.

        `model` is a spaCy pipeline with Universal Dependencies, by folder or installed name, or
        "rules"; `engine` applies the shapes; `llm` is a language model that extracts.
        """
        named = None if model is None else str(model)
        return cls(Ontology.load(ontology), base, engine, model=named, llm=llm)

    @cached_property
    def parser(self) -> Parser:
        """The parser with its model."""
        return parser_of(self.model)

    @cached_property
    def rules(self) -> Extractor:
        """The extractor with the lexicon."""
        from kg.extract import Extractor  # noqa: PLC0415  # a station is loaded when it is asked

        return Extractor(self.ontology)

    @cached_property
    def extractor(self) -> Extractor | LlmExtractor:
        """What extracts: the rules, or a language model if one is named."""
        if self.llm is None:
            return self.rules
        from kg.extract import LlmExtractor  # noqa: PLC0415

        return LlmExtractor(self.ontology, self.llm)

    @property
    def dropped(self) -> tuple[str, ...]:
        """What a language model proposed in vain, one line a reason."""
        if self.llm is None:
            return ()
        from kg.extract import LlmExtractor  # noqa: PLC0415

        return tuple(self.extractor.explained()) if isinstance(self.extractor, LlmExtractor) else ()

    @cached_property
    def checker(self) -> Checker:
        """The checker with the shapes."""
        from kg.check import Checker  # noqa: PLC0415

        return Checker(self.ontology.folder, engine=self.engine)

    @cached_property
    def background(self) -> tuple[ox.Quad, ...]:
        """Ontology and reference data."""
        return self.installed or background(self.ontology, base=self.base)

    @cached_property
    def context(self) -> Background:
        """The background as the checker looks things up in it."""
        from kg.check import Background  # noqa: PLC0415

        return Background(self.background)

    @cached_property
    def fingerprint(self) -> str:
        """Stands for the background: the same for the same files and base on every machine."""
        digest = hashlib.sha256(self.base.encode())
        for file in (*self.ontology.modules, *self.ontology.reference_files):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()

    @cached_property
    def recipe(self) -> str:
        """Stands for all that makes quads of an article: ontology folder, code, weights, base."""
        digest = hashlib.sha256(self.base.encode())
        digest.update(self.llm.mark.encode() if self.llm else b"")
        from importlib.metadata import version  # noqa: PLC0415  # it brings a reader of mail

        for module in ("spacy", "pyoxigraph"):
            digest.update(version(module).encode() + b"\0")
        for root in (self.ontology.folder, PACKAGE):
            for file in sorted(root.rglob("*")):
                name = file.relative_to(root).as_posix()
                if file.is_file() and "__pycache__" not in name and not name.startswith(ELSEWHERE):
                    digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()

    def mark(self, article: Article, *, strict: bool = False) -> str:
        """Stands for an article and what is made of it: while it is the same, nothing changes."""
        parts = (self.recipe, str(strict), *map(str, astuple(article)))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]

    def at(self, store: AnyStore) -> Stations:
        """The same stations for a store, which has the background when this is done."""
        moved = replace(self, base=store.base)
        if store.fingerprint == moved.fingerprint:
            # four times quicker than to make it anew
            return replace(moved, installed=tuple(store.background()))
        store.install(moved.background, moved.fingerprint)
        return moved

    def settle(self) -> Callable[[], None]:
        """Load all stations, and let the garbage collector pass over what stays; gives the undoing.

        It would look through all of that again and again, a sixth of the time of extraction; and
        what is read of an article makes no circles that only the collector could free.
        """
        _ = self.parser, self.extractor, self.checker, self.context
        before, frozen = gc.get_threshold(), gc.get_freeze_count()
        gc.freeze()
        gc.set_threshold(SELDOM, *before[1:])

        def unsettle() -> None:
            if not frozen:  # else somebody else's objects are among them
                gc.unfreeze()
            gc.set_threshold(*before)

        return unsettle

    def parses(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Parse]]:
        """Each article with its parse."""
        return self.parser.pipe(articles)

    def statements(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Statements]]:
        """Each article with what it states."""
        for article, parse in self.parses(articles):
            yield article, self.extractor.extract(article, parse)

    def quads(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[ox.Quad, ...]]]:
        """Each article with its quads."""
        for article, statements in self.statements(articles):
            yield article, populate(article, statements, self.ontology, base=self.base)

    def outcomes(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """Each article with its quads and what the shapes say of them."""
        for article, quads in self.quads(articles):
            yield Outcome(article, quads, self.checker.check(article.id, quads, self.context))


@lru_cache(maxsize=1)
def parser_of(model: str | None = None) -> Parser:
    """The parser with a model; it is kept for whoever asks next."""
    from kg.parse import Parser  # noqa: PLC0415

    # half a second and some memory: whoever asks twice in one process gets the same one
    return Parser.load(model=model)
