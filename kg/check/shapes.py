"""The shapes of an ontology folder, and what a result says of the shape that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import OWL, RDF, SH
from rdflib.term import BNode, Node, URIRef

from kg.check.rdf import graph_of, iri_or_term
from kg.errors import OntologyError

__all__ = ["Shapes", "path_text", "sparql_path"]

SEVERITY = {str(SH[name]): name for name in ("Violation", "Warning", "Info")}


class Shapes:
    """A shapes graph, as both engines read it."""

    def __init__(
        self, statements: Iterable[ox.Quad | ox.Triple], *, where: str = "the shapes"
    ) -> None:
        """Take the statements of a shapes graph; `where` names it in errors."""
        self.where = where
        self.graph: rdflib.Graph = graph_of(statements)
        self._owners: dict[Node, str] = {}

    @classmethod
    def of_folder(cls, folder: Path) -> Shapes:
        """Read `*.shapes.ttl`. Raises `OntologyError` where there are none, or no valid Turtle."""
        files = sorted(folder.glob("*.shapes.ttl"))
        if not files:
            raise OntologyError(
                str(folder),
                found="no shapes (*.shapes.ttl) here",
                remedy="name the ontology folder",
            )
        return cls((triple for file in files for triple in _triples(file)), where=str(folder))

    def owner(self, shape: Node | None) -> str:
        """The shape's IRI, or that of the shape it is a part of: a blank node tells nothing."""
        if shape is None:
            return ""
        if shape not in self._owners:
            self._owners[shape] = self._climb(shape)
        return self._owners[shape]

    def _climb(self, shape: Node) -> str:
        node, seen = shape, {shape}
        while isinstance(node, BNode):
            above = sorted((s for s in self.graph.subjects(None, node) if s not in seen), key=str)
            if not above:
                return ""
            node = above[0]
            seen.add(node)
        return str(node)

    def severity(self, shape: Node) -> str:
        """Violation, Warning or Info, or the IRI of a severity of one's own."""
        return severity_name(self.graph.value(shape, SH.severity) or SH.Violation)

    def messages(self, node: Node) -> list[str]:
        """What a shape or constraint says of its results, sorted."""
        return sorted(str(message) for message in self.graph.objects(node, SH.message))

    def default_message(self, shape: Node, component: str) -> str:
        """What a result says where its shape says nothing: the parameters that were not met."""
        name = component.removeprefix(str(SH)).removesuffix("ConstraintComponent")
        told = [
            f"sh:{str(parameter)[len(str(SH)) :]} {self._shown(value)}"
            for parameter in self._parameters(name)
            for value in sorted(self.graph.objects(shape, parameter), key=self._shown)
        ]
        return f"Does not fit {', '.join(told) or f'sh:{name}'}."

    def _parameters(self, name: str) -> tuple[URIRef, ...]:
        if name == "SPARQL":
            return (SH.select,)
        first = URIRef(f"{SH}{name[:1].lower()}{name[1:]}")
        if first in (SH.qualifiedMinCount, SH.qualifiedMaxCount):
            return first, SH.qualifiedValueShape
        return (first, SH.flags) if first == SH.pattern else (first,)

    def _shown(self, value: Node) -> str:
        if not isinstance(value, BNode):
            return value.n3()
        items = list(self.graph.items(value))
        return f"( {' '.join(map(self._shown, items))} )" if items else "[ … ]"

    @cached_property
    def custom(self) -> frozenset[Node]:
        """The parameters of constraint components that the shapes graph defines itself."""
        return frozenset(
            path
            for parameter in self.graph.objects(None, SH.parameter)
            for path in self.graph.objects(parameter, SH.path)
        )

    def prefixes(self, constraint: Node) -> dict[str, str]:
        """What a SPARQL constraint may abbreviate: by `sh:prefixes`, else all that is declared."""
        named = list(self.graph.objects(constraint, SH.prefixes))
        read = {n for node in named for n in self.graph.transitive_objects(node, OWL.imports)}
        declared = [d for node in read for d in self.graph.objects(node, SH.declare)]
        return dict(
            sorted(
                (str(self.graph.value(d, SH.prefix)), str(self.graph.value(d, SH.namespace)))
                for d in declared or (self.graph.objects(None, SH.declare) if named else ())
            )
        )


def severity_name(severity: Node | None) -> str:
    """The last part of SHACL's own severities, the IRI of others."""
    return SEVERITY.get(str(severity), str(severity))


def _triples(file: Path) -> Iterator[ox.Triple]:
    try:
        quads = list(ox.parse(path=file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    except (SyntaxError, ValueError, OSError) as error:
        raise OntologyError(
            str(file), found=f"not valid Turtle: {error}", remedy="mend the file and try again"
        ) from error
    return (quad.triple for quad in quads)


def path_text(graph: rdflib.Graph, path: Node | None) -> str:
    """A property path: a plain one is its IRI, any other is written as SPARQL writes it."""
    if path is None or isinstance(path, URIRef):
        return iri_or_term(path)
    return sparql_path(graph, path)


def sparql_path(graph: rdflib.Graph, path: Node) -> str:
    """A property path as SPARQL 1.1 writes it. Raises ValueError for what is none."""
    if isinstance(path, URIRef):
        return path.n3()
    if (path, RDF.first, None) in graph:
        return "/".join(_step(graph, p) for p in graph.items(path))
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return "^" + _step(graph, inverse)
    for predicate, mark in (
        (SH.zeroOrMorePath, "*"),
        (SH.oneOrMorePath, "+"),
        (SH.zeroOrOnePath, "?"),
    ):
        if (inner := graph.value(path, predicate)) is not None:
            return _step(graph, inner) + mark
    if (choice := graph.value(path, SH.alternativePath)) is not None:
        return "|".join(_step(graph, p) for p in graph.items(choice))
    raise ValueError(f"no path: {path.n3()}")


def _step(graph: rdflib.Graph, path: Node) -> str:
    text = sparql_path(graph, path)
    return text if isinstance(path, URIRef) else f"({text})"
