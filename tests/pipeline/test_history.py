"""What was known as of a day, and who reports or contradicts what."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import OptionError
from kg.pipeline import day
from kg.store import Store
from tests.conftest import NewStore


@pytest.mark.parametrize(
    ("until", "articles"),
    [
        ("2023", []),
        ("2024-01", ["harbour-gazette"]),
        ("2024-04-23", ["harbour-gazette", "karakum-courier"]),
        ("2024-04-24", ["harbour-gazette", "karakum-courier", "northern-ledger"]),
    ],
)
def test_as_of_a_day_the_graph_is_that_of_the_articles_until_then(
    until: str, articles: list[str], corpus: Path, new_store: NewStore, root: Path
) -> None:
    """Byte for byte: background, those articles, and what follows; without a date none counts."""
    then = new_store()
    if articles:
        kg.build([root / "tests" / "articles" / f"{id}.txt" for id in articles], store=then)
    with (
        Store.open(corpus, as_of=day(until)) as looked_back,
        Store.open(then, read_only=True) as built,
    ):
        assert looked_back.articles() == articles
        assert looked_back.undated() == 1
        assert looked_back.canonical() == built.canonical()


def test_what_is_looked_back_at_is_what_its_articles_state(corpus: Path) -> None:
    """And what follows from them, no more and no less."""
    with Store.open(corpus, as_of=day("2024-04-23")) as looked_back:
        assert looked_back.differences() == ([], [])


def test_questions_dossiers_and_exports_can_be_as_of_a_day(corpus: Path) -> None:
    """Also with a time limit, where another process answers."""
    ask = "SELECT ?id { ?article a ent:Article ; rdfs:label ?id } ORDER BY ?id"
    now = kg.query(ask, store=corpus)
    then = kg.query(ask, store=corpus, as_of="2024-04-23")
    assert [len(now.rows), len(then.rows)] == [5, 2]
    assert kg.query(ask, store=corpus, as_of="2024-04-23", timeout=30).rows == then.rows
    assert len(kg.show("Israel", store=corpus, as_of="2024-04-23").facts[0].quotes) == 1
    assert (
        len(kg.show("Israel", store=corpus, as_of=datetime.date(2024, 4, 30)).facts[0].quotes) > 1
    )
    written = io.BytesIO()
    kg.export(store=corpus, out=written, format="nquads", as_of="2024-01")
    graphs = {quad.graph_name for quad in ox.parse(written.getvalue(), format=ox.RdfFormat.N_QUADS)}
    assert ox.NamedNode("https://w3id.org/entente/id/article/harbour-gazette#facts") in graphs
    assert b"karakum-courier" not in written.getvalue()


@pytest.mark.parametrize("wrong", ["yesterday", "2024-02-30", "2024-13", "24-01-01"])
def test_a_day_that_is_none_is_refused(wrong: str, corpus: Path) -> None:
    """The message says how days are written."""
    with pytest.raises(OptionError, match=r"not a day; needs one such as 2024-04-22"):
        kg.show("Israel", store=corpus, as_of=wrong)


def test_what_several_articles_report_names_them_and_their_sources(corpus: Path) -> None:
    """The articles by id, the sources by name; an article without a source counts for none."""
    facts = kg.show("Iran", store=corpus).facts
    (signing,) = (fact for fact in facts if fact.cls == "agreement signing")
    assert signing.corroboration.articles == ("border-notes", "karakum-courier", "northern-ledger")
    assert signing.corroboration.sources == (
        "The Karakum Courier (invented)",
        "The Northern Ledger (invented)",
    )
    assert signing.corroboration.contradicted == ()


def test_a_claim_that_somebody_denies_names_who_and_how(corpus: Path) -> None:
    """What the opposition says and the ministry denies is one thing under two claims."""
    claims = kg.show("Iran", store=corpus).claims
    (said,) = (claim for claim in claims if claim.modality == "reported")
    (voice,) = said.corroboration.contradicted
    assert (voice.modality, voice.speakers) == ("denied", ("Iranian Foreign Ministry",))
    assert voice.quotes == ("that Iran had threatened Pakistan on 20 April 2024",)
    (row,) = kg.query("who-contradicts-it", store=corpus).rows
    assert [term.value for term in row if isinstance(term, ox.NamedNode)] == [said.iri, voice.claim]


def test_the_best_reported_comes_first(corpus: Path) -> None:
    """Counts of articles and of named sources, which differ where an article names none."""
    rows = kg.query("how-many-report-it", store=corpus).table()
    assert [row[1:4] for row in rows[:2]] == [
        ["condemnation", "3", "3"],
        ["agreement signing", "3", "2"],
    ]
