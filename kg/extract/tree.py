"""The clause as the lexicon's paths see it: logical subjects and objects, prepositions, clauses.

Passives, relative clauses, control, participles and coordination are undone here, so that a path
such as `nsubj` or `obj>nmod:of` means who does what to whom and not where the words stand.
"""

from __future__ import annotations

from kg.extract.branches import NOBODY, Branches
from kg.model import Parse
from kg.ontology import Step

__all__ = ["Tree"]

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")
PREDICATE = ("cop", *SUBJECTS)
"""What a word has that is no verb and heads a clause."""
CONTROLLING = frozenset({"of", "for", "from", "into", "against"})
"""Prepositions whose gerund is what the object does: "criticised X for …"."""
TWO_OBJECTS = frozenset(
    "give offer send award grant pay tell ask deny show name call elect appoint dub find hand owe "
    "promise guarantee designate declare consider".split()
)
"""Verbs that keep an object in the passive: "the man given a prize"."""
SINGULAR = frozenset({"has", "was", "is", "does"})
"""Helping verbs that a plural noun does not have."""
RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
HANGING = frozenset({"obl", "nmod", "advcl", "acl"})
DOWNWARD = frozenset({*HANGING, "amod", "compound", "iobj", "det"})
"""Steps that lead from a word to those under it: from one that has none to nobody."""
LISTING = frozenset({"like", "such as", "including", "include"})


