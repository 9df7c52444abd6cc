"""The shapes: each is documented, and has an example that it accepts and one that it rejects."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection

from kg.terms import ENT, Modality
from tests.ontology.files import (
    EXAMPLES,
    FOLDER,
    ONTOLOGY,
    SHAPE_FILES,
    SHAPES,
    TERM_FILES,
    graph_of,
    ontology_iri,
    terms_of,
)

ALL = graph_of(*SHAPE_FILES)
NODE_SHAPES = sorted(str(s) for s in ALL.subjects(RDF.type, SH.NodeShape))
PROPERTY_SHAPES = sorted(str(s) for s in ALL.subjects(RDF.type, SH.PropertyShape))
OWN_CONSTRAINTS = (SH.nodeKind, SH.sparql, SH["or"])


def _local(iri: str) -> str:
    return iri[len(str(SHAPES)) :]


def _kebab(shape: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", _local(shape)).lower()


@cache
def _broken(file: Path) -> frozenset[str]:
    """The local names of the shapes that a file breaks."""
    _, report, _ = pyshacl.validate(graph_of(file), shacl_graph=ALL, inference="none")
    assert isinstance(report, Graph)
    return frozenset(_local(str(s)) for s in report.objects(None, SH.sourceShape))


@pytest.mark.parametrize("shape", [*NODE_SHAPES, *PROPERTY_SHAPES], ids=_local)
def test_every_shape_says_what_is_wrong_and_what_to_mend(shape: str) -> None:
    """A shape has a label, a severity, its file, and a message in two halves."""
    node = URIRef(shape)
    assert len(list(ALL.objects(node, RDFS.label))) == 1
    assert len(list(ALL.objects(node, SH.severity))) == 1
    assert len(list(ALL.objects(node, RDFS.isDefinedBy))) == 1
    messages = [str(m) for m in ALL.objects(node, SH.message)]
    for constraint in ALL.objects(node, SH.sparql):
        messages += [str(m) for m in ALL.objects(constraint, SH.message)]
    assert len(messages) == 1 + len(list(ALL.objects(node, SH.sparql)))
    for message in messages:
        wrong, _, mend = message.partition("; ")
        assert wrong
        assert re.match(r"(mend|give|describe) ", mend), message


@pytest.mark.parametrize("file", SHAPE_FILES, ids=lambda f: f.name)
def test_every_shape_names_the_file_that_it_stands_in(file: Path) -> None:
    """rdfs:isDefinedBy leads to the right file."""
    assert set(graph_of(file).objects(None, RDFS.isDefinedBy)) == {ontology_iri(file)}


@pytest.mark.parametrize("shape", NODE_SHAPES, ids=_local)
def test_every_shape_has_a_target_that_the_modules_define(shape: str) -> None:
    """No shape is idle, and none is about a class that does not exist."""
    targets = set(ALL.objects(URIRef(shape), SH.targetClass))
    outside = {t for t in targets if not str(t).startswith(ENT)}
    assert targets
    assert targets - outside <= {t for f in TERM_FILES for t in terms_of(f)}
    declared = graph_of(FOLDER / "sources.ttl")
    assert all((t, RDF.type, None) in declared for t in outside)


def test_every_property_shape_belongs_to_one_node_shape() -> None:
    """None is left over, and none is shared, so that a result names its node shape."""
    owners = {p: list(ALL.subjects(SH.property, URIRef(p))) for p in PROPERTY_SHAPES}
    assert {p for p, o in owners.items() if len(o) != 1 or not p.startswith(f"{o[0]}-")} == set()


@pytest.mark.parametrize("shape", NODE_SHAPES, ids=_local)
def test_every_shape_accepts_its_valid_example(shape: str) -> None:
    """The valid example conforms to all shapes, and its own has something to look at there."""
    file = EXAMPLES / f"{_kebab(shape)}.valid.ttl"
    assert _broken(file) == set()
    targets = ALL.objects(URIRef(shape), SH.targetClass)
    assert any((None, RDF.type, target) in graph_of(file) for target in targets)


@pytest.mark.parametrize("shape", NODE_SHAPES, ids=_local)
def test_every_shape_and_only_it_rejects_its_invalid_example(shape: str) -> None:
    """The invalid example breaks each part of its shape, and no other shape."""
    node = URIRef(shape)
    parts = {_local(str(p)) for p in ALL.objects(node, SH.property)}
    if any((node, own, None) in ALL for own in OWN_CONSTRAINTS):
        parts.add(_local(shape))
    assert _broken(EXAMPLES / f"{_kebab(shape)}.invalid.ttl") == parts


def test_every_example_belongs_to_a_shape() -> None:
    """No example is left behind when a shape is renamed."""
    wanted = {f"{_kebab(s)}.{kind}.ttl" for s in NODE_SHAPES for kind in ("valid", "invalid")}
    assert {f.name for f in EXAMPLES.iterdir()} == wanted


@pytest.mark.parametrize(
    ("shape", "cls"),
    [
        ("AgreementShape-status", "Status"),
        ("ProjectShape-status", "Status"),
        ("SecurityIssueShape-trend", "Trend"),
        ("BilateralRelationShape-condition", "Condition"),
        ("DisputeShape-condition", "Condition"),
        ("ClaimShape-modality", "Modality"),
    ],
)
def test_a_list_of_allowed_values_holds_every_individual_of_its_class(shape: str, cls: str) -> None:
    """A new status, trend or condition is not forgotten in the shapes that list them."""
    head = ALL.value(SHAPES[shape], SH["in"])
    assert head is not None
    individuals = set(graph_of(*TERM_FILES).subjects(RDF.type, ONTOLOGY[cls]))
    assert set(Collection(ALL, head)) == individuals


def test_the_modalities_are_those_of_the_program() -> None:
    """`kg.terms.Modality` and `ent:Modality` name the same eight."""
    individuals = graph_of(*TERM_FILES).subjects(RDF.type, ONTOLOGY.Modality)
    assert set(individuals) == {ONTOLOGY[m.value] for m in Modality}


def test_offsets_count_code_points_and_not_bytes_or_surrogates() -> None:
    """Evidence after characters outside the basic plane is found where Python finds it."""
    text = "\U0001f54a\U0001f54a “Détente”, said Ankara’s envoy."
    start, end = text.index("said"), len(text)
    turtle = (EXAMPLES / "evidence-shape.valid.ttl").read_text(encoding="utf-8")
    old = re.search(r'ent:text "([^"]*)"', turtle)
    quote = re.search(r'oa:exact "([^"]*)"', turtle)
    assert old
    assert quote
    # the quotation first: the text contains it
    moved = turtle.replace(f'oa:exact "{quote[1]}"', f'oa:exact "{text[start:end]}"')
    moved = moved.replace(f'"{old[1]}"', f'"{text}"')
    moved = re.sub(r'oa:start "\d+"', f'oa:start "{start}"', moved)
    moved = re.sub(r'oa:end "\d+"', f'oa:end "{end}"', moved)
    right = Graph().parse(data=moved, format="turtle")
    wrong = Graph().parse(
        data=moved.replace(f'oa:start "{start}"', f'oa:start "{start + 1}"'), format="turtle"
    )
    assert pyshacl.validate(right, shacl_graph=ALL, inference="none")[0]
    assert not pyshacl.validate(wrong, shacl_graph=ALL, inference="none")[0]


def test_the_shapes_are_sound_shacl() -> None:
    """The shapes conform to the shapes of SHACL itself."""
    assert pyshacl.validate(Graph(), shacl_graph=ALL, meta_shacl=True, inference="none")[0]
