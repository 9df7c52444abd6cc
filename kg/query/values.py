"""RDF terms as values of Python, for people and libraries that compute with answers."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.model.graphs import Term
from kg.terms import XSD

__all__ = ["Value", "value_of"]

Value = str | int | float | bool | Decimal | datetime.date | datetime.datetime | None

WHOLE = frozenset(
    XSD + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
        "unsignedByte",
    )
)  # fmt: skip


def value_of(term: Term | None) -> Value:
    """The value of a term: IRIs and what Python has no type for as text, as precise as they are.

    >>> value_of(ox.Literal("2024-04-22", datatype=ox.NamedNode(XSD + "date")))
    datetime.date(2024, 4, 22)
    >>> value_of(ox.Literal("2024-04", datatype=ox.NamedNode(XSD + "gYearMonth")))
    '2024-04'
    >>> value_of(ox.NamedNode("https://example.org/x"))
    'https://example.org/x'
    """
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    try:
        return _literal(term.value, term.datatype.value)
    except (ValueError, InvalidOperation):
        return term.value


def _literal(text: str, datatype: str) -> Value:
    if datatype in WHOLE:
        return int(text)
    if datatype in (XSD + "double", XSD + "float"):
        return float(text)
    if datatype == XSD + "decimal":
        return Decimal(text)
    if datatype == XSD + "boolean":
        return text in ("true", "1")
    if datatype == XSD + "date":
        return datetime.date.fromisoformat(text)
    if datatype == XSD + "dateTime":
        return datetime.datetime.fromisoformat(text)
    return text
