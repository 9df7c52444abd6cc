"""Constraints that are written in SPARQL themselves (SHACL, sections 5 and 5.3).

SHACL puts each focus node into the query as `$this`. Here all focus nodes are joined in at once,
which gives the same where `$this` is in no group that is evaluated by itself; a query in which it
may be is left to pyshacl.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Protocol

import pyoxigraph as ox
from rdflib.namespace import SH
from rdflib.term import Literal, Node

from kg.check.compiled.findings import Query, Rule
from kg.check.compiled.terms import NotCompiled
from kg.check.shapes import Shapes, sparql_path

__all__ = ["sparql_queries"]

# comments, strings and IRIs: what stands in them is no SPARQL
OPAQUE = re.compile(
    r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*'
)
LEFT = re.compile(
    r"[?$](?:shapesGraph|currentShape|message|failure)\b|\{[?$]"
    r"|\b(?:MINUS|VALUES|SERVICE|GRAPH|FROM|OPTIONAL|UNION|GROUP|HAVING|LIMIT|OFFSET"
    r"|COUNT|SUM|MIN|MAX|AVG|SAMPLE|GROUP_CONCAT)\b|\bAS\s+[?$]this\b",
    re.IGNORECASE,
)
"""What pyshacl refuses or has its own way with, and what may make a difference to joining."""
THIS = re.compile(r"[?$]this\b")


class RuleOf(Protocol):
    """Gives the rule for a shape and a parameter."""

    def __call__(self, shape: Node, parameter: Node, *, message: str = "") -> Rule:
        """A rule, with a message other than the shape's."""
        ...


def sparql_queries(
    shapes: Shapes,
    shape: Node,
    path: Node | None,
    focus: Callable[[str], str],
    rule_of: RuleOf,
) -> Iterator[Query]:
    """A query for each `sh:sparql` of a shape. Raises `NotCompiled` for what pyshacl is to do."""
    for constraint in sorted(shapes.graph.objects(shape, SH.sparql), key=str):
        off = shapes.graph.value(constraint, SH.deactivated)
        if isinstance(off, Literal) and bool(off.value):
            continue
        select = shapes.graph.value(constraint, SH.select)
        message = " ".join(shapes.messages(constraint))
        rule = rule_of(shape, SH.sparql, message=message)
        if not isinstance(select, Literal) or re.search(r"\{[?$]", rule.message):
            raise NotCompiled("a SPARQL constraint with a message to be filled in")
        text = str(select)
        if path is not None:
            text = re.sub(r"[?$]PATH\b", lambda _: sparql_path(shapes.graph, path), text)
        if LEFT.search(OPAQUE.sub(" ", text)):
            raise NotCompiled("a SPARQL constraint that uses more than its focus node")
        prefixes = "".join(f"PREFIX {p}: <{n}>\n" for p, n in shapes.prefixes(constraint).items())
        yield _query(prefixes, text, focus, rule)


def _query(prefixes: str, text: str, focus: Callable[[str], str], rule: Rule) -> Query:
    plain = OPAQUE.sub(lambda found: " " * len(found[0]), text)
    start = plain.find("{") + 1
    shown = plain[:start]
    if _has_groups(plain) or not (THIS.search(shown) or "*" in shown):
        raise NotCompiled("a SPARQL constraint with groups inside, or that does not show its node")
    text = f"{text[:start]} {focus('?this')} {text[start:]}"
    try:
        ox.Store().query(prefixes + text)
    except SyntaxError as error:
        raise NotCompiled(f"a SPARQL constraint that Oxigraph cannot read: {error}") from error
    return Query(prefixes + text, (rule,), by_value=True)


def _has_groups(plain: str) -> bool:
    """Whether there are braces inside the outermost ones, other than those of EXISTS."""
    inner = re.sub(r"\bEXISTS\s*\{", "(", plain, flags=re.IGNORECASE)
    return inner.count("{") > 1
