"""What is used where nothing is named."""

from __future__ import annotations

__all__ = ["STORE"]

STORE = "graph"
"""The folder of the store."""
