"""The graph on disk: an embedded Oxigraph dataset that can give back every article it took in."""

from kg.store.contribution import Change, Contribution
from kg.store.quarantine import Quarantine, Quarantined
from kg.store.store import Store

__all__ = ["Change", "Contribution", "Quarantine", "Quarantined", "Store"]
