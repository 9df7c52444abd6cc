"""What a store's ontology and reference data say of classes, codes, countries and coordinates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import pyoxigraph as ox

from kg.terms import ENT, PLOVER, RDFS, SKOS, WGS

__all__ = ["Vocabulary"]


COUNTRY_STEPS = ("belongsTo", "basedIn", "officeOf", "inCountry")
"""Properties that lead from an actor, office or place to the state that it is of."""


class Vocabulary:
    """A look-up table over the background of a store."""

    def __init__(self, background: Iterable[ox.Quad]) -> None:
        self._links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._pointing: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in background:
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                self._links[subject.value][quad.predicate.value].append(value.value)
                if isinstance(value, ox.NamedNode):
                    self._pointing[value.value][quad.predicate.value].append(subject.value)

    def values(self, iri: str, property: str) -> list[str]:
        """The IRIs and texts that the background gives for a property."""
        return self._links[iri][property] if iri in self._links else []

    def knows(self, iri: str) -> bool:
        """Whether the background describes the thing."""
        return iri in self._links

    def label(self, iri: str) -> str:
        """Its label, or "" where it has none."""
        return next(iter(self.values(iri, RDFS + "label")), "")

    # --- classes

    @cached_property
    def events(self) -> frozenset[str]:
        """`ent:Event` and every class below it."""
        return self._below(ENT + "Event")

    @cached_property
    def claims(self) -> frozenset[str]:
        """`ent:Claim` and every class below it."""
        return self._below(ENT + "Claim")

    def closest(self, types: Iterable[str]) -> str:
        """The most special of the classes of `ent:`; the first by name of several."""
        ours = sorted(t for t in set(types) if t.startswith(ENT))
        special = [t for t in ours if not any(t in self._above(o) - {o} for o in ours)]
        return special[0] if special else ""

    def coded(self, cls: str, property: str) -> list[str]:
        """What an annotation such as `ent:ploverType` says of a class or the nearest above it."""
        for one in self._upwards(cls):
            if found := self.values(one, property):
                return sorted(found)
        return []

    def plover(self, cls: str) -> tuple[str, list[str], str, list[str]]:
        """PLOVER type and modes of an event class, the type's group, its CAMEO root codes."""
        kind = next(iter(self.coded(cls, ENT + "ploverType")), "")
        modes = [self._notation(mode) for mode in self.coded(cls, ENT + "ploverMode")]
        groups = sorted(self._pointing[kind][SKOS + "member"]) if kind in self._pointing else []
        quad = next((self.label(g) for g in groups if g.endswith(("cooperation", "conflict"))), "")
        return self._notation(kind), modes, quad, sorted(self.values(kind, PLOVER + "cameoRoot"))

    def cameo(self, cls: str) -> str:
        """The CAMEO code of a class, as near as CAMEO has one."""
        return next(iter(self.coded(cls, ENT + "cameoCode")), "")

    def _notation(self, concept: str) -> str:
        return next(iter(self.values(concept, SKOS + "notation")), "")

    def _below(self, cls: str) -> frozenset[str]:
        found, open_ = {cls}, [cls]
        while open_:
            fresh = set(self._pointing[open_.pop()][RDFS + "subClassOf"]) - found
            found |= fresh
            open_ += sorted(fresh)
        return frozenset(found)

    def _above(self, cls: str) -> set[str]:
        return set(self._upwards(cls))

    def _upwards(self, cls: str) -> list[str]:
        """The class and those above it, nearest first."""
        found = [cls]
        for one in found:
            found += [c for c in self.values(one, RDFS + "subClassOf") if c not in found]
        return found

    # --- where things belong

    def code(self, state: str) -> str:
        """ISO 3166-1 alpha-3 code of a state, or ""."""
        return next(iter(self.values(state, ENT + "isoAlpha3")), "")

    @cached_property
    def _states(self) -> dict[str, str]:
        return {self.code(iri): iri for iri in list(self._links) if self.code(iri)}

    def state(self, code: str) -> str:
        """IRI of the state with an ISO 3166-1 alpha-3 code, or ""."""
        return self._states.get(code, "")

    def countries(self, iri: str) -> set[str]:
        """Codes of the states that the thing is, or is of by the reference data."""
        if code := self.code(iri):
            return {code}
        states = [s for step in COUNTRY_STEPS for s in self.values(iri, ENT + step)]
        tenures = self._pointing[iri][ENT + "person"] if iri in self._pointing else []
        for tenure in tenures:
            for office in self.values(tenure, ENT + "office"):
                states += self.values(office, ENT + "officeOf")
        return {code for state in states if (code := self.code(state))}

    def point(self, iri: str) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, where the reference data have them."""
        lat, long = self.values(iri, WGS + "lat"), self.values(iri, WGS + "long")
        return (float(lat[0]), float(long[0])) if lat and long else None
