"""From pyoxigraph's terms to rdflib's, which pyshacl reads."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import BNode, Literal, Node, URIRef

from kg.terms import XSD

__all__ = ["PreparedGraph", "add", "graph_of", "iri_or_term", "remove", "term"]

STRING = XSD + "string"


# the types, classes and properties come back in every article
@lru_cache(maxsize=50_000)
def term(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """The same term; strings carry no datatype, so that "a" and "a"^^xsd:string are one."""
    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return BNode(value.value)
    if isinstance(value, ox.Triple):
        raise TypeError(f"rdflib has no triple terms: {value}")
    if value.language:
        return Literal(value.value, lang=value.language)
    datatype = value.datatype.value
    if datatype == STRING:
        return Literal(value.value)
    return Literal(value.value, datatype=URIRef(datatype), normalize=False)


class PreparedGraph(rdflib.Graph):
    """A graph in memory that parses the text of a query once, however often it is asked.

    pyshacl asks the same text for every focus node; parsing takes rdflib a tenth of a second.
    """

    def query(
        self, query_object: str | Query, *arguments: Any, **options: Any
    ) -> rdflib.query.Result:
        """Answer a query."""
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *arguments, **options)


@lru_cache(maxsize=500)
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def add(graph: rdflib.Graph, triples: Iterable[ox.Triple]) -> None:
    """Add triples to an rdflib graph."""
    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))


def remove(graph: rdflib.Graph, triples: Iterable[ox.Triple]) -> None:
    """Take triples out of an rdflib graph."""
    for triple in triples:
        graph.remove((term(triple.subject), term(triple.predicate), term(triple.object)))


def graph_of(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """An rdflib graph in memory."""
    graph = rdflib.Graph(bind_namespaces="none")
    add(graph, triples)
    return graph


def iri_or_term(node: Node | None) -> str:
    """An IRI as it is, any other term in N-Triples form, nothing as nothing."""
    if node is None:
        return ""
    return str(node) if isinstance(node, URIRef) else node.n3()
