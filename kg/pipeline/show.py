"""Everything that a store knows about one node: facts and claims apart, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pyoxigraph as ox

from kg.model import ClaimTold, Corroboration, Dossier, Link, Quote, Told
from kg.pipeline.corroboration import corroboration
from kg.query import resolve
from kg.store import Reader
from kg.terms import ENT, OA, RDF, RDFS, Property

__all__ = ["Teller", "dossier"]

_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(RDF + "type")
_LABEL = ox.NamedNode(RDFS + "label")
_SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
_SUBPROPERTY = ox.NamedNode(RDFS + "subPropertyOf")
_HAS_SOURCE = ox.NamedNode(OA + "hasSource")
_HAS_SELECTOR = ox.NamedNode(OA + "hasSelector")
_EXACT = ox.NamedNode(OA + "exact")
_START = ox.NamedNode(OA + "start")

Graph = ox.NamedNode | ox.DefaultGraph


def _ent(name: str) -> ox.NamedNode:
    return ox.NamedNode(ENT + name)


_CLAIM = _ent("Claim")
_EVIDENCE = _ent(Property.EVIDENCE)
_CONTENT = _ent(Property.CONTENT)
_MODALITY = _ent(Property.MODALITY)
_SPEAKER = _ent(Property.SPEAKER)
_TEXT = _ent(Property.TEXT)


def dossier(name: str, *, store: Reader) -> Dossier:
    """Everything that a store holds about a node, given by IRI, path, label or other name.

    Raises `QueryError` for a name that nothing has, or that several things have.
    """
    return Teller(store).dossier(resolve(store, name))


class Teller:
    """Tells of nodes of a store, one after the other; the hierarchies are read once."""

    def __init__(self, store: Reader) -> None:
        self._store = store
        self._articles = f"{store.base}article/"

    def dossier(self, node: ox.NamedNode) -> Dossier:
        """Everything about a node."""
        graphs: list[Graph] = [_DEFAULT, *self._claims_that_hold(node)]
        home = next((g for g in graphs if self._has(node, _TYPE, g)), _DEFAULT)
        told = self._told(node, home)
        facts = sorted(
            (self._told(n, _DEFAULT) for n in self._facts_about(node)),
            key=lambda fact: (fact.quotes, fact.cls, fact.iri),
        )
        claims = [self._claim(claim) for claim in self._claims_about(node)]
        claims.sort(key=lambda claim: (claim.quotes, claim.modality, claim.iri))
        return Dossier(
            told.label,
            told.cls,
            told.iri,
            told.links,
            told.quotes,
            tuple(facts),
            tuple(claims),
            told.corroboration,
        )

    def told(self, iri: str, graph: str | None = None) -> Told:
        """A node of the default graph, or of what a claim holds."""
        return self._told(ox.NamedNode(iri), _DEFAULT if graph is None else ox.NamedNode(graph))

    def claim(self, iri: str) -> ClaimTold:
        """A claim."""
        return self._claim(ox.NamedNode(iri))

    def _facts_about(self, node: ox.NamedNode) -> set[ox.NamedNode]:
        return {
            quad.subject
            for quad in self._store.match(None, None, node, _DEFAULT)
            if isinstance(quad.subject, ox.NamedNode)
            and quad.predicate.value.startswith(ENT)
            and self._has(quad.subject, _EVIDENCE, _DEFAULT)
            and not self._is(quad.subject, _CLAIM)
        }

    def _claims_that_hold(self, node: ox.NamedNode) -> list[ox.NamedNode]:
        found = {
            quad.graph_name
            for pattern in ((node, None, None), (None, None, node))
            for quad in self._store.match(*pattern)
            if isinstance(quad.graph_name, ox.NamedNode) and self._is(quad.graph_name, _CLAIM)
        }
        return sorted(found, key=lambda graph: graph.value)

    def _claims_about(self, node: ox.NamedNode) -> list[ox.NamedNode]:
        spoken = (
            quad.subject
            for quad in self._store.match(None, _SPEAKER, node, _DEFAULT)
            if isinstance(quad.subject, ox.NamedNode)
        )
        own = [node] if self._is(node, _CLAIM) else []
        return list(dict.fromkeys((*own, *self._claims_that_hold(node), *spoken)))

    def _claim(self, claim: ox.NamedNode) -> ClaimTold:
        graph = next(iter(self._objects(claim, _CONTENT, _DEFAULT)), claim)
        content = graph if isinstance(graph, ox.NamedNode) else claim
        typed = {
            quad.subject
            for quad in self._store.match(None, _TYPE, None, content)
            if isinstance(quad.subject, ox.NamedNode)
        }
        modality = next(iter(self._objects(claim, _MODALITY, _DEFAULT)), None)
        return ClaimTold(
            claim.value,
            self._label(modality, _DEFAULT) if modality is not None else "",
            tuple(
                sorted(self._label(s, content) for s in self._objects(claim, _SPEAKER, _DEFAULT))
            ),
            tuple(
                sorted(
                    (self._told(node, content) for node in typed),
                    key=lambda told: (told.cls, told.label, told.iri),
                )
            ),
            self._quotes(claim, _DEFAULT),
            corroboration(self._store, claim.value),
        )

    def _told(self, node: ox.NamedNode, graph: Graph) -> Told:
        cls = self._most_special(
            {o for o in self._objects(node, _TYPE, graph) if isinstance(o, ox.NamedNode)}
        )
        quotes = self._quotes(node, graph)
        return Told(
            self._label(node, graph),
            self._label(cls, _DEFAULT) if cls else "",
            node.value,
            tuple(sorted(self._links(node, graph))),
            quotes,
            # what a claim holds is as well told as the claim is
            corroboration(self._store, node.value)
            if quotes and isinstance(graph, ox.DefaultGraph)
            else Corroboration(),
        )

    def _links(self, node: ox.NamedNode, graph: Graph) -> Iterator[Link]:
        hidden = {_EVIDENCE, _CONTENT, _TEXT}
        found: dict[ox.NamedNode | ox.Literal, set[ox.NamedNode]] = {}
        for quad in self._store.match(node, None, None, graph):
            predicate, value = quad.predicate, quad.object
            if not predicate.value.startswith(ENT) or predicate in hidden:
                continue
            if isinstance(value, (ox.NamedNode, ox.Literal)):
                found.setdefault(value, set()).add(predicate)
        for value, predicates in found.items():
            # ent:participant beside ent:actor says nothing more
            above = {p for q in predicates for p in self._above(q, self._superproperties)}
            for predicate in predicates - above:
                text = value.value
                yield Link(self._label(predicate, _DEFAULT), self._label(value, graph), text)

    def _quotes(self, node: ox.NamedNode, graph: Graph) -> tuple[Quote, ...]:
        quotes = set()
        for evidence in self._objects(node, _EVIDENCE, graph):
            selectors = self._objects(evidence, _HAS_SELECTOR, _DEFAULT)
            texts = [text.value for s in selectors for text in self._objects(s, _EXACT, _DEFAULT)]
            starts = [at.value for s in selectors for at in self._objects(s, _START, _DEFAULT)]
            for source in self._objects(evidence, _HAS_SOURCE, _DEFAULT):
                article = source.value.removeprefix(self._articles)
                quotes |= {Quote(article, int(starts[0]) if starts else 0, text) for text in texts}
        return tuple(sorted(quotes))

    def _label(self, term: ox.NamedNode | ox.Literal, graph: Graph) -> str:
        if isinstance(term, ox.Literal):
            return term.value
        for place in (graph, _DEFAULT, None):
            labels = sorted(
                o.value for o in self._objects(term, _LABEL, place) if isinstance(o, ox.Literal)
            )
            if labels:
                return labels[0]
        if self._is(term, _CLAIM):
            modality = next(iter(self._objects(term, _MODALITY, _DEFAULT)), None)
            return f"{self._label(modality, _DEFAULT)} claim" if modality is not None else "claim"
        return term.value.removeprefix(self._store.base).removeprefix(ENT)

    def _objects(
        self, subject: ox.NamedNode | ox.Literal, predicate: ox.NamedNode, graph: Graph | None
    ) -> list[ox.NamedNode | ox.Literal]:
        if isinstance(subject, ox.Literal):
            return []
        found = {
            quad.object
            for quad in self._store.match(subject, predicate, None, graph)
            if isinstance(quad.object, (ox.NamedNode, ox.Literal))
        }
        return sorted(found, key=str)

    def _has(self, node: ox.NamedNode, predicate: ox.NamedNode, graph: Graph) -> bool:
        return next(iter(self._store.match(node, predicate, None, graph)), None) is not None

    def _is(self, node: ox.NamedNode, cls: ox.NamedNode) -> bool:
        return next(iter(self._store.match(node, _TYPE, cls, _DEFAULT)), None) is not None

    # --- hierarchy, as the store holds it

    @cached_property
    def _superclasses(self) -> dict[ox.NamedNode, set[ox.NamedNode]]:
        return self._hierarchy(_SUBCLASS)

    @cached_property
    def _superproperties(self) -> dict[ox.NamedNode, set[ox.NamedNode]]:
        return self._hierarchy(_SUBPROPERTY)

    def _hierarchy(self, relation: ox.NamedNode) -> dict[ox.NamedNode, set[ox.NamedNode]]:
        direct: dict[ox.NamedNode, set[ox.NamedNode]] = {}
        for quad in self._store.match(None, relation, None, _DEFAULT):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                direct.setdefault(quad.subject, set()).add(quad.object)
        return direct

    def _above(
        self, node: ox.NamedNode, direct: dict[ox.NamedNode, set[ox.NamedNode]]
    ) -> set[ox.NamedNode]:
        found: set[ox.NamedNode] = set()
        waiting = list(direct.get(node, ()))
        while waiting:
            parent = waiting.pop()
            if parent not in found and parent != node:
                found.add(parent)
                waiting.extend(direct.get(parent, ()))
        return found

    def _most_special(self, classes: set[ox.NamedNode]) -> ox.NamedNode | None:
        own = {cls for cls in classes if cls.value.startswith(ENT)}
        above = {parent for cls in own for parent in self._above(cls, self._superclasses)}
        return min(own - above, key=lambda cls: cls.value, default=None)
