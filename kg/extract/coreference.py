"""Whom "they", "the two countries", "his" and "the president" mean.

Mentions are read in text order; an anaphor takes the nearest antecedent that agrees, subjects
first, and none where two remain. Group anaphors ("both sides") take the last pair that the text
joined.
"""

from __future__ import annotations

from itertools import takewhile

from kg.extract.entities import NOTHING, Found
from kg.extract.genders import Genders
from kg.extract.groups import Groups, Mention
from kg.extract.mentions import Mentions
from kg.extract.phrases import COUNTRY_NOUNS, LEADER_NOUNS, SOIL, is_definite, points_back
from kg.extract.repeats import Repeats
from kg.extract.tree import SUBJECTS, Tree
from kg.extract.words import Words

__all__ = ["Discourse"]

PLURAL_PRONOUNS = frozenset({"they", "them", "their", "themselves", "theirs"})
PERSON_PRONOUNS = frozenset({"he", "him", "his", "she", "her", "himself", "herself"})
THING_PRONOUNS = frozenset({"it", "its", "itself"})
ALONE = (*SUBJECTS, "obj", "nmod:poss", "obl", "nmod")
GROUNDS = frozenset({"for", "of", "over", "about"})
"""What follows the object of thanks, praise and blame."""
POSSESSIVES = frozenset({"his", "her", "its", "their"})


