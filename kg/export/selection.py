"""What an export holds: everything, one article, one entity, one graph, or what a query builds.

A reader of a file should not meet bare codes: whatever is not described in the selection itself
comes with its types and its label. The rest of ontology and reference data is published on its own,
and is left out unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

import pyoxigraph as ox

from kg.errors import OptionError
from kg.model.graphs import Source as Asked
from kg.terms import ENT, OA, RDF, RDFS

__all__ = ["Source", "article", "built", "entity", "iri", "named", "whole"]

DEFAULT = ox.DefaultGraph()
NAMING = {ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "label")}


class Source(Asked, Protocol):
    """What can be exported: a store."""

    def quads(self, *, background: bool = True) -> Iterator[ox.Quad]:
        """Every quad, with or without ontology and reference data."""
        ...

    def background(self) -> list[ox.Quad]:
        """Ontology and reference data."""
        ...

    def contribution(self, article: str) -> list[ox.Quad]:
        """The quads that an article states."""
        ...


def whole(store: Source, *, background: bool) -> Iterator[ox.Quad]:
    """Every quad that an article states, and the names of what they speak of."""
    if background:
        yield from store.quads()
        return
    naming: dict[str, list[ox.Quad]] = {}
    for quad in store.background():
        if quad.predicate in NAMING and isinstance(quad.subject, ox.NamedNode):
            naming.setdefault(quad.subject.value, []).append(quad)
    for quad in store.quads(background=False):
        yield quad
        for term in (quad.subject, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(store.base):
                yield from naming.pop(term.value, ())


def article(store: Source, id: str) -> Iterator[ox.Quad]:
    """What an article states: facts, evidence, claims with their content."""
    return _with_names(store, store.contribution(id))


def named(store: Source, name: str) -> Iterator[ox.Quad]:
    """The content of one named graph, such as a claim, as a default graph."""
    found = [
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in store.match(graph=iri(store, name))
    ]
    if not found:
        raise OptionError(name, found="the store holds no such graph")
    return _with_names(store, found)


def built(store: Source, query: str) -> Iterator[ox.Quad]:
    """What a CONSTRUCT or DESCRIBE builds."""
    answer = store.query(query)
    if not isinstance(answer, ox.QueryTriples):
        raise OptionError("query", found="it builds no graph", allowed="CONSTRUCT or DESCRIBE")
    return (ox.Quad(t.subject, t.predicate, t.object) for t in answer)


def entity(store: Source, name: str) -> Iterator[ox.Quad]:
    """Everything known about a thing: what is said of it, what points at it, in which words.

    That is its own description; the events, agreements and other nodes that have it in a role; the
    claims that it makes or that speak of it, with their content; the evidence of all these.
    """
    node = iri(store, name)
    known = set(store.background())
    chosen = {node}
    found = list(store.match(subject=node, graph=DEFAULT))
    for quad in store.match(object=node, graph=DEFAULT):
        if quad not in known and isinstance(quad.subject, ox.NamedNode):
            chosen.add(quad.subject)
    claims = {
        quad.graph_name
        for quad in (*store.match(subject=node), *store.match(object=node))
        if isinstance(quad.graph_name, ox.NamedNode) and "#" not in quad.graph_name.value
    }
    chosen |= claims
    if next(iter(store.match(graph=node)), None) is not None:
        # the thing is a claim itself
        claims.add(node)
    for claim in claims:
        found += store.match(graph=claim)
    if not found and len(chosen) == 1:
        raise OptionError(name, found="the store says nothing about it", remedy="try kg query")
    described: list[ox.Quad] = list(found)
    for one in chosen:
        described += store.match(subject=one, graph=DEFAULT)
    return _with_names(store, [*described, *_evidence(store, described)])


def _evidence(store: Source, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Evidence that the quads point at, its selectors and its articles."""
    steps = (ENT + "evidence", OA + "hasSelector", OA + "hasSource")
    at = list(quads)
    seen: set[ox.NamedNode] = set()
    while at:
        pointed = {
            quad.object
            for quad in at
            if quad.predicate.value in steps and isinstance(quad.object, ox.NamedNode)
        }
        at = [q for node in pointed - seen for q in store.match(subject=node, graph=DEFAULT)]
        seen |= pointed
        yield from at


def _with_names(store: Source, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    chosen = list(quads)
    yield from chosen
    described = {quad.subject for quad in chosen if quad.graph_name == DEFAULT}
    for quad in chosen:
        for term in (quad.subject, quad.object):
            if (
                isinstance(term, ox.NamedNode)
                and term.value.startswith(store.base)
                and term not in described
            ):
                described.add(term)
                about = store.match(subject=term, graph=DEFAULT)
                yield from (q for q in about if q.predicate in NAMING)


def iri(store: Source, name: str) -> ox.NamedNode:
    """An IRI, or a path under the base such as `state/IRN`."""
    try:
        return ox.NamedNode(name if "://" in name else store.base + name)
    except ValueError as error:
        raise OptionError(name, found=f"no IRI: {error}", allowed="an IRI or a path") from error
