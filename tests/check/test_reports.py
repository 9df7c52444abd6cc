"""A report in the three forms that people and programs read."""

from __future__ import annotations

import json

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH

from kg.check import Background, Checker, to_json, to_text, to_turtle
from kg.model import Finding, Report
from kg.resources import ontology_folder
from tests.check.conftest import VISIT, Quads


def _broken(checker: Checker, background: Background, quads: Quads) -> Report:
    trig = VISIT.replace('"--01"^^xsd:gMonth', '"in \\"spring\\""').replace("oa:exact", "oa:prefix")
    return checker.check("visit", quads(trig), background)


def test_text_tells_rule_node_and_sentence() -> None:
    """One block a node, with prefixes instead of whole IRIs."""
    finding = Finding(
        node="https://w3id.org/entente/id/event/5f",
        path="https://w3id.org/entente/ontology#actor",
        value="",
        shape="https://w3id.org/entente/ontology#EventShape",
        constraint="http://www.w3.org/ns/shacl#MinCountConstraintComponent",
        severity="Violation",
        message="An event needs an actor.",
        quote="They\nmet.",
    )
    assert to_text(Report("visit", (finding,))) == (
        "visit: does not conform (1 finding)\n"
        "\n  id:event/5f\n    “They met.”\n"
        "    Violation: An event needs an actor.\n"
        "      at ent:actor (rule ent:EventShape)\n"
    )
    assert to_text(Report("visit")) == "visit: conforms\n"


def test_the_page_shows_the_report_of_an_example() -> None:
    """docs/check.md shows what is printed."""
    root = ontology_folder().parent
    example = ontology_folder() / "examples" / "agreement-shape.invalid.ttl"
    quads = ox.parse(path=example, format=ox.RdfFormat.TURTLE)
    told = to_text(Checker().check("agreement-shape", quads, []))
    assert told in (root / "docs" / "check.md").read_text(encoding="utf-8")


def test_json_holds_every_field(checker: Checker, background: Background, quads: Quads) -> None:
    """A program gets back what the report held."""
    report = _broken(checker, background, quads)
    (read,) = json.loads(to_json(report))
    assert read["conforms"] is False
    assert tuple(Finding(**f) for f in read["findings"]) == report.findings


def test_the_report_graph_is_shacl(checker: Checker, background: Background, quads: Quads) -> None:
    """One result a finding, with focus node, value and severity as SHACL names them."""
    report = _broken(checker, background, quads)
    graph = rdflib.Graph().parse(data=to_turtle(report), format="turtle")
    (root,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(root, SH.conforms) == rdflib.Literal(False)
    results = list(graph.objects(root, SH.result))
    assert len(results) == len(report.findings) == 2
    assert {str(o) for r in results for o in graph.objects(r, SH.focusNode)} == {
        f.node for f in report.findings
    }
    assert [o for r in results for o in graph.objects(r, SH.value)] == [
        rdflib.Literal('in "spring"')
    ]
    assert set(graph.objects(None, SH.resultSeverity)) == {SH.Violation, SH.Warning}
