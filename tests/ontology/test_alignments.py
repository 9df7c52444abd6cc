"""The mappings to outside vocabularies: each has its reason and an agreed target."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef
from rdflib.term import Node

from kg.terms import ENT, PLOVER
from tests.ontology.files import FOLDER, TERM_FILES, graph_of, terms_of

GRAPH = graph_of(FOLDER / "alignments.ttl")
MAPPING = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.narrowMatch,
    SKOS.broadMatch,
    SKOS.relatedMatch,
)
VOCABULARIES = {
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/org#",
    "http://www.w3.org/2006/time#",
    "http://www.opengis.net/ont/geosparql#",
    "http://www.w3.org/ns/oa#",
    "https://schema.org/",
    "http://xmlns.com/foaf/0.1/",
    "http://groundedannotationframework.org/grasp#",
    "http://groundedannotationframework.org/gaf#",
    "http://www.wikidata.org/entity/",
    PLOVER,
}
# Checked against their labels by a person; nothing else of Wikidata is shipped.
WIKIDATA = set(
    "Q3624078 Q131569 Q208383 Q107706 Q1072326 Q7157512 Q2223653 Q2380335 Q350604 Q48352 Q2285706 "
    "Q7330070 Q121998 Q989265 Q1127126 P39 P580 P582 P530 P1891 P298".split()
)


def _mappings() -> set[tuple[Node, Node, Node]]:
    return {t for t in GRAPH if t[1] in MAPPING}


def test_every_mapping_has_a_reason() -> None:
    """Beside each mapping stands one axiom that says why, and no axiom is left without mapping."""
    reasons: dict[tuple[Node | None, ...], list[Node]] = {}
    for axiom in GRAPH.subjects(RDF.type, OWL.Axiom):
        key = tuple(
            GRAPH.value(axiom, part)
            for part in (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
        )
        reasons.setdefault(key, []).extend(GRAPH.objects(axiom, RDFS.comment))
    assert set(reasons) == _mappings()
    for key, found in reasons.items():
        assert len(found) == 1, key
        assert isinstance(found[0], Literal)
        assert found[0].language == "en"


def test_every_mapping_goes_from_a_term_of_ours_to_an_agreed_vocabulary() -> None:
    """The source is defined in a module; the target is in one of the vocabularies agreed upon."""
    defined = {term for file in TERM_FILES for term in terms_of(file)}
    for source, _, target in _mappings():
        assert source in defined
        assert any(str(target).startswith(v) for v in VOCABULARIES), target
        assert not str(target).startswith(ENT)


def test_only_checked_wikidata_numbers_are_shipped() -> None:
    """Published lists mislabel Wikidata numbers: ours are the ones that a person checked."""
    entity = "http://www.wikidata.org/entity/"
    found = {
        str(node)[len(entity) :]
        for file in sorted(FOLDER.glob("*.ttl"))
        for triple in graph_of(file)
        for node in triple
        if isinstance(node, URIRef) and str(node).startswith(entity)
    }
    assert found == WIKIDATA


def test_the_matches_are_nothing_to_the_reasoner() -> None:
    """Only sub-classes and sub-properties are axioms; the SKOS matches are annotations."""
    for match in MAPPING[2:]:
        assert (match, RDF.type, OWL.AnnotationProperty) in GRAPH
    assert not list(GRAPH.subject_objects(OWL.equivalentClass))
    assert not list(GRAPH.subject_objects(OWL.equivalentProperty))
    assert not list(GRAPH.subject_objects(OWL.sameAs))
