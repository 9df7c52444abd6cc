"""Names: runs of proper nouns, with the small words that stand inside names."""

from __future__ import annotations

from kg.model import Token
from kg.parse.words import DAYS, MONTHS

__all__ = ["names"]

PARTICLES = frozenset(
    """abd abu al an ar as ash ben bin bint da de del della den der di do dos du el ibn la le ul ur
    van von y""".split()
)
# What "of" and "for" go on naming: "Bank of England", but not "Sharif of Pakistan".
NAMED_BY_OF = frozenset(
    """academy act administration agency alliance army article assembly association authority bank
    bay board bureau cape center centre chamber charter church coalition college commission
    committee community confederation conference congress convention cooperation corps corridor
    council court declaration department directorate division duchy emirate emirates federation
    force forces foundation front fund government group guard guards gulf high house initiative
    institute institution island islands isle kingdom lake league liberation ministry mission
    mount movement network office organisation organization parliament partnership party people
    peoples port protectorate republic river school sea secretariat senate service services
    sisters society state states statute strait straits sultanate territory treaty tribunal
    union university valley voice war""".split()
)
ABBREVIATED_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
# Relations within one name, and between a name and its title.
INNER = frozenset(
    {
        "compound",
        "flat",
        "flat:name",
        "amod",
        "nmod:desc",
        "appos",
        "nmod",
        "dep",
        "nummod",
        "goeswith",
    }
)


def names(tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """Token ranges (first, last excluded) of the names in a text, sorted and disjoint.

    A title is part of the run it stands in: what names and what describes is for others to say.
    """
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(tokens):
        if not _is_name(tokens, i):
            i += 1
            continue
        end = i + 1
        while (following := _next(tokens, i, end)) is not None:
            end = following + 1
        found.append((i, end))
        i = end
    return tuple(found)


def _is_name(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if not (token.pos == "PROPN" or token.tag in ("NNP", "NNPS")) or not token.text[:1].isalnum():
        return False
    low = token.text.lower().rstrip(".")
    if low in DAYS:
        return False
    return low not in MONTHS | ABBREVIATED_MONTHS or not _is_month(tokens, i)


def _is_month(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word such as "May" is a date: by a number beside it, or a preposition."""
    before, after = tokens[max(i - 1, 0)], tokens[min(i + 1, len(tokens) - 1)]
    return (
        before.pos in ("ADP", "NUM", "SCONJ", "ADV") or after.pos == "NUM" or before.pos != "PROPN"
    )


def _next(tokens: tuple[Token, ...], first: int, end: int) -> int | None:
    """The next token of a name that reaches from `first` to before `end`, None where it stops."""
    if end >= len(tokens) or tokens[end].sentence != tokens[first].sentence:
        return None
    word = tokens[end].text.lower()
    if word not in PARTICLES and _is_name(tokens, end):
        return end if _is_one_phrase(tokens, first, end) else None
    if _is_office(tokens, first) and _is_capital_noun(tokens, end):
        return end
    if word in ("-", "‐", "‑", "/", "–") and _touches(tokens, end):
        beyond = end + 1
    elif word == "&" or word in PARTICLES:
        beyond = end + 1
        while beyond < len(tokens) and tokens[beyond].text.lower() in (*PARTICLES, "-"):
            beyond += 1
    elif word in ("of", "for") and tokens[end - 1].text.lower() in NAMED_BY_OF:
        article = end + 1 < len(tokens) and tokens[end + 1].text.lower() == "the"
        beyond = end + 2 if article else end + 1
    else:
        return None
    if beyond >= len(tokens) or tokens[beyond].sentence != tokens[first].sentence:
        return None
    goes_on = _is_name(tokens, beyond) or (word == "of" and _is_capital_noun(tokens, beyond))
    return beyond if goes_on else None


def _is_office(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether a run begins as "Ministry of" does: capitals go on naming it."""
    return tokens[first].text.lower() in NAMED_BY_OF and tokens[first + 1].text.lower() == "of"


def _is_capital_noun(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a noun or adjective begins with a capital: "Foreign Affairs"."""
    return tokens[i].pos in ("ADJ", "NOUN", "PROPN") and tokens[i].text[:1].isupper()


def _touches(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether no space stands before and after a token."""
    return (
        i + 1 < len(tokens)
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start
    )


def _is_one_phrase(tokens: tuple[Token, ...], first: int, i: int) -> bool:
    """Whether a proper noun belongs to the run before it: "told Putin Kyiv would ..." has two."""
    return _top(tokens, i - 1, first, i) == _top(tokens, i, first, i) or _is_below(tokens, i - 1, i)


def _top(tokens: tuple[Token, ...], i: int, first: int, last: int) -> int:
    """The head of the noun phrase that a token stands in, as far as it lies in the run."""
    for _ in range(last - first + 1):
        head = tokens[i].head
        if head == i or not first <= head <= last or tokens[i].dep not in INNER:
            break
        i = head
    return i


def _is_below(tokens: tuple[Token, ...], i: int, other: int) -> bool:
    """Whether two neighbours modify the same word: "Pakistan Prime Minister"."""
    one, two = tokens[i], tokens[other]
    return one.head == two.head and one.dep in INNER and two.dep in INNER
