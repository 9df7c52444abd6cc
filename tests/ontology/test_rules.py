"""Rules: they conclude what owlrl concludes, and know every kind of axiom that the modules use."""

from __future__ import annotations

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from kg.ontology.entail import Memory, RuleBook, sparql
from kg.ontology.rules import AXIOMS, Axioms, Rule, rules
from kg.terms import DATA, ENT
from tests.ontology.files import EXAMPLES, MODULE_FILES, graph_of

OWL_ = str(OWL)
PREFIXES = f"""
@prefix ent: <{ENT}> .
@prefix id: <{DATA}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

DATA_OF_OURS = """
id:talk a ent:Discussion ; ent:partOf id:meeting ; ent:actor id:a .
id:meeting a ent:Meeting ; ent:partOf id:visit ; ent:recipient id:s .
id:visit a ent:Visit ; ent:partOf id:tour .
id:a a ent:Person ; ent:familyName "A" .
id:t ent:person id:a ; ent:office id:o .
id:o a ent:LeadingOffice .
id:u ent:person id:b ; ent:office id:p .
id:p a ent:Office .
id:s ent:capital id:c .
"""

EVERY_KIND = """
id:Low rdfs:subClassOf id:Middle . id:Middle rdfs:subClassOf id:High .
id:Same owl:equivalentClass id:Low .
[ owl:unionOf ( id:Left id:Right ) ] rdfs:subClassOf id:Either .
id:Both owl:equivalentClass [ owl:intersectionOf ( id:Left id:Right ) ] .
[ owl:onProperty id:has ; owl:someValuesFrom id:Left ] rdfs:subClassOf id:HasLeft .
[ owl:onProperty id:has ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf id:HasAny .
[ owl:onProperty id:has ; owl:hasValue id:one ] rdfs:subClassOf id:HasOne .
id:OnlyHigh rdfs:subClassOf [ owl:onProperty id:has ; owl:allValuesFrom id:High ] .
id:Marked rdfs:subClassOf [ owl:onProperty id:mark ; owl:hasValue id:red ] .
id:has rdfs:subPropertyOf id:touches . id:owns owl:equivalentProperty id:has .
id:has owl:inverseOf id:of .
id:touches a owl:SymmetricProperty . id:in a owl:TransitiveProperty .
id:uncle owl:propertyChainAxiom ( id:parent id:brother ) .
id:parent rdfs:domain id:Child ; rdfs:range id:Adult .
"""

DATA_OF_EVERY_KIND = """
id:x a id:Same , id:Left , id:OnlyHigh ; id:has id:y , id:one .
id:y a id:Left , id:Right . id:z a id:Right , id:Marked ; id:owns id:y .
id:k id:parent id:l . id:l id:brother id:m . id:k id:in id:l . id:l id:in id:m . id:m id:in id:n .
"""


def _graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def _triples(graph: Graph) -> list[ox.Triple]:
    lines = graph.serialize(format="nt").encode()
    return [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]


def _individuals(ontology: Graph, data: Graph) -> set[str]:
    """What the data speaks of, and the ontology does not."""
    nodes = {node for s, _, o in data for node in (s, o) if isinstance(node, URIRef)}
    return {f"<{node}>" for node in nodes - set(ontology.all_nodes())}


def _ours(ontology: Graph, data: Graph) -> set[ox.Triple]:
    individuals = _individuals(ontology, data)
    return {t for t in _concluded(ontology, data) if str(t.subject) in individuals}


def _concluded(ontology: Graph, data: Graph) -> set[ox.Triple]:
    book = RuleBook(rules(Axioms(_triples(ontology))))
    facts = Memory(stated := _triples(data))
    found = set()
    for triple in book.closure(facts, stated):
        facts.add(triple)
        found.add(triple)
    return found


def _theirs(ontology: Graph, data: Graph) -> set[ox.Triple]:
    """What owlrl concludes of the data's nodes, but for what is true of everything."""
    whole = ontology + data
    # its own datatypes would stay with rdflib after that, and refuse "--01" as a month
    reference = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False)
    reference.expand(whole)
    individuals = _individuals(ontology, data)
    told = Graph()
    for s, p, o in whole:
        trivial = o in (OWL.Thing, RDFS.Resource) or p in (OWL.sameAs, OWL.differentFrom)
        named = not isinstance(o, BNode) and not isinstance(p, BNode)
        if f"<{s}>" in individuals and named and not trivial:
            told.add((s, p, o))
    return set(_triples(told - data))


