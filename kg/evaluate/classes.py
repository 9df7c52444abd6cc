"""Which PLOVER type each class of events has."""

from __future__ import annotations

from kg.ontology import Ontology
from kg.ontology.triples import Triples
from kg.terms import ENT, PLOVER

__all__ = ["plover_types"]


def plover_types(ontology: Ontology) -> dict[str, str]:
    """The PLOVER type of every class of events, its own or that of the nearest class above it."""
    triples = Triples(list(ontology.modules))
    own = {
        subject.value.removeprefix(ENT): found[0].removeprefix(PLOVER)
        for subject in triples.by_subject
        if (found := triples.iris(subject, ENT + "ploverType"))
    }
    above = ontology.schema.superclasses
    types = {}
    for cls in above:
        ranked = sorted(above[cls], key=lambda c: (-len(above.get(c, ())), c))
        kind = next((own[c] for c in ranked if c in own), None)
        if kind is not None:
            types[cls] = kind
    return types
