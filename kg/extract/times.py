"""When: dates as precise as the text gives them, against the article's date, and durations."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from kg.model import PartialDate, Span

__all__ = ["Time", "durations", "times"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul",
            "August Aug", "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
DAYS = {
    name: number
    for number, name in enumerate(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    )
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = "|".join(DAYS)
_NUMBER = "|".join(NUMBERS)
_YEAR = r"(?:19|20)\d\d"
_NTH = r"(?:st|nd|rd|th)?"
_BEFORE_MONTH = "".join(
    rf"(?<={word})|"
    for word in (
        "in ",
        "since ",
        "last ",
        "this ",
        "early ",
        "late ",
        "mid-",
        "until ",
        "by ",
        "during ",
    )
).rstrip("|")  # "May" and "March" are months only behind such a word
_BEFORE_YEAR = "[Ii]n|[Ss]ince|[Oo]f|[Bb]y|[Ff]rom|[Uu]ntil|[Dd]uring|early|late|mid-|year"
_PATTERN = re.compile(
    rf"""
    (?P<iso>\b(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d)\b)
  | \b(?P<d1>\d{{1,2}}){_NTH}\ (?:of\ )?(?P<m1>{_MONTH})\.?(?:,?\ (?P<y1>{_YEAR}))?\b
  | \b(?P<m2>{_MONTH})\.?\ (?P<d2>\d{{1,2}}){_NTH}(?:,?\ (?P<y2>{_YEAR}))?\b
  | \b(?P<m3>{_MONTH})\.?,?\ (?P<y3>{_YEAR})\b
  | (?<![-\w])(?P<m4>(?:{_BEFORE_MONTH.replace(" ", chr(92) + " ")})(?:{_MONTH}))\b(?!\s+[A-Z])
  | \b(?:{_BEFORE_YEAR})\ (?P<y5>{_YEAR})\b(?!-)
  | \b(?:(?:[Oo]n|[Ll]ast|[Tt]his|late|early)\ )?(?P<weekday>{_DAY})\b
  | \b(?P<relative>[Tt]oday|[Yy]esterday|[Tt]omorrow|(?:[Ll]ast|[Tt]his)\ (?:month|year))\b
    """,
    re.VERBOSE,
)
_DURATION = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{_NUMBER})[- ](?P<u>day|week|month|year)s?(?P<long>-long|-old)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Time:
    """A date and the words that gave it; `since` where the words say that it began then."""

    date: PartialDate
    span: Span
    since: bool = False


def times(
    text: str, offset: int, published: datetime.date | None, *, future: bool = False
) -> list[Time]:
    """The dates named in a stretch of text that starts at `offset` of the article.

    A date without a year takes the year from `published` (the last such date up to it; the next
    one where `future`), and stays without a year where the article has no date.

    >>> [t.date.lexical for t in times("strikes in January", 0, None)]
    ['--01']
    >>> [t.date.lexical for t in times("strikes in January", 0, datetime.date(2024, 4, 23))]
    ['2024-01']
    >>> [t.date.lexical for t in times("They met on 22 April 2024.", 0, None)]
    ['2024-04-22']
    """
    found = []
    for match in _PATTERN.finditer(text):
        date = _date(match, published, future=future)
        if date is not None:
            before = (
                text[max(0, match.start() - 6) : match.start()].lower() + match.group(0).lower()
            )
            span = Span(offset + match.start(), offset + match.end())
            found.append(Time(date, span, "since " in before))
    return found


def _date(
    match: re.Match[str], published: datetime.date | None, *, future: bool
) -> PartialDate | None:
    part = match.groupdict()
    if part["iso"]:
        return _valid(int(part["iy"]), int(part["im"]), int(part["id"]))
    for n in ("1", "2"):
        if part[f"m{n}"]:
            month, day = MONTHS[part[f"m{n}"]], int(part[f"d{n}"])
            year = (
                int(part[f"y{n}"]) if part[f"y{n}"] else _year(month, day, published, future=future)
            )
            return _valid(year, month, day)
    if part["m3"]:
        return PartialDate(int(part["y3"]), MONTHS[part["m3"]])
    if part["m4"]:
        month = MONTHS[part["m4"]]
        return PartialDate(_year(month, None, published, future=future), month)
    if part["y5"]:
        return PartialDate(int(part["y5"]))
    if published is None:
        return None
    if part["weekday"]:
        distance = (published.weekday() - DAYS[part["weekday"]]) % 7
        if future:
            distance = -((DAYS[part["weekday"]] - published.weekday()) % 7)
        return PartialDate.of(published - datetime.timedelta(days=distance))
    return _relative(part["relative"].lower(), published)


def _relative(word: str, published: datetime.date) -> PartialDate | None:
    days = {"today": 0, "yesterday": 1, "tomorrow": -1}
    if word in days:
        return PartialDate.of(published - datetime.timedelta(days=days[word]))
    if word == "last year":
        return PartialDate(published.year - 1)
    if word == "this year":
        return PartialDate(published.year)
    if word == "this month":
        return PartialDate(published.year, published.month)
    if word == "last month":
        previous = published.replace(day=1) - datetime.timedelta(days=1)
        return PartialDate(previous.year, previous.month)
    return None


def _valid(year: int | None, month: int, day: int) -> PartialDate | None:
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def _year(
    month: int, day: int | None, published: datetime.date | None, *, future: bool
) -> int | None:
    if published is None:
        return None
    here = (published.month, published.day if day is not None else 0)
    there = (month, day if day is not None else 0)
    if future:
        return published.year + (there < here)
    return published.year - (there > here)


def durations(text: str) -> list[str]:
    """The durations named in a text, as XML Schema durations.

    >>> durations("a three-day visit"), durations("a 2-week ceasefire"), durations("a 12-year-old")
    (['P3D'], ['P14D'], [])
    """
    found = []
    for match in _DURATION.finditer(text):
        if match["long"] and match["long"].lower() == "-old":
            continue
        number = int(match["n"]) if match["n"].isdecimal() else NUMBERS[match["n"].lower()]
        unit = UNITS[match["u"].lower()]
        found.append(f"P{number * 7}D" if unit == "W" else f"P{number}{unit}")
    return found
