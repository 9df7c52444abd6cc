"""The frozen values that travel between the stations."""

from kg.model.article import Article, PartialDate
from kg.model.dossier import (
    ClaimTold,
    Contradiction,
    Corroboration,
    Dossier,
    Link,
    Quote,
    Told,
)
from kg.model.parse import NAME_KINDS, Parse, Sentence, Span, Token, TypedName
from kg.model.reasons import Cue, Reason
from kg.model.records import EventRecord, NamedActor, NamedPlace, Telling, Voice
from kg.model.report import Finding, Report
from kg.model.sparql import SparqlToken, sparql_tokens
from kg.model.statements import (
    Claim,
    ClaimRef,
    Entity,
    EntityRef,
    Node,
    NodeRef,
    Statements,
    TermRef,
    Typed,
    Value,
)

__all__ = [
    "NAME_KINDS",
    "Article",
    "Claim",
    "ClaimRef",
    "ClaimTold",
    "Contradiction",
    "Corroboration",
    "Cue",
    "Dossier",
    "Entity",
    "EntityRef",
    "EventRecord",
    "Finding",
    "Link",
    "NamedActor",
    "NamedPlace",
    "Node",
    "NodeRef",
    "Parse",
    "PartialDate",
    "Quote",
    "Reason",
    "Report",
    "Sentence",
    "Span",
    "SparqlToken",
    "Statements",
    "Telling",
    "TermRef",
    "Token",
    "Told",
    "Typed",
    "TypedName",
    "Value",
    "Voice",
    "sparql_tokens",
]
