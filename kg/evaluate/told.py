"""What the RDF of one article states, as a scorer reads it: events, claims, links, with words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.model import Span
from kg.ontology import Schema
from kg.terms import ENT, OA, RDF, RDFS

__all__ = ["Claimed", "Node", "Told"]

_FACTS = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim: modality (a local name), speakers (IRIs), and the words that make it."""

    iri: str
    modality: str
    speakers: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Node:
    """An event or thing in one graph. `claim` is the claim that holds it, None for a fact."""

    iri: str
    cls: str
    claim: Claimed | None
    links: dict[str, list[str]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)

    def values(self, *roles: str) -> list[str]:
        """The values of some properties, each once, sorted."""
        return sorted({value for role in roles for value in self.links.get(role, [])})


class Told:
    """The quads of one article, read from the graphs that DESIGN's "Facts and claims" names.

    The article's own `#facts` graph is left out: it repeats what the default graph has.
    """

    def __init__(self, quads: Iterable[ox.Quad], schema: Schema) -> None:
        self._schema = schema
        self._links: dict[tuple[str, str], dict[str, list[str]]] = {}
        for quad in quads:
            graph = quad.graph_name
            name = graph.value if isinstance(graph, ox.NamedNode) else _FACTS
            if not name.endswith("#facts") and not isinstance(quad.subject, ox.Triple):
                key = _local(quad.predicate.value)
                value = quad.object.value if not isinstance(quad.object, ox.Triple) else ""
                row = self._links.setdefault((quad.subject.value, name), {})
                row.setdefault(key, []).append(value)
        self.claims = self._read_claims()
        self.nodes = self._read_nodes()

    def described(self, iri: str) -> Mapping[str, list[str]]:
        """What the default graph says of a thing, by local names; empty where nothing."""
        return self._links.get((iri, _FACTS), {})

    def entities(self) -> Iterator[tuple[str, Mapping[str, list[str]]]]:
        """What the default graph says of each thing that is no statement: actors, offices, places.

        In no order that means anything.
        """
        for (iri, graph), row in self._links.items():
            if graph == _FACTS and "type" in row and "evidence" not in row:
                yield iri, row

    def cls(self, iri: str, graph: str = _FACTS) -> str:
        """The most special class of a thing in a graph; an empty string where it has none."""
        types = [
            t.removeprefix(ENT)
            for t in self._links.get((iri, graph), {}).get("type", [])
            if t.startswith(ENT)
        ]
        return max(types, key=lambda t: (len(self._schema.superclasses.get(t, ())), t), default="")

    def _spans(self, evidence: Iterable[str]) -> list[Span]:
        found = []
        for node in evidence:
            for selector in self.described(node).get("hasSelector", []):
                row = self.described(selector)
                if "start" in row and "end" in row:
                    found.append(Span(int(row["start"][0]), int(row["end"][0])))
        return sorted(set(found))

    def _read_claims(self) -> dict[str, Claimed]:
        found = {}
        for (iri, graph), row in self._links.items():
            if graph == _FACTS and f"{ENT}Claim" in row.get("type", []):
                modality = row.get("modality", [""])[0].removeprefix(ENT)
                spans = tuple(self._spans(row.get("evidence", [])))
                found[iri] = Claimed(iri, modality, tuple(sorted(row.get("speaker", []))), spans)
        return found

    def _read_nodes(self) -> list[Node]:
        found = []
        for (iri, graph), row in self._links.items():
            cls = self.cls(iri, graph)
            if not row.get("evidence") or not cls or cls == "Claim":
                continue
            node = Node(iri, cls, self.claims.get(graph), dict(row))
            node.spans = self._spans(row["evidence"])
            found.append(node)
        return sorted(found, key=lambda n: (n.spans, n.cls, n.iri, n.claim.iri if n.claim else ""))


def _local(iri: str) -> str:
    for namespace in (ENT, OA, RDF, RDFS):
        if iri.startswith(namespace):
            return iri.removeprefix(namespace)
    return iri
