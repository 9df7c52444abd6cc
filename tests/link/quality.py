"""The mentions of `mentions.tsv` and of `held_out.tsv`, linked and judged.

Each line names something of the reference data by its path, or something that articles brought in
("name;class;states;day", states joined by +), and what it is: a number, `-` where the extract has
nothing that it is, `?` where two or more things may be it and nothing tells them apart. `?Q…` is
one of those. What articles brought in stands in the graph as articles put it there: an agreement
has its parties, and the day on which they signed it.

The rules were shaped on `mentions.tsv`. `held_out.tsv` was written by somebody who had read the
page on linking and the tests of single decisions, not the rules, and was linked once before
anybody looked at what it showed (docs/linking.md has the figures). Occupations came later.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.link import Decision, Subject, Verdict, subjects
from kg.model.graphs import Source, Term
from kg.ontology import Ontology
from kg.terms import DATA, ENT, PREFIXES, RDF, RDFS
from tests.link.world import WD

__all__ = ["HELD_OUT", "SHAPED_ON", "Score", "judged", "mentions", "wanted"]

SHAPED_ON = Path(__file__).with_name("mentions.tsv")
HELD_OUT = Path(__file__).with_name("held_out.tsv")
BELONGS = {"Agreement": "party", "Place": "inCountry", "Person": "belongsTo", "Actor": "basedIn"}
"""Which property leads from what articles bring in to its states."""


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


def wanted(file: Path = SHAPED_ON) -> list[tuple[str, str]]:
    """Every mention of a file, and what it is."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [(row["what"], row["is"]) for row in csv.DictReader(lines, delimiter="\t")]


def mentions(
    graph: Source, ontology: Ontology, file: Path = SHAPED_ON
) -> list[tuple[Subject, str]]:
    """Every mention of a file as what is to be linked, and what it is."""
    listed = [(_iri(what), what, is_) for what, is_ in wanted(file)]
    with_news = _News(graph, [q for _, what, _ in listed for q in _brought_in(what, ontology)])
    known = {s.iri: s for s in subjects(with_news, ontology.schema, only=(i for i, _, _ in listed))}
    return [(known[iri], is_) for iri, _, is_ in listed]


class _News:
    """A graph, and what articles brought in besides."""

    def __init__(self, graph: Source, brought_in: list[ox.Quad]) -> None:
        self.base = graph.base
        self._store = ox.Store()
        self._store.bulk_extend(graph.match(None, None, None, ox.DefaultGraph()))
        self._store.extend(brought_in)

    def query(
        self, sparql: str, *, substitutions: Mapping[ox.Variable, Term] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        given = dict(substitutions or {})
        return self._store.query(sparql, prefixes=PREFIXES, substitutions=given)

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(subject, predicate, object, graph)


def _iri(what: str) -> str:
    return DATA + (f"news/{re.sub(r'[^a-z0-9]+', '-', what.lower())}" if ";" in what else what)


def _brought_in(what: str, ontology: Ontology) -> Iterator[ox.Quad]:
    """What an article states of something that only articles know."""
    if ";" not in what:
        return
    label, cls, states, day = (*what.split(";"), "")[:4]
    node = ox.NamedNode(_iri(what))
    kinds = {cls, *ontology.schema.superclasses[cls]}
    yield from (ox.Quad(node, _rdf("type"), _ent(kind)) for kind in kinds)
    yield ox.Quad(node, ox.NamedNode(RDFS + "label"), ox.Literal(label, language="en"))
    belongs = next(p for kind, p in BELONGS.items() if kind in kinds)
    for state in filter(None, states.split("+")):
        yield ox.Quad(node, _ent(belongs), ox.NamedNode(f"{DATA}state/{state}"))
    if day:
        signing = ox.NamedNode(f"{node.value}-signing")
        yield ox.Quad(signing, _rdf("type"), _ent("AgreementSigning"))
        yield ox.Quad(signing, _ent("about"), node)
        kind = {4: "gYear", 7: "gYearMonth"}.get(len(day), "date")
        date = ox.Literal(day, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
        yield ox.Quad(signing, _ent("begin"), date)


def _ent(name: str) -> ox.NamedNode:
    return ox.NamedNode(ENT + name)


def _rdf(name: str) -> ox.NamedNode:
    return ox.NamedNode(RDF + name)


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
