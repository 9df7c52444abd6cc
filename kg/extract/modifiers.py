"""What a word's own modifiers say of it: modals, negation, conditions, questions, days to come."""

from __future__ import annotations

from kg.extract.layers import Layer
from kg.extract.tree import SUBJECTS, Tree
from kg.extract.words import Words
from kg.terms import Modality

__all__ = ["CONDITIONS", "Modifiers"]

CONDITIONS = frozenset({"if", "unless", "whether", "in case", "provided"})
MODIFYING = frozenset(
    {"aux", "advmod", "mark", "det", "amod", "compound", "case", "cc", "discourse"}
)
AHEAD = ["ahead", "of"]
"""Before an event that has not come: "ahead of talks with Iran"."""
SIDES = frozenset({*SUBJECTS, "obj"})
TIMES = ("obl:unmarked", "nmod:unmarked", "obl", "nmod")
OPENING = frozenset({"“", "‘", '"', "``", "'", "«"})
CLOSING = frozenset({"”", "’", '"', "''", "'", "»"})
WHOLE = ("noun", "conjunction")
"""Cues of several words that no preposition is part of: "war game", "as if"."""
INVERTING = frozenset({"have", "should", "be"})
PERIODS = frozenset(
    "day week weekend month year monday tuesday wednesday thursday friday saturday sunday "
    "spring summer autumn fall winter quarter".split()
)
"""Nouns of time: "next" before another noun says nothing about when."""


