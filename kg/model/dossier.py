"""What a graph tells of its nodes, as people read it: facts and claims, each with its words."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["ClaimTold", "Contradiction", "Corroboration", "Dossier", "Link", "Quote", "Told"]


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """A claim that contradicts something: how, who makes it, in which words."""

    claim: str
    modality: str
    speakers: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corroboration:
    """The ids of the articles that report something, their sources by name, and who is against it.

    An article that names no source counts for no source.
    """

    articles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    contradicted: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of an article, named by its id, and the code point at which they begin."""

    article: str
    start: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A property and a value as people read them, with the value's IRI or literal."""

    property: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Told:
    """A node of the graph with its properties and the words that state it."""

    label: str
    cls: str
    iri: str
    links: tuple[Link, ...]
    quotes: tuple[Quote, ...]
    corroboration: Corroboration = field(default_factory=Corroboration)


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim: its modality, who makes it, what it says, and the words."""

    iri: str
    modality: str
    speakers: tuple[str, ...]
    content: tuple[Told, ...]
    quotes: tuple[Quote, ...]
    corroboration: Corroboration = field(default_factory=Corroboration)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One node: what is known of it, told of it as fact, and claimed about it or by it."""

    label: str
    cls: str
    iri: str
    known: tuple[Link, ...]
    quotes: tuple[Quote, ...]
    facts: tuple[Told, ...]
    claims: tuple[ClaimTold, ...]
    corroboration: Corroboration = field(default_factory=Corroboration)
