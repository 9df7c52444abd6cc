"""How what is said stands to what happened: fact, or under whose word, plan, wish or denial.

Every token has layers, outermost first: each is a word that takes what stands below it out of the
article's own voice. A token without layers is told as fact. Where it is unclear, it is not a fact.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.coreference import Discourse
from kg.extract.roles import Roles
from kg.extract.tree import Tree
from kg.extract.words import Words
from kg.ontology import Entry, Schema
from kg.terms import Modality

__all__ = ["Layer", "Status", "reduce_layers"]

STRENGTH = (
    Modality.REPORTED, Modality.ALLEGED, Modality.COMMITTED, Modality.PLANNED, Modality.POSSIBLE,
    Modality.REQUESTED, Modality.DENIED, Modality.NEGATED,
)  # fmt: skip
WORDS = (Modality.REPORTED, Modality.ALLEGED)
FACTUAL_MARKS = frozenset(
    "after when while as since because by in amid following during before where although though "
    "despite until once with upon on whereas even that".split()
)
CONDITIONS = frozenset({"if", "unless", "whether", "in case", "provided"})
SPOKEN = frozenset(m.value for m in Modality) - {Modality.NEGATED.value, Modality.COMMITTED.value}
"""What a clause set apart from the sentence may say of it: "X, he said", "X, he warned"."""
SPEAKING_ROLES = ("speaker", "actor")


@dataclass(frozen=True, slots=True)
class Layer:
    """One cue: its modality, who speaks, wishes or promises (entity paths), and the cue's token."""

    modality: Modality
    speakers: tuple[str, ...]
    cue: int
    kind: str = "content"


