"""The gate: an article's quads against the shapes, before any of them enters the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.check.background import Background
from kg.check.compiled import Compiled
from kg.check.layers import Graphs, layers, name_of, split
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
        stacked = layers(facts, claims)
        known: set[ox.Quad] = set()
        of_node: dict[str, list[ox.Quad]] = defaultdict(list)
        if len(stacked) > 1:
            known = set(context)
            for quad in facts:
                of_node[name_of(quad)].append(quad)
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
        quotes = _quotes([*facts, *(quad for content in claims.values() for quad in content)])
        return tuple(sorted(replace(f, quote=quotes.get(f.node, "")) for f in found))


def _quotes(quads: Iterable[ox.Quad]) -> Mapping[str, str]:
    """For every node with evidence, and for the evidence and its selectors, the words quoted."""
    exact: dict[str, str] = {}
    selectors: dict[str, set[str]] = defaultdict(set)
    evidence: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        subject, predicate = _value(quad.subject), quad.predicate.value
        if predicate == OA + "exact" and isinstance(quad.object, ox.Literal):
            exact[subject] = quad.object.value
        elif predicate == OA + "hasSelector":
            selectors[subject].add(_value(quad.object))
        elif predicate == ENT + "evidence":
            evidence[subject].add(_value(quad.object))
    quotes = dict(exact)
    for node, its in selectors.items():
        quotes.update(
            dict.fromkeys((node, *its), next((exact[s] for s in sorted(its) if s in exact), ""))
        )
    for node, its in evidence.items():
        quotes[node] = next((quotes[e] for e in sorted(its) if quotes.get(e)), "")
    return quotes


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
