"""Who disputes whom, and who backs whom up: "X said …; Y denied it", "a claim that Y rejects".

Which words dispute or support, and where what they speak of stands, the lexicon says: arguments
with the roles `ent:disputes` and `ent:supports`. What is disputed must be plain: the claim that
the words hold or name, or the last one that somebody else made, one sentence back at most.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.context import Context
from kg.extract.drafts import Draft
from kg.extract.layers import WORDS, Layer
from kg.model import ClaimRef, EntityRef
from kg.ontology import Argument, Entry
from kg.terms import Modality

__all__ = ["Disputes"]

_TIES = {"disputes": Modality.DENIED, "supports": Modality.REPORTED}
DENIAL = "Reject"
ANY = "Event"
"""The class of acts that no word tells the kind of: it is above all others, and like none."""
_POINTING = frozenset({"it", "this", "that", "which", "these", "them"})


class Disputes:
    """Ties claims to the claims that they contradict or back up."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._under: dict[int, list[Draft]] = {}
        self._said_in: dict[int, list[Draft]] = {}
        self._said_of: dict[frozenset[str], list[Draft]] = {}

    def read(self) -> None:
        """Tie what is denied or confirmed to what was claimed, in text order."""
        for draft in self.context.drafts:
            self._note(draft)
        for index, entry in self.context.words.evoked:
            for argument in entry.arguments:
                if argument.role in _TIES and entry.kind == "Word":
                    self._read(index, entry, argument)

    def _note(self, draft: Draft) -> None:
        """Keep a node under each word that takes it out of the article's voice.

        What is claimed is kept by its sentence and by its actors as well: an article has many.
        """
        for cue in dict.fromkeys(layer.cue for layer in draft.layers):
            self._under.setdefault(cue, []).append(draft)
        said = draft.told and draft.told[-1].modality in WORDS and draft.told[-1].kind == "content"
        if said and self.context.is_event(draft.cls):
            self._said_in.setdefault(self.context.tree[draft.token].sentence, []).append(draft)
            self._said_of.setdefault(frozenset(draft.entities("actor")), []).append(draft)

    def _read(self, index: int, entry: Entry, argument: Argument) -> None:
        speakers = self.context.status.speakers.at(index, entry)
        if not speakers:
            return
        own = list(self._under.get(index, ()))
        for draft in own:
            for other in self._same(draft, index, speakers):
                self._tie(draft.layers, argument.role, other.layers)
        if not own:
            for other in self._meant(index, entry, argument, speakers):
                self._repeat(index, speakers, argument.role, other)
                self._answer(index, other)

    def _answer(self, index: int, other: Draft) -> None:
        """Who denies a claim denies it to whoever made it."""
        speakers = other.told[-1].speakers
        for act in self.context.drafts.at(index):
            if self.context.schema.is_a(act.cls, DENIAL) and not act.values("recipient"):
                act.add("recipient", *(EntityRef(p) for p in speakers))

    def _repeat(self, index: int, speakers: tuple[str, ...], role: str, other: Draft) -> None:
        """Make the claim of who denies or confirms: the same content under the other word."""
        context = self.context
        layer = Layer(_TIES[role], speakers, index)
        layers = (*context.status.layers(index), layer)
        made = context.drafts.make(other.cls, index, layers, suffix=f"r{other.token}")
        made.links, made.path, made.name = dict(other.links), other.path, other.name
        self._note(made)
        made.label = other.label
        made.spans[context.evidence(index)] = None
        self._tie(layers, role, other.layers)
        key = context.drafts.claim_key(layers)
        for act in context.drafts.at(index):
            if key and act is not made and context.is_event(act.cls) and act.key.startswith("n"):
                act.add("about", ClaimRef(key))

    def _tie(self, layers: tuple[Layer, ...], role: str, others: tuple[Layer, ...]) -> None:
        drafts = self.context.drafts
        key, other = drafts.claim_key(layers), drafts.claim_key(others)
        if key and other and key != other:
            drafts.tie(key, role, other)

    # -- what is meant -----------------------------------------------------------------------------

    def _meant(
        self, index: int, entry: Entry, argument: Argument, speakers: tuple[str, ...]
    ) -> list[Draft]:
        """The contents of the claim that a word speaks of."""
        context, tree = self.context, self.context.tree
        reached = context.roles.reach(index, entry, argument)
        reached += [c for t in reached for c in tree.kids(t, "nmod") if self._points(c)]
        for token in [m for t in reached for m in tree.conjuncts(t)]:
            near = self._said_in.get(tree[token].sentence, ())
            named = [d for d in near if d.token == token]
            named += [d for d in self._under.get(token, ()) if d.told[-1].cue == token]
            held = self._by_others(speakers, named)
            if held:
                return held
        beside = tree[index].dep == "acl:relcl"  # hung on a name: "an attack on X, which Y denied"
        if not reached or beside or any(self._points(t) for t in reached):
            return self._last(index, reached, speakers)
        return []

    def _points(self, token: int) -> bool:
        """ "It", "the claim", "the attack", "responsibility": words for what was claimed before."""
        context, tree = self.context, self.context.tree
        if tree.lemma(token) in _POINTING:
            return True
        if tree.kids(token, "acl", "ccomp") or context.discourse.paths(token):
            return False
        said = any(
            entry.pos == "noun"
            and any(a.modality in ("Reported", "Alleged") for a in entry.arguments)
            for entry in context.words.entries(token)
        )
        happened = any(context.is_event(r) for r in context.words.references(token))
        return said or (happened and context.definite(token))

    @staticmethod
    def _tells_of(draft: Draft, speakers: tuple[str, ...]) -> bool:
        """Whether a claim tells what somebody does: an accusation is denied by those it names."""
        return not set(draft.entities("actor")).isdisjoint(speakers)

    def _last(self, index: int, reached: list[int], speakers: tuple[str, ...]) -> list[Draft]:
        """The contents of the last claim that somebody else made before a word."""
        context = self.context
        here = context.tree[index].sentence
        before = sorted(
            (
                d
                for sentence in (here - 1, here)
                for d in self._by_others(speakers, self._said_in.get(sentence, ()))
                if d.token < index
            ),
            key=lambda d: d.token,
        )
        classes = {r for t in reached for r in context.words.references(t) if context.is_event(r)}
        schema = context.schema
        if classes and not any(schema.is_a(c, "Claim") for c in classes):
            same = [
                d for d in before if d.cls != ANY and any(self._is_like(d.cls, c) for c in classes)
            ]
            speech = any(schema.is_a(c, "Accuse") for c in classes)
            before = same or ([d for d in before if self._tells_of(d, speakers)] if speech else [])
        if not before:
            return []
        holder = context.drafts.holder(before[-1])
        return [d for d in before if context.drafts.holder(d) == holder]

    def _is_like(self, cls: str, other: str) -> bool:
        return self.context.schema.is_a(cls, other) or self.context.schema.is_a(other, cls)

    def _by_others(self, speakers: tuple[str, ...], drafts: Iterable[Draft]) -> list[Draft]:
        """Those of some nodes that others than some speakers are said to have claimed."""
        found = {
            draft: None
            for draft in drafts
            if draft.told[-1].modality in WORDS
            and draft.told[-1].kind == "content"
            and self.context.is_event(draft.cls)
            and set(draft.told[-1].speakers).isdisjoint(speakers)
        }
        return sorted(found, key=lambda draft: draft.number)

    def _same(self, draft: Draft, index: int, speakers: tuple[str, ...]) -> list[Draft]:
        """Earlier claims by others with the same act of the same actors."""
        actors = frozenset(draft.entities("actor"))
        return [
            other
            for other in self._by_others(speakers, self._said_of.get(actors, ()))
            if actors
            and other.token < index
            and other is not draft
            and self._is_like(draft.cls, other.cls)
        ]
