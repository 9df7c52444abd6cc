"""`kg link`: from a graph to links in it, and what it says on the way."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.cli import run
from kg.errors import OptionError
from kg.link import Verdict
from kg.store import Store
from tests.conftest import NewStore
from tests.link.server import World

WD = "http://www.wikidata.org/entity/"
LINKS = "SELECT ?s ?p ?o { GRAPH id:links { ?s ?p ?o VALUES ?p { %s } } } ORDER BY ?s ?p"


@pytest.fixture
def graph(built: Path, tmp_path: Path) -> Path:
    """The graph of the seeds, to write to."""
    return Path(shutil.copytree(built, tmp_path / "graph"))


@pytest.fixture
def sources(world: World, tmp_path: Path) -> Path:
    """Wikidata at the small Wikidata's address."""
    file = tmp_path / "sources.toml"
    file.write_text(world.sources(), encoding="utf-8")
    return file


def links(store: Path, predicate: str = "skos:exactMatch") -> dict[str, str]:
    """What is linked, by its path."""
    with Store.open(store, read_only=True) as graph:
        rows = graph.query(LINKS % predicate)
        assert isinstance(rows, ox.QuerySolutions)
        return {r["s"].value.partition("/id/")[2]: r["o"].value for r in rows}


def test_what_articles_speak_of_is_linked(graph: Path, sources: Path) -> None:
    """States and people in a graph of their own; a plain query sees none of it."""
    found = kg.link(store=graph, sources=sources)
    assert found.failed == ()
    made = links(graph)
    assert made["state/IRN"] == WD + "Q794"
    assert made["person/ebrahim-raisi"] == WD + "Q5947347"
    with Store.open(graph, read_only=True) as store:
        assert store.supplements() == ["links"]
        assert not store.query(
            "ASK { ?s skos:exactMatch ?o FILTER (STRSTARTS(STR(?s), STR(id:))) }"
        )
        assert store.differences() == ([], [])
        assert store.articles() == ["iran-pakistan-visit"]


def test_every_link_says_how_sure_it_is_and_why(graph: Path, sources: Path) -> None:
    """Confidence, justification and reasons, as SSSOM names them."""
    kg.link("IRN", store=graph, sources=sources)
    with Store.open(graph, read_only=True) as store:
        rows = store.query(
            "PREFIX sssom: <https://w3id.org/sssom/> SELECT ?target ?sure ?how ?why { ?iran "
            "ent:isoAlpha3 'IRN' . GRAPH id:links { ?link owl:annotatedSource ?iran ; "
            "owl:annotatedTarget ?target ; sssom:confidence ?sure ; "
            "sssom:mapping_justification ?how ; rdfs:comment ?why } }"
        )
        assert isinstance(rows, ox.QuerySolutions)
        (row,) = list(rows)
        assert row["target"].value == WD + "Q794"
        assert 0.9 < float(row["sure"].value) <= 1
        assert row["how"].value == "https://w3id.org/semapv/vocab/CompositeMatching"
        assert "both have the code IRN (iso3)" in row["why"].value


def test_owl_same_as_is_never_what_the_program_says(graph: Path, sources: Path) -> None:
    """That two things are one is for a person to say."""
    kg.link(store=graph, sources=sources)
    assert links(graph, "owl:sameAs") == {}


def test_linking_again_asks_nobody_and_changes_nothing(graph: Path, sources: Path) -> None:
    """Answers are kept; the same answers give the same graph, byte for byte."""
    kg.link(store=graph, sources=sources)
    with Store.open(graph, read_only=True) as store:
        before = store.canonical()
    again = kg.link(store=graph, sources=sources, offline=True)
    assert again.sent == 0
    assert again.kept > 0
    with Store.open(graph, read_only=True) as store:
        assert store.canonical() == before


def test_offline_without_answers_says_what_is_missing(
    graph: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, what was not looked up, and how to mend it; nothing is lost."""
    assert run(["link", "IRN", "-s", str(graph), "--sources", str(sources), "--offline"]) == 1
    printed = capsys.readouterr().out
    assert "not looked up: Iran" in printed
    assert "is not asked offline" in printed
    assert "ask once while connected" in printed


@pytest.mark.parametrize("way", ["500", "broken", "odd"])
def test_a_source_that_fails_loses_nothing_of_the_graph(
    graph: Path, world: World, tmp_path: Path, way: str
) -> None:
    """What could not be looked up is named with the reason; links that were there stay."""
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(world.sources(), encoding="utf-8")
    bad.write_text(world.sources(f"/{way}"), encoding="utf-8")
    kg.link("IRN", store=graph, sources=good)
    found = kg.link("PAK", store=graph, sources=bad, cache=tmp_path / "web")
    assert [subject.label for subject, _ in found.failed] == ["Pakistan"]
    assert links(graph) == {"state/IRN": WD + "Q794"}


def test_the_command_prints_decisions_with_their_reasons(
    graph: Path, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a table, and as JSON for programs."""
    options = ["link", "Iran", "-s", str(graph), "--sources", str(sources)]
    assert run([*options, "--why"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "Iran" in printed
    assert "accept" in printed
    assert "Q794" in printed
    assert "both have the code IRN" in printed
    assert run([*options, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["links"] == 1
    assert told["decisions"][0]["verdict"] == "accept"
    assert told["decisions"][0]["options"][0]["iri"] == WD + "Q794"


def test_what_is_no_actor_or_place_is_refused(graph: Path, sources: Path) -> None:
    """A topic has no twin elsewhere that would be the same."""
    with pytest.raises(OptionError, match="neither an actor, a place, an office nor an agreement"):
        kg.link("issue/terrorism", store=graph, sources=sources)


def test_an_unknown_source_is_refused(graph: Path) -> None:
    """With the names of those that there are."""
    with pytest.raises(OptionError, match="no such source; needs dbpedia, geonames, wikidata"):
        kg.link("IRN", store=graph, source=["wikipedia"])


def test_a_source_that_needs_a_credential_says_which(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is asked."""
    monkeypatch.delenv("GEONAMES_USERNAME", raising=False)
    with pytest.raises(
        OptionError, match="GEONAMES_USERNAME is not set; set it to your credential"
    ):
        kg.link("IRN", store=graph, source=["geonames"])


ACCORDS = """---
title: A history of talks
published: 2021-06-10
---
Iran and Iraq signed the Algiers Agreement on 6 March 1975. The United States and Spain signed the
Treaty of Paris in December 1898. Egypt and Israel signed a gas deal in May.
"""


def test_agreements_that_articles_name_are_linked(
    new_store: NewStore, sources: Path, tmp_path: Path
) -> None:
    """By parties and day of signing: there are four of Algiers, and seven of Paris."""
    article = tmp_path / "talks.txt"
    article.write_text(ACCORDS, encoding="utf-8")
    graph = new_store()
    kg.build(article, store=graph)
    found = kg.link(store=graph, sources=sources)
    decided = {
        d.subject.label: (d.verdict, d.best and d.best.candidate.label)
        for d in found.decisions
        if "/agreement/" in d.subject.iri
    }
    assert decided == {
        "Algiers Agreement": (Verdict.ACCEPT, "1975 Algiers Agreement"),
        "Treaty of Paris": (Verdict.ACCEPT, "Treaty of Paris"),
        "gas deal": (Verdict.NONE, None),
    }
    (paris,) = (d.best for d in found.decisions if d.subject.label == "Treaty of Paris")
    assert paris is not None
    assert paris.candidate.begin == "1898-12-10"
    assert sum(path.startswith("agreement/") for path in links(graph)) == 2
