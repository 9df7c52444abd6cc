"""Servers elsewhere, spoken to with manners: the one place from which requests go out."""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.web.manners import Manners, Secret

if TYPE_CHECKING:
    from kg.web.client import Answer, Client
    from kg.web.sparql import sparql

__all__ = ["Answer", "Client", "Manners", "Secret", "sparql"]

# most who ask the graph never go out
defer(__name__, {"kg.web.client": ["Answer", "Client"], "kg.web.sparql": ["sparql"]})
