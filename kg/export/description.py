"""What a graph holds, counted: VoID (https://www.w3.org/TR/void/) and DCAT 3.

Catalogues find it by that, editors complete class and property names from it, and query planners
use the counts. Counting sorts in files, so that memory stays flat.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import BinaryIO

import pyoxigraph as ox

from kg.export.order import lines, ordered
from kg.export.part import Part
from kg.model.graphs import Term
from kg.terms import DCAT, DCTERMS, ENT, OWL, RDF, SKOS, VOID, XSD

__all__ = ["description"]

TYPE = RDF + "type"
MATCHES = (SKOS + "exactMatch", SKOS + "closeMatch", OWL + "sameAs")
IANA = "https://www.iana.org/assignments/media-types/"
MEDIA = {
    "turtle": "text/turtle",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""Formats that a description offers, by their names here."""


@dataclass
class _Counts:
    """What void:Dataset counts of some quads."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    property_subjects: Counter[str] = field(default_factory=Counter)
    property_objects: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    published: list[str] = field(default_factory=list)


def description(part: Part) -> Iterator[ox.Quad]:
    """The description of a graph and of its two parts, facts and claims."""
    with tempfile.TemporaryFile() as kept:
        # reading the graph takes longer than reading a file again
        kept.writelines(lines(part.quads()))
        facts = _counted(kept, part, claims=False)
        facts.links += _linked(kept, part)
        claims = _counted(kept, part, claims=True)
    dataset = f"{part.base}dataset"
    yield from _head(part, dataset, facts)
    yield from _void(part, f"{dataset}/facts", facts)
    yield from _statements(dataset, (VOID + "subset", [ox.NamedNode(f"{dataset}/facts")]))
    yield from _links(part, dataset, facts)
    if part.claims:
        yield from _statements(dataset, (VOID + "subset", [ox.NamedNode(f"{dataset}/claims")]))
        yield from _void(part, f"{dataset}/claims", claims)


def _head(part: Part, dataset: str, facts: _Counts) -> Iterator[ox.Quad]:
    articles = facts.classes[ENT + "Article"]
    yield from _statements(
        dataset,
        (TYPE, [ox.NamedNode(VOID + "Dataset"), ox.NamedNode(DCAT + "Dataset")]),
        (DCTERMS + "title", [ox.Literal("News about international relations", language="en")]),
        (
            DCTERMS + "description",
            [
                ox.Literal(
                    f"What {articles} articles state about international relations: facts in one "
                    "graph, claims in graphs of their own, each with the words that say so.",
                    language="en",
                )
            ],
        ),
        (VOID + "uriSpace", [ox.Literal(part.base)]),
        (VOID + "documents", [_number(articles)]),
        (VOID + "vocabulary", [ox.NamedNode(iri) for iri in _vocabularies(part, facts)]),
        (DCTERMS + "license", [ox.NamedNode(part.license)] if part.license else []),
    )
    if facts.published:
        period = ox.NamedNode(f"{dataset}/period")
        yield from _statements(dataset, (DCTERMS + "temporal", [period]))
        yield from _statements(
            period.value,
            (TYPE, [ox.NamedNode(DCTERMS + "PeriodOfTime")]),
            (DCAT + "startDate", [_date(min(facts.published))]),
            (DCAT + "endDate", [_date(max(facts.published))]),
        )
    for name, media in MEDIA.items():
        node = ox.NamedNode(f"{dataset}/{name}")
        yield from _statements(dataset, (DCAT + "distribution", [node]))
        yield from _statements(
            node.value,
            (TYPE, [ox.NamedNode(DCAT + "Distribution")]),
            (DCAT + "mediaType", [ox.NamedNode(IANA + media)]),
            (DCTERMS + "license", [ox.NamedNode(part.license)] if part.license else []),
        )


def _vocabularies(part: Part, facts: _Counts) -> list[str]:
    """Namespaces of the properties and classes that are used."""
    used = {
        iri.rpartition("#")[0] + "#" if "#" in iri else iri.rpartition("/")[0] + "/"
        for iri in (*facts.properties, *facts.classes)
    }
    return sorted(iri for iri in used if not iri.startswith(part.base))


def _void(part: Part, dataset: str, counts: _Counts) -> Iterator[ox.Quad]:
    yield from _statements(
        dataset,
        (TYPE, [ox.NamedNode(VOID + "Dataset")]),
        (VOID + "triples", [_number(counts.triples)]),
        (VOID + "distinctSubjects", [_number(counts.subjects)]),
        (VOID + "distinctObjects", [_number(counts.objects)]),
        (VOID + "classes", [_number(len(counts.classes))]),
        (VOID + "properties", [_number(len(counts.properties))]),
    )
    for cls, entities in sorted(counts.classes.items()):
        node = ox.NamedNode(f"{dataset}/class/{_name(part, cls)}")
        yield from _statements(dataset, (VOID + "classPartition", [node]))
        yield from _statements(
            node.value,
            (VOID + "class", [ox.NamedNode(cls)]),
            (VOID + "entities", [_number(entities)]),
        )
    for property, triples in sorted(counts.properties.items()):
        node = ox.NamedNode(f"{dataset}/property/{_name(part, property)}")
        yield from _statements(dataset, (VOID + "propertyPartition", [node]))
        yield from _statements(
            node.value,
            (VOID + "property", [ox.NamedNode(property)]),
            (VOID + "triples", [_number(triples)]),
            (VOID + "distinctSubjects", [_number(counts.property_subjects[property])]),
            (VOID + "distinctObjects", [_number(counts.property_objects[property])]),
        )


def _links(part: Part, dataset: str, counts: _Counts) -> Iterator[ox.Quad]:
    """A linkset for each kind of link and each host that it leads to."""
    for (property, target), triples in sorted(counts.links.items()):
        host = target.partition("://")[2].strip("/")
        node = f"{dataset}/links/{_name(part, property)}/{host}"
        yield from _statements(dataset, (VOID + "subset", [ox.NamedNode(node)]))
        yield from _statements(
            node,
            (TYPE, [ox.NamedNode(VOID + "Linkset")]),
            (VOID + "linkPredicate", [ox.NamedNode(property)]),
            (VOID + "subjectsTarget", [ox.NamedNode(dataset)]),
            (VOID + "objectsTarget", [ox.NamedNode(target)]),
            (VOID + "triples", [_number(triples)]),
        )


# --- counting


def _counted(kept: BinaryIO, part: Part, *, claims: bool) -> _Counts:
    counts = _Counts()
    for _, of_subject in groupby(_of(kept, part, claims=claims), key=lambda q: q.subject):
        counts.subjects += 1
        used = set()
        for quad in of_subject:
            counts.triples += 1
            counts.properties[quad.predicate.value] += 1
            used.add(quad.predicate.value)
            _note(counts, quad)
        counts.property_subjects.update(used)
    pairs = (f"{q.object}\t{q.predicate.value}\n".encode() for q in _of(kept, part, claims=claims))
    last = None
    for pair in ordered(pairs):
        value, _, property = pair[:-1].rpartition(b"\t")
        counts.property_objects[property.decode()] += 1
        counts.objects += value != last
        last = value
    return counts


def _linked(kept: BinaryIO, part: Part) -> Counter[tuple[str, str]]:
    """The links of the graph that stands beside the articles and holds nothing else."""
    kept.seek(0)
    links = _Counts()
    for quad in ox.parse(kept, format=ox.RdfFormat.N_QUADS):
        if (
            isinstance(quad.graph_name, ox.NamedNode)
            and quad.graph_name.value == part.base + "links"
        ):
            _note(links, quad)
    return links.links


def _note(counts: _Counts, quad: ox.Quad) -> None:
    property, value = quad.predicate.value, quad.object
    if property == ENT + "published" and isinstance(value, ox.Literal):
        counts.published = [
            min([value.value, *counts.published]),
            max([value.value, *counts.published]),
        ]
    if not isinstance(value, ox.NamedNode):
        return
    if property == TYPE:
        counts.classes[value.value] += 1
    elif property in MATCHES:
        scheme, _, rest = value.value.partition("://")
        counts.links[property, f"{scheme}://{rest.partition('/')[0]}/"] += 1


def _of(kept: BinaryIO, part: Part, *, claims: bool) -> Iterator[ox.Quad]:
    """The default graph, or the contents of all claims as one graph; by subject, each once."""
    kept.seek(0)
    start, last = f"{part.base}claim/", None
    for quad in ox.parse(kept, format=ox.RdfFormat.N_QUADS):
        graph = quad.graph_name
        if isinstance(graph, ox.DefaultGraph):
            if not claims:
                yield quad
        elif claims and isinstance(graph, ox.NamedNode) and graph.value.startswith(start):
            # one triple of several claims stands on lines next to each other
            if quad.triple != last:
                yield ox.Quad(quad.subject, quad.predicate, quad.object)
            last = quad.triple


# --- writing


def _statements(subject: str, *rows: tuple[str, Iterable[Term]]) -> Iterator[ox.Quad]:
    for property, values in rows:
        for value in values:
            yield ox.Quad(ox.NamedNode(subject), ox.NamedNode(property), value)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(XSD + "integer"))


def _date(text: str) -> ox.Literal:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(text), "string")
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def _name(part: Part, iri: str) -> str:
    """An IRI as the end of another: its prefix and local name, as in `ent.Meeting`."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = next((p for p, ns in part.prefixes.items() if ns == iri[:cut]), None)
    return f"{prefix}.{iri[cut:]}" if prefix else hashlib.sha256(iri.encode()).hexdigest()[:16]
