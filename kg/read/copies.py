"""The same text again: an agency's report that ten papers print is one report.

Two texts are copies if four in five of their runs of five words are the same, whatever stands
around them in capitals or marks. That is estimated by MinHash (Broder, "On the resemblance and
containment of documents", 1997) and looked up by bands of it (Leskovec, Rajaraman, Ullman, "Mining
of Massive Datasets", 3.4), so that the cost of a text does not grow with the number of texts.
"""

from __future__ import annotations

import re
import sqlite3
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

__all__ = ["Copies"]

WORDS = 5
ROWS, BANDS = 4, 32
"""Texts that share four of five runs are met in some band with a probability of 1 - 5e-8."""
ALIKE = 0.8

_PRIME = (1 << 61) - 1
_TABLES = """
CREATE TABLE IF NOT EXISTS text (
  article TEXT PRIMARY KEY, digest BLOB NOT NULL, signature BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS same ON text (digest);
CREATE TABLE IF NOT EXISTS band (
  number INTEGER, value BLOB, article TEXT, PRIMARY KEY (number, value, article)) WITHOUT ROWID;
"""

Numbers = npt.NDArray[np.uint64]


class Copies:
    """The texts that were met, in a file."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file)
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def original(self, article: str, text: str) -> str | None:
        """The article whose text this one's is, or nearly is; None if it is a new one."""
        words = _words(text)
        rows = self._db.execute(
            "SELECT article FROM text WHERE digest = ? AND article <> ? ORDER BY article",
            (_digest(words), article),
        )
        if (same := rows.fetchone()) is not None:
            return str(same[0])
        signature = _signature(words)
        likely: set[str] = set()
        for number, value in enumerate(_bands(signature)):
            found = self._db.execute(
                "SELECT article FROM band WHERE number = ? AND value = ?", (number, value)
            )
            likely.update(row[0] for row in found)
        for other in sorted(likely - {article}):
            row = self._db.execute("SELECT signature FROM text WHERE article = ?", (other,))
            known = np.frombuffer(row.fetchone()[0], dtype=np.uint64)
            if float(np.mean(known == signature)) >= ALIKE:
                return other
        return None

    def forget(self, article: str) -> None:
        """As if its text had not been met."""
        with self._db:
            self._db.execute("DELETE FROM band WHERE article = ?", (article,))
            self._db.execute("DELETE FROM text WHERE article = ?", (article,))

    def note(self, article: str, text: str) -> None:
        """Remember a text; an article that is here already has changed."""
        words = _words(text)
        signature = _signature(words)
        with self._db:
            self._db.execute("DELETE FROM band WHERE article = ?", (article,))
            self._db.execute(
                "INSERT OR REPLACE INTO text VALUES (?, ?, ?)",
                (article, _digest(words), signature.tobytes()),
            )
            self._db.executemany(
                "INSERT INTO band VALUES (?, ?, ?)",
                ((number, value, article) for number, value in enumerate(_bands(signature))),
            )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _digest(words: list[str]) -> bytes:
    return blake2b(" ".join(words).encode(), digest_size=16).digest()


def _signature(words: list[str]) -> Numbers:
    runs = {" ".join(words[n : n + WORDS]) for n in range(max(1, len(words) - WORDS + 1))}
    hashed = np.array(
        [int.from_bytes(blake2b(run.encode(), digest_size=4).digest(), "big") for run in runs],
        dtype=np.uint64,
    )
    a, b = _functions()
    # 28 bits times 32 bits stay below 64
    mixed = (hashed[:, None] * a + b) % np.uint64(_PRIME)
    signature: Numbers = mixed.min(axis=0)
    return signature


def _functions() -> tuple[Numbers, Numbers]:
    seeded = np.random.default_rng(1)
    size = ROWS * BANDS
    return (
        seeded.integers(1, 1 << 28, size, dtype=np.uint64),
        seeded.integers(0, 1 << 60, size, dtype=np.uint64),
    )


def _bands(signature: Numbers) -> list[bytes]:
    return [
        blake2b(band.tobytes(), digest_size=8).digest() for band in signature.reshape(BANDS, ROWS)
    ]
