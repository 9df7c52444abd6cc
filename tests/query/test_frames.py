"""Answers as values of Python, and as frames of two libraries."""

from __future__ import annotations

import datetime
import importlib
from decimal import Decimal
from types import ModuleType

import pytest
import rdflib

import kg
from kg.errors import MissingToolError, OptionError
from kg.query import Result, run
from kg.store import Store

MEETINGS = """
SELECT ?meeting ?begin ?quantity WHERE {
  ?meeting a ent:Meeting
  OPTIONAL { ?meeting ent:begin ?begin } OPTIONAL { ?meeting ent:quantity ?quantity }
} ORDER BY ?meeting"""

VALUES = """
SELECT * { VALUES (?whole ?decimal ?double ?yes ?day ?month ?moment ?text ?iri ?none) {
  (7 1.5 2e0 true "2024-04-22"^^xsd:date "2024-04"^^xsd:gYearMonth
   "2024-04-22T10:00:00"^^xsd:dateTime "Iran"@en ent:Meeting UNDEF) } }"""


@pytest.fixture(scope="module")
def meetings(store: Store) -> Result:
    """Three meetings; one has no date, one a number."""
    return run(store, MEETINGS)


def test_values_are_those_of_python(store: Store) -> None:
    """Numbers, days and moments are; what Python has no type for stays text."""
    (record,) = run(store, VALUES).records()
    assert record == {
        "whole": 7,
        "decimal": Decimal("1.5"),
        "double": 2.0,
        "yes": True,
        "day": datetime.date(2024, 4, 22),
        "month": "2024-04",
        "moment": datetime.datetime(2024, 4, 22, 10),  # noqa: DTZ001 - it has no zone
        "text": "Iran",
        "iri": "https://w3id.org/entente/ontology#Meeting",
        "none": None,
    }


def test_a_value_that_its_type_does_not_have_stays_text(store: Store) -> None:
    """A day that no calendar has is shown as it was written."""
    (record,) = run(store, 'SELECT ("2024-02-31"^^xsd:date AS ?day) {}').records()
    assert record == {"day": "2024-02-31"}


def test_pandas_keeps_whole_numbers_whole(meetings: Result) -> None:
    """Also in a column that has gaps."""
    frame = meetings.pandas()
    assert list(frame.columns) == ["meeting", "begin", "quantity"]
    assert len(frame) == 3
    assert str(frame["quantity"].dtype) == "Int64"
    assert frame["quantity"].sum() == 8
    assert frame["begin"].notna().sum() == 2


def test_polars_gives_each_column_one_type(store: Store, meetings: Result) -> None:
    """Days are days; a column of days and months is text."""
    frame = meetings.polars()
    assert frame.columns == ["meeting", "begin", "quantity"]
    assert [str(t) for t in frame.dtypes] == ["String", "Date", "Int64"]
    mixed = 'SELECT ?x { VALUES ?x { "2024-04-22"^^xsd:date "2024-04"^^xsd:gYearMonth UNDEF } }'
    assert run(store, mixed).polars()["x"].to_list() == ["2024-04-22", "2024-04", None]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_empty_answer_is_an_empty_frame(library: str, store: Store) -> None:
    """With its columns."""
    frame = getattr(run(store, "SELECT ?x ?y { ?x ent:isoAlpha3 ?y, 'none' }"), library)()
    assert (len(frame), list(frame.columns)) == (0, ["x", "y"])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_library_that_is_not_there_is_named(
    library: str, meetings: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to install, and what works without it."""
    real = importlib.import_module

    def without(name: str) -> ModuleType:
        if name == library:
            raise ImportError(name)
        return real(name)

    monkeypatch.setattr("importlib.import_module", without)
    with pytest.raises(MissingToolError, match=r"install entente\[frames\]"):
        getattr(meetings, library)()


def test_yes_or_no_and_triples_are_no_frames(store: Store) -> None:
    """An error, not an empty table."""
    for query in ("ASK {}", "CONSTRUCT { ?s a ent:X } WHERE { ?s a ent:State }"):
        with pytest.raises(OptionError, match="no rows; needs a SELECT query"):
            run(store, query).pandas()


def test_asking_gives_records_yes_or_no_or_a_graph(store: Store) -> None:
    """`kg.ask` takes the parameters of a question as its own."""
    rows = kg.ask("who-held-which-office", store=store, on="2024")
    assert rows == []
    (raisi,) = kg.ask("SELECT ?p { ?p ent:familyName 'Raisi' }", store=store)  # type: ignore[misc]
    assert raisi == {"p": "https://w3id.org/entente/id/person/raisi"}
    assert kg.ask("ASK { ?s a ent:State }", store=store) is True
    graph = kg.ask("CONSTRUCT { ?s a ent:Found } WHERE { ?s a ent:State }", store=store)
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) == 3
