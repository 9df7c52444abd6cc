"""When: dates as precise as the text gives them, against the article's date, and durations.

A table of expressions, each with what it means; of those that overlap the longest counts, and one
that means no certain date hides the shorter ones inside it ("until May", "the 1990s", "the
following Monday"). A wrong time is worse than none: where an expression leaves open which month or
year it means, only what is certain is given. Libraries for this fill in what the text does not
say (a day for "March", a Monday for "the following Monday").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.extract.calendar import DAYS, MONTHS, Calendar, number, valid
from kg.model import PartialDate, Span

__all__ = ["Time", "durations", "times"]

Part = dict[str, str | None]
Between = tuple[PartialDate, PartialDate | None]
"""When something began, and when it ended where the words tell both."""
Rule = Callable[[Part, Calendar], Between | PartialDate | None]

_FRAGMENTS = {
    "month": rf"(?P<m>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?",
    "month2": rf"(?P<m2>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?",
    # months that are no other word and no given name
    "plain": r"(?P<m>January|February|July|September|October|November|December)\b",
    "day": r"(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "day2": r"(?P<e>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "y": r"(?P<y>(?:1[5-9]|20)\d\d)",
    "z": r"(?P<z>(?:1[5-9]|20)\d\d)",
    "year": r"(?:,? (?P<y>(?:1[5-9]|20)\d\d)| (?P<rel>[Ll]ast|[Tt]his|[Nn]ext) year)?",
    "to": r"(?: ?[-–—] ?| to | until | through | and )",
    "weekday": rf"(?P<w>{'|'.join(DAYS)})",
    "on": rf"(?:(?:{'|'.join(DAYS)})(?: morning| afternoon| evening| night)?,? )?",
    "det": r"(?P<det>(?:[Tt]he|a|its|his|her|their) )?",
    "noun": r"(?P<noun>(?= [a-z]))?",
    "which": r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext)",
    "number": r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve",
    "in": r"(?:[Ii]n|[Ss]ince|[Ff]rom|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id)[ -](?:early |late |mid-)?",
    "before": r"(?:[Uu]ntil|[Tt]ill|[Bb]y|[Bb]efore|[Aa]fter|[Ff]ollowing|[Aa]s of|[Pp]rior to"
    r"|[Aa]head of|[Nn]o later than|[Aa]s (?:early|late) as|[Ee]ve of) (?:the )?",
    "part": r"(?:(?:end|start|beginning|middle) of )?(?:early |late |mid-|next |last |this )?",
}
"""Parts of expressions; a space stands for any white space."""


def _iso(part: Part, _: Calendar) -> PartialDate | None:
    return valid(int(part["y"] or 0), int(part["m"] or 0), int(part["d"] or 0))


def _dotted(part: Part, _: Calendar) -> PartialDate | None:
    first, second, year = int(part["a"] or 0), int(part["b"] or 0), int(part["y"] or 0)
    if part["sep"] == "/" and first <= 12 and second <= 12 and first != second:
        return None  # 3/4/2024 is two days
    day, month = (first, second) if second <= 12 else (second, first)
    return valid(year, month, day)


def _day(part: Part, calendar: Calendar) -> PartialDate | None:
    month, day = MONTHS[part["m"] or ""], int(part["d"] or 0)
    named = part["det"] and part["noun"] is not None  # "the Sept. 11 attacks": of which year?
    return valid(None if named else calendar.year(part, month, day), month, day)


def _days(part: Part, calendar: Calendar) -> Between | None:
    """ "3 to 5 June", "May 30 – June 2"."""
    first, second = MONTHS[part["m"] or ""], MONTHS[part.get("m2") or part["m"] or ""]
    year = calendar.year(part, second, int(part["e"] or 0))
    before = year - 1 if year is not None and first > second else year
    begin = valid(before, first, int(part["d"] or 0))
    end = valid(year, second, int(part["e"] or 0))
    return (begin, end) if begin and end else None


def _month(part: Part, calendar: Calendar) -> PartialDate:
    month = MONTHS[part["m"] or ""]
    return PartialDate(calendar.year(part, month, None), month)


def _months(part: Part, calendar: Calendar) -> Between | None:
    first, second = MONTHS[part["m"] or ""], MONTHS[part["m2"] or ""]
    year = calendar.year(part, second, None)
    named = part.get("y1")
    before = int(named) if named else year
    if before is not None and not named and first > second:
        before -= 1
    return PartialDate(before, first), PartialDate(year, second)


def _years(part: Part, _: Calendar) -> Between | None:
    begin, end = int(part["y"] or 0), part["z"] or ""
    last = int(str(begin)[: 4 - len(end)] + end)
    return (PartialDate(begin), PartialDate(last)) if begin < last else None


def _year(part: Part, _: Calendar) -> PartialDate:
    return PartialDate(int(part["y"] or 0))


def _weekday(part: Part, calendar: Calendar) -> PartialDate | None:
    which = (part["which"] or part["week"] or "").lower()
    return calendar.weekday(DAYS[part["w"] or ""], which, in_week=bool(part["week"]))


def _near(part: Part, calendar: Calendar) -> PartialDate | None:
    return calendar.near((part["word"] or "").lower())


def _period(part: Part, calendar: Calendar) -> PartialDate | None:
    return calendar.period((part["which"] or "").lower(), (part["unit"] or "").lower())


def _ago(part: Part, calendar: Calendar) -> PartialDate | None:
    return calendar.ago(number(part["n"] or "1"), (part["unit"] or "").lower())


def _open(_: Part, __: Calendar) -> None:
    """An expression that leaves open which day, month or year it means."""


_TABLE = r"""
iso     | {y}-(?P<m>\d\d)-(?P<d>\d\d)(?:T[\d:.]+Z?)?
dotted  | (?P<a>\d\d?)(?P<sep>[./])(?P<b>\d\d?)[./]{y}
day     | {on}{det}{day} (?:of )?{month}{year}{noun}
day     | {on}{det}{month} {day}{year}{noun}
days    | {day}{to}{day2} (?:of )?{month}{year}
days    | {month} {day}{to}{day2}{year}
days    | {day} {month}{to}{day2} {month2}{year}
days    | {month} {day}{to}{month2} {day2}{year}
month   | (?:{in})?{month},? (?:of )?{y}
month   | (?:{in})?{month} (?P<rel>[Ll]ast|[Tt]his|[Nn]ext) year
month   | {in}{month}(?! [A-Z])
month   | {which} {month}(?! [A-Z])
month   | {plain}(?! [A-Z])
months  | (?:[Ff]rom|[Bb]etween) {month}(?: (?P<y1>(?:1[5-9]|20)\d\d))?{to}{month2}(?:,? {y})?
years   | (?:[Ff]rom|[Bb]etween) {y}{to}{z}
years   | {y} ?[-–] ?(?P<z>(?:1[5-9]|20)?\d\d)
year    | {in}(?:the year )?{y}
year    | (?:[Qq]uarter|half|end|start|beginning|middle|spring|summer|autumn|fall|year) (?:of )?{y}
year    | (?:Q[1-4]|H[12]|[Ss]pring|[Ss]ummer|[Aa]utumn) (?:of )?{y}
year    | (?:[Oo]f|[Ff]rom) {y}(?! [a-z]+s\b)
weekday | (?:(?:[Oo]n|[Ee]arly|[Ll]ate) )?(?:{which} )?{weekday}(?P<week>)
weekday | (?P<which>){weekday} (?:of )?(?P<week>last|this|next) week
near    | (?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast night)
near    | (?P<word>[Tt]his (?:morning|afternoon|evening))
near    | (?P<word>[Tt]he day (?:before yesterday|after tomorrow))
period  | (?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly) )?{which} (?P<unit>week|weekend|month|year)
ago     | (?P<n>{number}) (?P<unit>day|week|month|year)s? ago
open    | {before}{part}{on}(?:{day} (?:of )?)?{month}(?: {day2})?{year}
open    | {before}{part}(?:{weekday}|{y}|week|month|year|today|tomorrow|yesterday)
open    | (?:[Tt]he (?:following|next|previous|same)|[Tt]hat|[Ee]very|[Ee]ach|[Mm]ost) {weekday}
open    | (?:[Tt]he (?:following|next|previous|same)|[Ee]very) (?:day|week|weekend|month|year)
open    | (?:Black|Good|Bloody|Easter|Palm|Ash|Holy|Super) {weekday}
open    | {weekday}s
open    | (?:[Tt]he )?(?:early[ -]|late[ -]|mid-)?(?:(?:1[5-9]|20)\d0|['’]?\d0)s
open    | (?:{number}) (?:days|weeks|months|years) (?:earlier|later|before|after)
open    | (?:{number}) (?:day|week|month|year) (?:earlier|later|before|after)
"""
_MEANINGS: dict[str, Rule] = {
    "iso": _iso, "dotted": _dotted, "day": _day, "days": _days, "month": _month,
    "months": _months, "years": _years, "year": _year, "weekday": _weekday, "near": _near,
    "period": _period, "ago": _ago, "open": _open,
}  # fmt: skip


def _compiled() -> Iterator[tuple[re.Pattern[str], Rule]]:
    for line in _TABLE.strip().splitlines():
        name, _, pattern = line.partition("|")
        for key, part in _FRAGMENTS.items():
            pattern = pattern.replace(f"{{{key}}}", part)
        spaced = re.sub(r"(?<!\[) (?![-\]])", r"\\s", pattern.strip())
        yield re.compile(rf"(?<![\w-])(?:{spaced})(?!\w)(?!-\d)"), _MEANINGS[name.strip()]


RULES = tuple(_compiled())
_ANY = re.compile(
    rf"\d|[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Nn]ight|morning|noon|evening|morrow|{'|'.join(MONTHS)}"
)
"""What every expression has one of: most clauses have none, and are done with."""
_DURATION = re.compile(
    rf"\b(?P<n>{_FRAGMENTS['number']})[- ](?P<u>minute|hour|day|week|month|year|decade)s?"
    r"(?P<tail>-long|-old|\sold)?\b",
    re.IGNORECASE,
)
_UNITS = {
    "minute": (1, "PT{}M"), "hour": (1, "PT{}H"), "day": (1, "P{}D"), "week": (7, "P{}D"),
    "month": (1, "P{}M"), "year": (1, "P{}Y"), "decade": (10, "P{}Y"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Time:
    """A date and the words that gave it; `since` where the words say that it began then.

    `end` where the words tell from when to when.
    """

    date: PartialDate
    span: Span
    since: bool = False
    end: PartialDate | None = None


def times(
    text: str, offset: int, published: datetime.date | None, *, future: bool = False
) -> list[Time]:
    """The dates named in a stretch of text that starts at `offset` of the article, in text order.

    A date without a year takes the year from `published` (the last such date up to it; the next
    one where `future`), and stays without a year where the article has no date.

    >>> [t.date.lexical for t in times("strikes in January", 0, None)]
    ['--01']
    >>> [t.date.lexical for t in times("strikes in January", 0, datetime.date(2024, 4, 23))]
    ['2024-01']
    >>> [t.date.lexical for t in times("They met on 22 April 2024.", 0, None)]
    ['2024-04-22']
    >>> times("They will stay until May.", 0, None)
    []
    """
    calendar = Calendar(published, future=future)
    found = []
    for match, rule in _longest(text):
        meant = rule(match.groupdict(), calendar)
        if meant is None:
            continue
        begin, end = meant if isinstance(meant, tuple) else (meant, None)
        before = text[max(0, match.start() - 6) : match.start()].lower() + match.group(0).lower()
        span = Span(offset + match.start(), offset + match.end())
        found.append(Time(begin, span, "since " in before, end))
    return found


@lru_cache(maxsize=256)  # the events of one clause look at the same words
def _longest(text: str) -> list[tuple[re.Match[str], Rule]]:
    """The expressions in a text: of those that overlap the longest, of equal ones the first."""
    if not _ANY.search(text):
        return []
    found = [
        (match, rule, order)
        for order, (pattern, rule) in enumerate(RULES)
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda row: (row[0].start() - row[0].end(), row[0].start(), row[2]))
    taken: list[tuple[re.Match[str], Rule]] = []
    for match, rule, _ in found:
        if all(match.end() <= m.start() or m.end() <= match.start() for m, _ in taken):
            taken.append((match, rule))
    return sorted(taken, key=lambda row: row[0].start())


def durations(text: str) -> list[str]:
    """The durations named in a text, as XML Schema durations.

    >>> durations("a four-day visit"), durations("a 2-week ceasefire"), durations("a 12-year-old")
    (['P4D'], ['P14D'], [])
    """
    found = []
    for match in _DURATION.finditer(text):
        if match["tail"] and match["tail"].lower().endswith("old"):
            continue
        times_, form = _UNITS[match["u"].lower()]
        found.append(form.format(number(match["n"]) * times_))
    return found
