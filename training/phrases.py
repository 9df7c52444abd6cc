"""Phrases with their trees, put together from words and from other phrases."""

from __future__ import annotations

from dataclasses import dataclass

from training.treebank import Sentence, Word

__all__ = [
    "Phrase",
    "adjective",
    "agree",
    "comma",
    "conjunction",
    "genitive",
    "inflect",
    "join",
    "marker",
    "name",
    "noun_of",
    "nouns_of",
    "plural",
    "preposition_of",
    "proper",
    "sentence",
    "to",
    "word",
]

PARTICIPLE = "Tense=Past|VerbForm=Part"
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"
PLURALS = {"man": "men", "woman": "women", "child": "children", "crisis": "crises"}
# base: past, participle
IRREGULAR = {
    base: (past, participle or past)
    for base, past, participle in (
        [*row.split(), ""][:3]
        for row in """begin began begun/bring brought/break broke broken/build built/buy bought
        choose chose chosen/cut cut/deal dealt/draw drew drawn/drive drove driven/fall fell fallen
        fight fought/find found/flee fled/fly flew flown/forbid forbade forbidden/get got
        forgive forgave forgiven/give gave given/go went gone/grow grew grown/hold held/hit hit
        keep kept/lay laid/lead led/leave left/lend lent/lose lost/make made/meet met/swim swam swum
        overrun overran overrun/retake retook retaken/resell resold/bind bound/pay paid/put put
        overthrow overthrew overthrown/quit quit/rebuild rebuilt/ride rode ridden/rise rose risen
        say said/see saw seen/seek sought/sell sold/send sent/set set/shake shook shaken/shoot shot
        shut shut/sink sank sunk/speak spoke spoken/spend spent/stand stood/steal stole stolen
        strike struck/sweep swept/swear swore sworn/take took taken/tell told/throw threw thrown
        uphold upheld/win won/think thought/withdraw withdrew withdrawn/withhold withheld
        write wrote written""".replace("\n", "/").split("/")
    )
}
DOUBLED = frozenset(
    "ban rob stop plan drop slam commit compel defer expel repel rebut admit top transfer".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words whose heads count within the phrase; `top` is its head."""

    words: tuple[Word, ...]
    top: int

    def __len__(self) -> int:
        return len(self.words)


def word(form: str, pos: str, tag: str, morph: str = "") -> Phrase:
    """A phrase of one word."""
    return Phrase((Word(form, pos, tag, morph, 0, ""),), 0)


def adjective(form: str) -> Phrase:
    """An adjective."""
    return word(form, "ADJ", "JJ", "Degree=Pos")


def noun_of(form: str) -> Phrase:
    """A common noun in the singular."""
    return word(form, "NOUN", "NN", "Number=Sing")


def nouns_of(form: str) -> Phrase:
    """A common noun in the plural."""
    return word(form, "NOUN", "NNS", "Number=Plur")


def proper(form: str) -> Phrase:
    """A proper noun."""
    return word(form, "PROPN", "NNP", "Number=Sing")


def preposition_of(form: str) -> Phrase:
    """A preposition."""
    return word(form, "ADP", "IN")


def conjunction(form: str) -> Phrase:
    """A word that coordinates."""
    return word(form, "CCONJ", "CC")


def marker(form: str) -> Phrase:
    """A word that subordinates a clause."""
    return word(form, "SCONJ", "IN")


def comma() -> Phrase:
    """A comma."""
    return word(",", "PUNCT", ",")


def genitive() -> Phrase:
    """The mark of a genitive."""
    return word("'s", "PART", "POS")


def to() -> Phrase:
    """The mark of an infinitive."""
    return word("to", "PART", "TO")


def join(*parts: tuple[str, Phrase | None]) -> Phrase:
    """A phrase of parts in their order: the one whose role is "*" is the head of the others.

    A part that is None is left out.
    """
    words: list[Word] = []
    tops: list[tuple[str, int]] = []
    for role, part in parts:
        if part is None:
            continue
        base = len(words)
        words += [
            Word(w.form, w.pos, w.tag, w.morph, w.head + base, w.dep, w.space) for w in part.words
        ]
        tops.append((role, base + part.top))
        first = part.words[0].form
        if base and (first in (",", ".", "'s", "'") or first == "-"):
            words[base - 1].space = False
        if first == "-":
            words[base].space = False
    head = next(top for role, top in tops if role == "*")
    for role, top in tops:
        if top != head:
            words[top].head, words[top].dep = head, role
    words[head].head = head
    return Phrase(tuple(words), head)


def name(words: list[Word]) -> Phrase:
    """A name as a phrase."""
    top = next((i for i, w in enumerate(words) if w.head == i or not 0 <= w.head < len(words)), 0)
    return Phrase(tuple(words), top)


def sentence(phrase: Phrase) -> Sentence:
    """A clause with a full stop."""
    whole = join(("*", phrase), ("punct", word(".", "PUNCT", ".")))
    words = list(whole.words)
    words[whole.top].dep = "ROOT"
    first = words[0]
    first.form = first.form[:1].upper() + first.form[1:]
    words[-1].space = True
    made = Sentence(words, [], "grammar")
    for i in range(len(words) - 2, -1, -1):
        # of two marks that meet, the first goes
        if made.words[i].form == "," and made.words[i + 1].form in (",", "."):
            made.remove(i)
            made.words[i - 1].space = False
    agree(made.words)
    return made


def agree(words: list[Word]) -> None:
    """Give verbs the features that treebanks give them: person and number, voice, gerund."""
    for i, verb in enumerate(words):
        if verb.tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG") or verb.pos not in ("VERB", "AUX"):
            continue
        children = [w for k, w in enumerate(words) if w.head == i and k != i]
        roles = {w.dep for w in children}
        if verb.tag == "VBN":
            passive = "aux:pass" in roles or (
                verb.dep in ("acl", "amod", "advcl") and not roles & {"aux", "obj"}
            )
            verb.morph = PARTICIPLE + ("|Voice=Pass" if passive and verb.pos == "VERB" else "")
        elif verb.tag == "VBG":
            gerund = any(w.dep == "mark" and w.tag == "IN" for w in children)
            gerund = gerund and not roles & {"nsubj"}
            verb.morph = "VerbForm=Ger" if gerund else "Tense=Pres|VerbForm=Part"
        else:
            top = verb.head if verb.dep in ("aux", "aux:pass", "cop") else i
            verb.morph = _finite(words, top, "Past" if verb.tag == "VBD" else "Pres", verb.tag)


def _finite(words: list[Word], top: int, tense: str, tag: str) -> str:
    """The features of a finite verb, by its subject."""
    subjects = [
        (k, w) for k, w in enumerate(words) if w.head == top and w.dep in ("nsubj", "nsubj:pass")
    ]
    number, person = "Plur" if tag == "VBP" else "Sing", "3"
    for k, subject in subjects[:1]:
        joined = any(w.head == k and w.dep == "conj" for w in words)
        if joined or "Number=Plur" in subject.morph:
            number = "Plur"
        if "Person=1" in subject.morph or "Person=2" in subject.morph:
            person = "1" if "Person=1" in subject.morph else "2"
    if tag == "VBZ":
        number, person = "Sing", "3"
    return f"Mood=Ind|Number={number}|Person={person}|Tense={tense}|VerbForm=Fin"


def plural(noun: str) -> str:
    """The plural of a noun."""
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def inflect(verb: str, tag: str) -> Phrase:
    """A verb in the form of a Penn tag."""
    base, _, particle = verb.partition(" ")
    stem = base + base[-1] if base in DOUBLED else base
    cut = stem[:-1] if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) else stem
    past = base + "d" if base.endswith(("ee", "oe", "ye")) else cut + "ed"
    if base.endswith("y") and base[-2] not in "aeiou":
        past = base[:-1] + "ied"
    forms = {
        "VB": (base, "VerbForm=Inf"),
        "VBD": (IRREGULAR.get(base, (past, past))[0], PAST),
        "VBN": (IRREGULAR.get(base, (past, past))[1], PARTICIPLE),
        "VBG": (cut + "ing", "Tense=Pres|VerbForm=Part"),
        "VBZ": (
            plural(base) if base != "go" else "goes",
            "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
        ),
    }
    form, morph = forms[tag]
    found = word(form, "VERB", tag, morph)
    if particle:
        found = join(("*", found), ("compound:prt", word(particle, "ADP", "RP")))
    return found
