"""The questions as RDF that SPARQL editors load."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, Graph, Literal, Namespace, URIRef

from kg.query import Catalogue, Question
from kg.query.examples import examples_of

SCHEMA = Namespace("https://schema.org/")


def test_every_question_is_an_example_that_another_program_can_read() -> None:
    """With its text, which is SPARQL, what it asks, and its tags."""
    questions = Catalogue().list()
    graph = Graph().parse(data=examples_of(questions), format="turtle")
    assert len(set(graph.subjects(RDF.type, SH.SPARQLExecutable))) == len(questions)
    for question in questions:
        node = URIRef(f"https://w3id.org/entente/examples/{question.name}")
        assert (node, RDF.type, SH.SPARQLSelectExecutable) in graph
        assert graph.value(node, RDFS.label) == Literal(question.summary, lang="en")
        assert {str(tag) for tag in graph.objects(node, SCHEMA.keywords)} == set(question.tags)
        assert ox.Store().query(str(graph.value(node, SH.select))) is not None


def test_the_word_that_a_query_begins_with_says_where_it_stands() -> None:
    """And the service that it is put to is named if it is known."""
    question = Question.of("all", "# comment\nCONSTRUCT { ?s a ent:X } WHERE { ?s a ent:Y }")
    text = examples_of([question], endpoint="https://example.org/sparql")
    graph = Graph().parse(data=text, format="turtle")
    (node,) = graph.subjects(RDF.type, SH.SPARQLConstructExecutable)
    assert graph.value(node, SH.construct) == Literal(question.text)
    assert graph.value(node, SCHEMA.target) == URIRef("https://example.org/sparql")