class Modifiers:
    """The layers that the words beside a verb or noun put on it. None of them speaks."""

    def __init__(self, tree: Tree, words: Words) -> None:
        self.tree = tree
        self.words = words
        self._of: dict[int, list[Layer]] = {}

    def of(self, index: int) -> list[Layer]:
        """The layers of a word by its own modifiers, in text order."""
        if index not in self._of:
            self._of[index] = self._find(index)
        return self._of[index]

    def _find(self, index: int) -> list[Layer]:
        found: list[Layer] = []
        for child in self.tree.kids(index):
            dep = self.tree[child].dep
            if dep.partition(":")[0] in MODIFYING and not self._counts(child):
                found.extend(self._cued(child))
            if dep == "case" and self._is_ahead(child):
                found.append(self._layer(Modality.PLANNED, child))
            elif dep == "advcl" and self.tree.adposition(child) in CONDITIONS:
                found.append(Layer(Modality.POSSIBLE, (), child, "condition"))
            elif dep in SIDES:
                found.extend(self._empty(child))
            elif dep in TIMES:
                if not self.is_past(index):
                    found.extend(self._to_come(child))
                if self.tree.adposition(child) == "in":
                    found.extend(c for c in self._cued(child) if c.modality is Modality.POSSIBLE)
        unreal = self._is_asked(index) or self._is_inverted(index) or self._is_distanced(index)
        if unreal or self._is_bare_infinitive(index):
            found.append(self._layer(Modality.POSSIBLE, index))
        elif self._is_to_be(index):
            found.append(self._layer(Modality.PLANNED, index))
        return found

    def _counts(self, word: int) -> bool:
        """ "Provided nearly $2 billion": what stands before a number is about the number."""
        after = self.tree.tokens[word + 1 : word + 2]
        number = bool(after) and (after[0].pos == "NUM" or after[0].tag == "$")
        return number and self.tree[word].pos == "ADV"

    def is_past(self, index: int) -> bool:
        """Whether a verb tells of the past: "met", "has met", "was met"; nouns and "is" do not."""
        token = self.tree[index]
        helpers = {self.tree[c].text.lower() for c in self.tree.kids(index, "aux", "aux:pass")}
        if helpers & {"has", "have", "had", "was", "were", "did", "'ve", "’ve"}:
            return True
        return token.pos == "VERB" and token.tag == "VBD"

    def _is_ahead(self, case: int) -> bool:
        return self.tree.lower[max(0, case - 1) : case + 1] == AHEAD

    def is_backshifted(self, layer: Layer) -> bool:
        """Whether a layer is "would" without "have": "will" in somebody's past words."""
        verb = self.tree.parent(layer.cue)
        if layer.kind != "modifier" or verb is None or self.tree.lemma(layer.cue) != "would":
            return False
        return "have" not in map(self.tree.lemma, self.tree.kids(verb, "aux"))

    def _layer(self, modality: Modality, cue: int) -> Layer:
        return Layer(modality, (), cue, "modifier")

    def _cued(self, child: int) -> list[Layer]:
        entries = self.words.entries(child)
        return (
            [
                self._layer(Modality(entry.modality), child)
                for entry in entries
                if entry.kind == "ModifierCue"
                and entry.modality
                and (len(entry.words) == 1 or "-" in entry.words or entry.pos in WHOLE)
            ]
            if entries
            else []
        )

    def _empty(self, side: int) -> list[Layer]:
        """ "No soldiers were killed", "none of them attacked": what nobody does is not done."""
        beside = self.tree.kids(side, "det", "cc:preconj", "advmod")
        beside = [c for c in beside if c < side and not self._counts(c)]
        cued = [layer for word in (side, *beside) for layer in self._cued(word)]
        return [layer for layer in cued if layer.modality is Modality.NEGATED]

    def _to_come(self, time: int) -> list[Layer]:
        """ "Meeting next week", "is to visit tomorrow": the day has not come."""
        before = self.tree.kids(time, "amod", "det", "compound")
        named = self.tree.lemma(time) in PERIODS
        return [
            layer
            for word in (time, *(before if named else ()))
            for layer in self._cued(word)
            if layer.modality is Modality.PLANNED
        ]

    def _is_infinitive(self, index: int) -> bool:
        """Whether "to" stands before a base form, or before a noun with a base form inside."""
        marks = self.tree.kids(index, "mark", "case")
        to = [c for c in marks if c < index and self.tree[c].text.lower() == "to"]
        return any(self.tree[i].tag == "VB" for c in to for i in (index, c + 1))

    def _is_bare_infinitive(self, index: int) -> bool:
        """ "To attack …" that the parser hung on nothing, "offered to host talks" under "to"."""
        noun = self.tree[index].pos in ("NOUN", "PROPN")
        if not noun and self.tree.parent(index) is not None:
            return False
        return self._is_infinitive(index) and (noun or not self._is_to_be(index))

    def _is_to_be(self, index: int) -> bool:
        """ "Are to hold talks": what is laid down for later."""
        if self.tree[index].tag != "VB" or not self._is_infinitive(index):
            return False
        return any(self.tree.lemma(c) == "be" for c in self.tree.kids(index, "cop", "aux"))

    def _is_distanced(self, index: int) -> bool:
        """ "The 'attack' by X": a noun alone between quotation marks is somebody else's word."""
        tokens = self.tree.tokens
        if self.tree[index].pos != "NOUN" or not 0 < index < len(tokens) - 1:
            return False
        return tokens[index - 1].text in OPENING and tokens[index + 1].text in CLOSING

    def _is_asked(self, index: int) -> bool:
        token = self.tree[index]
        if token.head != index:
            return False
        sentence = self.tree.parse.sentences[token.sentence]
        return any(
            self.tree[i].text == "?"
            for i in range(max(sentence.first, sentence.last - 2), sentence.last)
        )

    def _is_inverted(self, index: int) -> bool:
        """ "Had X attacked, Y would …", "Should X attack": a condition without "if"."""
        helpers = self.tree.kids(index, "aux", "cop")
        subjects = self.tree.kids(index, *SUBJECTS) if helpers else ()
        helpers = [c for c in helpers if self.tree.lemma(c) in INVERTING]
        if not subjects or not helpers or min(helpers) > min(subjects):
            return False
        before = [i for i in self.tree.subtree(index) if i < min(helpers)]
        return all(self.tree[i].pos in ("PUNCT", "CCONJ") for i in before)
