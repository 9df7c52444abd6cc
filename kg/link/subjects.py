"""What is to be linked: actors, places, offices and agreements, as the graph knows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg.link.values import Held, Subject
from kg.model.graphs import Source, Term
from kg.ontology import Schema
from kg.terms import ENT, RDF, RDFS, SKOS, WGS

__all__ = ["KINDS", "subjects"]

KINDS = ("Actor", "Place", "Office", "Agreement")
"""Classes whose individuals other knowledge bases may know; those below them as well."""
ANONYMOUS = ("Crowd", "Border")
"""Classes whose individuals nobody else has a node for."""
CODE = 3
"""Letters of the longest code of a state: nobody is President of FRA."""

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

SIGNED = """
SELECT ?agreement ?begin WHERE {
  ?event a ent:AgreementSigning ; ent:about ?agreement ; ent:begin ?begin .
  FILTER (REGEX(STR(?begin), "^[0-9]{4}"))
}"""


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
            *(
                ENT + n
                for n in ("isoAlpha3", "isoAlpha2", "demonym", "person", "office", "begin", "end")
            ),
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
        self._read_dates(source)

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

    def _read_dates(self, source: Source) -> None:
        """When actors did something, offices were taken, and agreements signed."""
        self._active: dict[str, set[str]] = defaultdict(set)
        for row in _rows(source, ACTIVE):
            self._active[row["actor"].value].add(row["begin"].value)
        self._signed: dict[str, set[str]] = defaultdict(set)
        for row in _rows(source, SIGNED):
            self._signed[row["agreement"].value].add(row["begin"].value)
        self._served: dict[str, set[str]] = defaultdict(set)
        for tenure, offices in self._values[ENT + "office"].items():
            for office in offices:
                self._served[str(getattr(office, "value", ""))] |= {
                    *self._texts(tenure, ENT + "begin")
                }

    def subject(self, iri: str) -> Subject | None:
        label = next(iter(self._texts(iri, RDFS + "label")), "")
        cls = self.types.get(iri)
        if cls is None or not label:
            return None
        states = self._states(iri)
        held = tuple(sorted(self._held(iri), key=lambda h: (h.begin, h.office)))
        names = [label, *self._texts(iri, SKOS + "altLabel")]
        if cls.endswith("Office"):
            names += _of_other_names(label, [self._state_names(s) for s in sorted(states)])
        parties = self._iris(iri, ENT + "party")
        return Subject(
            iri,
            label,
            tuple(dict.fromkeys(names)),
            cls,
            local=tuple(dict.fromkeys(self._local(iri, cls, names))),
            codes=frozenset(self._codes(iri)),
            countries=frozenset(n for s in states for n in self._state_names(s)),
            held=held,
            begin=next(iter(self._texts(iri, ENT + "begin")), self._signing(iri)),
            end=next(iter(self._texts(iri, ENT + "end")), ""),
            active=tuple(sorted(self._active.get(iri, set()) | self._served.get(iri, set()))),
            neighbours=frozenset(self._neighbours(iri, held)),
            parties=tuple(frozenset(n) for p in parties if (n := self._names(p))),
            point=self._point(iri),
        )

    def _signing(self, iri: str) -> str:
        """The day on which all signed an agreement; none where some did so in another year."""
        days = sorted(self._signed.get(iri, ()), key=lambda d: (-len(d), d))
        return days[0] if len({d[:4] for d in days}) == 1 else ""

    def _names(self, iri: str) -> list[str]:
        return [*self._texts(iri, RDFS + "label"), *self._texts(iri, SKOS + "altLabel")]

    def _local(self, iri: str, cls: str, names: Iterable[str]) -> Iterator[str]:
        """What it is called where nobody needs to be told which state's it is."""
        above = self._schema.superclasses.get(cls, frozenset({cls}))
        if above & {"Person", "Office", "State"} or not above & {"Actor", "Place"}:
            return
        states = [
            state
            for name in TO_A_STATE
            for state in self._iris(iri, ENT + name)
            if self._texts(state, ENT + "isoAlpha3")
        ]
        for name in names:
            if "Place" in above:
                if (short := re.split(r", | in ", name)[0]) != name:
                    yield short
                continue
            for state in states:
                said = "|".join(map(re.escape, self._state_names(state)))
                after = "|".join(map(re.escape, self._texts(state, ENT + "demonym"))) or said
                short = re.sub(rf"^(?:(?:{said})['’]s|{said}|{after}) ", "", name)
                short = re.sub(rf"(?: of(?: the)?|,) (?:{said})$", "", short)
                if short != name:
                    yield short

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
            *self._names(state),
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
            yield from self._names(other)
        yield from (h.office for h in held)

    def _point(self, iri: str) -> tuple[float, float] | None:
        lat, long = (self._texts(iri, WGS + name)[:1] for name in ("lat", "long"))
        return (float(lat[0]), float(long[0])) if lat and long else None


def _of_other_names(office: str, states: Iterable[Sequence[str]]) -> Iterator[str]:
    """The names of an office with the other names of its state.

    >>> list(_of_other_names("President of France", [("FRA", "FR", "France", "French Republic")]))
    ['President of French Republic', 'President of the French Republic']
    """
    for names in states:
        for name in names:
            if office.endswith(f" {name}"):
                begin = office.removesuffix(name).removesuffix("the ")
                others = [n for n in names if n != name and len(n) > CODE]
                yield from (f"{begin}{the}{other}" for other in others for the in ("", "the "))
