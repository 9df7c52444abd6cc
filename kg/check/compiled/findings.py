"""What compiled shapes are made of: queries, and what each row of an answer says."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Query", "Root", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint of one shape: what a finding says beside node and value."""

    path: str
    shape: str
    constraint: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """Finds where rules are broken.

    Its answers have `?this`, and `?value` and `?path` where the finding has them. With one rule a
    row is a finding; with several, `?c0`, `?c1` … say which of them the row breaks.
    """

    text: str
    rules: tuple[Rule, ...]
    needs: str = ""
    """A property without which nothing can be broken; empty where there is none."""
    reads: frozenset[str] | None = None
    """The properties looked at; None where it may be any."""
    by_value: bool = False
    """Whether literals are read by value, as an author of SPARQL expects."""


@dataclass(frozen=True, slots=True)
class Root:
    """A shape with targets, and all that follows from it."""

    name: str
    """Stands for the shape in the graph of focus nodes."""
    queries: tuple[Query, ...]
    classes: tuple[str, ...] = ()
    nodes: tuple[object, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()
