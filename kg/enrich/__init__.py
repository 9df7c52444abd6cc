"""Facts that other knowledge bases hold of linked things: brought, marked as theirs, compared."""

from kg.enrich.conflicts import Conflict, conflicts
from kg.enrich.facts import KINDS, Fact, Outside, asked, outsides
from kg.enrich.graph import about, graph_name, name_of, quads

__all__ = [
    "KINDS",
    "Conflict",
    "Fact",
    "Outside",
    "about",
    "asked",
    "conflicts",
    "graph_name",
    "name_of",
    "outsides",
    "quads",
]
