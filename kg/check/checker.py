"""The gate: an article's quads against the shapes, before any of them enters the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.check.background import Background
from kg.check.compiled import Compiled
from kg.check.layers import Graphs, by_node, layers, split
from kg.check.reference import Reference
from kg.check.shapes import Shapes
from kg.errors import OptionError
from kg.model import Finding, Report
from kg.resources import ontology_folder
from kg.terms import ENT, OA

__all__ = ["ENGINES", "Checker", "Source"]


class Data(Protocol):
    """A graph in memory that an engine can judge. What goes in is of the default graph."""

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Put quads in."""
        ...

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads out."""
        ...

    def validate(self, nodes: AbstractSet[str] | None) -> list[Finding]:
        """What the shapes find at `nodes`; None stands for every target."""
        ...


class Engine(Protocol):
    """Shapes that can be applied."""

    def graph(self) -> Data:
        """An empty graph."""
        ...


ENGINES: Mapping[str, Callable[[Shapes], Engine]] = {"fast": Compiled, "pyshacl": Reference}
"""The ways to apply shapes, by name; all give the same report."""


class Source(Protocol):
    """A whole dataset."""

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad."""
        ...


class Checker:
    """Shapes read once, for many articles."""

    def __init__(self, folder: Path | None = None, *, engine: str = "fast") -> None:
        """Read `*.shapes.ttl` of an ontology folder; without one, of the folder of the package.

        `engine` is fast (the shapes compiled to SPARQL, and pyshacl for what is not compiled) or
        pyshacl; both find the same. Raises `OntologyError` for shapes that cannot be used,
        `OptionError` for an engine that is unknown.
        """
        if engine not in ENGINES:
            raise OptionError(engine, found="no such engine", allowed=" or ".join(ENGINES))
        self._engine = ENGINES[engine](Shapes.of_folder(folder or ontology_folder()))

    def check(
        self, article: str, quads: Iterable[ox.Quad], background: Background | Iterable[ox.Quad]
    ) -> Report:
        """Validate what an article states; `background` is what stands in the store beside it.

        Only what the article describes is judged: reference data are context.
        """
        known = background if isinstance(background, Background) else Background(background)
        facts, claims = split(quads)
        context = known.context([*facts, *(quad for its in claims.values() for quad in its)])
        return Report(article, self._findings(context, facts, claims))

    def check_graph(self, store: Source, *, about: str = "the store") -> Report:
        """Validate a whole dataset, reference data included."""
        facts, claims = split(store.quads())
        return Report(about, self._findings([], facts, claims))

    def _findings(
        self, context: list[ox.Quad], facts: list[ox.Quad], claims: Graphs
    ) -> tuple[Finding, ...]:
        data = self._engine.graph()
        data.add(context)
        data.add(facts)
        found: set[Finding] = set()
        of_node = by_node(facts)
        stacked = layers(of_node, claims)
        known = set(context) if len(stacked) > 1 else set()
        for number, layer in enumerate(stacked):
            hidden = [q for node in layer.nodes for q in of_node.get(node, ())] if number else []
            data.remove(quad for quad in hidden if quad not in known)
            data.add(layer.content)
            found.update(data.validate(layer.nodes))
            if layer is not stacked[-1]:
                data.remove(quad for quad in layer.content if quad not in known)
                data.add(hidden)
        if not found:
            return ()
        quotes = _Quotes(of_node, by_node(quad for its in claims.values() for quad in its))
        return tuple(sorted(replace(f, quote=quotes.of(f.node)) for f in found))


class _Quotes:
    """The words that a node's evidence quotes; of evidence and its selectors, their own."""

    def __init__(self, *stated: Mapping[str, list[ox.Quad]]) -> None:
        self._stated = stated

    def of(self, node: str) -> str:
        """The words, where there are any."""
        for piece in (*self._values(node, ENT + "evidence"), node):
            if quotes := self._exact(piece):
                return quotes[0]
        return next((quote for o in self._owners.get(node, ()) for quote in self._exact(o)), "")

    def _exact(self, piece: str) -> list[str]:
        selectors = self._values(piece, OA + "hasSelector")
        return [words for s in (piece, *selectors) for words in self._values(s, OA + "exact")]

    def _values(self, node: str, predicate: str) -> list[str]:
        return sorted(
            _value(quad.object)
            for index in self._stated
            for quad in index.get(node, ())
            if quad.predicate.value == predicate
        )

    @cached_property
    def _owners(self) -> dict[str, list[str]]:
        owners: dict[str, list[str]] = defaultdict(list)
        for index in self._stated:
            for node in sorted(index):
                for selector in self._values(node, OA + "hasSelector"):
                    owners[selector].append(node)
        return owners


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
