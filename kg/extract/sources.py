"""Sources: whoever speaks at a word of speaking where the grammar or the names leave it open.

A source may be known by a word only ("a report", "officials", "Ryan"), may stand beside the verb
where the parser saw nothing of the kind (", said one source in the room"), or may be a pronoun
that goes on with whoever spoke last. A wrong source is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.coreference import Discourse
from kg.extract.phrases import slug
from kg.extract.roles import MAKING, Roles
from kg.extract.tree import Tree
from kg.extract.words import Words
from kg.model import Sentence
from kg.ontology import Schema

__all__ = ["Sources"]

DOERS = ("er", "or", "ist", "ian", "eer", "man", "woman", "person")
"""Endings of nouns for who does something: English word formation, no list of words."""
SOURCE = "speaker"
"""What a noun of the lexicon refers to that names somebody as a source only."""
NAMING = frozenset({"PROPN", "NOUN"})
PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
WITHIN = ("compound", "flat", "amod", "nmod:desc")
SETTING_OFF = frozenset({",", "”", '"', "''", "»", "’", "—", "–", "―"})
ENDING = frozenset({",", ".", ";", ":", "”", '"', "''", "“", "``", "—", "–", "-", "who", "("})
PASSED_OVER = ("ADV", "AUX", "PART")
HEADING = 5
"""Words before a colon that may head a sentence with who says it."""
LONGEST_ACRONYM = 6
PREMODIFIERS = 2
"""Words before a noun that belong to what a source is called: "White House official"."""


class Sources:
    """Who may be meant by the words beside a word of speaking, as paths."""

    def __init__(
        self, tree: Tree, words: Words, roles: Roles, discourse: Discourse, schema: Schema
    ) -> None:
        self.tree = tree
        self.words = words
        self.roles = roles
        self.discourse = discourse
        self.schema = schema

    def described(self, index: int, *, says: bool = True) -> tuple[str, ...]:
        """A source of which only a word is known: "a report", "the president", "a reader", "Ryan".

        A noun that names neither publications, actors nor officers speaks where only people do
        what it does (`says`), if it is one for sources or for who does something for a living.
        A name that may mean several people is its own there: whose it is stays open.
        """
        token = self.tree[index]
        if self.discourse.paths(index):
            return ()
        if says and (token.pos == "PROPN" or self._is_unknown_name(index)):
            return self.called(index)
        if token.pos != "NOUN":
            return ()
        published = [r for r in self.words.references(index) if self.schema.is_a(r, "Publication")]
        if published and (makers := self._makers(index)):
            return makers
        mentions = self.discourse.mentions
        if not (
            published
            or self.words.actor_class(index)
            or mentions.titles.role(index)
            or (says and self._may_speak(index))
        ):
            return ()
        cls = published[0] if published else "Actor"
        label = self._label(index)
        span = self.tree.span([index])
        return (mentions.entities.add(cls, label, span, path=self._path(cls, label), local=True),)

    def _label(self, index: int) -> str:
        """A noun with the nouns and names right before it: "campaign" of "the Clinton campaign"."""
        first = index
        while index - first < PREMODIFIERS and first > 0:
            before = self.tree[first - 1]
            joined = before.head in range(first, index + 1) and before.dep in WITHIN
            if not joined or before.pos not in ("NOUN", "PROPN"):
                break
            first -= 1
        words = [self.tree[i] for i in range(first, index + 1)]
        return " ".join(t.text if t.pos == "PROPN" else t.text.lower() for t in words)

    def _is_unknown_name(self, index: int) -> bool:
        """A capital word that the tagger took for a noun: "Meeks said"."""
        token = self.tree[index]
        first = self.tree.parse.sentences[token.sentence].first
        return (
            token.pos == "NOUN"
            and token.text[:1].isupper()
            and index > first
            and not self.words.entries(index)
            and not self.tree.kids(index, "det", "amod", "nmod:poss")
        )

    def called(self, index: int) -> tuple[str, ...]:
        """The name that a token heads, as an actor of this article."""
        first, last = self.discourse.mentions.names.run(index) or (index, index + 1)
        label = self.tree.text(list(range(first, last)))
        if not label[:1].isupper():
            return ()
        entities = self.discourse.mentions.entities
        span = self.tree.span(list(range(first, last)))
        return (entities.add("Actor", label, span, path=self._path("Actor", label), local=True),)

    def _may_speak(self, index: int) -> bool:
        """Whether a noun is one for sources, or made of what somebody does: "reader"."""
        known = self.words.references(index)
        return SOURCE in known or (not known and self.tree.lemma(index).endswith(DOERS))

    def _path(self, cls: str, label: str) -> str:
        return f"{'actor' if cls == 'Actor' else 'publication'}/{slug(label)}"

    def _makers(self, publication: int) -> tuple[str, ...]:
        """Who made a text: "a report by X", "X's statement", "a Turkish study"."""
        for step in MAKING:
            found = [
                p
                for node in self.tree.follow(publication, (step,))
                for p in self.discourse.group(node)
                if self.roles.fits_entity(p, "Actor")
            ]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def actors(self, index: int) -> tuple[str, ...]:
        """The actors that a noun stands for, known or only described."""
        found = self.discourse.paths(index) or self.described(index)
        return tuple(p for p in found if self.roles.fits_entity(p, "Actor"))

    def heading(self, sentence: Sentence) -> tuple[int, tuple[str, ...]] | None:
        """ "Police: gunmen attacked a bus", "UN: …", "Report: …": the colon, and who speaks.

        A place or a state before a colon tells where something is, or what it is about.
        """
        before = self.tree.parse.sentences[max(0, sentence.index - 1)]
        if self.tree[before.last - 1].text == ":" and before.paragraph == sentence.paragraph:
            sentence = before  # the colon ends a sentence to the parser
        for colon in range(sentence.first, min(sentence.first + HEADING, sentence.last)):
            if self.tree[colon].text == ":":
                break
            if self.tree[colon].pos not in PHRASE:
                return None
        else:
            return None
        noun = colon - 1
        if noun < sentence.first or self.tree[noun].pos not in NAMING:
            return None
        head = self.tree.text(list(range(sentence.first, colon)))
        if head.isupper() and len(head) > LONGEST_ACRONYM:
            return None  # "UNITED NATIONS:" is where the article was written
        paths = self.discourse.paths(noun)
        entities = self.discourse.mentions.entities
        if any(entities.is_a(p, "State", "Place") or entities.cls(p) == "Actor" for p in paths):
            return None
        references = self.words.references(noun)
        published = any(self.schema.is_a(r, "Publication") for r in references)
        if paths or published or SOURCE in references or self.words.actor_class(noun):
            return colon, self.actors(noun)
        return None

    # -- beside the verb ---------------------------------------------------------------------------

    def inverted(self, verb: int) -> tuple[str, ...]:
        """ "…, said one source in the room": who stands right behind a verb set off from the rest.

        Not "X, on Saturday, said the law would …": there the noun has a verb of its own.
        """
        sentence = self.tree.parse.sentences[self.tree[verb].sentence]
        before = verb - 1
        if before >= sentence.first and self.tree[before].text not in SETTING_OFF:
            return ()
        phrase = []
        for index in range(verb + 1, sentence.last):
            if self.tree[index].pos not in PHRASE:
                break
            phrase.append(index)
        if not phrase or not self._ends(phrase[-1] + 1, sentence.last):
            return ()
        return self.first(phrase)

    def _ends(self, index: int, last: int) -> bool:
        """Whether a phrase ends before any verb: at a mark, or with prepositions."""
        while index < last and self.tree[index].text not in ENDING:
            if self.tree[index].pos in ("VERB", "AUX", "PRON", "SCONJ"):
                return False
            index += 1
        return True

    def first(self, phrase: Sequence[int]) -> tuple[str, ...]:
        """Who a phrase names: a person before a body, else what its last noun is called."""
        nouns = [i for i in phrase if self.tree[i].pos in NAMING]
        named = [found for i in reversed(nouns) if (found := self.actors(i))]
        people = [paths for paths in named if all(p.startswith("person/") for p in paths)]
        return people[0] if people else self.actors(nouns[-1]) if nouns else ()

    def before(self, verb: int) -> tuple[str, ...]:
        """ "In a meeting with the board Trump said …": the name or noun right before a verb."""
        first = self.tree.parse.sentences[self.tree[verb].sentence].first
        index = verb - 1
        while index > first and self.tree[index].pos in PASSED_OVER:
            index -= 1
        if index < first or self.tree[index].pos not in NAMING:
            return ()
        run = self.discourse.mentions.names.run(index)
        heads = range(*run) if run is not None else (index,)
        if self.tree[heads[0]].dep in ("nmod", "obl", "conj") and run is None:
            return ()
        return self.first(heads)
