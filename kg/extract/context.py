"""What the parts of the extractor share about one article."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.coreference import Discourse
from kg.extract.drafts import Drafts
from kg.extract.roles import Roles
from kg.extract.status import Status
from kg.extract.topics import Topics
from kg.extract.tree import Tree
from kg.extract.words import Words
from kg.model import Article, Span
from kg.ontology import Schema

__all__ = ["Context"]

DETERMINED = frozenset({"the", "this", "that", "these", "those", "both"})


@dataclass(frozen=True)
class Context:
    """What the parts of the extractor share about one article."""

    article: Article
    tree: Tree
    words: Words
    discourse: Discourse
    topics: Topics
    roles: Roles
    status: Status
    schema: Schema
    drafts: Drafts = field(default_factory=Drafts)
    _evokes: dict[int, bool] = field(default_factory=dict)
    _actors: dict[int, dict[str, None]] = field(default_factory=dict)

    @cached_property
    def events(self) -> frozenset[str]:
        """The classes of events."""
        return self.schema.under("Event")

    def is_event(self, reference: str | None) -> bool:
        """Whether a lexical entry refers to a class of events."""
        return reference in self.events

    def evokes(self, index: int) -> bool:
        """Whether a word evokes an event."""
        if index not in self._evokes:
            entries = self.words.entries(index)
            self._evokes[index] = any(entry.reference in self.events for entry in entries)
        return self._evokes[index]

    def evidence(self, index: int, extra: list[int] | None = None) -> Span:
        """The whole clause that a word stands in, its participants included."""
        clause = self.tree.clause(index)
        return self.tree.span(sorted({*self.tree.subtree(clause), index, *(extra or [])}))

    def definite(self, noun: int) -> bool:
        """Whether a noun phrase speaks of something known: "the visit", "his visit"."""
        kids = self.tree.kids(noun)
        return any(
            self.tree[c].text.lower() in DETERMINED for c in kids if self.tree[c].dep == "det"
        ) or any(self.tree[c].dep == "nmod:poss" for c in kids)

    def actors(self, tokens: list[int]) -> list[str]:
        """The actors that some tokens stand for; a capital stands for its state."""
        found: dict[str, None] = {}
        for token in tokens:
            if token not in self._actors:
                self._actors[token] = self._find_actors(token)
            found |= self._actors[token]
        return list(found)

    def _find_actors(self, token: int) -> dict[str, None]:
        capitals = self.discourse.mentions.reference.capitals
        return {
            capitals.get(path, path): None
            for path in self.discourse.paths(token)
            if self.roles.fits_entity(path, "Actor")
        }

    def places(self, tokens: list[int]) -> list[str]:
        """The places that some tokens stand for."""
        found = []
        for token in tokens:
            named = self.discourse.mentions.as_place(token)
            known = [p for p in self.discourse.paths(token) if self.roles.fits_entity(p, "Place")]
            found.extend(named or known)
        return list(dict.fromkeys(found))

    def state_of(self, path: str) -> str | None:
        """The state that an entity is or serves."""
        return self.discourse.mentions.entities.state(path)
