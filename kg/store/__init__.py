"""The graph on disk or behind HTTP: a dataset that can give back every article it took in."""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.store.anywhere import AnyStore, held, open_store, whole
from kg.store.consequences import Consequences, as_shared, background_lines
from kg.store.contribution import Change, Contribution
from kg.store.quarantine import Quarantine, Quarantined
from kg.store.reader import Reader
from kg.store.store import Store

if TYPE_CHECKING:
    from kg.store.remote import RemoteStore

__all__ = [
    "AnyStore",
    "Change",
    "Consequences",
    "Contribution",
    "Quarantine",
    "Quarantined",
    "Reader",
    "RemoteStore",
    "Store",
    "as_shared",
    "background_lines",
    "held",
    "open_store",
    "whole",
]

# it speaks HTTP, and most stores lie in folders
defer(__name__, {"kg.store.remote": ["RemoteStore"]})
