"""What an actor says it will do, and with whom: intentions, threats and refusals.

PLOVER takes an announced cooperative act for agreement, an announced hostile act for a threat, an
announced refusal to cooperate for a rejection. Which class an announcement gets, the ontology says
(`ent:announcedAs`, `ent:declinedAs`); the act itself stays the content of a claim.
"""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.drafts import Draft
from kg.extract.events import MUTUAL
from kg.extract.layers import Layer
from kg.model import ClaimRef, EntityRef
from kg.terms import Modality

__all__ = ["Intentions"]

INTENTION = "Intention"
PASSED_ON = ("Agree", "Reject", "Threaten")
"""Events that are directed at whoever the act that they speak of is directed at."""
ASKING = "Request"
DENYING = "Denial"
APART = frozenset({"", "if", "unless", "when", "after", "because", "since", "as", "while", "until"})
"""Marks of clauses, and their lack, that tell more of an act and not what it is."""


class Intentions:
    """Reads announcements out of the claims that hold what is announced."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def announce(self) -> None:
        """Make an event for "X said it will …"; settle what kind each one is."""
        for draft in list(self.context.drafts):
            if self.context.is_event(draft.cls):
                self._announce(draft)
        for draft in list(self.context.drafts):
            if self.context.schema.is_a(draft.cls, INTENTION):
                self._settle(draft)

    def _announce(self, act: Draft) -> None:
        context = self.context
        layers = act.told
        declined = bool(layers) and layers[-1].modality is Modality.NEGATED
        planned = layers[-2 if declined else -1] if len(layers) > declined else None
        if planned is None or not self._is_plan(planned) or (declined and layers[-1].speakers):
            return
        if any(layer.kind == "purpose" for layer in act.layers):
            return  # what somebody does something for is announced by nobody
        word = next((one for one in reversed(act.layers) if self._is_word(one)), None)
        kind = context.schema.announced(act.cls, declined=declined)
        if word is None or not kind or not self._is_own(act, word.speakers):
            return
        if any(context.is_event(d.cls) for d in context.drafts.at(word.cue)):
            return
        made = context.drafts.make(kind, word.cue, context.status.layers(word.cue), suffix="i")
        made.add("actor", *(EntityRef(p) for p in word.speakers))
        if key := context.drafts.holder(act):
            made.add("about", ClaimRef(key))
        made.spans[context.evidence(word.cue)] = None

    def _is_plan(self, layer: Layer) -> bool:
        return layer.modality is Modality.PLANNED and bool(layer.speakers)

    def _is_word(self, layer: Layer) -> bool:
        """Whether somebody speaks: who only plans has announced nothing."""
        spoken = layer.modality is Modality.REPORTED and layer.kind == "content"
        return spoken and bool(layer.speakers)

    def _is_own(self, act: Draft, speakers: tuple[str, ...]) -> bool:
        """Whether those who speak are those who act, or speak for the same state."""
        actors = act.entities("actor", "supplier")
        if set(speakers) & set(actors):
            return True
        states = {self.context.state_of(p) for p in actors} - {None}
        return bool(states & {self.context.state_of(p) for p in speakers})

    def _settle(self, draft: Draft) -> None:
        """An intention is of the kind that its content makes it; one without such content goes."""
        kinds = [
            kind
            for act in self._contents(draft)
            if (kind := self.context.schema.announced(act.cls, declined=False))
        ]
        if kinds:
            self.context.drafts.recast(draft, kinds[0])
        else:
            self.context.drafts.drop(draft)

    def _contents(self, draft: Draft) -> list[Draft]:
        """The events that stand directly in the claim that a word makes."""
        found = []
        for act in self.context.drafts:
            layers = act.told
            cues = [layer.cue for layer in layers[-2:]]
            if act is not draft and draft.token in cues and self.context.is_event(act.cls):
                found.append(act)
        return found

    def direct(self) -> None:
        """Who agrees to, refuses or threatens an act directs it at whom the act is directed at."""
        context = self.context
        held: dict[str, list[Draft]] = {}
        for draft in list(context.drafts):
            if draft.values("recipient") or not context.is_event(draft.cls):
                continue
            if context.schema.is_a(draft.cls, DENYING):
                draft.add("recipient", *(EntityRef(p) for p in self._accusers(draft)))
                continue
            keys = {v.key for v in draft.values("about") if isinstance(v, ClaimRef)}
            if not keys:
                continue
            held = held or self._held()
            inside = [act for key in keys for act in held.get(key, ())]
            inside = [act for act in inside if not self._is_aside(act, draft)]
            acts = sorted(inside, key=lambda act: act.number)
            if context.schema.is_a(draft.cls, *PASSED_ON):
                found = [p for d in acts for p in self._other_side(d)]
            elif context.schema.is_a(draft.cls, ASKING):
                found = [p for d in acts for p in d.entities("actor")]
            else:
                continue
            own = {*draft.entities("actor"), *map(context.state_of, draft.entities("actor"))}
            draft.add("recipient", *(EntityRef(p) for p in found if p not in own))

    def _accusers(self, denial: Draft) -> list[str]:
        """Who accused whoever denies, in the same sentence or the one before."""
        context = self.context
        own = set(denial.entities("actor"))
        own |= {state for p in own if (state := context.state_of(p))}
        here = context.tree[denial.token].sentence
        for draft in reversed(context.drafts.all):
            back = here - context.tree[draft.token].sentence
            if not 0 <= back <= 1 or not context.schema.is_a(draft.cls, "Accuse"):
                continue
            accused = {p for r in draft.entities("recipient") for p in (r, context.state_of(r))}
            if draft.is_fact and own & accused:
                return [p for p in draft.entities("actor") if p not in own]
        return []

    def _is_aside(self, act: Draft, draft: Draft) -> bool:
        """Whether an act only tells more of what is promised: "planes that attack Y", "if Y acts".

        Who brokered a truce that others agree to, or is attacked by whom they threaten, is not at
        whom they direct anything.
        """
        tree = self.context.tree
        for node in (act.token, *tree.ancestors(act.token)):
            if node == draft.token:
                break
            dep, mark = tree[node].dep, tree.adposition(node)
            if dep == "acl:relcl" or (dep in ("acl", "advcl") and mark in APART):
                return not (dep == "acl" and tree[node].tag == "VB")
        return False

    def _held(self) -> dict[str, list[Draft]]:
        """The nodes that each claim holds."""
        found: dict[str, list[Draft]] = {}
        for draft in self.context.drafts:
            if key := self.context.drafts.holder(draft):
                found.setdefault(key, []).append(draft)
        return found

    def _other_side(self, act: Draft) -> list[str]:
        joint = self.context.schema.is_a(act.cls, *MUTUAL)
        return act.entities("recipient") or (act.entities("actor") if joint else [])
