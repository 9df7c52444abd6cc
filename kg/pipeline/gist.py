"""The gist of an article: which things it speaks of, in a form that is kept and quickly counted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field

import pyoxigraph as ox

from kg.ontology import Schema
from kg.terms import ENT, RDF, RDFS, Property

__all__ = ["Gist", "Gists", "Thing"]

_TYPE = ox.NamedNode(RDF + "type")
_LABEL = ox.NamedNode(RDFS + "label")
_MODALITY = ox.NamedNode(ENT + Property.MODALITY)

MENTIONED = ("Actor", "Office", "SecurityIssue")
"""What counts wherever an article names it, in facts or in claims."""
STATED = ("Agreement", "Project", "Dispute", "Sanction", "BilateralRelation")
"""What counts where an article tells it as a fact."""

Thing = tuple[str, str, str]
"""IRI, local name of its class, label."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What one article speaks of. `events` and `claims` are IRIs with class and modality."""

    mentioned: list[Thing] = field(default_factory=list)
    stated: list[Thing] = field(default_factory=list)
    events: list[tuple[str, str]] = field(default_factory=list)
    claims: list[tuple[str, str]] = field(default_factory=list)
    quads: int = 0

    def text(self) -> str:
        """As one line."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of(cls, text: str) -> Gist:
        """From such a line."""
        return cls(**json.loads(text))


class Gists:
    """Makes gists; knows the reference data by their classes and labels."""

    def __init__(self, schema: Schema, background: Iterable[ox.Quad]) -> None:
        self._schema = schema
        self._known = _Described(schema, {})
        self._known.read(background)

    def gist(self, quads: Iterable[ox.Quad]) -> Gist:
        """The gist of what an article states."""
        stated = list(quads)
        described = _Described(self._schema, self._known.classes)
        described.read(stated)
        labels = {**described.labels, **self._known.labels}

        def things(nodes: Iterable[str], kinds: tuple[str, ...]) -> Iterator[Thing]:
            for node in sorted(nodes):
                cls = described.cls(node)
                if cls is not None and any(self._schema.is_a(cls, kind) for kind in kinds):
                    yield node, cls, labels.get(node, "")

        named = {
            term.value
            for quad in stated
            for term in (quad.subject, quad.object)
            if isinstance(term, ox.NamedNode)
        }
        facts = {
            quad.subject.value
            for quad in stated
            if quad.predicate == _TYPE
            and isinstance(quad.graph_name, ox.DefaultGraph)
            and isinstance(quad.subject, ox.NamedNode)
        }
        return Gist(
            list(things(named, MENTIONED)),
            list(things(facts, STATED)),
            [(node, cls) for node, cls, _ in things(facts, ("Event",))],
            sorted(
                {
                    (quad.subject.value, quad.object.value.removeprefix(ENT))
                    for quad in stated
                    if quad.predicate == _MODALITY
                    and isinstance(quad.subject, ox.NamedNode)
                    and isinstance(quad.object, ox.NamedNode)
                }
            ),
            len(stated),
        )


class _Described:
    """Classes and labels of nodes; a node has its class and all above it."""

    def __init__(self, schema: Schema, above: Mapping[str, str]) -> None:
        self._schema = schema
        self._above = above
        self.classes: dict[str, str] = {}
        self.labels: dict[str, str] = {}

    def cls(self, node: str) -> str | None:
        return self.classes.get(node) or self._above.get(node)

    def read(self, quads: Iterable[ox.Quad]) -> None:
        for quad in quads:
            subject, value = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode):
                continue
            if quad.predicate == _LABEL and isinstance(value, ox.Literal):
                self.labels.setdefault(subject.value, value.value)
            elif quad.predicate == _TYPE and isinstance(value, ox.NamedNode):
                self._specialise(subject.value, value.value)

    def _specialise(self, node: str, iri: str) -> None:
        # the class with most above it is the node's own
        if iri.startswith(ENT):
            known, name = self.cls(node), iri.removeprefix(ENT)
            if known is None or self._depth(name) > self._depth(known):
                self.classes[node] = name

    def _depth(self, cls: str) -> tuple[int, str]:
        return len(self._schema.superclasses.get(cls, ())), cls
