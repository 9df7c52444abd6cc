"""One input through read → parse → extract → populate → check → store, and what must hold after."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from kg.check import verify
from kg.check.rdf import term
from kg.errors import InputError
from kg.model import Article
from kg.parse.language import require_english
from kg.pipeline import Outcome, Stations
from kg.read import read_file
from kg.store import Store
from kg.terms import DATA, ENT, PREFIXES
from tests.fuzz.mutations import Input

__all__ = ["Fault", "Fuzzer"]

KNOWN = (DATA, *PREFIXES.values())


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, with which input."""

    name: str
    what: str


@dataclass
class Fuzzer:
    """A store that takes in whatever comes through, and what became of each input."""

    stations: Stations
    start: Path | None = None
    """A store with the background, to begin with a copy of it."""
    counts: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory()
        self._root = Path(self._folder.name)
        if self.start is not None:
            shutil.copytree(self.start, self._root / "graph")
        self.store = Store.open(self._root / "graph", create=True)
        self.stations = self.stations.at(self.store)
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()
        self._folder.cleanup()

    def faults(self, inputs: Sequence[tuple[str, Input]]) -> Iterator[Fault]:
        """What goes wrong with inputs, each by its name."""
        articles: dict[str, Article] = {}
        for name, its in inputs:
            try:
                articles |= {f"{name}-{n}": a for n, a in enumerate(self._read(its))}
            except InputError as refusal:
                self.counts["refused"] += 1
                if "\n" in str(refusal):
                    yield Fault(name, f"an error of several lines: {refusal!s}")
            except Exception as crash:
                yield Fault(name, f"read: {crash!r}")
        try:
            outcomes = list(self.stations.outcomes(articles.values()))
        except Exception:
            yield from self._one_by_one(articles)
            return
        for name, outcome in zip(articles, outcomes, strict=True):
            yield from self._stored(name, outcome)

    def _read(self, its: Input) -> list[Article]:
        file = self._root / its.name
        file.write_bytes(its.content)
        sidecar = file.with_name("fuzz.meta.toml")
        sidecar.unlink(missing_ok=True)
        if its.sidecar is not None:
            sidecar.write_bytes(its.sidecar)
        articles = list(read_file(file))
        for article in articles:
            require_english(article)
        return articles

    def _one_by_one(self, articles: dict[str, Article]) -> Iterator[Fault]:
        for name, article in articles.items():
            try:
                (outcome,) = self.stations.outcomes([article])
            except Exception as crash:
                yield Fault(name, f"parse to check: {crash!r}")
                continue
            yield from self._stored(name, outcome)

    def _stored(self, name: str, outcome: Outcome) -> Iterator[Fault]:
        article, quads = outcome.article, outcome.quads
        self.counts["read"] += 1
        self.counts["quads"] += len(quads)
        yield from (Fault(name, what) for what in _unsound(quads))
        try:
            if not outcome.report.conforms:
                self.counts["quarantined"] += 1
                self.store.quarantine.put(article, quads, outcome.report)
                yield Fault(name, f"quarantined: {outcome.report.findings[0]}")
                return
            self.store.add(article.id, quads)
            for finding in verify(self.store).findings:
                yield Fault(name, f"verify: {finding}")
            back = set(self.store.contribution(article.id))
            if back != set(quads):
                changed = sorted(map(str, back ^ set(quads)))[:2]
                yield Fault(name, f"the store gives back something else: {changed}")
            self.store.retract(article.id)
        except Exception as crash:
            yield Fault(name, f"store: {crash!r}")


def _unsound(quads: Iterable[ox.Quad]) -> Iterator[str]:
    quads = list(quads)
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    try:
        if set(ox.parse(written, format=ox.RdfFormat.N_QUADS)) != set(quads):
            yield "N-Quads give back something else"
    except SyntaxError as error:
        yield f"no valid N-Quads: {error}"
    for quad in quads:
        for part in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(part, ox.NamedNode) and not part.value.startswith(KNOWN):
                yield f"an IRI that is not ours: {part}"
            elif isinstance(part, ox.BlankNode):
                yield f"a blank node: {quad}"
            elif isinstance(part, ox.Literal) and getattr(term(part), "ill_typed", None):
                yield f"an ill-typed literal: {part}"
    yield from _without_evidence(quads)


def _without_evidence(quads: list[ox.Quad]) -> Iterator[str]:
    """Whatever is stated or claimed has evidence, in the graph that states it."""
    quoted = {
        (quad.subject, quad.graph_name)
        for quad in quads
        if quad.predicate.value == ENT + "evidence"
    }
    for quad in quads:
        subject = quad.subject
        if not isinstance(subject, ox.NamedNode) or (subject, quad.graph_name) in quoted:
            continue
        kind = subject.value.removeprefix(DATA).partition("/")[0]
        if kind in {"event", "claim", "agreement", "project", "dispute", "sanction", "relation"}:
            yield f"without evidence: {quad}"
