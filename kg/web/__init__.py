"""Servers elsewhere, spoken to with manners: the one place from which requests go out."""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.web.address import Addresses, Credentials
from kg.web.manners import Manners, Secret
from kg.web.text import bound, with_prefixes

if TYPE_CHECKING:
    from kg.web.client import Answer, Client
    from kg.web.service import Service
    from kg.web.sparql import sparql

__all__ = [
    "Addresses",
    "Answer",
    "Client",
    "Credentials",
    "Manners",
    "Secret",
    "Service",
    "bound",
    "sparql",
    "with_prefixes",
]

# most who ask the graph never go out
defer(
    __name__,
    {
        "kg.web.client": ["Answer", "Client"],
        "kg.web.service": ["Service"],
        "kg.web.sparql": ["sparql"],
    },
)
