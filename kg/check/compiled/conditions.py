"""What SHACL Core asks of one value node, as SPARQL expressions (SHACL, sections 4.1 to 4.4, 4.8).

Every expression is true where the value fits and false where it does not, and never an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Literal, Node, URIRef

from kg.check.compiled.literals import EXACT
from kg.check.compiled.terms import (
    NotCompiled,
    Variables,
    any_of,
    constant,
    instance_of,
    number,
    quoted,
    value_of,
)

__all__ = ["CONDITIONS", "Condition"]

Condition = Callable[[rdflib.Graph, Node, Node, str, Variables], str]
"""Of the shapes graph, the shape, the parameter's value and the value node's variable."""

KINDS = {
    SH.IRI: ("isIRI",),
    SH.BlankNode: ("isBlank",),
    SH.Literal: ("isLiteral",),
    SH.BlankNodeOrIRI: ("isBlank", "isIRI"),
    SH.BlankNodeOrLiteral: ("isBlank", "isLiteral"),
    SH.IRIOrLiteral: ("isIRI", "isLiteral"),
}
# what means something else in Python's expressions than in Oxigraph's, or nothing at all
OWN_SYNTAX = re.compile(r"\\[1-9ABZzpPxuUNg]|\(\?(?!:)|\[[^\]]*(?:\[|&&|--|~~)|[*+?}]\+")


def _class(_: rdflib.Graph, __: Node, cls: Node, value: str, variables: Variables) -> str:
    return instance_of(value, cls, variables)


def _datatype(_: rdflib.Graph, __: Node, datatype: Node, value: str, ___: Variables) -> str:
    if datatype == RDFS.Literal:
        return f"isLiteral({value})"
    if not isinstance(datatype, URIRef) or datatype == RDFS.Datatype:
        raise NotCompiled("a datatype that is none")
    if datatype == RDF.langString:
        return f'COALESCE(LANG({value}) != "", false)'
    exact = constant(URIRef(EXACT + datatype))
    return f"COALESCE(DATATYPE({value}) IN ({constant(datatype)}, {exact}), false)"


def _node_kind(_: rdflib.Graph, __: Node, kind: Node, value: str, ___: Variables) -> str:
    if not isinstance(kind, URIRef) or kind not in KINDS:
        raise NotCompiled("an unknown kind of node")
    return any_of([f"{function}({value})" for function in KINDS[kind]])


def _in(graph: rdflib.Graph, _: Node, allowed: Node, value: str, __: Variables) -> str:
    members = list(graph.items(allowed))
    texts = [constant(member) for member in members]
    if all(isinstance(member, URIRef) for member in members):
        return f"(isIRI({value}) && {value} IN ({', '.join(texts)}))"
    return any_of([f"sameTerm({value}, {text})" for text in texts])


def _pattern(graph: rdflib.Graph, shape: Node, pattern: Node, value: str, _: Variables) -> str:
    flags = "".join(sorted(str(flag) for flag in graph.objects(shape, SH.flags)))
    if not isinstance(pattern, Literal) or OWN_SYNTAX.search(pattern) or set(flags) - {"i", "m"}:
        raise NotCompiled("a regular expression of one dialect only")
    how = f"{quoted(str(pattern))}, {quoted(flags)}"
    answer = ox.Store().query(f'SELECT (REGEX("", {how}) AS ?fits) {{}}')
    if not (isinstance(answer, ox.QuerySolutions) and next(answer)[0] is not None):
        raise NotCompiled("a regular expression that Oxigraph cannot read")
    return f"COALESCE(!isBlank({value}) && REGEX(STR({value}), {how}), false)"


def _length(sign: str) -> Condition:
    def condition(_: rdflib.Graph, __: Node, length: Node, value: str, ___: Variables) -> str:
        if sign == ">=" and number(length) == 0:
            return "true"
        return f"COALESCE(!isBlank({value}) && STRLEN(STR({value})) {sign} {number(length)}, false)"

    return condition


def _language_in(graph: rdflib.Graph, _: Node, tags: Node, value: str, __: Variables) -> str:
    matches = [f"LANGMATCHES(LANG({value}), {quoted(str(tag))})" for tag in graph.items(tags)]
    return f"COALESCE({any_of(matches)}, false)"


def _compared(sign: str) -> Condition:
    def condition(_: rdflib.Graph, __: Node, bound: Node, value: str, ___: Variables) -> str:
        return f"COALESCE({value_of(value)} {sign} {constant(bound, as_value=True)}, false)"

    return condition


CONDITIONS: dict[Node, Condition] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH["in"]: _in,
    SH.pattern: _pattern,
    SH.minLength: _length(">="),
    SH.maxLength: _length("<="),
    SH.languageIn: _language_in,
    SH.minInclusive: _compared(">="),
    SH.minExclusive: _compared(">"),
    SH.maxInclusive: _compared("<="),
    SH.maxExclusive: _compared("<"),
}
