"""Where, when, about what and how much: what an event has besides those who take part."""

from __future__ import annotations

from kg.extract.amounts import amount
from kg.extract.calendar import MONTHS
from kg.extract.context import Context
from kg.extract.drafts import Draft
from kg.extract.times import Time, durations, times
from kg.model import EntityRef, Typed
from kg.terms import Modality

__all__ = ["Circumstances"]

COUNTED = ("Assault", "Coerce", "Release", "Expulsion", "Conviction")
"""Events of which those are counted to whom they are done."""
VERBAL = ("Agree", "Consult", "Support", "Concede", "Request", "Accuse", "Reject", "Threaten")
BRACKETS = ("(", "[")
PLACES = ("in", "at", "near", "on", "along", "inside", "across", "outside", "around")
ELSEWHEN = frozenset(
    {"after", "following", "before", "since", "until", "over", "despite", "about", "for", "due to",
     "because of", "ahead of"}
)  # fmt: skip
"""Prepositions of what an event followed, was due to or was about."""
AT_VERB = tuple(("obl", word) for word in PLACES)
AT_NOUN = tuple(("nmod", word) for word in PLACES)
WITHIN = ("compound", "nmod:unmarked", "nmod:poss", "amod", "nummod")
NESTED = ("ccomp", "advcl", "acl", "acl:relcl", "parataxis", "advcl:relcl", "csubj")


