"""What a build found, as a person wants to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.model import Report
from kg.ontology import Schema
from kg.terms import ENT, RDF, RDFS, Property

__all__ = ["Named", "Summary", "Tally"]

_TYPE = ox.NamedNode(RDF + "type")
_LABEL = ox.NamedNode(RDFS + "label")
_MODALITY = ox.NamedNode(ENT + Property.MODALITY)
_THINGS = ("Project", "Dispute", "Sanction", "BilateralRelation")


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A node of the graph: a name for people, the local name of its class, its IRI."""

    label: str
    cls: str
    iri: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the articles of one build state, and what became of them.

    `actors` and `issues` are those that the articles speak of, in facts or in claims; `agreements`,
    `things` and `events` count facts only. Everything is sorted; counts come largest first.
    """

    store: Path
    base: str
    articles: tuple[str, ...]
    quarantined: tuple[Report, ...]
    actors: tuple[Named, ...]
    agreements: tuple[Named, ...]
    issues: tuple[Named, ...]
    things: tuple[Named, ...]
    events: tuple[tuple[str, int], ...]
    claims: tuple[tuple[str, int], ...]
    quads: int

    @property
    def event_count(self) -> int:
        """How many events are told as facts."""
        return sum(count for _, count in self.events)

    @property
    def claim_count(self) -> int:
        """How many claims are made."""
        return sum(count for _, count in self.claims)


class Tally:
    """Counts what articles state while they go by; holds a node's name, class and IRI, no quads."""

    def __init__(self, schema: Schema, background: Iterable[ox.Quad]) -> None:
        self._schema = schema
        self._classes: dict[ox.NamedNode, str] = {}
        self._labels: dict[ox.NamedNode, str] = {}
        self._describe(background)
        self._mentioned: set[ox.NamedNode] = set()
        self._stated: set[ox.NamedNode] = set()
        self._claims: dict[ox.NamedNode, str] = {}
        self._articles: list[str] = []
        self._quarantined: list[Report] = []
        self._quads = 0

    def accept(self, article: str, quads: Iterable[ox.Quad]) -> None:
        """Count an article that went into the graph."""
        listed = list(quads)
        self._articles.append(article)
        self._quads += len(listed)
        self._describe(listed)
        for quad in listed:
            if quad.predicate == _MODALITY and isinstance(quad.object, ox.NamedNode):
                self._claims[_named(quad.subject)] = quad.object.value.removeprefix(ENT)
            if quad.predicate == _TYPE and isinstance(quad.graph_name, ox.DefaultGraph):
                self._stated.add(_named(quad.subject))
            for term in (quad.subject, quad.object):
                if isinstance(term, ox.NamedNode) and term in self._classes:
                    self._mentioned.add(term)

    def refuse(self, report: Report) -> None:
        """Count an article that went into quarantine."""
        self._quarantined.append(report)

    def summary(self, store: Path, base: str) -> Summary:
        """What was counted so far."""
        kinds = Counter(
            self._schema.labels.get(cls, cls)
            for node in self._stated
            if (cls := self._classes.get(node)) and self._schema.is_a(cls, "Event")
        )
        return Summary(
            store=store,
            base=base,
            articles=tuple(sorted(self._articles)),
            quarantined=tuple(sorted(self._quarantined, key=lambda report: report.about)),
            actors=self._those(self._mentioned, "Actor", "Office"),
            agreements=self._those(self._stated, "Agreement"),
            issues=self._those(self._mentioned, "SecurityIssue"),
            things=self._those(self._stated, *_THINGS),
            events=_largest_first(kinds),
            claims=_largest_first(Counter(self._claims.values())),
            quads=self._quads,
        )

    def _describe(self, quads: Iterable[ox.Quad]) -> None:
        for quad in quads:
            subject = quad.subject
            if not isinstance(subject, ox.NamedNode):
                continue
            if quad.predicate == _LABEL and isinstance(quad.object, ox.Literal):
                self._labels.setdefault(subject, quad.object.value)
            elif quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode):
                self._specialise(subject, quad.object.value)

    def _specialise(self, node: ox.NamedNode, cls: str) -> None:
        # A node has its class and all above it: the one with most above it is its own.
        if cls.startswith(ENT):
            known, name = self._classes.get(node), cls.removeprefix(ENT)
            if known is None or self._depth(name) > self._depth(known):
                self._classes[node] = name

    def _depth(self, cls: str) -> tuple[int, str]:
        return len(self._schema.superclasses.get(cls, ())), cls

    def _those(self, nodes: Iterable[ox.NamedNode], *classes: str) -> tuple[Named, ...]:
        return tuple(
            sorted(
                Named(self._labels.get(node, ""), cls, node.value)
                for node in nodes
                if (cls := self._classes.get(node))
                and any(self._schema.is_a(cls, wanted) for wanted in classes)
            )
        )


def _largest_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _named(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> ox.NamedNode:
    if not isinstance(node, ox.NamedNode):
        raise TypeError(f"populate makes no nodes without IRIs, such as {node}")
    return node
