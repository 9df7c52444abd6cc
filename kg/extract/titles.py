"""Offices: which one a title names, and who holds it on the article's date."""

from __future__ import annotations

from kg.extract.entities import NOTHING, Entities, Found
from kg.extract.names import Names
from kg.extract.owners import Owners
from kg.extract.phrases import kinds
from kg.extract.tree import Tree
from kg.ontology import Tenure

__all__ = ["Titles"]

FORMER = frozenset(
    {"former", "ex", "then", "late", "past", "previous", "next", "future", "would-be", "deputy",
     "vice", "onetime", "ousted", "deposed", "one-time", "erstwhile", "aspiring", "incoming",
     "self", "rival", "shadow"}
)  # fmt: skip
"""Words that keep a title from meaning who holds the office now."""
ONCE = frozenset({"former", "ex", "ousted", "deposed", "onetime", "erstwhile", "deputy", "vice"})
"""Those of them beside which somebody is meant who is there."""


class Titles:
    """Titles of offices in one article."""

    def __init__(self, tree: Tree, names: Names, entities: Entities, owners: Owners) -> None:
        self.tree = tree
        self.names = names
        self.entities = entities
        self.owners = owners
        self.reference = entities.reference

    def role(self, index: int) -> str:
        """The leading role that a noun names ("prime minister"), or an empty string."""
        if self.reference.role_heads.isdisjoint((self.tree.lemmas[index], self.tree.lower[index])):
            return ""
        texts = self.tree.lower[max(0, index - 3) : index + 1]
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

    def state(self, index: int) -> str | None:
        """The state whose title a noun is: "US President", "the President of Kenya"."""
        state = self.owners.state(index)
        if state is None:
            # "US President": the adjective may hang on another word of the title
            for i in range(max(0, index - 4), index):
                near = [m for m in self.names.matches(i) if self.entities.is_a(m.path, "State")]
                if len(near) == 1 and near[0].last <= index and self._same_phrase(i, index):
                    state = near[0].path
        return state

    def is_former(self, index: int) -> bool:
        """Whether the words before a title say that its holder is not the present one."""
        return not FORMER.isdisjoint(self.tree.lower[max(0, index - 4) : index])

    def _same_phrase(self, first: int, last: int) -> bool:
        return all(
            self.tree[i].pos in ("PROPN", "NOUN", "ADJ", "PART") or self.tree[i].text in "-."
            for i in range(first, last)
        )

    def office(self, index: int) -> str | None:
        """The office that a title names, made where the reference data does not have it."""
        role, state = self.role(index), self.state(index)
        if not role:
            return None
        if state is None:
            return self._of_organization(index, role)
        return self._of_state(index, role, state)

    def offices(self, index: int) -> tuple[str, ...]:
        """The offices of "the foreign ministers of X and Y": one a state."""
        role = self.role(index)
        if not role or self.tree[index].tag not in ("NNS", "NNPS"):
            return ()
        states = self.owners.states(index)
        if len(states) < 2:
            return ()
        found = [self.reference.offices.get((state, role), []) for state in states]
        return tuple(o[0] for o in found) if all(len(o) == 1 for o in found) else ()

    def _of_organization(self, index: int, role: str) -> str | None:
        """ "The UN Secretary-General": an office that the reference data gives an organisation."""
        owner = self.owners.owner(index)
        offices = self.reference.offices.get((owner.path, role), []) if owner else []
        return offices[0] if len(offices) == 1 else None

    def _of_state(self, index: int, role: str, state: str) -> str | None:
        offices = self.reference.offices.get((state, role), [])
        if len(offices) > 1:
            return None
        if offices:
            return offices[0]
        label = f"{role[:1].upper() + role[1:]} of {self.entities.label(state)}"
        span = self.tree.span([index])
        return self.entities.add("Office", label, span, links={"officeOf": state})

    def resolve(self, index: int) -> Found | None:
        """Who is meant by a title that stands alone; None where it is no title of a state."""
        role = self.role(index)
        if not role:
            return None
        if self.is_former(index):
            return self._former(index, role)
        singular = self.tree[index].tag in ("NN", "NNP")
        if self._leads_others(index, role):
            return None
        if singular and self.tree.lemma(index) == "leader" and (named := self._leader(index)):
            return named
        if several := self.offices(index):
            held = [self.holder(office) for office in several]
            one = next((h for h in held if h.inferred), NOTHING)
            paths = tuple(dict.fromkeys(p for h in held for p in h.paths))
            return Found(paths, one.inferred, one.presumed)
        if self.tree[index].tag in ("NNS", "NNPS"):
            return None
        office = self.office(index)
        if office is None:
            return None if self.state(index) is None else NOTHING
        return self.holder(office)

    def _leads_others(self, index: int, role: str) -> bool:
        """ "A Venezuelan opposition leader", "the Iranian student leader": not the state's."""
        if self.tree.lemma(index) != "leader":
            return False
        told = {word.lower() for word in kinds(self.tree, self.names, index)}
        return bool(told - set(role.split()))

    def _former(self, index: int, role: str) -> Found:
        """ "Peru's ousted president", "the deputy foreign minister of Chad": of this article."""
        words = [w for w in self.tree.lower[max(0, index - 4) : index] if w in ONCE]
        state = self.state(index)
        if not words or state is None or self.tree[index].tag not in ("NN", "NNP"):
            return NOTHING
        label = f"{' '.join(words)} {role} of {self.entities.label(state)}"
        span = self.tree.span([index])
        return Found(
            (self.entities.add("Person", label, span, local=True, links={"belongsTo": state}),)
        )

    def _leader(self, index: int) -> Found | None:
        """ "The Polish leader": the one in a leading office of the state whom the article names."""
        state, date = self.state(index), self.entities.article.published
        held = {
            t.person: t.path
            for person in self.names.persons_named()
            for t in self.reference.tenures_of(person)
            if self.reference.state_of(t.office) == state and state
            if date is None or t.holds_on(date)
        }
        if len(held) != 1:
            return None
        ((person, tenure),) = held.items()
        return Found((person,), tenure)

    def holder(self, office: str) -> Found:
        """Who holds an office: on the article's date, or the one holder that the article names."""
        date = self.entities.article.published
        tenures = self.reference.tenures_in(office)
        if date is not None:
            tenures = [t for t in tenures if t.holds_on(date)]
        else:
            named = self.names.persons_named()
            tenures = [t for t in tenures if t.person in named]
        return self._inferred(tenures, office)

    def _inferred(self, tenures: list[Tenure], office: str) -> Found:
        if len({t.person for t in tenures}) != 1:
            return Found((office,))
        last = tenures[-1]
        date = self.entities.article.published
        presumed = date is not None and last.is_presumed_on(date)
        return Found((last.person,), last.path, presumed)
