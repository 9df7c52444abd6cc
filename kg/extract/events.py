"""Events: which words evoke one, who takes part, where and when."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.circumstances import Circumstances
from kg.extract.context import Context
from kg.extract.drafts import Draft
from kg.extract.words import TIMES
from kg.model import EntityRef, Value
from kg.ontology import Entry, Step

__all__ = ["Events"]

MUTUAL = ("Consult", "Agree", "Cooperate", "AgreementReached", "AgreementSigning")
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
OTHERS = frozenset({"other", "another"})
OBJECT = ("obj", "")
FARTHEST = 3
"""Sentences back in which "the attack" alone means one that was told."""
QUOTING = frozenset({"“", '"', "``", "''", "«"})
CLOSING = frozenset({"”", "''", "»"})
NAMING = frozenset({"NOUN", "ADJ"})
AFTER = ("after", "following", "for", "in", "during", "at")
PARTICIPANTS = ("actor", "recipient", "supplier")


@lru_cache(maxsize=4096)
def _objects(entry: Entry) -> list[tuple[str, tuple[Step, ...]]]:
    """The roles whose path begins at a verb's object, each with the path."""
    return [(a.role, path) for a in entry.arguments for path in a.paths if path[0] == OBJECT]


class Events:
    """Reads the events of an article into its drafts."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.circumstances = Circumstances(context)
        self.pending: list[tuple[int, Entry]] = []
        self._reciprocal = {  # sentences that may tell of "each other" or "one another"
            context.tree[index].sentence
            for index, text in enumerate(context.tree.lower)
            if text in OTHERS
        }

    def read(self) -> None:
        """Make a draft for every word that evokes an event with participants."""
        for index in dict.fromkeys(index for index, _ in self.context.words.evoked):
            if not self.context.tree[index].dep.startswith("aux"):
                self._read(index)

    def _read(self, index: int) -> None:
        if self._inside_expression(index) or self._inside_name(index):
            return
        words = self.context.words
        for entries in (words.entries(index), words.shorter(index)):
            if choice := self._choose(index, entries):
                self._evoke(index, *choice)
                return

    def _choose(
        self, index: int, entries: tuple[Entry, ...]
    ) -> tuple[Entry, dict[str, list[int]]] | None:
        """The entry that most participants fit; of equal ones, the one that asks for more."""
        choice: tuple[tuple[int, int], Entry, dict[str, list[int]]] | None = None
        for entry in entries:
            if not self.context.is_event(entry.reference) or entry.kind != "Word":
                continue
            filled = None if self._means_otherwise(index, entry) else self._fill(index, entry)
            if filled is None or self._is_self_harm(index, entry, filled):
                continue
            if self._is_reflexive(index, entry, filled):
                continue
            fit = sum(bool(self.context.actors(filled.get(r, []))) for r in PARTICIPANTS)
            score = (fit, sum(a.required for a in entry.arguments))
            if choice is None or score > choice[0]:
                choice = (score, entry, filled)
        return choice[1:] if choice is not None else None

    def _is_self_harm(self, index: int, entry: Entry, filled: dict[str, list[int]]) -> bool:
        """ "The officer shot himself": nobody attacked anybody."""
        objects = self.context.tree.kids(index, "obj")
        reflexive = any(self.context.tree.lemma(o) in REFLEXIVE for o in objects)
        actors = self.context.actors(filled.get("actor", []))
        if any(path.startswith("state/") for path in actors):
            return False
        return reflexive and self.context.schema.is_a(entry.reference or "", "Assault")

    def _means_otherwise(self, index: int, entry: Entry) -> bool:
        """Whether a verb has an object that is nothing its frame has a place for.

        "Demonstrated her skill" is no demonstration, "meets the bar" no meeting, and who "called X
        a liar" made no telephone call.
        """
        tree = self.context.tree
        if self._is_written(index, entry):
            return True
        if entry.pos != "verb" or len(entry.words) > 1 or not tree.is_verbal(index):
            return False
        places = _objects(entry)
        objects = tree.follow(index, (OBJECT,))
        if len(entry.arguments) == 1 and not places:
            return any(self._is_thing(o) for o in objects)
        with_them = bool(places) and all(p == ("actor", (OBJECT,)) for p in places)
        if not with_them:
            return False
        return any(self._is_thing(o) or self._is_called(o, index) for o in objects)

    def _is_written(self, index: int, entry: Entry) -> bool:
        """ "Tweets attacking X": no text does violence to anybody."""
        context = self.context
        if entry.pos != "verb" or not context.schema.is_a(entry.reference or "", "Assault"):
            return False
        return any(
            context.schema.is_a(reference, "Publication")
            for subject in context.tree.step(index, ("nsubj", ""))
            for reference in context.words.references(subject)
        )

    def _is_thing(self, token: int) -> bool:
        """Whether a common noun stands for neither people, bodies nor a stretch of time."""
        tree, words = self.context.tree, self.context.words
        if tree[token].pos != "NOUN" or tree.lemma(token) in TIMES:
            return False
        event = any(map(self.context.is_event, words.references(token)))
        return not event and not words.actor_class(token) and not self.context.actors([token])

    def _is_called(self, token: int, verb: int) -> bool:
        """Whether more is said of an object: "called X a liar", "called X “crooked”"."""
        tree = self.context.tree
        after = max(tree.subtree(token)) + 1
        quoted = after < len(tree.tokens) and tree[after].text in QUOTING
        named = [c for c in tree.kids(verb, "xcomp", "obj") if c > token and tree[c].pos in NAMING]
        return quoted or bool(named) or tree[after - 1].text in CLOSING

    def _is_reflexive(self, index: int, entry: Entry, filled: dict[str, list[int]]) -> bool:
        """ "In defending himself and his record": done to nobody else, though it asks for one."""
        if not any(a.role == "recipient" and a.required for a in entry.arguments):
            return False
        objects = self.context.tree.kids(index, "obj")
        if not any(self.context.tree.lemma(o) in REFLEXIVE for o in objects):
            return False
        others = self.context.actors(filled.get("recipient", []))
        return not set(others) - set(self.context.actors(filled.get("actor", [])))

    def _inside_name(self, index: int) -> bool:
        """A word of a longer known name ("Organization of … Cooperation") evokes nothing."""
        matches = self.context.discourse.mentions.names.matches(index)
        return any(m.kind == "name" and m.last - m.first > 1 for m in matches)

    def _inside_expression(self, index: int) -> bool:
        """A noun of the verb's own expression ("launch an attack on") is no second event."""
        head = self.context.tree.parent(index)
        drafts = self.context.drafts.at(head) if head is not None else []
        if head is None or not drafts or self.context.tree[index].pos != "NOUN":
            return False
        lemma = self.context.tree.lemma(index)
        return any(lemma in entry.words[1:] for entry in self.context.words.entries(head))

    def _fill(self, index: int, entry: Entry) -> dict[str, list[int]] | None:
        fill = self.context.roles.fill
        if any(a.required and not fill(index, entry, a) for a in entry.arguments):
            return None
        filled: dict[str, list[int]] = {}
        for argument in entry.arguments:
            found = fill(index, entry, argument)
            taken = {t for tokens in filled.values() for t in tokens}
            if argument.role in PARTICIPANTS and argument.role != "actor":
                found = [t for t in found if t not in taken]
            filled.setdefault(argument.role, []).extend(
                t for t in found if t not in filled.get(argument.role, [])
            )
        return filled

    def _evoke(self, index: int, entry: Entry, filled: dict[str, list[int]]) -> None:
        cls = entry.reference or ""
        context = self.context
        actors = {role: context.actors(filled.get(role, [])) for role in PARTICIPANTS}
        for role in ("recipient",):
            actors[role] = [p for p in actors[role] if p not in actors["actor"]] or (
                [] if actors["actor"] == actors[role] else actors[role]
            )
        if entry.pos == "noun" and self._is_joint(cls) and len(actors["actor"]) == 1:
            actors["actor"].extend(p for p in self._there(index) if p not in actors["actor"])
        verbal = self.circumstances.is_speech(cls)
        enough = actors["actor"] if verbal else [p for paths in actors.values() for p in paths]
        repeats = entry.pos == "noun" and not any(a.modality for a in entry.arguments)
        known = self._known(index, cls, filled, actors) if repeats else None
        if known is not None:
            context.drafts.alias(index, known)
            self._describe(known, index, filled, actors)
            return
        if not verbal and not enough and self._is_unnamed(index, cls, filled):
            enough = ["somebody"]
        if not verbal and not enough and self._is_known_harm(index, entry, filled):
            enough = ["somebody"]
        if not enough and not self._variants(index, cls, filled)[0]:
            if entry.pos == "noun":
                self.pending.append((index, entry))
            return
        if verbal and entry.pos == "noun" and len(actors["actor"]) == 1 and self._is_joint(cls):
            self.pending.append((index, entry))
        self.build(index, entry, filled, actors)

    def _is_unnamed(self, index: int, cls: str, filled: dict[str, list[int]]) -> bool:
        """ "Thousands of workers marched in Lima": it happened there, though nobody has a name."""
        somebody = [t for role in ("actor", "recipient") for t in filled.get(role, [])]
        people = [t for t in somebody if self.context.words.actor_class(t)]
        return bool(people) and bool(
            self.context.places(self.circumstances.place_tokens(index, cls, filled))
        )

    def _is_known_harm(self, index: int, entry: Entry, filled: dict[str, list[int]]) -> bool:
        """ "X condemned the attack on a church in Quetta": the attack is taken for granted."""
        cls, head = entry.reference or "", self.context.tree.parent(index)
        if entry.pos != "noun" or head is None or not self.context.schema.is_a(cls, "Assault"):
            return False
        judged = any(
            self.context.schema.is_a(d.cls, "Accuse") for d in self.context.drafts.at(head)
        )
        return (
            judged
            and self.context.definite(index)
            and bool(self.context.places(self.circumstances.place_tokens(index, cls, filled)))
        )

    def _there(self, noun: int) -> list[str]:
        """ "X left after talks with Y": whoever does something after or for talks takes part."""
        tree, first = self.context.tree, self.context.tree.first_conjunct(noun)
        verb = tree.parent(first)
        if verb is None or tree[first].dep != "obl" or tree.adposition(first) not in AFTER:
            return []
        if tree.is_passive(verb) or not tree.step(noun, ("nmod", "with")):
            return []
        subject = tree.surface_subject(verb)
        return self.context.actors(tree.conjuncts(subject)) if subject is not None else []

    def _is_joint(self, cls: str) -> bool:
        return self.context.schema.is_a(cls, "Meeting", "Discussion")

    def _known(
        self, index: int, cls: str, filled: dict[str, list[int]], actors: dict[str, list[str]]
    ) -> Draft | None:
        """The event that a definite noun names again: by whom, on whom, or just before."""
        if not self.context.definite(index):
            return None
        schema, tree = self.context.schema, self.context.tree
        places = set(self.context.places(self.circumstances.place_tokens(index, cls, filled)))
        named = any(actors[role] for role in ("actor", "recipient"))
        told = [d for d in self.context.drafts.latest(schema.under(cls)) if d.token < index]
        for draft in told:
            if draft.layers and not self._is_said_again(draft, index):
                continue
            back = tree[index].sentence - tree[draft.token].sentence
            if not named and back > FARTHEST and len(told) > 1:
                continue
            there = {*draft.entities("place", "recipient")}
            there |= {state for p in there if (state := self.context.state_of(p))}
            if places and not places & there and (back or draft.values("place")):
                continue  # "the attack in Y" after one in X, or nobody knows where
            for role in ("actor", "recipient"):
                mine, theirs = set(actors[role]), set(draft.entities(role))
                if mine and not mine <= theirs and not self._same_states(mine, theirs):
                    break
            else:
                return draft
        return None

    def _is_said_again(self, draft: Draft, index: int) -> bool:
        """Whether a noun may name again what is no fact: "agreed to disarm, … their disarmament".

        What was planned or alleged just before is no fact only because it is named again.
        """
        layers, tree = self.context.status.layers(index), self.context.tree
        near = tree[index].sentence - tree[draft.token].sentence <= 1
        return draft.layers == layers or (near and not layers)

    def _same_states(self, mine: set[str], theirs: set[str]) -> bool:
        left = {self.context.state_of(p) for p in mine}
        right = {self.context.state_of(p) for p in theirs}
        return None not in left and left <= right and not any(p.startswith("person/") for p in mine)

    # -- building --------------------------------------------------------------------------------

    def build(
        self, index: int, entry: Entry, filled: dict[str, list[int]], actors: dict[str, list[str]]
    ) -> list[Draft]:
        """Make the drafts of one word: several where it says "each" or lists places."""
        context = self.context
        cls = self._class(entry.reference or "", actors["actor"])
        layers = context.status.layers(index)
        variants = self._variants(index, cls, filled)
        made = []
        for number, extra in enumerate(variants):
            draft = context.drafts.make(cls, index, layers, suffix=f".{number}" if number else "")
            own = dict(actors)
            for role, value in extra:
                if role in own:
                    own[role] = []
                draft.add(role, value)
            fixed = {role for role, _ in extra}
            self._describe(draft, index, filled, own, skip=fixed)
            made.append(draft)
        return made

    def _class(self, cls: str, actors: list[str]) -> str:
        """The class of an event, which may be another where several states act together."""
        joint = self.context.schema.joint.get(cls)
        states = {self.context.state_of(path) for path in actors} - {None}
        return joint if joint and len(states) > 1 else cls

    def _variants(
        self, index: int, cls: str, filled: dict[str, list[int]]
    ) -> list[list[tuple[str, Value]]]:
        context = self.context
        mutual = context.schema.is_a(cls, *MUTUAL)
        if not mutual and (role := self._reciprocal_role(index, cls, filled)):
            pair = context.discourse.pair(index)
            # "in each other's territories": nobody's but a state's is a place
            met = context.discourse.groups.as_states(pair) if role == "place" else pair
            if len(pair) == len(met) == 2:
                one, other = (EntityRef(p) for p in pair)
                here, there = (EntityRef(p) for p in met)
                return [[("actor", one), (role, there)], [("actor", other), (role, here)]]
        if context.schema.is_a(cls, "Visit"):
            tokens = [t for role in ("place", "recipient") for t in filled.get(role, [])]
            tokens += [t for token in tokens for t in context.tree.listed(token)]
            cities = [p for p in context.places(tokens) if p.startswith("place/")]
            if len(cities) > 1:
                return [[("place", EntityRef(p))] for p in cities]
        if context.schema.is_a(cls, "Cooperate"):
            shared = context.topics.at(index)
            listed = [
                c
                for c in context.tree.kids(index, "amod", "compound")
                if context.tree.kids(c, "conj")
            ]
            if len(shared) > 1 and listed:
                return [[("topic", EntityRef(p))] for p in shared]
        return [[]]

    def _reciprocal_role(self, index: int, cls: str, filled: dict[str, list[int]]) -> str:
        if self.context.tree[index].sentence not in self._reciprocal:
            return ""
        for role in ("recipient", "place"):
            tokens = (
                filled.get(role, [])
                if role == "recipient"
                else self.circumstances.place_tokens(index, cls, filled)
            )
            if any(self._is_reciprocal(t) for t in tokens):
                return role
        return ""

    def _is_reciprocal(self, token: int) -> bool:
        words = " ".join(
            self.context.tree[i].text.lower() for i in self.context.tree.subtree(token)[:4]
        )
        return "each other" in words or "one another" in words

    def _describe(
        self, draft: Draft, index: int, filled: dict[str, list[int]],
        actors: dict[str, list[str]], *, skip: set[str] | frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        context = self.context
        for role, paths in actors.items():
            if role not in skip:
                draft.add(role, *(EntityRef(p) for p in paths))
        used = [t for role in PARTICIPANTS for t in filled.get(role, [])]
        for token in used:
            if tenure := context.discourse.inferred(token):
                draft.add(context.discourse.derivation(token), EntityRef(tenure))
        self.circumstances.describe(draft, index, filled, skip=frozenset(skip))
        near = [t for t in used if context.tree[t].sentence == context.tree[index].sentence]
        draft.spans[context.evidence(index, near)] = None
