"""What one statement has to do with another: part of, caused by, meant for, attributed to."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.drafts import Draft
from kg.extract.events import MUTUAL, Events
from kg.extract.layers import Layer, reduce_layers
from kg.extract.times import times
from kg.model import ClaimRef, EntityRef, NodeRef, Value
from kg.ontology import Entry
from kg.terms import Modality

__all__ = ["Links"]

STATEWISE = ("Agree", "Support", "AgreementSigning", "Discussion")
"""What officials do together on a visit, they do for their states."""


LINKING = ("cause", "concerns", "attributedTo", "begin", "topic", "recipient", "participant")
"""Properties that a word of its own may tie what it links with."""


class Links:
    """Reads the lexicon's linking words, whose entries refer to a property, into the drafts."""

    def __init__(self, context: Context, events: Events) -> None:
        self.context = context
        self.events = events
        self.pending = dict(events.pending)

    # -- wholes and parts: before things, since parts inherit participants -------------------------

    def read_parts(self) -> None:
        """Tie events to the meeting or visit that they are part of."""
        found = [row for row in self.context.words.evoked if row[1].reference == "partOf"]
        for index, entry in found:
            if entry.pos == "preposition":
                self._during(index)
        including = [
            w
            for index, entry in found
            if entry.pos != "preposition"
            for w in self._included(index, entry)
        ]
        for whole, token in including:
            for draft in self._events_at(token):
                if draft is not whole:
                    draft.add("partOf", NodeRef(whole.key))
        self._find_hosts()
        for whole, token in including:
            pending = self.pending.get(token)
            if pending is not None:
                self._inherit(token, pending, whole)
            for draft in self._events_at(token):
                if draft is not whole:
                    draft.add("partOf", NodeRef(whole.key))
        self._share_places()

    def _share_places(self) -> None:
        """What is part of a visit happens in its place, unless the text says another."""
        nodes = {NodeRef(draft.key): draft for draft in self.context.drafts}
        for draft in self.context.drafts:
            for role, value in list(draft.links):
                if role != "partOf" or not isinstance(value, NodeRef) or draft.values("place"):
                    continue
                whole = nodes[value]
                if self.context.schema.is_a(whole.cls, "Visit"):
                    draft.add("place", *whole.values("place"))

    def _find_hosts(self) -> None:
        """A visit without a host is to the state of those met on it; marked as inferred."""
        context = self.context
        parts: dict[Value, list[Draft]] = {}
        for draft in context.drafts:
            for value in draft.values("partOf"):
                parts.setdefault(value, []).append(draft)
        for visit in context.drafts:
            if not context.schema.is_a(visit.cls, "Visit") or visit.values("recipient", "place"):
                continue
            home = {context.state_of(p) for p in visit.entities("actor")}
            hosts: dict[str, Draft] = {}
            for draft in parts.get(NodeRef(visit.key), ()):
                if draft.layers == visit.layers:
                    for path in draft.entities("actor", "recipient"):
                        state = context.state_of(path)
                        if state and state not in home:
                            hosts.setdefault(state, draft)
            if len(hosts) == 1 and None not in home:
                state, meeting = hosts.popitem()
                visit.add("recipient", EntityRef(state))
                visit.add("place", EntityRef(state))
                visit.add("inferredFrom", NodeRef(meeting.key))

    def _during(self, preposition: int) -> None:
        tree = self.context.tree
        noun = tree.parent(preposition)
        if noun is None:
            return
        part = next((d for a in tree.ancestors(noun) for d in self._events_at(a)), None)
        if part is None:
            return
        whole = self._whole(noun, part)
        if whole is not None and whole is not part:
            for draft in self._events_at(part.token):
                draft.add("partOf", NodeRef(whole.key))

    def _events_at(self, token: int) -> list[Draft]:
        return [d for d in self.context.drafts.at(token) if self.context.is_event(d.cls)]

    def _whole(self, noun: int, part: Draft) -> Draft | None:
        found = self._events_at(noun)
        if found:
            return found[0]
        entry = self.pending.get(noun)
        if entry is None or not self.context.schema.is_a(entry.reference or "", "Consult"):
            return None
        whole = self._make(noun, entry, part.entities("actor", "recipient"))
        if whole is not None:
            whole.spans = dict(part.spans)
        return whole

    def _make(self, noun: int, entry: Entry, actors: list[str]) -> Draft | None:
        if not actors:
            return None
        filled = {a.role: self.context.roles.fill(noun, entry, a) for a in entry.arguments}
        own = {
            "actor": list(dict.fromkeys([*self.context.actors(filled.get("actor", [])), *actors])),
            "recipient": [],
        }
        made = self.events.build(noun, entry, filled, own)
        del self.pending[noun]
        return made[0]

    def _included(self, verb: int, entry: Entry) -> list[tuple[Draft, int]]:
        """The whole and the tokens of its parts: "the visit included meetings and talks"."""
        context, tree = self.context, self.context.tree
        wholes: list[Draft] = []
        parts: list[int] = []
        for argument in entry.arguments:
            tokens = context.roles.reach(verb, entry, argument)
            tokens = [m for t in tokens for m in tree.conjuncts(t)]
            if argument.role == "partOf":
                wholes = [d for t in tokens for d in self._events_at(t)]
            else:
                parts.extend(tokens)
        return [(wholes[0], token) for token in dict.fromkeys(parts)] if wholes else []

    def _inherit(self, token: int, entry: Entry, whole: Draft) -> None:
        """A part without participants of its own has those of the whole."""
        context = self.context
        cls = entry.reference or ""
        there = self._events_at(token)
        if there:
            for draft in there:  # "the visit included meetings with …": the visitor is one side
                draft.add("actor", *(EntityRef(p) for p in whole.entities("actor")))
            del self.pending[token]
            return
        if not context.schema.is_a(cls, *MUTUAL, "Support"):
            return
        actors = whole.entities("actor", "recipient")
        if context.schema.is_a(cls, *STATEWISE):
            states = [context.state_of(p) for p in actors]
            actors = list(dict.fromkeys(s for s in states if s))
        self._make(token, entry, actors)

    # -- all other links ---------------------------------------------------------------------------

    def read(self) -> None:
        """Tie causes, attributions, concerns, beginnings and topics."""
        for index, entry in self.context.words.evoked:
            if entry.reference == "cause" and entry.pos == "preposition":
                self._cause_phrase(index)
            elif entry.reference in LINKING:
                self._link(index, entry)
        self._abouts()

    def _bearers(self, tokens: list[int]) -> list[Draft]:
        found = [
            d
            for t in tokens
            for m in self.context.tree.conjuncts(t)
            for d in self.context.drafts.at(m)
        ]
        return list({d.key: d for d in found}.values())

    def _link(self, index: int, entry: Entry) -> None:
        context = self.context
        role = entry.reference or ""
        tokens = {a.role: context.roles.reach(index, entry, a) for a in entry.arguments}
        bearers = self._bearers(tokens.get("about", []))
        if role == "participant":
            bearers = self._visits(tokens.get("about", []))
        elif role == "topic" and not bearers:
            bearers = self._where(index)
        values = self._values(index, role, tokens.get(role, []))
        if not bearers or not values:
            return
        if role == "participant":
            self._lend_state(tokens.get("about", []), values)
        layers = context.status.layers(index)
        if role == "recipient":
            bearers = [d for d in bearers if context.is_event(d.cls)]
        for draft in bearers:
            if role == "attributedTo":
                self._attribute(draft, index, layers, values)
            elif reduce_layers(layers) == reduce_layers(draft.layers) or not layers:
                draft.add(role, *values)
                draft.spans[context.evidence(index)] = None

    def _lend_state(self, tokens: list[int], values: list[Value]) -> None:
        """Who comes with an official comes for the same state, unless the text says another."""
        context = self.context
        states = {context.state_of(p) for t in tokens for p in context.discourse.group(t)}
        state = states.pop() if len(states) == 1 else None
        for value in values:
            if state and isinstance(value, EntityRef) and not context.state_of(value.path):
                context.discourse.mentions.entities.link(value.path, "belongsTo", state)

    def _visits(self, tokens: list[int]) -> list[Draft]:
        actors = {p for t in tokens for p in self.context.discourse.group(t)}
        found = [
            d
            for d in self.context.drafts
            if self.context.schema.is_a(d.cls, "Visit")
            and d.is_fact
            and actors & set(d.entities("actor"))
        ]
        return found[:1]

    def _where(self, index: int) -> list[Draft]:
        tree = self.context.tree
        relative = any(tree.lemma(c) in ("where", "which", "when") for c in tree.kids(index))
        head = tree.parent(index)
        return self._events_at(head) if relative and head is not None else []

    def _values(self, index: int, role: str, tokens: list[int]) -> list[Value]:
        context = self.context
        members = list(dict.fromkeys(m for t in tokens for m in context.tree.conjuncts(t)))
        if role == "begin":
            span = context.tree.span(context.tree.subtree(index))
            text = context.tree.parse.text[span.start : span.end]
            return [*(t.date for t in times(text, span.start, context.article.published)[:1])]
        if role == "cause":
            return [NodeRef(d.key) for d in self._bearers(members)]
        if role == "topic":
            return [EntityRef(p) for t in members for p in context.topics.within(t)]
        listed = [e for m in members for e in context.tree.listed(m)]
        paths = [p for t in (listed or members) for p in context.discourse.paths(t)]
        fitting = [p for p in dict.fromkeys(paths) if context.roles.fits_entity(p, "Actor")]
        return [EntityRef(p) for p in fitting]

    def _attribute(
        self, draft: Draft, index: int, layers: tuple[Layer, ...], values: list[Value]
    ) -> None:
        """Who is behind an issue is somebody's word, not a fact, wherever it stands."""
        context = self.context
        layer = Layer(Modality.REPORTED, (), index)
        blamed = context.drafts.make(draft.cls, index, (*layers, layer), suffix="a")
        blamed.path, blamed.label = draft.path, draft.label
        blamed.add("attributedTo", *values)
        if draft.path is None:
            for link in draft.links:
                blamed.links[link] = None
        for topic in draft.values("topic"):
            blamed.add("topic", topic)
        blamed.spans[context.evidence(index)] = None

    def _cause_phrase(self, preposition: int) -> None:
        tree = self.context.tree
        noun = tree.parent(preposition)
        head = tree.parent(noun) if noun is not None else None
        if noun is None or head is None:
            return
        causes = self._bearers([noun])
        subject = tree.surface_subject(head) if tree.is_verbal(head) else None
        effects = self._events_at(head) or (self._bearers([subject]) if subject is not None else [])
        for draft in effects:
            draft.add("cause", *(NodeRef(d.key) for d in causes if d is not draft))

    def _abouts(self) -> None:
        """An event that talks about, signs or condemns something points at it."""
        context = self.context
        for draft in [d for d in context.drafts if context.is_event(d.cls)]:
            for entry in context.words.entries(draft.token):
                for argument in entry.arguments:
                    if argument.role not in ("about", "topic", "party"):
                        continue
                    for token in context.roles.reach(draft.token, entry, argument):
                        self._about(draft, token)

    def _about(self, draft: Draft, token: int) -> None:
        context = self.context
        inside = context.tree.conjuncts(token)
        if context.tree.is_verbal(token):
            direct = context.tree.kids(token, "obj", "obl")
            inside += [m for d in direct for m in context.tree.conjuncts(d)]
        for member in inside:
            for other in context.drafts.at(member):
                thing = not context.is_event(other.cls) or (member in context.tree.conjuncts(token))
                if other is not draft and thing and len(other.layers) <= len(draft.layers):
                    draft.add("about", NodeRef(other.key))

    def read_purposes(self) -> None:
        """Let an event point at the plan that it is meant for, and at what the plan is about."""
        context, tree = self.context, self.context.tree
        for draft in list(context.drafts):
            layers = draft.told
            if not layers or layers[-1].modality is not Modality.PLANNED or layers[-1].speakers:
                continue
            layer = layers[-1]
            cue = layer.cue
            holder = context.drafts.holder(draft)
            above = tree.parent(cue)
            if holder is None or above is None:
                continue
            subject = tree.surface_subject(cue if layer.kind != "purpose" else above)
            bearers = self._events_at(above) or (
                self._bearers([subject]) if subject is not None else []
            )
            for bearer in bearers:
                if bearer is draft or bearer.token == draft.token:
                    continue
                if not context.is_event(bearer.cls):  # "a project begun to supply …"
                    draft.add("about", NodeRef(bearer.key))
                    continue
                bearer.add("purpose", ClaimRef(holder))
                things = [t for m in tree.subtree(draft.token) for t in context.drafts.at(m)]
                for thing in things:
                    if thing.cls == "Dispute" or thing.path is not None:
                        bearer.add("purpose", NodeRef(thing.key))

    def read_claims(self) -> None:
        """Let an event that promises, accuses or asks point at the claim that is its content."""
        context = self.context
        for draft in list(context.drafts):
            key = context.drafts.holder(draft)
            if key is None:
                continue
            layer = draft.told[-1]
            if layer.cue == draft.token or layer.kind == "purpose":
                continue
            for cue in context.drafts.at(layer.cue) or self._said_by(layer):
                if context.is_event(cue.cls) and context.drafts.holder(cue) != key:
                    cue.add("about", ClaimRef(key))

    def _said_by(self, layer: Layer) -> list[Draft]:
        """The event above a noun that holds the content: "stressed the importance of …"."""
        for above in self.context.tree.ancestors(layer.cue):
            for draft in self._events_at(above):
                if layer.speakers and set(layer.speakers) <= set(draft.entities("actor")):
                    return [draft]
        return []
