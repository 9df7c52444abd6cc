"""Relations, disputes, agreements, projects, sanctions and issues, with their qualities."""

from __future__ import annotations

from itertools import takewhile

from kg.extract.context import Context
from kg.extract.drafts import Draft
from kg.extract.issues import Issues
from kg.extract.layers import Layer
from kg.model import EntityRef, NodeRef, TermRef
from kg.ontology import Entry

__all__ = ["Things"]

KINDS = ("BilateralRelation", "Dispute", "Agreement", "Project", "Sanction")
PRESUPPOSED = ("BilateralRelation", "Dispute", "Project")
"""What a phrase takes for granted even under "may" and "wants to": a rift to be healed is there."""
EXISTING = frozenset(
    "recent ongoing current long-running longstanding bitter old existing latest continuing".split()
)
QUALITIES = {"Condition": "condition", "Status": "status", "Trend": "trend"}
BEARERS = {
    "condition": ("BilateralRelation", "Dispute"),
    "status": ("Agreement", "Project", "Sanction"),
    "trend": ("SecurityIssue",),
}
NAMING = ("PROPN", "ADJ", "NOUN")
LASTING = ("BilateralRelation", "Dispute", "Sanction")
"""Things that their parties and topic name in every article."""
PARTIES = ("between", "party", "target", "imposedBy")
TEMPORAL = frozenset("during since after before amid until throughout following".split())


