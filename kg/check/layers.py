"""Facts and claims side by side, without one being taken for a part of the other.

An article may state that a project is stalled and that somebody plans to complete it: two statuses
of one node, each right in its own graph. So every graph is validated for itself, with the rest as
context: the facts as they are; the content of a claim with the facts, but for what the facts say of
the nodes that the claim describes. Claims that describe different nodes do not disturb one another
and are validated together; mostly one or two layers hold all claims of an article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pyoxigraph as ox

__all__ = ["Layer", "by_node", "layers", "name_of", "split"]

Graphs = dict[str, list[ox.Quad]]
DEFAULT = ox.DefaultGraph()


@dataclass(slots=True)
class Layer:
    """Claim content to validate together, and the nodes that it describes."""

    content: list[ox.Quad] = field(default_factory=list)
    nodes: set[str] = field(default_factory=set)


def name_of(quad: ox.Quad) -> str:
    """The subject: its IRI, or a blank node's name."""
    subject = quad.subject
    return subject.value if isinstance(subject, ox.NamedNode) else str(subject)


def split(quads: Iterable[ox.Quad]) -> tuple[list[ox.Quad], Graphs]:
    """The quads of the default graph; those of each claim by the graph's IRI, without the graph.

    A graph that repeats facts of the default graph (`article/{id}#facts`) is left out.
    """
    facts: list[ox.Quad] = []
    named: Graphs = defaultdict(list)
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, ox.DefaultGraph):
            facts.append(quad)
        elif "#" not in graph.value:
            named[graph.value].append(ox.Quad(quad.subject, quad.predicate, quad.object, DEFAULT))
    return facts, named


def by_node(quads: Iterable[ox.Quad]) -> dict[str, list[ox.Quad]]:
    """The quads by the name of their subject."""
    found: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        found[name_of(quad)].append(quad)
    return found


def layers(facts: Iterable[str], claims: Graphs) -> list[Layer]:
    """Layers of claims, given the nodes that the facts describe.

    The first layer disturbs no fact and is validated together with them.
    """
    found = [Layer(nodes=set(facts))]
    for name in sorted(claims):
        nodes = {name_of(quad) for quad in claims[name]}
        layer = next((one for one in found if one.nodes.isdisjoint(nodes)), None)
        if layer is None:
            layer = Layer()
            found.append(layer)
        layer.content += claims[name]
        layer.nodes |= nodes
    return found
