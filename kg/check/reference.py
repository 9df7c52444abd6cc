"""pyshacl as the engine: it defines what is right, and takes what the compiler leaves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from collections.abc import Set as AbstractSet

import pyoxigraph as ox
import rdflib
from pyshacl.graph_abstraction import DataGraph
from pyshacl.monkey import apply_patches
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib.namespace import SH
from rdflib.term import Node

from kg.check.rdf import PreparedGraph, add, iri_or_term, remove
from kg.check.shapes import Shapes, path_text, severity_name
from kg.errors import OntologyError
from kg.model import Finding

__all__ = ["Reference", "ReferenceGraph"]


class Reference:
    """Shapes that pyshacl applies, all of them or some."""

    def __init__(self, shapes: Shapes, *, only: Collection[Node] | None = None) -> None:
        """Take the shapes graph; `only` names the shapes to apply where it is not all of them."""
        self.shapes = shapes
        # what the command-line entry of pyshacl does to rdflib before it compares literals
        patch: Callable[[], None] = apply_patches
        patch()
        try:
            self._graph = ShapesGraph(shapes.graph)
            self._applied = tuple(
                shape for shape in self._graph.shapes if only is None or shape.node in only
            )
        except Exception as error:  # pyshacl raises what it likes on a shape that makes no sense
            raise _unreadable(shapes, error) from error

    def graph(self) -> ReferenceGraph:
        """An empty graph to be validated."""
        return ReferenceGraph(self)

    def validate(self, data: rdflib.Graph, nodes: AbstractSet[str] | None) -> list[Finding]:
        """What the shapes find at those of their targets that are among `nodes`."""
        graph = DataGraph.from_rdflib_graph(data)
        executor = SHACLExecutor()
        reports = []
        for shape in self._applied:
            # pyshacl's own option for focus nodes also silences shapes inside shapes: not used
            focus = sorted(
                n for n in shape.focus_nodes(graph) if nodes is None or iri_or_term(n) in nodes
            )
            if focus:
                try:
                    _, found = shape.validate(executor, graph, focus=focus)
                except Exception as error:
                    raise _unreadable(self.shapes, error) from error
                reports.extend(found)
        report, _ = Validator.create_validation_report(self._graph, not reports, reports)
        return [self._finding(report, result) for _, result in report.subject_objects(SH.result)]

    def _finding(self, report: rdflib.Graph, result: Node) -> Finding:
        source = report.value(result, SH.sourceShape)
        component = iri_or_term(report.value(result, SH.sourceConstraintComponent))
        return Finding(
            node=iri_or_term(report.value(result, SH.focusNode)),
            path=path_text(report, report.value(result, SH.resultPath)),
            value=iri_or_term(report.value(result, SH.value)),
            shape=self.shapes.owner(source),
            constraint=component,
            severity=severity_name(report.value(result, SH.resultSeverity)),
            message=" ".join(self._messages(report, result, source, component)),
        )

    def _messages(
        self, report: rdflib.Graph, result: Node, source: Node | None, component: str
    ) -> list[str]:
        messages = sorted(str(m) for m in report.objects(result, SH.resultMessage))
        if source is None or not component.startswith(str(SH)):
            return messages
        own = self.shapes.messages(source)
        constraint = report.value(result, SH.sourceConstraint)
        if constraint is not None and self.shapes.messages(constraint):
            # pyshacl adds the shape's messages, SHACL (5.3.2) wants the constraint's alone
            return [message for message in messages if message not in own] or messages
        # in place of pyshacl's own words, which name the blank nodes of one run
        return own or [self.shapes.default_message(source, component)]


class ReferenceGraph:
    """Data in memory, as rdflib holds them."""

    def __init__(self, engine: Reference) -> None:
        self._engine = engine
        self._data = PreparedGraph(bind_namespaces="none")

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Put quads in."""
        add(self._data, quads)

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Take quads out."""
        remove(self._data, quads)

    def validate(self, nodes: AbstractSet[str] | None) -> list[Finding]:
        """What the shapes find at `nodes`; None stands for every target."""
        return self._engine.validate(self._data, nodes)


def _unreadable(shapes: Shapes, error: Exception) -> OntologyError:
    return OntologyError(
        shapes.where, found=f"a shape that pyshacl cannot apply: {error}", remedy="mend it"
    )
