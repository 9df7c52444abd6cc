"""Corpora that one machine does not hold: shards of quads, and the cluster that writes them."""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.scale.shards import Entry, Shards

if TYPE_CHECKING:
    from kg.scale.cluster import Reading, distribute, rows

__all__ = ["Entry", "Reading", "Shards", "distribute", "rows"]

# Ray is an extra, and takes seconds to load
defer(__name__, {"kg.scale.cluster": ["Reading", "distribute", "rows"]})
