"""Opening the parts of a store: to write, to read what was published, or to look back."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.contribution import BACKGROUND
from kg.store.folder import dataset_of, entailed_of, journal_of, ledger_of, snapshots_of
from kg.store.journal import Journal
from kg.store.ledger import Ledger
from kg.store.nquads import from_lines
from kg.store.snapshots import Snapshots

__all__ = ["Parts", "fill", "published", "to_hold", "to_look_back", "to_read", "to_write"]

PAUSE = 0.2
"""Seconds until a writer that waits tries again."""
TRIES = 20
"""How often a reader starts over when what it was about to open has just been replaced."""
CHUNK = 64_000_000
"""How many bytes of N-Quads go to the bulk loader at once."""


@dataclass(slots=True)
class Parts:
    """What is open of a store. Without a journal, it is open for reading."""

    ledger: Ledger
    dataset: ox.Store
    entailed: ox.Store = field(default_factory=ox.Store)
    journal: Journal | None = None
    pin: int | None = None

    def close(self) -> None:
        """Let go of everything."""
        self.ledger.close()
        if self.journal is not None:
            self.journal.close()
        # Oxigraph's lock goes with the last reference
        del self.dataset, self.entailed
        Snapshots.unpin(self.pin)
        self.pin = None


def to_write(path: Path, *, wait: bool) -> Parts:
    """The dataset itself, with ledger and journal. Whoever has the dataset has the store."""
    dataset = _locked(path, wait=wait)
    ledger = Ledger.to_write(ledger_of(path))
    try:
        return Parts(ledger, dataset, ox.Store(entailed_of(path)), Journal(journal_of(path)))
    except BaseException:
        ledger.close()
        raise


def to_read(path: Path) -> Parts:
    """The last snapshot and the ledger that belongs to it."""
    snapshots = Snapshots(snapshots_of(path))
    for _ in range(TRIES):
        ledger = _published(path)
        pin = None
        try:
            pin = snapshots.pin(ledger.publication)
            dataset = ox.Store.read_only(str(snapshots.at(ledger.publication)))
            return Parts(ledger, dataset, pin=pin)
        except FileNotFoundError:
            # a writer has published in this moment
            ledger.close()
            time.sleep(PAUSE / TRIES)
        except BaseException:
            ledger.close()
            snapshots.unpin(pin)
            raise
    raise StoreError(
        str(path),
        found="the snapshot that readers see is gone",
        remedy="run kg build: it is made again",
    )


def to_hold(path: Path) -> Parts:
    """A copy in memory of what readers see: quick to ask, whatever becomes of the folder."""
    parts = to_read(path)
    try:
        dataset = ox.Store()
        dataset.bulk_extend(parts.dataset)
        return Parts(parts.ledger.in_memory(), dataset)
    finally:
        parts.close()


def published(path: Path) -> str:
    """Another text for each snapshot that readers have been given; quickly read."""
    ledger = _published(path)
    try:
        number = ledger.publication
        return f"{number}-{snapshots_of(path).joinpath(str(number)).stat().st_mtime_ns:x}"
    finally:
        ledger.close()


def to_look_back(path: Path, *, until: str) -> Parts:
    """Background and the articles published until a date, in memory."""
    ledger = _published(path, until=until)
    dataset = ox.Store()
    fill(dataset, ledger)
    return Parts(ledger, dataset)


def fill(dataset: ox.Store, ledger: Ledger) -> None:
    """Load everything that a ledger shows."""
    waiting: list[bytes] = []
    size = 0
    for id, lines in ledger.contributions():
        if id == BACKGROUND:
            # read from a text, blank nodes would be renamed
            dataset.bulk_extend(from_lines(lines))
            continue
        waiting.append(lines)
        size += len(lines)
        if size > CHUNK:
            dataset.bulk_load(b"".join(waiting), format=ox.RdfFormat.N_QUADS)
            waiting, size = [], 0
    if waiting:
        dataset.bulk_load(b"".join(waiting), format=ox.RdfFormat.N_QUADS)


def _published(path: Path, *, until: str | None = None) -> Ledger:
    ledger = Ledger.to_read(ledger_of(path), until=until) if ledger_of(path).is_file() else None
    if ledger is None or not ledger.publication:
        if ledger is not None:
            ledger.close()
        raise StoreError(str(path), found="nothing is built yet", remedy="run kg build first")
    return ledger


def _locked(path: Path, *, wait: bool) -> ox.Store:
    folder = dataset_of(path)
    while True:
        try:
            return ox.Store(folder)
        except OSError as error:
            if "lock" not in str(error).lower():
                raise
            if not wait:
                raise StoreError(
                    str(path),
                    found="in use: another build is writing to it",
                    remedy="wait until it has ended (--wait), or build into another folder",
                ) from error
        except RuntimeError as error:
            raise StoreError(
                str(folder),
                found=f"the dataset is damaged ({error})",
                remedy="delete this folder and run again: it is built anew from the ledger "
                "beside it",
            ) from error
        time.sleep(PAUSE)
