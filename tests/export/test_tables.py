"""The event table says who did what to whom, and keeps facts and claims apart in every row."""

from __future__ import annotations

import csv
import io

import pyarrow.parquet as pq
import pytest

from kg.export import export
from kg.export.tables import COLUMNS
from kg.store import Store


def _table(store: Store, format: str = "events", **options: bool | str) -> list[dict[str, str]]:
    out = io.BytesIO()
    export(store, out=out, format=format, **options)  # type: ignore[arg-type]
    text = io.StringIO(out.getvalue().decode(), newline="")
    return list(csv.DictReader(text, delimiter="\t" if format == "tsv" else ","))


def test_a_row_says_who_did_what_to_whom_where_and_in_which_words(deal: Store) -> None:
    """Codes of PLOVER, CAMEO and ISO 3166-1; coordinates; the first telling and all articles."""
    row = _table(deal)[0]
    assert row == {
        "event": f"{deal.base}event/1",
        "status": "fact",
        "modality": "",
        "speaker": "",
        "date": "2024-05-01",
        "date_end": "",
        "class": "Meeting",
        "plover_type": "CONSULT",
        "plover_mode": "",
        "quad_class": "verbal cooperation",
        "cameo_root": "04",
        "cameo_code": "040",
        "source_actor": "Ebrahim Raisi|Iran",
        "source_code": "IRN|IRN",
        "source_class": "Leader|State",
        "source_iri": f"{deal.base}person/ebrahim-raisi|{deal.base}state/IRN",
        "target_actor": "",
        "target_code": "",
        "target_class": "",
        "target_iri": "",
        "other_actor": "Oman",
        "place": "Lahore",
        "place_code": "PAK",
        "latitude": "31.56",
        "longitude": "74.35",
        "topic": "trade",
        "article": "deal|later",
        "published": "2024-05-02",
        "url": "https://example.org/deal",
        "quote": 'They, "the two", met | talked.',
        "tellings": "2",
        "claim": "",
    }
    assert list(row) == list(COLUMNS)


def test_an_event_that_is_denied_has_a_row_of_its_own_as_a_claim(deal: Store) -> None:
    """The same event, once as a fact and once as what somebody denies, with who does."""
    strikes = [row for row in _table(deal) if row["class"] == "Airstrike"]
    assert [(r["event"] == f"{deal.base}event/2", r["status"]) for r in strikes] == [
        (True, "fact"),
        (True, "claim"),
    ]
    told = [(row["modality"], row["speaker"], row["claim"]) for row in strikes]
    assert told == [("", "", ""), ("Denied", "United States", f"{deal.base}claim/9c")]


def test_without_claims_facts_alone_are_left(deal: Store) -> None:
    """No row, no word and no speaker of a claim."""
    assert [row["status"] for row in _table(deal, claims=False)] == ["fact", "fact"]


def test_rows_come_by_date_and_without_a_year_last(deal: Store) -> None:
    """A full date, then a month of no known year, then none."""
    assert [row["date"] for row in _table(deal)] == ["2024-05-01", "--02", "", ""]


def test_an_actor_of_the_article_has_the_country_that_it_is_based_in(deal: Store) -> None:
    """Also one that the reference data do not know."""
    assert _table(deal)[1]["target_code"] == "SYR"


def test_tabs_and_commas_tell_the_same(deal: Store) -> None:
    """Whatever is in a quote: neither breaks a row."""
    tabs, commas = _table(deal, "tsv"), _table(deal)
    assert [set(row) for row in tabs] == [set(COLUMNS)] * 4
    plain = [{k: v for k, v in row.items() if k != "quote"} for row in commas]
    assert [{k: v for k, v in row.items() if k != "quote"} for row in tabs] == plain


def test_parquet_holds_the_same_with_numbers_as_numbers(deal: Store) -> None:
    """What CSV leaves empty is null."""
    out = io.BytesIO()
    export(deal, out=out, format="parquet")
    rows = pq.read_table(io.BytesIO(out.getvalue())).to_pylist()
    as_text = [
        {
            name: "" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)
            for name, cell in row.items()
        }
        for row in rows
    ]
    assert as_text == _table(deal)
    assert (rows[0]["latitude"], rows[0]["tellings"], rows[0]["claim"]) == (31.56, 2, None)


def test_one_article_is_a_table_of_what_it_states(deal: Store) -> None:
    """Selections work for tables as for linked data."""
    assert len(_table(deal, article="deal")) == 4
    assert _table(deal, article="later") == []
    assert {row["class"] for row in _table(deal, entity="state/QAT")} == {"Meeting"}


@pytest.mark.parametrize("format", ["events", "tsv", "nodes", "edges", "geojson", "graphml"])
def test_a_graph_without_events_gives_an_empty_table(deal: Store, format: str) -> None:
    """Headings, and no row."""
    out = io.BytesIO()
    export(deal, out=out, format=format, article="later")
    assert b"event/" not in out.getvalue()
    assert out.getvalue()
