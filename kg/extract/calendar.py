"""What relative dates mean against the day that an article was published."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from kg.model import PartialDate

__all__ = ["DAYS", "MONTHS", "Calendar", "number", "valid"]

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
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_NEAR = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
_STEPS = {"last": -1, "this": 0, "next": 1}
_LONGEST_AGO = 200
"""Years back that a text counts from today; more is no date of the news."""


def number(word: str) -> int:
    """A number in digits or as an English word up to twelve; "a" is one."""
    return int(word) if word.isdecimal() else _NUMBERS.get(word.lower(), 1)


def valid(year: int | None, month: int, day: int) -> PartialDate | None:
    """The date, or None where the month has no such day."""
    try:
        datetime.date(year or 2000, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


class Calendar:
    """The days around the one that an article was published on; without one nothing is near.

    `future`: dates without a year lie ahead, as of what is planned.
    """

    def __init__(self, published: datetime.date | None, *, future: bool = False) -> None:
        self.published = published
        self.future = future

    def year(self, part: Mapping[str, str | None], month: int, day: int | None) -> int | None:
        """The year of a month or day: named ("y"), relative ("rel", "which"), or the nearest."""
        if named := part.get("y"):
            return int(named)
        today = self.published
        if today is None:
            return None
        if relative := part.get("rel"):
            return today.year + _STEPS[relative.lower()]
        here = (today.month, today.day if day is not None else 0)
        there = (month, day if day is not None else 0)
        which = (part.get("which") or "").lower()
        if which == "this":
            return today.year
        if which == "last":
            return today.year - (there >= here)
        if which == "next":
            return today.year + (there <= here)
        return today.year + (there < here) if self.future else today.year - (there > here)

    def weekday(self, day: int, which: str, *, in_week: bool) -> PartialDate | None:
        """A day of the week: the last one up to today, or the next where it lies ahead.

        "Next Friday" said on a Monday may mean two days, and is none.
        """
        today = self.published
        if today is None:
            return None
        back, ahead = (today.weekday() - day) % 7, (day - today.weekday()) % 7
        same_week = day - today.weekday()
        if in_week:
            distance = same_week + 7 * _STEPS[which]
        elif which == "this":
            distance = same_week
        elif which == "last":
            distance = -(back or 7)
        elif which == "next":
            distance = ahead or 7
            if same_week > 0:
                return None
        else:
            distance = ahead if self.future else -back
        return PartialDate.of(today + datetime.timedelta(days=distance))

    def near(self, word: str) -> PartialDate | None:
        """Yesterday, today, tomorrow and their parts."""
        if self.published is None:
            return None
        words = " ".join(word.split())
        return PartialDate.of(self.published + datetime.timedelta(days=_NEAR[words]))

    def period(self, which: str, unit: str) -> PartialDate | None:
        """Last, this or next week, weekend, month or year: a week as far as one month holds it."""
        today = self.published
        if today is None:
            return None
        step = _STEPS[which]
        if unit == "year":
            return PartialDate(today.year + step)
        if unit == "month":
            months = today.year * 12 + today.month - 1 + step
            return PartialDate(months // 12, months % 12 + 1)
        monday = today + datetime.timedelta(days=7 * step - today.weekday())
        first = monday + datetime.timedelta(days=5 if unit == "weekend" else 0)
        return _common(first, monday + datetime.timedelta(days=6))

    def ago(self, count: int, unit: str) -> PartialDate | None:
        """So many days, weeks, months or years ago: round numbers are about right only."""
        today = self.published
        if today is None:
            return None
        if unit == "day":
            return PartialDate.of(today - datetime.timedelta(days=count))
        if unit == "year":
            return PartialDate(today.year - count) if count < _LONGEST_AGO else None
        days, about = (7 * count, 3) if unit == "week" else (30 * count, 15 + count)
        middle = today - datetime.timedelta(days=days)
        margin = datetime.timedelta(days=about)
        return _common(middle - margin, middle + margin)


def _common(first: datetime.date, last: datetime.date) -> PartialDate | None:
    """The month, else the year, that holds both days."""
    if first.year != last.year:
        return None
    return PartialDate(first.year, first.month if first.month == last.month else None)
