"""IRIs derived from content: the same statement gets the same name on every machine."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable

from kg.model import (
    Claim,
    ClaimRef,
    EntityRef,
    Node,
    NodeRef,
    PartialDate,
    Statements,
    TermRef,
    Typed,
    Value,
)
from kg.ontology import Schema

__all__ = ["Identity"]

FOLDERS = (
    ("Agreement", "agreement"),
    ("Project", "project"),
    ("Dispute", "dispute"),
    ("Sanction", "sanction"),
    ("BilateralRelation", "relation"),
    ("SecurityIssue", "issue"),
    ("Event", "event"),
)
DEFINING = {
    "Event": ("actor", "recipient", "supplier", "place", "begin", "topic"),
    "Agreement": ("party", "begin", "topic"),
    "Project": ("party", "topic"),
    "Dispute": ("between", "topic"),
    "Sanction": ("target", "imposedBy", "reason"),
    "BilateralRelation": ("between", "condition"),
    "SecurityIssue": ("topic",),
}

PARTIES = ("actor", "recipient", "supplier")
VIOLENT = ("Assault", "Coerce", "Mobilize", "Protest")
"""What may happen twice a day between the same."""


class Identity:
    """Names for the nodes and claims of one article.

    An event is its type, participants, place, time and topic. Where the text gives no time, two
    articles may speak of two events: then the article is part of the name, since joining two
    different events asserts something false. Articles of one day that tell of the same two known
    parties, and of violence also of the same place, report the same: then it is that day. What
    lasts (a dispute, sanctions, an agreement by its parties and its name or topic) is the same in
    every article, whatever its status is there.
    """

    def __init__(
        self,
        article_id: str,
        statements: Statements,
        schema: Schema,
        *,
        published: datetime.date | None = None,
    ) -> None:
        self.article_id = article_id
        self.published = published
        self.schema = schema
        self.claims = {c.key: c for c in statements.claims}
        self.nodes = {n.key: n for n in statements.nodes}
        self._contents: dict[str, list[Node]] = {}
        for node in statements.nodes:
            if node.holder is not None:
                self._contents.setdefault(node.holder, []).append(node)
        self._inside: dict[str, list[Claim]] = {}
        for claim in statements.claims:
            if claim.holder is not None:
                self._inside.setdefault(claim.holder, []).append(claim)
        self._paths: dict[str, str] = {}
        self._local = {e.path for e in statements.entities if not e.known}
        self._counts = self._quantities()

    def _quantities(self) -> dict[tuple[str, ...], set[str]]:
        """The numbers that this article gives for what else would be one node.

        "Killed 12 people … killed 30 people" are two events, though nothing else tells them apart;
        another article with another number reports the same.
        """
        self._counts = {}
        found: dict[tuple[str, ...], set[str]] = {}
        for node in self.nodes.values():
            if number := self._quantity(node):
                found.setdefault(self._naming(node), set()).add(number)
        self._paths.clear()  # named while the numbers were not known yet
        return {naming: numbers for naming, numbers in found.items() if len(numbers) > 1}

    def _quantity(self, node: Node) -> str:
        return " ".join(sorted(self._value(v) for r, v in node.links if r == "quantity"))

    def node(self, key: str) -> str:
        """The path of a node under the data base."""
        if key not in self._paths:
            node = self.nodes[key]
            self._paths[key] = node.path or self._node_path(node)
        return self._paths[key]

    def defining(self, key: str) -> tuple[str, ...]:
        """What makes a node the one that it is: its class, and the values that its IRI is made of.

        Two reports with equal values are one node.
        """
        return self._naming(self.nodes[key])

    def _node_path(self, node: Node) -> str:
        return f"{self._kind(node)[1]}/{_digest(self._naming(node))}"

    def _kind(self, node: Node) -> tuple[str, str]:
        """The class that decides what names a node, and the folder of its IRI."""
        fits = ((k, f) for k, f in FOLDERS if self.schema.is_a(node.cls, k))
        return next(fits, ("Event", "event"))

    def _naming(self, node: Node) -> tuple[str, ...]:
        naming = self._description(node)
        if naming in self._counts and (number := self._quantity(node)):
            return (*naming, f"quantity={number}")
        return naming

    def _description(self, node: Node) -> tuple[str, ...]:
        kind, _ = self._kind(node)
        if node.name:
            # there are many a Reciprocal Access Agreement, and seven Treaties of Paris
            named = {self._value(v) for r, v in node.links if r == "party"}
            return kind, node.name.casefold(), *sorted(named)
        roles = DEFINING[kind]
        parts = sorted(f"{r}={self._value(v)}" for r, v in node.links if r in roles)
        dated = any(r == "begin" for r, _ in node.links)
        if node.lasting:
            parts = [part for part in parts if not part.startswith("begin=")]
        elif not dated:
            parts.append(self._occasion(node, kind))
        if node.cls == "Event":
            parts.append(f"label={node.label}")
        return node.cls, *parts

    def _occasion(self, node: Node, kind: str) -> str:
        """What tells an undated node from others: the day of the report, or the article."""
        known = {
            value.path
            for role, value in node.links
            if role in PARTIES and isinstance(value, EntityRef) and value.path not in self._local
        }
        placed = any(role == "place" for role, _ in node.links)
        violent = self.schema.is_a(node.cls, *VIOLENT)
        same = kind == "Event" and len(known) > 1 and (placed or not violent)
        if same and self.published is not None:
            return f"reported={self.published.isoformat()}"
        return f"article={self.article_id}"

    def _value(self, value: Value) -> str:
        if isinstance(value, EntityRef):
            return value.path
        if isinstance(value, NodeRef):
            return self.node(value.key)
        if isinstance(value, ClaimRef):
            return self.claim(value.key)
        if isinstance(value, TermRef):
            return value.name
        if isinstance(value, Typed | PartialDate):
            return value.lexical
        raise TypeError(value)

    def claim(self, key: str) -> str:
        """The path of a claim: its speaker, modality, content and outer claim."""
        claim = self.claims[key]
        if key not in self._paths:
            self._paths[key] = f"claim/{_digest(self._claim_parts(claim))}"
        return self._paths[key]

    def _claim_parts(self, claim: Claim) -> list[str]:
        content = sorted(self.node(n.key) for n in self._contents.get(claim.key, []))
        inner = sorted(_digest(self._claim_parts(c)) for c in self._inside.get(claim.key, ()))
        return [
            claim.modality,
            *sorted(f"speaker={self._value(v)}" for v in claim.speaker),
            *(f"content={p}" for p in content),
            *(f"claim={p}" for p in inner),
        ]


def _digest(parts: Iterable[str]) -> str:
    text = "\n".join(parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
