"""The axioms of an ontology as rules over data: what follows from what is stated.

The rules are those of OWL 2 RL that draw one triple from others
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules), with the
ontology already put in: sub-classes and equivalent classes (cax-sco, cax-eqc, cls-int, cls-uni,
cls-svf1, cls-hv, cls-avf), sub-properties and inverses (prp-spo1, prp-inv, prp-spo2), domain and
range (prp-dom, prp-rng), transitive and symmetric properties (prp-trp, prp-symp). Rules that find
contradictions are in `kg.ontology.clashes`; those that equate individuals are left out: what is
the same, a person decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import TypeGuard

import pyoxigraph as ox

from kg.terms import OWL, RDF, RDFS

__all__ = ["AXIOMS", "Atom", "Axioms", "Rule", "rules", "text"]

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Part = ox.NamedNode | ox.Literal | ox.Variable
Atom = tuple[Part, ox.NamedNode, Part]
"""A triple with variables: subject, property, value."""

Body = tuple[Atom, ...]

TYPE = ox.NamedNode(RDF + "type")
FIRST, REST, NIL = RDF + "first", RDF + "rest", ox.NamedNode(RDF + "nil")
X, Y, Z = ox.Variable("x"), ox.Variable("y"), ox.Variable("z")

AXIOMS = tuple(
    ox.NamedNode(iri)
    for iri in (
        FIRST, REST, RDFS + "subClassOf", RDFS + "subPropertyOf", RDFS + "domain", RDFS + "range",
        *(OWL + name for name in (
            "equivalentClass", "equivalentProperty", "inverseOf", "propertyChainAxiom",
            "intersectionOf", "unionOf", "oneOf", "onProperty", "someValuesFrom", "allValuesFrom",
            "hasValue", "disjointWith", "complementOf", "members", "distinctMembers",
            "maxCardinality", "maxQualifiedCardinality", "cardinality", "onClass",
            "propertyDisjointWith", "differentFrom",
        )),
    )
)  # fmt: skip
"""The properties that axioms are written with; beside them, the types of properties."""


@dataclass(frozen=True, slots=True)
class Rule:
    """If all of `body` holds, `head` holds."""

    head: Atom
    body: Body

    def __str__(self) -> str:
        return f"{' , '.join(map(text, self.body))} → {text(self.head)}"


def text(atom: Atom) -> str:
    """An atom in SPARQL."""
    return " ".join(str(part) for part in atom)


class Axioms:
    """The axioms of an ontology, to be looked up by subject."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        self._said: dict[Node, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for triple in triples:
            self._said[triple.subject][triple.predicate.value].append(triple.object)

    def pairs(self, name: str) -> Iterator[tuple[Node, Node]]:
        """Subject and object of every triple of a property."""
        for subject, links in list(self._said.items()):
            for value in links.get(name, ()):
                yield subject, value

    def typed(self, name: str) -> Iterator[Node]:
        """The subjects that have a type of OWL."""
        return (s for s, t in self.pairs(RDF + "type") if t == ox.NamedNode(OWL + name))

    def of(self, node: Node, name: str) -> list[Node]:
        """What a node has for a property."""
        return self._said[node][name] if node in self._said else []

    def values(self, node: Node, name: str) -> list[Node]:
        """What a node has for a property of OWL."""
        return self.of(node, OWL + name)

    def value(self, node: Node, name: str) -> Node | None:
        """The first of them."""
        return next(iter(self.values(node, name)), None)

    def listed(self, node: Node) -> list[Node]:
        """The members of an RDF list."""
        found = []
        while node != NIL and self._said[node][FIRST]:
            found.append(self._said[node][FIRST][0])
            node = self._said[node][REST][0]
        return found

    def link(self, prop: Node, subject: Part, value: Part) -> Atom | None:
        """`subject prop value`, turned round where the property is given as an inverse."""
        if isinstance(prop, ox.NamedNode):
            return subject, prop, value
        inner = self.value(prop, "inverseOf")
        turned = isinstance(inner, ox.NamedNode) and not isinstance(value, ox.Literal)
        return (value, inner, subject) if turned else None  # type: ignore[return-value]

    def bodies(self, cls: Node, at: Part, depth: int = 0) -> list[Body]:
        """In which ways something is known to belong to a class; none where rules cannot tell."""
        if _is_class(cls):
            return [((at, TYPE, cls),)]
        if (members := self.value(cls, "intersectionOf")) is not None:
            parts = [self.bodies(m, at, depth + n) for n, m in enumerate(self.listed(members))]
            return [tuple(a for body in choice for a in body) for choice in product(*parts)]
        if (members := self.value(cls, "unionOf")) is not None:
            return [body for m in self.listed(members) for body in self.bodies(m, at, depth)]
        prop = self.value(cls, "onProperty")
        if prop is None:
            return []
        if isinstance(given := self.value(cls, "hasValue"), ox.NamedNode | ox.Literal):
            atom = self.link(prop, at, given)
            return [(atom,)] if atom else []
        if (filler := self.value(cls, "someValuesFrom")) is not None:
            other = ox.Variable(f"{at.value if isinstance(at, ox.Variable) else 'v'}{depth}")
            atom = self.link(prop, at, other)
            if atom is None:
                return []
            if filler == ox.NamedNode(OWL + "Thing"):
                return [(atom,)]
            return [(atom, *body) for body in self.bodies(filler, other, depth + 1)]
        return []

    def heads(self, cls: Node, at: Part, body: Body) -> Iterator[Rule]:
        """What follows for something that belongs to a class for the reason of `body`."""
        if _is_class(cls):
            yield Rule((at, TYPE, cls), body)
        elif (members := self.value(cls, "intersectionOf")) is not None:
            for member in self.listed(members):
                yield from self.heads(member, at, body)
        elif (prop := self.value(cls, "onProperty")) is not None:
            given, filler = self.value(cls, "hasValue"), self.value(cls, "allValuesFrom")
            if isinstance(given, ox.NamedNode | ox.Literal) and (a := self.link(prop, at, given)):
                yield Rule(a, body)
            other = ox.Variable(f"{at.value if isinstance(at, ox.Variable) else 'v'}all")
            if filler is not None and (a := self.link(prop, at, other)):
                yield from self.heads(filler, other, (*body, a))


