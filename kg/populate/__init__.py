"""Statements → quads."""

from kg.populate.identity import Identity
from kg.populate.quads import background, populate

__all__ = ["Identity", "background", "populate"]
