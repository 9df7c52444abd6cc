"""Which form of gold set is judged by what."""

from __future__ import annotations

from typing import Protocol

from kg.evaluate.actors import Actors
from kg.evaluate.attributions import Attributions
from kg.evaluate.codes import CodedEvents
from kg.evaluate.events import TypedEvents
from kg.evaluate.gold import Record
from kg.evaluate.mapping import Mapping
from kg.evaluate.relations import Relations
from kg.evaluate.score import Judgement
from kg.evaluate.told import Told
from kg.model import Parse
from kg.ontology import Ontology

__all__ = ["Judge", "judge_for"]


class Judge(Protocol):
    """Holds what the graph tells of a record against what is expected of it."""

    def judge(self, record: Record, parse: Parse, told: Told) -> list[Judgement]:
        """The judgements on one record."""
        ...


def judge_for(mapping: Mapping, ontology: Ontology) -> Judge:
    """The judge for the form that a mapping names."""
    if mapping.form == "typed-events":
        return TypedEvents(mapping, ontology)
    if mapping.form == "coded-events":
        return CodedEvents(mapping, ontology)
    if mapping.form == "actors":
        return Actors(mapping, ontology)
    if mapping.form == "attributions":
        return Attributions(mapping, ontology)
    return Relations(mapping, ontology)
