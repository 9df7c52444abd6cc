"""Statements while they are being put together."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.layers import Layer, reduce_layers
from kg.model import Claim, ClaimRef, EntityRef, Node, NodeRef, Span, Value

__all__ = ["Draft", "Drafts"]


@dataclass(eq=False)
class Draft:
    """A node that still grows. `layers` tell its status; none means that it is told as fact."""

    key: str
    cls: str
    token: int
    layers: tuple[Layer, ...]
    number: int
    links: dict[tuple[str, Value], None] = field(default_factory=dict)
    spans: dict[Span, None] = field(default_factory=dict)
    label: str = ""
    path: str | None = None
    name: str = ""
    lasting: bool = False

    def add(self, role: str, *values: Value) -> None:
        """Add values of a property; one that is there stays once."""
        for value in values:
            self.links[role, value] = None

    def values(self, *roles: str) -> list[Value]:
        """The values of some properties."""
        return [value for role, value in self.links if role in roles]

    def entities(self, *roles: str) -> list[str]:
        """The paths of the entities under some properties."""
        return list(dict.fromkeys(v.path for v in self.values(*roles) if isinstance(v, EntityRef)))

    @cached_property
    def told(self) -> tuple[Layer, ...]:
        """The layers as claims can hold them."""
        return reduce_layers(self.layers)

    @property
    def is_fact(self) -> bool:
        """Whether the article states it in its own voice."""
        return not self.layers


class Drafts:
    """The nodes of one article by the token that evoked them."""

    def __init__(self) -> None:
        self.all: list[Draft] = []
        self.by_token: dict[int, list[Draft]] = {}
        self._by_class: dict[str, list[Draft]] = {}
        self._made = 0
        self._speakers: dict[str, tuple[Layer, str | None]] = {}
        self._ties: dict[tuple[str, str], dict[str, None]] = {}
        self._claim_spans: dict[str, dict[Span, None]] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self.all)

    def at(self, token: int) -> list[Draft]:
        """The nodes that a token evoked or names again."""
        return self.by_token.get(token, [])

    def make(self, cls: str, token: int, layers: tuple[Layer, ...], *, suffix: str = "") -> Draft:
        """A new node."""
        self._made += 1
        draft = Draft(f"n{token}{suffix}", cls, token, layers, self._made)
        self.all.append(draft)
        self.by_token.setdefault(token, []).append(draft)
        self._by_class.setdefault(cls, []).append(draft)
        return draft

    def latest(self, classes: Set[str]) -> Iterator[Draft]:
        """The nodes of some classes, those first that were made last."""
        rows = [reversed(drafts) for cls, drafts in self._by_class.items() if cls in classes]
        if len(rows) == 1:
            return rows[0]
        return heapq.merge(*rows, key=lambda draft: draft.number, reverse=True)

    def recast(self, draft: Draft, cls: str) -> None:
        """Give a node another class."""
        self._by_class[draft.cls].remove(draft)
        draft.cls = cls
        rows = self._by_class.setdefault(cls, [])
        rows.append(draft)
        rows.sort(key=lambda one: one.number)

    def alias(self, token: int, draft: Draft) -> None:
        """Let a token name a node that is there already."""
        if draft not in self.by_token.setdefault(token, []):
            self.by_token[token].append(draft)

    def drop(self, *drafts: Draft) -> None:
        """Take nodes back, and what others say of them."""
        gone = set(drafts)
        if not gone:
            return
        self.all = [draft for draft in self.all if draft not in gone]
        for rows in (*self.by_token.values(), *self._by_class.values()):
            rows[:] = [draft for draft in rows if draft not in gone]
        keys = {NodeRef(draft.key) for draft in gone}
        for other in self.all:
            for link in [link for link in other.links if link[1] in keys]:
                del other.links[link]

    def claim_key(self, layers: tuple[Layer, ...]) -> str | None:
        """The key of the innermost claim that some layers make; outer claims are noted with it."""
        return self._noted(reduce_layers(layers))

    def holder(self, draft: Draft) -> str | None:
        """The key of the claim that holds a node; None for a fact."""
        return self._noted(draft.told)

    def _noted(self, layers: tuple[Layer, ...]) -> str | None:
        outer: str | None = None
        for layer in layers:
            key = f"{outer or 'c'}/{layer.cue}-{layer.modality.value}"
            self._speakers.setdefault(key, (layer, outer))
            outer = key
        return outer

    def tie(self, key: str, role: str, other: str) -> None:
        """Let a claim dispute or support another one."""
        self._ties.setdefault((key, role), {})[other] = None

    def nodes(self) -> list[Node]:
        """The finished nodes, claims noted on the way; none names a claim that holds nothing."""
        holders = [self.holder(draft) for draft in self.all]
        for draft, holder in zip(self.all, holders, strict=True):
            if holder is not None:
                self._claim_spans.setdefault(holder, {}).update(draft.spans)
        told = self._told()
        found = []
        for draft, holder in zip(self.all, holders, strict=True):
            own = NodeRef(draft.key)
            links = tuple(
                (role, value)
                for role, value in draft.links
                if value != own and not (isinstance(value, ClaimRef) and value.key not in told)
            )
            found.append(
                Node(
                    draft.key, draft.cls, links, tuple(draft.spans), holder, draft.path,
                    draft.label, draft.name, draft.lasting,
                )
            )  # fmt: skip
        return found

    def _told(self) -> dict[str, dict[Span, None]]:
        """The keys of the claims that hold something, outer ones too, with their words."""
        told: dict[str, dict[Span, None]] = {}
        for key, spans in self._claim_spans.items():
            node: str | None = key
            while node is not None:
                told.setdefault(node, {}).update(spans)
                node = self._speakers[node][1]
        return told

    def claims(self) -> list[Claim]:
        """The claims that hold something, with their outer claims; call after `nodes`."""
        told = self._told()
        return [
            Claim(
                key,
                self._speakers[key][0].modality.value,
                tuple(EntityRef(p) for p in self._speakers[key][0].speakers),
                tuple(spans),
                self._speakers[key][1],
                tuple(k for k in self._ties.get((key, "disputes"), ()) if k in told),
                tuple(k for k in self._ties.get((key, "supports"), ()) if k in told),
            )
            for key, spans in sorted(told.items())
        ]
