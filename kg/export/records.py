"""The events of a graph, one by one, as facts and as what claims tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox

from kg.export.order import ordered
from kg.export.part import Part
from kg.model import EventRecord, NamedActor, NamedPlace, Telling, Voice
from kg.model.graphs import Graph
from kg.terms import DCTERMS, ENT, OA, RDF, RDFS, SCHEMA

__all__ = ["records"]

DEFAULT = ox.DefaultGraph()
TYPE = ox.NamedNode(RDF + "type")
BEGIN = ox.NamedNode(ENT + "begin")


def records(part: Part) -> Iterator[EventRecord]:
    """Every event that is a fact, and every event that a claim tells, by date, in flat memory.

    An event that is both comes once as a fact and once for each claim. Events without a year come
    last. Facts graphs of single articles are left out: the default graph has what they hold.
    """
    reader = _Reader(part)
    for line in ordered(reader.keys()):
        _, iri, claim = json.loads(line)
        yield reader.record(ox.NamedNode(iri), ox.NamedNode(claim) if claim else DEFAULT)


class _Reader:
    def __init__(self, part: Part) -> None:
        self.part, self.view, self.known = part, part.view, part.vocabulary
        # names come again and again; the caches are bounded, so that memory stays flat
        self.actor = lru_cache(maxsize=20_000)(self._actor)
        self.telling = lru_cache(maxsize=20_000)(self._telling)

    def keys(self) -> Iterator[bytes]:
        """Sortable lines: date, event, claim."""
        for cls in sorted(self.known.events):
            for quad in self.view.match(predicate=TYPE, object=ox.NamedNode(cls)):
                subject, graph = quad.subject, quad.graph_name
                if not isinstance(subject, ox.NamedNode) or not self._is_told(graph):
                    continue
                claim = graph.value if isinstance(graph, ox.NamedNode) else ""
                begins = sorted(self._texts(subject, BEGIN.value, graph))
                # "~" comes after every digit: what has no year comes last
                date = begins[0].replace("-", "~", 1) if begins and begins[0][0] == "-" else ""
                key = [date or (begins or ["~~"])[0], subject.value, claim]
                yield json.dumps(key, ensure_ascii=False).encode() + b"\n"

    def _is_told(self, graph: Graph) -> bool:
        if isinstance(graph, ox.DefaultGraph):
            return True
        return (
            self.part.claims
            and isinstance(graph, ox.NamedNode)
            and graph.value.startswith(f"{self.part.base}claim/")
        )

    def record(self, event: ox.NamedNode, graph: Graph) -> EventRecord:
        """One event as a fact, or in the graph of a claim."""
        links: dict[str, list[ox.NamedNode]] = {}
        texts: dict[str, list[str]] = {}
        for quad in self.view.match(subject=event, graph=graph):
            if isinstance(quad.object, ox.NamedNode):
                links.setdefault(quad.predicate.value, []).append(quad.object)
            elif isinstance(quad.object, ox.Literal):
                texts.setdefault(quad.predicate.value, []).append(quad.object.value)

        def of(name: str) -> list[ox.NamedNode]:
            return sorted(links.get(ENT + name, ()), key=lambda node: node.value)

        def first(property: str) -> str:
            return min(texts.get(property, ("",)))

        cls = self.known.closest(node.value for node in links.get(TYPE.value, ()))
        plover, modes, quad_class, roots = self.known.plover(cls)
        states = {code for node in of("onBehalfOf") if (code := self.known.code(node.value))}
        actors = self._actors(of("actor"), states)
        recipients = self._actors(of("recipient"), states)
        named = {actor.iri for actor in (*actors, *recipients)}
        code = self.known.cameo(cls)
        return EventRecord(
            iri=event.value,
            label=first(RDFS + "label"),
            cls=cls.removeprefix(ENT),
            kind=self.known.label(cls),
            begin=first(BEGIN.value),
            end=first(ENT + "end"),
            plover=plover,
            modes=tuple(modes),
            quad=quad_class,
            cameo=code,
            cameo_roots=(code[:2],) if code else tuple(roots),
            actors=actors,
            recipients=recipients,
            others=self._actors([n for n in of("participant") if n.value not in named], states),
            places=tuple(self._place(node) for node in of("place")),
            topics=tuple(sorted(self._label(node) for node in of("topic"))),
            tellings=tuple(sorted(t for node in of("evidence") if (t := self.telling(node)))),
            voice=self._voice(graph) if isinstance(graph, ox.NamedNode) else None,
        )

    # --- who

    def _actors(self, nodes: list[ox.NamedNode], states: set[str]) -> tuple[NamedActor, ...]:
        return tuple(self.actor(node, frozenset(states)) for node in nodes)

    def _actor(self, node: ox.NamedNode, states: frozenset[str]) -> NamedActor:
        # a person may have served several states: the event says for which one here
        countries = self._countries(node)
        if len(countries) > 1:
            countries &= states
        country = next(iter(countries)) if len(countries) == 1 else ""
        return NamedActor(node.value, self._label(node), self._class(node), country)

    def _countries(self, node: ox.NamedNode) -> set[str]:
        if found := self.known.countries(node.value):
            return found
        stated = [
            quad.object.value
            for step in ("belongsTo", "basedIn", "officeOf", "inCountry")
            for quad in self.view.match(node, ox.NamedNode(ENT + step), None, DEFAULT)
            if isinstance(quad.object, ox.NamedNode)
        ]
        return {code for state in stated if (code := self.known.code(state))}

    def _voice(self, claim: ox.NamedNode) -> Voice:
        found = {
            name: sorted(self._nodes(claim, ENT + name, DEFAULT), key=lambda node: node.value)
            for name in ("modality", "speaker")
        }
        modality = found["modality"][0].value.removeprefix(ENT) if found["modality"] else ""
        return Voice(claim.value, modality, self._actors(found["speaker"], set()))

    # --- where, in which words

    def _place(self, node: ox.NamedNode) -> NamedPlace:
        cls, countries = self._class(node), self._countries(node)
        country = next(iter(countries)) if len(countries) == 1 else ""
        precision = {"State": "country", "City": "city"}.get(cls, "area")
        point = self.known.point(node.value)
        if point is None and country:
            point, precision = self.known.point(self.known.state(country)), "country"
        if point is None:
            return NamedPlace(node.value, self._label(node), cls, country)
        return NamedPlace(node.value, self._label(node), cls, country, *point, precision)

    def _telling(self, evidence: ox.NamedNode) -> Telling | None:
        sources = self._nodes(evidence, OA + "hasSource", DEFAULT)
        if not sources:
            return None
        article = sources[0]
        quote, start = "", 0
        for selector in self._nodes(evidence, OA + "hasSelector", DEFAULT):
            quote = min(self._texts(selector, OA + "exact", DEFAULT), default=quote)
            start = min(map(int, self._texts(selector, OA + "start", DEFAULT)), default=start)
        url = [
            quad.object.value
            for name in (SCHEMA + "url", DCTERMS + "source")
            for quad in self.view.match(article, ox.NamedNode(name), None, DEFAULT)
            if isinstance(quad.object, ox.NamedNode | ox.Literal) and "://" in quad.object.value
        ]
        return Telling(
            article.value.removeprefix(f"{self.part.base}article/"),
            start,
            min(self._texts(article, ENT + "published", DEFAULT), default=""),
            min(url, default=""),
            quote,
        )

    # --- names

    def _label(self, node: ox.NamedNode) -> str:
        known = self.known.label(node.value) or min(
            (text for text in self._texts(node, RDFS + "label", None)), default=""
        )
        return known or node.value.removeprefix(self.part.base)

    def _class(self, node: ox.NamedNode) -> str:
        types = {quad.object for quad in self.view.match(subject=node, predicate=TYPE)}
        named = [t.value for t in types if isinstance(t, ox.NamedNode)]
        named += self.known.values(node.value, TYPE.value)
        return self.known.closest(named).removeprefix(ENT)

    def _nodes(
        self, subject: ox.NamedNode, property: str, graph: Graph | None
    ) -> list[ox.NamedNode]:
        found = self.view.match(subject, ox.NamedNode(property), None, graph)
        nodes = {quad.object for quad in found if isinstance(quad.object, ox.NamedNode)}
        return sorted(nodes, key=lambda node: node.value)

    def _texts(self, subject: ox.NamedNode, property: str, graph: Graph | None) -> list[str]:
        found = self.view.match(subject, ox.NamedNode(property), None, graph)
        return [quad.object.value for quad in found if isinstance(quad.object, ox.Literal)]
