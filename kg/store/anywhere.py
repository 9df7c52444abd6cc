"""Opening a store wherever it is: in a folder, or behind an address."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Union

import pyoxigraph as ox

from kg.store.ledger import Ledger
from kg.store.opening import Parts, fill
from kg.store.reader import Reader
from kg.store.store import Store
from kg.web import Addresses

if TYPE_CHECKING:
    from kg.store.remote import RemoteStore

__all__ = ["AnyStore", "held", "open_store", "whole"]

AnyStore = Union[Store, "RemoteStore"]
"""A store that is open."""


def open_store(
    where: Path | str,
    *,
    create: bool = False,
    base: str | None = None,
    read_only: bool = False,
    as_of: date | None = None,
    wait: bool = False,
) -> AnyStore:
    """Open the store in a folder or at an address; see `Store.open` and `RemoteStore.open`."""
    if not isinstance(where, str) or not Addresses.is_one(where):
        return Store.open(
            where, create=create, base=base, read_only=read_only, as_of=as_of, wait=wait
        )
    # what speaks HTTP takes a while to load, and most stores lie in folders
    from kg.store.remote import RemoteStore  # noqa: PLC0415

    if as_of is not None:
        return _as_of(RemoteStore.open(where, read_only=True), as_of)
    return RemoteStore.open(where, create=create, base=base, read_only=read_only, wait=wait)


@contextmanager
def whole(store: AnyStore) -> Iterator[Reader]:
    """The store for one who looks at all of it: a copy on this machine where it is elsewhere."""
    if isinstance(store, Store):
        yield store
    else:
        with store.copied() as copy:
            yield copy


def held(remote: RemoteStore) -> Store:
    """A copy in memory of a remote store: quick to ask, whatever becomes of the service."""
    ledger, dataset = _ledger(remote), ox.Store()
    dataset.bulk_extend(remote.quads())
    return Store(Path(remote.path), base=remote.base, parts=Parts(ledger, dataset))


def _as_of(remote: RemoteStore, day: date) -> Store:
    """What a remote store knew as of a day, in memory."""
    ledger, dataset = _ledger(remote, until=day.isoformat()), ox.Store()
    fill(dataset, ledger)
    return Store(Path(remote.path), base=remote.base, parts=Parts(ledger, dataset), as_of=day)


def _ledger(remote: RemoteStore, *, until: str | None = None) -> Ledger:
    """A copy of a remote ledger in memory."""
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    ledger = Ledger(database, until=until)
    ledger.prepare()
    for contribution in remote.contributions(until=until):
        ledger.put(contribution)
    return ledger
