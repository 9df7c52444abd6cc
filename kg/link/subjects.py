"""What is to be linked: actors, places, offices and agreements, as the graph knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import pyoxigraph as ox

from kg.link.values import Held, Subject
from kg.ontology import Schema
from kg.terms import ENT, RDF, RDFS, SKOS, WGS

__all__ = ["KINDS", "Source", "subjects"]

KINDS = ("Actor", "Place", "Office", "Agreement")
"""Classes whose individuals other knowledge bases may know; those below them as well."""
ANONYMOUS = ("Crowd", "Border")
"""Classes whose individuals nobody else has a node for."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

TO_A_STATE = ("belongsTo", "inCountry", "basedIn", "officeOf")
JOINED = ("officeOf", "belongsTo", "basedIn", "memberOf", "capital", "party", "locatedIn")

SPOKEN = """
SELECT DISTINCT ?thing WHERE {
  { ?event ent:evidence ?evidence ; ?role ?thing } UNION { ?thing ent:evidence ?evidence }
  UNION { ?claim ent:content ?content . GRAPH ?content { ?node ?part ?thing } }
  FILTER (ISIRI(?thing))
}"""

ACTIVE = """
SELECT ?actor ?begin WHERE {
  ?event ent:participant ?actor ; ent:begin ?begin .
  FILTER (REGEX(STR(?begin), "^[0-9]{4}"))
}"""