class Things:
    """Reads what is not an event into the drafts. Events must be there already."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._kinds = frozenset().union(*map(context.schema.under, KINDS))

    def read(self) -> None:
        """Make drafts for the things that nouns name, in text order."""
        issues = Issues(self.context, lambda noun: self.qualities(noun).get("trend", []))
        for index in self.context.topics.heads():
            if self._is_noun(index):
                issues.read(index)
        last = -1
        for index, entry in self.context.words.evoked:
            if entry.reference in self._kinds and index != last and self._is_noun(index):
                kind = next((k for k in KINDS if self._is(entry.reference, k)), None)
                if kind and entry.kind == "Word":
                    self._thing(index, entry, kind)
                    last = index
        telling = {
            index
            for index, entry in self.context.words.evoked
            if entry.pos in ("adjective", "verb") and self._quality(entry)
        }
        above = {self.context.tree[i].head for i in telling if self.context.tree[i].dep == "xcomp"}
        for index in sorted(telling | above):
            self._predicate(index)

    def aim_sanctions(self) -> None:
        """ "Lifted the sanctions imposed on X": whose sanctions they are, at him it is directed."""
        sanctions = {NodeRef(d.key): d for d in self.context.drafts if self._is(d.cls, "Sanction")}
        for draft in self.context.drafts:
            if self._is(draft.cls, "Event") and not draft.values("recipient"):
                for value in draft.values("about"):
                    if isinstance(value, NodeRef) and value in sanctions:
                        targets = sanctions[value].entities("target")
                        draft.add("recipient", *(EntityRef(p) for p in targets))

    def _is(self, reference: str | None, *kinds: str) -> bool:
        return reference is not None and self.context.schema.is_a(reference, *kinds)

    def _is_noun(self, index: int) -> bool:
        return self.context.tree[index].pos in ("NOUN", "PROPN")

    # -- qualities -------------------------------------------------------------------------------

    def qualities(self, noun: int) -> dict[str, list[str]]:
        """What words say of a noun's condition, status or trend."""
        tree = self.context.tree
        modifiers = [
            k
            for k in tree.kids(noun, "amod", "acl", "compound")
            if tree[k].dep != "acl" or (tree[k].tag != "VBG" and not tree.kids(k, "mark"))
        ]
        near = [c for k in modifiers for c in tree.conjuncts(k)]
        for child in tree.kids(noun, "compound"):
            near.extend(tree.kids(child, "amod"))
        head = tree.parent(tree.first_conjunct(noun))
        found: dict[str, list[str]] = {}
        for word in near:
            for entry in self.context.words.entries(word):
                role = self._quality(entry)
                if (
                    role
                    and entry.pos in ("adjective", "verb")
                    and not self.context.status.own(word)
                ):
                    found.setdefault(role, []).append(entry.reference or "")
        for entry in self.context.words.entries(head) if head is not None else ():
            role = self._quality(entry)
            if role and entry.pos == "noun" and tree.function(noun)[0] == "nmod":
                found.setdefault(role, []).append(entry.reference or "")
        return found

    def _quality(self, entry: Entry) -> str | None:
        return QUALITIES.get(self.context.schema.individuals.get(entry.reference or "", ""))

    def _predicate(self, index: int) -> None:
        """A clause that says how something is: "relations are tense", "it strained ties"."""
        tree = self.context.tree
        if not tree.is_verbal(index):
            return
        words = [index, *tree.kids(index, "xcomp")]
        for word in words:
            for entry in self.context.words.entries(word):
                role = self._quality(entry)
                if role is None or entry.pos not in ("adjective", "verb"):
                    continue
                bearers = [
                    t for a in entry.arguments for t in self.context.roles.reach(word, entry, a)
                ]
                subject = tree.surface_subject(index)
                if entry.pos == "adjective" and subject is not None:
                    bearers = [subject]
                clause = word if tree.is_verbal(word) else index
                for noun in dict.fromkeys(bearers):
                    self._becomes(noun, clause, role, entry.reference or "")

    def _becomes(self, noun: int, clause: int, role: str, quality: str) -> None:
        for entry in self.context.words.entries(noun):
            kind = next((k for k in KINDS if self._is(entry.reference, k)), None)
            if kind not in BEARERS[role] or entry.kind != "Word":
                continue
            paths = self._parties(noun, entry, kind)
            if not paths.get("between") and not self.context.drafts.at(noun):
                continue
            layers = self.context.status.layers(clause)
            same = [
                d
                for d in self.context.drafts.at(noun)
                if d.layers == layers and TermRef(quality) in d.values(role)
            ]
            if same:  # "signed a treaty": the event has said so already
                same[0].spans[self.context.evidence(clause)] = None
                return
            draft = self.context.drafts.make(
                entry.reference or kind, noun, layers, suffix=f"q{clause}"
            )
            for name, found in paths.items():
                draft.add(name, *(EntityRef(p) for p in found))
            for old in self.context.drafts.at(noun)[:1]:
                for link in old.links:
                    if link[0] in (*PARTIES, "topic"):
                        draft.links[link] = None
            draft.add("topic", *(EntityRef(p) for p in self._topics(noun)))
            self._endure(draft, noun, kind or "")
            self._blame(draft, noun, clause)
            draft.add(role, TermRef(quality))
            draft.spans[self.context.evidence(clause)] = None
            said = self.context.schema.labels.get(quality, quality).lower()
            draft.label = self._words(noun)
            if kind == "BilateralRelation":
                draft.label = f"{said} {self.context.tree[noun].text.lower()}"
            return

    def _blame(self, draft: Draft, noun: int, clause: int) -> None:
        """What the clause says that strains or heals the thing is its cause."""
        context = self.context
        subject = context.tree.surface_subject(clause)
        if subject is None or subject == noun or context.tree.is_passive(clause):
            return
        told = [d for d in context.drafts.at(subject) if d is not draft]
        draft.add("cause", *(NodeRef(d.key) for d in told))
        if not told:
            draft.add("cause", *(EntityRef(p) for p in context.topics.at(subject)))

    def _parties(self, noun: int, entry: Entry, kind: str) -> dict[str, list[str]]:
        context = self.context
        paths: dict[str, list[str]] = {}
        for argument in entry.arguments:
            if argument.role in PARTIES:
                tokens = context.roles.fill(noun, entry, argument)
                paths.setdefault(argument.role, []).extend(context.actors(tokens))
        if kind in ("BilateralRelation", "Dispute"):
            paths = {"between": list(dict.fromkeys(p for found in paths.values() for p in found))}
            if kind == "BilateralRelation":
                paths["between"] = self._states(paths["between"])
        return paths

    def _words(self, noun: int) -> str:
        tree = self.context.tree
        words = [c for c in tree.kids(noun, "compound", "amod") if c < noun]
        words += [c for w in words for c in tree.kids(w, "compound") if c < w]
        return tree.text([*words, noun])

    # -- things ----------------------------------------------------------------------------------

    def _thing(self, index: int, entry: Entry, kind: str) -> None:
        context = self.context
        filled = {
            argument.role: context.roles.fill(index, entry, argument)
            for argument in entry.arguments
        }
        qualities = self.qualities(index)
        paths = self._parties(index, entry, kind)
        layers = self._layers(index, kind)
        event = self._event_above(index)
        known = self._known(index, entry.reference or kind, paths, qualities)
        if known is None and not self._stands(index, kind, paths, qualities, event):
            return
        if known is not None:
            context.drafts.alias(index, known)
            draft = known
        else:
            draft = context.drafts.make(entry.reference or kind, index, layers, suffix="t")
        if not any(paths.values()) and not draft.values(*PARTIES):
            role = "party" if kind in ("Agreement", "Project") else "between"
            paths = {role: self._inherited(index, event)}
        for role, found in paths.items():
            draft.add(role, *(EntityRef(p) for p in dict.fromkeys(found)))
        for role, names in qualities.items():
            if kind in BEARERS[role]:
                draft.add(role, *(TermRef(n) for n in names))
        self._describe(draft, index, kind, filled)

    def _states(self, paths: list[str]) -> list[str]:
        found = [self.context.state_of(p) or p for p in paths]
        return list(dict.fromkeys(found))

    def _layers(self, index: int, kind: str) -> tuple[Layer, ...]:
        status = self.context.status
        if kind not in PRESUPPOSED:
            return status.layers(index)
        own = status.own(index)
        return status.attribution(index) + own

    def _event_above(self, index: int) -> Draft | None:
        """The event that the noun takes part in: "signed an agreement", "signing of agreements"."""
        tree = self.context.tree
        above = tree.parent(tree.first_conjunct(index))
        for _ in range(2):
            if above is None:
                return None
            for draft in self.context.drafts.at(above):
                if self.context.is_event(draft.cls):
                    return draft
            above = tree.parent(above)
        return None

    def _inherited(self, index: int, event: Draft | None) -> list[str]:
        """The two parties of the event around a thing that names none of its own."""
        tree = self.context.tree
        nodes = [index, *tree.ancestors(index)]
        drafts = ([event] if event else []) + [d for n in nodes for d in self.context.drafts.at(n)]
        for draft in drafts:
            if self.context.is_event(draft.cls):
                found = self._states(draft.entities("actor", "recipient"))
                if len(found) == 2 and all(p.startswith("state/") for p in found):
                    return found
        if event is not None and self.context.schema.is_a(event.cls, "AgreementSigning"):
            return event.entities("actor", "recipient")
        return []

    def _stands(
        self, index: int, kind: str, paths: dict[str, list[str]], qualities: dict[str, list[str]],
        event: Draft | None,
    ) -> bool:  # fmt: skip
        named = [p for found in paths.values() for p in found]
        if kind == "BilateralRelation":
            return len(named) == 2 and "condition" in qualities
        if kind == "Sanction":
            return bool(paths.get("target"))
        if kind == "Dispute":
            told = named or (self._is_told(index) and self._inherited(index, event)) or []
            return len(told) == 2 and (bool(named) or not self._is_setting(index))
        if kind == "Project":
            return bool("status" in qualities) or len(named) > 1
        signed = event is not None and self.context.schema.is_a(event.cls, "AgreementSigning")
        return signed or ("status" in qualities and bool(named)) or len(named) > 1

    def _is_setting(self, index: int) -> bool:
        """Whether a thing only tells when something happened: "aided X during the war"."""
        tree = self.context.tree
        return any(tree[c].text.lower() in TEMPORAL for c in tree.kids(index, "case"))

    def _is_told(self, index: int) -> bool:
        """Whether a phrase says that the thing is there: "the rift", "a recent rift"."""
        tree = self.context.tree
        kinds = {tree.lemma(c) for c in tree.kids(index, "amod")}
        return self.context.definite(index) or bool(kinds & EXISTING)

    def _known(
        self, index: int, cls: str, paths: dict[str, list[str]], qualities: dict[str, list[str]]
    ) -> Draft | None:
        """The thing that a phrase names again; relations of another condition are another state."""
        schema = self.context.schema
        mine = {p for found in paths.values() for p in found}
        alike = schema.under(cls) | schema.superclasses.get(cls, frozenset())
        named = schema.is_a(cls, "Agreement")
        for draft in self.context.drafts.latest(alike):
            if draft.token >= index:
                continue
            if named and self._is_called_else(index, draft, bound=bool(mine)):
                continue
            theirs = set(draft.entities(*PARTIES))
            conditions = {v.name for v in draft.values("condition") if isinstance(v, TermRef)}
            if conditions and set(qualities.get("condition", conditions)) - conditions:
                continue
            if (mine and mine <= theirs) or (not mine and self.context.definite(index)):
                return draft
        return None

    def _describe(self, draft: Draft, index: int, kind: str, filled: dict[str, list[int]]) -> None:
        context = self.context
        for role in ("reason", "topic", "about"):
            for token in filled.get(role, []):
                name = "reason" if role == "reason" else "topic"
                own = [d for d in context.drafts.at(token) if d.path]
                draft.add(name, *(NodeRef(d.key) for d in own))
                if not own:
                    draft.add(name, *(EntityRef(p) for p in context.topics.within(token)))
        topics = self._topics(index)
        draft.add("topic", *(EntityRef(p) for p in topics))
        if kind == "Agreement":
            draft.add("agreementType", *(EntityRef(p) for p in topics))
            event = self._event_above(index)
            if event is not None and context.schema.is_a(event.cls, "AgreementSigning"):
                draft.add("status", TermRef("Signed"))
                draft.add("quantity", *event.values("quantity"))
        draft.spans[context.evidence(index)] = None
        draft.label = draft.label or self._words(index)
        self._endure(draft, index, kind)

    def _topics(self, noun: int) -> list[str]:
        """What the words before a noun say that it is about: "gas supply agreement"."""
        tree = self.context.tree
        words = [noun, *tree.kids(noun, "compound", "amod")]
        words += [c for k in tree.kids(noun, "compound") for c in tree.kids(k, "compound", "amod")]
        return self.context.topics.among(words)

    def _endure(self, draft: Draft, index: int, kind: str) -> None:
        """Whether other articles mean the same by it: by its name, or by its parties and topic."""
        context = self.context
        if kind == "Agreement" and (name := self._proper_name(index)):
            draft.name = draft.label = name
        several = context.tree[index].tag in ("NNS", "NNPS")
        described = len(draft.values("party")) > 1 and bool(draft.values("topic"))
        draft.lasting = kind in LASTING or (described and (kind == "Project" or not several))

    def _proper_name(self, noun: int) -> str:
        """The proper name that a noun is the last word of: "Reciprocal Access Agreement"."""
        tree, first = self.context.tree, noun
        if not tree[noun].text[:1].isupper():
            return ""
        while first > 0 and tree[first - 1].text[:1].isupper() and tree[first - 1].pos in NAMING:
            if tree[first - 1].sentence != tree[noun].sentence:
                break
            first -= 1
        last = self._of_a_place(noun)
        name = tree.text(list(range(first, last + 1)))
        told = {" ".join(entry.words) for entry in self.context.words.entries(noun)}
        return name if first < last and name.casefold() not in told else ""

    def _is_called_else(self, noun: int, draft: Draft, *, bound: bool) -> bool:
        """Whether an agreement is told by its name from one of before.

        "The Algiers Agreement" is no deal of before, but where it binds the same, and "the New
        START treaty" is no treaty.
        """
        name, other = self._proper_name(noun).casefold(), draft.name.casefold()
        if name:
            return name != other and bool(other or not bound)
        return not bound and bool(self._called(noun) - _words(draft.label))

    def _called(self, noun: int) -> set[str]:
        """The proper words right before a noun: "New START" in "the New START treaty"."""
        before = reversed(self.context.tree.tokens[:noun])
        return _words(" ".join(t.text for t in takewhile(lambda t: t.pos == "PROPN", before)))

    def _of_a_place(self, noun: int) -> int:
        """The last word of a name that goes on with a place: "Treaty of Lausanne"."""
        after = self.context.tree.tokens[noun + 1 :]
        place = list(takewhile(lambda t: t.pos == "PROPN", after[1:]))
        named = self.context.tree[noun].tag == "NNP" and after[:1] and after[0].text == "of"
        return noun + 1 + len(place) if named and place else noun


def _words(text: str) -> set[str]:
    return set(text.casefold().split())
