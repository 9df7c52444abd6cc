"""What a graph tells of its nodes, as the pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

__all__ = ["ClaimTold", "Link", "Quote", "Told"]


class Link(Protocol):
    """A property and a value as people read them, with the value's IRI or literal."""

    @property
    def label(self) -> str: ...  # noqa: D102

    @property
    def value(self) -> str: ...  # noqa: D102

    # the last one: it hides the decorator
    @property
    def property(self) -> str: ...  # noqa: D102


class Quote(Protocol):
    """Words of an article, named by its id, and where they begin."""

    @property
    def article(self) -> str: ...  # noqa: D102

    @property
    def start(self) -> int: ...  # noqa: D102

    @property
    def text(self) -> str: ...  # noqa: D102


class Told(Protocol):
    """A node of the graph with its properties and the words that state it."""

    @property
    def label(self) -> str: ...  # noqa: D102

    @property
    def cls(self) -> str: ...  # noqa: D102

    @property
    def iri(self) -> str: ...  # noqa: D102

    @property
    def links(self) -> Sequence[Link]: ...  # noqa: D102

    @property
    def quotes(self) -> Sequence[Quote]: ...  # noqa: D102


class ClaimTold(Protocol):
    """A claim: its modality, who makes it, what it says, and the words."""

    @property
    def iri(self) -> str: ...  # noqa: D102

    @property
    def modality(self) -> str: ...  # noqa: D102

    @property
    def content(self) -> Sequence[Told]: ...  # noqa: D102

    @property
    def quotes(self) -> Sequence[Quote]: ...  # noqa: D102
