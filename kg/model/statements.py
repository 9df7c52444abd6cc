"""What was extracted: entities, statements about them, and claims that hold statements.

These are the words of the ontology with nothing of RDF but local names: `populate` makes the quads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model.article import PartialDate
from kg.model.parse import Span

__all__ = [
    "Claim",
    "ClaimRef",
    "Entity",
    "EntityRef",
    "Node",
    "NodeRef",
    "Statements",
    "TermRef",
    "Typed",
    "Value",
]


@dataclass(frozen=True, slots=True, order=True)
class EntityRef:
    """Points at an entity by its path under the data base, such as `state/IRN`."""

    path: str


@dataclass(frozen=True, slots=True, order=True)
class NodeRef:
    """Points at a node of the same `Statements` by its key."""

    key: str


@dataclass(frozen=True, slots=True, order=True)
class ClaimRef:
    """Points at a claim of the same `Statements` by its key."""

    key: str


@dataclass(frozen=True, slots=True, order=True)
class TermRef:
    """Points at an individual of the ontology by its local name, such as `Strained`."""

    name: str


@dataclass(frozen=True, slots=True, order=True)
class Typed:
    """A literal: its lexical form and the local name of its XML Schema datatype."""

    lexical: str
    datatype: Literal["string", "integer", "duration"] = "string"


Value = EntityRef | NodeRef | ClaimRef | TermRef | Typed | PartialDate


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, office or place. `known` ones stand in the reference data, described there.

    `links` are what the text gives about an unknown one: a state that it belongs to, an office.
    `evidence` are the mentions that named it.
    """

    path: str
    cls: str
    label: str
    known: bool
    links: tuple[tuple[str, Value], ...] = ()
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """An event, agreement, project, dispute, sanction, relation or issue.

    `key` is unique in this `Statements`; `cls` the local name of its most special class;
    `path` its fixed path under the data base where it has one of its own (issues), else None and
    its IRI is derived from its content; `links` pairs of (property local name, value);
    `holder` the key of the claim whose content it is, or None for a fact;
    `evidence` the clauses that state it; `label` a short line for people. `name` is a proper name
    ("Abraham Accords"), which makes it the same thing in every article; `lasting` says that its
    parties and topic do.
    """

    key: str
    cls: str
    links: tuple[tuple[str, Value], ...]
    evidence: tuple[Span, ...]
    holder: str | None = None
    path: str | None = None
    label: str = ""
    name: str = ""
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """Content that somebody said, alleged, planned, promised, asked for, held possible or denied.

    `modality` is the local name of an `ent:Modality`; `speaker` is None where the text names none;
    `holder` is the claim inside which this one is made, or None.
    """

    key: str
    modality: str
    speaker: tuple[Value, ...]
    evidence: tuple[Span, ...]
    holder: str | None = None
    disputes: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything that one article states."""

    entities: tuple[Entity, ...]
    nodes: tuple[Node, ...]
    claims: tuple[Claim, ...]
