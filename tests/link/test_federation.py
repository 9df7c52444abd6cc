"""Our graph and others in one query: what goes out, what may, and what happens if it does not."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import kg
from kg.cli import run
from kg.errors import EndpointError, QueryError
from kg.link.sssom import Link, write
from kg.pipeline import federate, renew
from kg.query import Catalogue
from kg.resources import queries_folder
from kg.terms import DATA, SKOS
from tests.link.server import World

WD = "http://www.wikidata.org/entity/"
LINKED = {"state/IRN": "Q794", "state/PAK": "Q843", "person/ebrahim-raisi": "Q5947347"}
PREFIXES = "PREFIX wdt: <http://www.wikidata.org/prop/direct/>\n"
NEIGHBOURS = PREFIXES + (
    "SELECT ?state ?code WHERE { GRAPH id:links { ?state skos:exactMatch ?item } "
    "SERVICE <%s> { ?item wdt:P47 ?other . ?other wdt:P298 ?code } } ORDER BY ?state ?code"
)


@pytest.fixture(scope="module")
def linked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds with three links."""
    folder = tmp_path_factory.mktemp("linked") / "graph"
    shutil.copytree(built, folder)
    links = [Link(DATA + s, SKOS + "exactMatch", WD + q) for s, q in LINKED.items()]
    write(folder.with_name("graph.sssom.tsv"), links, base=DATA)
    renew(folder)
    return folder


@pytest.fixture
def sources(world: World, tmp_path: Path) -> Path:
    """Wikidata at the small Wikidata's address."""
    file = tmp_path / "sources.toml"
    file.write_text(world.sources(), encoding="utf-8")
    return file


def queries(world: World) -> list[str]:
    """The queries that went out."""
    return [parse_qs(urlsplit(path).query)["query"][0] for _, path, _ in world.seen]


def test_both_graphs_answer_together(linked: Path, world: World, tmp_path: Path) -> None:
    """What is bound at home goes along, so that only what fits comes back."""
    address = f"{world.base}/sparql"
    found = federate(NEIGHBOURS % address, store=linked, allow=[address], cache=tmp_path)
    assert found.result.table() == [
        ["id:state/IRN", "IRQ"],
        ["id:state/IRN", "PAK"],
        ["id:state/PAK", "IRN"],
    ]
    assert found.missing == ()
    (sent,) = queries(world)
    assert f"(<{WD}Q794>)" in sent
    assert "LIMIT 1000 OFFSET 0" in sent


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "fq01-which-offices-does-wikidata-know",
            [
                [
                    "Ebrahim Raisi",
                    "President of Iran",
                    "2021-08-03T00:00:00Z",
                    "2024-05-19T00:00:00Z",
                ]
            ],
        ),
        ("fq02-which-neighbours-take-part", [["Iran", "Pakistan"], ["Pakistan", "Iran"]]),
    ],
)
def test_the_questions_that_come_along_have_their_expected_answers(
    linked: Path, sources: Path, tmp_path: Path, name: str, rows: list[list[str]]
) -> None:
    """They name Wikidata; a source of its name that lies elsewhere is asked in its place."""
    found = federate(name, store=linked, sources=sources, cache=tmp_path)
    assert [row[: len(rows[0])] for row in found.result.table()] == rows


def test_every_question_that_comes_along_is_tested() -> None:
    """A new file needs a line above."""
    assert len(Catalogue(queries_folder() / "federated").names()) == 2


def test_parameters_narrow_what_goes_out(
    linked: Path, world: World, sources: Path, tmp_path: Path
) -> None:
    """A parameter is bound before anything is asked."""
    found = federate("fq02", store=linked, sources=sources, params={"state": "PAK"}, cache=tmp_path)
    assert [row[0] for row in found.result.table()] == ["Pakistan"]
    assert f"<{WD}Q794>" not in queries(world)[0]


def test_nothing_goes_out_that_was_not_asked_for(linked: Path, world: World) -> None:
    """`kg query` asks nobody by itself, and --federate only those that are allowed."""
    query = NEIGHBOURS % f"{world.base}/sparql"
    with pytest.raises(QueryError, match="kg query --federate asks those that are allowed"):
        kg.query(query, store=linked)
    with pytest.raises(
        QueryError, match=r"which is not allowed; needs https://dbpedia\.org/sparql"
    ):
        federate(query, store=linked)
    assert world.seen == []


def test_what_fails_is_told_and_the_rest_is_answered(
    linked: Path, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """SILENT keeps the solutions; without it, a server that gives nothing at all is an error."""
    address = f"{world.base}/500/sparql"
    with pytest.raises(EndpointError, match="HTTP status 500"):
        federate(NEIGHBOURS % address, store=linked, allow=[address], cache=tmp_path)
    silent = (NEIGHBOURS % address).replace("SERVICE", "SERVICE SILENT")
    file = tmp_path / "silent.rq"
    file.write_text(silent, encoding="utf-8")
    sources = tmp_path / "s.toml"
    sources.write_text(world.sources(), encoding="utf-8")
    options = ["--allow", address, "--sources", str(sources), "-s", str(linked), "-f", "tsv"]
    assert run(["query", str(file), *options]) == 1
    printed = capsys.readouterr()
    assert "rows may be missing: 1 of 1 requests" in printed.err
    assert len(printed.out.splitlines()) == 1 + len(LINKED)


def test_offline_the_answers_that_are_kept_are_used(
    linked: Path, world: World, tmp_path: Path
) -> None:
    """The same question twice goes out once."""
    address = f"{world.base}/sparql"
    first = federate(NEIGHBOURS % address, store=linked, allow=[address], cache=tmp_path)
    again = federate(
        NEIGHBOURS % address, store=linked, allow=[address], cache=tmp_path, offline=True
    )
    assert again == first
    assert len(world.seen) == 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * { SERVICE ?anywhere { ?s ?p ?o } }", "a SERVICE names no address"),
        ("SELECT * { SERVICE <https://a> { ?s ?p ?o }", "a SERVICE is never closed|is not allowed"),
        (
            "CONSTRUCT { ?s ?p ?o } { SERVICE <https://dbpedia.org/sparql> { ?s ?p ?o } }",
            "SELECT or",
        ),
    ],
)
def test_what_cannot_be_sent_is_told(linked: Path, query: str, message: str) -> None:
    """Before anything goes out."""
    with pytest.raises(QueryError, match=message):
        federate(query, store=linked)
