"""The modules: what they define, how they document it, and what OWL 2 DL asks of them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.ontology.reason import modules, owl_part
from kg.terms import ENT, PLOVER, PREFIXES
from tests.ontology.files import (
    FOLDER,
    MODULE_FILES,
    ONTOLOGY,
    SHAPE_FILES,
    TERM_FILES,
    TURTLE_FILES,
    graph_of,
    ontology_iri,
    terms_of,
)

VANN = Namespace("http://purl.org/vocab/vann/")
PREFIX = re.compile(r"^@prefix\s+([\w-]*):\s*<([^>]*)>\s*\.", re.MULTILINE)
TERM = re.compile(r"(?<![\w/#-])ent:([A-Za-z]\w*)")
STRING = re.compile(r'"""(.*?)"""|"(?:[^"\\\n]|\\.)*"', re.DOTALL)

# Names that queries, exports and outside tools depend on: a class and some that stand below it.
FIXED = {
    "Actor": "State InternationalOrganization GovernmentBody SecurityForce ArmedGroup Organization "
    "Person Leader",
    "Place": "City Territory Border",
    "Event": "Agree Consult Support Concede Cooperate Aid Retreat Request Accuse Reject Threaten "
    "Protest SanctionEvent Mobilize Coerce Assault",
    "Consult": "Meeting Visit Discussion Mediation",
    "Agree": "Pledge Commitment",
    "Support": "AgreementSigning Ratification Praise Recognition",
    "Accuse": "Condemnation Criticism Accusation Investigation",
    "Assault": "Strike Airstrike Bombing Abduction Killing",
    "Mobilize": "Deployment MilitaryExercise",
    "SanctionEvent": "SanctionImposition Expulsion RelationsSevered",
    "Coerce": "Arrest Seizure CyberAttack",
    "Retreat": "Ceasefire Withdrawal Release Resignation",
    "Reject": "Denial Refusal Veto",
    "Request": "Appeal Demand",
    "Cooperate": "JointExercise IntelligenceSharing Trade",
    "Topic": "SecurityIssue",
    "Office": "LeadingOffice",
}
FIXED_ALONE = (
    "Office Tenure Agreement Project Dispute Sanction BilateralRelation Article Evidence Claim"
)


@cache
def _above(term: Node) -> frozenset[Node]:
    graph = graph_of(*MODULE_FILES)
    above = graph.transitive_objects(term, RDFS.subClassOf)
    return frozenset(c for c in above if isinstance(c, URIRef))


def _name(file: Path) -> str:
    return str(file.relative_to(FOLDER))


@pytest.mark.parametrize("file", TURTLE_FILES, ids=_name)
def test_every_turtle_file_parses(file: Path) -> None:
    """No file of the ontology folder is broken, and none is empty."""
    assert len(graph_of(file)) > 0


def test_a_prefix_means_the_same_namespace_everywhere() -> None:
    """No prefix stands for two namespaces, in the ontology folder or in the program."""
    found: dict[str, set[str]] = defaultdict(set)
    for prefix, namespace in PREFIXES.items():
        found[prefix].add(namespace)
    for file in TURTLE_FILES:
        for prefix, namespace in PREFIX.findall(file.read_text(encoding="utf-8")):
            found[prefix].add(namespace)
    assert {p: n for p, n in found.items() if len(n) > 1} == {}


@pytest.mark.parametrize("file", [*TERM_FILES, *SHAPE_FILES], ids=_name)
def test_every_module_has_a_full_header(file: Path) -> None:
    """A module says what it is, since when, under which license, and what it rests on."""
    graph, iri = graph_of(file), ontology_iri(file)
    for needed in (
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.created,
        DCTERMS.license,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
        OWL.versionInfo,
    ):
        assert len(list(graph.objects(iri, needed))) == 1, f"{file.name} lacks one {needed}"
    known = {ontology_iri(f) for f in [*TERM_FILES, *SHAPE_FILES]}
    assert set(graph.objects(iri, OWL.imports)) <= known


@pytest.mark.parametrize("file", TERM_FILES, ids=_name)
def test_every_term_is_documented(file: Path) -> None:
    """A term has one English label and definition, an example, and names its module."""
    graph, iri = graph_of(file), ontology_iri(file)
    for term in terms_of(file):
        labels = list(graph.objects(term, RDFS.label))
        definitions = list(graph.objects(term, SKOS.definition))
        assert [getattr(v, "language", None) for v in labels] == ["en"], term
        assert [getattr(v, "language", None) for v in definitions] == ["en"], term
        assert list(graph.objects(term, SKOS.example)), f"{term} has no example"
        assert list(graph.objects(term, RDFS.isDefinedBy)) == [iri], term


def test_no_term_is_defined_twice() -> None:
    """Each term of `ent:` has one module."""
    found = [term for file in TERM_FILES for term in terms_of(file)]
    assert len(found) == len(set(found))


def test_no_label_is_used_twice_for_one_kind_of_term() -> None:
    """Two classes, or two properties, cannot be told apart by a label that they share."""
    graph = graph_of(*MODULE_FILES)
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        terms = [t for t in graph.subjects(RDF.type, kind) if str(t).startswith(ENT)]
        labels = [str(graph.value(t, RDFS.label)) for t in terms]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("file", TURTLE_FILES, ids=_name)
def test_no_file_uses_a_term_that_is_not_defined(file: Path) -> None:
    """Every name of `ent:` in modules, shapes, lexicon, reference data and examples exists."""
    defined = {str(term)[len(ENT) :] for f in TERM_FILES for term in terms_of(f)}
    graph = graph_of(file)
    used = {
        str(node)[len(ENT) :]
        for triple in graph
        for node in triple
        if isinstance(node, URIRef) and node in ONTOLOGY and str(node) != ENT
    }
    # SPARQL constraints are strings to a Turtle reader
    queries = " ".join(m.group(1) or "" for m in STRING.finditer(file.read_text(encoding="utf-8")))
    assert (used | set(TERM.findall(queries))) - defined == set()


@pytest.mark.parametrize("parent", sorted(FIXED))
def test_the_classes_that_others_depend_on_stand_where_they_should(parent: str) -> None:
    """A name that queries and outside tools rely on is neither renamed nor moved."""
    for child in FIXED[parent].split():
        assert ONTOLOGY[parent] in _above(ONTOLOGY[child]), f"{child} is not below {parent}"


def test_the_other_fixed_classes_exist() -> None:
    """Things, offices and discourse have the classes that the data is made of."""
    graph = graph_of(*MODULE_FILES)
    for name in FIXED_ALONE.split():
        assert (ONTOLOGY[name], RDF.type, OWL.Class) in graph, name


def test_the_sixteen_plover_types_are_the_classes_right_below_event() -> None:
    """Each PLOVER type has exactly one class, a direct subclass of ent:Event."""
    graph = graph_of(*MODULE_FILES)
    below = set(graph.subjects(RDFS.subClassOf, ONTOLOGY.Event))
    types = [graph.value(c, ONTOLOGY.ploverType) for c in below]
    members = set(graph.objects(URIRef(PLOVER + "types"), SKOS.member))
    assert len(below) == 16
    assert set(types) == members


def test_every_event_class_carries_the_plover_type_that_it_stands_under() -> None:
    """A class's PLOVER type is that of its ancestor right below ent:Event, and its modes fit."""
    graph = graph_of(*MODULE_FILES)
    for cls in graph.transitive_subjects(RDFS.subClassOf, ONTOLOGY.Event):
        if cls == ONTOLOGY.Event:
            continue
        assert isinstance(cls, URIRef)
        roots = {
            graph.value(c, ONTOLOGY.ploverType)
            for c in _above(cls)
            if (c, RDFS.subClassOf, ONTOLOGY.Event) in graph
        }
        assert set(graph.objects(cls, ONTOLOGY.ploverType)) == roots, cls
        assert len(roots) == 1, cls
        for mode in graph.objects(cls, ONTOLOGY.ploverMode):
            assert roots <= set(graph.objects(mode, SKOS.broader)), f"{cls}: {mode}"


