"""The gate: an article's quads against the shapes, before any of them enters the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.check.background import Background
from kg.check.layers import Graphs, layers, name_of, split
from kg.check.rdf import PreparedGraph, add, remove
from kg.check.shapes import Shapes
from kg.model import Finding, Report
from kg.resources import ontology_folder
from kg.terms import ENT, OA

__all__ = ["Checker", "Source"]


class Source(Protocol):
    """A whole dataset."""

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad."""
        ...


class Checker:
    """Shapes read once, for many articles."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read `*.shapes.ttl` of an ontology folder; without one, of the folder of the package."""
        self._shapes = Shapes(folder or ontology_folder())

    def check(
        self, article: str, quads: Iterable[ox.Quad], background: Background | Iterable[ox.Quad]
    ) -> Report:
        """Validate what an article states; `background` is what stands in the store beside it.

        Only what the article describes is judged: reference data are context.
        """
        known = background if isinstance(background, Background) else Background(background)
        stated = sorted(set(quads), key=str)
        facts, claims = split(stated)
        triples = [quad.triple for quad in stated]
        mentioned = {
            node
            for triple in triples
            for node in (triple.subject, triple.object)
            if isinstance(node, ox.NamedNode)
        }
        context = [*known.hierarchy, *known.describe(mentioned)]
        return Report(article, self._findings(context, facts, claims))

    def check_graph(self, store: Source, *, about: str = "the store") -> Report:
        """Validate a whole dataset, reference data included. Slow: for small graphs."""
        facts, claims = split(store.quads())
        return Report(about, self._findings([], facts, claims))

    def _findings(
        self, context: list[ox.Triple], facts: list[ox.Triple], claims: Graphs
    ) -> tuple[Finding, ...]:
        data = PreparedGraph(bind_namespaces="none")
        add(data, context)
        add(data, facts)
        of_node = defaultdict(list)
        for triple in facts:
            of_node[name_of(triple)].append(triple)
        found: set[Finding] = set()
        for number, layer in enumerate(layers(facts, claims)):
            hidden = [t for node in layer.nodes for t in of_node[node]] if number else []
            remove(data, hidden)
            add(data, layer.content)
            found.update(self._shapes.apply(data, layer.nodes))
            remove(data, layer.content)
            # content and context may share triples: what was there before comes back
            add(data, [*context, *hidden])
        quotes = _quotes([*facts, *(t for content in claims.values() for t in content)])
        return tuple(sorted(replace(f, quote=quotes.get(f.node, "")) for f in found))


def _quotes(triples: Iterable[ox.Triple]) -> Mapping[str, str]:
    """For every node with evidence, and for the evidence and its selectors, the words quoted."""
    exact: dict[str, str] = {}
    selectors: dict[str, set[str]] = defaultdict(set)
    evidence: dict[str, set[str]] = defaultdict(set)
    for triple in triples:
        subject, predicate = _value(triple.subject), triple.predicate.value
        if predicate == OA + "exact" and isinstance(triple.object, ox.Literal):
            exact[subject] = triple.object.value
        elif predicate == OA + "hasSelector":
            selectors[subject].add(_value(triple.object))
        elif predicate == ENT + "evidence":
            evidence[subject].add(_value(triple.object))
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
