"""The shapes, read once, and pyshacl as the engine that applies them to a graph in memory."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path

import pyoxigraph as ox
import rdflib
from pyshacl.graph_abstraction import DataGraph
from pyshacl.monkey import apply_patches
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib.namespace import SH
from rdflib.term import BNode, Node, URIRef

from kg.check.rdf import graph_of, iri_or_term
from kg.errors import OntologyError
from kg.model import Finding

__all__ = ["Shapes"]

SEVERITY = {str(SH[name]): name for name in ("Violation", "Warning", "Info")}


class Shapes:
    """The shapes of a folder's `*.shapes.ttl`."""

    def __init__(self, folder: Path) -> None:
        files = sorted(folder.glob("*.shapes.ttl"))
        if not files:
            raise OntologyError(
                str(folder),
                found="no shapes (*.shapes.ttl) here",
                remedy="name the ontology folder",
            )
        # what the command-line entry of pyshacl does to rdflib before it compares literals
        patch: Callable[[], None] = apply_patches
        patch()
        self._graph = graph_of(triple for file in files for triple in _triples(file))
        self._shapes = ShapesGraph(self._graph)
        try:
            self._all = tuple(self._shapes.shapes)
        except Exception as error:  # pyshacl raises what it likes on a shape that makes no sense
            raise OntologyError(
                str(folder), found=f"a shape that pyshacl cannot read: {error}", remedy="mend it"
            ) from error
        self._owners: dict[Node, str] = {}

    def apply(self, data: rdflib.Graph, nodes: AbstractSet[str]) -> list[Finding]:
        """What the shapes find at those of their targets that are among `nodes`."""
        graph = DataGraph.from_rdflib_graph(data)
        executor = SHACLExecutor()
        reports = []
        for shape in self._all:
            # pyshacl's own option for focus nodes also silences shapes inside shapes: not used
            focus = sorted(n for n in shape.focus_nodes(graph) if str(n) in nodes)
            if focus:
                _, found = shape.validate(executor, graph, focus=focus)
                reports.extend(found)
        report, _ = Validator.create_validation_report(self._shapes, not reports, reports)
        return [self._finding(report, result) for _, result in report.subject_objects(SH.result)]

    def _finding(self, report: rdflib.Graph, result: Node) -> Finding:
        messages = sorted(str(m) for m in report.objects(result, SH.resultMessage))
        severity = report.value(result, SH.resultSeverity)
        return Finding(
            node=iri_or_term(report.value(result, SH.focusNode)),
            path=path_text(report, report.value(result, SH.resultPath)),
            value=iri_or_term(report.value(result, SH.value)),
            shape=self._owner(report.value(result, SH.sourceShape)),
            constraint=iri_or_term(report.value(result, SH.sourceConstraintComponent)),
            severity=SEVERITY.get(str(severity), str(severity)),
            message=" ".join(messages),
        )

    def _owner(self, shape: Node | None) -> str:
        """The shape's IRI, or that of the shape it is a part of: a blank node tells nothing."""
        if shape is None:
            return ""
        if shape not in self._owners:
            self._owners[shape] = self._climb(shape)
        return self._owners[shape]

    def _climb(self, shape: Node) -> str:
        node, seen = shape, {shape}
        while isinstance(node, BNode):
            above = sorted((s for s in self._graph.subjects(None, node) if s not in seen), key=str)
            if not above:
                return ""
            node = above[0]
            seen.add(node)
        return str(node)


def _triples(file: Path) -> list[ox.Triple]:
    try:
        return [
            quad.triple
            for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        ]
    except (SyntaxError, ValueError, OSError) as error:
        raise OntologyError(
            str(file), found=f"not valid Turtle: {error}", remedy="mend the file and try again"
        ) from error


def path_text(graph: rdflib.Graph, path: Node | None) -> str:
    """A property path: a plain one is its IRI, any other is written as SPARQL writes it."""
    if path is None or isinstance(path, URIRef):
        return iri_or_term(path)
    return _path(graph, path)


def _path(graph: rdflib.Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return path.n3()
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return "^" + _path(graph, inverse)
    for predicate, mark in (
        (SH.zeroOrMorePath, "*"),
        (SH.oneOrMorePath, "+"),
        (SH.zeroOrOnePath, "?"),
    ):
        if (inner := graph.value(path, predicate)) is not None:
            return f"({_path(graph, inner)}){mark}"
    if (choice := graph.value(path, SH.alternativePath)) is not None:
        return "(" + "|".join(_path(graph, p) for p in graph.items(choice)) + ")"
    return "/".join(_path(graph, p) for p in graph.items(path))
