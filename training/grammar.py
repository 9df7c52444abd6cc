"""Sentences of the news made by rule, with their trees: what treebanks of the web hardly hold.

No sentence of any article or test stands here. Relations are those of UD English: titles hang as
nmod:desc on the name, names are flat, clauses in front of "X said" are its ccomp.
"""

from __future__ import annotations

from training.nouns import Nouns
from training.phrases import (
    Phrase,
    comma,
    conjunction,
    inflect,
    join,
    marker,
    noun_of,
    nouns_of,
    plural,
    preposition_of,
    sentence,
    to,
    word,
)
from training.treebank import Sentence
from training.vocabulary import (
    BODIES,
    CALLS,
    DEED_NOUNS,
    DEEDS,
    DOING,
    GOES,
    MARKS,
    PARTICLES,
    PEOPLE,
    PEOPLE_NOUNS,
    SAID,
    THING_NOUNS,
    THINGS,
    TOLD,
    URGES,
    WILLS,
)

__all__ = ["Grammar"]


class Grammar(Nouns):
    """Makes sentences by chance; the same seed gives the same sentences."""

    def __call__(self) -> Sentence:
        """One sentence."""
        made = self._sentence()
        while len(made.words) > 45:
            made = self._sentence()
        return made

    def _sentence(self) -> Sentence:
        draw = self._random.random()
        if draw < 0.55:
            return sentence(self._clause(depth=0))
        if draw < 0.63:
            return sentence(self._said_after())
        if draw < 0.67:
            return sentence(self._quoted())
        if draw < 0.80:
            return sentence(self._two_clauses())
        if draw < 0.9:
            return sentence(self._marked_first())
        return sentence(self._passive())

    def _clause(self, *, depth: int, subject: Phrase | None = None, bare: bool = False) -> Phrase:
        """A finite clause: subject, perhaps a day, verb and what it governs."""
        subject = subject or self._subject(depth)
        time = self._time() if self._chance(0.22) else None
        verb, rest = self._predicate(depth)
        parts: list[tuple[str, Phrase | None]] = [("nsubj", subject)]
        if time:
            parts.append(time)
        helper = self._helper(verb) if self._chance(0.18) else None
        if helper:
            parts += helper
        else:
            parts.append(("*", inflect(verb, "VBD")))
        parts += rest
        if not time and self._chance(0.3):
            parts.append(self._time())
        if depth < 2 and not bare:
            parts += self._tail()
        return join(*parts)

    def _helper(self, verb: str) -> list[tuple[str, Phrase | None]]:
        draw = self._random.random()
        finite = "Mood=Ind|Tense=Past|VerbForm=Fin"
        if draw < 0.35:
            has = word("had", "AUX", "VBD", finite)
            return [("aux", has), ("*", inflect(verb, "VBN"))]
        if draw < 0.7:
            will = word(
                self._pick(["will", "would", "could", "may", "should"]), "AUX", "MD", "VerbForm=Fin"
            )
            return [("aux", will), ("*", inflect(verb, "VB"))]
        did = word("did", "AUX", "VBD", finite)
        negated = ("advmod", word("not", "PART", "RB"))
        return [("aux", did), negated, ("*", inflect(verb, "VB"))]

    def _predicate(self, depth: int) -> tuple[str, list[tuple[str, Phrase | None]]]:
        """A verb and what follows it."""
        draw = self._random.random()
        if draw < 0.5 or depth > 2:
            return self._transitive(depth)
        if draw < 0.6:
            verb = self._pick(SAID)
            that = marker("that") if self._chance(0.6) else None
            content = self._clause(depth=depth + 2)
            if that:
                content = join(("mark", that), ("*", content))
            day = self._time() if self._chance(0.2) and that else None
            return verb, [*([day] if day else []), ("ccomp", content)]
        if draw < 0.63:
            content = self._clause(depth=depth + 2)
            return self._pick(TOLD), [
                ("obj", self._actor()),
                ("ccomp", join(("mark", marker("that")), ("*", content))),
            ]
        if draw < 0.71:
            day = self._time() if self._chance(0.3) else None
            return self._pick(WILLS), [*([day] if day else []), ("xcomp", self._infinitive(depth))]
        if draw < 0.79:
            return self._pick(URGES), [("obj", self._actor()), ("xcomp", self._infinitive(depth))]
        if draw < 0.83:
            verb, _, preposition = self._pick(CALLS).partition(" ")
            whom = join(("case", preposition_of(preposition)), ("*", self._actor()))
            return verb, [("obl", whom), ("xcomp", self._infinitive(depth))]
        if draw < 0.88:
            verb = self._pick(["accuse", "suspect", "accuse"])
            return verb, [("obj", self._actor()), ("advcl", self._gerund(depth, "of"))]
        if draw < 0.91:
            verb, rest = self._transitive(2)
            return self._pick(DOING), [("xcomp", join(("*", inflect(verb, "VBG")), *rest))]
        verb, _, preposition = self._pick(GOES).partition("_")
        where = self._place() if preposition in ("in", "to", "from", "on") else self._actor()
        return verb, [("obl", self._with(preposition, where))]

    def _transitive(self, depth: int) -> tuple[str, list[tuple[str, Phrase | None]]]:
        draw = self._random.random()
        if draw < 0.06:
            verb = self._pick(PARTICLES).replace("_", " ")
            return verb, [("obj", self._noun(self._pick_list(DEED_NOUNS, THING_NOUNS), depth))]
        if draw < 0.4:
            rest: list[tuple[str, Phrase | None]] = [("obj", self._noun(DEED_NOUNS, depth))]
            if self._chance(0.15):
                rest.append(
                    ("obl", self._with(self._pick(["with", "against", "in"]), self._actor()))
                )
            elif self._chance(0.2):
                when = self._pick(["during", "after", "amid", "despite", "during", "at"])
                rest.append(("obl", self._with(when, self._event())))
            return self._pick(DEEDS), rest
        if draw < 0.65:
            rest = [("obj", self._noun(THING_NOUNS, depth))]
            if self._chance(0.3):
                rest.append(("obl", self._with(self._pick(["in", "near", "from"]), self._place())))
            return self._pick(THINGS), rest
        if draw < 0.88:
            rest = [
                ("obj", self._noun(PEOPLE_NOUNS, depth) if self._chance(0.8) else self._titled())
            ]
            if self._chance(0.3):
                rest.append(
                    (
                        "obl",
                        self._with(self._pick(["in", "over", "after"]), self._noun(DEED_NOUNS, 2)),
                    )
                )
            return self._pick(PEOPLE), rest
        return self._pick(BODIES), [("obj", self._actor())]

    def _infinitive(self, depth: int) -> Phrase:
        verb, rest = self._transitive(depth + 1)
        return join(("mark", to()), ("*", inflect(verb, "VB")), *rest)

    def _gerund(self, depth: int, preposition: str) -> Phrase:
        verb, rest = self._transitive(depth + 1)
        mark = marker(preposition)
        first = join(("mark", mark), ("*", inflect(verb, "VBG")), *rest)
        if not self._chance(0.2):
            return first
        other, more = self._transitive(2)
        second = join(("cc", conjunction("and")), ("*", inflect(other, "VBG")), *more)
        return join(("*", first), ("conj", second))

    def _tail(self) -> list[tuple[str, Phrase | None]]:
        """What may stand at the end of a clause."""
        draw = self._random.random()
        stop = comma()
        if draw < 0.12:
            verb, rest = self._transitive(2)
            return [("advcl", join(("punct", stop), ("*", inflect(verb, "VBG")), *rest))]
        if draw < 0.2:
            verb, rest = self._transitive(2)
            with_ = marker("with")
            return [
                (
                    "advcl",
                    join(
                        ("punct", stop),
                        ("mark", with_),
                        ("nsubj", self._absolute_subject()),
                        ("*", inflect(verb, "VBG")),
                        *rest,
                    ),
                )
            ]
        if draw < 0.34:
            verb, rest = self._transitive(2)
            cc = conjunction("and" if self._chance(0.8) else "but")
            return [("conj", join(("cc", cc), ("*", inflect(verb, "VBD")), *rest))]
        if draw < 0.44:
            mark = marker(self._pick(MARKS))
            return [("advcl", join(("mark", mark), ("*", self._clause(depth=3))))]
        if draw < 0.5:
            return [
                (
                    "obl",
                    self._with(
                        self._pick(["after", "during", "despite", "amid", "following"]),
                        self._noun(DEED_NOUNS, 2),
                    ),
                )
            ]
        if draw < 0.55:
            event = self._event()
            return [("obl", self._with("after", event))]
        if draw < 0.6:
            return [("advcl", self._purpose())]
        return []

    def _absolute_subject(self) -> Phrase:
        if self._chance(0.5):
            return self._actor()
        noun = nouns_of(plural(self._pick(PEOPLE_NOUNS)))
        return (
            noun if self._chance(0.5) else join(("det", self._article(definite=True)), ("*", noun))
        )

    def _purpose(self) -> Phrase:
        verb, rest = self._transitive(3)
        return join(("mark", to()), ("*", inflect(verb, "VB")), *rest)

    def _event(self) -> Phrase:
        """ "shelling by the army", "talks between the two sides", "a meeting with X in Y"."""
        draw = self._random.random()
        if draw < 0.4:
            top = noun_of(
                self._pick(["shelling", "bombing", "fighting", "looting", "shooting", "lobbying"])
            )
            return join(("*", top), ("nmod", self._with("by", self._force())))
        if draw < 0.7:
            return join(
                ("*", nouns_of("talks")),
                ("nmod", self._with("with", self._actor())),
                ("nmod", self._with("in", self._place())) if self._chance(0.5) else ("nmod", None),
            )
        meeting = join(
            ("det", self._article(definite=False)),
            (
                "*",
                noun_of(self._pick(["meeting", "summit", "visit", "call"])),
            ),
        )
        if self._chance(0.25):
            aimed = word("aimed", "VERB", "VBN", "Tense=Past|VerbForm=Part")
            return join(
                ("*", meeting), ("acl", join(("*", aimed), ("advcl", self._gerund(3, "at"))))
            )
        return join(
            ("*", meeting),
            ("nmod", self._with("with" if self._chance(0.7) else "to", self._actor())),
        )

    def _said_after(self) -> Phrase:
        """ "The army shelled the town, officials said on Monday"."""
        content = join(("*", self._clause(depth=1, bare=True)), ("punct", comma()))
        words = list(content.words)
        verb = inflect(self._pick(["say", "report", "announce", "add", "say", "confirm"]), "VBD")
        who = self._subject(2)
        time = self._time() if self._chance(0.3) else None
        made = join(
            ("ccomp", Phrase(tuple(words), content.top)),
            ("nsubj", who),
            ("*", verb),
            *([time] if time else []),
        )
        # the comma between the two hangs on the verb of saying
        made.words[len(words) - 1].head = made.top
        return made

    def _quoted(self) -> Phrase:
        """ "We will veto the deal," X told reporters."""
        verb, rest = self._transitive(2)
        will = word(self._pick(["will", "shall", "must", "can"]), "AUX", "MD", "VerbForm=Fin")
        we = word("We", "PRON", "PRP", "Case=Nom|Number=Plur|Person=1|PronType=Prs")
        negated = ("advmod", word("not", "PART", "RB") if self._chance(0.3) else None)
        content = join(
            ("punct", word('"', "PUNCT", "``")),
            ("nsubj", we),
            ("aux", will),
            negated,
            ("*", inflect(verb, "VB")),
            *rest,
        )
        content.words[0].space = False
        content.words[-1].space = False
        whole = join(("*", content), ("punct", comma()), ("punct", word('"', "PUNCT", "''")))
        at = len(content.words)
        whole.words[at].space = False
        who = self._subject(2)
        if self._chance(0.4):
            told: tuple[str, Phrase | None] = (
                "obj",
                nouns_of(self._pick(["reporters", "parliament", "journalists"])),
            )
            said = "tell"
        else:
            told, said = (self._time() if self._chance(0.4) else ("obl", None)), "say"
        return join(("ccomp", whole), ("nsubj", who), ("*", inflect(said, "VBD")), told)

    def _two_clauses(self) -> Phrase:
        """ "A did this, but B has done that"."""
        second = self._clause(depth=1, bare=True)
        if self._chance(0.25):
            second = self._passive(depth=2)
        joined = join(
            ("punct", comma()),
            ("cc", conjunction(self._pick(["but", "and", "while", "but"]))),
            ("*", second),
        )
        return join(("*", self._clause(depth=1, bare=True)), ("conj", joined))

    def _marked_first(self) -> Phrase:
        """ "After A did this, B did that"."""
        draw = self._random.random()
        stop = comma()
        main = self._clause(depth=1, bare=True)
        if draw < 0.4:
            mark = marker(
                self._pick(["After", "As", "While", "When", "Although", "Since", "Because"])
            )
            first = join(("mark", mark), ("*", self._clause(depth=2, bare=True)), ("punct", stop))
            return join(("advcl", first), ("*", main))
        if draw < 0.6:
            first = join(
                ("*", self._gerund(2, self._pick(["After", "Before", "By", "Without"]))),
                ("punct", stop),
            )
            return join(("advcl", first), ("*", main))
        if draw < 0.8:
            first = join(
                ("case", preposition_of(self._pick(["In", "At", "During", "After"]))),
                ("*", self._noun(DEED_NOUNS, 1)),
                ("punct", stop),
            )
            return join(("obl", first), ("*", main))
        role, day = self._time()
        return join((role, join(("*", day), ("punct", stop))), ("*", main))

    def _passive(self, *, depth: int = 0) -> Phrase:
        """ "The town was shelled by the army on Monday"."""
        nouns = self._pick_list(DEED_NOUNS, THING_NOUNS, PEOPLE_NOUNS)
        verbs = self._verbs_for(nouns)
        subject = self._noun(nouns, depth + 1)
        many = subject.words[subject.top].tag == "NNS"
        parts: list[tuple[str, Phrase | None]] = [("nsubj:pass", subject)]
        if self._chance(0.4):
            has = word(
                "have" if many else "has",
                "AUX",
                "VBP" if many else "VBZ",
                "Mood=Ind|Tense=Pres|VerbForm=Fin",
            )
            parts += [
                ("aux", has),
                ("aux:pass", word("been", "AUX", "VBN", "Tense=Past|VerbForm=Part")),
            ]
        else:
            parts.append(
                (
                    "aux:pass",
                    word(
                        "were" if many else "was", "AUX", "VBD", "Mood=Ind|Tense=Past|VerbForm=Fin"
                    ),
                )
            )
        parts.append(("*", inflect(self._pick(verbs), "VBN")))
        if self._chance(0.6):
            parts.append(
                (
                    "obl:agent",
                    self._with("by", self._force() if self._chance(0.5) else self._actor()),
                )
            )
        if self._chance(0.5):
            parts.append(self._time())
        return join(*parts)
