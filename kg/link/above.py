"""Which types of a source lie above which, learnt one step at a time.

A path such as `wdt:P31/wdt:P279*` over many items is what Wikidata's query service most often
breaks off after its minute: it may begin at either end, and below "geographic region" lie millions.
One step up from fifty types is looked up at once, and a run meets the same few hundred types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

__all__ = ["Above"]

STEPS = 8
"""How far up a type is followed: further up everything is an entity."""

Ask = Callable[[list[str]], Mapping[str, Iterable[str]]]
"""Types to the types right above them."""


class Above:
    """The types above others, each asked for once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._direct: dict[str, tuple[str, ...]] = {}

    def of(self, types: Iterable[str]) -> dict[str, frozenset[str]]:
        """Types to themselves and all above them."""
        wanted = sorted(set(types))
        edge = set(wanted)
        for _ in range(STEPS):
            if unknown := sorted(edge - self._direct.keys()):
                found = self._ask(unknown)
                self._direct |= {t: tuple(sorted(set(found.get(t, ())))) for t in unknown}
            edge = {above for t in edge for above in self._direct[t]}
        return {t: self._closed(t) for t in wanted}

    def _closed(self, type: str) -> frozenset[str]:
        found, edge = {type}, {type}
        for _ in range(STEPS):
            edge = {above for t in edge for above in self._direct.get(t, ())} - found
            found |= edge
        return frozenset(found)
