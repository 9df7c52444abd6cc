"""How near two names are, and what beside the name speaks for a candidate or against it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from kg.link.values import Candidate, Evidence, Subject
from kg.ontology import Schema

__all__ = ["SHORT", "folded", "name_likeness", "weigh"]

PLACES = frozenset({"City", "Territory", "Place"})
BODIES = frozenset(
    {"InternationalOrganization", "GovernmentBody", "SecurityForce", "ArmedGroup", "Organization"}
)
KIN = (PLACES, BODIES)
"""Classes between which sources do not draw the line where we do."""
NEAR, FAR = 60.0, 300.0
"""Kilometres up to which two points are of one place, and from which on they are not."""
SHORT, ABBREVIATED = 5, 0.9
"""Characters up to which a name may be an abbreviation, and what it is worth as a second name."""
NUMERAL = re.compile(r"[0-9]+|[ivx]+")
LIFE, GROWN, OF_AGE = 110, 12, 18
"""Years after their birth until which people act, and from which on they do, or hold an office."""


@lru_cache(maxsize=200_000)
def folded(name: str) -> str:
    """A name without capitals, accents, punctuation and article.

    >>> folded("The Côte d’Ivoire"), folded("Timor-Leste")
    ('cote d ivoire', 'timor leste')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[\W_]+", " ", letters).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def name_likeness(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """How near the nearest two names are, from 0 to 1; 1 where they are the same.

    >>> name_likeness(["Niger"], ["Republic of Niger", "Niger"])
    1.0
    >>> name_likeness(["Niger"], ["Nigeria"]) < 0.85
    True
    """
    mine, other = [folded(n) for n in ours], [folded(n) for n in theirs]
    shared = ({*mine} & {*other}) - {""}
    if any(len(name) > SHORT or name in (mine[0], other[0]) for name in shared):
        return 1.0
    # an abbreviation that is nobody's first name: there are many an ICC
    nearest = max((_near(a, b) for a in {*mine} for b in {*other}), default=0.0)
    return max(nearest, ABBREVIATED if shared else 0.0)


def _near(ours: str, theirs: str) -> float:
    """Word by word, in any order. Short names must be the same: USA is not UAE."""
    if min(len(ours), len(theirs)) < 5:
        return 0.0
    found = fuzz.token_sort_ratio(ours, theirs, score_cutoff=60.0) / 100
    a, b = set(ours.split()), set(theirs.split())
    if any(NUMERAL.fullmatch(word) for word in a ^ b):
        # the second accord is not the first
        return min(found, 0.8)
    # "Guinea" in "Equatorial Guinea": a word more makes another name of it
    return min(found, 0.8) if a < b or b < a else float(found)


def weigh(subject: Subject, candidate: Candidate, schema: Schema) -> tuple[Evidence, ...]:
    """What speaks for a candidate and against it, beside its name."""
    found = (
        _code(subject, candidate),
        _type(subject, candidate, schema),
        _country(subject, candidate),
        _office(subject, candidate),
        _date(subject, candidate),
        _occupation(subject, candidate),
        _place(subject, candidate),
        _neighbour(subject, candidate),
    )
    return tuple(e for e in found if e is not None)


def _code(subject: Subject, candidate: Candidate) -> Evidence | None:
    shared = sorted(subject.codes & candidate.codes)
    if shared:
        return Evidence("code", 1, f"both have the code {shared[0][1]} ({shared[0][0]})")
    kinds = {k for k, _ in subject.codes} & {k for k, _ in candidate.codes}
    for kind in sorted(kinds):
        other = ", ".join(sorted(code for k, code in candidate.codes if k == kind))
        return Evidence("code", -2, f"its code is {other} ({kind})")
    return None


def _type(subject: Subject, candidate: Candidate, schema: Schema) -> Evidence | None:
    if not candidate.typed:
        return None
    told = ", ".join(sorted(candidate.classes)) or "nothing that we have a class for"
    ours = schema.superclasses.get(subject.cls, frozenset({subject.cls}))
    for theirs in candidate.classes:
        if theirs in ours or schema.is_a(theirs, subject.cls):
            return Evidence("type", 1, f"both are {_words(theirs)}")
    if not candidate.classes:
        return Evidence("type", -2, f"it is {told}")
    for family in KIN:
        if ours & family and candidate.classes & family:
            return None
    return Evidence("type", -2, f"it is {_words(told)}")


def _words(cls: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls).lower()


def _country(subject: Subject, candidate: Candidate) -> Evidence | None:
    if not subject.countries or not candidate.countries or _is(subject, "State"):
        return None
    ours = {folded(c) for c in subject.countries}
    theirs = {folded(c): c for c in candidate.countries}
    shared = sorted(ours & theirs.keys(), key=lambda c: (-len(c), c))
    if shared:
        return Evidence("country", 1, f"both are of {theirs[shared[0]]}")
    if subject.parties:
        # where it was signed, as likely as whose it is
        return None
    told = ", ".join(sorted(candidate.countries, key=lambda c: (-len(c), c))[:2])
    # people serve states that they were not born in, organisations sit abroad; places do not move
    fixed = subject.cls in PLACES or subject.cls.endswith("Office")
    return Evidence("country", -2 if fixed else -1, f"it is of {told}")


def _office(subject: Subject, candidate: Candidate) -> Evidence | None:
    if not subject.held or not candidate.held:
        return None
    theirs = [(folded(h.office), h) for h in candidate.held]
    same = [
        (ours, other)
        for ours in subject.held
        for name, other in theirs
        if _same_office(folded(ours.office), name)
    ]
    for ours, other in same:
        if ours.begin and other.begin and ours.begin[:4] == other.begin[:4]:
            return Evidence("office", 1, f"both were {other.office} from {other.begin[:4]}")
    if same:
        # people hold an office twice, and so do sons of the same name: their years tell more
        return Evidence("office held", 1, f"both were {same[0][1].office}")
    years = {h.begin for h in subject.held if len(h.begin) == 10}
    if years & {h.begin for h in candidate.held}:
        return Evidence("office", 1, "both took an office on the same day")
    return None


def _same_office(ours: str, theirs: str) -> bool:
    return ours == theirs or fuzz.token_sort_ratio(ours, theirs, score_cutoff=90.0) > 0


def _date(subject: Subject, candidate: Candidate) -> Evidence | None:
    deeds = sorted(d for d in (*subject.active, *(h.begin for h in subject.held)) if d)
    if deeds and candidate.end and candidate.end[:4] < deeds[0][:4]:
        return Evidence("date", -2, f"it ended in {_year(candidate.end)}, before {deeds[0][:4]}")
    if deeds and candidate.begin and candidate.begin[:4] > deeds[-1][:4]:
        return Evidence("date", -2, f"it began in {candidate.begin[:4]}, after {deeds[-1][:4]}")
    if _is(subject, "Person") and deeds and candidate.begin[:4].isdigit():
        least = OF_AGE if subject.held else GROWN
        if not least <= int(deeds[0][:4]) - int(candidate.begin[:4]) <= LIFE:
            return Evidence("date", -2, f"it was born in {candidate.begin[:4]}")
    if subject.begin and candidate.begin:
        common = min(len(subject.begin), len(candidate.begin))
        if subject.begin[:common] == candidate.begin[:common]:
            return Evidence("date", 1, f"both begin on {candidate.begin[:common]}")
        if _year(subject.begin) != _year(candidate.begin):
            return Evidence("date", -1, f"it begins in {_year(candidate.begin)}")
    return None


def _year(date: str) -> str:
    return date[: 5 if date.startswith("-") else 4]


def _occupation(subject: Subject, candidate: Candidate) -> Evidence | None:
    """Most who share name and state with somebody in the news are footballers."""
    if _is(subject, "Person") and candidate.public is False:
        return Evidence("occupation", -1, "it is known for another occupation")
    return None


def _place(subject: Subject, candidate: Candidate) -> Evidence | None:
    # a state's or a region's point may lie anywhere in it
    if subject.point is None or candidate.point is None or subject.cls != "City":
        return None
    apart = _kilometres(subject.point, candidate.point)
    if apart <= NEAR:
        return Evidence("place", 1, f"both lie at one point, {apart:.0f} km apart")
    if apart >= FAR:
        return Evidence("place", -2, f"it lies {apart:.0f} km away")
    return None


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great circle between two points of a sphere (haversine formula)."""
    (lat, long), (other_lat, other_long) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    part = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_long - long) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(part)))


def _neighbour(subject: Subject, candidate: Candidate) -> Evidence | None:
    if subject.parties and candidate.neighbours:
        return _parties(subject, candidate)
    ours = {folded(n) for n in subject.neighbours} - {""}
    shared = sorted(n for n in candidate.neighbours if folded(n) in ours)
    return Evidence("neighbour", 1, f"both are joined to {shared[0]}") if shared else None


def _parties(subject: Subject, candidate: Candidate) -> Evidence | None:
    """Both may name some parties only; but where each has one of its own, they are two."""
    theirs = {folded(n): n for n in candidate.neighbours}
    ours = [{folded(n) for n in names} for names in subject.parties]
    shared = sorted(theirs[n] for names in ours for n in names & theirs.keys())
    if not shared:
        return Evidence(
            "neighbour", -1, f"its parties are {', '.join(sorted(theirs.values())[:3])}"
        )
    all_ours, all_theirs = (
        all(names & theirs.keys() for names in ours),
        theirs.keys() <= set().union(*ours),
    )
    return Evidence("neighbour", 1, f"both bind {shared[0]}") if all_ours or all_theirs else None


def _is(subject: Subject, cls: str) -> bool:
    return subject.cls == cls or (cls == "Person" and subject.cls == "Leader")
