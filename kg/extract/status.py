"""How what is said stands to what happened: fact, or under whose word, plan, wish or denial.

Every token has layers, outermost first: each is a word that takes what stands below it out of the
article's own voice. A token without layers is told as fact. Where it is unclear, it is not a fact.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.coreference import Discourse
from kg.extract.layers import WORDS, Layer
from kg.extract.modifiers import CONDITIONS, Modifiers
from kg.extract.quotes import Quotes
from kg.extract.roles import Roles
from kg.extract.speakers import Speakers
from kg.extract.tree import SUBJECTS, Tree
from kg.extract.words import Words
from kg.ontology import Schema
from kg.terms import Modality

__all__ = ["Status"]

FACTUAL_MARKS = frozenset(
    "after when while as since because by in amid following during before where although though "
    "despite until once with upon on whereas even that".split()
)
PRESUPPOSING = frozenset(
    "after when while as since following before although though despite once whereas".split()
)
"""Marks of clauses that stay true where the main clause is denied: "did not act when X struck"."""
AWAITING = frozenset({"until", "before", "once", "when", "till", "as soon as"})
"""Marks behind which the present tense tells of what has not come: "until they leave"."""
ACCORDING = ("according", "per")
"""What begins the prepositions of those whose word something is."""
SPOKEN = frozenset(m.value for m in Modality) - {Modality.NEGATED.value, Modality.COMMITTED.value}
"""What a clause set apart from the sentence may say of it: "X, he said", "X, he warned"."""


class Status:
    """The layers above every token."""

    def __init__(
        self, tree: Tree, words: Words, roles: Roles, discourse: Discourse, schema: Schema
    ) -> None:
        self.tree = tree
        self.words = words
        self.roles = roles
        self.schema = schema
        self.quotes = Quotes(tree)
        self.speakers = Speakers(tree, words, roles, discourse, schema, self.quotes)
        self.modifiers = Modifiers(tree, words)
        self._layers: dict[int, tuple[Layer, ...]] = {}
        self._according_to = {
            tree[index].sentence for index, text in enumerate(tree.lower) if text in ACCORDING
        }
        self._starts: dict[int, tuple[int, tuple[str, ...]] | None] = {}
        self._ends: dict[int, tuple[int, int, tuple[str, ...]] | None] = {}

    def layers(self, index: int) -> tuple[Layer, ...]:
        """All layers above a token and on it, outermost first."""
        if index not in self._layers:
            self._layers[index] = ()  # ends circles
            layers = self._quoted(index, self.outer(index) + self.own(index))
            layers = self._attributed_at_start(index, self._attributed_at_end(index, layers))
            self._layers[index] = self._backshifted(layers)
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

    def _quoted(self, index: int, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """What stands in a quotation is somebody's word, whether or not the grammar says so."""
        quotation = self.quotes.speaks(index)
        if quotation is None:
            return layers
        if any(layer.modality in WORDS and layer.cue not in quotation for layer in layers):
            return layers
        if self.speakers.is_headed_by_place(quotation):
            return layers
        speakers, cue = self.speakers.of(quotation)
        return (Layer(Modality.REPORTED, speakers, cue), *layers)

    def _attributed_at_end(self, index: int, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """What stands before ", officials said." is theirs, wherever the parser hung it."""
        number = self.tree[index].sentence
        if number not in self._ends:
            self._ends[number] = None  # ends circles
            self._ends[number] = self.speakers.at_end(self.tree.parse.sentences[number])
        end = self._ends[number]
        if end is None or index > end[0] or any(layer.modality in WORDS for layer in layers):
            return layers
        return (Layer(Modality.REPORTED, end[2], end[1]), *layers)

    def _attributed_at_start(self, index: int, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """What stands behind "Police:" at the begin of a sentence is theirs."""
        number = self.tree[index].sentence
        if number not in self._starts:
            self._starts[number] = self.speakers.sources.heading(self.tree.parse.sentences[number])
        start = self._starts[number]
        if start is None or index < start[0] or any(layer.modality in WORDS for layer in layers):
            return layers
        return (Layer(Modality.REPORTED, start[1], start[0]), *layers)

    def _backshifted(self, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """ "Said that it would leave" reports "will leave": a plan, where no condition is named."""
        spoken = [n for n, layer in enumerate(layers) if layer.modality in WORDS]
        if not spoken or any(layer.kind == "condition" for layer in layers):
            return layers
        return tuple(
            replace(layer, modality=Modality.PLANNED)
            if n > spoken[0] and self.modifiers.is_backshifted(layer)
            else layer
            for n, layer in enumerate(layers)
        )

    # -- on the word itself ----------------------------------------------------------------------

    def own(self, index: int) -> tuple[Layer, ...]:
        """The layers that stand beside a word: who says so, and its own modifiers."""
        return self._attributed(index) + tuple(self.modifiers.of(index))

    def _attributed(self, index: int) -> tuple[Layer, ...]:
        if not self.tree.is_verbal(index):
            return ()
        return (*self._said_aside(index), *self._according_within(index))

    def _according_within(self, index: int) -> list[Layer]:
        """ "… in attacks, according to X": it speaks of the whole clause, wherever it was hung."""
        found: list[Layer] = []
        stack = [index] if self.tree[index].sentence in self._according_to else []
        while stack:
            for child in self.tree.kids(stack.pop()):
                if layer := self._according(child):
                    found.append(layer)
                elif not self.tree.is_verbal(child):
                    stack.append(child)
        return found[:1]

    def _according(self, child: int) -> Layer | None:
        preposition = self.tree.adposition(child)
        if preposition in ("according to", "per"):
            return Layer(Modality.REPORTED, self.speakers.source(child), child)
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
                            Modality(content[0].modality or ""),
                            self.speakers.at(child, entry),
                            child,
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
        for cue in (head, self._verb_behind(index, head), self._predicate(index, head)):
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

    def _predicate(self, index: int, head: int) -> int | None:
        """What a verb like "remain" says of its subject: "a ceasefire remains elusive"."""
        if self.tree[index].dep not in SUBJECTS:
            return None
        said = [c for c in self.tree.kids(head, "xcomp") if self.tree[c].pos == "ADJ"]
        return said[0] if said else None

    def _conjoined(self, index: int, head: int) -> tuple[Layer, ...]:
        own = [c for c in self.tree.kids(index) if self.tree[c].dep.startswith("nsubj")]
        aux = self.tree.kids(index, "aux")
        if own or (aux and self.tree.is_verbal(index)) or self._is_finite_beside(index, head):
            return self.outer(head) + self._attributed(head)
        return self.outer(head) + self.own(head)

    def _is_finite_beside(self, index: int, head: int) -> bool:
        """ "Did not attack but bombed": what is under "did" and modals is no past tense."""
        return self.tree[head].tag == "VB" and self.tree[index].tag in ("VBD", "VBZ")

    def _as_content(self, index: int, head: int) -> tuple[Layer, ...] | None:
        found = [
            (entry, argument)
            for entry in self.words.entries(head)
            if entry.holding and self.roles.is_whole(head, entry)
            for argument in entry.holding
            if index in self.roles.reach(head, entry, argument)
            and self.roles.fits(index, argument.filler)
        ]
        if not found:
            return None
        events = [f for f in found if self.schema.is_a(f[0].reference or "", "Event")]
        entry, argument = (events or found)[0]
        if argument.veridical:
            return self.layers(head)
        layer = Layer(Modality(argument.modality or ""), self.speakers.at(head, entry), head)
        return (*self.layers(head), layer)

    def _nominal(self, index: int, head: int) -> tuple[Layer, ...]:
        """ "agreed to cooperate during a meeting": the meeting is where they agreed."""
        if self.tree.adposition(index) == "during":
            while self.tree[head].dep == "xcomp" and (above := self.tree.parent(head)) is not None:
                head = above
        if self._is_taken_for_granted(index, head):
            return self._without_negation(head)
        return self.layers(head)

    def _question_word(self, index: int) -> str:
        """ "When" before a clause is no preposition to the parser, and marks it all the same."""
        first = [c for c in self.tree.kids(index, "advmod") if self.tree[c].tag == "WRB"]
        return self.tree.lemma(first[0]) if first else ""

    def _disputes(self, index: int) -> bool:
        roles = {a.role for entry in self.words.entries(index) for a in entry.arguments}
        return "disputes" in roles

    def _outside(self, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """ "An attack, which Y denied": who denies a claim does not do so in the claim."""
        spoken = [n for n, layer in enumerate(layers) if layer.modality in WORDS]
        return layers[: spoken[-1]] if spoken else layers

    def _beside_modals(self, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """ "X, who visited Y, will meet Z": what is past is no plan and no possibility."""
        ahead = (Modality.PLANNED, Modality.POSSIBLE)
        return tuple(x for x in layers if x.kind != "modifier" or x.modality not in ahead)

    def _is_taken_for_granted(self, index: int, head: int) -> bool:
        """ "Did not condemn the attack": there was one; not in "did not carry out the attack"."""
        definite = any(
            self.tree[c].dep == "nmod:poss" or self.tree.lemma(c) in ("the", "this", "that")
            for c in self.tree.kids(index, "det", "nmod:poss")
        )
        if not definite or not self.tree.is_verbal(head) or self.tree[index].dep in SUBJECTS:
            return False
        entries = self.words.entries(head)
        carries = any(entry.kind == "SupportVerb" for entry in entries)
        acts = any(self.schema.is_a(entry.reference or "", "Event") for entry in entries)
        return not carries and (acts or self.tree[index].dep == "obl")

    def _without_negation(self, head: int) -> tuple[Layer, ...]:
        """The layers of a word, its own negation left out."""
        own = {layer for layer in self.modifiers.of(head) if layer.modality is Modality.NEGATED}
        return tuple(layer for layer in self.layers(head) if layer not in own)

    def _clausal(self, index: int, head: int) -> tuple[Layer, ...]:
        dep = self.tree[index].dep
        mark = self.tree.adposition(index) or self._question_word(index)
        above = self.layers(head)
        if dep in ("acl:relcl", "advcl:relcl"):
            above = self._outside(above) if self._disputes(index) else above
            return self._beside_modals(above) if self.modifiers.is_past(index) else above
        if dep == "advcl" and mark in AWAITING and self.tree[index].tag in ("VBP", "VBZ"):
            return (*above, Layer(Modality.POSSIBLE, (), index))
        if dep == "advcl" and mark in PRESUPPOSING:
            return self._without_negation(head)
        if mark in CONDITIONS:
            return (*above, Layer(Modality.POSSIBLE, (), index))
        if mark == "without":
            return (*above, Layer(Modality.NEGATED, (), index))
        if dep == "ccomp":
            return (*above, Layer(Modality.REPORTED, self.speakers.subject(head), head))
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
