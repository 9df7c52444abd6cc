"""The graph on disk: an embedded Oxigraph dataset that can give back every article it took in."""

from kg.store.contribution import Contribution
from kg.store.quarantine import Quarantine, Quarantined
from kg.store.store import Change, Store

__all__ = ["Change", "Contribution", "Quarantine", "Quarantined", "Store"]
