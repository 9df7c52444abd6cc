"""What SHACL Core asks of a focus node and all its values (SHACL, sections 4.2, 4.5, 4.7.3, 4.8).

Each gives the ways in which a focus node breaks a shape: an expression that is true there, or a
pattern that has a solution for each result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Literal, Node, URIRef

from kg.check.compiled.terms import NotCompiled, Variables, constant, number, value_of

__all__ = ["BREACHES", "Breach", "Step", "breach_if_count"]

MANY = 6
"""Values are counted by finding so many different ones; more are left to pyshacl."""

Step = Callable[[str, str], str]
"""The pattern that leads from a focus node to a value node, given both variables."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A way to break a shape: `when` is true, or `pattern` has a solution.

    `value` and `path` are the variables that a result takes them from; `apart` is one that keeps
    results apart which say the same.
    """

    when: str = ""
    pattern: str = ""
    value: str = ""
    path: str = ""
    apart: str = ""


Rule = Callable[[rdflib.Graph, Node, Node, str, Step | None, Variables], Iterator[Breach]]
"""Of the shapes graph, the shape, the parameter's value, the focus node's variable, the path."""


def breach_if_count(
    sign: str, limit: int, this: str, step: Step, variables: Variables
) -> Iterator[Breach]:
    """Break where there are fewer (`<`) or more (`>`) values than a limit."""
    wanted = limit if sign == "<" else limit + 1
    if wanted == 0:
        return
    if wanted > MANY:
        raise NotCompiled("too many values to count")
    values = [variables.fresh() for _ in range(wanted)]
    steps = " ".join(step(this, value) for value in values)
    different = " ".join(f"FILTER(!sameTerm({a}, {b}))" for a, b in combinations(values, 2))
    yield Breach(when=f"{'!' if sign == '<' else ''}EXISTS {{ {steps} {different} }}")


def _count(sign: str) -> Rule:
    def rule(
        _: rdflib.Graph, __: Node, limit: Node, this: str, step: Step | None, variables: Variables
    ) -> Iterator[Breach]:
        yield from breach_if_count(sign, number(limit), this, _needed(step), variables)

    return rule


def _has_value(
    _: rdflib.Graph, __: Node, wanted: Node, this: str, step: Step | None, ___: Variables
) -> Iterator[Breach]:
    term = constant(wanted)
    yield Breach(when=f"!EXISTS {{ {step(this, term)} }}" if step else f"!sameTerm({this}, {term})")


def _unique_lang(
    _: rdflib.Graph, __: Node, on: Node, this: str, step: Step | None, variables: Variables
) -> Iterator[Breach]:
    way = _needed(step)
    if not _true(on):
        return
    one, other, tag = variables.fresh(), variables.fresh(), variables.fresh("tag")
    yield Breach(
        pattern=f"{way(this, one)} {way(this, other)} "
        f'FILTER(isLiteral({one}) && isLiteral({other}) && LANG({one}) != "" '
        f"&& !sameTerm({one}, {other}) && LCASE(LANG({one})) = LCASE(LANG({other}))) "
        f"BIND(LCASE(LANG({one})) AS {tag})",
        apart=tag,
    )


def _equals(
    _: rdflib.Graph, __: Node, other: Node, this: str, step: Step | None, variables: Variables
) -> Iterator[Breach]:
    name, value = constant(other), variables.fresh()
    if step is None:
        yield Breach(pattern=f"FILTER(!EXISTS {{ {this} {name} {this} }})", value=this)
        yield Breach(
            pattern=f"{this} {name} {value} FILTER(!sameTerm({this}, {value}))", value=value
        )
        return
    there = f"{this} {name} {value} ."
    yield Breach(pattern=f"{step(this, value)} FILTER(!EXISTS {{ {there} }})", value=value)
    value = variables.fresh()
    yield Breach(
        pattern=f"{this} {name} {value} . FILTER(!EXISTS {{ {step(this, value)} }})", value=value
    )


def _disjoint(
    _: rdflib.Graph, __: Node, other: Node, this: str, step: Step | None, variables: Variables
) -> Iterator[Breach]:
    name, value = constant(other), variables.fresh()
    if step is None:
        yield Breach(pattern=f"{this} {name} {this} .", value=this)
    else:
        yield Breach(pattern=f"{step(this, value)} {this} {name} {value} .", value=value)


def _less(sign: str) -> Rule:
    def rule(
        _: rdflib.Graph, __: Node, other: Node, this: str, step: Step | None, variables: Variables
    ) -> Iterator[Breach]:
        name, value, bound = constant(other), variables.fresh(), variables.fresh()
        yield Breach(
            pattern=f"{_needed(step)(this, value)} {this} {name} {bound} . "
            f"FILTER(!COALESCE({value_of(value)} {sign} {value_of(bound)}, false))",
            value=value,
            apart=bound,
        )

    return rule


def _closed(
    graph: rdflib.Graph, shape: Node, on: Node, this: str, step: Step | None, variables: Variables
) -> Iterator[Breach]:
    if not _true(on):
        return
    paths = (graph.value(part, SH.path) for part in graph.objects(shape, SH.property))
    allowed = {constant(path) for path in paths if isinstance(path, URIRef)}
    for ignored in graph.objects(shape, SH.ignoredProperties):
        allowed |= {constant(path) for path in graph.items(ignored)}
    subject, path, value = this, variables.fresh("p"), variables.fresh()
    way = ""
    if step is not None:
        subject = variables.fresh()
        way = step(this, subject)
    listed = f"{path} NOT IN ({', '.join(sorted(allowed))}) && " if allowed else ""
    yield Breach(
        pattern=f"{way} {subject} {path} {value} . "
        f"FILTER({listed}!({path} = <{RDF.type}> && sameTerm({value}, <{RDFS.Resource}>)))",
        value=value,
        path=path,
    )


def _needed(step: Step | None) -> Step:
    if step is None:
        raise NotCompiled("only a property shape can ask this")
    return step


def _true(on: Node) -> bool:
    # the term true, not its value: "1"^^xsd:boolean switches nothing on (case uniqueLang-002)
    if not isinstance(on, Literal) or not isinstance(on.value, bool):
        raise NotCompiled("neither true nor false")
    return str(on) == "true"


BREACHES: dict[Node, Rule] = {
    SH.minCount: _count("<"),
    SH.maxCount: _count(">"),
    SH.hasValue: _has_value,
    SH.uniqueLang: _unique_lang,
    SH.equals: _equals,
    SH.disjoint: _disjoint,
    SH.lessThan: _less("<"),
    SH.lessThanOrEquals: _less("<="),
    SH.closed: _closed,
}
