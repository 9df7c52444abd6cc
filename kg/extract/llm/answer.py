"""Turns what a model proposes into statements, or drops it.

What is kept has its words in the text, a class of the ontology and actors that the text names. Its
standing is what the words say: a model that calls a plan a fact does not make it one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from kg.extract.circumstances import Circumstances
from kg.extract.context import Context
from kg.extract.layers import Layer
from kg.extract.llm.question import FACT, Question
from kg.model import EntityRef, Span
from kg.terms import Modality

__all__ = ["REASONS", "Answer"]

REASONS = {
    "form": "not of the form that was asked for",
    "quote": "with a quote that is not in the text",
    "class": "of a class that the ontology does not have",
    "trigger": "without a word of the quote that says what happened",
    "actor": "of nobody whom the text names",
}
"""Why a proposal was dropped."""


@dataclass(frozen=True, slots=True)
class _Proposal:
    cls: str
    token: int
    quote: Span
    roles: dict[str, list[str]]
    place: str
    modality: str
    speaker: str


class Answer:
    """Adds what a model proposes to the drafts of one article; `dropped` counts the rest."""

    def __init__(self, context: Context, question: Question, dropped: Counter[str]) -> None:
        self.context = context
        self.question = question
        self.dropped = dropped
        self.text = context.article.text
        self._starts = [t.start for t in context.tree.tokens]
        self._circumstances = Circumstances(context)

    def add(self, rows: list[object]) -> None:
        """Take rows of an answer in their order; the same event twice is one."""
        for row in rows:
            found = self._read(row)
            if isinstance(found, str):
                self.dropped[found] += 1
            elif not any(d.cls == found.cls for d in self.context.drafts.at(found.token)):
                self._draft(found)

    def _read(self, row: object) -> _Proposal | str:
        """A proposal, or why it is dropped."""
        if not isinstance(row, dict):
            return "form"
        quote, trigger = row.get("quote"), row.get("trigger")
        if not isinstance(quote, str) or not isinstance(trigger, str):
            return "form"
        roles = {}
        for role in self.question.roles:
            names = row.get(role, [])
            if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
                return "form"
            roles[role] = [str(n) for n in names]
        span = self._find(quote, Span(0, len(self.text)))
        if span is None:
            return "quote"
        if row.get("class") not in self.question.classes:
            return "class"
        word = self._find(trigger, span)
        token = self._head(word) if word else None
        if token is None:
            return "trigger"
        modality, speaker, place = (row.get(k) for k in ("modality", "speaker", "place"))
        known = modality == FACT or modality in self.question.modalities
        return _Proposal(
            str(row["class"]), token, span, roles,
            place if isinstance(place, str) else "",
            # what it should be it does not say: then it is not told as fact
            str(modality) if known else Modality.REPORTED.value,
            speaker if isinstance(speaker, str) else "",
        )  # fmt: skip

    def _draft(self, proposal: _Proposal) -> None:
        context = self.context
        filled = {
            role: list(dict.fromkeys(p for n in names for p in self._who(n, proposal.quote)))
            for role, names in proposal.roles.items()
        }
        if not any(filled.values()):
            self.dropped["actor"] += 1
            return
        draft = context.drafts.make(proposal.cls, proposal.token, self._layers(proposal))
        for role, paths in filled.items():
            draft.add(role, *(EntityRef(p) for p in paths))
        if token := self._token(proposal.place, proposal.quote):
            draft.add("place", *(EntityRef(p) for p in context.places([token])))
        self._circumstances.describe(draft, proposal.token, {}, skip=frozenset({"place", "topic"}))
        draft.spans[proposal.quote] = None

    def _layers(self, proposal: _Proposal) -> tuple[Layer, ...]:
        """What the words say of it; where they say nothing, what the model says."""
        layers = self.context.status.layers(proposal.token)
        if layers or proposal.modality == FACT:
            return layers
        speakers = self._who(proposal.speaker, proposal.quote) if proposal.speaker else []
        return (Layer(Modality(proposal.modality), tuple(speakers), proposal.token),)

    def _who(self, name: str, quote: Span) -> list[str]:
        """The actors that a name of the answer means; none where the text does not name it."""
        token = self._token(name, quote)
        if token is None:
            return []
        found = self.context.actors([token])
        entities = self.context.discourse.mentions.entities
        head = self.context.tree[token]
        if not found and head.pos == "PROPN":
            span = self._find(name, quote) or Span(head.start, head.end)
            label = self.text[span.start : span.end]
            found = [entities.add("Actor", " ".join(label.split()), span, local=" " not in label)]
        return found

    def _token(self, name: str, quote: Span) -> int | None:
        """The head of a name: in the quote, else next to it, what stands before first."""
        span = (
            self._find(name, quote)
            or self._find(name, Span(0, quote.start), last=True)
            or self._find(name, Span(quote.end, len(self.text)))
        )
        return self._head(span) if span else None

    def _find(self, words: str, within: Span, *, last: bool = False) -> Span | None:
        """Where some words stand letter by letter, but for the white space between them."""
        parts = [re.escape(part) for part in words.split()]
        if not parts:
            return None
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)")
        found = [*pattern.finditer(self.text, within.start, within.end)]
        if not found:
            return None
        return Span(*(found[-1] if last else found[0]).span())

    def _head(self, span: Span) -> int | None:
        """The token of a stretch of text on which the others hang."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        inside = range(first, last)
        tree = self.context.tree
        heads = [i for i in inside if tree[i].head not in inside or tree[i].head == i]
        worded = [i for i in heads if tree[i].pos != "PUNCT"]
        return next(iter(worded or heads), None)
