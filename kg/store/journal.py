"""What is under way: changes that are noted before the dataset is touched, and not yet published.

One SQLite file beside the ledger, written change by change, so that a process killed at any moment
leaves a list of what it had been about to do. A change belongs to the publication that it follows;
once the next one is there, it is settled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from kg.store.contribution import Contribution

__all__ = ["Intent", "Journal"]

Intent = tuple[str, Contribution | None]
"""An article, and what it shall state; None: it goes."""

TABLE = """
CREATE TABLE IF NOT EXISTS intent (
  number INTEGER PRIMARY KEY, after INTEGER NOT NULL, id TEXT NOT NULL,
  packed BLOB, size INTEGER, shared BLOB, published TEXT, mark TEXT, gist TEXT);
"""


class Journal:
    """The open changes, in their order."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        # a write-ahead log outlives a killed process without an fsync for each change
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(TABLE)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def note(self, intent: Intent, *, after: int) -> None:
        """Write a change down; `after` is the number of the last publication."""
        id, wanted = intent
        row = (
            (None,) * 6
            if wanted is None
            else (
                wanted.packed,
                wanted.size,
                wanted.shared,
                wanted.published,
                wanted.mark,
                wanted.gist,
            )
        )
        self._db.execute(
            "INSERT INTO intent (after, id, packed, size, shared, published, mark, gist)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (after, id, *row),
        )

    def secure(self) -> None:
        """What is noted outlives a power cut from here on."""
        self._db.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def open_after(self, number: int) -> Iterable[Intent]:
        """What was noted since a publication and has not been settled by another one."""
        rows = self._db.execute(
            "SELECT id, packed, size, shared, published, mark, gist FROM intent"
            " WHERE after >= ? ORDER BY number",
            (number,),
        )
        for id, packed, *rest in rows:
            yield id, None if packed is None else Contribution(id, packed, *rest)

    def clear(self) -> None:
        """All that was noted is settled."""
        self._db.execute("DELETE FROM intent")
