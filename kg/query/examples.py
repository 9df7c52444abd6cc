"""The questions as RDF, in the form of SIB's example queries, so that SPARQL editors load them.

The form is described at https://github.com/sib-swiss/sparql-examples: each example is a
`sh:SPARQLExecutable` with a comment, keywords, and the query under the word it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.query.catalogue import Question
from kg.terms import RDF, RDFS, SCHEMA

__all__ = ["examples_of"]

SH = "http://www.w3.org/ns/shacl#"
BASE = "https://w3id.org/entente/examples/"
PREFIXES = {"ex": BASE, "rdfs": RDFS, "schema": SCHEMA, "sh": SH}


def examples_of(questions: Iterable[Question], *, endpoint: str | None = None) -> str:
    """Questions as Turtle; `endpoint` is the address of the service that they are put to."""
    triples = [triple for question in questions for triple in _example(question, endpoint)]
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    return (written or b"").decode()


def _example(question: Question, endpoint: str | None) -> list[ox.Triple]:
    node = ox.NamedNode(BASE + question.name)
    kind = re.search(r"^(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", question.text, re.MULTILINE)
    word = kind[1].lower() if kind else "select"
    told = " ".join(filter(None, (question.summary, question.description)))
    pairs: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (RDF + "type", ox.NamedNode(SH + "SPARQLExecutable")),
        (RDF + "type", ox.NamedNode(f"{SH}SPARQL{word.capitalize()}Executable")),
        (RDFS + "label", ox.Literal(question.summary, language="en")),
        (RDFS + "comment", ox.Literal(told, language="en")),
        (SH + word, ox.Literal(question.text)),
        *((SCHEMA + "keywords", ox.Literal(tag)) for tag in question.tags),
    ]
    if endpoint is not None:
        pairs.append((SCHEMA + "target", ox.NamedNode(endpoint)))
    return [ox.Triple(node, ox.NamedNode(name), value) for name, value in pairs]
