"""From pyoxigraph's terms to rdflib's, which pyshacl reads, and back."""

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

__all__ = ["PreparedGraph", "add", "graph_of", "iri_or_term", "oxigraph_term", "remove", "term"]

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


def add(graph: rdflib.Graph, statements: Iterable[ox.Quad | ox.Triple]) -> None:
    """Add triples to an rdflib graph; of quads, the triples."""
    for it in statements:
        graph.add((term(it.subject), term(it.predicate), term(it.object)))


def remove(graph: rdflib.Graph, statements: Iterable[ox.Quad | ox.Triple]) -> None:
    """Take triples out of an rdflib graph."""
    for it in statements:
        graph.remove((term(it.subject), term(it.predicate), term(it.object)))


def graph_of(statements: Iterable[ox.Quad | ox.Triple]) -> rdflib.Graph:
    """An rdflib graph in memory."""
    graph = rdflib.Graph(bind_namespaces="none")
    add(graph, statements)
    return graph


def oxigraph_term(node: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The way back."""
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if not isinstance(node, Literal):
        raise TypeError(f"no term of RDF 1.1: {node}")
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or STRING)))


def iri_or_term(node: Node | None) -> str:
    """An IRI as it is, any other term in N-Triples form, nothing as nothing."""
    if node is None:
        return ""
    return str(node) if isinstance(node, URIRef) else str(oxigraph_term(node))