def test_the_plover_scheme_is_whole() -> None:
    """Sixteen types, every mode under a type, every concept in the scheme and documented."""
    graph = graph_of(FOLDER / "plover.ttl")
    plover = Namespace(PLOVER)
    types = set(graph.objects(plover.types, SKOS.member))
    modes = set(graph.objects(plover.modes, SKOS.member))
    contexts = set(graph.objects(plover.contexts, SKOS.member))
    auxiliaries = set(graph.objects(plover.auxiliaries, SKOS.member))
    assert (len(types), len(contexts), len(auxiliaries)) == (16, 37, 4)
    for mode in modes:
        broader = set(graph.objects(mode, SKOS.broader))
        assert broader, mode
        assert broader <= types, mode
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts == types | modes | contexts | auxiliaries
    for concept in concepts:
        assert (concept, SKOS.inScheme, plover.scheme) in graph
        for needed in (SKOS.prefLabel, SKOS.definition, SKOS.notation):
            assert len(list(graph.objects(concept, needed))) == 1, concept


def test_the_plover_scheme_keeps_its_own_license() -> None:
    """PLOVER's manual is CC BY-SA 4.0, and so is what was taken from it."""
    graph, iri = graph_of(FOLDER / "plover.ttl"), ontology_iri(FOLDER / "plover.ttl")
    assert str(graph.value(iri, DCTERMS.license)).startswith(
        "https://creativecommons.org/licenses/by-sa/4.0"
    )
    assert (iri, DCTERMS.rightsHolder, Literal("Open Event Data Alliance", lang="en")) in graph


