"""Statements → quads."""

from kg.populate.quads import background, populate

__all__ = ["background", "populate"]
