"""What was read: an article and its metadata."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

__all__ = ["Article", "PartialDate"]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as the text gives it: year, month and day, each possibly unknown.

    The lexical form and the datatype follow XML Schema 1.1 part 2, section 3.3.

    >>> PartialDate(2024, 4, 22).lexical, PartialDate(2024, 4).lexical
    ('2024-04-22', '2024-04')
    >>> PartialDate(None, 1).lexical, PartialDate(None, 1).datatype
    ('--01', 'gMonth')
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def lexical(self) -> str:
        """The XML Schema lexical form."""
        if self.year is None:
            tail = "" if self.day is None else f"-{self.day:02d}"
            return f"--{self.month:02d}{tail}"
        parts = [f"{self.year:04d}"]
        parts += [f"{n:02d}" for n in (self.month, self.day) if n is not None]
        return "-".join(parts)

    @property
    def datatype(self) -> str:
        """The XML Schema datatype: date, gYearMonth, gYear, gMonth or gMonthDay."""
        if self.year is None:
            return "gMonth" if self.day is None else "gMonthDay"
        if self.month is None:
            return "gYear"
        return "gYearMonth" if self.day is None else "date"

    @classmethod
    def of(cls, date: datetime.date) -> PartialDate:
        """A full date from a `datetime.date`."""
        return cls(date.year, date.month, date.day)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. `text` is untouched: every offset counts its code points.

    `id` is a slug that names the article in IRIs and stays the same when its text is edited.
    """

    id: str
    text: str
    title: str | None = None
    published: datetime.date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
