"""Attachments that only meaning decides, mended before the tree is read.

The parser knows words, not what they name: whether "and other nations" joins the support or those
who give it is seen from who can give support, and whether "to act" is what somebody is asked to do
from the verb that asks. Each rule moves one word, the rest stays as parsed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.extract.complements import complements
from kg.extract.names import Names
from kg.extract.quantities import counted
from kg.extract.tree import RELATIVE, SUBJECTS, Tree
from kg.extract.words import WEEKDAYS, Words
from kg.model import Parse, Token
from kg.ontology import Entry, Ontology, Reference

__all__ = ["mend"]

Place = tuple[int, str]
"""A head and the relation to it."""
DAYS = WEEKDAYS | {"today", "yesterday", "tomorrow"}


COPULAR = frozenset("be become remain stay seem appear look sound turn".split())
LOST = ("advmod", "aux", "aux:pass", "discourse", "dep", "mark", "cc", "vocative")
"""What a name is not, though an unknown word may be taken for it."""


def mend(parse: Parse, ontology: Ontology, date: datetime.date | None) -> tuple[Tree, Words, Names]:
    """A parse goes in; its tree with the attachments mended comes out, with its words and names."""
    parse = _with_names(parse, ontology.reference, ontology.lexicon.given_names)
    tree = Tree(parse)
    words, names = Words(tree, ontology), Names(tree, ontology, date)
    rules = _Rules(tree, words, names)
    moved: dict[int, Place] = {}
    for token in tree.tokens:
        for index, place in rules.places(token.index):
            moved.setdefault(index, place)
    for index, head, dep in complements(tree, rules.words):
        moved[index] = (head, dep)
    if not moved:
        return tree, words, names
    tokens = tuple(
        replace(t, head=moved[t.index][0], dep=moved[t.index][1]) if t.index in moved else t
        for t in parse.tokens
    )
    mended = replace(parse, tokens=tokens)
    if not _is_forest(mended, moved):
        return tree, words, names
    tree = Tree(mended, tree)
    words.move(tree)
    names.move(tree)
    return tree, words, names


def _with_names(parse: Parse, reference: Reference, given: frozenset[str]) -> Parse:
    """Capitalised words that the tagger could make nothing of are names, and so is "BJP"."""
    tokens = list(parse.tokens)
    for token in parse.tokens:
        if token.pos == "X" and token.text.istitle():
            tokens[token.index] = replace(token, pos="PROPN", tag="NNP")
        after = tokens[token.index + 1 : token.index + 2]
        if after and after[0].pos == "PROPN" and _is_first_name(token, after[0], given):
            tokens[token.index] = replace(token, pos="PROPN", tag="NNP")
            tokens[after[0].index] = replace(after[0], dep="flat", head=token.index)
        beside = tokens[token.index - 1] if token.index else token
        if beside.pos != "NOUN":
            continue
        if token.lemma.lower() in WEEKDAYS and beside.text.islower():
            tokens[token.index] = replace(token, pos="NOUN", tag="NN")
    for sentence in parse.sentences:
        words = tuple(t.text for t in tokens[sentence.first : sentence.last])
        if all(word.isupper() for word in words if word.isalpha() and len(word) > 1):
            continue  # a headline in capitals tells no name from a word
        for index, word in enumerate(words, sentence.first):
            if word.islower():
                continue
            token = tokens[index]
            lost = token.dep in LOST and token.head > index
            if (token.pos == "PROPN" and not lost) or sum(map(str.isupper, word)) < 2:
                continue
            known = reference.at("name", words, index - sentence.first)
            if any(m.last - m.first == 1 and m.kind == "name" for m in known):
                subject = lost and not _has_subject(
                    tokens[sentence.first : sentence.last], token.head
                )
                dep = "nsubj" if subject else token.dep.replace("amod", "compound")
                tokens[index] = replace(token, pos="PROPN", tag="NNP", dep=dep)
    return replace(parse, tokens=tuple(tokens))


def _is_first_name(token: Token, after: Token, given: frozenset[str]) -> bool:
    """ "Frances Smith agreed": a given name taken for a noun, and the family name for another."""
    twice = token.dep in SUBJECTS and after.dep in SUBJECTS and token.head == after.head
    return token.pos == "NOUN" and twice and token.text in given


def _has_subject(tokens: list[Token], head: int) -> bool:
    return any(t.head == head and t.dep in SUBJECTS for t in tokens)


def _is_forest(parse: Parse, moved: Iterable[int]) -> bool:
    """Whether words still hang on a root: two moves together could close a circle."""
    for index in moved:
        node, way = index, {index}
        while (head := parse.tokens[node].head) != node:
            if head in way:
                return False
            way.add(head)
            node = head
    return True


class _Rules:
    """The rules over one tree: where a word belongs, if not where it hangs."""

    def __init__(self, tree: Tree, words: Words, names: Names) -> None:
        self.tree = tree
        self.words = words
        self.names = names

    def places(self, index: int) -> Iterator[tuple[int, Place]]:
        """The words to be moved on account of one word, each with its new place."""
        token = self.tree[index]
        if token.dep == "conj" and self.is_actor(index):
            head = _actor_before(self.tree, index, self.is_actor)
            if head is not None:
                yield index, (head, "conj")
        elif token.dep == "conj" and token.tag in ("VBD", "VBN"):
            yield from self._beside_denial(index)
        elif token.dep == "acl" and (head := _noun_beside(self.tree, index)) is not None:
            yield index, (head, "acl")
        elif token.dep in ("acl", "advcl"):
            yield from self._asked(index)
        elif token.dep in ("iobj", "xcomp", "obl") and self._is_object(index):
            yield index, (token.head, "obj")
        elif token.dep == "case":
            yield from self._before_title(index)
        elif token.dep == "obl" and (noun := self._noun_apposed(index)) is not None:
            yield index, (noun, "appos")
        elif token.dep in SUBJECTS:
            yield from self._second_subject(index)
        yield from self._misread(index)
        if token.dep == "advcl":
            yield from self._said(index)
        elif token.dep == "obj" or self.tree.kids(index):
            yield from counted(self.tree, self.words, index)

    def _misread(self, index: int) -> Iterator[tuple[int, Place]]:
        """The words beside a hyphen, a day or a means that the parser took for something else."""
        token = self.tree[index]
        if token.text == "-" and index:
            yield from self._before_hyphen(index)
        elif token.dep == "obl:agent" and self._is_means(index):
            yield index, (token.head, "obl")
        elif token.pos == "NOUN" and self.tree.lemmas[index] in WEEKDAYS:
            yield from self._before_day(index)
        elif token.dep == "xcomp" and token.pos == "PROPN" and token.head < index:
            yield from self._whither(index)
        elif token.dep == "xcomp" and token.tag == "VB" and self._is_purpose(index):
            yield index, (token.head, "advcl")

    def is_actor(self, index: int) -> bool:
        """Whether a word names an actor, known or by kind."""
        matches = self.names.matches(index)
        named = [m for m in matches if not m.path.startswith(("place/", "issue/"))]
        return bool(named) or bool(self.words.actor_class(index))

    def _before_title(self, index: int) -> Iterator[tuple[int, Place]]:
        """ "With former president X": the preposition belongs to X, not to the title."""
        tree, title = self.tree, self.tree.parent(index)
        name = tree.parent(title) if title is not None else None
        if title is None or name is None or tree[title].dep != "nmod:desc" or name < title:
            return
        yield index, (name, "case")
        head = tree.parent(name)
        if head is not None and tree[name].dep in ("obj", "iobj", "obl:unmarked"):
            yield name, (head, "obl")

    def _is_means(self, index: int) -> bool:
        """ "Spoke by phone": a bare singular that names nobody does nothing itself."""
        token = self.tree[index]
        bare = not self.tree.kids(index, "det", "amod", "compound", "nmod:poss", "conj")
        return token.tag == "NN" and token.text.islower() and bare and not self.is_actor(index)

    def _is_purpose(self, index: int) -> bool:
        """ "Called X to congratulate him": whoever meets or rings somebody does it himself."""
        verb = self.tree[index].head
        met = any(self.words.schema.is_a(r, "Consult") for r in self.words.references(verb))
        marks = [self.tree.lemma(c) for c in self.tree.kids(index, "mark")]
        on = [self.tree.adposition(c) for c in self.tree.kids(verb, "obl")]
        return met and marks == ["to"] and bool(self.tree.kids(verb, "obj")) and "on" not in on

    def _whither(self, index: int) -> Iterator[tuple[int, Place]]:
        """ "Travelled to Rabat": a place after "to" is where somebody went, and nothing done."""
        marks = self.tree.kids(index, "mark")
        place = any(m.path.startswith(("place/", "state/")) for m in self.names.matches(index))
        if place and [self.tree.lemma(m) for m in marks] == ["to"]:
            yield marks[0], (index, "case")
            yield index, (self.tree[index].head, "obl")

    def _before_hyphen(self, index: int) -> Iterator[tuple[int, Place]]:
        """ "X test-fired it": what the parser hangs on "test" is the subject."""
        tree, first = self.tree, index - 1
        verb = tree.parent(first)
        if verb != index + 1 or tree[verb].pos != "VERB" or tree.kids(verb, *SUBJECTS):
            return
        for child in tree.kids(first, "compound", "nmod", "amod", "nmod:poss"):
            if child < first and tree[verb].tag in ("VBD", "VBZ", "VBP", "VBN"):
                yield child, (verb, "nsubj")

    def _before_day(self, index: int) -> Iterator[tuple[int, Place]]:
        """ "Summoned the ambassador Monday": the day is no name, and the object stands before."""
        tree, token = self.tree, self.tree[index]
        before = [c for c in tree.kids(index, "nmod:desc", "compound") if c < index]
        if not before or tree.kids(index, "case", "det") or not self.is_actor(before[-1]):
            return
        yield before[-1], (token.head if token.head != index else before[-1], token.dep)
        for child in tree.kids(index):
            if child != before[-1]:
                yield child, (before[-1], tree[child].dep)
        yield index, (before[-1], "nmod:unmarked")

    def _noun_apposed(self, index: int) -> int | None:
        """ "His counterpart President X": the name beside the object is the object's."""
        tree, head = self.tree, self.tree.parent(index)
        first = min(tree.subtree(index))
        if head is None or tree.kids(index, "case", "mark") or tree[index].pos != "PROPN":
            return None
        beside = [c for c in tree.kids(head, "obj", "obl") if max(tree.subtree(c)) == first - 1]
        known = beside and (self.is_actor(beside[0]) or self.tree.lemma(beside[0]) == "counterpart")
        return beside[0] if known else None

    def _is_object(self, index: int) -> bool:
        """ "Asked X to act", "blamed X": the only object of a verb, whatever its label."""
        token = self.tree[index]
        if self.tree.kids(token.head, "obj"):
            return False
        if token.dep == "obl":
            bare = not self.tree.kids(index, "case", "mark") and token.index == token.head + 1
            return bare and token.pos == "PROPN" and self._is_person(index)
        named = token.pos == "PROPN" and self.tree.lemma(token.head) not in COPULAR
        return token.dep == "iobj" or (named and not self.tree.kids(index, "mark", *SUBJECTS))

    def _is_person(self, index: int) -> bool:
        return any(m.path.startswith("person/") for m in self.names.matches(index))

    def _asked(self, index: int) -> Iterator[tuple[int, Place]]:
        """ "Asked X to act", "called on X to act": the infinitive is what the verb asks for."""
        marks = [self.tree.lemma(c) for c in self.tree.kids(index, "mark")]
        if marks != ["to"] or self.tree.kids(index, *SUBJECTS):
            return
        head = self.tree.parent(index)
        if head is not None and self.tree[index].dep == "acl":
            loose = self.tree[head].dep in ("obj", "iobj", "obl") and self.is_actor(head)
            head = self.tree.parent(head) if loose else None
        if head is None or not self._takes_infinitive(head) or self.tree.kids(head, "xcomp"):
            return
        yield index, (head, "xcomp")

    def _said(self, index: int) -> Iterator[tuple[int, Place]]:
        """ "X did it, Y said": what is said is no adverbial clause, and neither is who said it."""
        tree, head = self.tree, self.tree.parent(index)
        own = tree.kids(index, *SUBJECTS)
        if head is None or tree.kids(index, "mark") or not own or tree.lemma(own[0]) in RELATIVE:
            return
        if index < head and self._reports(head) and tree.kids(head, *SUBJECTS):
            yield index, (head, "ccomp")
        elif index > head and self._reports(index) and not tree.kids(index, "ccomp", "obj"):
            yield index, (head, "parataxis")
            start = min(tree.subtree(own[0]))
            for child in tree.kids(index):  # what stands before who said it is said
                if head < child < start and tree[child].dep != "punct":
                    yield child, (head, tree[child].dep)

    def _beside_denial(self, index: int) -> Iterator[tuple[int, Place]]:
        """ "X denied that Y had fired and blamed Z": the blame is what X did besides."""
        tree, first = self.tree, self.tree.first_conjunct(index)
        above = tree.parent(first)
        if above is None or tree[first].dep != "ccomp" or tree.kids(index, *SUBJECTS, "aux"):
            return
        if self._denies(above) and self._speaks(index):
            yield index, (above, "conj")

    def _denies(self, verb: int) -> bool:
        return any(a.modality == "Denied" for e in self.words.entries(verb) for a in e.arguments)

    def _speaks(self, verb: int) -> bool:
        schema = self.words.schema
        return any(
            schema.is_a(reference, kind)
            for reference in self.words.references(verb)
            for kind in ("Accuse", "Request", "Threaten", "Reject", "Support")
        )

    def _reports(self, verb: int) -> bool:
        return any(
            entry.kind == "Word" and entry.pos == "verb" and path[:1] == (("ccomp", ""),)
            for entry in self.words.entries(verb)
            for argument in entry.arguments
            if argument.modality in ("Reported", "Alleged")
            for path in argument.paths
        )

    def _takes_infinitive(self, verb: int) -> bool:
        return self.tree.is_verbal(verb) and any(
            path[:1] == (("xcomp", ""),)
            for entry in self.words.entries(verb)
            if entry.kind == "Word" and self._is_whole(verb, entry)
            for argument in entry.arguments
            if argument.modality or argument.veridical
            for path in argument.paths
        )

    def _is_whole(self, verb: int, entry: Entry) -> bool:
        """Whether all that an entry needs is there: "called X to offer help" calls on nobody."""
        return all(
            any(self.tree.follow(verb, path) for path in argument.paths)
            for argument in entry.arguments
            if argument.required and not argument.modality
        )

    def _second_subject(self, index: int) -> Iterator[tuple[int, Place]]:
        """ "X, Y, and Z met" with Z as a second subject; "X Tuesday said" with the day as one."""
        head = self.tree.parent(index)
        if head is None:
            return
        others = [c for c in self.tree.kids(head, *SUBJECTS) if c < index]
        if others and self.tree.kids(index, "cc"):
            yield index, (others[-1], "conj")
        elif self.tree.lemma(index) in DAYS and not self.tree.kids(index, "det", "nmod:poss"):
            before = [
                c
                for c in self.tree.kids(head, "obl", "obl:unmarked", "dislocated", "dep")
                if c < index and not self.tree.kids(c, "case") and self.is_actor(c)
            ]
            if before:
                yield index, (head, "obl:unmarked")
                yield before[-1], (head, self.tree[index].dep)


def _actor_before(tree: Tree, index: int, is_actor: Callable[[int], bool]) -> int | None:
    """ "The support of X and other nations": an actor joins the actor, not what the actor gives."""
    head = tree.parent(index)
    if head is None or is_actor(head) or tree.is_verbal(head):
        return None
    inner = [c for c in tree.kids(head, "nmod") if head < c < index and tree.adposition(c) == "of"]
    return inner[-1] if inner and is_actor(inner[-1]) else None


def _noun_beside(tree: Tree, index: int) -> int | None:
    """ "Agreements and discussions on reviving …": what crosses a noun belongs to that noun."""
    head = tree.parent(index)
    marks = tree.kids(index, "mark")
    if head is None or not marks or marks[0] - 1 <= head:
        return None
    beside = marks[0] - 1
    crosses = beside not in tree.subtree(head) and tree[beside].pos == "NOUN"
    return beside if crosses and beside > head else None
