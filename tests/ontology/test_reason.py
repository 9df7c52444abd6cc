"""The reasoner: the ontology holds together, and what does not is found."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import MissingToolError, OntologyError
from kg.ontology.reason import OntologyReport, check, classes, modules
from kg.ontology.triples import parsed
from kg.terms import DATA, ENT
from tests.ontology.files import EXAMPLES, FOLDER

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")

PREFIXES = f"""
@prefix ent: <{ENT}> .
@prefix id: <{DATA}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def _data(turtle: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)]


def _folder_with(path: Path, turtle: str) -> Path:
    for file in FOLDER.glob("*.ttl"):
        shutil.copy(file, path)
    (path / "more.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    return path


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    """The modules, with alignments and PLOVER, contradict neither themselves nor each other."""
    report = check()
    assert report.sound
    assert report.unsatisfiable == ()
    assert report.classes > 100
    assert report.properties > 50


@needs_java
def test_the_valid_examples_agree_with_the_ontology() -> None:
    """What the shapes accept, the axioms do not contradict."""
    files = sorted(EXAMPLES.glob("*.valid.ttl"))
    assert check(data=[triple for file in files for triple in parsed(file)]).consistent


@needs_java
@pytest.mark.parametrize(
    "turtle",
    [
        "id:x a ent:State , ent:Person .",
        "id:x a ent:Meeting , ent:Airstrike .",
        "id:x a ent:Place ; ent:speaker id:y .  id:x a ent:Claim .",
        "id:x a ent:Event ; ent:actor id:y .  id:y a ent:Agreement .",
        "id:x a ent:Claim ; ent:modality ent:Reported , ent:Denied .",
        "id:x a ent:Tenure ; ent:person id:y .  id:y a ent:Organization .",
    ],
    ids=[
        "a state that is a person",
        "a meeting that is an airstrike",
        "a place that is a claim",
        "an agreement that acts",
        "a claim of two modalities",
        "a tenure of an organisation",
    ],
)
def test_data_that_contradicts_the_axioms_is_found(turtle: str) -> None:
    """The disjointness, domains, ranges and counts of the modules bite."""
    report = check(data=_data(turtle))
    assert not report.consistent
    assert not report.sound
    assert report.clashes, "the axioms and individuals are named"
    assert {clash.individual for clash in report.clashes} <= {"id:x", "id:y"}


@needs_java
def test_a_class_below_two_plover_types_can_have_no_members(tmp_path: Path) -> None:
    """PLOVER gives an event one type: the reasoner names a class that was put under two."""
    folder = _folder_with(
        tmp_path, "ent:Both a owl:Class ; rdfs:subClassOf ent:Meeting , ent:Strike ."
    )
    report = check(folder)
    assert report.consistent
    assert report.unsatisfiable == (ENT + "Both",)
    assert not report.sound
    assert [str(clash) for clash in report.clashes] == [
        "urn:any-Both: nothing is both ent:Assault and ent:Consult, but urn:any-Both a ent:Both"
    ]


@cache
def _tenures() -> OntologyReport:
    return check(
        data=_data(
            """
            id:minister a ent:LeadingOffice .
            id:clerk a ent:Office .
            id:a a ent:Person .
            id:b a ent:Person .
            id:ta a ent:Tenure ; ent:person id:a ; ent:office id:minister ;
                ent:begin "2017-10-20"^^xsd:date .
            id:tb a ent:Tenure ; ent:person id:b ; ent:office id:clerk .
            id:tc ent:person id:c .
            """
        )
    )


@needs_java
def test_who_holds_a_leading_office_is_a_leader() -> None:
    """ent:Leader is defined: a person with a tenure in a leading office, and nobody else."""
    report = _tenures()
    assert report.consistent
    assert (DATA + "a", ENT + "Leader") in report.inferred
    assert DATA + "b" not in {individual for individual, _ in report.inferred}


@needs_java
def test_the_holder_in_a_tenure_is_a_person() -> None:
    """Domain and range of ent:person type what the data leaves untyped."""
    expected = {(DATA + "tc", ENT + "Tenure"), (DATA + "c", ENT + "Person")}
    assert expected <= set(_tenures().inferred)


@needs_java
def test_a_module_that_is_not_owl_2_dl_is_refused(tmp_path: Path) -> None:
    """A count over a transitive property is no OWL 2 DL; the error says so and names the folder."""
    folder = _folder_with(
        tmp_path,
        """
        ent:Both a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ent:partOf ;
            owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .
        """,
    )
    with pytest.raises(OntologyError, match="OWL 2 DL") as caught:
        check(folder)
    assert caught.value.where == str(folder)


def test_without_java_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Java is needed for this job only, and may be missing."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match="install a Java runtime"):
        check()


def test_a_folder_without_modules_is_an_error(tmp_path: Path) -> None:
    """A wrong folder is not taken for an empty ontology."""
    with pytest.raises(OntologyError, match="no ontology module"):
        modules(tmp_path)


def test_a_broken_module_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    """Turtle that cannot be read is traced to its file."""
    (tmp_path / "broken.ttl").write_text("ent:Event a owl:Class", encoding="utf-8")
    with pytest.raises(OntologyError, match="not valid Turtle") as caught:
        modules(tmp_path)
    assert caught.value.where.endswith("broken.ttl")


def test_the_shapes_are_not_put_before_the_reasoner() -> None:
    """SHACL is no OWL: the shapes' files stay out of what is merged."""
    assert not any("/ns/shacl#" in str(p) for _, p, _ in modules(FOLDER))


@needs_java
def test_a_contradiction_is_told_with_its_axiom_and_the_triples_it_rests_on() -> None:
    """Also where what clashes only follows from them."""
    report = check(data=_data("id:t ent:person id:y . id:y ent:isoAlpha3 'XXX' ; a ent:State ."))
    assert [str(clash) for clash in report.clashes] == [
        "id:y: nothing is both ent:Person and ent:State, but id:t ent:person id:y; id:y a ent:State"
    ]


def test_the_ontology_is_there_as_python_classes() -> None:
    """With their hierarchy, labels and definitions, and without Java."""
    ent = classes()
    assert issubclass(ent.Visit, ent.Consult)
    assert [str(label) for label in ent.Visit.label] == ["visit"]
    assert ent.participant in ent.actor.is_a
    meeting = ent.Meeting("summit", actor=[ent.State("IRN")])
    assert isinstance(meeting, ent.Event)
