"""The mentions of `mentions.tsv`, linked and judged.

Each line names something of the reference data by its path, or something that articles brought in
("name;class;state"), and what it is: a number, `-` where the extract has nothing that it is, `?`
where two or more things may be it and nothing tells them apart. `?Q…` is one of those.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.link import Decision, Subject, Verdict, subjects
from kg.link.subjects import Source
from kg.ontology import Ontology
from kg.terms import DATA
from tests.link.world import WD

__all__ = ["Score", "judged", "mentions", "wanted"]

FILE = Path(__file__).with_name("mentions.tsv")


@dataclass(frozen=True)
class Score:
    """How many links were made, were right, and were there to be made; and what went wrong."""

    made: int
    right: int
    there: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """How many of the links that were made are right."""
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        """How many of the links that were there to be made were made."""
        return self.right / self.there


def wanted() -> list[tuple[str, str]]:
    """Every mention, and what it is."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [(row["what"], row["is"]) for row in csv.DictReader(lines, delimiter="\t")]


def mentions(graph: Source, ontology: Ontology) -> list[tuple[Subject, str]]:
    """Every mention as what is to be linked, and what it is."""
    listed = wanted()
    known = {
        s.iri: s
        for s in subjects(
            graph, ontology.schema, only=(DATA + w for w, _ in listed if ";" not in w)
        )
    }
    return [(known.get(DATA + what) or _brought_in(what, ontology), is_) for what, is_ in listed]


def _brought_in(what: str, ontology: Ontology) -> Subject:
    label, cls, state = what.split(";")
    names = ontology.reference.entities[f"state/{state}"].names if state else ()
    return Subject(
        f"{DATA}news/{label.lower().replace(' ', '-')}-{state or cls}",
        label,
        (label,),
        cls,
        countries=frozenset({*names, state} - {""}),
    )


def judged(decisions: Iterable[Decision], asked: list[tuple[Subject, str]]) -> Score:
    """What was accepted, held against what is right."""
    accepted = {
        d.subject.iri: d.best.candidate.iri.removeprefix(WD)
        for d in decisions
        if d.verdict is Verdict.ACCEPT and d.best is not None
    }
    there = {s.iri: is_ for s, is_ in asked if is_.startswith("Q")}
    wrong = [
        f"{s.label} ({s.iri.removeprefix(DATA)}) is {is_}, not {accepted[s.iri]}"
        for s, is_ in asked
        if s.iri in accepted and accepted[s.iri] != is_
    ]
    missed = [s for s, q in there.items() if s not in accepted]
    right = sum(accepted.get(s) == q for s, q in there.items())
    return Score(len(accepted), right, len(there), tuple(wrong), tuple(missed))
