"""Which actor, office or place a noun phrase names: by name, by title, by description.

A mention that cannot be resolved with reason stays unresolved: a wrong actor is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.names import Names
from kg.extract.phrases import SOIL, is_regional, kinds, points_back, slug
from kg.extract.tree import Tree
from kg.extract.words import Words
from kg.model import Article, Entity, EntityRef, Value
from kg.ontology import Ontology, Tenure

__all__ = ["Found", "Mentions"]

STATE_STEPS = (("nmod", "poss"), ("amod", ""), ("compound", ""), ("nmod", "of"), ("nmod", "from"))
FORMER = frozenset(
    {"former", "ex", "then", "late", "past", "previous", "next", "future", "would-be"}
)
ORGANISED = frozenset(
    "ministry party council university group army force forces organization organisation committee "
    "bank corporation company union front brigade movement association agency commission court "
    "parliament senate congress assembly institute federation alliance league department bureau "
    "command guard guards corps authority center centre foundation network times post news".split()
)
STATELY = ("State", "GovernmentBody", "SecurityForce")
LOCATIVE = frozenset({"in", "at", "near", "from", "to", "outside", "around", "across", "into"})
FOLDERS = (("Person", "person"), ("Office", "office"), ("Place", "place"), ("ArmedGroup", "group"))


@dataclass(frozen=True, slots=True)
class Found:
    """What a mention names: entity paths, and the tenure that they were inferred from, if any."""

    paths: tuple[str, ...]
    inferred: str | None = None


NOTHING = Found(())


class Mentions:
    """The entities that an article mentions, by the head token of the mention."""

    def __init__(self, article: Article, tree: Tree, words: Words, ontology: Ontology) -> None:
        self.article = article
        self.tree = tree
        self.words = words
        self.reference = ontology.reference
        self.schema = ontology.schema
        self.lexicon = ontology.lexicon
        self.entities: dict[str, Entity] = {}
        self.states: dict[str, str] = {}
        self.names = Names(tree, ontology.reference)
        self._found: dict[int, Found] = {}

    # -- look-ups for the other parts ------------------------------------------------------------

    def named(self, index: int) -> Found:
        """What the noun phrase headed by a token names, without looking at what was said before."""
        if index not in self._found:
            self._found[index] = NOTHING  # ends circles
            self._found[index] = self._resolve(index)
        return self._found[index]

    def cls(self, path: str) -> str:
        """The class of an entity."""
        known = self.reference.entities.get(path)
        return known.cls if known else self.entities[path].cls if path in self.entities else "Actor"

    def state(self, path: str) -> str | None:
        """The state that an entity is or serves; None where unknown."""
        return self.reference.state_of(path) or self.states.get(path) or self._state_of_person(path)

    def _state_of_person(self, path: str) -> str | None:
        if not path.startswith("person/"):
            return None
        date = self.article.published
        held = {
            self.reference.state_of(t.office)
            for t in self.reference.tenures
            if t.person == path and (date is None or t.holds_on(date))
        }
        return held.pop() if len(held) == 1 else None

    def as_place(self, index: int) -> list[str]:
        """The places that a token names."""
        return [
            m.path for m in self.names.matches(index) if m.kind == "name" and self._is_place(m.path)
        ]

    def _is_place(self, path: str) -> bool:
        cls = self.cls(path)
        return self.schema.is_a(cls, "Place") or self.schema.is_a(cls, "State")

    def modifier_state(self, index: int) -> str | None:
        """The one state that modifies a noun: "Iran's", "Iranian", "of Iran"."""
        found = {
            state
            for step in STATE_STEPS
            for node in self.tree.follow(index, (step,))
            for path in self.named(node).paths
            if any(self.schema.is_a(self.cls(path), kind) for kind in STATELY)
            and (state := self.state(path))
        }
        return found.pop() if len(found) == 1 else None

    def add(self, path: str, cls: str, label: str, index: int, *, state: str | None = None) -> str:
        """Make an entity that the reference data does not know."""
        if path not in self.reference.entities and path not in self.entities:
            links: tuple[tuple[str, Value], ...] = ()
            if state and cls == "Office":
                links = (("officeOf", EntityRef(state)),)
            elif state and cls != "Person":
                links = (("belongsTo", EntityRef(state)),)
            token = self.tree[index]
            evidence = (self.tree.span([token.index]),)
            self.entities[path] = Entity(path, cls, label, False, links, evidence)
            if state:
                self.states[path] = state
        return path

    def belong(self, path: str, state: str) -> None:
        """Let an entity that the reference data does not know belong to a state."""
        if path in self.entities:
            links = (*self.entities[path].links, ("belongsTo", EntityRef(state)))
            self.entities[path] = replace(self.entities[path], links=links)
            self.states[path] = state

    # -- resolution ------------------------------------------------------------------------------

    def _resolve(self, index: int) -> Found:
        token = self.tree[index]
        if token.pos not in ("NOUN", "PROPN", "ADJ", "X", "NUM", "VERB") or token.dep == "punct":
            return NOTHING
        matches = [m for m in self.names.matches(index) if m.kind != "demonym"]
        if matches and self.names.covers_head(index, matches[0]):
            paths = tuple(dict.fromkeys(m.path for m in matches))
            metonyms = [m.path for m in matches if m.kind == "metonym"]
            return Found(tuple(metonyms) or paths[:1]) if len(paths) > 1 else Found(paths)
        demonyms = [m for m in self.names.matches(index) if m.kind == "demonym"]
        if demonyms and token.pos != "NOUN" and not self._heads_actor(index):
            states = tuple(dict.fromkeys(m.path for m in demonyms))
            if len(states) != 1:
                return NOTHING
            if token.tag == "NNPS" or (token.tag == "NNS"):
                return self._people(index, token.text, states[0])
            return Found(states)
        if demonyms and token.pos == "NOUN":
            return self._people(index, token.text, demonyms[0].path)
        if token.pos == "ADJ" or token.pos == "VERB":
            return NOTHING
        if office := self._office(index):
            return office
        if token.pos == "PROPN" and (person := self._person(index)):
            return person
        if described := self._described(index):
            return described
        return self._unknown_name(index) if token.pos == "PROPN" else NOTHING

    def _heads_actor(self, index: int) -> bool:
        return bool(self.words.actor_class(index))

    def _people(self, index: int, text: str, state: str) -> Found:
        return Found((self.add(f"group/{slug(text)}", "Actor", text, index, state=state),))

    def _role(self, index: int) -> str:
        """The role that a title names, as its common nouns: "prime minister"."""
        texts = [self.tree[i].text.lower() for i in range(max(0, index - 3), index + 1)]
        for start in range(len(texts)):
            words = tuple(texts[start:])
            singular = (*words[:-1], self.tree.lemma(index))
            for candidate in (words, singular):
                if candidate in self.reference.roles:
                    return " ".join(candidate)
        if self.tree.lemma(index) == "minister" and not self.names.matches(index):
            before = kinds(self.tree, self.names, index)
            return " ".join([*before[-1:], "minister"]) if before else ""
        return ""

    def role(self, index: int) -> str:
        """The leading role that a noun names ("president"), or an empty string."""
        return self._role(index)

    def _title_state(self, index: int) -> str | None:
        state = self.modifier_state(index)
        if state is None:
            # "US President": the adjective may hang on another word of the title
            for i in range(max(0, index - 4), index):
                near = [
                    m for m in self.names.matches(i) if self.schema.is_a(self.cls(m.path), "State")
                ]
                if near and near[-1].last <= index and self._same_phrase(i, index):
                    state = near[-1].path
        return state

    def _same_phrase(self, first: int, last: int) -> bool:
        return all(
            self.tree[i].pos in ("PROPN", "NOUN", "ADJ", "PART") or self.tree[i].text in "-."
            for i in range(first, last)
        )

    def _office(self, index: int) -> Found | None:
        role = self._role(index)
        if not role:
            return None
        before = [self.tree[i].text.lower() for i in range(max(0, index - 5), index)]
        if FORMER.intersection(before[-4:]):
            return NOTHING
        state = self._title_state(index)
        if state is None:
            return None
        if self.tree[index].tag in ("NNS", "NNPS"):
            return None
        offices = self.reference.offices.get((state, role), [])
        if len(offices) > 1:
            return NOTHING
        label = f"{role[:1].upper() + role[1:]} of {self._label(state)}"
        office = (
            offices[0]
            if offices
            else self.add(f"office/{slug(label)}", "Office", label, index, state=state)
        )
        name = self._name_after(index)
        if name is not None:
            return name
        return self.holder(office)

    def holder(self, office: str) -> Found:
        """Who holds an office: on the article's date, or the one holder that the article names."""
        date = self.article.published
        tenures = [t for t in self.reference.tenures if t.office == office]
        if date is not None:
            tenures = [t for t in tenures if t.holds_on(date)]
        else:
            named = self.names.persons_named()
            tenures = [t for t in tenures if t.person in named]
        return self._inferred(tenures, office)

    def _inferred(self, tenures: list[Tenure], office: str) -> Found:
        people = {t.person for t in tenures}
        if len(people) != 1:
            return Found((office,))
        return Found((tenures[-1].person,), tenures[-1].path)

    def _label(self, path: str) -> str:
        known = self.reference.entities.get(path)
        return known.label if known else self.entities[path].label

    def _name_after(self, index: int) -> Found | None:
        """The name that follows a title, in apposition or in one run with it."""
        for child in self.tree.kids(index, "appos", "flat", "flat:name", "nmod", "compound"):
            adjacent = child == index + 1 or self.tree[child].dep in ("appos", "flat", "flat:name")
            if child > index and adjacent and self.tree[child].pos == "PROPN":
                person = self._person(child)
                if person and any(p.startswith("person/") for p in person.paths):
                    return person
        return None

    def _person(self, index: int) -> Found | None:
        run = self.names.run(index) or (index, index + 1)
        for i in range(*run):
            for match in self.names.matches(i):
                if match.path.startswith("person/"):
                    return Found((match.path,))
        family = self.tree[run[1] - 1].text
        if len(self.names.words(*run)) <= 2 and (paths := self.names.persons(family)):
            if len(paths) == 1:
                return Found((paths[0],))
            date = self.article.published
            held = {
                t.person
                for t in self.reference.tenures
                if t.person in paths and date and t.holds_on(date)
            }
            return Found((held.pop(),)) if len(held) == 1 else NOTHING
        return self._titled(run)

    def _titled(self, run: tuple[int, int]) -> Found | None:
        first, last = run
        title = None
        for i in range(max(0, first - 1), last - 1):
            if self._role(i) or self.words.is_title(i):
                title = i
        if title is None or title + 1 >= last:
            return None
        name = [self.tree[i].text for i in range(max(title + 1, first), last)]
        if not name or not name[0][:1].isupper():
            return None
        label = " ".join(name).replace(" - ", "-")
        state = self._title_state(title)
        known = [
            p for p in self.entities if p.startswith("person/") and p.endswith("-" + slug(name[-1]))
        ]
        if len(name) == 1 and len(known) == 1:
            return Found((known[0],))
        path = self.add(f"person/{slug(label)}", "Person", label, last - 1, state=state)
        self.names.remember(name[-1], path)
        return Found((path,))

    def _described(self, index: int) -> Found | None:
        """A common noun for actors: "militants", "Pakistan's military officials"."""
        cls = self.words.actor_class(index)
        if not cls:
            return self._described_place(index)
        if points_back(self.tree, index):
            return None
        if listed := self.tree.listed(index):
            paths = [p for node in listed for p in self.named(node).paths]
            if paths:
                return Found(tuple(dict.fromkeys(paths)))
        lemma = self.tree.lemma(index)
        if lemma in ("leader", "government", "president", "ruler") and self.tree[index].tag != "NN":
            states = self._states_of(index)
            if len(states) > 1:
                return Found(states)
        if self.schema.is_a(cls, "State") and not is_regional(self.tree, index):
            return NOTHING
        sorts = kinds(self.tree, self.names, index)
        head = self.tree[index].text.lower()
        label = " ".join([*sorts, head])
        state = self.modifier_state(index)
        folder = self._folder(cls)
        cls = "Actor" if self.schema.is_a(cls, "State") else cls
        if state:
            full = f"{label} of {self._label(state)}"
            return Found((self.add(f"{folder}/{slug(full)}", cls, full, index, state=state),))
        if not sorts and cls == "Actor":
            return NOTHING
        path = f"{folder}/{slug(label)}-{self.article.id}"
        return Found((self.add(path, cls, label, index),))

    def _described_place(self, index: int) -> Found | None:
        """ "Cities including X and Y" are these; "each other's territory" is the other's state."""
        if not any(self.schema.is_a(r, "Place") for r in self.words.references(index)):
            return None
        listed = [p for node in self.tree.listed(index) for p in self.named(node).paths]
        if listed:
            return Found(tuple(dict.fromkeys(listed)))
        if self.tree.lemma(index) in SOIL and (state := self.modifier_state(index)):
            return Found((state,))
        return None

    def _states_of(self, index: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for step in STATE_STEPS:
            for node in self.tree.follow(index, (step,)):
                for member in self.tree.conjuncts(node):
                    for path in self.named(member).paths:
                        if self.schema.is_a(self.cls(path), "State"):
                            found[path] = None
        return tuple(found)

    def _folder(self, cls: str) -> str:
        for name, folder in FOLDERS:
            if self.schema.is_a(cls, name):
                return folder
        return "group" if cls in ("Actor", "State") else "organization"

    def _unknown_name(self, index: int) -> Found:
        run = self.names.run(index)
        if run is None or self.tree[index].dep in ("compound", "flat", "nmod:unmarked"):
            return NOTHING
        texts = [self.tree[i].text for i in range(*run)]
        label = " ".join(texts).replace(" - ", "-")
        if ORGANISED.intersection(t.lower() for t in texts):
            state = self.modifier_state(index)
            return Found(
                (
                    self.add(
                        f"organization/{slug(label)}", "Organization", label, index, state=state
                    ),
                )
            )
        if self.tree.adposition(index) in LOCATIVE and self.tree[index].dep in ("obl", "nmod"):
            return Found((self.add(f"place/{slug(label)}", "Place", label, index),))
        apposed = [self.words.actor_class(c) for c in self.tree.kids(index, "appos")]
        if any(self._role(c) for c in self.tree.kids(index, "appos")) or "Person" in apposed:
            return Found((self.add(f"person/{slug(label)}", "Person", label, index),))
        if len(texts) > 1 and self.words.speaks(index):
            path = self.add(f"person/{slug(label)}", "Person", label, index)
            self.names.remember(texts[-1], path)
            return Found((path,))
        return NOTHING
