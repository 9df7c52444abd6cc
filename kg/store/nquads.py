"""Quads as sorted lines of N-Quads (https://www.w3.org/TR/n-quads/): one form for one set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyoxigraph as ox

from kg.terms import OA, OWL, XSD

__all__ = [
    "as_kept",
    "from_lines",
    "normalised",
    "restored",
    "to_lines",
]

INTEGER = ox.NamedNode(XSD + "integer")
NON_NEGATIVE = ox.NamedNode(XSD + "nonNegativeInteger")
# https://www.w3.org/TR/annotation-vocab/#start and #end
# https://www.w3.org/TR/owl2-mapping-to-rdf/, table 1
COUNTS = frozenset(
    [OA + "start", OA + "end"]
    + [
        OWL + name
        for name in (
            "cardinality",
            "maxCardinality",
            "maxQualifiedCardinality",
            "minCardinality",
            "minQualifiedCardinality",
            "qualifiedCardinality",
        )
    ]
)
"""Properties whose values are xsd:nonNegativeInteger by definition."""

SPELLED = frozenset(
    XSD + name for name in ("decimal", "double", "float", "boolean", "nonNegativeInteger")
)
"""Datatypes whose values stores write down in ways of their own."""


def normalised(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads as Oxigraph gives them back, each once, sorted by their lines.

    Oxigraph keeps numbers, booleans and durations as values: `"01"^^xsd:integer` and
    `"1"^^xsd:nonNegativeInteger` both come back as `"1"^^xsd:integer`. Whoever compares what was
    put in with what is there must bring both to this form first.
    """
    memory = ox.Store()
    memory.extend(quads)
    return sorted(memory, key=str)


def restored(quad: ox.Quad) -> ox.Quad:
    """The quad with the datatype of its property's vocabulary, where Oxigraph dropped it."""
    value = quad.object
    if (
        quad.predicate.value in COUNTS
        and isinstance(value, ox.Literal)
        and value.datatype == INTEGER
        and value.value.isdigit()
    ):
        count = ox.Literal(value.value, datatype=NON_NEGATIVE)
        return ox.Quad(quad.subject, quad.predicate, count, quad.graph_name)
    return quad


def as_kept(quad: ox.Quad) -> ox.Quad:
    """The quad as Oxigraph would give it back: what `restored` undoes, and other spellings."""
    value = quad.object
    if isinstance(value, ox.Literal) and value.datatype.value in SPELLED:
        return ox.Quad(quad.subject, quad.predicate, _spelled(value), quad.graph_name)
    return quad


@lru_cache(maxsize=10_000)
def _spelled(value: ox.Literal) -> ox.Literal:
    memory = ox.Store()
    node = ox.NamedNode("urn:x")
    memory.add(ox.Quad(node, node, value))
    (quad,) = memory
    assert isinstance(quad.object, ox.Literal)  # noqa: S101 - it went in as one
    return quad.object


def to_lines(quads: Iterable[ox.Quad]) -> bytes:
    """Lines of N-Quads in the order given."""
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def from_lines(lines: bytes) -> Iterator[ox.Quad]:
    """The quads of lines of N-Quads, in their order; blank nodes keep their labels."""
    return ox.parse(lines, format=ox.RdfFormat.N_QUADS)
