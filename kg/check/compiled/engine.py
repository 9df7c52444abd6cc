"""Compiled shapes at work: a graph in Oxigraph's memory, and the queries that find what is wrong.

What lies where:

- default graph: the data, but for literals that Oxigraph would change or that are ill-typed;
- EXACT: triples with those literals, by stand-ins that keep their characters (see `literals`);
- VALUES: the same triples by value, as SPARQL written by people expects them;
- HIERARCHY: for every class all classes above it; FOCUS: the focus nodes of every shape.

Compiled queries see the data and EXACT as one graph, those of `sh:sparql` the data and VALUES.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

import pyoxigraph as ox
from rdflib.term import Node as RdflibNode

from kg.check.compiled.compiler import compile_shapes
from kg.check.compiled.findings import Query, Root, Rule
from kg.check.compiled.literals import as_value, original, stand_in
from kg.check.compiled.terms import FOCUS, HIERARCHY, SUBCLASS
from kg.check.rdf import oxigraph_term
from kg.check.reference import Reference, ReferenceGraph
from kg.check.shapes import Shapes
from kg.model import Finding
from kg.model.graphs import Term
from kg.terms import RDF, RDFS

__all__ = ["Compiled", "CompiledGraph"]

Graph = ox.NamedNode | ox.DefaultGraph
Subject = ox.NamedNode | ox.BlankNode | ox.Triple

DATA = ox.DefaultGraph()
EXACT = ox.NamedNode("urn:entente:exact")
VALUES = ox.NamedNode("urn:entente:values")
FOCI = ox.NamedNode(FOCUS)
CLASSES = ox.NamedNode(HIERARCHY)
ABOVE = ox.NamedNode(SUBCLASS)
TYPE = ox.NamedNode(RDF + "type")
SUBCLASS_OF = ox.NamedNode(RDFS + "subClassOf")


class Compiled:
    """Shapes as SPARQL; what could not be compiled goes to pyshacl."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes
        self.roots, self.left = compile_shapes(shapes)
        """What was compiled; and the shapes that were not, each with the reason."""

    @cached_property
    def fallback(self) -> Reference:
        """The shapes that were not compiled, for pyshacl."""
        left: dict[RdflibNode, str] = self.left
        return Reference(self.shapes, only=left)

    def graph(self) -> CompiledGraph:
        """An empty graph to be validated."""
        return CompiledGraph(self)


