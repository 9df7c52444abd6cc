"""Where another knowledge base says otherwise: listed for people, never resolved here."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model.graphs import Matched, Term
from kg.terms import ENT, RDF, RDFS, WGS, Property

__all__ = ["Conflict", "conflicts"]

FAR = 50.0
"""Kilometres between two points of a city from which on they are not the same place."""
DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """What both say of one thing: `ours` is the graph's own default graph."""

    subject: str
    label: str
    what: str
    ours: str
    theirs: str


def conflicts(graph: Matched, outside: Iterable[ox.Quad]) -> list[Conflict]:
    """Where what others say cannot be true together with what stands in the graph, sorted."""
    theirs = _Index(outside)
    found: set[Conflict] = set()
    for subject in theirs.subjects:
        found |= {
            Conflict(subject, _label(graph, theirs, subject), what, ours, other)
            for what, ours, other in (
                *_capital(graph, theirs, subject),
                *_point(graph, theirs, subject),
                *_signed(graph, theirs, subject),
                *_tenure(graph, theirs, subject),
            )
        }
    return sorted(found)


class _Index:
    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._values: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode):
                self._values[quad.subject.value, quad.predicate.value].append(quad.object)

    @property
    def subjects(self) -> list[str]:
        return sorted({subject for subject, _ in self._values})

    def of(self, subject: str, property: str) -> list[str]:
        values = self._values.get((subject, property), [])
        return sorted(v.value for v in values if isinstance(v, ox.NamedNode | ox.Literal))


def _of(graph: Matched, subject: str, property: str) -> list[str]:
    found = graph.match(ox.NamedNode(subject), ox.NamedNode(property), None, DEFAULT)
    return sorted(
        {q.object.value for q in found if isinstance(q.object, ox.NamedNode | ox.Literal)}
    )


def _label(graph: Matched, theirs: _Index, iri: str) -> str:
    """What people call it; a tenure is called after its person and office."""
    person = theirs.of(iri, ENT + Property.PERSON)
    if person:
        office = theirs.of(iri, ENT + Property.OFFICE)
        return ", ".join(_label(graph, theirs, x) for x in (*person[:1], *office[:1]))
    named = _of(graph, iri, RDFS + "label") or theirs.of(iri, RDFS + "label")
    return named[0] if named else iri


def _capital(graph: Matched, theirs: _Index, subject: str) -> Iterator[tuple[str, str, str]]:
    ours, others = _of(graph, subject, ENT + "capital"), theirs.of(subject, ENT + "capital")
    # states with several capitals: nothing is wrong as long as one is the same
    if ours and others and not {*ours} & {*others}:
        yield "capital", _names(graph, theirs, ours), _names(graph, theirs, others)


def _names(graph: Matched, theirs: _Index, iris: list[str]) -> str:
    return ", ".join(_label(graph, theirs, iri) for iri in iris)


def _point(graph: Matched, theirs: _Index, subject: str) -> Iterator[tuple[str, str, str]]:
    kinds = _of(graph, subject, RDF + "type")
    if ENT + "City" not in kinds:
        return
    here = [_of(graph, subject, WGS + n)[:1] for n in ("lat", "long")]
    there = [theirs.of(subject, WGS + n)[:1] for n in ("lat", "long")]
    if all((*here, *there)):
        a, b = ([float(v[0]) for v in p] for p in (here, there))
        # short distances: a degree of longitude shrinks with the cosine of the latitude
        east = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
        apart = math.hypot(a[0] - b[0], east) * 111.2
        if apart > FAR:
            yield "place", f"{a[0]:g} {a[1]:g}", f"{b[0]:g} {b[1]:g} ({apart:.0f} km away)"


def _signed(graph: Matched, theirs: _Index, subject: str) -> Iterator[tuple[str, str, str]]:
    if theirs.of(subject, ENT + Property.PERSON):
        return
    ours, others = (
        f(subject, ENT + Property.BEGIN) for f in (lambda s, p: _of(graph, s, p), theirs.of)
    )
    if ours and others and not any(_agree(a, b) for a in ours for b in others):
        yield "begin", ours[0], others[0]


def _tenure(graph: Matched, theirs: _Index, subject: str) -> Iterator[tuple[str, str, str]]:
    """Another day for a tenure that both know: the one of ours that begins nearest to theirs."""
    person, office = (theirs.of(subject, ENT + p) for p in (Property.PERSON, Property.OFFICE))
    begin = theirs.of(subject, ENT + Property.BEGIN)
    if not (person and office and begin):
        return
    known = [
        t.subject.value
        for t in graph.match(
            None, ox.NamedNode(ENT + Property.PERSON), ox.NamedNode(person[0]), DEFAULT
        )
        if isinstance(t.subject, ox.NamedNode)
        and office[0] in _of(graph, t.subject.value, ENT + Property.OFFICE)
    ]
    dated = [(b, t) for t in sorted(known) for b in _of(graph, t, ENT + Property.BEGIN)]
    near = [(b, t) for b, t in dated if abs(_year(b) - _year(begin[0])) <= 1]
    if dated and not near:
        yield "begin", ", ".join(b for b, _ in dated), begin[0]
    for ours, tenure in near[:1]:
        if not _agree(ours, begin[0]):
            yield "begin", ours, begin[0]
        ends = _of(graph, tenure, ENT + Property.END), theirs.of(subject, ENT + Property.END)
        if all(ends) and not _agree(ends[0][0], ends[1][0]):
            yield "end", ends[0][0], ends[1][0]


def _agree(a: str, b: str) -> bool:
    """Two dates agree in what both give."""
    common = min(len(a), len(b))
    return a[:common] == b[:common]


def _year(date: str) -> int:
    return int(date[:4]) if date[:4].isdigit() else 0
