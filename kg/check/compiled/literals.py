"""Literals as SHACL sees them, in a store that keeps values.

Oxigraph reads `"5"^^xsd:nonNegativeInteger` and gives back `"5"^^xsd:integer`, `"05"^^xsd:integer`
comes back as `"5"`; and its expressions do not say whether a literal is ill-typed. sh:datatype,
sh:pattern, sh:in, and the values in a report need the literal as it was written. So what Oxigraph
would change, and what is ill-typed, goes into the store as a stand-in: the same characters under a
datatype of our own, in a graph of its own (see `engine`).
"""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from kg.check.rdf import term
from kg.terms import RDF, XSD

__all__ = ["EXACT", "ILL_TYPED", "as_value", "original", "stand_in"]

EXACT = "urn:entente:exact:"
"""Before the datatype of a well-typed literal that Oxigraph would change."""
ILL_TYPED = "urn:entente:ill-typed:"
"""Before the datatype of a literal whose characters its datatype does not allow."""

_KEPT = frozenset({XSD + "string", RDF + "langString"})
_INTEGERS = frozenset(
    f"{XSD}{name}"
    for name in (
        "nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger long int short byte "
        "unsignedLong unsignedInt unsignedShort unsignedByte"
    ).split()
)
_COUNT = XSD + "nonNegativeInteger"
_EXACT_COUNT = ox.NamedNode(EXACT + _COUNT)
_NOTHING = ox.Store()
_THIS = ox.Variable("this")


@lru_cache(maxsize=100_000)
def stand_in(literal: ox.Literal) -> ox.Literal | None:
    """What stands for a literal in the store; None where it can stand for itself."""
    datatype = literal.datatype.value
    if datatype in _KEPT:
        return None
    if datatype == _COUNT and literal.value.isascii() and literal.value.isdigit():
        # the offsets of evidence: every twelfth literal of an article
        return ox.Literal(literal.value, datatype=_EXACT_COUNT)
    if getattr(term(literal), "ill_typed", None):
        return ox.Literal(literal.value, datatype=ox.NamedNode(ILL_TYPED + datatype))
    if datatype in _INTEGERS or as_value(literal) != literal:
        return ox.Literal(literal.value, datatype=ox.NamedNode(EXACT + datatype))
    return None


def as_value(literal: ox.Literal) -> object:
    """The literal as Oxigraph gives it back."""
    answer = _NOTHING.query("SELECT ?this {}", substitutions={_THIS: literal})
    return next(answer)[0] if isinstance(answer, ox.QuerySolutions) else None


def original(literal: ox.Literal) -> ox.Literal:
    """What a literal of the store stands for."""
    datatype = literal.datatype.value
    for mark in (EXACT, ILL_TYPED):
        if datatype.startswith(mark):
            return ox.Literal(literal.value, datatype=ox.NamedNode(datatype[len(mark) :]))
    return literal
