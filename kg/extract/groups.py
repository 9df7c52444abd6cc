"""Whom a plural means: "the two countries", "both leaders", "they".

A plural stands for as many as it says or for none: it is never resolved to one party. Two sides
are the pair that the text has just joined, else the two states that it speaks of most.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from kg.extract.mentions import Mentions
from kg.extract.tree import Tree

__all__ = ["Groups", "Mention"]

PARTNER = (("obl", "with"), ("obj", ""))
WINDOW = 60
"""Sentences in which parties are looked for: a long article speaks of others further back."""
BACK = 4
"""Sentences in which two people stay "the two"."""
UNCERTAIN = frozenset({"official", "chief"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for entities: several where it joins them ("X and Y")."""

    index: int
    sentence: int
    paths: tuple[str, ...]
    subject: bool = False
    joined: bool = False


class Groups:
    """The mentions of an article in text order, and which of them a plural takes together."""

    def __init__(self, tree: Tree, mentions: Mentions) -> None:
        self.tree = tree
        self.mentions = mentions
        self.history: list[Mention] = []
        self.modifiers: list[Mention] = []
        self._roles: dict[str, set[str]] = {}
        self.alone: Counter[str] = Counter()
        """How often each entity was mentioned by itself."""

    def record(self, mention: Mention) -> None:
        """Add the mention that the text comes to next."""
        self.history.append(mention)
        self._count(mention, 1)

    def _count(self, mention: Mention, times: int) -> None:
        if len(mention.paths) == 1:
            self.alone[mention.paths[0]] += times

    def with_role(self, role: str) -> list[str]:
        """Those mentioned by themselves who have or had a leading role."""
        return [p for p, times in self.alone.items() if times and role in self.roles_of(p)]

    def forget(self, index: int) -> None:
        """Take out what was joined at a token."""
        for place in range(len(self.history) - 1, -1, -1):
            if self.history[place].index == index and self.history[place].joined:
                self._count(self.history.pop(place), -1)
            elif self.history[place].index < index:
                break  # in text order: nothing of it stands further back

    # -- two states ------------------------------------------------------------------------------

    def states(self, index: int) -> tuple[str, ...]:
        """ "The two countries": just joined, spoken of most, or the parties of the last clause."""
        return self._joined_states(index) or self._main_states(index) or self._last(index, 1)

    def joined(self, index: int) -> tuple[str, ...] | None:
        """The two parties that this sentence or the last has joined, where it is one pair only.

        None where the two act together at a third: "X and Y condemned Z" are no two sides.
        """
        pairs = [
            m
            for m in self._before(index, 1)
            if m.joined and len(m.paths) == 2
            if all(map(self._is_party, m.paths))
        ]
        if len({m.paths for m in pairs}) != 1:
            return ()
        return None if any(map(self._are_allies, pairs)) else pairs[0].paths

    def _are_allies(self, pair: Mention) -> bool:
        """Whether two are the subject of a verb whose object names somebody else."""
        tree = self.tree
        if not pair.subject:
            return False
        objects = tree.kids(tree[tree.first_conjunct(pair.index)].head, "obj")
        here = pair.sentence
        named = [*self.within(here, here), *_between(self.modifiers, here, here)]
        return any(
            not set(mention.paths) <= set(pair.paths)
            and any(o == mention.index or o in tree.ancestors(mention.index) for o in objects)
            for mention in named
        )

    def as_states(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """The states that all of some entities are or serve; empty where one has none."""
        found = [self.mentions.entities.served(p) for p in paths]
        return tuple(dict.fromkeys(s for s in found if s)) if all(found) else ()

    def _joined_states(self, index: int) -> tuple[str, ...]:
        here = self.tree[index].sentence
        for sentence in (here, here - 1):
            pairs = [
                states
                for m in self._before(index)
                if m.sentence == sentence and m.joined and (m.subject or sentence == here)
                if len(states := self.as_states(m.paths)) == 2
            ]
            if len({frozenset(p) for p in pairs}) == 1:
                return pairs[0]
        return ()

    def _main_states(self, index: int) -> tuple[str, ...]:
        weight: Counter[str] = Counter()
        together: dict[int, dict[str, None]] = {}
        named = [
            *self._before(index),
            *(m for m in self.modifiers[-WINDOW * 4 :] if m.index < index),
        ]
        for mention in sorted(named, key=lambda m: m.index):
            for path in mention.paths:
                if self.mentions.entities.is_a(path, "ArmedGroup"):
                    continue  # a party of its own, wherever it is based
                if state := self.mentions.entities.state(path):
                    weight[state] += 1 + mention.subject
                    together.setdefault(mention.sentence, {})[state] = None
        ranked = sorted(weight, key=lambda state: -weight[state])  # first named wins a tie
        if len(ranked) < 2 or weight[ranked[1]] < 2:
            return ()
        if weight[ranked[1]] * 5 < weight[ranked[0]] * 3:
            return ()  # an article about one state, whatever other it names
        # a third state that is spoken of almost as much may as well be one of the two
        if len(ranked) > 2 and weight[ranked[2]] * 3 > weight[ranked[1]] * 2:
            return ()
        pair = (ranked[0], ranked[1])
        return pair if any(set(pair) <= set(some) for some in together.values()) else ()

    # -- two parties -----------------------------------------------------------------------------

    def pair(self, index: int) -> tuple[str, ...]:
        """The two parties that the text joined and speaks of most; the last of them where equal."""
        before = self._before(index)
        weight = Counter(path for mention in before for path in mention.paths)
        pairs: dict[tuple[str, ...], tuple[int, int]] = {}
        for mention in before:
            if (
                mention.joined
                and len(mention.paths) == 2
                and all(map(self._is_party, mention.paths))
            ):
                near = mention.sentence == self.tree[index].sentence
                score = near + sum(weight[p] for p in mention.paths)
                pairs[mention.paths] = (score, mention.index)
        if pairs:
            return max(pairs, key=lambda pair: pairs[pair])
        here = self.tree[index].sentence
        for sentence in range(here, max(-1, here - 3), -1):
            paths = self._clause_pair(sentence)
            if len(paths) == 2:
                return paths
        return ()

    def _is_party(self, path: str) -> bool:
        """Whether an entity is somebody by name, not "police" or "officials"."""
        return path.startswith(("person/", "office/")) or path in self.mentions.reference.entities

    def _last(self, index: int, back: int) -> tuple[str, ...]:
        here = self.tree[index].sentence
        for sentence in range(here, max(-1, here - back - 1), -1):
            states = self.as_states(self._clause_pair(sentence))
            if len(states) == 2:
                return states
        return ()

    def _clause_pair(self, sentence: int) -> tuple[str, ...]:
        """Those whom a sentence names as subject and as partner, if each stands alone."""
        members = [
            path
            for m in self.within(sentence, sentence)
            if not m.joined
            if m.subject or self.tree.function(m.index) in PARTNER
            for path in m.paths
        ]
        return tuple(dict.fromkeys(members))

    # -- two people ------------------------------------------------------------------------------

    def people(self, index: int) -> tuple[str, ...]:
        """ "Both leaders", "the two presidents": the two who hold such an office, or the pair."""
        lemma = self.tree.lemma(index)
        same = [m for m in self._before(index) if self.tree.lemma(m.index) == lemma and m.joined]
        if same:  # "the leaders" after "the leaders of X and Y"
            return same[-1].paths
        recent = self._recent_people(index)
        titled = [p for p in recent if self._has_title(p, lemma)]
        for found in (titled, recent):
            if len(found) == 2 and self._are_opposite(found):
                return tuple(found)
        return () if lemma in UNCERTAIN else self.pair(index)

    def _recent_people(self, index: int) -> list[str]:
        here = self.tree[index].sentence
        named = [
            path
            for m in self._before(index)
            if here - BACK <= m.sentence
            for path in m.paths
            if path.startswith(("person/", "office/"))
        ]
        return list(dict.fromkeys(named))

    def _has_title(self, path: str, lemma: str) -> bool:
        return any(lemma in role.split() for role in self.roles_of(path))

    def _are_opposite(self, people: list[str]) -> bool:
        """Whether two people are not of one and the same state."""
        states = [self.mentions.entities.state(p) for p in people]
        return None in states or states[0] != states[1]

    def roles_of(self, path: str) -> set[str]:
        """The leading roles of an office, or of the offices that a person ever held."""
        if path not in self._roles:
            reference = self.mentions.reference
            held = [t.office for t in reference.tenures_of(path)]
            offices = [path] if path.startswith("office/") else held
            self._roles[path] = {r for office in offices for r in reference.roles_of(office)}
        return self._roles[path]

    # -- they ------------------------------------------------------------------------------------

    def plural(self, index: int) -> tuple[str, ...]:
        """ "They", "their": the last plural subject; for a possessor first the plural beside it."""
        here = self.tree[index].sentence
        clause = self.tree.clause(index)
        if self.tree[index].dep == "nmod:poss":
            owner = self.tree.surface_subject(clause)
            own = [m.paths for m in self.recent(index, 1) if m.index == owner]
            if own and (len(own[-1]) > 1 or own[-1][0].startswith(("group/", "organization/"))):
                return own[-1]  # "X cease their attacks"
            near = [m for m in self.within(here, here) if self._is_plural(m)]
            same = [m for m in near if self.tree.clause(m.index) == clause]
            for group in (same, near):
                if len({m.paths for m in group}) == 1:
                    return group[0].paths
            if own:  # "X held their first talks", X being one: somebody is not understood
                return ()
        for sentence in (here, here - 1):
            plural = [
                m
                for m in self.within(sentence, sentence)
                if self._is_plural(m) and self.tree.clause(m.index) != clause
            ]
            subjects = [m for m in plural if m.subject]
            if subjects:
                return subjects[-1].paths if sentence == here else subjects[0].paths
        return self._speaking_body(index)

    def _speaking_body(self, index: int) -> tuple[str, ...]:
        """ "The US claimed that they had …": a state or group that speaks of itself as "they"."""
        clause = self.tree.clause(index)
        above = self.tree.parent(clause)
        if self.tree[clause].dep != "ccomp" or above is None:
            return ()
        owner = self.tree.surface_subject(above)
        near = self.recent(index, 1)
        bodies = [m.paths for m in near if m.index == owner and len(m.paths) == 1]
        fits = bodies and bodies[-1][0].startswith(("state/", "organization/", "group/"))
        return bodies[-1] if fits else ()

    def _is_plural(self, mention: Mention) -> bool:
        if len(mention.paths) > 1:
            return True
        one = mention.paths[0].startswith(("state/", "person/", "office/", "place/"))
        return not one and self.tree[mention.index].tag in ("NNS", "NNPS", "PRP")

    def _before(self, index: int, back: int = WINDOW) -> list[Mention]:
        return [m for m in self.recent(index, back) if m.index < index]

    def recent(self, index: int, back: int) -> list[Mention]:
        """The mentions of a token's sentence and of so many before it, in text order."""
        here = self.tree[index].sentence
        return self.within(here - back, here)

    def within(self, first: int, last: int) -> list[Mention]:
        """The mentions of some sentences."""
        return _between(self.history, first, last)


def _between(mentions: list[Mention], first: int, last: int) -> list[Mention]:
    """Those of some sentences among mentions in text order: by halves, as articles may be long."""
    start = bisect_left(mentions, first, key=_sentence)
    return mentions[start : bisect_right(mentions, last, key=_sentence)]


def _sentence(mention: Mention) -> int:
    return mention.sentence
