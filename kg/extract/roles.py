"""Who fills the places of a frame."""

from __future__ import annotations

from kg.extract.coreference import Discourse
from kg.extract.topics import Topics
from kg.extract.tree import Tree
from kg.extract.words import Words
from kg.ontology import Argument, Entry, Schema, Step

__all__ = ["MAKING", "Roles"]

LOOSE = (("nmod", "for"), ("nmod", "against"), ("nmod", "by"), ("nmod", "to"))
SUBJECT, CARRIED = (("nsubj", ""),), (("support", ""),)
MAKING = (("nmod", "poss"), ("nmod", "by"), ("nmod", "from"), ("compound", ""), ("amod", ""))
"""Where whoever made a text stands: "a report by X", "X's statement", "a Turkish study"."""
AIMED = (("nmod", "on"), ("nmod", "against"))
ACCREDITED = frozenset(
    "ambassador envoy adviser advisor aide representative attache consul delegate emissary deputy "
    "assistant secretary counsel threat".split()
)
"""Nouns with a "to" of their own: "a visit by the ambassador to Iran"."""
STANDING = {"Actor": "Office", "Person": "Office", "Place": "State"}
"""What stands for others: offices for actors and people, states for places."""
NOUN_TO_VERB = {"nmod": "obl", "acl": "advcl"}


