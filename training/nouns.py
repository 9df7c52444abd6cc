"""Noun phrases: articles, numbers, adjectives, and the clauses that describe a noun."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import pairwise

from training.actors import Actors
from training.augment import single
from training.phrases import (
    Phrase,
    adjective,
    comma,
    conjunction,
    genitive,
    inflect,
    join,
    name,
    noun_of,
    nouns_of,
    plural,
    preposition_of,
    proper,
    to,
    word,
)
from training.vocabulary import (
    ABOUT,
    ADJECTIVES,
    BACKED,
    COMPOUNDS,
    COUNTED,
    DEED_NOUNS,
    DEEDS,
    INTENTS,
    LIMITS,
    MONTHS,
    NUMBERS,
    PARTICLES,
    PEOPLE,
    PEOPLE_NOUNS,
    THING_NOUNS,
    THINGS,
)

__all__ = ["Nouns"]


def _article_before(following: str) -> str:
    sounds_like_a_vowel = following[0] in "aeioAEIO" or following.lower().startswith(
        ("un", "up", "ur")
    )
    return (
        "an"
        if sounds_like_a_vowel and not following.lower().startswith(("uni", "eu", "one"))
        else "a"
    )


class Nouns(Actors, ABC):
    """Nouns of deeds, things and people, by chance."""

    @abstractmethod
    def _transitive(self, depth: int) -> tuple[str, list[tuple[str, Phrase | None]]]:
        """A verb and its objects."""

    @abstractmethod
    def _gerund(self, depth: int, preposition: str) -> Phrase:
        """A clause such as "of shelling the town"."""

    def _subject(self, depth: int) -> Phrase:
        draw = self._random.random()
        if draw < 0.2:
            return self._pair()
        if draw < 0.42:
            return self._actor()
        if draw < 0.62:
            return self._force()
        if draw < 0.8:
            return self._titled()
        if draw < 0.88:
            return self._counterpart()
        nouns = self._pick_list(PEOPLE_NOUNS, DEED_NOUNS, THING_NOUNS, PEOPLE_NOUNS)
        if self._chance(0.12):
            return self._two(nouns)
        if self._chance(0.08):
            return self._dozens(nouns)
        made = self._noun(nouns, depth + 1)
        if depth < 3 and self._chance(0.25):
            return self._relative(made)
        if depth < 3 and self._chance(0.45):
            return self._reduced(made, nouns)
        return made

    def _noun(self, nouns: list[str], depth: int) -> Phrase:  # noqa: C901
        """A noun with article, number, adjectives, and what else describes it."""
        noun = self._pick(nouns)
        many = noun in ("talk", "tie", "relation", "sanction") or self._chance(0.35)
        top = word(
            plural(noun) if many else noun,
            "NOUN",
            "NNS" if many else "NN",
            "Number=Plur" if many else "Number=Sing",
        )
        parts: list[tuple[str, Phrase | None]] = []
        draw = self._random.random()
        if many and draw < 0.3:
            number = word(
                self._pick(NUMBERS),
                "NUM",
                "CD",
                "NumType=Card",
            )
            if self._chance(0.3):
                least = join(
                    ("case", preposition_of("at")),
                    ("*", word("least", "ADJ", "JJS", "Degree=Sup")),
                )
                number = join(("nmod", least), ("*", number))
            parts.append(("nummod", number))
        elif (many and draw < 0.75) or (not many and draw < 0.06):
            pass
        elif draw < 0.25 and not many:
            state = name(single(self._pick(self._pool.states)))
            parts.append(("nmod:poss", join(("*", state), ("case", genitive()))))
        else:
            parts.append(("det", self._article(definite=many or self._chance(0.5))))
        if self._chance(0.08):
            by = join(
                ("*", proper(self._pick(BACKED))),
                ("punct", word("-", "PUNCT", "HYPH")),
            )
            backed = join(
                ("obl:unmarked", by),
                (
                    "*",
                    word(
                        self._pick(["backed", "led", "brokered", "sponsored", "controlled"]),
                        "VERB",
                        "VBN",
                        "Tense=Past|VerbForm=Part",
                    ),
                ),
            )
            parts.append(("amod", backed))
        elif self._chance(0.35):
            parts.append(("amod", adjective(self._pick(ADJECTIVES))))
        if self._chance(0.15):
            parts.append(("amod", adjective(self._pick(self._demonyms))))
        if nouns is DEED_NOUNS and self._chance(0.3):
            parts.append(("compound", noun_of(self._pick(COMPOUNDS))))
        parts.append(("*", top))
        if nouns is DEED_NOUNS and noun in INTENTS and self._chance(0.4):
            parts.append(("acl", self._intent(depth)))
        elif nouns is DEED_NOUNS and self._chance(0.3):
            preposition = self._pick([*ABOUT, "with", "between", "against", "for"])
            what = (
                self._pair()
                if preposition == "between"
                else self._noun(THING_NOUNS, 3)
                if depth < 3 and self._chance(0.4)
                else self._actor()
            )
            parts.append(("nmod", self._with(preposition, what)))
        elif nouns is not DEED_NOUNS and many and self._chance(0.1):
            parts.append(("nmod", self._among(nouns)))
        elif depth < 3 and nouns is not DEED_NOUNS and self._chance(0.06):
            role = noun_of(self._pick(["role", "success", "failure", "interest", "part"]))
            owner = join(*self._article_fits(parts), ("case", genitive()))
            acl = ("acl", self._gerund(3, "in"))
            return join(("nmod:poss", owner), ("*", role), acl)
        made = join(*self._article_fits(parts))
        if depth < 2 and self._chance(0.08):
            return self._relative(made)
        if depth < 2 and self._chance(0.06):
            return self._reduced(made, nouns)
        if depth < 2 and self._chance(0.04):
            return self._disputed(made)
        return made

    def _among(self, nouns: list[str]) -> Phrase:
        """ ", including X and Y": some of many."""
        some = self._pair() if nouns is PEOPLE_NOUNS else self._place()
        if nouns is not PEOPLE_NOUNS and self._chance(0.6):
            other = join(("cc", conjunction("and")), ("*", self._place()))
            some = join(("*", some), ("conj", other))
        including = word("including", "VERB", "VBG", "Tense=Pres|VerbForm=Part")
        aside = ("punct", comma()) if self._chance(0.8) else ("punct", None)
        return join(aside, ("case", including), ("*", some), aside)

    def _intent(self, depth: int) -> Phrase:
        """ "to build a dam": what a plan is for hangs on the plan."""
        verb, rest = self._transitive(max(3, depth + 1))
        return join(("mark", to()), ("*", inflect(verb, "VB")), *rest)

    def _reduced(self, noun: Phrase, nouns: list[str]) -> Phrase:
        """ "sanctions imposed on X", "militants suspected of Y", "a tanker carrying oil"."""
        draw = self._random.random()
        if draw < 0.35:
            verb, rest = self._transitive(3)
            return join(("*", noun), ("acl", join(("*", inflect(verb, "VBG")), *rest)))
        if draw < 0.5 and nouns is PEOPLE_NOUNS:
            deed = inflect(self._pick(["suspect", "accuse", "convict"]), "VBN")
            return join(("*", noun), ("acl", join(("*", deed), ("advcl", self._gerund(3, "of")))))
        if nouns is DEED_NOUNS and self._chance(0.2):
            participle, preposition = self._pick(LIMITS).split(" ")
            aimed = word(participle, "VERB", "VBN", "Tense=Past|VerbForm=Part")
            return join(
                ("*", noun), ("acl", join(("*", aimed), ("advcl", self._gerund(3, preposition))))
            )
        verb = self._pick(self._verbs_for(nouns))
        if self._chance(0.2):
            verb = self._pick(["carry out", *PARTICLES]).replace("_", " ")
        deed = inflect(verb, "VBN")
        where: tuple[str, Phrase | None] = ("obl:agent", self._with("by", self._actor()))
        if self._chance(0.55):
            preposition = self._pick(
                ["in", "on", "near", "after", "over", "during", "for", "since"]
            )
            what = (
                self._noun(DEED_NOUNS, 3)
                if preposition in ("after", "over", "during", "for")
                else self._place()
            )
            where = ("obl", self._with(preposition, what))
        when: tuple[str, Phrase | None] = ("obl", None)
        if self._chance(0.35):
            when = ("obl", self._with("in", proper(self._pick(MONTHS))))
            if self._chance(0.4):
                when = self._time()
        done = join(("*", deed), where, when)
        if nouns is DEED_NOUNS and self._chance(0.15):
            other, more = self._transitive(3)
            after = join(("punct", comma()), ("*", inflect(other, "VBG")), *more)
            done = join(("*", done), ("advcl", after))
        elif self._chance(0.25):
            aside = ("punct", comma())
            done = join(aside, ("*", done), aside)
        return join(("*", noun), ("acl", done))

    def _two(self, nouns: list[str]) -> Phrase:
        """ "the two presidents", "both sides"."""
        noun = self._pick([*nouns, "side", "country", "neighbour", "leader"])
        top = nouns_of(plural(noun))
        if self._chance(0.2):
            return join(("det", word("both", "DET", "DT")), ("*", top))
        number = word(self._pick(["two", "three", "four"]), "NUM", "CD", "NumType=Card")
        return join(("det", self._article(definite=True)), ("nummod", number), ("*", top))

    def _dozens(self, nouns: list[str]) -> Phrase:
        """ "dozens of protesters", "tens of thousands"."""
        if self._chance(0.3):
            tens = nouns_of(self._pick(["tens", "hundreds"]))
            of = self._with("of", nouns_of("thousands"))
            return join(("*", tens), ("nmod", of))
        many = nouns_of(self._pick(COUNTED))
        what = nouns_of(plural(self._pick(nouns)))
        return join(("*", many), ("nmod", self._with("of", what)))

    def _disputed(self, noun: Phrase) -> Phrase:
        """ "the report, a claim Kyiv denied,": what stands beside a noun has its own clause."""
        what = join(
            ("det", word("a", "DET", "DT", "Definite=Ind|PronType=Art")),
            (
                "*",
                noun_of(self._pick(["claim", "charge", "move", "step", "threat", "decision"])),
            ),
        )
        verb = inflect(
            self._pick(["deny", "reject", "dispute", "condemn", "dismiss", "criticise"]), "VBD"
        )
        clause = join(("nsubj", self._actor()), ("*", verb))
        aside = join(("punct", comma()), ("*", join(("*", what), ("acl:relcl", clause))))
        return join(("*", noun), ("appos", aside))

    def _relative(self, noun: Phrase) -> Phrase:
        """ "which sent troops", "that the army shelled"."""
        aside = ("punct", comma())
        if self._chance(0.6):
            person_ = noun.words[noun.top].form.rstrip("s") in PEOPLE_NOUNS
            who = word(
                "who" if person_ else "which", "PRON", "WP" if person_ else "WDT", "PronType=Rel"
            )
            verb, rest = self._transitive(2)
            clause = join(aside, ("nsubj", who), ("*", inflect(verb, "VBD")), *rest, aside)
        else:
            that = (
                ("obj", word("that", "PRON", "WDT", "PronType=Rel"))
                if self._chance(0.6)
                else ("obj", None)
            )
            verb, _ = self._transitive(2)
            clause = join(
                that,
                ("nsubj", self._actor()),
                ("*", inflect(verb, "VBD")),
                self._time() if self._chance(0.3) else ("obl", None),
            )
        return join(("*", noun), ("acl:relcl", clause))

    @staticmethod
    def _verbs_for(nouns: list[str]) -> list[str]:
        return DEEDS if nouns is DEED_NOUNS else THINGS if nouns is THING_NOUNS else PEOPLE

    @staticmethod
    def _article_fits(parts: list[tuple[str, Phrase | None]]) -> list[tuple[str, Phrase | None]]:
        for (role, part), (_, following) in pairwise(parts):
            if role == "det" and part and following and part.words[0].form == "a":
                part.words[0].form = _article_before(following.words[0].form)
        return parts
