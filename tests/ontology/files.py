"""The ontology's files as the tests read them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.model.graphs import Term
from kg.ontology.triples import Subject, parsed
from kg.terms import ENT

__all__ = [
    "EXAMPLES",
    "FOLDER",
    "MODULE_FILES",
    "ONTOLOGY",
    "SHAPES",
    "SHAPE_FILES",
    "TERM_FILES",
    "TURTLE_FILES",
    "graph_of",
    "ontology_iri",
    "terms_of",
]

FOLDER = Path(__file__).parents[2] / "ontology"
EXAMPLES = FOLDER / "examples"
TURTLE_FILES = sorted(FOLDER.rglob("*.ttl"))
SHAPE_FILES = sorted(FOLDER.glob("*.shapes.ttl"))
MODULE_FILES = sorted(set(FOLDER.glob("*.ttl")) - set(SHAPE_FILES))
TERM_FILES = [*MODULE_FILES, FOLDER / "lexicon" / "vocabulary.ttl"]
ONTOLOGY = Namespace(ENT)
SHAPES = Namespace("https://w3id.org/entente/shapes#")

_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@cache
def graph_of(*files: Path) -> Graph:
    """The files as one graph; callers do not change it."""
    if len(files) == 1:
        return _read(files[0])
    graph = Graph()
    for file in files:
        graph += graph_of(file)
    return graph


def _read(file: Path) -> Graph:
    """The file, read by the parser that the program reads it with: rdflib's takes ten times."""
    graph, terms = Graph(), cache(_term)
    for subject, predicate, value in parsed(file):
        graph.add((terms(subject), terms(predicate), terms(value)))
    return graph


def _term(term: Subject | ox.NamedNode | Term) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value == str(XSD.string)
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))


def ontology_iri(file: Path) -> URIRef:
    """The IRI of the ontology that the file declares."""
    found = list(graph_of(file).subjects(RDF.type, OWL.Ontology))
    assert len(found) == 1, f"{file.name} declares {len(found)} ontologies"
    assert isinstance(found[0], URIRef)
    return found[0]


def terms_of(file: Path) -> list[URIRef]:
    """The terms of `ent:` that the file defines: classes, properties, individuals."""
    graph = graph_of(file)
    found = {
        term
        for term in graph.subjects(RDF.type, None)
        if isinstance(term, URIRef)
        and term in ONTOLOGY
        and (
            any((term, RDF.type, kind) in graph for kind in _KINDS)
            or (term, RDF.type, OWL.NamedIndividual) in graph
            or (term, RDFS.isDefinedBy, None) in graph
        )
    }
    return sorted(found)