def test_no_property_is_of_two_kinds() -> None:
    """OWL 2 DL wants a property to be an object, a datatype or an annotation property."""
    graph = graph_of(*MODULE_FILES)
    kinds = defaultdict(set)
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in graph.subjects(RDF.type, kind):
            kinds[term].add(kind)
    assert {t: k for t, k in kinds.items() if len(k) > 1} == {}


def test_every_outside_term_is_declared() -> None:
    """OWL 2 DL wants each class and property that an axiom names to be declared."""
    graph = graph_of(*MODULE_FILES)
    builtin = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", str(OWL), str(RDFS))
    predicates = {p for p in graph.predicates() if not str(p).startswith(builtin)}
    declared = {
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in graph.subjects(RDF.type, kind)
    }
    assert predicates - declared == set()
    named = {o for o in graph.objects(None, RDFS.subClassOf) if isinstance(o, URIRef)}
    named |= {o for o in graph.objects(None, RDFS.domain) if isinstance(o, URIRef)}
    assert named - set(graph.subjects(RDF.type, OWL.Class)) == set()


def test_the_modules_use_only_datatypes_of_owl_2() -> None:
    """Nothing but the headers is kept from the reasoner: it sees every axiom."""
    triples = modules()
    headers = {str(iri) for iri in graph_of(*MODULE_FILES).subjects(RDF.type, OWL.Ontology)}
    kept = set(owl_part(triples))
    left = {t for t in triples if t not in kept}
    assert {getattr(t.subject, "value", "") for t in left} == headers


@pytest.mark.parametrize("file", sorted((FOLDER / "reference").glob("*.ttl")), ids=_name)
def test_the_reference_data_fits_domains_and_ranges(file: Path) -> None:
    """What HermiT would need minutes to find: a property said of, or pointing at, a wrong kind."""
    modules = graph_of(*MODULE_FILES)
    reference = graph_of(*sorted((FOLDER / "reference").glob("*.ttl")))
    wrong = set()
    for subject, predicate, value in graph_of(file):
        for place, node in ((RDFS.domain, subject), (RDFS.range, value)):
            kinds = {k for cls in reference.objects(node, RDF.type) for k in _above(cls)}
            for allowed in modules.objects(predicate, place):
                union = modules.value(allowed, OWL.unionOf)
                members = set(Collection(modules, union)) if union else {allowed}
                if not isinstance(node, Literal) and not kinds & members:
                    wrong.add((subject, predicate, value))
    assert wrong == set()
