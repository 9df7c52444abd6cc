"""Classes and properties: who stands under whom."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.ontology.triples import Triples
from kg.terms import ENT, OWL, RDFS

__all__ = ["Schema"]


def _closure(direct: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    closed: dict[str, frozenset[str]] = {}

    def above(name: str, trail: tuple[str, ...]) -> frozenset[str]:
        if name not in closed:
            found = {name}
            for parent in direct.get(name, []):
                if parent not in trail:
                    found |= above(parent, (*trail, parent))
            closed[name] = frozenset(found)
        return closed[name]

    for name in direct:
        above(name, (name,))
    return closed


@dataclass(frozen=True)
class Schema:
    """The hierarchy of `ent:`, by local names. Every closure holds the name itself.

    `individuals` gives the class of each individual of the modules (`Strained` → `Condition`),
    `announcements` the class of an announcement of an event, or (True) of a refusal;
    `single` are the classes of bodies of which a state has one (`ent:onePerState`); `joint` the
    class that events of a class are of where several states take part (`ent:jointlyAs`).
    """

    superclasses: dict[str, frozenset[str]]
    superproperties: dict[str, frozenset[str]]
    labels: dict[str, str]
    individuals: dict[str, str]
    announcements: dict[tuple[str, bool], str]
    single: frozenset[str] = frozenset()
    joint: dict[str, str] = field(default_factory=dict)
    _below: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def announced(self, cls: str, *, declined: bool) -> str:
        """The class of an announcement that one will do, or will not do, what `cls` says."""
        above = self.superclasses.get(cls, frozenset({cls}))
        found = (self.announcements.get((name, declined), "") for name in sorted(above))
        return next((kind for kind in found if kind), "")

    def is_a(self, cls: str, *others: str) -> bool:
        """Whether `cls` is one of some classes or stands below one."""
        above = self.superclasses.get(cls)
        return cls in others if above is None else not above.isdisjoint(others)

    def under(self, name: str) -> frozenset[str]:
        """A class and all below it: what is asked often asks this once."""
        if name not in self._below:
            found = (cls for cls, above in self.superclasses.items() if name in above)
            self._below[name] = frozenset((name, *found))
        return self._below[name]

    @classmethod
    def of(cls, triples: Triples) -> Schema:
        """Read the hierarchy from `rdfs:subClassOf`, `rdfs:subPropertyOf` between named terms."""

        def local(iri: str) -> str | None:
            return iri[len(ENT) :] if iri.startswith(ENT) else None

        def hierarchy(kinds: tuple[str, ...], predicate: str) -> dict[str, list[str]]:
            direct: dict[str, list[str]] = {}
            for kind in kinds:
                for subject in triples.typed(OWL + kind):
                    if isinstance(subject, ox.NamedNode) and (name := local(subject.value)):
                        parents = (local(iri) for iri in triples.iris(subject, predicate))
                        direct.setdefault(name, []).extend(p for p in parents if p)
            return direct

        classes = hierarchy(("Class",), RDFS + "subClassOf")
        properties = hierarchy(("ObjectProperty", "DatatypeProperty"), RDFS + "subPropertyOf")
        individuals = {}
        for iri, types in triples.named_individuals():
            kinds = [k for t in types if (k := local(t)) and k in classes]
            if (name := local(iri)) and kinds:
                individuals[name] = kinds[0]
        labels = {
            name: triples.string(ox.NamedNode(ENT + name), RDFS + "label", name)
            for name in (*classes, *individuals)
        }
        announcements = {
            (name, declined): kind
            for name in classes
            for declined, predicate in ((False, "announcedAs"), (True, "declinedAs"))
            for iri in triples.iris(ox.NamedNode(ENT + name), ENT + predicate)
            if (kind := local(iri))
        }
        single = frozenset(
            name
            for name in classes
            if triples.string(ox.NamedNode(ENT + name), ENT + "onePerState") == "true"
        )
        joint = {
            name: kind
            for name in classes
            for iri in triples.iris(ox.NamedNode(ENT + name), ENT + "jointlyAs")
            if (kind := local(iri))
        }
        return cls(
            _closure(classes), _closure(properties), labels, individuals, announcements, single,
            joint,
        )  # fmt: skip