class Roles:
    """Fillers of a frame's arguments, as tokens. Light verbs and coordination are undone here."""

    def __init__(
        self, tree: Tree, words: Words, discourse: Discourse, topics: Topics, schema: Schema
    ) -> None:
        self.tree = tree
        self.words = words
        self.discourse = discourse
        self.topics = topics
        self.schema = schema
        self._filled: dict[tuple[int, Entry, Argument], list[int]] = {}
        self._reached: dict[tuple[int, tuple[Step, ...], object], list[int]] = {}
        self._fits: dict[tuple[int, str | None], bool] = {}
        self._support: dict[int, tuple[tuple[int, Entry], ...]] = {}

    def support(self, noun: int) -> tuple[tuple[int, Entry], ...]:
        """The light verbs that carry a noun ("hold talks", "strikes carried out"), with entries."""
        if noun not in self._support:
            first = self.tree.first_conjunct(noun)
            near = [
                *self.tree.kids(noun, "acl", "acl:relcl"),
                *self.tree.kids(first, "acl", "acl:relcl"),
            ]
            above = self.tree.parent(first)
            if above is not None:
                near.append(above)
                if self.tree[above].dep == "obj" and (verb := self.tree.parent(above)) is not None:
                    near.append(verb)  # "claimed responsibility for the attack"
                near.extend(
                    self.tree.kids(above, "conj") if self.tree[first].dep == "nsubj" else []
                )
            self._support[noun] = tuple(
                (verb, entry)
                for verb in dict.fromkeys(near)
                for entry in self.words.entries(verb)
                if entry.kind == "SupportVerb" and self._carries(verb, entry, first)
            )
        return self._support[noun]

    def _carries(self, verb: int, entry: Entry, noun: int) -> bool:
        return any(
            noun in self.tree.follow(verb, self._verb_path(verb, entry, path))
            for argument in entry.arguments
            if argument.role == "eventNoun"
            for path in argument.paths
        )

    def _verb_path(self, verb: int, entry: Entry, path: tuple[Step, ...]) -> tuple[Step, ...]:
        """Where the verb's own preposition takes the object ("call for X"), `obj` finds it."""
        if path[0] != ("obj", "") or len(entry.words) == 1 or self.tree.follow(verb, path[:1]):
            return path
        word = self.words.preposition(entry)
        return (("obl", word), *path[1:]) if word else path

    def fill(self, index: int, entry: Entry, argument: Argument) -> list[int]:
        """The tokens of the first path that has fitting ones, conjuncts included; to be read only.

        Where nobody known fits, a noun for people or bodies does ("released the prisoners"): the
        event stands, though nobody is named.
        """
        key = (index, entry, argument)
        if key not in self._filled:
            self._filled[key] = self._fill(index, entry, argument)
        return self._filled[key]

    def _fill(self, index: int, entry: Entry, argument: Argument) -> list[int]:
        reached: list[list[int]] = []
        for path in argument.paths:
            tokens = self._reach(index, entry, path)
            if not tokens:
                continue
            members = [
                member
                for token in tokens
                if not self._is_beside_somebody(token, path, argument)
                for member in self.tree.conjuncts(token)
                if not self._is_venue(member, path)
            ]
            found = [m for m in members if self.fits(m, argument.filler)]
            if found:
                return list(dict.fromkeys(found))
            reached.append(members)
        if argument.required and self.schema.is_a(argument.filler or "", "Actor"):
            for members in reached:
                found = [m for m in members if self._is_actor_noun(m, argument.filler)]
                if found:
                    return list(dict.fromkeys(found))
        return []

    def _is_beside_somebody(self, token: int, path: tuple[Step, ...], argument: Argument) -> bool:
        """ "Released followers of X": the followers are meant, and not X, named or not."""
        if len(path) < 2 or path[:-1] not in argument.paths:
            return False
        head = self.tree.parent(self.tree.first_conjunct(token))
        return head is not None and self._is_actor_noun(head, argument.filler)

    def _is_actor_noun(self, token: int, filler: str | None) -> bool:
        return self.schema.is_a(self.words.actor_class(token), filler or "Actor")

    def _is_venue(self, token: int, path: tuple[Step, ...]) -> bool:
        """A capital before a noun is where it was ("Damascus strike"), not who did it."""
        if path[-1][0] != "compound":
            return False
        capitals = self.discourse.mentions.reference.capitals
        return any(p in capitals for p in self.discourse.mentions.as_place(token))

    def is_whole(self, index: int, entry: Entry) -> bool:
        """Whether all that a verb's entry needs is there, whatever it is.

        "Called X to offer help" calls on nobody, and asks for nothing.
        """
        return entry.pos != "verb" or all(
            any(self._reach(index, entry, path) for path in argument.paths)
            for argument in entry.arguments
            if argument.required and argument.role == "recipient"
        )

    def reach(self, index: int, entry: Entry, argument: Argument) -> list[int]:
        """All tokens at an argument's paths, whatever they are."""
        return [t for path in argument.paths for t in self._reach(index, entry, path)]

    def _reach(self, index: int, entry: Entry, path: tuple[Step, ...]) -> list[int]:
        """The tokens at a path; the same for all entries of one kind."""
        kind = entry.pos == "verb" and (entry.words[1:] and self.words.preposition(entry))
        key = (index, path, kind)
        found = self._reached.get(key)
        if found is None:
            found = self._reached[key] = self._find(index, entry, path)
        return found

    def _find(self, index: int, entry: Entry, path: tuple[Step, ...]) -> list[int]:
        if path[0] == ("support", ""):
            return self._carried(index, path)
        if entry.pos == "verb":
            found = self.tree.follow(index, self._verb_path(index, entry, path))
            return self._makers(found) if path == SUBJECT else found
        found = self.tree.follow(index, path)
        if not found and path == (("amod", ""),):
            # "Israeli tank shelling": the adjective hangs on the noun before
            found = self.tree.follow(index, (("compound", ""), ("amod", "")))
        found = found or self._beside_support(index, path)
        if not found and path[0] == ("nmod", "between"):
            found = self._between(index, path)
        if not found and path[0] in LOOSE:
            for inner in self._right_edge(index):
                own = path[0] == ("nmod", "to") and self.tree.lemma(inner) in ACCREDITED
                found = found or ([] if own else self.tree.follow(inner, path))
        return found

    def _makers(self, subjects: list[int]) -> list[int]:
        """ "X's report accused Y", "X issued a report accusing Y": a text speaks for its maker."""
        found = []
        for token in subjects:
            texts = [r for r in self.words.references(token) if self.schema.is_a(r, "Publication")]
            makers = [
                node
                for step in (MAKING if texts and not self.discourse.paths(token) else ())
                for node in self.tree.follow(token, (step,))
                if self.fits(node, "Actor")
            ]
            if texts and not makers:
                makers = [n for n in self._carried(token, CARRIED) if self.fits(n, "Actor")]
            found.extend(makers or [token])
        return found

    def _carried(self, noun: int, path: tuple[Step, ...]) -> list[int]:
        """What stands at a path from the subject of a noun's light verb."""
        nodes = [
            token
            for verb, light in self.support(noun)
            for argument in light.arguments
            if argument.role == "actor"
            for option in argument.paths
            for token in self.tree.follow(verb, option)
        ]
        for step in path[1:]:
            nodes = [found for node in nodes for found in self.tree.follow(node, (step,))]
        return nodes

    def _beside_support(self, noun: int, path: tuple[Step, ...]) -> list[int]:
        """What the parser hangs on a noun's light verb, or on those who carried it out.

        "Strikes carried out on X by jets", "strikes carried out by jets on X".
        """
        if path[0][0] not in NOUN_TO_VERB or path[0] == ("nmod", "poss"):
            return []
        step = (NOUN_TO_VERB[path[0][0]], path[0][1])
        verbs = [verb for verb, _ in self.support(noun)]
        ways = [
            self.tree.follow(verb, (step, *path[1:]))
            for verb in verbs
            if verb > noun or self.tree[noun].dep != "nsubj"
        ]
        if path[0] in AIMED:
            ways += [
                self.tree.follow(agent, path)
                for verb in verbs
                if self.tree.is_passive(verb)
                for agent in self.tree.follow(verb, (("nsubj", ""),))
            ]
        return next((found for found in ways if found), [])

    def _right_edge(self, noun: int) -> list[int]:
        """The nouns at the end of a phrase, where the parser hangs what belongs to the whole."""
        found, node = [], noun
        for _ in range(4):
            below = [c for c in self.tree.kids(node, "nmod", "conj") if c > node]
            if not below:
                break
            node = below[-1]
            found.append(node)
        return found

    def _between(self, noun: int, path: tuple[Step, ...]) -> list[int]:
        """ "reviving a project between the two": the phrase is often hung on the verb."""
        verb = self.tree.parent(noun)
        if verb is None or self.tree[noun].dep != "obj":
            return []
        return self.tree.follow(verb, (("obl", "between"), *path[1:]))

    def fits(self, token: int, filler: str | None) -> bool:
        """Whether a token may fill a place that asks for a class."""
        key = (token, filler)
        if key not in self._fits:
            self._fits[key] = filler is None or self._find_fit(token, filler)
        return self._fits[key]

    def _find_fit(self, token: int, filler: str) -> bool:
        if self.schema.is_a(filler, "Topic"):
            return bool(self.topics.within(token))
        if any(self.fits_entity(p, filler) for p in self.discourse.paths(token)):
            return True
        references = self.words.references(token)
        return any(self.schema.is_a(r, filler) for r in references) and not self.schema.is_a(
            filler, "Actor"
        )

    def fits_entity(self, path: str, filler: str | None) -> bool:
        """Whether an entity may fill a place: offices stand for actors, states for places."""
        if filler is None:
            return True
        cls = self.discourse.mentions.entities.cls(path)
        stands = STANDING.get(filler)
        if self.schema.is_a(cls, filler) or (stands and self.schema.is_a(cls, stands)):
            return True
        return filler == "Actor" and path in self.discourse.mentions.reference.capitals
