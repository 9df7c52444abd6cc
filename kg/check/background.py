"""What ontology and reference data say about the things that an article mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.terms import RDF, RDFS

__all__ = ["Background"]

TYPE = ox.NamedNode(RDF + "type")
SUBCLASS = ox.NamedNode(RDFS + "subClassOf")

Node = ox.NamedNode | ox.BlankNode | ox.Triple


class Background:
    """Quads of ontology and reference data, by subject; made once for many articles."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._about: dict[Node, list[ox.Triple]] = defaultdict(list)
        for quad in quads:
            self._about[quad.subject].append(quad.triple)
        # the hierarchy of named classes, so that sh:class and sh:targetClass see it
        self.hierarchy = [
            triple
            for triples in self._about.values()
            for triple in triples
            if triple.predicate == SUBCLASS
            and isinstance(triple.subject, ox.NamedNode)
            and isinstance(triple.object, ox.NamedNode)
        ]

    def describe(self, nodes: Iterable[Node]) -> Iterator[ox.Triple]:
        """All that is said of the nodes, and of what these in turn point at the types."""
        asked = set(nodes)
        pointed: set[Node] = set()
        for node in asked:
            for triple in self._about.get(node, ()):
                yield triple
                if isinstance(triple.object, ox.NamedNode):
                    pointed.add(triple.object)
        for node in pointed - asked:
            yield from (t for t in self._about.get(node, ()) if t.predicate == TYPE)