class CompiledGraph:
    """Data in memory, as Oxigraph holds them."""

    def __init__(self, engine: Compiled) -> None:
        self._engine = engine
        self._store = ox.Store()
        self._types: dict[Subject, set[Term]] = defaultdict(set)
        self._above: dict[Term, set[Term]] = defaultdict(set)
        self._classes: set[Term] = set()
        self._marked: set[Term] = set()
        self._hierarchy_changed = False
        self._properties: set[str] = set()
        self._inexact: set[str] = set()
        self._inexact_literals: set[ox.Literal] = set()
        self._written: dict[object, set[ox.Literal]] | None = None
        self._beside: ReferenceGraph | None = engine.fallback.graph() if engine.left else None

    # --- data

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Put quads of the default graph in."""
        quads = list(quads)
        self._written = None
        self._store.extend(self._placed(quads))
        if self._beside is not None:
            self._beside.add(quads)

    def _placed(self, quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        properties: set[ox.NamedNode] = set()
        for quad in quads:
            predicate, value = quad.predicate, quad.object
            properties.add(predicate)
            if isinstance(value, ox.Literal):
                exact = stand_in(value)
                if exact is not None:
                    self._inexact.add(predicate.value)
                    self._inexact_literals.add(value)
                    yield ox.Quad(quad.subject, predicate, exact, EXACT)
                    yield ox.Quad(quad.subject, predicate, value, VALUES)
                    continue
            elif predicate == TYPE:
                self._types[quad.subject].add(value)
                self._classes.add(value)
            elif predicate == SUBCLASS_OF:
                self._above[quad.subject].add(value)
                self._hierarchy_changed = True
            yield quad
        self._properties.update(predicate.value for predicate in properties)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads out."""
        quads = list(quads)
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate, quad.object
            exact = stand_in(value) if isinstance(value, ox.Literal) else None
            if exact is not None:
                self._store.remove(ox.Quad(subject, predicate, exact, EXACT))
                self._store.remove(ox.Quad(subject, predicate, value, VALUES))
                continue
            self._store.remove(quad)
            if predicate == TYPE:
                self._types[subject].discard(value)
            elif predicate == SUBCLASS_OF:
                self._above[subject].discard(value)
                self._hierarchy_changed = True
        if self._beside is not None:
            self._beside.remove(quads)

    # --- findings

    def validate(self, nodes: AbstractSet[str] | None) -> list[Finding]:
        """What the shapes find at `nodes`; None stands for every target."""
        findings = self._beside.validate(nodes) if self._beside is not None else []
        self._mark_classes()
        foci = self._foci(nodes)
        self._store.clear_graph(FOCI)
        self._store.extend(
            ox.Quad(ox.NamedNode(root.name), FOCI, node, FOCI)
            for root in self._engine.roots
            for node in foci.get(root.name, ())
        )
        for root in self._engine.roots:
            if foci.get(root.name):
                for query in root.queries:
                    findings.extend(self._ask(query))
        return findings

    def _mark_classes(self) -> None:
        if self._hierarchy_changed:
            self._store.clear_graph(CLASSES)
            self._marked.clear()
            self._hierarchy_changed = False
        new = self._classes - self._marked
        self._store.extend(
            ox.Quad(cls, ABOVE, above, CLASSES)
            for cls in new
            if not isinstance(cls, ox.Literal)
            for above in self._all_above(cls)
        )
        self._marked |= new

    def _all_above(self, cls: Term) -> set[Term]:
        found: set[Term] = set()
        new = {cls}
        while new:
            found |= new
            new = {above for name in new for above in self._above.get(name, ())} - found
        return found

    def _foci(self, nodes: AbstractSet[str] | None) -> dict[str, set[Term]]:
        targets: dict[Term, list[str]] = defaultdict(list)
        for root in self._engine.roots:
            for name in root.classes:
                targets[ox.NamedNode(name)].append(root.name)
        shapes_of: dict[Term, list[str]] = {}
        foci: dict[str, set[Term]] = defaultdict(set)
        for node in self._types if nodes is None else map(_node, nodes):
            for cls in self._types.get(node, ()):
                if cls not in shapes_of:
                    above = self._all_above(cls)
                    shapes_of[cls] = [name for one in above for name in targets.get(one, ())]
                for name in shapes_of[cls]:
                    foci[name].add(node)
        for root in self._engine.roots:
            foci[root.name].update(
                node for node in self._named(root) if nodes is None or self._text(node) in nodes
            )
        return foci

    def _named(self, root: Root) -> Iterator[Term]:
        for term in map(oxigraph_term, root.nodes):
            yield (stand_in(term) or term) if isinstance(term, ox.Literal) else term
        for graph in (DATA, EXACT):
            for name in root.subjects_of:
                for quad in self._store.quads_for_pattern(None, ox.NamedNode(name), None, graph):
                    yield quad.subject
            for name in root.objects_of:
                for quad in self._store.quads_for_pattern(None, ox.NamedNode(name), None, graph):
                    yield quad.object

    def _ask(self, query: Query) -> Iterator[Finding]:
        if query.needs and query.needs not in self._properties:
            return
        graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None
        if self._inexact and (query.reads is None or query.reads & self._inexact):
            graphs = [DATA, VALUES if query.by_value else EXACT]
        yield from self._read(query, self._store.query(query.text, default_graph=graphs))

    def _read(self, query: Query, answer: object) -> Iterator[Finding]:
        if not isinstance(answer, ox.QuerySolutions):
            return
        names = [variable.value for variable in answer.variables]
        at = {name: position for position, name in enumerate(names)}
        several = len(query.rules) > 1
        for row in answer:
            this = row[at["this"]]
            value = row[at["value"]] if "value" in at else None
            path = row[at["path"]] if "path" in at else None
            for number, rule in enumerate(query.rules):
                if several and row[at[f"c{number}"]].value != "true":
                    continue
                told = [self._text(value)]
                if query.by_value:
                    told = self._written_as(this, value, rule)
                for text in told:
                    yield Finding(
                        node=self._text(this),
                        path=self._text(path) if path is not None else rule.path,
                        value=text,
                        shape=rule.shape,
                        constraint=rule.constraint,
                        severity=rule.severity,
                        message=rule.message,
                    )

    def _written_as(self, this: Term, value: Term | None, rule: Rule) -> list[str]:
        """What an answer found by value says: the literals as they were written."""
        if value is None:
            # of a node shape the focus node is the value (SHACL, 5.3.2)
            return ["" if rule.path else self._text(this)]
        if not isinstance(value, ox.Literal) or not self._inexact:
            return [_name(value)]
        if self._written is None:
            self._written = defaultdict(set)
            for literal in self._inexact_literals:
                self._written[as_value(literal)].add(literal)
        ways = self._written.get(value, set())
        near = {way for way in ways if self._states(this, stand_in(way) or way, EXACT)}
        if self._states(this, value, DATA):
            near.add(value)
        if near or len(ways) == 1:
            return [str(way) for way in near or ways]
        return [str(value)]

    def _states(self, subject: Term, value: ox.Literal, graph: Graph) -> bool:
        return not isinstance(subject, ox.Literal) and any(
            self._store.quads_for_pattern(subject, None, value, graph)
        )

    def _text(self, term: Term | None) -> str:
        """A term of the store as the data have it; nothing as nothing."""
        if isinstance(term, ox.Literal):
            return str(original(term))
        return "" if term is None else _name(term)


def _name(term: Term) -> str:
    """An IRI as it is, other terms in N-Triples form."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _node(name: str) -> ox.NamedNode | ox.BlankNode:
    """The subject of that name."""
    return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)
