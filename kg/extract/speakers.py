"""Who speaks: the actor at a cue, whoever is only described there, and whose a quotation is.

Where "he said" names nobody that the grammar can find, whoever spoke last goes on, unless somebody
else came in between.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.coreference import Discourse
from kg.extract.genders import PRONOUNS
from kg.extract.layers import WORDS
from kg.extract.quotes import Quotation, Quotes
from kg.extract.roles import Roles
from kg.extract.sources import Sources
from kg.extract.tree import Tree
from kg.extract.words import Words
from kg.model import Sentence
from kg.ontology import Entry, Schema

__all__ = ["Speakers"]

SPEAKING_ROLES = ("speaker", "actor")
CLOSING = frozenset({"”", '"', "''", "»"})
GOING_ON = frozenset({"he", "she", "it", "they"})
FARTHEST = 3
"""Sentences back that a pronoun can go on with who spoke, where the grammar resolves it to none."""
TAKING_PART = ("nsubj", "nsubj:pass", "obj", "iobj", "obl")
NEAREST = 6
"""Words between a quotation and the verb that tells whose it is, where that verb tells more."""
ACTS = ("Accuse", "Request", "Reject", "Threaten", "Concede", "Agree", "Statement", "Praise")
"""Acts of speech."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST_END = 14
"""Words after the last comma of a sentence that may tell who says what stands before."""
HEARERS = frozenset({"me", "us", "him", "her", "them", "reporters", "journalists", "lawmakers"})
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
        self.sources = Sources(tree, words, roles, discourse, schema)
        self._said: dict[int, tuple[str, ...]] = {}
        self._of: dict[Quotation, tuple[tuple[str, ...], int]] = {}

    def at(self, index: int, entry: Entry) -> tuple[str, ...]:
        """The actors who speak at a cue; a phrase that names none we know is one of its own."""
        says = self.is_speech(entry)
        hearer = index + 1 if self._is_told(entry) else -1  # "X told Y": Y is never who speaks
        for argument in entry.arguments:
            if argument.role in SPEAKING_ROLES:
                people = says and argument.filler is not None  # "shows" is said of things too
                found = [
                    p
                    for t in self.roles.fill(index, entry, argument)
                    for p in self.discourse.paths(t)
                    if t != hearer and self.roles.fits_entity(p, "Actor")
                ]
                if not found and entry.pos == "verb":
                    reached = self.roles.reach(index, entry, argument)
                    known = [self.sources.described(t, says=people) for t in reached if t != hearer]
                    found = [p for paths in known for p in paths]
                if found:
                    return self._who(found)
        return self._who(self._beside_or_before(index, entry)) if says else ()

    def _who(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Who speaks where somebody or a place does: a capital is its state, a town is nobody."""
        mentions = self.discourse.mentions
        standing = (mentions.reference.capitals.get(p, p) for p in paths)
        return tuple(dict.fromkeys(p for p in standing if not mentions.entities.is_a(p, "Place")))

    def _beside_or_before(self, verb: int, entry: Entry) -> tuple[str, ...]:
        """Who speaks at a verb of saying whose subject the grammar does not give."""
        if verb not in self._said:
            self._said[verb] = ()  # ends circles
            self._said[verb] = self._look_around(verb, entry)
        return self._said[verb]

    def _look_around(self, verb: int, entry: Entry) -> tuple[str, ...]:
        pronoun = self._pronoun(verb)
        if pronoun is not None:
            return self._goes_on(pronoun)
        if self.tree.is_passive(verb):
            return ()
        if not self._is_told(entry) and (found := self.sources.inverted(verb)):
            return found
        return self.sources.before(verb)

    def _is_told(self, entry: Entry) -> bool:
        """Whether what stands right behind the verb hears what is said."""
        return any(a.role == "recipient" for a in entry.arguments)

    def _pronoun(self, verb: int) -> int | None:
        """The pronoun right before or right behind a verb of saying, if it is who says it."""
        subject = self.tree.surface_subject(verb)
        near = [subject, verb - 1, verb + 1]
        return next(
            (
                i
                for i in near
                if i is not None
                and 0 <= i < len(self.tree.tokens)
                and self.tree[i].text.lower() in GOING_ON
                and (i == subject or self.tree[i].sentence == self.tree[verb].sentence)
            ),
            None,
        )

    def _goes_on(self, pronoun: int) -> tuple[str, ...]:
        """Whoever spoke last, if the pronoun fits, or else was the last subject that it fits."""
        here = self.tree[pronoun].sentence
        for sentence in range(here - 1, max(-1, here - FARTHEST - 1), -1):
            for found in (self._speakers_in(sentence), self._parties_in(sentence, pronoun)):
                fits = {paths for paths in found if self._fits(pronoun, paths)}
                if fits:
                    return fits.pop() if len(fits) == 1 else ()
        return ()

    def _speakers_in(self, sentence: int) -> list[tuple[str, ...]]:
        """Who speaks in a sentence, quotations left out."""
        span = self.tree.parse.sentences[sentence]
        return [
            spoken
            for index in range(span.first, span.last)
            if self.quotes.at(index) is None and (spoken := self.spoken_at(index))
        ]

    def _parties_in(self, sentence: int, pronoun: int) -> list[tuple[str, ...]]:
        """Who a clause of a sentence is about, quotations left out; for "he" whoever acts in it."""
        person = self.tree[pronoun].text.lower() in PRONOUNS
        return [
            m.paths
            for m in self.discourse.groups.within(sentence, sentence)
            if m.subject or (person and self.tree.function(m.index)[0] in TAKING_PART)
            if self.quotes.at(m.index) is None
        ]

    def _fits(self, pronoun: int, paths: tuple[str, ...]) -> bool:
        """Whether a pronoun can stand for somebody: one person, one body, or several people."""
        text = self.tree[pronoun].text.lower()
        entities = self.discourse.mentions.entities
        single = len(paths) == 1
        known = single and entities.cls(paths[0]) != "Actor"
        person = single and (
            entities.is_a(paths[0], "Person", "Office")
            or (not known and entities.label(paths[0])[:1].isupper())
        )
        if text in ("he", "she"):
            return person and self.discourse.genders.agrees(text, paths[0])
        return not person and single == (text == "it") if text in ("it", "they") else False

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
        named = self.discourse.group(index)
        if named:
            return self._who(named)
        return tuple(
            p for member in self.tree.conjuncts(index) for p in self.sources.described(member)
        )

    # -- quotations --------------------------------------------------------------------------------

    def of(self, quotation: Quotation) -> tuple[tuple[str, ...], int]:
        """Whose words a quotation is (nobody where the text does not say), and the cue's token."""
        if quotation not in self._of:
            self._of[quotation] = ((), quotation.first)  # ends circles
            speakers, cue = self._find(quotation)
            self._of[quotation] = self._who(speakers), cue
        return self._of[quotation]

    def _find(self, quotation: Quotation) -> tuple[tuple[str, ...], int]:
        if quotation.named is not None:
            return self._named(quotation, quotation.named), quotation.first
        cue = self._cue(quotation)
        if cue is not None:
            return cue
        others = [q for q in self.quotes.all if q.paragraph == quotation.paragraph]
        place = others.index(quotation)
        for near in (*reversed(others[:place]), *others[place + 1 :]):
            if (found := self._cue(near)) is not None:
                return found[0], quotation.first
        return self._from_before(quotation) or self._from_after(quotation), quotation.first

    def _named(self, quotation: Quotation, last: int) -> tuple[str, ...]:
        """Whom the name beside a quotation names."""
        if self.is_headed_by_place(quotation):
            return ()
        known = any(self.discourse.paths(i) for i in self._name(last))
        found = self.sources.first(self._name(last)) if known else self.sources.called(last)
        entities = self.discourse.mentions.entities
        heading = last < quotation.first and not self.tree[last].text.isupper()
        return tuple(p for p in found if not (heading and entities.cls(p) == "Actor"))

    def _name(self, last: int) -> range:
        first, end = self.discourse.mentions.names.run(last) or (last, last + 1)
        return range(first, min(end, last + 1))

    def is_headed_by_place(self, quotation: Quotation) -> bool:
        """ "Beirut: …", "Syria: …": the name before the colon tells where or of what."""
        if quotation.named is None or quotation.named > quotation.first:
            return False
        entities = self.discourse.mentions.entities
        paths = [p for i in self._name(quotation.named) for p in self.discourse.paths(i)]
        return any(entities.is_a(p, "State", "Place") for p in paths)

    def _from_after(self, quotation: Quotation) -> tuple[str, ...]:
        """Who speaks where nothing closes a quotation: it goes on in the next paragraph."""
        later = [q for q in self.quotes.all if q.first >= quotation.last]
        if not quotation.open or not later or later[0].paragraph != quotation.paragraph + 1:
            return ()
        return self.of(later[0])[0]

    def _cue(self, quotation: Quotation) -> tuple[tuple[str, ...], int] | None:
        """The speaking verb beside a quotation, in a sentence that holds its begin or end.

        A verb that does more than tell that somebody speaks ("warned") tells it beside a mark.
        """
        found: list[tuple[bool, int, int, tuple[str, ...]]] = []
        for index in self._around(quotation):
            if self.quotes.at(index) is None:
                distance = min(abs(index - quotation.first), abs(index - quotation.last))
                speakers = self.spoken_at(index)
                if speakers is not None:
                    found.append((False, distance, index, speakers))
                elif distance <= NEAREST and (acted := self._acted_at(index)):
                    found.append((True, distance, index, acted))
        if not found:
            return None
        _, _, index, speakers = min(found)
        return speakers, index

    def _around(self, quotation: Quotation) -> list[int]:
        """The tokens of the sentences that hold a quotation's begin and end.

        Where a quotation ends a sentence, "X said." may be the next one.
        """
        sentences = self.tree.parse.sentences
        numbers = self.quotes.sentences(quotation)
        chosen = {numbers[0], numbers[-1]}
        following = numbers[-1] + 1
        closed = not quotation.open and quotation.last + 1 >= sentences[numbers[-1]].last
        if closed and following < len(sentences) and self._only_tells(sentences[following]):
            chosen.add(following)
        return [i for n in sorted(chosen) for i in range(sentences[n].first, sentences[n].last)]

    def _only_tells(self, sentence: Sentence) -> bool:
        """ "X said.", "Trump said, looking out on the crowd.": nothing else is said there."""
        for index in range(sentence.first, min(sentence.first + NEAREST, sentence.last)):
            if any(self.is_speech(e) for e in self.words.entries(index)):
                after = self.tree[index + 1] if index + 1 < sentence.last else None
                return after is None or after.pos in ("PUNCT", "ADP") or after.text in HEARERS
            if self.tree[index].pos in ("VERB", "AUX", "PUNCT"):
                return False
        return False

    def _acted_at(self, index: int) -> tuple[str, ...]:
        """Who warns, accuses or asks at a verb whose words may be a quotation."""
        for entry in self.words.entries(index):
            act = entry.pos == "verb" and entry.reference
            if act and self.schema.is_a(act, *ACTS):
                subject = self.tree.surface_subject(index)
                told = () if subject is None else self.sources.described(subject)
                return self.at(index, entry) or told
        return ()

    def spoken_at(self, index: int) -> tuple[str, ...] | None:
        """Who speaks at a token; None where it is no word of speaking."""
        if self.tree.adposition(index) in _ATTRIBUTIONS:
            return self.source(index)
        for entry in self.words.entries(index):
            if self.is_speech(entry) and self.tree[index].dep not in ("aux", "amod"):
                return self._behind(index) or self.at(index, entry)
        return None

    def at_end(self, sentence: Sentence) -> tuple[int, int, tuple[str, ...]] | None:
        """Who a sentence ends in: ", officials said on Monday" or ", according to officials".

        The comma before, the cue and the speakers. What stands before is theirs, however the
        parser hung it.
        """
        last = sentence.last
        for comma in range(last - 2, sentence.first, -1):
            if self.tree[comma].text != "," or self.quotes.at(comma) is not None:
                continue
            tail = range(comma + 1, last)
            if self.tree[comma + 1].text.lower() == "according":
                cue = next((i for i in tail if self.tree.adposition(i) in _ATTRIBUTIONS), None)
                return (comma, cue, self.source(cue)) if cue is not None else None
            verbs = [i for i in tail if self.tree[i].tag in FINITE]
            if len(verbs) > 1 or len(tail) > LONGEST_END:
                return None
            if verbs and (speakers := self._ends(comma, verbs[0], sentence)) is not None:
                return comma, verbs[0], speakers
        return None

    def _ends(self, comma: int, verb: int, sentence: Sentence) -> tuple[str, ...] | None:
        """Who speaks in ", officials said on Monday." or ", said officials."; None if nobody."""
        spoken = [e for e in self.words.entries(verb) if self.is_speech(e)]
        before = range(comma + 1, verb)
        joined = any(
            self.tree[i].pos in ("CCONJ", "SCONJ") for i in range(comma + 1, sentence.last)
        )
        relative = any(self.tree[i].tag in ("WP", "WDT", "WRB") for i in before)
        if not spoken or joined or relative:
            return None
        if before.start == verb:
            return self.sources.inverted(verb)
        subject = next((s for s in self.tree.kids(verb, "nsubj") if s in before), None)
        if subject is None:
            return self.sources.first(before)
        return self.sources.actors(subject) or self.at(verb, spoken[0])

    def _behind(self, verb: int) -> tuple[str, ...]:
        """Who stands between the mark that closes a quotation and a verb of saying behind it.

        "…," X, an official from Y, said: the first that the phrase names, where the parser made
        nobody there the subject.
        """
        sentence = self.tree.parse.sentences[self.tree[verb].sentence]
        close = next(
            (i for i in range(verb - 1, sentence.first, -1) if self.tree[i].text in CLOSING), None
        )
        if close is None or any(self.quotes.at(i) for i in range(close + 1, verb)):
            return ()
        between = range(close + 1, verb)
        if self.tree.surface_subject(verb) in between or any(map(self.tree.is_verbal, between)):
            return ()
        end = next((i for i in between if self.tree[i].text in (",", "(", "who")), verb)
        return self.sources.first(range(close + 1, end))

    def _from_before(self, quotation: Quotation) -> tuple[str, ...]:
        """Who speaks where the sentence before ends in a colon, or its quotation is still open."""
        number = self.quotes.sentences(quotation)[0]
        if number == 0:
            return ()
        before = self.tree.parse.sentences[number - 1]
        opens = quotation.first - 1 <= self.tree.parse.sentences[number].first
        if opens and self.tree[before.last - 1].text == ":":
            for index in range(before.last - 1, before.first - 1, -1):
                if (speakers := self.spoken_at(index)) is not None:
                    return speakers
        earlier = [q for q in self.quotes.all if q.last <= quotation.first]
        goes_on = earlier and earlier[-1].open and earlier[-1].paragraph + 1 == quotation.paragraph
        return self.of(earlier[-1])[0] if goes_on else ()
