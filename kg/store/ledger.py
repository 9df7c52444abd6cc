"""What each contributor states: the truth that the dataset follows and can be built from.

One SQLite file beside the dataset. `article` holds each contributor's quads as compressed, sorted
lines of N-Quads; the background (ontology and reference data) is the contributor with the empty id.
`describes` is a sketch of what each says about nodes that several may describe: two bytes a quad
tell which contributors may state it, and only those are looked into.

Everything that a writer changes stands in one transaction until it publishes. Readers therefore see
the ledger of the last publication, which is the one whose snapshot of the dataset they read.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import OrderedDict
from collections.abc import Collection, Iterator, Set
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from kg.store.contribution import BACKGROUND, Contribution, digests, sketched
from kg.store.nquads import from_lines

__all__ = ["Ledger"]

TABLES = """
CREATE TABLE IF NOT EXISTS article (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, published TEXT, size INTEGER NOT NULL,
  mark TEXT NOT NULL, gist TEXT NOT NULL, shared BLOB NOT NULL, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS describes (
  node INTEGER, key INTEGER, rests BLOB NOT NULL, PRIMARY KEY (node, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, value TEXT);
"""

KEPT = 64
"""How many contributions are held in memory while their quads are looked for."""


class Ledger:
    """The ledger's rows. One that was opened to read stays as it was in that moment.

    `until`, an ISO date, hides articles that were published later or have no date.
    """

    def __init__(self, database: sqlite3.Connection, *, until: str | None = None) -> None:
        self._db = database
        self._until = until
        self._lines: OrderedDict[int, frozenset[bytes]] = OrderedDict()

    @classmethod
    def to_write(cls, file: Path) -> Self:
        """Open for writing, and make it where there is none."""
        database = sqlite3.connect(file, isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        ledger = cls(database)
        ledger.prepare()
        return ledger

    @classmethod
    def to_read(cls, file: Path, *, until: str | None = None) -> Self:
        """Open for reading, also on a disk where nothing can be written beside the file."""
        uri = file.absolute().as_uri()
        try:
            database = _begun(f"{uri}?mode=ro")
        except sqlite3.OperationalError:
            database = _begun(f"{uri}?immutable=1")
        return cls(database, until=until)

    def in_memory(self) -> Ledger:
        """A copy in memory."""
        database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.backup(database)
        return Ledger(database, until=self._until)

    def prepare(self) -> None:
        """Make the tables that are not there."""
        self._db.executescript(TABLES)

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        self._db.close()

    # --- reading

    @property
    def publication(self) -> int:
        """The number of the snapshot that holds what this ledger says; 0 before the first one."""
        return int(self.note("publication") or 0)

    def articles(self) -> list[str]:
        """The ids of the articles, sorted."""
        rows = self._db.execute(
            "SELECT id FROM article WHERE id <> '' AND id NOT LIKE '+%'"
            " AND (:until IS NULL OR published <= :until) ORDER BY id",
            {"until": self._until},
        )
        return [row[0] for row in rows]

    def supplements(self) -> list[str]:
        """The ids of the supplements, sorted."""
        rows = self._db.execute("SELECT id FROM article WHERE id LIKE '+%' ORDER BY id")
        return [row[0] for row in rows]

    def marks(self) -> dict[str, str]:
        """The mark of each article."""
        return dict(
            self._db.execute("SELECT id, mark FROM article WHERE id <> '' AND id NOT LIKE '+%'")
        )

    def undated(self) -> int:
        """How many articles have no date of publication."""
        rows = self._db.execute(
            "SELECT count(*) FROM article WHERE id <> '' AND id NOT LIKE '+%' AND published IS NULL"
        )
        return int(rows.fetchone()[0])

    def lines(self, id: str) -> bytes | None:
        """What the contributor states as sorted lines of N-Quads; None if it is not here."""
        row = self._db.execute(
            "SELECT packed FROM article WHERE id = :id"
            " AND (id = '' OR :until IS NULL OR published <= :until)",
            {"id": id, "until": self._until},
        ).fetchone()
        return None if row is None else zlib.decompress(row[0])

    def states(self, contribution: Contribution) -> bool:
        """Whether exactly this is what the contributor states."""
        row = self._db.execute(
            "SELECT packed FROM article WHERE id = ?", (contribution.article,)
        ).fetchone()
        # another version of zlib may pack the same lines otherwise
        return row is not None and (
            row[0] == contribution.packed or zlib.decompress(row[0]) == contribution.lines()
        )

    def quads(self, id: str) -> list[ox.Quad] | None:
        """What the contributor states, sorted; None if it is not here."""
        lines = self.lines(id)
        return None if lines is None else list(from_lines(lines))

    def remembered(self, id: str) -> tuple[str, str] | None:
        """The mark and the gist of a contributor; None if it is not here."""
        row = self._db.execute("SELECT mark, gist FROM article WHERE id = ?", (id,)).fetchone()
        return None if row is None else (row[0], row[1])

    def contributions(self) -> Iterator[tuple[str, bytes]]:
        """Each contributor and its lines, the background first."""
        rows = self._db.execute(
            "SELECT id, packed FROM article"
            " WHERE id = '' OR :until IS NULL OR published <= :until ORDER BY id",
            {"until": self._until},
        )
        for id, packed in rows:
            yield id, zlib.decompress(packed)

    def unstated(self, lines: Set[bytes]) -> set[bytes]:
        """Those of some lines that no article states."""
        left = set(lines)
        for id, stated in self.contributions():
            if id != BACKGROUND:
                left.difference_update(stated.splitlines())
        return left

    def unsupported(self, lines: Set[bytes], *, without: Collection[str]) -> list[ox.Quad]:
        """Those of some lines that no contributor but those of `without` states, as quads."""
        ordered = sorted(lines)
        hidden = {self._key(id) for id in without}
        nodes: dict[int, list[tuple[int, bytes]]] = {}
        gone: list[ox.Quad] = []
        for line, quad in zip(ordered, from_lines(b"\n".join(ordered)), strict=True):
            node, rest = digests(quad)
            if node not in nodes:
                nodes[node] = [row for row in self._describers(node) if row[0] not in hidden]
            sought = rest.to_bytes(2, "big")
            if not any(
                _holds(rests, sought) and line in self._lines_of(key) for key, rests in nodes[node]
            ):
                gone.append(quad)
        return gone

    def note(self, name: str) -> str | None:
        """A remark on the whole store."""
        row = self._db.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    # --- writing

    def set_note(self, name: str, value: str) -> None:
        """Write a remark on the whole store."""
        self._begin()
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def put(self, contribution: Contribution) -> None:
        """Write down what a contributor states."""
        self._begin()
        c = contribution
        key = self._key(c.article)
        if key is not None:
            self._forget_sketch(key)
            self._db.execute(
                "UPDATE article SET published = ?, size = ?, mark = ?, gist = ?, shared = ?,"
                " packed = ? WHERE key = ?",
                (c.published, c.size, c.mark, c.gist, c.shared, c.packed, key),
            )
        else:
            key = self._db.execute(
                "INSERT INTO article (id, published, size, mark, gist, shared, packed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (c.article, c.published, c.size, c.mark, c.gist, c.shared, c.packed),
            ).lastrowid
        self._db.executemany(
            "INSERT INTO describes VALUES (?, ?, ?)",
            ((node, key, rests) for node, rests in sketched(c.shared)),
        )

    def remember(self, id: str, *, mark: str, gist: str) -> None:
        """Change the mark and the gist of a contributor that states what it stated before."""
        self._begin()
        self._db.execute("UPDATE article SET mark = ?, gist = ? WHERE id = ?", (mark, gist, id))

    def drop(self, id: str) -> None:
        """Forget a contributor."""
        self._begin()
        key = self._key(id)
        if key is not None:
            self._forget_sketch(key)
            self._db.execute("DELETE FROM article WHERE key = ?", (key,))

    def commit(self) -> None:
        """What was written is there for readers, and outlives a power cut."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")

    # --- how

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def _key(self, id: str) -> int | None:
        row = self._db.execute("SELECT key FROM article WHERE id = ?", (id,)).fetchone()
        return None if row is None else int(row[0])

    def _describers(self, node: int) -> list[tuple[int, bytes]]:
        return self._db.execute(
            "SELECT key, rests FROM describes WHERE node = ? ORDER BY key", (node,)
        ).fetchall()

    def _lines_of(self, key: int) -> frozenset[bytes]:
        known = self._lines.get(key)
        if known is None:
            rows = self._db.execute("SELECT packed FROM article WHERE key = ?", (key,))
            known = frozenset(zlib.decompress(rows.fetchone()[0]).splitlines())
            self._lines[key] = known
            if len(self._lines) > KEPT:
                self._lines.popitem(last=False)
        self._lines.move_to_end(key)
        return known

    def _forget_sketch(self, key: int) -> None:
        self._lines.pop(key, None)
        rows = self._db.execute("SELECT shared FROM article WHERE key = ?", (key,))
        self._db.executemany(
            "DELETE FROM describes WHERE node = ? AND key = ?",
            ((node, key) for node, _ in sketched(rows.fetchone()[0])),
        )


def _holds(rests: bytes, sought: bytes) -> bool:
    at = rests.find(sought)
    while at > 0 and at % 2:
        at = rests.find(sought, at + 1)
    return at >= 0


def _begun(uri: str) -> sqlite3.Connection:
    """A connection whose reading has begun: it sees what is there now until it is closed."""
    # readers may be asked from several threads, one at a time
    database = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        database.execute("BEGIN")
        database.execute("SELECT 1 FROM article LIMIT 1")
    except sqlite3.Error:
        database.close()
        raise
    return database
