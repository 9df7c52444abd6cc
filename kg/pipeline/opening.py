"""Opening a store to ask it, as it is or as it was."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from kg.errors import OptionError
from kg.store import AnyStore as OpenStore
from kg.store import Reader, open_store
from kg.store import whole as whole_of

__all__ = ["AnyStore", "Day", "day", "opened", "undated", "whole"]

AnyStore = OpenStore | Path | str
"""A store that is open, its folder, or its address."""

Day = date | str
"""A day, or text that names one: 2024-04-22, or 2024-04 and 2024 for the last day of each."""


@contextmanager
def opened(store: AnyStore, *, as_of: Day | None = None) -> Iterator[OpenStore]:
    """A store that is open, or the one in a folder or at an address, open for reading.

    With `as_of`, what was known on the basis of the articles published until that day. Articles
    without a date of publication are not among them.
    """
    if as_of is not None:
        place = store.path if isinstance(store, Reader) else store
        with open_store(place, as_of=day(as_of)) as found:
            yield found
    elif isinstance(store, Reader):
        yield store
    else:
        with open_store(store, read_only=True) as found:
            yield found


@contextmanager
def whole(store: AnyStore, *, as_of: Day | None = None) -> Iterator[Reader]:
    """The same for one who looks at all of it: what is elsewhere is copied to this machine."""
    with opened(store, as_of=as_of) as graph, whole_of(graph) as found:
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
