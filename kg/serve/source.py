"""What a site asks of a graph; `kg.pipeline` hands in something that can do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol

import pyoxigraph as ox

from kg.model import ClaimTold, EventRecord, Told
from kg.model.graphs import Source, Term

__all__ = ["Graph", "Opener", "QuestionLike", "Term"]


class QuestionLike(Protocol):
    """A question of the catalogue."""

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def text(self) -> str: ...  # noqa: D102

    @property
    def summary(self) -> str: ...  # noqa: D102

    @property
    def description(self) -> str: ...  # noqa: D102

    @property
    def tags(self) -> Sequence[str]: ...  # noqa: D102


class Graph(Source, Protocol):
    """A graph that is open for reading, and does not change."""

    def __hash__(self) -> int:
        """What is read of it is kept by itself."""
        ...

    @property
    def edition(self) -> str:
        """Another text for each state of the graph."""
        ...

    @property
    def oxigraph(self) -> ox.Store:
        """The dataset in Oxigraph's own terms."""
        ...

    def articles(self) -> list[str]:
        """The ids of the articles, sorted."""
        ...

    def export(
        self,
        out: BinaryIO,
        *,
        format: str,
        article: str | None = None,
        entity: str | None = None,
        background: bool = False,
        license: str | None = None,
    ) -> None:
        """Write the graph, or a part of it."""
        ...

    def told(self, iri: str, graph: str | None = None) -> Told:
        """A node of the default graph, or of what a claim holds."""
        ...

    def claim(self, iri: str) -> ClaimTold:
        """A claim."""
        ...

    def records(self, *, entity: str | None = None) -> Iterator[EventRecord]:
        """The events of the graph, or of what is known of one thing, by date."""
        ...

    def picture(self, name: str, records: Sequence[EventRecord]) -> bytes:
        """A timeline, a network or a map of events, as SVG."""
        ...

    def explained(self, query: str) -> str:
        """What is wrong with the text of a query, in words; empty if nothing is found."""
        ...

    def questions(self) -> Sequence[QuestionLike]:
        """The catalogue of questions."""
        ...

    def examples(self, endpoint: str) -> str:
        """The catalogue as Turtle, for SPARQL editors."""
        ...


class Opener(Protocol):
    """Opens a graph. It travels to another process, so it can be pickled."""

    def __call__(self) -> Graph:
        """Open."""
        ...

    @property
    def base(self) -> str:
        """Where the data IRIs begin."""
        ...

    @property
    def in_memory(self) -> bool:
        """Whether what it opens can be shared with processes that are forked from this one."""
        ...

    def published(self) -> str:
        """Another text for each state of the graph that readers can open; cheap to ask."""
        ...
