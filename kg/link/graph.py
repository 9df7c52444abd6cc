"""Links as a graph of their own, kept apart from what articles say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.link.sssom import BY_HAND, BY_RULES, Link
from kg.link.values import Decision, Verdict
from kg.terms import DCTERMS, OWL, RDF, RDFS, SKOS, VOID, XSD

__all__ = ["LINKS", "accepted", "graph_name", "in_force", "quads"]

LINKS = "links"
"""The name of the graph under the data base."""
SSSOM = "https://w3id.org/sssom/"


def accepted(decisions: Iterable[Decision]) -> Iterator[Link]:
    """The links that the program itself takes for right."""
    for decision in decisions:
        best = decision.best
        if decision.verdict is Verdict.ACCEPT and best is not None:
            yield Link(
                decision.subject.iri,
                SKOS + decision.match,
                best.candidate.iri,
                decision.subject.label,
                best.candidate.label,
                confidence=best.confidence,
                justification=BY_RULES,
                comment="; ".join(decision.reasons),
            )


def in_force(proposed: Iterable[Link], decided: Iterable[Link]) -> list[Link]:
    """The links that hold: what people decided stands above what the program proposes.

    A proposal falls where somebody rejected it, or accepted another thing of the same place.
    """
    decided = list(decided)
    rejected = {link.pair for link in decided if not link.is_match}
    chosen = [link for link in decided if link.is_match and link.pair not in rejected]
    settled = {(link.subject, _place(link.object)) for link in decided if link.is_match}
    settled |= {(k.subject, _place(k.object)) for k in decided if k.object.endswith("NoTermFound")}
    kept = [
        link
        for link in proposed
        if link.pair not in rejected and (link.subject, _place(link.object)) not in settled
    ]
    return sorted({*chosen, *kept}, key=lambda k: (k.subject, k.object, k.predicate))


def _place(iri: str) -> str:
    """The server that an IRI leads to: nothing is two things at one of them."""
    return iri.partition("://")[2].partition("/")[0]


def graph_name(base: str, name: str) -> ox.NamedNode:
    """The IRI of a graph that stands beside the articles."""
    return ox.NamedNode(base + name)


def quads(links: Iterable[Link], *, base: str) -> Iterator[ox.Quad]:
    """The links, each with its confidence, its justification and its reasons."""
    graph = graph_name(base, LINKS)

    def quad(subject: ox.NamedNode, property: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(subject, ox.NamedNode(property), value, graph)

    yield quad(graph, RDF + "type", ox.NamedNode(VOID + "Dataset"))
    yield quad(
        graph,
        DCTERMS + "title",
        ox.Literal("Links from this graph to other knowledge bases", language="en"),
    )
    for link in links:
        subject, target = ox.NamedNode(link.subject), ox.NamedNode(link.object)
        yield quad(subject, link.predicate, target)
        key = hashlib.sha256(f"{link.subject} {link.predicate} {link.object}".encode())
        node = ox.NamedNode(f"{base}link/{key.hexdigest()[:16]}")
        yield quad(node, RDF + "type", ox.NamedNode(OWL + "Axiom"))
        yield quad(node, OWL + "annotatedSource", subject)
        yield quad(node, OWL + "annotatedProperty", ox.NamedNode(link.predicate))
        yield quad(node, OWL + "annotatedTarget", target)
        yield quad(node, SSSOM + "mapping_justification", ox.NamedNode(link.justification))
        if link.object_label:
            yield quad(node, SSSOM + "object_label", ox.Literal(link.object_label))
        if link.confidence is not None:
            number = ox.Literal(f"{link.confidence:g}", datatype=ox.NamedNode(XSD + "decimal"))
            yield quad(node, SSSOM + "confidence", number)
        if link.justification == BY_HAND and link.author:
            yield quad(node, SSSOM + "author_label", ox.Literal(link.author))
        if link.comment:
            yield quad(node, RDFS + "comment", ox.Literal(link.comment))
