"""Security issues: lasting topics that a text says more about."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.context import Context
from kg.extract.phrases import slug
from kg.model import EntityRef, TermRef

__all__ = ["Issues"]

LOCATED = (("nmod", "in"), ("nmod", "at"), ("nmod", "across"), ("nmod", "along"))


class Issues:
    """Reads into the drafts where an issue is, how it moves and whom it concerns.

    `trends` gives what words say of a noun's trend, as names of terms.
    """

    def __init__(self, context: Context, trends: Callable[[int], list[str]]) -> None:
        self.context = context
        self.trends = trends

    def read(self, index: int) -> None:
        """A topic that the text says more about: where it is, how it moves, whom it concerns."""
        context, tree = self.context, self.context.tree
        topics = [
            p
            for p in context.topics.at(index)
            if context.schema.is_a(context.discourse.mentions.entities.cls(p), "SecurityIssue")
        ]
        if len(topics) != 1 or context.drafts.at(index):
            return
        trend = self.trends(index)
        carrier = tree.parent(index) if trend else None
        noun_carrier = carrier is not None and not tree.is_verbal(carrier)
        places = [t for n in (index, carrier if noun_carrier else index) if n is not None
                  for t in tree.follow(n, LOCATED[:1]) if t != index]  # fmt: skip
        places = [m for t in dict.fromkeys(places) for m in tree.conjuncts(t)]
        located = context.places(places)
        covered = context.topics.covered.get(index, ())
        inside = any(c in covered for c in tree.kids(index, "amod", "compound", "nmod:poss") if
                     context.discourse.mentions.named(c).paths)  # fmt: skip
        owner = None if inside else context.discourse.mentions.owners.state(index)
        if owner is None and not inside:
            owners = [p for t in tree.kids(index, "nmod:poss") for p in context.discourse.paths(t)]
            owner = owners[0] if len(owners) == 1 and owners[0].startswith("state/") else None
        if not owner and not (trend and located):
            return
        where = owner or located[0]
        topic = context.discourse.mentions.reference.entities[topics[0]]
        path = f"{topics[0]}-{slug(self._name(where))}"
        draft = next((d for d in context.drafts if d.path == path), None)
        if draft is None:
            draft = context.drafts.make(
                "SecurityIssue", index, context.status.layers(index), suffix="i"
            )
            draft.path = path
            link = "of" if owner else "in"
            draft.label = f"{topic.label} {link} {self._name(where)}"
        context.drafts.alias(index, draft)
        if noun_carrier and carrier is not None:
            context.drafts.alias(carrier, draft)
        draft.add("topic", EntityRef(topics[0]))
        draft.add("locatedIn", *(EntityRef(p) for p in located))
        draft.add("trend", *(TermRef(t) for t in trend[:1]))
        if owner:
            draft.add("concerns", EntityRef(owner))
        draft.spans[context.evidence(index)] = None

    def _name(self, path: str) -> str:
        return self.context.discourse.mentions.entities.label(path)
