"""What stations ask of a graph, wherever it is held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

import pyoxigraph as ox

__all__ = ["Graph", "Matched", "Queried", "Source", "Substitutions", "Term"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
Substitutions = Mapping[ox.Variable, Term]


class Matched(Protocol):
    """Quads that can be looked up by pattern."""

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: Graph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern; None stands for anything."""
        ...


class Queried(Protocol):
    """A graph that answers SPARQL."""

    @property
    def base(self) -> str:
        """Where the data IRIs begin."""
        ...

    def query(
        self, sparql: str, *, substitutions: Substitutions | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer in this thread; our prefixes need no declaration."""
        ...


class Source(Matched, Queried, Protocol):
    """A graph that can be asked either way, such as a store."""
