"""A terminal for tests: what a command prints, where, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Ended", "Kg"]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Kg = Callable[..., Ended]
