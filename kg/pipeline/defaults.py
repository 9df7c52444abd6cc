"""What is used where nothing is named."""

from __future__ import annotations

__all__ = ["RULES", "STORE"]

STORE = "graph"
"""The folder of the store."""
RULES = "rules"
"""The extractor that asks nobody."""
