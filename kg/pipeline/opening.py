"""Opening a store to ask it, as it is or as it was."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from kg.errors import OptionError
from kg.store import Store

__all__ = ["AnyStore", "Day", "day", "opened", "undated"]

AnyStore = Store | Path | str

Day = date | str
"""A day, or text that names one: 2024-04-22, or 2024-04 and 2024 for the last day of each."""


@contextmanager
def opened(store: AnyStore, *, as_of: Day | None = None) -> Iterator[Store]:
    """A store that is open, or the one in a folder, open for reading until the block ends.

    With `as_of`, what was known on the basis of the articles published until that day. Articles
    without a date of publication are not among them.
    """
    if as_of is not None:
        folder = store.path if isinstance(store, Store) else store
        with Store.open(folder, as_of=day(as_of)) as found:
            yield found
    elif isinstance(store, Store):
        yield store
    else:
        with Store.open(store, read_only=True) as found:
            yield found


def undated(store: AnyStore) -> int:
    """How many articles of a store have no date, and so no place in what was known as of a day."""
    with opened(store) as graph:
        return graph.undated()


def day(given: Day) -> date:
    """The day that somebody means. Raises `OptionError` for what is none.

    >>> day("2024-02").isoformat(), day("2023").isoformat()
    ('2024-02-29', '2023-12-31')
    """
    if isinstance(given, date):
        return given
    parts = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", given)
    if parts is not None:
        year, month = int(parts[1]), int(parts[2] or 12)
        with suppress(ValueError):
            return date(year, month, int(parts[3] or calendar.monthrange(year, month)[1]))
    raise OptionError(given, found="not a day", allowed="one such as 2024-04-22, 2024-04 or 2024")
