"""The graph as a linked-data site, over HTTP."""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.serve.settings import Settings

if TYPE_CHECKING:
    from kg.serve.site import Site

__all__ = ["Settings", "Site"]

defer(__name__, {"kg.serve.site": ["Site"]})
