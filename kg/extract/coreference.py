"""Whom "they", "the two countries", "his" and "the president" mean.

Mentions are read in text order; an anaphor takes the nearest antecedent that agrees, subjects
first, and none where two remain. Group anaphors ("both sides") take the last pair that the text
joined.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.mentions import Found, Mentions
from kg.extract.phrases import COUNTRY_NOUNS, LEADER_NOUNS, SOIL, is_definite, points_back
from kg.extract.tree import SUBJECTS, Tree
from kg.extract.words import Words

__all__ = ["Discourse"]

PLURAL_PRONOUNS = frozenset({"they", "them", "their", "themselves", "theirs"})
PERSON_PRONOUNS = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})
THING_PRONOUNS = frozenset({"it", "its", "itself"})
ALONE = (*SUBJECTS, "obj", "nmod:poss", "obl", "nmod")
POSSESSIVES = frozenset({"his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class _Mention:
    index: int
    sentence: int
    paths: tuple[str, ...]
    subject: bool
    joined: bool


class Discourse:
    """The entities that each token stands for, anaphors included."""

    def __init__(self, tree: Tree, mentions: Mentions, words: Words) -> None:
        self.tree = tree
        self.mentions = mentions
        self.words = words
        self._found: dict[int, Found] = {}
        self._history: list[_Mention] = []
        self._roles: dict[str, set[str]] = {}
        for (_, role), offices in mentions.reference.offices.items():
            for office in offices:
                self._roles.setdefault(office, set()).add(role)
        for token in tree.tokens:
            self._read(token.index)

    def paths(self, index: int) -> tuple[str, ...]:
        """The entities that the phrase headed by a token stands for; empty where unresolved."""
        return self._found.get(index, Found(())).paths

    def group(self, index: int) -> tuple[str, ...]:
        """The entities of a token and of all that is coordinated with it below."""
        found = dict.fromkeys(
            p for member in self.tree.conjuncts(index) for p in self.paths(member)
        )
        return tuple(found)

    def inferred(self, index: int) -> str | None:
        """The tenure that the entity was inferred from, if it was."""
        return self._found.get(index, Found(())).inferred

    def is_anaphor(self, index: int) -> bool:
        """Whether the token stands for something named elsewhere."""
        return not self.mentions.named(index).paths and bool(self.paths(index))

    # -- reading in text order -------------------------------------------------------------------

    def _read(self, index: int) -> None:
        token = self.tree[index]
        if token.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "DET"):
            return
        found = self.mentions.named(index)
        if not found.paths:
            found = self._anaphor(index)
        if not found.paths:
            return
        self._found[index] = found
        if token.dep in ("amod", "compound") or self.tree.lemma(index) in POSSESSIVES:
            return
        first = self.tree.first_conjunct(index)
        if first != index:
            paths = self.group(first)
            self._record(first, paths, joined=True)
        self._record(index, found.paths, joined=len(found.paths) > 1)

    def _record(self, index: int, paths: tuple[str, ...], *, joined: bool) -> None:
        token = self.tree[index]
        subject = token.dep in SUBJECTS
        self._history.append(_Mention(index, token.sentence, paths, subject, joined))

    def _anaphor(self, index: int) -> Found:
        token, lemma = self.tree[index], self.tree.lemma(index)
        if token.pos in ("PRON", "DET"):
            return self._pronoun(index, token.text.lower())
        if token.pos == "ADJ":
            return Found(self.pair(index)) if self._is_reciprocal(index) else Found(())
        if lemma in SOIL:
            owners = [p for c in self.tree.kids(index, "nmod:poss") for p in self.paths(c)]
            return Found(self._as_states(tuple(dict.fromkeys(owners))))
        if lemma in ("border", "frontier"):
            return Found(self._border(index))
        if lemma == "counterpart":
            return self._counterpart(index)
        if token.tag in ("NNS", "NNPS") and points_back(self.tree, index):
            if lemma in COUNTRY_NOUNS:
                return Found(self.pair(index, states=True))
            if lemma in LEADER_NOUNS:
                return Found(self._leaders(index))
        if token.tag in ("NN", "NNP"):
            return self._same_role(index)
        return Found(())

    def _pronoun(self, index: int, text: str) -> Found:
        if text in PLURAL_PRONOUNS:
            return self._plural(index)
        if text in PERSON_PRONOUNS:
            return self._single(index, person=True)
        if text in THING_PRONOUNS:
            return self._single(index, person=False)
        if text in ("each", "both") and self.tree[index].dep in ALONE:
            return Found(self.pair(index))
        return Found(())

    def _is_reciprocal(self, index: int) -> bool:
        return self.tree.lemma(index) == "other" and (
            self.tree[index].dep == "fixed"
            or any(self.tree.lemma(c) == "each" for c in self.tree.kids(index))
        )

    # -- antecedents -----------------------------------------------------------------------------

    def pair(self, index: int, *, states: bool = False) -> tuple[str, ...]:
        """The two parties that the text joined and speaks of most; the last of them where equal.

        With `states`, the states that they stand for.
        """
        before = [m for m in self._history if m.index < index]
        weight: dict[str, int] = {}
        for mention in before:
            for path in mention.paths:
                weight[path] = weight.get(path, 0) + 1
        pairs: dict[tuple[str, ...], tuple[int, int]] = {}
        for mention in before:
            paths = self._as_states(mention.paths) if states else mention.paths
            if mention.joined and len(paths) == 2 and all(map(self._is_party, paths)):
                near = mention.sentence == self.tree[index].sentence
                pairs[paths] = (near + sum(weight.get(p, 0) for p in paths), mention.index)
        if pairs:
            return max(pairs, key=lambda pair: pairs[pair])
        for sentence in range(
            self.tree[index].sentence, max(-1, self.tree[index].sentence - 3), -1
        ):
            paths = self._clause_pair(sentence, states=states)
            if len(paths) == 2:
                return paths
        return ()

    def _border(self, index: int) -> tuple[str, ...]:
        """ "The border" is that of the two states that it lies between, or that the text joined."""
        between = self.tree.follow(index, (("nmod", "between"),)) + self.tree.follow(
            index, (("nmod", "of"),)
        )
        named = [p for t in between for p in self.group(t)]
        own = self.tree.kids(index, "nmod:poss", "amod", "compound")
        if own or not (named or is_definite(self.tree, index)):
            return ()
        states = self._as_states(tuple(named)) or self.pair(index, states=True)
        border = self.mentions.reference.borders.get(frozenset(states))
        return (border,) if border else ()

    def _is_party(self, path: str) -> bool:
        """Whether an entity is somebody by name, not "police" or "officials"."""
        return path.startswith(("person/", "office/")) or path in self.mentions.reference.entities

    def _as_states(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        found = [self.mentions.state(p) for p in paths]
        return tuple(dict.fromkeys(s for s in found if s)) if all(found) else ()

    def _clause_pair(self, sentence: int, *, states: bool) -> tuple[str, ...]:
        members: dict[str, None] = {}
        for mention in self._history:
            if (
                mention.sentence == sentence
                and not mention.joined
                and (
                    mention.subject
                    or self.tree.function(mention.index) in (("obl", "with"), ("obj", ""))
                )
            ):
                members.update(dict.fromkeys(mention.paths))
        paths = tuple(members)
        return self._as_states(paths) if states else paths

    def _leaders(self, index: int) -> tuple[str, ...]:
        here = self.tree[index].sentence
        explicit = any(self.tree.lemma(c) == "two" for c in self.tree.kids(index))
        if explicit:
            for sentence in (here, here - 1):
                pair = self._clause_pair(sentence, states=False)
                people = [p for p in pair if p.startswith(("person/", "office/"))]
                if len(pair) == 2 and len(people) == 2:
                    return pair
        if self.tree.lemma(index) in ("official", "chief"):
            return ()
        return self.pair(index)

    def _plural(self, index: int) -> Found:
        here = self.tree[index].sentence
        clause = self.tree.clause(index)
        if self.tree[index].dep == "nmod:poss":
            near = [m for m in self._history if m.sentence == here and self._is_plural(m)]
            same = [m for m in near if self.tree.clause(m.index) == clause]
            for group in (same, near):
                if len({m.paths for m in group}) == 1:
                    return Found(group[0].paths)
        for sentence in (here, here - 1):
            plural = [
                m
                for m in self._history
                if m.sentence == sentence
                and self._is_plural(m)
                and self.tree.clause(m.index) != clause
            ]
            subjects = [m for m in plural if m.subject] or ([] if sentence == here else plural[:1])
            if subjects:
                return Found(subjects[-1].paths if sentence == here else subjects[0].paths)
        return Found(())

    def _is_plural(self, mention: _Mention) -> bool:
        if mention.joined:
            return True
        one = len(mention.paths) == 1 and mention.paths[0].startswith(("state/", "person/"))
        return not one and self.tree[mention.index].tag in ("NNS", "NNPS", "PRP")

    def _single(self, index: int, *, person: bool) -> Found:
        here = self.tree[index].sentence
        possessive = self.tree[index].dep == "nmod:poss"
        clause = self.tree.clause(index)
        for sentence in (here, here - 1):
            fits = [
                m
                for m in self._history
                if m.sentence == sentence
                and len(m.paths) == 1
                and self._is_person(m.paths[0]) == person
                and (possessive or sentence != here or self.tree.clause(m.index) != clause)
                and (person or self._is_body(m.paths[0]))
            ]
            subjects = [m for m in fits if m.subject]
            if possessive and not person and sentence == here:
                owner = self.tree.surface_subject(clause)
                subjects = [m for m in fits if m.index == owner]
                if subjects:
                    return Found(subjects[-1].paths)
            chosen = subjects if person and subjects else fits
            if sentence != here and not person:
                chosen = subjects
            distinct = {m.paths[0] for m in chosen}
            if chosen and (len(distinct) == 1 or not person or subjects):
                last = chosen[-1] if sentence == here else chosen[0]
                return self._found.get(last.index, Found(last.paths))
        return Found(())

    def _is_person(self, path: str) -> bool:
        return path.startswith(("person/", "office/"))

    def _is_body(self, path: str) -> bool:
        return path.startswith(("state/", "organization/", "group/"))

    def _roles_of(self, path: str) -> set[str]:
        if path.startswith("office/"):
            return self._roles.get(path, set())
        held = [t.office for t in self.mentions.reference.tenures if t.person == path]
        return {role for office in held for role in self._roles.get(office, set())}

    def _same_role(self, index: int) -> Found:
        """ "The president" is the last one mentioned, if all recent ones are the same."""
        role = self.mentions.role(index)
        determined = {self.tree[c].text.lower() for c in self.tree.kids(index, "det")}
        if (
            not role
            or "the" not in determined
            or self.tree.kids(index, "nmod", "nmod:poss", "amod")
        ):
            return Found(())
        fits = [
            m for m in self._history if len(m.paths) == 1 and role in self._roles_of(m.paths[0])
        ]
        distinct = {m.paths[0] for m in fits}
        return Found(fits[-1].paths) if len(distinct) == 1 else Found(())

    def _counterpart(self, index: int) -> Found:
        """ "His Indian counterpart" holds in India the office that he holds."""
        state = self.mentions.modifier_state(index)
        owners = [
            c
            for c in self.tree.kids(index, "nmod:poss")
            if self.tree.lemma(c) not in THING_PRONOUNS
        ]
        if state is None or not owners:
            return Found(())
        whose = [p for o in owners for p in self.paths(o)] or [
            m.paths[0] for m in self._history[-1:] if len(m.paths) == 1
        ]
        offices = {
            office
            for path in whose
            for role in self._roles_of(path)
            for office in self.mentions.reference.offices.get((state, role), [])
        }
        return self.mentions.holder(offices.pop()) if len(offices) == 1 else Found(())
