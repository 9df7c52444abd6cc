"""The W3C test suite for SHACL (https://github.com/w3c/data-shapes), run over both engines.

    python -m tests.check.w3c FOLDER [SECTION …]

FOLDER is `data-shapes-test-suite/tests` of a checkout; SECTION is core (the default) or sparql. For
each engine it prints how many cases pass, and which do not; and how many the compiler does whole,
without pyshacl. `tests/check/cases` holds cases of our own in the same form.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH, Namespace
from rdflib.term import Node

from kg.check.checker import ENGINES
from kg.check.compiled import Compiled
from kg.check.rdf import graph_of, iri_or_term, oxigraph_term
from kg.check.shapes import Shapes, path_text, severity_name
from kg.errors import OntologyError
from kg.model import Finding

__all__ = ["Case", "cases", "run"]

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

Result = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class Case:
    """One case: two graphs, and the results expected; None where a failure is."""

    name: str
    data: rdflib.Graph
    shapes: rdflib.Graph
    expected: Counter[Result] | None


def cases(folder: Path, *sections: str) -> Iterator[Case]:
    """The cases of a folder; of some of its sections, where these are named."""
    for file in sorted(folder.rglob("*.ttl")):
        if sections and file.relative_to(folder).parts[0] not in sections:
            continue
        graph = _read(file.as_uri())
        for test in sorted(graph.subjects(RDF.type, SHT.Validate), key=str):
            action, result = graph.value(test, MF.action), graph.value(test, MF.result)
            data, shapes = (
                _read(str(graph.value(action, name)), {file.as_uri(): graph})
                for name in (SHT.dataGraph, SHT.shapesGraph)
            )
            expected = None if result == SHT.Failure else _results(graph, result, shapes)
            yield Case(str(file.relative_to(folder).with_suffix("")), data, shapes, expected)


def run(case: Case, engine: str) -> tuple[bool, str]:
    """Whether an engine gives what a case expects; and what it gave instead."""
    shapes = Shapes(quads(case.shapes), where=case.name)
    try:
        data = ENGINES[engine](shapes).graph()
        data.add(quads(case.data))
        found = Counter(_told(finding) for finding in data.validate(None))
    except OntologyError as error:
        return case.expected is None, str(error)
    if case.expected is None:
        return False, "a failure was expected"
    missing, more = case.expected - found, found - case.expected
    return not (missing or more), f"missing {sorted(missing)}, too much {sorted(more)}"


def quads(graph: rdflib.Graph) -> list[ox.Quad]:
    """A graph as Oxigraph's quads, blank nodes under the same names."""
    found = []
    for triple in graph:
        subject, predicate, value = map(oxigraph_term, triple)
        assert not isinstance(subject, ox.Literal)
        assert isinstance(predicate, ox.NamedNode)
        found.append(ox.Quad(subject, predicate, value, ox.DefaultGraph()))
    return found


def _read(iri: str, known: dict[str, rdflib.Graph] | None = None) -> rdflib.Graph:
    if known and iri in known:
        return known[iri]
    file = Path(iri.removeprefix("file://"))
    return graph_of(ox.parse(path=file, format=ox.RdfFormat.TURTLE, base_iri=iri))


def _results(graph: rdflib.Graph, report: Node | None, shapes: rdflib.Graph) -> Counter[Result]:
    owners = Shapes(quads(shapes))
    return Counter(
        (
            iri_or_term(graph.value(result, SH.focusNode)),
            path_text(graph, graph.value(result, SH.resultPath)),
            iri_or_term(graph.value(result, SH.value)),
            owners.owner(graph.value(result, SH.sourceShape)),
            iri_or_term(graph.value(result, SH.sourceConstraintComponent)),
            severity_name(graph.value(result, SH.resultSeverity)),
        )
        for result in graph.objects(report, SH.result)
    )


def _told(finding: Finding) -> Result:
    return (
        finding.node,
        finding.path,
        finding.value,
        finding.shape,
        finding.constraint,
        finding.severity,
    )


def main(arguments: list[str]) -> int:
    """Run the suite; 0 where at least 97 of 98 core cases pass."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("section", nargs="*", default=["core"])
    options = parser.parse_args(arguments)
    all_cases = list(cases(options.folder, *options.section))
    worst = len(all_cases)
    for engine in ENGINES:
        outcomes = [(case.name, *run(case, engine)) for case in all_cases]
        failed = [(name, told) for name, ok, told in outcomes if not ok]
        worst = min(worst, len(all_cases) - len(failed))
        sys.stdout.write(f"{engine}: {len(all_cases) - len(failed)} of {len(all_cases)}\n")
        for name, told in failed:
            sys.stdout.write(f"  {name}: {told}\n")
    left = {c.name: Compiled(Shapes(quads(c.shapes))).left for c in all_cases}
    sys.stdout.write(f"compiled whole: {sum(not its for its in left.values())}\n")
    for name, its in left.items():
        for shape, reason in its.items():
            sys.stdout.write(f"  {name}: {shape} goes to pyshacl: {reason}\n")
    return 0 if worst >= len(all_cases) - 1 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