def _is_class(node: Node) -> TypeGuard[ox.NamedNode]:
    return isinstance(node, ox.NamedNode) and node.value != OWL + "Thing"


def rules(axioms: Axioms) -> tuple[Rule, ...]:
    """The rules of an ontology, each once, in a fixed order."""
    found = dict.fromkeys(_all(axioms))
    kept = (rule for rule in found if rule.head not in rule.body)
    return tuple(sorted(kept, key=str))


def _all(axioms: Axioms) -> Iterator[Rule]:
    yield from _of_classes(axioms)
    yield from _of_properties(axioms)


def _of_classes(axioms: Axioms) -> Iterator[Rule]:
    for low, high in _both(axioms, RDFS + "subClassOf", OWL + "equivalentClass"):
        for body in axioms.bodies(low, X):
            yield from axioms.heads(high, X, body)
    for name, at in (("domain", X), ("range", Y)):
        for prop, cls in axioms.pairs(RDFS + name):
            if (link := axioms.link(prop, X, Y)) is not None:
                yield from axioms.heads(cls, at, (link,))


def _of_properties(axioms: Axioms) -> Iterator[Rule]:
    for low, high in _both(axioms, RDFS + "subPropertyOf", OWL + "equivalentProperty"):
        yield from _implied(axioms.link(low, X, Y), axioms.link(high, X, Y))
    for one, other in axioms.pairs(OWL + "inverseOf"):
        if isinstance(one, ox.NamedNode):
            yield from _implied(axioms.link(one, X, Y), axioms.link(other, Y, X))
            yield from _implied(axioms.link(other, X, Y), axioms.link(one, Y, X))
    for prop in axioms.typed("TransitiveProperty"):
        if isinstance(prop, ox.NamedNode):
            yield Rule((X, prop, Z), ((X, prop, Y), (Y, prop, Z)))
    for prop in axioms.typed("SymmetricProperty"):
        yield from _implied(axioms.link(prop, X, Y), axioms.link(prop, Y, X))
    for prop, chain in axioms.pairs(OWL + "propertyChainAxiom"):
        steps = axioms.listed(chain)
        ends = [X, *(ox.Variable(f"s{n}") for n in range(1, len(steps))), Z]
        links = [axioms.link(step, *ends[n : n + 2]) for n, step in enumerate(steps)]
        head = axioms.link(prop, X, Z)
        if head is not None and all(links):
            yield Rule(head, tuple(link for link in links if link))


def _both(axioms: Axioms, one_way: str, both_ways: str) -> Iterator[tuple[Node, Node]]:
    yield from axioms.pairs(one_way)
    for one, other in axioms.pairs(both_ways):
        yield one, other
        yield other, one


def _implied(body: Atom | None, head: Atom | None) -> Iterator[Rule]:
    if body is not None and head is not None:
        yield Rule(head, (body,))
