"""Whom "the group", "the ministry" and "the rebels" mean, if only one can be meant.

A noun with "the" and nothing else repeats the last phrase with the same head ("the M23 rebels …
the rebels"), or the one entity of its kind that the sentences before name ("NATO … the alliance").
Where two can be meant nobody is.
"""

from __future__ import annotations

from itertools import takewhile

from kg.extract.entities import NOTHING, Found
from kg.extract.groups import Groups, Mention
from kg.extract.mentions import Mentions
from kg.extract.tree import Tree
from kg.extract.words import Words

__all__ = ["Repeats"]

SAME = 8
"""Sentences in which a phrase with the same head stays what "the …" repeats."""
KIND = 3
"""Sentences in which an entity stays what a noun for its kind may mean."""
POINTING = frozenset({"the", "this", "that", "these", "those"})
MORE = (
    "amod", "compound", "nmod", "nmod:poss", "nmod:desc", "acl", "acl:relcl", "nummod", "appos",
    "flat", "conj",
)  # fmt: skip
"""What tells more of a noun than "the" does: then it is described, and repeats nothing."""
KINDS = {
    "ArmedGroup": ("ArmedGroup",),
    "Ministry": ("Ministry",),
    "Parliament": ("Parliament",),
    "Court": ("Court",),
    "Organization": ("InternationalOrganization", "Organization", "ArmedGroup"),
}
"""Classes of nouns that can stand for a named entity, and the classes that this may have."""
ANY_GROUP = frozenset({"group"})
"""Nouns for any body of people that has a name and is no state."""


class Repeats:
    """Finds what a definite noun phrase repeats."""

    def __init__(self, tree: Tree, mentions: Mentions, words: Words, groups: Groups) -> None:
        self.tree = tree
        self.mentions = mentions
        self.words = words
        self.groups = groups

    def resolve(self, index: int) -> Found:
        """The one that a noun phrase repeats; nothing where it may be another."""
        if not self._points(index):
            return NOTHING
        same, kind = self._same_head(index), self._of_kind(index)
        if not same or not kind:
            return self._only(same or kind)
        return self._only([same[-1], *kind])  # another of its kind may be meant by now

    def _points(self, index: int) -> bool:
        token = self.tree[index]
        if token.pos != "NOUN" and token.text[:1].isupper() and self.mentions.names.run(index):
            return False
        determined = [self.tree.lower[c] for c in self.tree.kids(index, "det")]
        return not POINTING.isdisjoint(determined) and not self.tree.kids(index, *MORE)

    def _before(self, index: int, sentences: int) -> list[Mention]:
        here = self.tree[index].sentence
        beside = reversed(self.groups.modifiers)
        near = takewhile(lambda m: here - m.sentence <= sentences, beside)
        said = [*self.groups.recent(index, sentences), *near]
        return [m for m in said if m.index < index]

    def _same_head(self, index: int) -> list[Mention]:
        lemma, number = self.tree.lemma(index), self.tree[index].tag[-1:]
        same = [
            m
            for m in self._before(index, SAME)
            if not m.joined
            and self.tree.lemmas[m.index] == lemma
            and self.tree[m.index].tag[-1:] == number
        ]
        return same if len({m.paths for m in same}) == 1 else []

    def _of_kind(self, index: int) -> list[Mention]:
        cls = self.words.actor_class(index)
        entities = self.mentions.entities
        if self.tree.lemma(index) in ANY_GROUP:
            classes: tuple[str, ...] = KINDS["Organization"]
        else:
            classes = next((KINDS[k] for k in KINDS if cls and entities.schema.is_a(cls, k)), ())
        known = self.mentions.reference.entities
        return [
            m
            for m in self._before(index, KIND if classes else -1)
            if all(p in known and entities.is_a(p, *classes) for p in m.paths)
        ]

    def _only(self, mentions: list[Mention]) -> Found:
        """What all of some mentions stand for; nothing where they differ."""
        return Found(mentions[-1].paths) if len({m.paths for m in mentions}) == 1 else NOTHING
