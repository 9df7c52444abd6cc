"""Phrases that name who acts, where and when."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from training.augment import DAYS, Pool, person, single
from training.phrases import (
    Phrase,
    adjective,
    comma,
    conjunction,
    genitive,
    join,
    name,
    noun_of,
    preposition_of,
    proper,
    word,
)
from training.vocabulary import FORCES, LOWER_TITLES, MONTHS, NAMED_BODIES, TITLES

__all__ = ["Actors"]

# Names of people that are no adjectives: "Finns", "Dutchman".
DEMONYM = re.compile(r"[A-Z]\w+(?:an|ese|i|ish|ic|ch)")


class Actors:
    """Names of states, bodies, forces and people, by chance."""

    def __init__(self, pool: Pool, reference: Path, seed: int) -> None:
        self._pool = pool
        self._random = Random(seed)  # noqa: S311  # no secret
        text = (reference / "states.ttl").read_text(encoding="utf-8")
        rows = re.findall(r"ent:demonym ([^;.]+)[;.]", text)
        found = {n for r in rows for n in re.findall(r'"([^"]+)"', r)}
        self._demonyms = sorted(n for n in found if DEMONYM.fullmatch(n))

    def _actor(self) -> Phrase:
        """A state, a capital, a body, a family name."""
        draw = self._random.random()
        if draw < 0.32:
            return name(single(self._pick(self._pool.states)))
        if draw < 0.52:
            return name(single(self._pick(self._pool.places)))
        if draw < 0.6:
            return name(single(self._pick(self._pool.bodies)))
        if draw < 0.72:
            return self._body()
        if draw < 0.82:
            return self._force()
        if draw < 0.92:
            return name(person(self._pick(self._pool.people).split(" ")[-1]))
        return self._titled()

    def _pair(self) -> Phrase:
        if self._chance(0.25):
            second = join(("cc", conjunction("and")), ("*", self._titled()))
            return join(("*", self._titled()), ("conj", second))
        first = name(
            single(self._pick(self._pool.states if self._chance(0.6) else self._pool.places))
        )
        second = name(
            single(self._pick(self._pool.states if self._chance(0.6) else self._pool.places))
        )
        joined = join(("cc", conjunction("and")), ("*", second))
        if self._chance(0.2):
            third = name(single(self._pick(self._pool.states)))
            middle = join(("punct", comma()), ("*", third))
            return join(("*", first), ("conj", middle), ("conj", joined))
        return join(("*", first), ("conj", joined))

    def _body(self) -> Phrase:
        """ "the UN Security Council", "the World Food Programme", "Germany's Foreign Ministry"."""
        pieces = self._pick(NAMED_BODIES).split(" ")
        top = word(
            pieces[-1],
            "PROPN",
            "NNPS"
            if pieces[-1].endswith("s") and pieces[-1] != "Cross" and pieces[-1] != "Congress"
            else "NNP",
            "Number=Sing",
        )
        parts: list[tuple[str, Phrase | None]] = []
        if "'s" in pieces:
            people = join(
                ("*", word(pieces[0], "PROPN", "NNPS", "Number=Plur")),
                ("case", genitive()),
            )
            parts.append(("nmod:poss", people))
        else:
            for piece in pieces[:-1]:
                if piece in (
                    "Foreign",
                    "National",
                    "Supreme",
                    "European",
                    "African",
                    "Arab",
                    "White",
                    "Red",
                    "United",
                    "Interior",
                    "General",
                    "Human",
                    "Rapid",
                    "Revolutionary",
                    "Free",
                    "Islamic",
                    "Atomic",
                ):
                    parts.append(("amod", word(piece, "ADJ", "NNP", "Degree=Pos")))
                else:
                    parts.append(("compound", proper(piece)))
        owner: tuple[str, Phrase | None]
        if self._chance(0.25):
            state = name(single(self._pick(self._pool.states)))
            owner = ("nmod:poss", join(("*", state), ("case", genitive())))
        else:
            owner = ("det", self._article(definite=True))
        return join(owner, *parts, ("*", top))

    def _force(self) -> Phrase:
        """ "Syrian troops", "the Israeli army", "Iran's parliament"."""
        noun = self._pick(FORCES)
        *before, noun = noun.split("-")
        modifiers: list[tuple[str, Phrase | None]] = [("compound", noun_of(p)) for p in before]
        many = noun.endswith("s") and noun != "police"
        top = word(
            noun,
            "NOUN",
            "NNS" if many or noun == "police" else "NN",
            "Number=Plur" if many else "Number=Sing",
        )
        draw = self._random.random()
        if draw < 0.4:
            state = name(
                single(self._pick(self._pool.states if self._chance(0.7) else self._pool.places))
            )
            owner = join(("*", state), ("case", genitive()))
            return join(("nmod:poss", owner), *modifiers, ("*", top))
        whose = adjective(self._pick(self._demonyms))
        if many and self._chance(0.2):
            other = adjective(self._pick(self._demonyms))
            joined = join(("cc", conjunction("and")), ("*", other))
            whose = join(("*", whose), ("conj", joined))
        demonym = ("amod", whose)
        if many and draw < 0.8:
            return join(demonym, *modifiers, ("*", top))
        if draw < 0.9:
            return join(("det", self._article(definite=True)), demonym, *modifiers, ("*", top))
        if many:
            return join(*modifiers, ("*", top))
        return join(("det", self._article(definite=True)), *modifiers, ("*", top))

    def _titled(self) -> Phrase:
        """ "Ghanaian President X", "U.S. Secretary of State Y", "Ghana's foreign minister Z"."""
        who = name(person(self._pick(self._pool.people)))
        draw = self._random.random()
        if draw < 0.3:
            return who
        if draw < 0.5:
            return self._with_lower_title(who)
        title = self._capital_title(self._pick(TITLES))
        if self._chance(0.5):
            country = self._random.random()
            owner: tuple[str, Phrase | None]
            if country < 0.7:
                owner = ("amod", adjective(self._pick(self._demonyms)))
            elif country < 0.85:
                owner = (
                    "compound",
                    proper(self._pick(["U.S.", "US", "UN", "EU", "U.K.", "UK"])),
                )
            else:
                state = name(single(self._pick(self._pool.states)))
                owner = ("nmod:poss", join(("*", state), ("case", genitive())))
            title = join(owner, ("*", title))
        return join(("nmod:desc", title), ("*", who))

    def _capital_title(self, title: str) -> Phrase:
        first, _, after = title.partition(" of ")
        pieces = first.split(" ")
        made = proper(pieces[-1])
        for piece in reversed(pieces[:-1]):
            plain = piece in ("Prime", "Foreign", "Interior", "Vice", "Deputy", "Major")
            made = join(
                (
                    "amod" if plain else "compound",
                    word(
                        piece,
                        "ADJ" if plain else "PROPN",
                        "NNP",
                        "Degree=Pos" if plain else "Number=Sing",
                    ),
                ),
                ("*", made),
            )
        if after:
            made = join(("*", made), ("nmod", self._with("of", proper(after))))
        return made

    def _with_lower_title(self, who: Phrase) -> Phrase:
        title = self._lower_title(self._pick(LOWER_TITLES))
        state = name(single(self._pick(self._pool.states)))
        owner = join(("*", state), ("case", genitive()))
        if self._chance(0.3):
            after = join(
                ("punct", comma()),
                ("nmod:poss", owner),
                ("*", title),
                ("punct", comma()),
            )
            return join(("*", who), ("appos", after))
        if self._chance(0.4):
            demonym = ("amod", adjective(self._pick(self._demonyms)))
            return join(("nmod:desc", join(demonym, ("*", title))), ("*", who))
        return join(("nmod:desc", join(("nmod:poss", owner), ("*", title))), ("*", who))

    def _lower_title(self, title: str) -> Phrase:
        *before, last = title.split(" ")
        made = noun_of(last)
        for piece in reversed(before):
            plain = piece in ("prime", "foreign", "chief", "special")
            made = join(
                ("amod", adjective(piece)) if plain else ("compound", noun_of(piece)),
                ("*", made),
            )
        return made

    def _counterpart(self) -> Phrase:
        """ "X and his Indian counterpart Y"."""
        first = self._titled() if self._chance(0.5) else name(person(self._pick(self._pool.people)))
        his = word(
            self._pick(["his", "her", "his"]),
            "PRON",
            "PRP$",
            "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
        )
        if his.words[0].form == "her":
            his.words[0].morph = his.words[0].morph.replace("Masc", "Fem")
        demonym = adjective(self._pick(self._demonyms))
        counterpart = noun_of("counterpart")
        title = join(("nmod:poss", his), ("amod", demonym), ("*", counterpart))
        if self._chance(0.15):
            second = title
        else:
            second = join(("nmod:desc", title), ("*", name(person(self._pick(self._pool.people)))))
        return join(("*", first), ("conj", join(("cc", conjunction("and")), ("*", second))))

    def _place(self) -> Phrase:
        return name(
            single(self._pick(self._pool.places if self._chance(0.7) else self._pool.states))
        )

    def _time(self) -> tuple[str, Phrase]:
        """A day: "on Monday", "Monday", "last week", "in April"."""
        draw = self._random.random()
        day = proper(self._pick(DAYS))
        if draw < 0.6:
            return "obl", self._with("on", day)
        if draw < 0.72:
            return "obl:unmarked", day
        if draw < 0.86:
            return "obl", self._with("in", proper(self._pick(MONTHS)))
        unit = noun_of(self._pick(["week", "month", "year"]))
        return "obl:unmarked", join(("amod", adjective("last")), ("*", unit))

    def _with(self, preposition: str, phrase: Phrase) -> Phrase:
        return join(("case", preposition_of(preposition)), ("*", phrase))

    @staticmethod
    def _article(*, definite: bool) -> Phrase:
        if definite:
            return word("the", "DET", "DT", "Definite=Def|PronType=Art")
        return word("a", "DET", "DT", "Definite=Ind|PronType=Art")

    def _pick_list(self, *lists: list[str]) -> list[str]:
        return lists[self._random.randrange(len(lists))]

    def _pick(self, choices: list[str] | tuple[str, ...]) -> str:
        return self._random.choice(choices)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share
