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
        self._about: dict[Node, list[ox.Quad]] = defaultdict(list)
        # the hierarchy of named classes, so that sh:class and sh:targetClass see it
        self.hierarchy: list[ox.Quad] = []
        for quad in quads:
            subject = quad.subject
            self._about[subject].append(quad)
            if (
                quad.predicate == SUBCLASS
                and isinstance(subject, ox.NamedNode)
                and isinstance(quad.object, ox.NamedNode)
            ):
                self.hierarchy.append(quad)

    def context(self, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
        """What must be known to judge quads: the hierarchy, and what they mention, described."""
        mentioned: set[Node] = set()
        for quad in quads:
            mentioned.add(quad.subject)
            # of a class the hierarchy says what there is to know
            if isinstance(value := quad.object, ox.NamedNode) and quad.predicate != TYPE:
                mentioned.add(value)
        return [*self.hierarchy, *self.describe(mentioned)]

    def describe(self, nodes: Iterable[Node]) -> Iterator[ox.Quad]:
        """All that is said of the nodes, and of what these in turn point at the types."""
        asked = set(nodes)
        pointed: set[Node] = set()
        for node in asked & self._about.keys():
            for quad in self._about[node]:
                yield quad
                if isinstance(value := quad.object, ox.NamedNode):
                    pointed.add(value)
        for node in (pointed - asked) & self._about.keys():
            yield from (quad for quad in self._about[node] if quad.predicate == TYPE)
