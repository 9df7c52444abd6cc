"""Facts from elsewhere as a graph of their own, in our vocabulary, each thing with its source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.enrich.facts import Fact, Outside
from kg.terms import DCTERMS, ENT, PROV, RDF, RDFS, VOID, WGS, XSD, Property

__all__ = ["about", "graph_name", "name_of", "quads"]

SCHEMA = "http://schema.org/"
PAV = "http://purl.org/pav/"
PROPERTIES = {"member": ENT + "memberOf", "capital": ENT + "capital", "party": ENT + Property.PARTY}
CLASSES = {
    "member": "Organization",
    "capital": "City",
    "party": "Organization",
    "border": "State",
    "office": "Office",
    "holder": "Person",
}
"""What the values of a kind are, where they are nothing of ours."""

POINT = re.compile(r"Point\((-?\d+\.?\d*) (-?\d+\.?\d*)\)", re.IGNORECASE)

Term = ox.NamedNode | ox.Literal


def name_of(outside: str) -> str:
    """The name of the graph of one source."""
    return f"outside-{outside}"


def graph_name(base: str, outside: str) -> ox.NamedNode:
    """The IRI of that graph."""
    return ox.NamedNode(base + name_of(outside))


def about(outside: Outside, *, base: str) -> list[ox.Quad]:
    """What the graph itself is, and whose."""
    graph = graph_name(base, outside.name)
    site = re.sub(r"entity/$", "", outside.entity)
    rows: list[tuple[str, Term]] = [
        (RDF + "type", ox.NamedNode(VOID + "Dataset")),
        (
            DCTERMS + "title",
            ox.Literal(f"What {outside.title or outside.name} says", language="en"),
        ),
        (DCTERMS + "source", ox.NamedNode(site)),
    ]
    if outside.licence:
        rows.append((DCTERMS + "license", ox.NamedNode(outside.licence)))
    return [ox.Quad(graph, ox.NamedNode(p), o, graph) for p, o in rows]


def quads(
    facts: Iterable[Fact],
    ours: Mapping[str, str],
    outside: Outside,
    *,
    base: str,
    states: Mapping[str, str] | None = None,
    retrieved: str = "",
) -> Iterator[ox.Quad]:
    """Facts as quads; `ours` gives the IRI of ours for an item of theirs, `states` for a code.

    `retrieved` (an ISO date) stands in place of the day that the source gave.
    """
    graph = graph_name(base, outside.name)

    def quad(subject: str, property: str, value: Term) -> ox.Quad:
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(property), value, graph)

    for fact in facts:
        if fact.item not in ours:
            continue
        subject = ours[fact.item]
        yield quad(subject, RDFS + "seeAlso", ox.NamedNode(fact.item))
        if day := _day(fact, retrieved):
            yield quad(fact.item, PAV + "retrievedOn", day)
        if fact.kind == "revision":
            version = ox.Literal(fact.value, datatype=ox.NamedNode(XSD + "integer"))
            yield quad(fact.item, SCHEMA + "version", version)
            continue
        known = dict(ours)
        if fact.code in (states or {}):
            known.setdefault(fact.value, (states or {})[fact.code])
        for s, p, o in _statements(fact, subject, known, outside, graph.value):
            yield quad(s, p, o)


def _statements(
    fact: Fact, subject: str, ours: Mapping[str, str], outside: Outside, graph: str
) -> Iterator[tuple[str, str, Term]]:
    if fact.kind == "population" and outside.population and re.fullmatch(r"\+?\d+", fact.value):
        number = ox.Literal(fact.value.lstrip("+"), datatype=ox.NamedNode(XSD + "integer"))
        yield subject, outside.population, number
    elif fact.kind == "point":
        if point := POINT.fullmatch(fact.value):
            for name, degrees in (("long", point[1]), ("lat", point[2])):
                yield (
                    subject,
                    WGS + name,
                    ox.Literal(degrees, datatype=ox.NamedNode(XSD + "decimal")),
                )
    elif fact.kind == "signed" and fact.begin is not None:
        yield subject, ENT + Property.BEGIN, fact.begin
    elif fact.kind in CLASSES and re.fullmatch(r"[^\s<>\"{}|\\^`]+", fact.value):
        value = ours.get(fact.value, fact.value)
        if fact.value not in ours:
            yield value, RDF + "type", ox.NamedNode(ENT + CLASSES[fact.kind])
            yield value, RDFS + "label", ox.Literal(fact.name, language="en")
        if fact.kind in PROPERTIES:
            yield subject, PROPERTIES[fact.kind], ox.NamedNode(value)
        elif fact.kind == "border":
            yield from _border(subject, value, fact, graph)
        else:
            yield from _tenure(subject, value, fact, graph)


def _border(a: str, b: str, fact: Fact, graph: str) -> Iterator[tuple[str, str, Term]]:
    pair = sorted((a, b))
    node = f"{graph}#{_key('border', *pair)}"
    yield node, RDF + "type", ox.NamedNode(ENT + "Border")
    names = " and ".join(sorted((a.rpartition("/")[2], b.rpartition("/")[2])))
    yield node, RDFS + "label", ox.Literal(f"border between {names}", language="en")
    for side in pair:
        yield node, ENT + "bordersState", ox.NamedNode(side)
    yield node, PROV + "wasDerivedFrom", ox.NamedNode(fact.item)


def _tenure(subject: str, value: str, fact: Fact, graph: str) -> Iterator[tuple[str, str, Term]]:
    person, office = (subject, value) if fact.kind == "office" else (value, subject)
    begin = "" if fact.begin is None else fact.begin.value
    node = f"{graph}#{_key('tenure', person, office, begin)}"
    yield node, RDF + "type", ox.NamedNode(ENT + "Tenure")
    yield node, ENT + Property.PERSON, ox.NamedNode(person)
    yield node, ENT + Property.OFFICE, ox.NamedNode(office)
    for property, date in ((Property.BEGIN, fact.begin), (Property.END, fact.end)):
        if date is not None:
            yield node, ENT + property, date
    yield node, PROV + "wasDerivedFrom", ox.NamedNode(fact.item)


def _key(*parts: str) -> str:
    return f"{parts[0]}-{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:16]}"


def _day(fact: Fact, retrieved: str) -> ox.Literal | None:
    day = retrieved or (fact.retrieved.date().isoformat() if fact.retrieved else "")
    return ox.Literal(day, datatype=ox.NamedNode(XSD + "date")) if day else None
