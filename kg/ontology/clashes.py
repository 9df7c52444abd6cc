"""Contradictions, with the axioms and the triples that make them.

HermiT says that something contradicts itself, not what. These are the contradictions that rules can
name (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules: cax-dw,
cax-adc, prp-irp, cls-maxc2), and domains and ranges that are unions, of which something is no part.
What takes more than that to see, the reasoner finds alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import pyoxigraph as ox

from kg.ontology.entail import Memory, RuleBook
from kg.ontology.rules import Axioms, rules
from kg.terms import OWL, PREFIXES, RDF, RDFS

__all__ = ["Clash", "clashes"]

TYPE = ox.NamedNode(RDF + "type")
THING = ox.NamedNode("urn:x-rule:thing")

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Clash:
    """An individual of which the axioms and the data say what cannot both be.

    `because` are the triples that it rests on: those that are stated, not those that follow.
    """

    individual: str
    axiom: str
    because: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.individual}: {self.axiom}, but {'; '.join(self.because)}"


def clashes(ontology: Iterable[ox.Triple], data: Iterable[ox.Triple]) -> tuple[Clash, ...]:
    """The contradictions between an ontology and data, each once, sorted."""
    search = _Search(Axioms(ontology), list(data))
    return tuple(sorted(set(search.all()), key=str))


class _Search:
    def __init__(self, axioms: Axioms, stated: list[ox.Triple]) -> None:
        self.axioms, self.stated = axioms, stated
        self.book = RuleBook(rules(axioms))
        self.facts = _closed(self.book, stated)
        self.disjoint = {frozenset(pair) for pair in _disjoint(axioms)}
        self.different = {frozenset(pair) for pair in _different(axioms)}
        self.irreflexive = set(axioms.typed("IrreflexiveProperty"))
        self._above: dict[Node, list[Node]] = {}

    def all(self) -> Iterator[Clash]:
        types: dict[Node, list[Node]] = {}
        for triple in self.facts.match(None, TYPE, None):
            types.setdefault(triple.subject, []).append(triple.object)
        for node, classes in types.items():
            yield from self._of_types(node, classes)
            yield from self._of_counts(node, classes)
        for triple in self.facts.match(None, None, None):
            yield from self._of_roles(triple, types)

    def _of_types(self, node: Node, classes: list[Node]) -> Iterator[Clash]:
        for one, other in combinations(sorted(classes, key=str), 2):
            if frozenset((one, other)) in self.disjoint:
                axiom = f"nothing is both {_name(one)} and {_name(other)}"
                yield self._clash(node, axiom, _type(node, one), _type(node, other))

    def _of_roles(self, triple: ox.Triple, types: dict[Node, list[Node]]) -> Iterator[Clash]:
        subject, prop, value = triple.subject, triple.predicate, triple.object
        name = _name(prop)
        if subject == value and prop in self.irreflexive:
            yield self._clash(subject, f"nothing is {name} itself", triple)
        for node, end, told in ((subject, "domain", "has"), (value, "range", "is the value of")):
            for cls in self.axioms.of(prop, RDFS + end):
                members = self.axioms.value(cls, "unionOf")
                listed = self.axioms.listed(members) if members is not None else []
                barred = [self._barring(types.get(node, []), member) for member in listed]
                if listed and all(bar is not None for bar in barred):
                    kinds = " or ".join(_name(member) for member in listed)
                    against = [_type(node, bar) for bar in barred if bar is not None]
                    yield self._clash(node, f"what {told} {name} is {kinds}", triple, *against)

    def _barring(self, classes: list[Node], member: Node) -> Node | None:
        """The class among some that makes membership in another one impossible."""
        if not isinstance(member, ox.NamedNode) or member in classes:
            return None
        if member not in self._above:
            alone = _closed(self.book, [ox.Triple(THING, TYPE, member)])
            self._above[member] = [t.object for t in alone.match(THING, TYPE, None)]
        for cls in classes:
            if any(frozenset((cls, high)) in self.disjoint for high in self._above[member]):
                return cls
        return None

    def _of_counts(self, node: Node, classes: list[Node]) -> Iterator[Clash]:
        for cls in classes:
            for limit in self.axioms.of(cls, RDFS + "subClassOf"):
                prop, most = (self.axioms.value(limit, n) for n in ("onProperty", "maxCardinality"))
                one_only = isinstance(most, ox.Literal) and most.value == "1"
                if not isinstance(prop, ox.NamedNode) or not one_only:
                    continue
                values = list(self.facts.match(node, prop, None))  # type: ignore[arg-type]
                for one, other in combinations(values, 2):
                    if frozenset((one.object, other.object)) in self.different:
                        axiom = f"a {_name(cls)} has one {_name(prop)} at most"
                        yield self._clash(node, axiom, one, other, _type(node, cls))

    def _clash(self, node: Node, axiom: str, *triples: ox.Triple) -> Clash:
        leaves = dict.fromkeys(leaf for triple in triples for leaf in self._stated_for(triple))
        told = (f"{_name(s)} {_name(p)} {_name(o)}" for s, p, o in leaves)
        return Clash(_name(node), axiom, tuple(told))

    def _stated_for(
        self, triple: ox.Triple, trail: frozenset[ox.Triple] = frozenset()
    ) -> list[ox.Triple]:
        """The stated triples that a triple follows from; itself if it is stated."""
        if triple in self.stated:
            return [triple]
        for _, because in self.book.reasons(self.facts, triple):
            if not trail & set(because) and triple not in because:
                return [
                    leaf for part in because for leaf in self._stated_for(part, trail | {triple})
                ]
        return [triple]


def _closed(book: RuleBook, stated: list[ox.Triple]) -> Memory:
    facts = Memory(stated)
    for triple in book.closure(facts, stated):
        facts.add(triple)
    return facts


def _type(node: Node, cls: Node) -> ox.Triple:
    return ox.Triple(node, TYPE, cls)  # type: ignore[arg-type]  # a literal has no types here


def _disjoint(axioms: Axioms) -> Iterator[tuple[Node, Node]]:
    yield from axioms.pairs(OWL + "disjointWith")
    yield from axioms.pairs(OWL + "complementOf")
    for group in axioms.typed("AllDisjointClasses"):
        for members in axioms.values(group, "members"):
            yield from combinations(axioms.listed(members), 2)


def _different(axioms: Axioms) -> Iterator[tuple[Node, Node]]:
    yield from axioms.pairs(OWL + "differentFrom")
    for group in axioms.typed("AllDifferent"):
        for name in ("members", "distinctMembers"):
            for members in axioms.values(group, name):
                yield from combinations(axioms.listed(members), 2)


def _name(node: Node) -> str:
    text = node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node)
    if text == RDF + "type":
        return "a"
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text[len(namespace) :]}"
    return text
