"""What an entity of the graph is called, which state it belongs to, and its sector."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from kg.evaluate.told import Told
from kg.ontology import Ontology
from kg.ontology.triples import Triples
from kg.terms import DATA, ENT, RDFS, SKOS

__all__ = ["Entities"]

_NAMES = (
    RDFS + "label",
    SKOS + "prefLabel",
    SKOS + "altLabel",
    ENT + "familyName",
    ENT + "demonym",
    ENT + "metonym",
)
_STATE_LINKS = ("belongsTo", "officeOf", "inCountry", "basedIn")
_HIGHEST = 6
"""Steps from a body to the state or the organisation above it."""


class Entities:
    """Names and states of entities, from the reference data and from what an article says."""

    def __init__(self, ontology: Ontology, *, base: str = DATA) -> None:
        self._ontology = ontology
        self._base = base
        self._names: dict[str, frozenset[str]] = {}
        self._offices: dict[str, list[str]] = {}
        triples = Triples(list(ontology.reference_files))
        for subject in triples.by_subject:
            path = subject.value.removeprefix(DATA)
            names = [n for key in _NAMES for n in triples.strings(subject, key)]
            names += triples.strings(subject, ENT + "officeRole")
            if names:
                self._names[path] = frozenset(names)
        for tenure in ontology.reference.tenures:
            self._offices.setdefault(tenure.person, []).append(tenure.office)

    def names(self, iri: str, told: Told) -> frozenset[str]:
        """All names of an entity; those of the offices that a person held are among them."""
        path = iri.removeprefix(self._base)
        found = set(self._names.get(path, ())) | set(told.described(iri).get("label", []))
        for office in self._offices.get(path, []):
            found |= self._names.get(office, frozenset())
        return frozenset(found)

    def label(self, iri: str, told: Told) -> str:
        """What an entity is called, for a reader."""
        known = self._ontology.reference.entities.get(iri.removeprefix(self._base))
        own = told.described(iri).get("label", [])
        return known.label if known else own[0] if own else iri.removeprefix(self._base)

    def cls(self, iri: str, told: Told) -> str:
        """The class of an entity."""
        known = self._ontology.reference.entities.get(iri.removeprefix(self._base))
        return known.cls if known else told.cls(iri)

    def is_known(self, iri: str) -> bool:
        """Whether an entity is in the reference data, not just named by a text."""
        return iri.removeprefix(self._base) in self._ontology.reference.entities

    def state(self, iri: str, told: Told, date: datetime.date | None) -> str:
        """The ISO 3166-1 alpha-3 code of the state of an entity; empty where it has none."""
        path = iri.removeprefix(self._base)
        state = self._ontology.reference.state_of(path)
        state = state or self._above(iri, told)
        if state is None and path.startswith("person/"):
            held = {
                self._ontology.reference.state_of(t.office)
                for t in self._ontology.reference.tenures
                if t.person == path and (date is None or t.holds_on(date))
            } or {self._ontology.reference.state_of(o) for o in self._offices.get(path, [])}
            state = held.pop() if len(held) == 1 else None
        return state.removeprefix("state/") if state and state.startswith("state/") else ""

    def owners(self, iri: str, told: Told) -> list[str]:
        """The paths of what an entity belongs to, nearest first: a part of the UN is the UN."""
        found: list[str] = []
        pending = [iri.removeprefix(self._base)]
        while pending and len(found) < _HIGHEST:
            path = pending.pop(0)
            known = self._ontology.reference.entities.get(path)
            told_of = told.described(self._base + path)
            above = [v for k in ("belongsTo", "officeOf") for v in told_of.get(k, [])]
            paths = [known.owner] if known and known.owner else above
            pending += [p.removeprefix(self._base) for p in paths]
            found += [p.removeprefix(self._base) for p in paths]
        return found

    def _above(self, iri: str, told: Told) -> str | None:
        """The state that the article says an entity is of, or what it belongs to is of."""
        pending, seen = [iri], 0
        while pending and seen < _HIGHEST:
            seen += 1
            described = told.described(pending.pop(0))
            for value in (v for link in _STATE_LINKS for v in described.get(link, [])):
                path = value.removeprefix(self._base)
                state = path if path.startswith("state/") else None
                if found := state or self._ontology.reference.state_of(path):
                    return found
                pending.append(value)
        return None

    def sector(self, iri: str, told: Told, sectors: Mapping[str, Any]) -> str:
        """The sector that a mapping gives to an entity's class, or to a word of its names."""
        words = {w.lower() for name in self.names(iri, told) for w in name.split()}
        for sector, nouns in dict(sectors.get("words", {})).items():
            if words.intersection(nouns):
                return str(sector)
        above = self._ontology.schema.superclasses.get(self.cls(iri, told), frozenset())
        by_class = dict(sectors.get("classes", {}))
        ranked = sorted(above, key=lambda c: -len(self._ontology.schema.superclasses.get(c, ())))
        return next((str(by_class[c]) for c in ranked if c in by_class), "")
