"""Who speaks: the actor at a cue, whoever is only described there, and whose a quotation is."""

from __future__ import annotations

from kg.extract.coreference import Discourse
from kg.extract.layers import WORDS
from kg.extract.phrases import slug
from kg.extract.quotes import Quotation, Quotes
from kg.extract.roles import Roles
from kg.extract.tree import SUBJECTS, Tree
from kg.extract.words import Words
from kg.ontology import Entry, Schema

__all__ = ["Speakers"]

SPEAKING_ROLES = ("speaker", "actor")
CLOSING = frozenset({"”", '"', "''", "»"})
FARTHEST = 8
DOERS = ("er", "or", "ist", "ian", "eer", "man", "woman", "person")
"""Endings of nouns for who does something: English word formation, no list of words."""
_ATTRIBUTIONS = frozenset({"according to", "per"})
_MODALITIES = frozenset(m.value for m in WORDS)


class Speakers:
    """The entities that speak, promise, plan or accuse, as paths."""

    def __init__(
        self,
        tree: Tree,
        words: Words,
        roles: Roles,
        discourse: Discourse,
        schema: Schema,
        quotes: Quotes,
    ) -> None:
        self.tree = tree
        self.words = words
        self.roles = roles
        self.discourse = discourse
        self.schema = schema
        self.quotes = quotes
        self._of: dict[Quotation, tuple[tuple[str, ...], int]] = {}

    def at(self, index: int, entry: Entry) -> tuple[str, ...]:
        """The actors who speak at a cue; a phrase that names none we know is one of its own."""
        for argument in entry.arguments:
            if argument.role in SPEAKING_ROLES:
                found = [
                    p
                    for t in self.roles.fill(index, entry, argument)
                    for p in self.discourse.paths(t)
                    if self.roles.fits_entity(p, "Actor")
                ]
                if not found and entry.pos == "verb":
                    reached = self.roles.reach(index, entry, argument)
                    says = self.is_speech(entry)
                    found = [p for t in reached for p in self.described(t, says=says)]
                if found:
                    return tuple(dict.fromkeys(found))
        return ()

    def is_speech(self, entry: Entry) -> bool:
        """Whether a verb only tells that somebody says something."""
        return (
            entry.pos == "verb"
            and entry.reference == "Claim"
            and any(a.modality in _MODALITIES for a in entry.arguments)
        )

    def subject(self, head: int) -> tuple[str, ...]:
        """The actors who are the subject of a verb that no entry knows."""
        subject = self.tree.surface_subject(head)
        if subject is None or self.tree.is_passive(head):
            return ()
        paths = self.discourse.group(subject)
        return tuple(p for p in paths if self.roles.fits_entity(p, "Actor"))

    def source(self, index: int) -> tuple[str, ...]:
        """Whom "according to" names."""
        return self.discourse.group(index) or tuple(
            p for member in self.tree.conjuncts(index) for p in self.described(member)
        )

    def described(self, index: int, *, says: bool = True) -> tuple[str, ...]:
        """A source of which only a word is known: "a report", "the president", "a reader", "Ryan".

        A noun that names neither publications, actors nor officers, and nobody who does something
        for a living, does not speak. A name that may mean several people is its own where it
        `says` something: whose it is stays open.
        """
        token = self.tree[index]
        if self.discourse.paths(index):
            return ()
        if token.pos == "PROPN" and says:
            return self._named(index)
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
            or (says and self._does(index))
        ):
            return ()
        cls = published[0] if published else "Actor"
        span, label = self.tree.span([index]), token.text.lower()
        return (mentions.entities.add(cls, label, span, path=self._path(cls, label), local=True),)

    def _named(self, index: int) -> tuple[str, ...]:
        """The name that a token heads, as an actor of this article."""
        first, last = self.discourse.mentions.names.run(index) or (index, index + 1)
        label = self.tree.text(list(range(first, last)))
        if not label[:1].isupper():
            return ()
        entities = self.discourse.mentions.entities
        span = self.tree.span(list(range(first, last)))
        return (entities.add("Actor", label, span, path=self._path("Actor", label), local=True),)

    def _does(self, index: int) -> bool:
        """Whether a noun is made of what somebody does: "reader", "activist", "chairwoman"."""
        known = self.words.references(index)
        return not known and self.tree.lemma(index).endswith(DOERS)

    def _path(self, cls: str, label: str) -> str:
        return f"{'actor' if cls == 'Actor' else 'publication'}/{slug(label)}"

    def _makers(self, publication: int) -> tuple[str, ...]:
        """Who made a text: "a report by X", "X's statement", "a Turkish study"."""
        steps = (("nmod", "poss"), ("nmod", "by"), ("nmod", "from"), ("compound", ""), ("amod", ""))
        for step in steps:
            found = [
                p
                for node in self.tree.follow(publication, (step,))
                for p in self.discourse.group(node)
                if self.roles.fits_entity(p, "Actor")
            ]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    # -- quotations --------------------------------------------------------------------------------

    def of(self, quotation: Quotation) -> tuple[tuple[str, ...], int]:
        """Whose words a quotation is (nobody where the text does not say), and the cue's token."""
        if quotation not in self._of:
            self._of[quotation] = ((), quotation.first)  # ends circles
            self._of[quotation] = self._find(quotation)
        return self._of[quotation]

    def _find(self, quotation: Quotation) -> tuple[tuple[str, ...], int]:
        cue = self._cue(quotation)
        if cue is not None:
            return cue
        others = [q for q in self.quotes.all if q.paragraph == quotation.paragraph]
        place = others.index(quotation)
        for near in (*reversed(others[:place]), *others[place + 1 :]):
            if (found := self._cue(near)) is not None:
                return found[0], quotation.first
        return self._from_before(quotation) or self._from_after(quotation), quotation.first

    def _from_after(self, quotation: Quotation) -> tuple[str, ...]:
        """Who speaks where nothing closes a quotation: it goes on in the next paragraph."""
        later = [q for q in self.quotes.all if q.first >= quotation.last]
        if not quotation.open or not later or later[0].paragraph != quotation.paragraph + 1:
            return ()
        return self.of(later[0])[0]

    def _cue(self, quotation: Quotation) -> tuple[tuple[str, ...], int] | None:
        """The speaking verb beside a quotation, in a sentence that holds its begin or end."""
        sentences = self.quotes.sentences(quotation)
        found: list[tuple[int, int, tuple[str, ...]]] = []
        for number in {sentences[0], sentences[-1]}:
            sentence = self.tree.parse.sentences[number]
            for index in range(sentence.first, sentence.last):
                if self.quotes.at(index) is None:
                    distance = min(abs(index - quotation.first), abs(index - quotation.last))
                    speakers = self._spoken_at(index)
                    if speakers is not None:
                        found.append((distance, index, speakers))
        if not found:
            return None
        _, index, speakers = min(found)
        return speakers, index

    def _spoken_at(self, index: int) -> tuple[str, ...] | None:
        """Who speaks at a token; None where it is no word of speaking."""
        if self.tree.adposition(index) in _ATTRIBUTIONS:
            return self.source(index)
        for entry in self.words.entries(index):
            if self.is_speech(entry) and self.tree[index].dep not in ("aux", "amod"):
                return self.at(index, entry) or self._beside(index)
        return None

    def _beside(self, verb: int) -> tuple[str, ...]:
        """Who stands at a verb of saying behind a quotation, whatever the parser made of it.

        "…," X said; "…," said X: between the mark and the verb, or right behind it, is the speaker.
        """
        sentence = self.tree.parse.sentences[self.tree[verb].sentence]
        close = next(
            (i for i in range(verb - 1, sentence.first, -1) if self.tree[i].text in CLOSING), None
        )
        if close is None or any(self.quotes.at(i) for i in range(close + 1, verb)):
            return ()
        before = range(verb - 1, close, -1)
        after = range(verb + 1, min(verb + FARTHEST, sentence.last))
        for index in before if verb - close > 1 else after:
            if self.tree[index].pos in ("NOUN", "PROPN", "PRON"):
                found = self.discourse.paths(index) or self.described(index)
                actors = tuple(p for p in found if self.roles.fits_entity(p, "Actor"))
                if actors or self.tree[index].dep in SUBJECTS:
                    return actors
        return ()

    def _from_before(self, quotation: Quotation) -> tuple[str, ...]:
        """Who speaks where the sentence before ends in a colon, or its quotation is still open."""
        number = self.quotes.sentences(quotation)[0]
        if number == 0:
            return ()
        before = self.tree.parse.sentences[number - 1]
        opens = quotation.first - 1 <= self.tree.parse.sentences[number].first
        if opens and self.tree[before.last - 1].text == ":":
            for index in range(before.last - 1, before.first - 1, -1):
                if (speakers := self._spoken_at(index)) is not None:
                    return speakers
        earlier = [q for q in self.quotes.all if q.last <= quotation.first]
        goes_on = earlier and earlier[-1].open and earlier[-1].paragraph + 1 == quotation.paragraph
        return self.of(earlier[-1])[0] if goes_on else ()
