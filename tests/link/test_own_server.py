"""Two graphs of ours: one is served, and the other links its things with it and asks it.

The source is the one that docs/linking.md shows, at the address of a server that runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.cli import run
from kg.link import Verdict
from kg.terms import DATA
from tests.conftest import NewStore, Write
from tests.serve.running import Running, running

ROOT = Path(__file__).resolve().parents[2]
OURS = "https://gazette.example/id/"
THEIR_NEWS = """---
title: Talks in Nairobi
published: 2023-05-02
---
Kenya's General Joseph Omondi visited Chad on Monday. Chad and Mali signed the Nassau Protocol in
May 2014. William Ruto met Ebrahim Raisi in Nairobi. Russia and France criticized Germany.
"""
OUR_NEWS = """---
title: Another view of the talks
published: 2023-05-03
---
Kenya's General Joseph Omondi praised Chad. Mali and Chad signed the Nassau Protocol in 2014.
Chad and Mali signed the Oran Agreement in 2015. President Ebrahim Raisi praised Kenya.
"""


@pytest.fixture(scope="module")
def sister(new_store: NewStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The server of somebody else's graph."""
    article = tmp_path_factory.mktemp("theirs") / "talks.txt"
    article.write_text(THEIR_NEWS, encoding="utf-8")
    store = new_store()
    kg.build(article, store=store)
    with running(store, "--workers", "1") as server:
        yield server


@pytest.fixture
def sources(sister: Running, write: Write) -> Path:
    """The file of sources that the documentation shows, with the server's own address."""
    text = (ROOT / "docs" / "linking.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(\[sister\].*?)```", text, re.DOTALL)
    assert "http://127.0.0.1:8000/" in block
    return write("sister.toml", block.replace("http://127.0.0.1:8000/", sister.address))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our graph, with a base of its own."""
    folder = tmp_path_factory.mktemp("ours")
    (folder / "view.txt").write_text(OUR_NEWS, encoding="utf-8")
    kg.build(folder / "view.txt", store=folder / "graph", base=OURS)
    return folder / "graph"


def test_what_our_articles_speak_of_is_found_in_the_graph_of_others(
    graph: Path, sources: Path
) -> None:
    """States by code, people by office and state, an agreement by its parties and its day."""
    found = kg.link(store=graph, source=["sister"], sources=sources)
    assert found.failed == ()
    made = {
        d.subject.iri.removeprefix(OURS): d.best.candidate.iri.removeprefix(DATA)
        for d in found.decisions
        if d.verdict is Verdict.ACCEPT and d.best is not None
    }
    for path in (
        "state/KEN",
        "state/TCD",
        "state/MLI",
        "person/ebrahim-raisi",
        "person/joseph-omondi",
    ):
        assert made.pop(path) == path
    (nassau,) = (d for d in found.decisions if d.subject.label == "Nassau Protocol")
    assert nassau.best is not None
    assert made.pop(nassau.subject.iri.removeprefix(OURS)) == nassau.best.candidate.iri[len(DATA) :]
    assert nassau.best.candidate.label == "Nassau Protocol"
    (oran,) = (d for d in found.decisions if d.subject.label == "Oran Agreement")
    assert oran.verdict is not Verdict.ACCEPT
    assert all(ours == theirs for ours, theirs in made.items())


def test_a_query_joins_both_graphs(
    graph: Path, sister: Running, sources: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is linked at home goes out to the endpoint of `kg serve`, and its answer joins in."""
    kg.link(store=graph, source=["sister"], sources=sources)
    query = write(
        "joined.rq",
        f"""
        SELECT ?name ?day WHERE {{
          GRAPH id:links {{ ?ours skos:exactMatch|skos:closeMatch ?theirs }}
          SERVICE <{sister.url("sparql")}> {{
            ?visit a ent:Visit ; ent:actor ?theirs ; ent:begin ?day .
            ?theirs rdfs:label ?name
          }}
        }}
        """,
    )
    options = ["-s", str(graph), "-f", "csv", "--federate", "--allow", sister.url("sparql")]
    assert run(["query", str(query), *options]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["Joseph Omondi,2023-05-01"]
