"""Which actor, office or place a noun phrase names: by name, by title, by description.

A mention that cannot be resolved with reason stays unresolved: a wrong actor is worse than none.
"""

from __future__ import annotations

from kg.extract.descriptions import Descriptions
from kg.extract.entities import NOTHING, Entities, Found
from kg.extract.names import Names
from kg.extract.owners import Owners
from kg.extract.people import People
from kg.extract.titles import Titles
from kg.extract.tree import Tree
from kg.extract.unknown import Unknown
from kg.extract.words import Words
from kg.model import Article
from kg.ontology import Match, Ontology

__all__ = ["Mentions"]

LOCATIVE = frozenset(
    {"in", "at", "near", "from", "to", "outside", "around", "across", "into", "through"}
)
NAMING = ("NOUN", "PROPN", "ADJ", "X", "NUM", "VERB", "ADV")


class Mentions:
    """The entities that an article mentions, by the head token of the mention."""

    def __init__(
        self, article: Article, tree: Tree, words: Words, names: Names, ontology: Ontology
    ) -> None:
        self.tree = tree
        self.words = words
        self.reference = ontology.reference
        self.entities = Entities(article, ontology.reference, ontology.schema)
        self.names = names
        self.owners = Owners(tree, self.names, self.entities, self.named)
        self.titles = Titles(tree, self.names, self.entities, self.owners)
        parts = (tree, self.names, self.entities, self.owners)
        self.people = People(*parts, self.titles, words)
        self.descriptions = Descriptions(*parts, words)
        self.unknown = Unknown(*parts, words)
        self._found: dict[int, Found] = {}

    def named(self, index: int) -> Found:
        """What the noun phrase headed by a token names, without looking at what was said before."""
        if index not in self._found:
            self._found[index] = NOTHING  # ends circles
            self._found[index] = self._resolve(index)
        return self._found[index]

    def is_known(self, found: Found) -> bool:
        """Whether a mention stands for somebody whom not the article alone tells of."""
        return any(p not in self.entities.made for p in found.paths)

    def as_place(self, index: int) -> list[str]:
        """The places that a token names; of a shared name the state's, as elsewhere."""
        paths = [
            m.path
            for m in self.names.matches(index)
            if m.kind == "name"
            and self.entities.is_a(m.path, "Place", "State")
            and self.names.covers_head(index, m)
        ]
        return [p for p in paths if self.entities.is_a(p, "State")] or paths

    def _resolve(self, index: int) -> Found:
        token = self.tree[index]
        if token.pos not in NAMING or token.dep == "punct":
            return NOTHING
        matches = self.names.matches(index)
        office = bool(matches) and any(self.entities.is_a(m.path, "Office") for m in matches)
        if (office or self.people.is_title(index)) and (found := self.people.after(index)):
            return found
        if found := self.people.apposed(index):
            return found
        if found := self._known(index):
            return found
        if found := self._demonym(index):
            return found
        if token.pos in ("ADJ", "VERB", "ADV"):
            return NOTHING
        if found := self.titles.resolve(index):
            return found
        inside = self.names.run(index) is not None
        named = token.pos == "PROPN" or inside or self.people.is_family(index)
        if named and (found := self.people.named(index)):
            return found
        if found := self.descriptions.resolve(index):
            return found
        return self.unknown.resolve(index) if token.pos == "PROPN" or inside else NOTHING

    def _known(self, index: int) -> Found | None:
        """The entity of the reference data whose name the token heads."""
        matches = [
            m
            for m in self.names.matches(index)
            if m.kind != "demonym" and self.names.covers_head(index, m)
        ]
        if not matches or self._is_somebodys_name(index, matches[0]):
            return None
        paths = tuple(dict.fromkeys(m.path for m in matches))
        if len(paths) == 1:
            if self.entities.is_a(paths[0], "Office"):
                return self.titles.holder(paths[0])
            return None if self._is_of_another(index, paths[0]) else Found(paths)
        metonyms = tuple(dict.fromkeys(m.path for m in matches if m.kind == "metonym"))
        bodies = [p for p in metonyms if self.entities.is_a(p, "InternationalOrganization")]
        if bodies:
            return self._seat(index, [p for p in paths if p not in metonyms], bodies[0])
        return Found(metonyms) if metonyms else self._one_state(paths)

    def _seat(self, index: int, places: list[str], body: str) -> Found:
        """ "Brussels": a place where something is, else whichever of body and state the text names.

        Where it names both, or neither, the city stands for nobody.
        """
        if self.tree.adposition(index) in LOCATIVE or not places:
            return Found(tuple(places))
        state = self.reference.capitals.get(places[0])
        for one, other in ((body, state), (state, body)):
            if self.names.names_one_of(one or "") and not self.names.names_one_of(other or ""):
                return Found((body,) if one == body else (places[0],))
        return NOTHING

    def _one_state(self, paths: tuple[str, ...]) -> Found:
        """Of a shared name the state's, where the article does not tell; none between two."""
        states = [p for p in paths if self.entities.is_a(p, "State")]
        return Found(tuple(states or paths)[:1]) if len(states) < 2 else NOTHING

    def _is_somebodys_name(self, index: int, match: Match) -> bool:
        """Whether a place's name is the family name of somebody whom the article named in full."""
        if match.last - match.first > 1 or match.path.startswith("person/"):
            return False
        return bool(self.names.persons(self.tree[index].text)) and not self.tree.kids(index, "case")

    def _is_of_another(self, index: int, path: str) -> bool:
        """Whether a body's name stands with another state: "the Congress of Peru"."""
        if not self.entities.is_a(path, "GovernmentBody", "SecurityForce"):
            return False
        other = self.owners.state(index) or self.names.owner_before(index)
        return other is not None and other != self.entities.state(path)

    def _demonym(self, index: int) -> Found | None:
        token = self.tree[index]
        states = tuple(
            dict.fromkeys(m.path for m in self.names.matches(index) if m.kind == "demonym")
        )
        if not states:
            return None
        plural = token.tag in ("NNPS", "NNS")
        modifies = token.dep in ("amod", "compound") and not plural
        if (token.pos == "NOUN" and not modifies) or plural:
            return self.descriptions.people(index, token.text, states[0])
        if self.words.actor_class(index):
            return None
        return Found(states) if len(states) == 1 else NOTHING