class Tree(Branches):
    """A `Parse` with look-ups by grammatical function. Tokens are named by their index."""

    def __init__(self, parse: Parse, before: Branches | None = None) -> None:
        super().__init__(parse, before)
        self._subjects: dict[int, int | None] = {}
        # the tree never changes: what was looked up once is kept
        self._verbal: dict[int, bool] = {}
        self._cases: dict[int, str] = {}
        self._clauses: dict[int, int] = {}
        self._steps: dict[tuple[int, Step], list[int]] = {}
        self._phrases: dict[int, dict[Step, list[int]]] = {}

    def adposition(self, index: int) -> str:
        """The preposition of a phrase, in full: "of", "due to", "according to"; empty if none.

        Conjuncts share the preposition of the first.
        """
        if index not in self._cases:
            self._cases[index] = self._adposition(index)
        return self._cases[index]

    def _adposition(self, index: int) -> str:
        for case in self.kids(index, "case", "mark"):
            if case > index:
                continue
            words = [case, *self.kids(case, "fixed")]
            return " ".join(self.tokens[w].text.lower() for w in sorted(words))
        if self.tokens[index].dep == "conj":
            first = self.first_conjunct(index)
            return self.adposition(first) if first != index else ""
        return ""

    def function(self, index: int) -> Step:
        """The token's relation to its head and its preposition, coordination undone."""
        first = self.first_conjunct(index)
        dep = self.tokens[first].dep
        base = (
            dep
            if dep in ("nmod:poss", "nsubj:pass", "aux:pass", "acl:relcl")
            else dep.split(":")[0]
        )
        if base == "nmod:poss":
            return ("nmod", "poss")
        if dep == "obl:agent":
            return ("obl", "by")
        if base in ("obl", "nmod", "advcl", "acl"):
            return (base, self.adposition(first))
        return (base, "")

    def is_verbal(self, index: int) -> bool:
        """Whether the token heads a clause: a verb, or a predicate with a copula or a subject."""
        if index not in self._verbal:
            token = self.tokens[index]
            self._verbal[index] = token.dep != "amod" and (
                token.pos in ("VERB", "AUX") or bool(self.kids(index, *PREDICATE))
            )
        return self._verbal[index]

    def is_passive(self, index: int) -> bool:
        """Whether the surface subject is the logical object."""
        if self.kids(index, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        token = self.tokens[index]
        if token.pos != "VERB" or token.tag not in ("VBN", "VBD"):
            return False
        if self.kids(index, "obl:agent") and not self.kids(index, "obj", "aux"):
            return True  # "the soldiers attacked by rebels fled", read as "the soldiers attacked"
        if self._shares_agent(index):
            return True
        if token.dep == "acl" and self.kids(index, "obj") and self.lemma(index) not in TWO_OBJECTS:
            return False  # "shelling by X killed 54 people" with the verb hung on X
        if token.dep == "acl" or (token.dep == "advcl" and not self.kids(index, *SUBJECTS, "obj")):
            return token.tag == "VBN" or not self.kids(index, "obj")
        if token.dep == "conj" and not self.kids(index, *SUBJECTS, "aux", "obj"):
            head = self.parent(index)
            return token.tag == "VBN" and head is not None and self.is_passive(head)
        return False

    def _shares_agent(self, index: int) -> bool:
        """ "Killed and beheaded by rebels", "there were X killed", "those accused were tried"."""
        if self.kids(index, "obj", "aux", "ccomp", "xcomp"):
            return False
        beside = [c for c in self.kids(index, "conj") if self.tokens[c].tag == "VBN"]
        for other in beside:
            own = self.kids(other, *SUBJECTS)
            finite = self.tokens[index].tag == "VBN" and self.kids(other, "aux:pass")
            if finite or (not own and self.kids(other, "obl:agent")):
                return True
        head = self.parent(index)
        there = head is not None and bool(self.kids(head, "expl")) and self.lemma(head) == "be"
        return there and self.tokens[index].dep in ("advcl", "acl", "ccomp", "xcomp")

    def surface_subject(self, index: int) -> int | None:
        """The noun that the clause is about, found by control, coordination or attachment."""
        if index not in self._subjects:
            self._subjects[index] = None  # ends circles
            self._subjects[index] = self._find_subject(index)
        return self._subjects[index]

    def _find_subject(self, index: int) -> int | None:
        token = self.tokens[index]
        own = self.kids(index, *SUBJECTS)
        if own and self._disagrees(own[0], index):
            return None
        if own:
            relative = self.lemma(own[0]) in RELATIVE and token.dep == "acl:relcl"
            return self.antecedent(index) if relative else own[0]
        head = self.parent(index)
        if head is None:
            return None
        if token.dep == "acl:relcl":
            return self.antecedent(index)
        if token.dep == "acl":
            bare = token.tag in ("VBG", "VBN", "VBD") and not self.kids(index, "mark")
            return head if bare or self.controller(index) is not None else self.bearer(head)
        if token.dep in ("nmod", "obl") and token.pos == "NOUN":
            return self.bearer(head)
        return self._shared_subject(index, head)

    def _disagrees(self, subject: int, verb: int) -> bool:
        """ "The group fighting rebels has fled", read as "rebels has fled": they have not."""
        if self.tokens[subject].tag != "NNS" or self.kids(subject, "conj"):
            return False
        if any(self.tokens[c].pos == "NOUN" for c in self.kids(subject, "nummod")):
            return False  # "a group of lawmakers has called"
        helpers = self.kids(verb, "aux", "aux:pass", "cop")
        return any(self.tokens[c].text.lower() in SINGULAR for c in helpers)

    def _shared_subject(self, index: int, head: int) -> int | None:
        """The subject that a clause has from the one above it: control and coordination."""
        dep = self.tokens[index].dep
        gerund = dep == "advcl" and self.adposition(index) in CONTROLLING
        if dep == "xcomp" or gerund:
            objects = self.kids(head, "obj", "iobj") if dep == "xcomp" else self.kids(head, "obj")
            if not objects and dep == "xcomp":  # "called on X to act"
                near = self.kids(head, "obl")
                objects = [c for c in near if self.adposition(c) in ("on", "upon")]
            if objects and not self.is_passive(head):
                return objects[0]
        if dep in ("xcomp", "conj", "advcl", "ccomp", "parataxis", "advcl:relcl", "obl"):
            return self.surface_subject(head) if self.is_verbal(head) else self.bearer(head)
        return None

    def controller(self, index: int) -> int | None:
        """The verb above "of attacking" in "accused X of attacking", where it hangs on X."""
        head = self.parent(index)
        if head is None or self.tokens[index].dep != "acl" or self.tokens[head].dep != "obj":
            return None
        named = self.tokens[head].pos == "PROPN"
        return self.parent(head) if named and self.adposition(index) in CONTROLLING else None

    def antecedent(self, index: int) -> int | None:
        """The noun that a relative clause describes."""
        return self.parent(index)

    def governor(self, index: int) -> int | None:
        """The clause head above a noun."""
        for node in self.ancestors(index):
            if self.is_verbal(node):
                return node
        return None

    def bearer(self, noun: int) -> int | None:
        """Who has or does what a noun names: its possessor, or the subject of its verb."""
        if self.is_verbal(noun):
            return self.surface_subject(noun)
        owners = self.kids(noun, "nmod:poss")
        if owners:
            return owners[0]
        top = self.governor(self.first_conjunct(noun))
        if top is None:
            return None
        subject = self.surface_subject(top)
        return None if subject is not None and noun in self.subtree(subject) else subject

    def follow(self, index: int, path: tuple[Step, ...]) -> list[int]:
        """The tokens at a path from `index`, coordination not expanded; to be read only."""
        nodes = self.step(index, path[0])
        if not nodes or len(path) == 1:
            return nodes
        for step in path[1:]:
            nodes = [found for node in nodes for found in self.step(node, step)]
        return nodes

    def step(self, index: int, step: Step) -> list[int]:
        """The tokens one step from `index`; the list is the tree's, to be read only."""
        if step[0] in DOWNWARD and not self._children[index]:
            return NOBODY
        if step[0] in HANGING and step[1] != "poss":
            return self._prepositional(index, step)
        key = (index, step)
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = self._one_step(index, step)
        return found

    def _one_step(self, index: int, step: Step) -> list[int]:
        function = step[0]
        if function == "head":
            return [h] if (h := self.parent(self.first_conjunct(index))) is not None else []
        if function == "self":
            return [index]
        if function in ("nsubj", "obj") and self.is_verbal(index):
            return self._core(index, function)
        if step == ("nmod", "poss"):
            return self.kids(index, "nmod:poss")
        if function in ("amod", "compound", "iobj", "det"):
            return [c for c in self.kids(index, function) for c in self.conjuncts(c)]
        if function == "agent":
            return self._agents(index)
        if function in ("xcomp", "ccomp"):
            return self._complements(index, function)
        return self.kids(index, function)

    def _agents(self, noun: int) -> list[int]:
        """ "An appeal filed by X": who made what a noun names, by the participle beside it."""
        made = [c for c in self.kids(noun, "acl") if self.tokens[c].tag in ("VBN", "VBD")]
        return [agent for verb in made for agent in self._prepositional(verb, ("obl", "by"))]

    def _complements(self, index: int, function: str) -> list[int]:
        found = self.kids(index, function)
        if not found and function == "ccomp" and self.tokens[index].dep == "parataxis":
            head = self.parent(index)  # "X, the minister said": what is said stands above
            return [head] if head is not None and self.is_verbal(head) else []
        return found

    def _prepositional(self, index: int, step: Step) -> list[int]:
        phrases = self._phrases.get(index)
        if phrases is None:
            phrases = self._phrases[index] = self._phrases_under(index)
        if step in phrases:
            return phrases[step]
        function, word = step
        found: list[int] = []
        if function == "obl" and word:
            # "signed an agreement with X": the phrase is often attached to the object.
            for obj in self.kids(index, "obj"):
                found.extend(self._prepositional(obj, ("nmod", word)))
        elif function == "advcl":
            for obj in self.kids(index, "obj"):
                acl = [c for c in self.kids(obj, "acl") if self.adposition(c) == word]
                found.extend(c for c in acl if self.controller(c) == index)
        phrases[step] = found
        return found

    def _phrases_under(self, index: int) -> dict[Step, list[int]]:
        """The phrases and clauses that hang on a word, by what they are and their preposition.

        A noun's are told as `obl` and as `nmod`, a clause's as `advcl` and as `acl`.
        """
        found: dict[Step, list[int]] = {}
        noun = not self.is_verbal(index)
        for child in self._children[index]:
            dep = self.tokens[child].dep
            base = dep.partition(":")[0]
            if base not in HANGING or dep in ("nmod:poss", "acl:relcl"):
                continue
            word = "by" if dep == "obl:agent" else self.adposition(child)
            functions: tuple[str, ...] = (base,)
            if base in ("obl", "nmod"):
                functions = ("obl", "nmod") if noun else functions
            elif word or self.tokens[child].tag not in ("VBN", "VBD"):
                functions = ("advcl", "acl")
            else:
                continue
            for function in functions:
                found.setdefault((function, word), []).append(child)
        return found

    def _core(self, index: int, function: str) -> list[int]:
        passive = self.is_passive(index)
        if function == "obj":
            if passive:
                subject = self.surface_subject(index)
                return [subject] if subject is not None else self.kids(index, "obj")
            found = self.kids(index, "obj")
            if not found and self.tokens[index].dep == "acl:relcl" and self.kids(index, *SUBJECTS):
                subject = self.kids(index, *SUBJECTS)[0]
                if self.lemma(subject) not in RELATIVE:
                    head = self.antecedent(index)
                    return [head] if head is not None else []
            return [
                h if self.lemma(c) in RELATIVE and (h := self.antecedent(index)) is not None else c
                for c in found
            ]
        gerund = self.tokens[index].tag == "VBG" and not self.kids(index, *SUBJECTS)
        agents = [c for c in self.kids(index, "obl", "obl:agent") if self.adposition(c) == "by"]
        if passive or (gerund and agents):  # "after shelling by X"
            return agents
        subject = self.surface_subject(index)
        return [subject] if subject is not None else []

    def clause(self, index: int) -> int:
        """The head of the clause that a token stands in: the nearest verb at or above it."""
        if index not in self._clauses:
            above = None if self.is_verbal(index) else self.parent(index)
            self._clauses[index] = index if above is None else self.clause(above)
        return self._clauses[index]

    def listed(self, index: int) -> list[int]:
        """The examples after a plural noun: "groups like X", "cities including Y and Z"."""
        found = []
        for child in self.kids(index, "nmod", "obl", "acl"):
            if self.adposition(child) in LISTING:
                found.extend(self.conjuncts(child))
        return found
