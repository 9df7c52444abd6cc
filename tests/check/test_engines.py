"""Both engines give the same report: the compiled shapes, and pyshacl."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.check import Background, Checker
from kg.check.checker import ENGINES
from kg.check.compiled import Compiled
from kg.check.compiled.literals import as_value
from kg.check.reference import Reference
from kg.check.shapes import Shapes
from kg.errors import OptionError
from kg.model import Finding
from kg.ontology import Ontology
from kg.populate import background
from kg.resources import ontology_folder
from kg.terms import OA
from tests.check.planted import DEFAULT, features, planted
from tests.check.w3c import Case, cases, run

HERE = Path(__file__).parent
SEEDS = Path(__file__).parents[1] / "golden" / "seeds.nq"
EXAMPLES = sorted((ontology_folder() / "examples").glob("*.ttl"))


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What rdflib says of ill-typed literals is expected here."""
    logging.disable(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    logging.disable(logging.NOTSET)


@cache
def _engines() -> tuple[Compiled, Reference]:
    shapes = Shapes.of_folder(ontology_folder())
    return Compiled(shapes), Reference(shapes)


@cache
def _feature_engines() -> tuple[Compiled, Reference]:
    shapes = Shapes(ox.parse(path=HERE / "features.ttl", format=ox.RdfFormat.TURTLE))
    return Compiled(shapes), Reference(shapes)


def _findings(engine: Compiled | Reference, quads: Sequence[ox.Quad]) -> set[Finding]:
    data = engine.graph()
    data.add(quads)
    return {_by_value(finding) for finding in data.validate(None)}


def _by_value(finding: Finding) -> Finding:
    # where a node has one number in two spellings, an answer of SPARQL does not say which it means
    if not (finding.constraint.endswith("SPARQLConstraintComponent") and finding.value[:1] == '"'):
        return finding
    (triple,) = ox.parse(f"<x:x> <x:x> {finding.value} .", format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, ox.Literal)
    return replace(finding, value=str(as_value(triple.object)))


def _turtle(file: Path) -> list[ox.Quad]:
    return list(ox.parse(path=file, format=ox.RdfFormat.TURTLE))


def test_all_shapes_of_the_ontology_are_compiled() -> None:
    """None of them is slow because the compiler does not know something in it."""
    assert _engines()[0].left == {}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_the_examples_of_the_shapes_give_the_same_report(file: Path) -> None:
    """Node, path, value, constraint, severity, shape and message; and again with faults planted."""
    fast, reference = _engines()
    quads = _turtle(file)
    found = _findings(fast, quads)
    assert found == _findings(reference, quads)
    assert bool(found) == (".invalid" in file.name)
    faulty = planted(quads, EXAMPLES.index(file), faults=5)
    assert _findings(fast, faulty) == _findings(reference, faulty)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_blank_node_where_a_value_belongs_gives_the_same_report(file: Path) -> None:
    """STR of a blank node is an error in SPARQL 1.1 (17.4.2.5), and a name to rdflib.

    Offsets are left alone: sh:lessThan over a blank node ends pyshacl.
    """
    fast, reference = _engines()
    unsaid = [
        ox.Quad(q.subject, q.predicate, ox.BlankNode(f"unsaid{n}"), q.graph_name)
        if isinstance(q.object, ox.Literal) and q.predicate.value not in (OA + "start", OA + "end")
        else q
        for n, q in enumerate(_turtle(file))
    ]
    assert _findings(fast, unsaid) == _findings(reference, unsaid)


@pytest.mark.parametrize("seed", range(20))
def test_every_feature_gives_the_same_report_on_random_data(seed: int) -> None:
    """Shapes with all of SHACL Core, on nodes and literals of every kind, sound or not."""
    fast, reference = _feature_engines()
    quads = features(seed)
    found = _findings(fast, quads)
    assert found
    assert found == _findings(reference, quads)


def test_what_is_not_compiled_is_left_to_pyshacl() -> None:
    """A back-reference and a message to be filled in: such a shape is applied all the same."""
    fast, reference = _feature_engines()
    assert {str(shape).rsplit("/", 1)[1] for shape in fast.left} == {"Left"}
    quads = [
        quad
        for seed in range(3)
        for quad in features(seed)
        if "C>" in str(quad) or "/r>" in str(quad)
    ]
    left = {f for f in _findings(fast, quads) if f.shape.endswith("/Left")}
    assert {f.message for f in left} >= {"It has http://example.org/n1."}
    assert left == {f for f in _findings(reference, quads) if f.shape.endswith("/Left")}


@pytest.fixture(scope="module")
def known() -> Background:
    """Ontology and reference data."""
    return Background(background(Ontology.load()))


@pytest.mark.parametrize("seed", range(4))
def test_an_article_with_planted_faults_gives_the_same_report(seed: int, known: Background) -> None:
    """Facts and claims of the seed article, layer by layer, with the background beside them."""
    checkers = [Checker(engine=engine) for engine in ENGINES]
    quads = list(ox.parse(path=SEEDS, format=ox.RdfFormat.N_QUADS))
    faulty = planted(quads, seed, faults=12)
    fast, reference = (checker.check("seed", faulty, known) for checker in checkers)
    assert fast.findings
    assert fast == reference


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", list(cases(HERE / "cases")), ids=lambda case: case.name)
def test_cases_in_the_form_of_the_w3c_suite_pass(case: Case, engine: str) -> None:
    """A case a feature, with the results that SHACL asks for."""
    passed, told = run(case, engine)
    assert passed, told


def test_the_same_number_in_two_spellings_is_two_terms() -> None:
    """sh:in and sh:datatype look at the term, sh:minInclusive and SPARQL at the value."""
    shapes = Shapes(
        ox.parse(
            """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <x:> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            ex:S sh:targetSubjectsOf ex:p ; sh:property
              [ sh:path ex:p ; sh:in ( 1 ) ; sh:datatype xsd:integer ; sh:minInclusive 1 ] ;
              sh:sparql
              [ sh:select "SELECT $this ?value { $this <x:p> ?value FILTER(?value = 1) }" ] .
            """,
            format=ox.RdfFormat.TURTLE,
        )
    )
    integer = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    quad = ox.Quad(
        ox.NamedNode("x:n"), ox.NamedNode("x:p"), ox.Literal("01", datatype=integer), DEFAULT
    )
    for engine in (Compiled(shapes), Reference(shapes)):
        found = {(f.constraint.rsplit("#", 1)[1], f.value) for f in _findings(engine, [quad])}
        assert {name for name, _ in found} == {"InConstraintComponent", "SPARQLConstraintComponent"}


def test_an_unknown_engine_is_refused() -> None:
    """The error says which there are."""
    with pytest.raises(OptionError, match="fast or pyshacl"):
        Checker(engine="slow")
