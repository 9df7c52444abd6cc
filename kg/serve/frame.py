"""What every page is told of the request that asks for it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page is told: the prefix of its links, and where the site is."""

    root: str
    address: str
    license: str | None
    compress: bool
