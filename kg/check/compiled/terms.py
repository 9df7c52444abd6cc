"""Parts of SPARQL that every compiled query is made of."""

from __future__ import annotations

import re
from itertools import count

import pyoxigraph as ox
from rdflib.term import BNode, Literal, Node, URIRef

from kg.check.compiled.literals import EXACT, ILL_TYPED, stand_in
from kg.terms import XSD

__all__ = [
    "FOCUS",
    "HIERARCHY",
    "SUBCLASS",
    "NotCompiled",
    "Variables",
    "all_of",
    "any_of",
    "constant",
    "instance_of",
    "number",
    "quoted",
    "value_of",
]

FOCUS = "urn:entente:focus"
"""Graph and predicate: a shape and each of its focus nodes (which may be literals)."""
HIERARCHY = "urn:entente:hierarchy"
"""Graph of `class SUBCLASS class`, transitive."""
SUBCLASS = "urn:entente:subclass"


class NotCompiled(Exception):  # noqa: N818 - a way out, not an error
    """A shape says something that the compiler leaves to pyshacl."""


class Variables:
    """Names that no other part of the query has, nor an author's own SPARQL."""

    def __init__(self) -> None:
        self._numbers = count()

    def fresh(self, name: str = "v") -> str:
        """A new variable."""
        return f"?_{name}{next(self._numbers)}"


def all_of(conditions: list[str]) -> str:
    """A conjunction of expressions that are never errors."""
    return f"({' && '.join(conditions)})" if conditions else "true"


def any_of(conditions: list[str]) -> str:
    """A disjunction of expressions that are never errors."""
    return f"({' || '.join(conditions)})" if conditions else "false"


def constant(node: Node, *, as_value: bool = False) -> str:
    """A term of a shape, as the store holds it; `as_value` for comparing its value."""
    if isinstance(node, BNode):
        raise NotCompiled("a blank node among values")
    if isinstance(node, URIRef):
        if re.search(r'[\s<>"{}|\\^`]', node):
            raise NotCompiled(f"an IRI that SPARQL cannot write: {node}")
        return f"<{node}>"
    if not isinstance(node, Literal):
        raise NotCompiled(f"a term of another kind: {node}")
    literal = (
        ox.Literal(str(node), language=node.language)
        if node.language
        else ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or XSD + "string")))
    )
    return str(literal if as_value else stand_in(literal) or literal)


def number(node: Node) -> int:
    """The count that a shape asks for."""
    if not isinstance(node, Literal) or not re.fullmatch(r"\+?\d{1,6}", str(node)):
        raise NotCompiled(f"no count: {node.n3()}")
    return int(node)


def quoted(text: str) -> str:
    """A string literal."""
    return str(ox.Literal(text))


def instance_of(value: str, cls: Node, variables: Variables) -> str:
    """Whether a value is a SHACL instance of a class; its own types are tried first."""
    if not isinstance(cls, URIRef):
        raise NotCompiled("a class without an IRI")
    its, name = variables.fresh("c"), constant(cls)
    return (
        f"(EXISTS {{ {value} a {name} }} || "
        f"EXISTS {{ {value} a {its} . GRAPH <{HIERARCHY}> {{ {its} <{SUBCLASS}> {name} }} }})"
    )


def value_of(term: str) -> str:
    """The value of a literal: what a stand-in stands for is read again."""
    datatype = f"STR(DATATYPE({term}))"
    return (
        f'IF(STRSTARTS({datatype}, "{EXACT}"), '
        f'STRDT(STR({term}), IRI(STRAFTER({datatype}, "{EXACT}"))), '
        f'IF(STRSTARTS({datatype}, "{ILL_TYPED}"), 1/0, {term}))'
    )
