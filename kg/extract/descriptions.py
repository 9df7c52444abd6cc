"""Actors told by common nouns: "militants", "the Iranian foreign ministry", "Shanghai police"."""

from __future__ import annotations

from kg.extract.entities import NOTHING, Entities, Found
from kg.extract.names import Names
from kg.extract.owners import Owner, Owners
from kg.extract.phrases import SOIL, is_regional, is_unspecific, kinds, points_back, slug
from kg.extract.tree import Tree
from kg.extract.words import Words

__all__ = ["Descriptions"]

LEADING = frozenset({"leader", "government", "president", "ruler", "minister", "official"})
FIGHTING = frozenset(
    """fighter militant gunman rebel insurgent force troop soldier member militiaman guerrilla
    jihadist terrorist extremist group militia movement""".split()
)
"""Nouns that, after the name of an armed group or a force, mean that group itself."""


COLLECTIVE = frozenset({"force", "group", "militia", "movement"})
"""Those of them that mean the whole group in the singular too: one fighter is not the group."""


class Descriptions:
    """Resolves noun phrases by their head noun and by whose it is."""

    def __init__(
        self, tree: Tree, names: Names, entities: Entities, owners: Owners, words: Words
    ) -> None:
        self.tree = tree
        self.names = names
        self.entities = entities
        self.owners = owners
        self.words = words
        self.schema = entities.schema
        self.reference = entities.reference

    def people(self, index: int, text: str, state: str) -> Found:
        """ "Iranians": people of a state."""
        span = self.tree.span([index])
        label, path = text[:1].upper() + text[1:], f"group/{slug(text)}"
        return Found(
            (self.entities.add("Actor", label, span, path=path, links={"belongsTo": state}),)
        )

    def resolve(self, index: int) -> Found | None:
        """Whom a common noun describes; None where it describes no actor or place."""
        if office := self._office_of(index):
            return office
        cls = self.words.actor_class(index)
        if not cls:
            return self._wielded(index) or self._place(index)
        if self._is_mass(index):
            return NOTHING
        if points_back(self.tree, index):
            return None
        if listed := self.tree.listed(index):
            paths = [p for node in listed for p in self.owners.named(node).paths]
            if paths:
                return Found(tuple(dict.fromkeys(paths)))
        if self.tree.lemma(index) in LEADING and self.tree[index].tag != "NN":
            states = self.owners.states(index)
            if len(states) > 1:
                return Found(states)
        if name := self._name_beside(index):
            return name
        if several := self._of_each(index, cls):
            return several
        if self.schema.is_a(cls, "State") and not is_regional(self.tree, index):
            return NOTHING
        return self._described(index, cls)

    def _described(self, index: int, cls: str) -> Found | None:
        sorts = kinds(self.tree, self.names, index)
        head = self.tree[index].text
        label = " ".join([*sorts, head if head.isupper() else head.lower()])
        owner = self.owners.owner(index)
        cls = "Actor" if self.schema.is_a(cls, "State") else cls
        if self._is_name(index):
            body = self._body(index, cls, sorts, owner) if owner else None
            return Found((body,)) if body else None
        if owner is None:
            if cls == "Organization" and self.tree[index].dep == "compound":
                return NOTHING  # "an association agreement": no association acts in it
            if (not sorts and cls == "Actor" and not self._is_victim(index)) or self.tree.lemma(
                index
            ) in EQUIPMENT:
                return NOTHING
            return Found((self._unowned(index, cls, label),))
        if group := self._group(index, owner):
            return Found((group,))
        if body := self._body(index, cls, sorts, owner):
            return Found((body,))
        return Found((self._owned(cls, label, owner, index),))

    def _is_mass(self, index: int) -> bool:
        """Whether a noun stands bare for what has no members: "use force", "seized power"."""
        bare = not self.tree.kids(index, "det", "amod", "compound", "nmod:poss", "nummod")
        return self.tree.lemma(index) in MASS and self.tree[index].tag == "NN" and bare

    def _is_victim(self, index: int) -> bool:
        """Whether something is done to those whom a noun names: "arrested the captain"."""
        first = self.tree.first_conjunct(index)
        return self.tree[first].dep in ("obj", "iobj", "nsubj:pass")

    def _name_beside(self, index: int) -> Found | None:
        """ "The West African bloc ECOWAS": the name decides who it is."""
        for child in self.tree.kids(index, "appos", "flat", "nmod:desc", "compound", "nmod"):
            starts = {m.first for m in self.names.matches(child)}
            if child <= index or index + 1 not in starts:
                continue
            found = self.owners.named(child)
            known = found.paths and found.paths[0] in self.entities.reference.entities
            if known and not self.entities.is_a(found.paths[0], "State", "Place"):
                return found
        return None

    def _of_each(self, index: int, cls: str) -> Found | None:
        """ "US and British activists", "the armies of X and Y": the same of each state."""
        if self.tree[index].tag != "NNS" or self.schema.is_a(cls, "State"):
            return None
        states = self.owners.states(index)
        if len(states) < 2:
            return None
        label = " ".join([*kinds(self.tree, self.names, index), self.tree[index].text.lower()])
        owners = [Owner(state, state, placed=False) for state in states]
        paths = [
            self._body(index, cls, [], owner) or self._owned(cls, label, owner, index)
            for owner in owners
        ]
        return Found(tuple(paths))

    def _is_name(self, index: int) -> bool:
        """Whether the noun heads a proper name of several words: "Madras High Court"."""
        run = self.names.run(index)
        proper = self.tree[index].pos == "PROPN" and self.tree[index].text[:1].isupper()
        return proper and run is not None and run[1] - run[0] > 1

    def _unowned(self, index: int, cls: str, label: str) -> str:
        """Those of whom no word beside says whose they are.

        Police and crowds are of the state in which, as the clause says, the event happens.
        """
        whole, cls = cls, _general(cls)
        span, path = self.tree.span([index]), self._path(cls, label)
        around = self.owners.around(index)
        local = self.schema.is_a(cls, "Police") or self.tree.lemma(index) in DOMESTIC
        if around is not None and local and not self.tree.kids(index, "amod", "compound"):
            owner = Owner(around.path, around.state, placed=False)
            return self._body(index, whole, [], owner) or self._owned(cls, label, owner, index)
        crowd = around is not None and self.schema.is_a(cls, "Crowd")
        links = {"basedIn": around.path} if crowd and around else {}
        return self.entities.add(cls, label, span, path=path, local=True, links=links)

    def _path(self, cls: str, label: str) -> str:
        folder = self.entities.folder(cls)
        folder = "group" if folder == "actor" else folder
        return f"{folder}/{slug(label)}"

    def _is_singular(self, index: int) -> bool:
        """Whether a noun means one; "gunmen" does not, though the tagger may say so."""
        token = self.tree[index]
        return token.tag in ("NN", "NNP") and token.text.lower() == self.tree.lemma(index)

    def _group(self, index: int, owner: Owner) -> str | None:
        """ "Hamas fighters" are Hamas."""
        one = self._is_singular(index) and self.tree.lemma(index) not in COLLECTIVE
        plural = self.tree[index].tag in ("NNS", "NNPS", "NN") and not owner.placed and not one
        fits = self.tree.lemma(index) in FIGHTING and self.entities.is_a(
            owner.path, "ArmedGroup", "SecurityForce"
        )
        return owner.path if plural and fits else None

    def _body(self, index: int, cls: str, sorts: list[str], owner: Owner) -> str | None:
        """The one body of its class that a state has: "Iran's army", "Iranian troops"."""
        plural_or_body = self.tree[index].tag != "NN" or self.tree.lemma(index) not in SINGLE
        state = owner.path == owner.state
        if cls not in self.schema.single or not state or owner.placed or not plural_or_body:
            return None
        if [s for s in sorts if s.lower() not in self._own_words(index)]:
            return None
        known = self.entities.reference.bodies.get((owner.path, cls), ())
        if len(known) == 1:
            return known[0]
        label = f"{self.schema.labels[cls]} of {self.entities.label(owner.path)}"
        links = {"belongsTo": owner.path}
        return self.entities.add(cls, label, self.tree.span([index]), links=links)

    def _own_words(self, index: int) -> set[str]:
        return {word for entry in self.words.entries(index) for word in entry.words}

    def _owned(self, cls: str, label: str, owner: Owner, index: int) -> str:
        preposition = "in" if owner.placed else "of"
        cls = cls if owner.path == owner.state else _general(cls)
        full = f"{label} {preposition} {self.entities.label(owner.path)}"
        links: dict[str, str | None] = {"belongsTo": owner.path}
        if self.entities.is_a(owner.path, "Place"):
            links = {"belongsTo": owner.state, "basedIn": owner.path}
        if owner.placed and self.entities.is_a(owner.path, "Place", "State"):
            links = {"basedIn": owner.path}
        return self.entities.add(
            cls, full, self.tree.span([index]), path=self._path(cls, full),
            local=self._is_one_of_many(index, cls), links=links,
        )  # fmt: skip

    def _is_one_of_many(self, index: int, cls: str) -> bool:
        """Whether the same words mean another one in another article: "a bank", "the bank".

        "The embassy" of a state, its "ambassador" and "officials" are the same everywhere.
        """
        body = self.schema.is_a(cls, "GovernmentBody", "SecurityForce", "Person")
        if self.schema.is_a(cls, "Person") and kinds(self.tree, self.names, index):
            body = False  # "the student leader"
        one = self._is_singular(index) and not body
        return one or is_unspecific(self.tree, index)

    def _wielded(self, index: int) -> Found | None:
        """ "Iranian missiles hit …": arms that act stand for the forces of their state."""
        if not any(self.schema.is_a(r, "Armament") for r in self.words.references(index)):
            return None
        if self.tree[index].dep != "nsubj" or self.tree.kids(index, "nmod"):
            return None
        owner = self.owners.owner(index)
        body = self._body(index, "ArmedForces", [], owner) if owner else None
        return Found((body,)) if body else None

    def _office_of(self, index: int) -> Found | None:
        """ "The Lebanese president's office", "Netanyahu's office": a body of the state."""
        if self.tree.lemma(index) != "office":
            return None
        owners = [p for c in self.tree.kids(index, "nmod:poss") for p in self.owners.named(c).paths]
        state = self.entities.served(owners[0]) if len(owners) == 1 else None
        if state is None or not self.entities.is_a(owners[0], "Person", "Office"):
            return None
        label = f"office of {self.entities.label(owners[0])}"
        span = self.tree.span([index])
        return Found(
            (self.entities.add("GovernmentBody", label, span, links={"belongsTo": state}),)
        )

    def _place(self, index: int) -> Found | None:
        """ "Cities including X and Y" are these; "each other's territory" is the other's state."""
        if not any(self.schema.is_a(r, "Place") for r in self.words.references(index)):
            return None
        listed = [p for node in self.tree.listed(index) for p in self.owners.named(node).paths]
        if listed:
            return Found(tuple(dict.fromkeys(listed)))
        state = self.owners.state(index)
        if state and self.tree.lemma(index) in SOIL:
            return Found((state,))
        if state and self.tree.lemma(index) == "capital":  # "Kenya's capital"
            return Found(tuple(p for p, of in self.reference.capitals.items() if of == state))
        within = [p for c in self.tree.step(index, ("nmod", "of")) for p in self._places(c)]
        return Found(tuple(within)) if len(within) == 1 else None

    def _places(self, index: int) -> list[str]:
        """What "the city of X" and "the north of X" name: X."""
        return [
            path
            for path in self.owners.named(index).paths
            if self.entities.is_a(path, "Place", "State")
        ]


EQUIPMENT = frozenset(
    """warplane warship destroyer frigate submarine corvette missile drone tank artillery gunship
    gunboat jet aircraft helicopter boat vessel carrier""".split()
)
"""What acts for a force only where a text says whose it is."""
MASS = frozenset({"force", "power", "authority", "leadership", "resistance", "opposition"})
"""Nouns that name actors only with a word before them that counts or tells them apart."""
DOMESTIC = frozenset({"authority", "prosecutor", "riot police"})
"""Nouns that, like police, mean the bodies of the country in which they act."""
SINGLE = frozenset(
    {"soldier", "policeman", "policewoman", "officer", "marine", "lawmaker", "force", "serviceman"}
)
"""Nouns that in the singular mean one person and not the body."""


def _general(cls: str) -> str:
    """The class of what may be a part of a state's forces, or another's: not the whole of them."""
    return "SecurityForce" if cls in ("ArmedForces", "Navy", "AirForce") else cls
