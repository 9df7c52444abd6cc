"""Statements → quads: a pure function of its input, byte for byte.

What the article tells as fact goes to the default graph and to `article/{id}#facts`; the content
of a claim goes to the claim's own graph only; what is said about claims, entities and evidence goes
to the default graph. Every node gets its class and the classes above it, every role its
super-properties (RDFS entailment rules rdfs9 and rdfs7, RDF 1.1 Semantics, section 9.2.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from kg.model import (
    Article,
    ClaimRef,
    Entity,
    EntityRef,
    Node,
    NodeRef,
    PartialDate,
    Span,
    Statements,
    TermRef,
    Typed,
    Value,
)
from kg.ontology import Ontology
from kg.populate.identity import Identity
from kg.terms import DATA, DCTERMS, ENT, OA, RDF, RDFS, SCHEMA, XSD, Property

__all__ = ["background", "populate"]

Object = ox.NamedNode | ox.Literal
Graph = ox.NamedNode | ox.DefaultGraph
TYPE = ox.NamedNode(RDF + "type")
LABEL = ox.NamedNode(RDFS + "label")
DEFAULT = ox.DefaultGraph()
COUNT = ox.NamedNode(XSD + "nonNegativeInteger")
SPECIFIC_RESOURCE, POSITION_SELECTOR, QUOTE_SELECTOR, SOURCE, SELECTOR, START, END, EXACT = (
    ox.NamedNode(OA + name)
    for name in (
        "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "hasSource",
        "hasSelector", "start", "end", "exact",
    )
)  # fmt: skip


@cache
def _ent(name: str) -> ox.NamedNode:
    return ox.NamedNode(ENT + name)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=COUNT)


class _Writer:
    def __init__(
        self, article: Article, statements: Statements, ontology: Ontology, base: str
    ) -> None:
        self.article = article
        self.statements = statements
        self.schema = ontology.schema
        self.base = base
        self.identity = Identity(
            article.id, statements, ontology.schema, published=article.published
        )
        self.iri = ox.NamedNode(f"{base}article/{article.id}")
        self.facts = ox.NamedNode(f"{base}article/{article.id}#facts")
        self.quads: set[ox.Quad] = set()
        self._described: dict[Span, ox.NamedNode] = {}

    def path(self, path: str) -> ox.NamedNode:
        return ox.NamedNode(self.base + path)

    def put(
        self, subject: ox.NamedNode, predicate: ox.NamedNode, value: Object, *graphs: Graph
    ) -> None:
        add, quad = self.quads.add, ox.Quad
        for graph in graphs:
            if graph is DEFAULT:  # left out, it costs a fifth of what it costs to name it
                add(quad(subject, predicate, value))
            else:
                add(quad(subject, predicate, value, graph))

    # -- parts -----------------------------------------------------------------------------------

    def article_description(self) -> None:
        article = self.article
        put = self.put
        put(self.iri, TYPE, _ent("Article"), DEFAULT, self.facts)
        put(self.iri, _ent(Property.TEXT), ox.Literal(article.text), DEFAULT, self.facts)
        put(self.iri, LABEL, ox.Literal(article.title or article.id), DEFAULT, self.facts)
        optional: list[tuple[str, Object | None]] = [
            (DCTERMS + "title", ox.Literal(article.title) if article.title else None),
            (DCTERMS + "source", ox.Literal(article.source) if article.source else None),
            (DCTERMS + "language", ox.Literal(article.language) if article.language else None),
            (SCHEMA + "url", self._url(article.url)),
        ]
        if article.published:
            date = ox.Literal(article.published.isoformat(), datatype=ox.NamedNode(XSD + "date"))
            optional.append((ENT + Property.PUBLISHED, date))
        for predicate, value in optional:
            if value is not None:
                put(self.iri, ox.NamedNode(predicate), value, DEFAULT, self.facts)

    def _url(self, url: str | None) -> ox.Literal | None:
        return ox.Literal(url, datatype=ox.NamedNode(XSD + "anyURI")) if url else None

    def evidence(self, span: Span) -> ox.NamedNode:
        """The evidence node of a span, described once in the default graph and the facts graph."""
        if span in self._described:
            return self._described[span]
        tail = f"{span.start}-{span.end}"
        node, position, quote = (
            ox.NamedNode(f"{self.iri.value}#{kind}-{tail}")
            for kind in ("evidence", "position", "quote")
        )
        self._described[span] = node
        both = (DEFAULT, self.facts)
        self.put(node, TYPE, _ent("Evidence"), *both)
        self.put(node, TYPE, SPECIFIC_RESOURCE, *both)
        self.put(node, SOURCE, self.iri, *both)
        self.put(node, SELECTOR, position, *both)
        self.put(node, SELECTOR, quote, *both)
        self.put(position, TYPE, POSITION_SELECTOR, *both)
        self.put(position, START, _integer(span.start), *both)
        self.put(position, END, _integer(span.end), *both)
        self.put(quote, TYPE, QUOTE_SELECTOR, *both)
        self.put(quote, EXACT, ox.Literal(self.article.text[span.start : span.end]), *both)
        return node

    def entity(self, entity: Entity) -> None:
        if entity.known:
            return
        subject = self.path(entity.path)
        self.types(subject, entity.cls, DEFAULT, self.facts)
        self.put(subject, LABEL, ox.Literal(entity.label, language="en"), DEFAULT, self.facts)
        for role, value in entity.links:
            self.put(subject, _ent(role), self.value(value), DEFAULT, self.facts)

    def types(self, subject: ox.NamedNode, cls: str, *graphs: Graph) -> None:
        for name in self.schema.superclasses.get(cls, {cls}):
            self.put(subject, TYPE, _ent(name), *graphs)

    def value(self, value: Value) -> Object:
        if isinstance(value, EntityRef):
            return self.path(value.path)
        if isinstance(value, NodeRef):
            return self.path(self.identity.node(value.key))
        if isinstance(value, ClaimRef):
            return self.path(self.identity.claim(value.key))
        if isinstance(value, TermRef):
            return _ent(value.name)
        if isinstance(value, Typed):
            if value.datatype == "string":
                return ox.Literal(value.lexical)
            return ox.Literal(value.lexical, datatype=ox.NamedNode(XSD + value.datatype))
        if isinstance(value, PartialDate):
            return ox.Literal(value.lexical, datatype=ox.NamedNode(XSD + value.datatype))
        raise TypeError(value)

    def node(self, node: Node) -> None:
        subject = self.path(self.identity.node(node.key))
        graphs: tuple[Graph, ...] = (DEFAULT, self.facts)
        if node.holder is not None:
            graphs = (self.path(self.identity.claim(node.holder)),)
        self.types(subject, node.cls, *graphs)
        if node.label:
            self.put(subject, LABEL, ox.Literal(node.label, language="en"), *graphs)
        for role, value in node.links:
            term = self.value(value)
            for name in self.schema.superproperties.get(role, {role}):
                self.put(subject, _ent(name), term, *graphs)
        for span in node.evidence:
            self.put(subject, _ent(Property.EVIDENCE), self.evidence(span), *graphs)

    def claims(self) -> None:
        both = (DEFAULT, self.facts)
        for claim in self.statements.claims:
            subject = self.path(self.identity.claim(claim.key))
            self.put(subject, TYPE, _ent("Claim"), *both)
            self.put(subject, _ent(Property.CONTENT), subject, *both)
            self.put(subject, _ent(Property.MODALITY), _ent(claim.modality), *both)
            for speaker in claim.speaker:
                self.put(subject, _ent(Property.SPEAKER), self.value(speaker), *both)
            for span in claim.evidence:
                self.put(subject, _ent(Property.EVIDENCE), self.evidence(span), *both)
            links = (
                (Property.DISPUTES, claim.disputes),
                (Property.SUPPORTS, claim.supports),
                (Property.HELD_IN, (claim.holder,) if claim.holder else ()),
            )
            for role, keys in links:
                for key in keys:
                    self.put(subject, _ent(role), self.path(self.identity.claim(key)), *both)


def populate(
    article: Article, statements: Statements, ontology: Ontology, *, base: str = DATA
) -> tuple[ox.Quad, ...]:
    """The quads of one article, sorted as canonical N-Quads would be."""
    writer = _Writer(article, statements, ontology, base)
    writer.article_description()
    for entity in statements.entities:
        writer.entity(entity)
    for node in statements.nodes:
        writer.node(node)
    writer.claims()
    return tuple(sorted(writer.quads, key=str))


def background(ontology: Ontology, *, base: str = DATA) -> tuple[ox.Quad, ...]:
    """The ontology and the reference data for the default graph, entailed classes included.

    Reference IRIs move under `base` where another base is configured.
    """
    return tuple(sorted(set(_background(ontology, base)), key=str))


def _background(ontology: Ontology, base: str) -> Iterator[ox.Quad]:
    for file in ontology.modules:
        names: dict[ox.BlankNode, ox.BlankNode] = {}
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.BlankNode):
                subject = _named(subject, names, file.stem)
            if isinstance(value, ox.BlankNode):
                value = _named(value, names, file.stem)
            yield ox.Quad(subject, triple.predicate, value, DEFAULT)
    for file in ontology.reference_files:
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode):
                subject = _moved(subject, base)
            if isinstance(value, ox.NamedNode):
                value = _moved(value, base)
            yield ox.Quad(subject, triple.predicate, value, DEFAULT)
            if triple.predicate == TYPE and isinstance(value, ox.NamedNode):
                name = value.value.removeprefix(ENT)
                for above in sorted(ontology.schema.superclasses.get(name, ())):
                    yield ox.Quad(subject, TYPE, _ent(above), DEFAULT)


def _moved(term: ox.NamedNode, base: str) -> ox.NamedNode:
    if base != DATA and term.value.startswith(DATA):
        return ox.NamedNode(base + term.value[len(DATA) :])
    return term


def _named(
    term: ox.BlankNode, names: dict[ox.BlankNode, ox.BlankNode], prefix: str
) -> ox.BlankNode:
    """Blank nodes by their order in the file: the parser's own names differ from run to run."""
    return names.setdefault(term, ox.BlankNode(f"{prefix}{len(names)}"))