def _axioms_only() -> Graph:
    """The modules without what they say to people: owlrl takes the square of what it is given."""
    # a copy: others look at what was read
    graph = Graph() + graph_of(*MODULE_FILES)
    for node in list(graph.subjects(RDF.type, OWL.Axiom)):
        graph.remove((node, None, None))
    for predicate in (RDFS.label, RDFS.isDefinedBy, SKOS.definition, SKOS.example, SKOS.scopeNote):
        graph.remove((None, predicate, None))
    return graph


def test_our_axioms_conclude_what_owlrl_concludes() -> None:
    """Over the examples of all shapes, tenures, parts of parts and a capital; no more, no less."""
    data = _graph(DATA_OF_OURS) + graph_of(*sorted(EXAMPLES.glob("*.valid.ttl")))
    found = _ours(graph_of(*MODULE_FILES), data)
    assert found == _theirs(_axioms_only(), data)
    assert ox.Triple(_id("a"), TYPE, ox.NamedNode(ENT + "Leader")) in found
    assert ox.Triple(_id("b"), TYPE, ox.NamedNode(ENT + "Leader")) not in found


def test_every_kind_of_axiom_concludes_what_owlrl_concludes() -> None:
    """Also those that our modules do not use yet."""
    ontology, data = _graph(EVERY_KIND), _graph(DATA_OF_EVERY_KIND)
    found = _ours(ontology, data)
    assert found == _theirs(ontology, data)
    assert len(found) >= 30


@pytest.mark.parametrize(
    ("ontology", "data"),
    [(EVERY_KIND, DATA_OF_EVERY_KIND), ("", DATA_OF_OURS)],
    ids=["every kind", "ours"],
)
def test_queries_over_everything_conclude_what_one_triple_after_the_other_does(
    ontology: str, data: str
) -> None:
    """Set by set inside the store, or triple by triple: two ways to one result."""
    axioms = _graph(ontology) if ontology else graph_of(*MODULE_FILES)
    known = rules(Axioms(_triples(axioms)))
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in _triples(_graph(data)))
    stated = set(store)
    single, joins = sparql(known)
    growing = True
    while growing:
        before = len(store)
        for query in (*single, *joins):
            answer = store.query(query)
            assert isinstance(answer, ox.QueryTriples)
            store.extend([ox.Quad(*triple) for triple in answer])
        growing = len(store) > before
    assert {quad.triple for quad in set(store) - stated} == _concluded(axioms, _graph(data))


def test_the_modules_use_no_axiom_that_rules_do_not_know() -> None:
    """A new kind of axiom is noticed here, before somebody misses what should follow from it."""
    known = {name.value for name in AXIOMS}
    said = {"versionInfo", "imports", "annotatedSource", "annotatedProperty", "annotatedTarget"}
    used = {str(p) for p in graph_of(*MODULE_FILES).predicates() if str(p).startswith(OWL_)}
    assert {p for p in used if p.removeprefix(OWL_) not in said} <= known
    kinds = {
        str(o).removeprefix(OWL_)
        for o in graph_of(*MODULE_FILES).objects(None, RDF.type)
        if str(o).startswith(OWL_)
    }
    assert kinds <= {
        "AllDifferent", "AllDisjointClasses", "AnnotationProperty", "Axiom", "Class",
        "DatatypeProperty", "IrreflexiveProperty", "NamedIndividual", "ObjectProperty", "Ontology",
        "Restriction", "SymmetricProperty", "TransitiveProperty",
    }  # fmt: skip


def test_nothing_is_concluded_of_a_literal() -> None:
    """A range types values, and a literal can be no subject."""
    ontology = _graph("id:p rdfs:range id:C .")
    data = Graph().add((URIRef(DATA + "x"), URIRef(DATA + "p"), Literal("text")))
    assert _ours(ontology, data) == set()


def test_a_conclusion_can_be_explained() -> None:
    """By the rule and the triples that it was drawn from."""
    facts = Memory(_triples(_graph(DATA_OF_OURS)))
    book = RuleBook(rules(Axioms(_triples(graph_of(*MODULE_FILES)))))
    triple = ox.Triple(_id("talk"), ox.NamedNode(ENT + "partOf"), _id("visit"))
    ((rule, because),) = book.reasons(facts, triple)
    assert isinstance(rule, Rule)
    assert str(rule).endswith("→ ?x <https://w3id.org/entente/ontology#partOf> ?z")
    assert [(t.subject, t.object) for t in because] == [
        (_id("talk"), _id("meeting")),
        (_id("meeting"), _id("visit")),
    ]


TYPE = ox.NamedNode(str(RDF.type))


def _id(name: str) -> ox.NamedNode:
    return ox.NamedNode(DATA + name)
