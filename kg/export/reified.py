"""RDF 1.2: named graphs as triple terms, so that one graph holds facts and claims apart.

`<claim> rdf:reifies <<( s p o )>>` says that the claim is about the triple without stating it
(https://www.w3.org/TR/rdf12-concepts/#section-triple-terms-reification). Nothing is lost: a quad of
the graph g becomes `g rdf:reifies <<( … )>>`, and back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.terms import RDF

__all__ = ["reified", "unreified"]

REIFIES = ox.NamedNode(RDF + "reifies")


def reified(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Triples of one graph that say the same as quads of many."""
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, ox.DefaultGraph):
            yield quad
        else:
            yield ox.Quad(graph, REIFIES, quad.triple)


def unreified(triples: Iterable[ox.Quad | ox.Triple]) -> Iterator[ox.Quad]:
    """The quads that `reified` was given."""
    for triple in triples:
        subject, term = triple.subject, triple.object
        if (
            triple.predicate == REIFIES
            and isinstance(term, ox.Triple)
            and isinstance(subject, ox.NamedNode | ox.BlankNode)
        ):
            yield ox.Quad(term.subject, term.predicate, term.object, subject)
        else:
            yield ox.Quad(subject, triple.predicate, term)