class Source(Protocol):
    """What can be asked: a store."""

    @property
    def base(self) -> str:
        """Where the data IRIs begin."""
        ...

    def query(
        self, sparql: str, *, substitutions: Mapping[ox.Variable, Term] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer in this thread."""
        ...

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern."""
        ...


def subjects(
    source: Source, schema: Schema, *, only: Iterable[str] | None = None, known: bool = False
) -> list[Subject]:
    """What can be linked of a graph, sorted by IRI.

    Without `only`, the IRIs of those that are wanted, it is what articles speak of; with `known`
    all that the reference data hold as well.
    """
    graph = _Graph(source, schema)
    if only is not None:
        wanted = set(only)
    elif known:
        wanted = set(graph.types)
    else:
        wanted = {str(row[0].value) for row in _rows(source, SPOKEN)}
    found = (graph.subject(iri) for iri in sorted(wanted))
    return [s for s in found if s is not None]


def _rows(source: Source, query: str) -> Iterator[ox.QuerySolution]:
    solutions = source.query(query)
    assert isinstance(solutions, ox.QuerySolutions)  # noqa: S101 - both are SELECT
    return iter(solutions)


class _Graph:
    """The default graph as linking reads it: read once, in one pass a property."""

    def __init__(self, source: Source, schema: Schema) -> None:
        self._schema = schema
        self._base = source.base
        self._values: dict[str, dict[str, list[Term]]] = {}
        for name in (
            RDFS + "label",
            SKOS + "altLabel",
            WGS + "lat",
            WGS + "long",
            *(ENT + n for n in ("isoAlpha3", "isoAlpha2", "person", "office", "begin", "end")),
            *(ENT + n for n in {*TO_A_STATE, *JOINED}),
        ):
            of = self._values[name] = defaultdict(list)
            for quad in source.match(None, ox.NamedNode(name), None, ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode):
                    of[quad.subject.value].append(quad.object)
        self.types: dict[str, str] = {}
        self._read_types(source)
        self._tenures: dict[str, list[str]] = defaultdict(list)
        for tenure, people in self._values[ENT + "person"].items():
            for person in people:
                self._tenures[str(getattr(person, "value", ""))].append(tenure)
        self._joined_to: dict[str, set[str]] = defaultdict(set)
        for name in JOINED:
            for thing, others in self._values[ENT + name].items():
                for other in others:
                    if isinstance(other, ox.NamedNode):
                        self._joined_to[thing].add(other.value)
                        if name == "capital":
                            self._joined_to[other.value].add(thing)
        self._active: dict[str, set[str]] = defaultdict(set)
        for row in _rows(source, ACTIVE):
            self._active[row["actor"].value].add(row["begin"].value)

    def _read_types(self, source: Source) -> None:
        depth = {name: len(above) for name, above in self._schema.superclasses.items()}
        for quad in source.match(None, ox.NamedNode(RDF + "type"), None, ox.DefaultGraph()):
            node, kind = quad.subject, quad.object
            if not (isinstance(node, ox.NamedNode) and isinstance(kind, ox.NamedNode)):
                continue
            cls = kind.value.removeprefix(ENT)
            above = self._schema.superclasses.get(cls, frozenset())
            if not above & {*KINDS} or above & {*ANONYMOUS}:
                continue
            before = self.types.get(node.value, "")
            if (depth[cls], cls) > (depth.get(before, 0), before):
                self.types[node.value] = cls

    def subject(self, iri: str) -> Subject | None:
        label = next(iter(self._texts(iri, RDFS + "label")), "")
        cls = self.types.get(iri)
        if cls is None or not label:
            return None
        states = self._states(iri)
        held = tuple(sorted(self._held(iri), key=lambda h: (h.begin, h.office)))
        return Subject(
            iri,
            label,
            tuple(dict.fromkeys([label, *self._texts(iri, SKOS + "altLabel")])),
            cls,
            codes=frozenset(self._codes(iri)),
            countries=frozenset(n for s in states for n in self._state_names(s)),
            held=held,
            begin=next(iter(self._texts(iri, ENT + "begin")), ""),
            end=next(iter(self._texts(iri, ENT + "end")), ""),
            active=tuple(sorted(self._active.get(iri, ()))),
            neighbours=frozenset(self._neighbours(iri, held)),
            point=self._point(iri),
        )

    def _texts(self, iri: str, property: str) -> list[str]:
        values = self._values[property].get(iri, [])
        return sorted(v.value for v in values if isinstance(v, ox.Literal))

    def _iris(self, iri: str, property: str) -> list[str]:
        values = self._values[property].get(iri, [])
        return sorted(v.value for v in values if isinstance(v, ox.NamedNode))

    def _codes(self, iri: str) -> Iterator[tuple[str, str]]:
        for kind, property in (("iso3", "isoAlpha3"), ("iso2", "isoAlpha2")):
            yield from ((kind, code) for code in self._texts(iri, ENT + property))

    def _states(self, iri: str) -> set[str]:
        """The states that it belongs to, lies in or serves, at most four steps away."""
        found, edge = set[str](), {iri}
        for _ in range(4):
            edge = {
                other
                for thing in edge
                for name in TO_A_STATE
                for other in self._iris(thing, ENT + name)
            } | {
                office
                for thing in edge
                for tenure in self._tenures.get(thing, ())
                for office in self._iris(tenure, ENT + "office")
            }
            found |= {thing for thing in edge if self._texts(thing, ENT + "isoAlpha3")}
        return found

    def _state_names(self, state: str) -> list[str]:
        return [
            *self._texts(state, ENT + "isoAlpha3"),
            *self._texts(state, ENT + "isoAlpha2"),
            *self._texts(state, RDFS + "label"),
            *self._texts(state, SKOS + "altLabel"),
        ]

    def _held(self, iri: str) -> Iterator[Held]:
        for tenure in self._tenures.get(iri, ()):
            for office in self._iris(tenure, ENT + "office"):
                begin = next(iter(self._texts(tenure, ENT + "begin")), "")
                end = next(iter(self._texts(tenure, ENT + "end")), "")
                for name in self._texts(office, RDFS + "label")[:1]:
                    yield Held(name, begin, end)

    def _neighbours(self, iri: str, held: Iterable[Held]) -> Iterator[str]:
        for other in sorted(self._joined_to.get(iri, ())):
            yield from self._texts(other, RDFS + "label")
            yield from self._texts(other, SKOS + "altLabel")
        yield from (h.office for h in held)

    def _point(self, iri: str) -> tuple[float, float] | None:
        lat, long = (self._texts(iri, WGS + name)[:1] for name in ("lat", "long"))
        return (float(lat[0]), float(long[0])) if lat and long else None