def reduce_layers(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Fold the layers that one claim can hold: a speaker's word takes in the hedges below it.

    >>> said, will = Layer(Modality.REPORTED, ("person/a",), 1), Layer(Modality.PLANNED, (), 3)
    >>> [(l.modality.value, l.speakers) for l in reduce_layers((said, will))]
    [('Planned', ('person/a',))]
    """
    found: list[Layer] = []
    for layer in layers:
        folded = _fold(found[-1], layer) if found else None
        if folded is None:
            found.append(layer)
        else:
            found[-1] = folded
    return tuple(found)


def _fold(outer: Layer, inner: Layer) -> Layer | None:
    """One layer for two, or None where each is a claim of its own."""
    if inner.speakers not in ((), outer.speakers):
        return None
    if inner.modality is outer.modality:
        return outer
    if not outer.speakers and not inner.speakers:
        return max((outer, inner), key=lambda one: STRENGTH.index(one.modality))
    if outer.modality is Modality.POSSIBLE and inner.kind == "content":
        return Layer(inner.modality, outer.speakers, inner.cue, inner.kind)
    if outer.modality not in WORDS:
        return None
    if inner.modality is Modality.REPORTED:
        return outer
    if inner.modality is Modality.NEGATED and not inner.speakers:
        return Layer(Modality.DENIED, outer.speakers, outer.cue, outer.kind)
    cue = inner.cue if inner.speakers else outer.cue
    return Layer(inner.modality, outer.speakers, cue, outer.kind)


class Status:
    """The layers above every token."""

    def __init__(
        self, tree: Tree, words: Words, roles: Roles, discourse: Discourse, schema: Schema
    ) -> None:
        self.tree = tree
        self.words = words
        self.roles = roles
        self.discourse = discourse
        self.schema = schema
        self._layers: dict[int, tuple[Layer, ...]] = {}

    def layers(self, index: int) -> tuple[Layer, ...]:
        """All layers above a token and on it, outermost first."""
        if index not in self._layers:
            self._layers[index] = ()  # ends circles
            self._layers[index] = self.outer(index) + self.own(index)
        return self._layers[index]

    def attribution(self, index: int) -> tuple[Layer, ...]:
        """Only the layers in which somebody speaks.

        What a definite phrase takes for granted stays true under "may" and "wants to", but not
        outside the speaker's word.
        """
        return tuple(
            layer
            for layer in self.layers(index)
            if layer.modality in (Modality.REPORTED, Modality.ALLEGED) and layer.kind == "content"
        )

    # -- on the word itself ----------------------------------------------------------------------

    def own(self, index: int) -> tuple[Layer, ...]:
        """The layers that a word's own modifiers put on it."""
        found: list[Layer] = []
        if self.tree.is_verbal(index):
            found.extend(self._said_aside(index))
            found.extend(self._according_within(index))
        for child in self.tree.kids(index):
            dep = self.tree[child].dep
            if dep.split(":")[0] in (
                "aux",
                "advmod",
                "mark",
                "det",
                "amod",
                "case",
                "cc",
                "discourse",
            ):
                found.extend(
                    Layer(Modality(entry.modality), (), child, "modifier")
                    for entry in self.words.entries(child)
                    if entry.kind == "ModifierCue" and entry.modality and len(entry.words) == 1
                )
            if dep == "advcl" and self.tree.adposition(child) in CONDITIONS:
                found.append(Layer(Modality.POSSIBLE, (), child, "modifier"))
        if self._is_asked(index):
            found.append(Layer(Modality.POSSIBLE, (), index, "modifier"))
        return tuple(found)

    def _according_within(self, index: int) -> list[Layer]:
        """ "… in attacks, according to X": it speaks of the whole clause, wherever it was hung."""
        found, stack = [], [index]
        while stack:
            for child in self.tree.kids(stack.pop()):
                if layer := self._according(child):
                    found.append(layer)
                elif not self.tree.is_verbal(child):
                    stack.append(child)
        return found[:1]

    def _is_asked(self, index: int) -> bool:
        token = self.tree[index]
        if token.head != index:
            return False
        sentence = self.tree.parse.sentences[token.sentence]
        return any(
            self.tree[i].text == "?"
            for i in range(max(sentence.first, sentence.last - 2), sentence.last)
        )

    def _according(self, child: int) -> Layer | None:
        preposition = self.tree.adposition(child)
        if preposition in ("according to", "per"):
            return Layer(Modality.REPORTED, self.discourse.group(child), child)
        return None

    def _said_aside(self, index: int) -> list[Layer]:
        """ "X, the minister said"."""
        found = []
        for child in self.tree.kids(index, "parataxis"):
            if not self._is_aside(index, child):
                continue
            for entry in self.words.entries(child):
                content = [
                    a
                    for a in entry.arguments
                    if a.role in ("content", "about") and a.modality in SPOKEN
                ]
                own = self.tree.kids(child, "ccomp", "xcomp", "obj")
                if content and entry.pos == "verb" and not own:
                    found.append(
                        Layer(
                            Modality(content[0].modality or ""), self.speakers(child, entry), child
                        )
                    )
                    break
        return found

    def _is_aside(self, index: int, child: int) -> bool:
        """Whether a loose clause may say who speaks: not after ";", not "a claim that X denies"."""
        lines = (child, index) if child < index else (index, child)
        between = {self.tree[i].text for i in range(*lines)}
        subject = self.tree.surface_subject(child)
        described = subject is not None and self.tree.kids(subject, "nmod:desc", "det")
        bare = described and any(
            self.tree[c].pos == "NOUN" and self.tree.kids(c, "det") for c in described
        )
        return not between & {";", ":"} and not self.tree.is_passive(child) and not bare

    # -- from above ------------------------------------------------------------------------------

    def outer(self, index: int) -> tuple[Layer, ...]:
        """The layers that a token stands under."""
        token = self.tree[index]
        head = self.tree.parent(index)
        if head is None:
            return ()
        if token.dep == "conj":
            return self._conjoined(index, head)
        for cue in (head, self._verb_behind(index, head)):
            if cue is not None and (layers := self._as_content(index, cue)) is not None:
                return layers
        if token.dep in ("parataxis", "appos", "dep", "list"):
            return self.outer(head)
        if not self.tree.is_verbal(index):
            return self._nominal(index, head)
        return self._clausal(index, head)

    def _verb_behind(self, index: int, head: int) -> int | None:
        """The verb whose complement was hung on its object: "criticised X for its haste"."""
        loose = self.tree[index].dep in ("acl", "nmod") and self.tree[head].dep == "obj"
        return self.tree.parent(head) if loose else None

    def _conjoined(self, index: int, head: int) -> tuple[Layer, ...]:
        own = [c for c in self.tree.kids(index) if self.tree[c].dep.startswith("nsubj")]
        aux = self.tree.kids(index, "aux")
        if own or (aux and self.tree.is_verbal(index)):
            return self.outer(head)
        shared = tuple(layer for layer in self.own(head) if self._is_shared(layer, index))
        return self.outer(head) + shared

    def _is_shared(self, layer: Layer, index: int) -> bool:
        """Modals and negation before the first verb hold for the second too."""
        del index
        return layer.kind == "modifier"

    def _as_content(self, index: int, head: int) -> tuple[Layer, ...] | None:
        found = [
            (entry, argument)
            for entry in self.words.entries(head)
            for argument in entry.arguments
            if (argument.modality or argument.veridical)
            and index in self.roles.reach(head, entry, argument)
            and self.roles.fits(index, argument.filler)
        ]
        if not found:
            return None
        events = [f for f in found if self.schema.is_a(f[0].reference or "", "Event")]
        entry, argument = (events or found)[0]
        if argument.veridical:
            return self.layers(head)
        layer = Layer(Modality(argument.modality or ""), self.speakers(head, entry), head)
        return (*self.layers(head), layer)

    def speakers(self, index: int, entry: Entry) -> tuple[str, ...]:
        """The actors who speak, promise, plan or accuse at a cue."""
        for argument in entry.arguments:
            if argument.role in SPEAKING_ROLES:
                found = [
                    p
                    for t in self.roles.fill(index, entry, argument)
                    for p in self.discourse.paths(t)
                    if self.roles.fits_entity(p, "Actor")
                ]
                if found:
                    return tuple(dict.fromkeys(found))
        return ()

    def _nominal(self, index: int, head: int) -> tuple[Layer, ...]:
        """ "agreed to cooperate during a meeting": the meeting is where they agreed."""
        if self.tree.adposition(index) == "during":
            while self.tree[head].dep == "xcomp" and (above := self.tree.parent(head)) is not None:
                head = above
        return self.layers(head)

    def _clausal(self, index: int, head: int) -> tuple[Layer, ...]:
        dep = self.tree[index].dep
        mark = self.tree.adposition(index)
        above = self.layers(head)
        if dep in ("acl:relcl", "advcl:relcl"):
            return above
        if mark in CONDITIONS:
            return (*above, Layer(Modality.POSSIBLE, (), index))
        if mark == "without":
            return (*above, Layer(Modality.NEGATED, (), index))
        if dep == "ccomp":
            speakers = self._subject_actors(head)
            return (*above, Layer(Modality.REPORTED, speakers, head))
        infinitive = mark in ("to", "in order", "so as") or (
            self.tree[index].tag == "VB"
            and any(self.tree.lemma(c) == "to" for c in self.tree.kids(index, "mark"))
        )
        if dep == "advcl" and infinitive:
            return (*above, Layer(Modality.PLANNED, (), index, "purpose"))
        if dep == "xcomp" or infinitive:
            return (*above, Layer(Modality.POSSIBLE, (), index))
        if dep == "acl" and mark and mark not in ("in", "by", "after", "while", "following"):
            return (*above, Layer(Modality.POSSIBLE, (), index))
        if dep == "advcl" and self.tree[index].tag == "VBG" and index == head + 1:
            return (*above, Layer(Modality.POSSIBLE, (), index))  # "advocated killing …"
        if dep in ("advcl", "obl", "acl", "csubj") and (not mark or mark in FACTUAL_MARKS):
            return above
        return (*above, Layer(Modality.POSSIBLE, (), index)) if mark else above

    def _subject_actors(self, head: int) -> tuple[str, ...]:
        subject = self.tree.surface_subject(head)
        if subject is None or self.tree.is_passive(head):
            return ()
        return tuple(p for p in self.discourse.group(subject) if self.roles.fits_entity(p, "Actor"))
