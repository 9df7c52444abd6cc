"""Finding things by name: for the search, for completion, for reconciliation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import pyoxigraph as ox
from rapidfuzz import fuzz

from kg.serve.source import Graph
from kg.terms import ENT, RDFS

__all__ = ["Found", "Index", "Thing", "folded", "index_of"]

NAMES = """
SELECT ?thing ?by ?name WHERE {
  VALUES ?by { rdfs:label skos:altLabel ent:isoAlpha3 ent:isoAlpha2 }
  ?thing ?by ?name
}"""
TYPES = """
SELECT ?thing ?class WHERE { ?thing a ?class . FILTER (STRSTARTS(STR(?class), STR(ent:))) }"""
SPOKEN = """
SELECT ?thing (COUNT(?s) AS ?n) WHERE {
  { ?s ent:evidence ?e ; ?p ?thing } UNION { GRAPH ?g { ?s ?p ?thing } ?g a ent:Claim }
  FILTER (isIRI(?thing))
} GROUP BY ?thing"""
CLASSES = """
SELECT ?class ?label ?above WHERE {
  ?class a owl:Class ; rdfs:label ?label . OPTIONAL { ?class rdfs:subClassOf ?above }
}"""
HIDDEN = ("claim/", "tenure/", "dataset")
"""What is not looked for by name."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with its name, the name of its class, and how often it is spoken of."""

    path: str
    label: str
    cls: str
    kind: str
    spoken: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was looked for, and how well it fits: 0 to 100."""

    thing: Thing
    score: float


def folded(text: str) -> str:
    """A name without capitals, accents and marks.

    >>> folded("Åland  Islands!")
    'aland islands'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain))


@dataclass(frozen=True)
class Index:
    """The names of a graph."""

    things: dict[str, Thing]
    above: dict[str, set[str]]
    """Local name of a class, and of all above it."""
    labels: dict[str, str]
    """What a class is called, by its local name."""
    _names: list[tuple[str, Thing]] = field(repr=False)

    @classmethod
    def of(cls, graph: Graph) -> Index:
        """Read the names of a graph."""
        labels, above = _classes(graph)
        classes: dict[str, str] = {}
        for thing, name in _pairs(graph, TYPES):
            local = name.removeprefix(ENT)
            known = classes.get(thing)
            if known is None or (len(above.get(local, ())), local) > (
                len(above.get(known, ())),
                known,
            ):
                classes[thing] = local
        spoken = {thing: int(n) for thing, n in _pairs(graph, SPOKEN)}
        names: dict[str, list[tuple[str, str]]] = {}
        for thing, by, name in _rows(graph, NAMES):
            if thing.startswith(graph.base):
                names.setdefault(thing, []).append((by, name))
        things = {}
        for iri, told in sorted(names.items()):
            path = iri.removeprefix(graph.base)
            if path.startswith(HIDDEN) or "#" in path or iri not in classes:
                continue
            own = sorted(name for by, name in told if by == RDFS + "label") or [path]
            things[path] = Thing(
                path,
                own[0],
                classes[iri],
                labels.get(classes[iri], classes[iri]),
                spoken.get(iri, 0),
                tuple(dict.fromkeys(folded(name) for _, name in sorted(told))),
            )
        return cls(things, above, labels, [(n, t) for t in things.values() for n in t.names])

    def is_a(self, thing: Thing, cls: str) -> bool:
        """Whether a thing is of a class or of one below it."""
        return cls == thing.cls or cls in self.above.get(thing.cls, ())

    def find(
        self, text: str, *, cls: str | None = None, limit: int = 20, fuzzy: bool = True
    ) -> list[Found]:
        """The things that a text may mean, the likeliest first.

        Equal names come before beginnings, these before words inside, then what is spelt nearly so;
        of equals, what is spoken of more.
        """
        sought = folded(text)
        best: dict[str, Found] = {}
        if not sought:
            return []
        for name, thing in self._names:
            if cls is not None and not self.is_a(thing, cls):
                continue
            score = _fit(sought, name, fuzzy=fuzzy)
            if score and score > (best[thing.path].score if thing.path in best else 0):
                best[thing.path] = Found(thing, score)
        order = sorted(
            best.values(), key=lambda f: (-f.score, -f.thing.spoken, f.thing.label, f.thing.path)
        )
        return order[:limit]


def _fit(sought: str, name: str, *, fuzzy: bool) -> float:
    if name == sought:
        return 100.0
    if name.startswith(sought):
        return 80.0 + 15.0 * len(sought) / len(name)
    if f" {sought}" in name:
        return 70.0 + 10.0 * len(sought) / len(name)
    if not fuzzy or len(sought) < 4:
        return 0.0
    near = fuzz.token_sort_ratio(sought, name, score_cutoff=75)
    return near * 0.9


@lru_cache(maxsize=1)
def index_of(graph: Graph) -> Index:
    """The names of a graph, read once."""
    return Index.of(graph)


def _classes(graph: Graph) -> tuple[dict[str, str], dict[str, set[str]]]:
    labels: dict[str, str] = {}
    direct: dict[str, set[str]] = {}
    for iri, label, parent in _rows(graph, CLASSES):
        if iri.startswith(ENT):
            labels[iri.removeprefix(ENT)] = label
            if parent.startswith(ENT):
                direct.setdefault(iri.removeprefix(ENT), set()).add(parent.removeprefix(ENT))

    def all_above(name: str, seen: set[str]) -> set[str]:
        for parent in direct.get(name, ()):
            if parent not in seen:
                seen.add(parent)
                all_above(parent, seen)
        return seen

    return labels, {name: all_above(name, set()) for name in labels}


def _pairs(graph: Graph, query: str) -> Iterator[tuple[str, str]]:
    return ((one, other) for one, other in _rows(graph, query))


def _rows(graph: Graph, query: str) -> Iterable[tuple[str, ...]]:
    found = graph.query(query)
    assert isinstance(found, ox.QuerySolutions)  # noqa: S101 - our own SELECT
    return [
        tuple(t.value if isinstance(t, (ox.NamedNode, ox.Literal)) else "" for t in row)
        for row in found
    ]