class Discourse:
    """The entities that each token stands for, anaphors included."""

    def __init__(self, tree: Tree, mentions: Mentions, words: Words) -> None:
        self.tree = tree
        self.mentions = mentions
        self.words = words
        self._found: dict[int, Found] = {}
        self.genders = Genders(tree, mentions, words)
        self.groups = Groups(tree, mentions)
        self.repeats = Repeats(tree, mentions, words, self.groups)
        for token in tree.tokens:
            self._read(token.index)

    def paths(self, index: int) -> tuple[str, ...]:
        """The entities that the phrase headed by a token stands for; empty where unresolved."""
        return self._found.get(index, NOTHING).paths

    def group(self, index: int) -> tuple[str, ...]:
        """The entities of a token and of all that is coordinated with it below."""
        found = dict.fromkeys(
            p for member in self.tree.conjuncts(index) for p in self.paths(member)
        )
        return tuple(found)

    def inferred(self, index: int) -> str | None:
        """The tenure that the entity was inferred from, if it was."""
        return self._found.get(index, NOTHING).inferred

    def derivation(self, index: int) -> str:
        """The property that ties a statement to the tenure behind one of its actors."""
        presumed = self._found.get(index, NOTHING).presumed
        return "presumedFrom" if presumed else "inferredFrom"

    def is_anaphor(self, index: int) -> bool:
        """Whether the token stands for something named elsewhere."""
        return not self.mentions.named(index).paths and bool(self.paths(index))

    # -- reading in text order -------------------------------------------------------------------

    def _read(self, index: int) -> None:
        token = self.tree[index]
        if token.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "DET"):
            return
        found = self.mentions.named(index)
        if token.pos in ("NOUN", "PROPN") and not self.mentions.is_known(found):
            repeated = self.repeats.resolve(index)
            found = repeated if repeated.paths else found
        if not found.paths:
            found = self._anaphor(index)
        if not found.paths:
            return
        self._found[index] = found
        if token.dep in ("amod", "compound") or self.tree.lemma(index) in POSSESSIVES:
            self.groups.modifiers.append(Mention(index, token.sentence, found.paths))
            return
        first = self.tree.first_conjunct(index)
        if first != index:
            paths = self.group(first)
            self._record(first, paths, joined=True)
        self._record(index, found.paths, joined=len(found.paths) > 1)

    def _record(self, index: int, paths: tuple[str, ...], *, joined: bool) -> None:
        token = self.tree[index]
        subject = token.dep in SUBJECTS
        if joined:  # a longer list takes the place of its beginning
            self.groups.forget(index)
        self.groups.record(Mention(index, token.sentence, paths, subject, joined))

    def _anaphor(self, index: int) -> Found:
        token, lemma = self.tree[index], self.tree.lemma(index)
        if token.pos in ("PRON", "DET"):
            return self._pronoun(index, token.text.lower())
        if token.pos == "ADJ":
            return Found(self.pair(index)) if self._is_reciprocal(index) else NOTHING
        if lemma in SOIL:
            owners = [p for c in self.tree.kids(index, "nmod:poss") for p in self.paths(c)]
            return Found(self.groups.as_states(tuple(dict.fromkeys(owners))))
        if lemma in ("border", "frontier"):
            return Found(self._border(index))
        if lemma == "counterpart":
            return self._counterpart(index)
        if token.tag in ("NNS", "NNPS") and points_back(self.tree, index):
            if lemma in COUNTRY_NOUNS:
                return Found(self._sides(index))
            if lemma in LEADER_NOUNS:
                return Found(self.groups.people(index))
        if token.tag in ("NN", "NNP"):
            return self._same_role(index)
        return NOTHING

    def _pronoun(self, index: int, text: str) -> Found:
        if text in PLURAL_PRONOUNS:
            return Found(self.groups.plural(index))
        if text in PERSON_PRONOUNS:
            return self._single(index, person=True)
        if text in THING_PRONOUNS:
            return self._single(index, person=False)
        if text in ("each", "both") and self.tree[index].dep in ALONE:
            return Found(self.pair(index))
        return NOTHING

    def _is_reciprocal(self, index: int) -> bool:
        return self.tree.lemma(index) == "other" and (
            self.tree[index].dep == "fixed"
            or any(self.tree.lemma(c) == "each" for c in self.tree.kids(index))
        )

    # -- antecedents -----------------------------------------------------------------------------

    def pair(self, index: int, *, states: bool = False) -> tuple[str, ...]:
        """The two parties that the text speaks of there; with `states`, their states."""
        return self.groups.states(index) if states else self.groups.pair(index)

    def _sides(self, index: int) -> tuple[str, ...]:
        """ "Both sides" of a war need not be states, "both countries" are."""
        side = self.tree.lemma(index) in ("side", "party")
        joined = self.groups.joined(index) if side else ()
        if joined is None:
            return ()
        if joined:
            return self.groups.as_states(joined) or joined
        states = self.pair(index, states=True)
        return states or (self.pair(index) if side else ())

    def _border(self, index: int) -> tuple[str, ...]:
        """ "The border" is that of the two states that it lies between, or that the text joined."""
        between = self.tree.follow(index, (("nmod", "between"),)) + self.tree.follow(
            index, (("nmod", "of"),)
        )
        named = [p for t in between for p in self.group(t)]
        own = self.tree.kids(index, "nmod:poss", "amod", "compound")
        if own or not (named or is_definite(self.tree, index)):
            return ()
        states = self.groups.as_states(tuple(named)) or self.pair(index, states=True)
        border = self.mentions.reference.borders.get(frozenset(states))
        return (border,) if border else ()

    def _single(self, index: int, *, person: bool) -> Found:
        here = self.tree[index].sentence
        possessive = self.tree[index].dep == "nmod:poss"
        clause = self.tree.clause(index)
        verb = self._blaming(index) if possessive else None
        if verb is not None:
            # "thanked X for its help" speaks of X's; "accused X of violating its …" of either's
            objects = self.tree.kids(verb, "obj") if verb == clause else []
            paths = self.group(objects[0]) if objects else ()
            alone = len(paths) == 1 and self._is_person(paths[0]) == person
            return Found(paths if alone else ())
        if person:
            return self._somebody(index, clause)
        own = self.tree.surface_subject(clause)
        for sentence in (here, here - 1):
            fits = [
                m
                for m in self.groups.within(sentence, sentence)
                if m.index < index
                and len(m.paths) == 1
                and self._is_body(m.paths[0])
                and self.tree.surface_subject(self.tree.clause(m.index)) != index
                and (possessive or sentence != here or self.tree.clause(m.index) != clause)
                and (possessive or m.index != own)  # "X dismissed a report, calling it biased"
            ]
            if fits:
                chosen = self._body_meant(index, fits, own if possessive else None)
                return self._found.get(chosen.index, Found(chosen.paths)) if chosen else NOTHING
        return NOTHING

    def _body_meant(self, index: int, fits: list[Mention], owner: int | None) -> Mention | None:
        """ "It", "its": whoever its clause or the one above is about, else the only subject."""
        mine = [m for m in fits if m.index == owner]
        if fits[0].sentence == self.tree[index].sentence and self.tree[index].dep == "nmod:poss":
            clause = self.tree.clause(index)  # "imposed on X over its actions"
            beside = [m for m in fits if self.tree.clause(m.index) == clause]
            if mine or len({m.paths for m in beside}) == 1:
                return (mine or beside)[-1]
        above = [self.tree.surface_subject(c) for c in self._clauses_over(index, fits)]
        about = [m for m in fits if m.index in above]
        subjects = about or [m for m in fits if m.subject]
        if not subjects:  # "X's president says it will …"
            inside = {i for s in above if s is not None for i in self.tree.subtree(s)}
            subjects = [m for m in fits if m.index in inside]
        if len({m.paths for m in subjects}) != 1:
            return None
        chosen = subjects[-1]
        here = chosen.sentence == self.tree[index].sentence
        if here and owner is None and self.tree[self.tree.clause(index)].dep != "ccomp":
            # "X condemned Y after it bombed Z": either may have
            rivals = [m for m in fits if m.paths != chosen.paths and self._acts_beside(m, chosen)]
            return None if rivals else chosen
        return chosen

    # -- he and she ------------------------------------------------------------------------------

    def _somebody(self, index: int, clause: int) -> Found:
        """Whom "he" means: the one that this sentence or the last speaks of, none of two."""
        subject = self.tree.surface_subject(clause)
        if self.tree[index].dep == "nmod:poss" and subject is not None and subject > index:
            owner = self.mentions.named(subject)  # "for all of his denials, X has boasted"
            if self._may_be(index, owner.paths):
                return owner
        here = self.tree[index].sentence
        possessive = self.tree[index].dep == "nmod:poss"
        for sentence in (here, here - 1):
            fits = [
                m
                for m in self.groups.within(sentence, sentence)
                if m.index < index
                and self._may_be(index, m.paths)
                and self.tree.surface_subject(self.tree.clause(m.index)) != index
                and (possessive or sentence != here or self.tree.clause(m.index) != clause)
            ]
            if fits:
                chosen = self._of_people(index, fits)
                return self._found.get(chosen.index, Found(chosen.paths)) if chosen else NOTHING
        return NOTHING

    def _may_be(self, index: int, paths: tuple[str, ...]) -> bool:
        """Whether a pronoun may stand for somebody: a person, or a name that may be one's."""
        if len(paths) != 1:
            return False
        label = self.mentions.entities.label(paths[0])
        unknown = paths[0].startswith("actor/") and label[:1].isupper()
        fits = self._is_person(paths[0]) or unknown
        return fits and self.genders.agrees(self.tree[index].text.lower(), paths[0])

    def _of_people(self, index: int, fits: list[Mention]) -> Mention | None:
        """The subject of those who may be meant, unless somebody else may be as well."""
        if len({m.paths for m in fits}) == 1:
            return fits[-1]
        if (speaking := self._who_says(index, fits)) is not None:
            return speaking
        subjects = [m for m in fits if self.tree[self.tree.first_conjunct(m.index)].dep in SUBJECTS]
        if len({m.paths for m in subjects}) > 1:
            above = {self.tree.surface_subject(c) for c in self._clauses_over(index, fits)}
            subjects = [m for m in subjects if m.index in above]
        if len({m.paths for m in subjects}) != 1:
            return None
        chosen = subjects[-1]
        rivals = [m for m in fits if m.paths != chosen.paths and self._acts_beside(m, chosen)]
        return None if rivals else chosen

    def _who_says(self, index: int, fits: list[Mention]) -> Mention | None:
        """ "X told Y that he would come", "X met Y during his visit": it is X."""
        clause = self.tree.clause(index)
        above = self.tree.parent(clause) if self.tree[clause].dep == "ccomp" else None
        if self.tree[index].dep == "nmod:poss" and self.tree[self.tree[index].head].dep == "obl":
            above = clause
        subject = self.tree.surface_subject(above) if above is not None else None
        return next((m for m in fits if m.index == subject and index > m.index), None)

    def _clauses_over(self, index: int, fits: list[Mention]) -> list[int]:
        """The clauses above a pronoun in its sentence; of an earlier sentence the main one."""
        if fits[0].sentence != self.tree[index].sentence:
            return [self.tree.root(fits[0].index)]
        clause = self.tree.clause(index)
        return [a for a in self.tree.ancestors(clause) if self.tree.is_verbal(a)][:1]

    def _acts_beside(self, mention: Mention, subject: Mention) -> bool:
        """Whether somebody has a part in the clause that another one is the subject of."""
        first = self.tree.first_conjunct(mention.index)
        same = self.tree.clause(mention.index) == self.tree.clause(subject.index)
        return same and self.tree[first].dep in (*SUBJECTS, "obj", "iobj", "obl", "obl:agent")

    def _blaming(self, index: int) -> int | None:
        """The verb with an object whose complement ("for its …") a possessive stands in."""
        for node in self.tree.ancestors(index):
            if self.tree[node].dep in ("obl", "advcl") and self.tree.adposition(node) in GROUNDS:
                verb = self.tree.parent(node)
                return verb if verb is not None and self.tree.kids(verb, "obj") else None
            if self.tree.is_verbal(node) and self.tree[node].dep not in ("advcl", "acl"):
                return None
        return None

    def _is_person(self, path: str) -> bool:
        return path.startswith(("person/", "office/"))

    def _is_body(self, path: str) -> bool:
        return path.startswith(("state/", "organization/", "group/"))

    def _same_role(self, index: int) -> Found:
        """ "The president" is the last one mentioned, if all recent ones are the same."""
        role = self.mentions.titles.role(index)
        if not role or not any(self.tree.lower[c] == "the" for c in self.tree.kids(index, "det")):
            return NOTHING
        more = self.tree.kids(index, "nmod", "nmod:poss", "amod", "compound")
        if any(self.tree.lower[c] not in role.split() for c in more):
            return NOTHING
        fits = self.groups.with_role(role)
        return Found((fits[0],)) if len(fits) == 1 else NOTHING

    def _counterpart(self, index: int) -> Found:
        """ "His Indian counterpart" holds in India the office that he holds, or is named beside."""
        for child in self.tree.kids(index, "appos"):
            if (found := self.mentions.named(child)).paths:
                return found
        if (beside := self._name_beside(index)) is not None:
            return self.mentions.named(beside)
        state = self.mentions.owners.state(index)
        owners = [
            c
            for c in self.tree.kids(index, "nmod:poss")
            if self.tree.lemma(c) not in THING_PRONOUNS
        ]
        if state is None or not owners:
            return NOTHING
        whose = [p for o in owners for p in self.paths(o)] or [
            m.paths[0] for m in self.groups.history[-1:] if len(m.paths) == 1
        ]
        offices = {
            office
            for path in whose
            for role in self.groups.roles_of(path)
            for office in self.mentions.reference.offices.get((state, role), [])
        }
        return self.mentions.titles.holder(offices.pop()) if len(offices) == 1 else NOTHING

    def _name_beside(self, index: int) -> int | None:
        """The name that follows a noun, a comma between or not, and is no subject of its own.

        A name there is who is meant, wherever the parser hung it: nothing is inferred beside it.
        """
        sentence = self.tree[index].sentence
        rest = [t for t in self.tree.tokens[index + 1 : index + 12] if t.sentence == sentence]
        if rest and rest[0].text == ",":
            rest = rest[1:]
        name = list(takewhile(lambda token: token.pos == "PROPN", rest))
        if not name or name[-1].dep in SUBJECTS or self.tree.kids(name[-1].index, "case"):
            return None
        return name[-1].index