class Circumstances:
    """Adds place, time, topic, commodity and number to the drafts of events."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._bracketed = {t.sentence for t in context.tree.tokens if t.text in BRACKETS}

    def describe(
        self, draft: Draft, index: int, filled: dict[str, list[int]], *, skip: frozenset[str]
    ) -> None:
        """Add all of them, but for the properties in `skip`."""
        if "place" not in skip:
            self._place(draft, index, filled)
        self._host(draft)
        if "topic" not in skip:
            draft.add("topic", *(EntityRef(p) for p in self._topics(index, filled)))
        self._commodity(draft, filled)
        self._time(draft, index)
        self._count(draft, index, filled)

    def is_speech(self, cls: str) -> bool:
        """Whether events of a class are acts of speech, which happen where somebody speaks."""
        return self.context.schema.is_a(cls, *VERBAL)

    def place_tokens(self, index: int, cls: str, filled: dict[str, list[int]]) -> list[int]:
        """The tokens of the places where an event happens.

        What is only spoken about ("concern over the war in Sudan") happens where it does.
        """
        tree, roles = self.context.tree, self.context.roles
        found = list(filled.get("place", []))
        carriers = [index, *(verb for verb, _ in roles.support(index))]
        spoken = self.is_speech(cls)
        for node in carriers:
            for step in AT_VERB if tree.is_verbal(node) else AT_NOUN:
                near = tree.step(node, step)
                found.extend(t for t in near if not spoken or tree.parent(t) == node)
            head = tree.parent(node)
            if head is not None and "where" in map(tree.lemma, tree.kids(node, "advmod")):
                found.append(head)
        for role in ("recipient",) if spoken else ("recipient", "about"):
            for token in filled.get(role, []):
                head = tree.parent(token) if tree[token].dep == "nmod:poss" else token
                if head is not None and not self.context.actors([head]):
                    found.extend(tree.follow(head, (("nmod", "in"),)))
        return [m for t in dict.fromkeys(found) for m in tree.conjuncts(t)]

    def _place(self, draft: Draft, index: int, filled: dict[str, list[int]]) -> None:
        for path in self.context.places(self.place_tokens(index, draft.cls, filled)):
            if EntityRef(path) not in draft.values("recipient") or path.startswith("place/"):
                draft.add("place", EntityRef(path))

    def _host(self, draft: Draft) -> None:
        """The host of a visit is the state of the place, and its place the host."""
        if self.context.schema.is_a(draft.cls, "Visit"):
            for path in draft.entities("place", "recipient"):
                state = self.context.state_of(path)
                if state and path != state and path.startswith("place/"):
                    draft.add("recipient", EntityRef(state))
                if path == state:
                    draft.add("place", EntityRef(path))
                    draft.add("recipient", EntityRef(path))

    def _topics(self, index: int, filled: dict[str, list[int]]) -> list[str]:
        context = self.context
        found = [p for token in filled.get("topic", []) for p in context.topics.within(token)]
        own = [index, *context.tree.kids(index, "amod", "compound")]
        found.extend(context.topics.among(own))
        for token in filled.get("about", []):
            found.extend(context.topics.within(token))
        return list(dict.fromkeys(found))

    def _commodity(self, draft: Draft, filled: dict[str, list[int]]) -> None:
        """What is delivered, in the text's words; its topic too where it is known as one."""
        for token in filled.get("commodity", []):
            known = self.context.topics.covered.get(token)
            words = known or (*self.context.tree.kids(token, "compound"), token)
            draft.add("commodity", Typed(self.context.tree.text(list(words))))
            draft.add("topic", *(EntityRef(p) for p in self.context.topics.at(token)))

    def scope(self, index: int) -> list[int]:
        """The words of an event's own clause, clauses and events inside it left out."""
        tree = self.context.tree
        found, stack = [], [index, *(v for v, _ in self.context.roles.support(index))]
        while stack:
            node = stack.pop()
            found.append(node)
            for child in tree.kids(node):
                dep = tree[child].dep
                inner = dep in NESTED or (dep == "conj" and tree.is_verbal(child))
                if inner or child in found:
                    continue
                event = self.context.evokes(child) and tree[child].text not in MONTHS
                if not event or child == index:  # "March" is no march
                    stack.append(child)
        return sorted(set(found))

    def _time(self, draft: Draft, index: int) -> None:
        """The time that stands nearest to an event in its own clause."""
        context = self.context
        future = any(layer.modality is Modality.PLANNED for layer in draft.layers)
        tokens = self._unbracketed(self.scope(index), index)
        found: list[tuple[int, int, Time]] = []
        for first, last in _runs(tokens):
            start = context.tree[first].start
            text = context.tree.parse.text[start : context.tree[last].end]
            found += [
                (self._distance(time, tokens, index), time.span.start, time)
                for time in times(text, start, context.article.published, future=future)
                if not self._is_of_another(time, tokens, index)
            ]
            if context.tree[index].pos in ("NOUN", "PROPN") and first <= index <= last:
                head = context.tree.text([i for i in tokens if first <= i <= last])
                draft.add("duration", *(Typed(d, "duration") for d in durations(head)[:1]))
        if found and not draft.values("begin"):
            time = min(found, key=lambda row: row[:2])[2]
            draft.add("begin", time.date)
            if time.end is not None:
                draft.add("end", time.end)

    def _is_of_another(self, time: Time, tokens: list[int], index: int) -> bool:
        """Whether a time tells when something else was.

        That is what an event followed or was about ("after the strike of 3 May"), and what stands
        behind "but".
        """
        tree = self.context.tree
        inside = [t for t in tokens if time.span.start <= tree[t].start < time.span.end]
        carriers = (index, *(verb for verb, _ in self.context.roles.support(index)))
        beyond = [c for node in carriers for c in tree.kids(node, "conj") if self._contrasts(c)]
        if not inside or any(min(inside) > min(tree.subtree(c)) > index for c in beyond):
            return bool(inside)
        top = inside[0]
        while (above := tree.parent(top)) is not None and above in inside:
            top = above
        above = tree.parent(top)
        named = above is not None and above > top and tree[above].pos == "NOUN"
        if named and above not in carriers and tree[top].dep in WITHIN:
            return True  # "a May 15 deadline"
        if tree.adposition(top) in ("after", "following", "before"):
            return True
        for node in tree.ancestors(top):
            if node in carriers:
                return False
            behind = tree.adposition(node) in ELSEWHEN and tree[node].pos == "NOUN"
            if behind or tree[node].text.lower() in ELSEWHEN:
                return True
        return False

    def _contrasts(self, conjunct: int) -> bool:
        tree = self.context.tree
        return any(tree.lemma(c) in ("but", "yet") for c in tree.kids(conjunct, "cc"))

    def _distance(self, time: Time, tokens: list[int], index: int) -> int:
        """How many words above stand between an event and the words of a time."""
        tree = self.context.tree
        inside = [t for t in tokens if time.span.start <= tree[t].start < time.span.end]
        steps = []
        for token in inside:
            above = [token, *tree.ancestors(token)]
            steps.append(above.index(index) if index in above else len(above))
        return min(steps, default=0)

    def _unbracketed(self, tokens: list[int], index: int) -> list[int]:
        """The tokens without what stands in brackets beside an event: when somebody was born."""
        tree, depth = self.context.tree, 0
        if tree[index].sentence not in self._bracketed:
            return tokens
        span = tree.parse.sentences[tree[index].sentence]
        brackets: dict[int, int] = {}
        for i in range(span.first, span.last):
            depth += tree[i].text in ("(", "[")
            brackets[i] = depth
            depth -= tree[i].text in (")", "]") and depth > 0
        level = brackets.get(index, 0)
        return [t for t in tokens if brackets.get(t, 0) <= level]

    def _count(self, draft: Draft, index: int, filled: dict[str, list[int]]) -> None:
        """How many there are of it, or of those to whom it is done: "killed 30 civilians"."""
        tree = self.context.tree
        things = [t for t in filled.get("about", []) if tree[t].pos in ("NOUN", "PROPN")]
        for token in (index, *things):
            if (number := amount(tree, token)) is not None:
                draft.add("quantity", Typed(str(number), "integer"))
                return
        if self.context.schema.is_a(draft.cls, *COUNTED):
            told = filled.get("recipient", [])
            numbers = [amount(tree, token) for token in told]
            if len(told) == 1 and numbers[0] is not None:
                draft.add("quantity", Typed(str(numbers[0]), "integer"))


def _runs(tokens: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for token in tokens:
        if runs and token == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], token)
        else:
            runs.append((token, token))
    return runs
