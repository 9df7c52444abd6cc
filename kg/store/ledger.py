"""What each article contributed to the dataset, and what is under way.

One SQLite file beside the dataset. `article` holds each contributor's quads as compressed, sorted
lines of N-Quads; the background (ontology and reference data) is the contributor with the empty id.
`support` tells for every quad that more than one contributor may state who does; quads about an
article's own nodes need no row, because no other article may state them (`Store.add` sees to it).
`intent` is the journal: what an article shall contribute once the dataset has followed.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.store.nquads import digest, from_lines, to_lines

__all__ = ["BACKGROUND", "Intent", "Ledger"]

BACKGROUND = ""
"""The contributor's id of ontology and reference data."""

TABLES = """
CREATE TABLE IF NOT EXISTS article (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, quads BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS support (
  quad BLOB, key INTEGER, PRIMARY KEY (quad, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS intent (id TEXT PRIMARY KEY, quads BLOB, fingerprint TEXT);
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT);
"""

Shared = Callable[[str, ox.Quad], bool]
"""Whether another contributor than this one may state the quad."""

Intent = tuple[str, list[ox.Quad] | None, str | None]
"""Contributor, what it shall contribute (None: it goes), fingerprint of a background."""


def _pack(quads: Iterable[ox.Quad]) -> bytes:
    return zlib.compress(to_lines(quads), 6)


def _unpack(blob: bytes) -> list[ox.Quad]:
    return list(from_lines(zlib.decompress(blob)))


class Ledger:
    """The ledger's rows. A read-only ledger answers while another process writes."""

    def __init__(self, file: Path, shared: Shared, *, read_only: bool = False) -> None:
        self._shared = shared
        if read_only:
            self._db = _connect_to_read(file)
            return
        self._db = sqlite3.connect(file, isolation_level=None)
        # a write-ahead log outlives a killed process without an fsync for each article
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(TABLES)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def articles(self) -> list[str]:
        """The ids of the articles, sorted."""
        rows = self._db.execute("SELECT id FROM article WHERE id <> ? ORDER BY id", (BACKGROUND,))
        return [row[0] for row in rows]

    def quads(self, id: str) -> list[ox.Quad] | None:
        """What the contributor stated, sorted; None if it is not in the ledger."""
        row = self._db.execute("SELECT quads FROM article WHERE id = ?", (id,)).fetchone()
        return None if row is None else _unpack(row[0])

    def contributions(self) -> Iterator[list[ox.Quad]]:
        """What each contributor stated, the background first."""
        for (blob,) in self._db.execute("SELECT quads FROM article ORDER BY id"):
            yield _unpack(blob)

    def holds(self, id: str, quads: list[ox.Quad]) -> bool:
        """Whether exactly these quads are what the contributor stated."""
        row = self._db.execute("SELECT quads FROM article WHERE id = ?", (id,)).fetchone()
        return row is not None and zlib.decompress(row[0]) == to_lines(quads)

    def supported(self, quad: ox.Quad, *, without: str) -> bool:
        """Whether a contributor other than `without` states the quad."""
        if not self._shared(without, quad):
            return False
        row = self._db.execute(
            "SELECT 1 FROM support JOIN article USING (key) WHERE quad = ? AND id <> ? LIMIT 1",
            (digest(quad), without),
        ).fetchone()
        return row is not None

    def alone(self, id: str) -> set[ox.Quad]:
        """The quads that this contributor states and no other."""
        rows = self._db.execute(
            "SELECT mine.quad FROM support AS mine JOIN article USING (key) JOIN support AS other"
            " ON other.quad = mine.quad AND other.key <> mine.key WHERE id = ?",
            (id,),
        )
        shared = {row[0] for row in rows}
        quads = self.quads(id) or ()
        return {quad for quad in quads if not shared or digest(quad) not in shared}

    def note(self, name: str) -> str | None:
        """A remark on the whole store."""
        row = self._db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_note(self, name: str, value: str) -> None:
        """Write a remark on the whole store."""
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def intend(self, intent: Intent) -> None:
        """Note what shall be, before the dataset is touched."""
        id, quads, fingerprint = intent
        self._db.execute(
            "INSERT OR REPLACE INTO intent VALUES (?, ?, ?)",
            (id, None if quads is None else _pack(quads), fingerprint),
        )

    def intents(self) -> list[Intent]:
        """What was intended and has not been settled."""
        rows = self._db.execute("SELECT id, quads, fingerprint FROM intent ORDER BY id").fetchall()
        return [(row[0], None if row[1] is None else _unpack(row[1]), row[2]) for row in rows]

    def settle(self, intent: Intent) -> None:
        """What was intended now is: write the contribution down and strike the intent."""
        id, quads, fingerprint = intent
        with self._transaction():
            row = self._db.execute("SELECT key, quads FROM article WHERE id = ?", (id,)).fetchone()
            old = set(_unpack(row[1])) if row else set()
            new = set(quads or ())
            key = self._write(id, quads, row[0] if row else None)
            self._db.executemany(
                "DELETE FROM support WHERE quad = ? AND key = ?",
                ((digest(quad), key) for quad in old - new if self._shared(id, quad)),
            )
            self._db.executemany(
                "INSERT OR IGNORE INTO support VALUES (?, ?)",
                ((digest(quad), key) for quad in new - old if self._shared(id, quad)),
            )
            if fingerprint is not None:
                self.set_note("fingerprint", fingerprint)
            self._db.execute("DELETE FROM intent WHERE id = ?", (id,))

    def _write(self, id: str, quads: list[ox.Quad] | None, key: int | None) -> int | None:
        if quads is None:
            self._db.execute("DELETE FROM article WHERE id = ?", (id,))
        elif key is not None:
            self._db.execute("UPDATE article SET quads = ? WHERE key = ?", (_pack(quads), key))
        else:
            added = self._db.execute(
                "INSERT INTO article (id, quads) VALUES (?, ?)", (id, _pack(quads))
            )
            key = added.lastrowid
        return key

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _connect_to_read(file: Path) -> sqlite3.Connection:
    """Open for reading, also on a disk where nothing can be written beside the file."""
    uri = file.absolute().as_uri()
    database = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None)
    try:
        database.execute("SELECT 1 FROM article LIMIT 1")
    except sqlite3.OperationalError:
        database.close()
        database = sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
        database.execute("SELECT 1 FROM article LIMIT 1")
    return database
