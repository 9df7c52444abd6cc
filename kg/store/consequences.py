"""What follows, found without the store that holds it: behind HTTP, and on a cluster.

Nearly every rule of the ontology concludes from one triple of an article, with the background or
without: that is worked out here, for each article by itself, and kept with the article. What
follows from the triples of several articles together (a part of a part) the service is asked for
at the end, in one query a rule; it is kept as a contributor of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.ontology.entail import Memory, RuleBook, sparql
from kg.store.entailment import Default, Entailment, rules_of
from kg.store.nquads import from_lines, normalised, restored, to_lines

__all__ = ["Consequences", "as_shared", "background_lines"]

Ask = Callable[[str], Iterable[ox.Triple]]
DEFAULT = ox.DefaultGraph()


class Consequences:
    """The rules of a background, and the background with what follows from it, in memory."""

    def __init__(self, background: Iterable[ox.Quad], *, follows: bytes | None = None) -> None:
        """`follows`: what is known to follow from the background; to find it takes seconds."""
        self._whole, self._apart = ox.Store(), ox.Store()
        self._whole.bulk_extend(background)
        if follows is None:
            Entailment(self._whole, self._apart, lambda _: set()).make()
        else:
            for dataset in (self._whole, self._apart):
                dataset.bulk_extend(from_lines(follows))
        self._facts = Default(self._whole)
        known = rules_of(self._facts)
        self._book = RuleBook(known)
        _, self._joins = sparql(known)

    def __contains__(self, quad: ox.Quad) -> bool:
        """Whether background states the quad, or it follows from the background."""
        return quad in self._whole

    def of_background(self) -> bytes:
        """What follows from the background, as lines."""
        return to_lines(sorted(self._apart, key=str))

    def of(self, quads: Iterable[ox.Quad]) -> bytes:
        """What follows from quads and the background and is neither, as lines."""
        fresh = [quad.triple for quad in quads if quad.graph_name == DEFAULT]
        return self._lines(self._closure(fresh))

    def together(self, ask: Ask, hold: Callable[[bytes], None]) -> bytes:
        """What the service finds by the rules that join triples, and what follows from that.

        `hold` puts lines of it into the graph, so that more may be found.
        """
        found: list[ox.Triple] = []
        while fresh := [triple for query in self._joins for triple in ask(query)]:
            more = [*dict.fromkeys(fresh), *self._closure(fresh)]
            hold(self._lines(more))
            found += more
        return self._lines(found)

    def _closure(self, fresh: list[ox.Triple]) -> list[ox.Triple]:
        facts = Memory(fresh, below=self._facts)
        found = []
        for triple in self._book.closure(facts, fresh):
            facts.add(triple)
            found.append(triple)
        return found

    @staticmethod
    def _lines(triples: Iterable[ox.Triple]) -> bytes:
        return to_lines(normalised(ox.Quad(*triple) for triple in triples))


def as_shared(quads: Iterable[ox.Quad], follows: bytes) -> tuple[list[bytes], list[bytes]]:
    """Quads and what follows from them, as lines with the datatypes that others shall see."""
    stated = to_lines(map(restored, quads)).splitlines()
    return stated, to_lines(map(restored, from_lines(follows))).splitlines()


def background_lines(background: Iterable[ox.Quad]) -> bytes:
    """What stands in every graph, as lines with the datatypes that others shall see.

    Blank nodes get the labels of RDFC-1.0.
    """
    dataset = ox.Dataset(background)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    follows = Consequences(dataset).of_background()
    return to_lines(sorted(map(restored, dataset), key=str)) + follows
