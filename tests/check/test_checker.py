"""What the gate lets in and what it finds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.check import Background, Checker
from kg.errors import OntologyError
from kg.store import Store
from tests.check.conftest import BACKGROUND, PREFIXES, SHAPES, VISIT, Quads

IDS = "https://w3id.org/entente/id/"
ENT = "https://w3id.org/entente/ontology#"


def test_a_sound_article_conforms(checker: Checker, background: Background, quads: Quads) -> None:
    """Reference data beside it are context: a fault of theirs is not the article's."""
    report = checker.check("visit", quads(VISIT), background)
    assert report.findings == ()
    assert report.conforms
    assert report.about == "visit"


def test_a_finding_says_node_path_value_rule_and_sentence(
    checker: Checker, background: Background, quads: Quads
) -> None:
    """What a person needs in order to mend it, in one value."""
    broken = VISIT.replace('"--01"^^xsd:gMonth', '"in spring"')
    (finding,) = checker.check("visit", quads(broken), background).findings
    assert finding.node == IDS + "event/5f"
    assert finding.path == ENT + "begin"
    assert finding.value == '"in spring"'
    assert finding.shape == ENT + "EventShape"
    assert finding.constraint.endswith("OrConstraintComponent")
    assert finding.severity == "Violation"
    assert finding.message == "A time is a date or a month."
    assert finding.quote == "Iran met 🕊 Pakistan."


def test_superclasses_of_reference_data_are_seen(
    checker: Checker, background: Background, quads: Quads
) -> None:
    """A state is an actor because the ontology says so; an unknown node is none."""
    broken = VISIT.replace("state:IRN, state:PAK", "state:IRN, state:XXX")
    (finding,) = checker.check("visit", quads(broken), background).findings
    assert (finding.path, finding.value) == (ENT + "actor", IDS + "state/XXX")


def test_what_a_claim_says_of_a_node_is_not_mixed_with_the_facts(
    checker: Checker, background: Background, quads: Quads
) -> None:
    """A project that is stalled and is claimed to be completed has one status in each graph."""
    assert checker.check("visit", quads(VISIT), background).conforms
    merged = VISIT.replace(
        "claim:9c { project:1", "claim:0 { project:1 ent:status ent:Stalled .} claim:9c { project:1"
    )
    assert checker.check("visit", quads(merged), background).conforms


def test_the_content_of_claims_is_validated_as_well(
    checker: Checker, background: Background, quads: Quads
) -> None:
    """A fault inside a claim is found, also at a node that the facts describe."""
    broken = (
        VISIT
        + "claim:a0 { event:81 a ent:Event . project:2 a ent:Project ; ent:status ent:Begun . }"
    )
    found = checker.check("visit", quads(broken), background).findings
    assert [(f.node, f.path) for f in found] == [
        (IDS + "event/81", ENT + "actor"),
        (IDS + "project/2", ENT + "status"),
    ]
    broken = VISIT.replace("ent:status ent:Completed", "ent:status ent:Completed, ent:Stalled")
    (finding,) = checker.check("visit", quads(broken), background).findings
    assert finding.node == IDS + "project/1"


def test_sequences_and_sparql_constraints_are_applied(
    checker: Checker, background: Background, quads: Quads
) -> None:
    """Paths are written as SPARQL writes them; a warning alone does not keep an article out."""
    silent = VISIT.replace("visit:quote-0-20 oa:exact", "visit:quote-0-20 oa:prefix")
    report = checker.check("visit", quads(silent), background)
    assert [f.path for f in report.findings] == [
        "<http://www.w3.org/ns/oa#hasSelector>/<http://www.w3.org/ns/oa#exact>"
    ]
    assert report.conforms
    backwards = VISIT.replace("oa:start 0", "oa:start 21")
    (finding,) = checker.check("visit", quads(backwards), background).findings
    assert finding.message == "The end is before the start."
    assert finding.quote == "Iran met 🕊 Pakistan."


def test_strings_with_and_without_datatype_are_one(
    checker: Checker, background: Background, quads: Quads
) -> None:
    """A string of the data equals the same string of a shape, however each is written."""
    stated = VISIT + 'state:NEW a ent:State ; ent:isoAlpha3 "NEW"^^xsd:string .'
    assert checker.check("visit", quads(stated), background).conforms


def test_a_whole_store_is_validated_with_its_reference_data(
    checker: Checker, quads: Quads, tmp_path: Path
) -> None:
    """Over a store the fault of the reference data is found, and only that."""
    with Store.open(tmp_path, create=True) as store:
        store.install(quads(BACKGROUND), "one")
        store.add("visit", quads(VISIT))
        (finding,) = checker.check_graph(store).findings
    assert (finding.node, finding.value) == (IDS + "state/PAK", '"not a code"')


def test_checking_is_repeatable_and_quick(
    checker: Checker, background: Background, quads: Quads
) -> None:
    """The same article gives the same report, and a checker keeps nothing of the one before."""
    broken = VISIT.replace("state:IRN, state:PAK", "state:XXX")
    first = checker.check("visit", quads(broken), background)
    begun = time.perf_counter()
    assert checker.check("visit", quads(VISIT), background).conforms
    assert checker.check("visit", quads(broken), background) == first
    assert time.perf_counter() - begun < 2


def test_an_ontology_folder_without_sound_shapes_is_refused(tmp_path: Path) -> None:
    """No shapes, and shapes that are not Turtle: one line that names the file."""
    with pytest.raises(OntologyError, match="no shapes"):
        Checker(tmp_path)
    (tmp_path / "a.shapes.ttl").write_text(PREFIXES + SHAPES + "ent:x")
    with pytest.raises(OntologyError, match=r"a\.shapes\.ttl: not valid Turtle"):
        Checker(tmp_path)
