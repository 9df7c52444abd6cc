"""A report as text for people, as JSON for programs, as a SHACL report graph for linked data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

import pyoxigraph as ox

from kg.model import Finding, Report
from kg.terms import DCTERMS, OA, PREFIXES, RDF, XSD

__all__ = ["to_json", "to_text", "to_turtle"]

SH = "http://www.w3.org/ns/shacl#"
NAMES = {**PREFIXES, "sh": SH, "shape": "https://w3id.org/entente/shapes#"}


def to_text(report: Report) -> str:
    """Node by node: what is wrong there, by which rule, and the sentence it came from."""
    count = len(report.findings)
    if not count:
        return f"{report.about}: conforms\n"
    verdict = "conforms, with remarks" if report.conforms else "does not conform"
    lines = [f"{report.about}: {verdict} ({count} finding{'s' if count > 1 else ''})"]
    for node, findings in groupby(report.findings, key=lambda f: (f.node, f.quote)):
        lines.append(f"\n  {short(node[0])}")
        if node[1]:
            lines.append(f"    “{' '.join(node[1].split())}”")
        lines.extend(f"    {line}" for finding in findings for line in _lines(finding))
    return "\n".join(lines) + "\n"


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity}: {finding.message}"
    path = f" at {short(finding.path)}" if finding.path else ""
    value = f", found {short(finding.value)}" if finding.value else ""
    rule = f" (rule {short(finding.shape)})" if finding.shape else ""
    if path or value or rule:
        yield f"  {(path + value).lstrip(' ,')}{rule}"


def short(term: str) -> str:
    """An IRI with a prefix where there is one; other terms as they are."""
    names = sorted(NAMES.items(), key=lambda item: -len(item[1]))
    for prefix, namespace in names:
        if term.startswith(namespace):
            return f"{prefix}:{term[len(namespace) :]}"
    return term


def to_json(*reports: Report) -> str:
    """A list of objects with `about`, `conforms` and `findings`, with the fields of `Finding`."""
    content = [
        {
            "about": report.about,
            "conforms": report.conforms,
            "findings": [asdict(finding) for finding in report.findings],
        }
        for report in reports
    ]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def to_turtle(*reports: Report) -> str:
    """A `sh:ValidationReport` each (https://www.w3.org/TR/shacl/#validation-report).

    A path that is not a single property is given in the message only. `dcterms:subject` is the
    name of what was checked, `oa:exact` the words that a result comes from.
    """
    triples = (t for number, report in enumerate(reports) for t in _triples(report, number))
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=NAMES) or b"").decode()


def _triples(report: Report, number: int) -> Iterator[ox.Triple]:
    root = ox.BlankNode(f"report{number}")
    yield ox.Triple(root, ox.NamedNode(RDF + "type"), _sh("ValidationReport"))
    conforms = ox.Literal(str(report.conforms).lower(), datatype=ox.NamedNode(XSD + "boolean"))
    yield ox.Triple(root, _sh("conforms"), conforms)
    yield ox.Triple(root, ox.NamedNode(DCTERMS + "subject"), ox.Literal(report.about))
    results = [(ox.BlankNode(f"result{number}x{n}"), f) for n, f in enumerate(report.findings, 1)]
    for node, _ in results:
        yield ox.Triple(root, _sh("result"), node)
    for node, finding in results:
        yield ox.Triple(node, ox.NamedNode(RDF + "type"), _sh("ValidationResult"))
        for name, text in (
            ("focusNode", finding.node),
            ("resultPath", finding.path if finding.path[:1] not in ("<", "^", "(") else ""),
            ("value", finding.value),
            ("sourceShape", finding.shape),
            ("sourceConstraintComponent", finding.constraint),
        ):
            if text:
                yield ox.Triple(node, _sh(name), _term(text))
        own = ":" in finding.severity
        severity = ox.NamedNode(finding.severity) if own else _sh(finding.severity)
        yield ox.Triple(node, _sh("resultSeverity"), severity)
        yield ox.Triple(node, _sh("resultMessage"), ox.Literal(finding.message))
        if finding.quote:
            yield ox.Triple(node, ox.NamedNode(OA + "exact"), ox.Literal(finding.quote))


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def _term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    """The term that a `Finding` names: an IRI as it is, others in N-Triples form."""
    if text[0] not in '"_':
        return ox.NamedNode(text)
    line = f"<x:x> <x:x> {text} ."
    quad: ox.Quad = next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES)))
    return quad.object
