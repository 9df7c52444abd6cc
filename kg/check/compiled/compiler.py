"""From a shapes graph to SPARQL (https://www.w3.org/TR/shacl/).

A constraint that asks something of one value becomes an expression, one that asks something of all
values a breach (`conditions`, `focus`). At the top of a shape both become queries whose answers are
the results; inside sh:not, sh:or, sh:node and the like they become one expression, since what
happens in there is no result of its own. What is not known here raises `NotCompiled`, and the shape
with all that hangs on it goes to pyshacl.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Literal, Node, URIRef

from kg.check.compiled.conditions import CONDITIONS
from kg.check.compiled.findings import Query, Root, Rule
from kg.check.compiled.focus import BREACHES, Breach, Step, breach_if_count
from kg.check.compiled.sparql import sparql_queries
from kg.check.compiled.terms import (
    FOCUS,
    NotCompiled,
    Variables,
    all_of,
    any_of,
    constant,
    number,
)
from kg.check.shapes import Shapes, path_text, sparql_path

__all__ = ["compile_shapes"]

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
QUALIFIED = {SH.qualifiedMinCount: "<", SH.qualifiedMaxCount: ">"}
LOGICAL = {SH["not"], SH["and"], SH["or"], SH.xone, SH.node}
NESTED = {SH.property, SH.sparql}
SILENT = {
    SH.path,
    SH.message,
    SH.severity,
    SH.deactivated,
    SH.name,
    SH.description,
    SH.order,
    SH.group,
    SH.defaultValue,
    SH.flags,
    SH.ignoredProperties,
    SH.qualifiedValueShape,
    SH.qualifiedValueShapesDisjoint,
    *TARGETS,
}
"""What is said of a shape and constrains nothing by itself."""
SEVERAL = {
    SH["class"],
    SH.pattern,
    SH.hasValue,
    SH.equals,
    SH.disjoint,
    SH.lessThan,
    SH.lessThanOrEquals,
    SH.minInclusive,
    SH.minExclusive,
    SH.maxInclusive,
    SH.maxExclusive,
    *LOGICAL,
    *NESTED,
}
"""What may be said several times of one shape."""

Focus = Callable[[str], str]
"""The pattern that binds a variable to the focus nodes."""


def compile_shapes(shapes: Shapes) -> tuple[list[Root], dict[Node, str]]:
    """Every shape with targets: compiled, or left with the reason."""
    roots, left = [], {}
    for position, shape in enumerate(_roots(shapes)):
        try:
            roots.append(_Compiler(shapes).root(shape, f"urn:entente:shape:{position}"))
        except (NotCompiled, ValueError) as reason:
            left[shape] = str(reason)
    return roots, left


def _roots(shapes: Shapes) -> list[Node]:
    graph = shapes.graph
    found = {shape for target in (*TARGETS, SH.target) for shape in graph.subjects(target)}
    found |= {shape for shape in _typed(shapes) if _is_class(shapes, shape)}
    return sorted(found, key=str)


def _typed(shapes: Shapes) -> set[Node]:
    kinds = (SH.NodeShape, SH.PropertyShape)
    return {shape for kind in kinds for shape in shapes.graph.subjects(RDF.type, kind)}


def _is_class(shapes: Shapes, shape: Node) -> bool:
    kinds = {RDFS.Class, *shapes.graph.subjects(RDFS.subClassOf, RDFS.Class)}
    return any(kind in kinds for kind in shapes.graph.objects(shape, RDF.type))


class _Compiler:
    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._graph = shapes.graph
        self._variables = Variables()
        self._open: list[Node] = []
        """The shapes that are being compiled, so that a shape that needs itself is seen."""

    # --- shapes with targets

    def root(self, shape: Node, name: str) -> Root:
        """Compile a shape with targets."""
        graph = self._graph
        classes = {*graph.objects(shape, SH.targetClass)}
        if shape in _typed(self._shapes) and _is_class(self._shapes, shape):
            classes.add(shape)
        nodes = tuple(graph.objects(shape, SH.targetNode))
        marked = f"GRAPH <{FOCUS}> {{ <{name}> <{FOCUS}> %s }}"
        queries = tuple(self._queries(shape, lambda it: marked % it))
        if nodes and any(re.search(r"[*?]", rule.path) for q in queries for rule in q.rules):
            # a path of length zero starts nowhere for Oxigraph if no triple has the node
            raise NotCompiled("a node that may be in no triple, and a path that may be empty")
        return Root(
            name=name,
            queries=queries,
            classes=_iris(classes),
            nodes=nodes,
            subjects_of=_iris(graph.objects(shape, SH.targetSubjectsOf)),
            objects_of=_iris(graph.objects(shape, SH.targetObjectsOf)),
        )

    def _queries(self, shape: Node, focus: Focus, apart: str = "") -> Iterator[Query]:
        """The queries of a shape; `apart` are variables on the way to it: each way is a result."""
        if self._off(shape):
            return
        self._enter(shape)
        path = self._graph.value(shape, SH.path)
        yield from self._value_query(shape, path, focus, apart)
        yield from self._breach_queries(shape, path, focus, apart)
        yield from sparql_queries(self._shapes, shape, path, focus, self._rule)
        for part in self._values(shape, SH.property):
            self._require_path(part)
            if path is None:
                yield from self._queries(part, focus, apart)
                continue
            outer, step = self._variables.fresh("f"), self._step(path)
            yield from self._queries(part, _beyond(focus, outer, step), f"{apart} {outer}")
        self._open.pop()

    def _value_query(
        self, shape: Node, path: Node | None, focus: Focus, apart: str
    ) -> Iterator[Query]:
        value = "?this" if path is None else "?value"
        tests = [
            (self._rule(shape, parameter), f"!{condition}")
            for parameter, condition in self._conditions(shape, value)
        ]
        if not tests:
            return
        where = focus("?this")
        if path is None:
            where += " BIND(?this AS ?value)"
        else:
            where += f" {self._step(path)('?this', '?value')}"
        yield _query(f"?this ?value{apart}", where, tests, needs=_iri(path))

    def _breach_queries(
        self, shape: Node, path: Node | None, focus: Focus, apart: str
    ) -> Iterator[Query]:
        told = []
        for parameter, breach in self._breaches(shape, "?this"):
            rule = self._rule(shape, parameter)
            if breach.when:
                told.append((rule, breach.when))
                continue
            shown = f"?this {breach.apart}{apart}"
            if breach.value:
                shown += f" ({breach.value} AS ?value)"
            if breach.path:
                shown += f" ({breach.path} AS ?path)"
            needs = "" if breach.path else _iri(path)
            if parameter == SH.equals:
                needs = ""
            yield _query(shown, f"{focus('?this')} {breach.pattern}", [(rule, "")], needs=needs)
        if told:
            most = all(rule.constraint == str(_component(SH.maxCount)) for rule, _ in told)
            yield _query(f"?this{apart}", focus("?this"), told, needs=_iri(path) if most else "")

    # --- shapes inside shapes

    def _conforms(self, shape: Node, value: str) -> str:
        if self._off(shape):
            return "true"
        self._enter(shape)
        if any(self._graph.objects(shape, SH.sparql)):
            raise NotCompiled("SPARQL inside another shape")
        path = self._graph.value(shape, SH.path)
        asked = []
        if path is None:
            asked += [condition for _, condition in self._conditions(shape, value)]
            asked += self._parts_conform(shape, value)
        else:
            inner = self._variables.fresh()
            conditions = [condition for _, condition in self._conditions(shape, inner)]
            conditions += self._parts_conform(shape, inner)
            if conditions:
                step = self._step(path)(value, inner)
                asked.append(f"!EXISTS {{ {step} FILTER(!{all_of(conditions)}) }}")
        for _, breach in self._breaches(shape, value):
            if breach.when:
                asked.append(f"!({breach.when})")
            else:
                asked.append(f"!EXISTS {{ {breach.pattern} }}")
        self._open.pop()
        return all_of(asked)

    def _parts_conform(self, shape: Node, value: str) -> list[str]:
        parts = self._values(shape, SH.property)
        for part in parts:
            self._require_path(part)
        return [self._conforms(part, value) for part in parts]

    # --- constraints

    def _conditions(self, shape: Node, value: str) -> Iterator[tuple[Node, str]]:
        for parameter, condition in CONDITIONS.items():
            for asked in self._values(shape, parameter):
                yield parameter, condition(self._graph, shape, asked, value, self._variables)
        for asked in self._values(shape, SH["not"]):
            yield SH["not"], f"(!{self._conforms(asked, value)})"
        for asked in self._values(shape, SH.node):
            if (asked, SH.path, None) in self._graph:
                raise NotCompiled("sh:node with a property shape")
            yield SH.node, self._conforms(asked, value)
        for parameter, join in ((SH["and"], all_of), (SH["or"], any_of), (SH.xone, _one_of)):
            for asked in self._values(shape, parameter):
                members = list(self._graph.items(asked))
                if not members:
                    raise NotCompiled("an empty list of shapes")
                yield parameter, join([self._conforms(member, value) for member in members])

    def _breaches(self, shape: Node, this: str) -> Iterator[tuple[Node, Breach]]:
        path = self._graph.value(shape, SH.path)
        step = None if path is None else self._step(path)
        for parameter, rule in BREACHES.items():
            for asked in self._values(shape, parameter):
                for breach in rule(self._graph, shape, asked, this, step, self._variables):
                    yield parameter, breach
        if step is not None:
            yield from self._qualified(shape, this, step)

    def _qualified(self, shape: Node, this: str, step: Step) -> Iterator[tuple[Node, Breach]]:
        wanted = self._values(shape, SH.qualifiedValueShape)
        siblings = self._siblings(shape) if wanted else []
        for qualified in wanted:
            apart = [sibling for sibling in siblings if sibling != qualified]

            def fitting(
                start: str, value: str, shape: Node = qualified, others: list[Node] = apart
            ) -> str:
                fits = [self._conforms(shape, value)]
                fits += [f"!{self._conforms(other, value)}" for other in others]
                return f"{step(start, value)} FILTER{all_of(fits)}"

            for parameter, sign in QUALIFIED.items():
                for limit in self._values(shape, parameter):
                    for breach in breach_if_count(
                        sign, number(limit), this, fitting, self._variables
                    ):
                        yield parameter, breach

    def _siblings(self, shape: Node) -> list[Node]:
        graph = self._graph
        if Literal("true", datatype=XSD.boolean) not in set(
            graph.objects(shape, SH.qualifiedValueShapesDisjoint)
        ):
            return []
        parts = (
            part
            for parent in graph.subjects(SH.property, shape)
            for part in graph.objects(parent, SH.property)
        )
        return sorted(
            {s for part in parts for s in graph.objects(part, SH.qualifiedValueShape)}, key=str
        )

    # --- reading the shapes graph

    def _values(self, shape: Node, parameter: Node) -> list[Node]:
        found = sorted(self._graph.objects(shape, parameter), key=str)
        if len(found) > 1 and parameter not in SEVERAL:
            raise NotCompiled(f"{parameter} more than once")
        return found

    def _step(self, path: Node) -> Step:
        text = sparql_path(self._graph, path)
        return lambda start, end: f"{start} {text} {end} ."

    def _rule(self, shape: Node, parameter: Node, *, message: str = "") -> Rule:
        component = str(_component(parameter))
        told = self._shapes.messages(shape) or [self._shapes.default_message(shape, component)]
        return Rule(
            path=path_text(self._graph, self._graph.value(shape, SH.path)),
            shape=self._shapes.owner(shape),
            constraint=component,
            severity=self._shapes.severity(shape),
            message=message or " ".join(told),
        )

    def _off(self, shape: Node) -> bool:
        off = self._graph.value(shape, SH.deactivated)
        return isinstance(off, Literal) and bool(off.value)

    def _require_path(self, shape: Node) -> None:
        if (shape, SH.path, None) not in self._graph:
            raise NotCompiled("sh:property with no property shape")

    def _enter(self, shape: Node) -> None:
        if shape in self._open:
            raise NotCompiled("a shape that needs itself")
        said = set(self._graph.predicates(shape))
        if not said:
            raise NotCompiled("a shape of which nothing is said")
        known = {*CONDITIONS, *BREACHES, *QUALIFIED, *LOGICAL, *NESTED, *SILENT}
        asking = {p for p in said if str(p).startswith(str(SH)) or p in self._shapes.custom}
        if asking - known:
            names = ", ".join(sorted(map(str, asking - known)))
            raise NotCompiled(f"not known to the compiler: {names}")
        if SH.qualifiedValueShape in said and not said & QUALIFIED.keys():
            raise NotCompiled("a qualified shape without a count")
        self._open.append(shape)


def _beyond(focus: Focus, outer: str, step: Step) -> Focus:
    return lambda it: f"{focus(outer)} {step(outer, it)}"


def _query(shown: str, where: str, tests: list[tuple[Rule, str]], *, needs: str) -> Query:
    rules = tuple(rule for rule, _ in tests)
    if len(tests) == 1:
        test = f" FILTER({tests[0][1]})" if tests[0][1] else ""
        text = f"SELECT DISTINCT {shown} WHERE {{ {where}{test} }}"
    else:
        names = [f"?c{n}" for n in range(len(tests))]
        binds = " ".join(f"BIND(({t}) AS {n})" for n, (_, t) in zip(names, tests, strict=True))
        text = (
            f"SELECT DISTINCT {shown} {' '.join(names)} "
            f"WHERE {{ {where} {binds} FILTER({' || '.join(names)}) }}"
        )
    # only sh:closed looks at properties that it does not name
    return Query(text, rules, needs=needs, reads=None if "?_p" in text else _named(text))


def _named(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"<([^>]*)>", text))


def _one_of(conditions: list[str]) -> str:
    return f"({' + '.join(f'IF({condition}, 1, 0)' for condition in conditions)} = 1)"


def _component(parameter: Node) -> URIRef:
    name = str(parameter)[len(str(SH)) :]
    if parameter == SH.sparql:
        name = "SPARQL"
    return SH[f"{name[:1].upper()}{name[1:]}ConstraintComponent"]


def _iri(path: Node | None) -> str:
    return str(path) if isinstance(path, URIRef) else ""


def _iris(nodes: object) -> tuple[str, ...]:
    found = sorted(nodes, key=str)  # type: ignore[call-overload]
    if not all(isinstance(node, URIRef) for node in found):
        raise NotCompiled("a target without an IRI")
    for node in found:
        constant(node)
    return tuple(map(str, found))
