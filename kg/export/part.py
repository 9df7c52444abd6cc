"""The part of a graph that is written: a stream of quads, and a place to look things up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.export.selection import Source
from kg.export.vocabulary import Vocabulary
from kg.model.graphs import Graph, Matched, Term
from kg.terms import PREFIXES

__all__ = ["Part"]

FOLDERS = (
    "agreement",
    "article",
    "claim",
    "dispute",
    "event",
    "group",
    "issue",
    "office",
    "organization",
    "person",
    "place",
    "project",
    "relation",
    "sanction",
    "state",
    "tenure",
)
"""Parts of the data base that get a prefix of their own, so that a state is `state:IRN`."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """A copy that keeps literals as they are written, unlike a store of Oxigraph."""

    held: ox.Dataset

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: Graph | None = None,
    ) -> Iterator[ox.Quad]:
        if subject is not None:
            found = self.held.quads_for_subject(subject)
        elif object is not None:
            found = self.held.quads_for_object(object)
        elif graph is not None:
            found = self.held.quads_for_graph_name(graph)
        elif predicate is not None:
            found = self.held.quads_for_predicate(predicate)
        else:
            found = iter(self.held)
        return (
            quad
            for quad in found
            if (predicate is None or quad.predicate == predicate)
            and (object is None or quad.object == object)
            and (graph is None or quad.graph_name == graph)
        )


@dataclass(frozen=True)
class Part:
    """What is exported: all of a source, or what `chosen` gives of it."""

    source: Source
    chosen: Callable[[], Iterator[ox.Quad]]
    is_whole: bool = True
    claims: bool = True
    license: str | None = None

    def quads(self) -> Iterator[ox.Quad]:
        """The quads, in no particular order and some more than once."""
        quads = self.chosen()
        return quads if self.claims else (q for q in quads if not self._is_of_claim(q))

    def _is_of_claim(self, quad: ox.Quad) -> bool:
        claims = f"{self.source.base}claim/"
        return any(
            isinstance(term, ox.NamedNode) and term.value.startswith(claims)
            for term in (quad.subject, quad.object, quad.graph_name)
        )

    @cached_property
    def view(self) -> Matched:
        """For looking things up: the source itself, or a copy of the part in memory."""
        if self.is_whole:
            return self.source
        return _Memory(ox.Dataset(self.chosen()))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What ontology and reference data say; also of what the part only names."""
        return Vocabulary(self.source.background())

    @property
    def base(self) -> str:
        """Where the data IRIs begin."""
        return self.source.base

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace, the data's own among them."""
        own = {name: f"{self.base}{name}/" for name in FOLDERS}
        return {**PREFIXES, "id": self.base, **own}
