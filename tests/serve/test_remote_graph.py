"""A site over a graph that lies behind an address."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import kg
from kg.cli import run
from tests.serve.running import running
from tests.store.remote_server import serving

FACTS = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
EVENTS = "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e ent:evidence ?x }"
LONGEST = 20.0
"""Seconds within which a change must be seen."""


@pytest.fixture(scope="module")
def address(seeds: Path) -> Iterator[str]:
    """The seeds, built into a small service that speaks SPARQL 1.1."""
    with serving() as service:
        kg.build(seeds, store=service.address)
        yield service.address


def number(client: httpx.Client, query: str) -> int:
    """What a query counts."""
    asked = {"query": "PREFIX ent: <https://w3id.org/entente/ontology#> " + query}
    accept = {"accept": "application/sparql-results+json"}
    answer = client.get("sparql", params=asked, headers=accept).raise_for_status()
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_it_is_the_site_of_the_folder_and_follows_the_service(
    address: str, client: httpx.Client
) -> None:
    """The same facts, pages with their evidence; what is retracted there is gone here soon."""
    with (
        running(address, "--workers", "1") as server,
        httpx.Client(base_url=server.address, timeout=30, follow_redirects=True) as there,
    ):
        assert number(there, FACTS) == number(client, FACTS)
        page = there.get("article/iran-pakistan-visit", headers={"accept": "text/html"})
        assert page.status_code == 200
        assert "Karachi" in page.text
        assert number(there, EVENTS) > 0
        kg.retract("iran-pakistan-visit", store=address)
        until = time.monotonic() + LONGEST
        while number(there, EVENTS) and time.monotonic() < until:
            time.sleep(0.5)
        assert number(there, EVENTS) == 0


def test_it_takes_no_token(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is written would lie in two places: the error says what to do."""
    assert run(["serve", "--store", address, "--token", "secret"]) == 2
    told = capsys.readouterr().err
    assert "written to there" in told
    assert "without a token" in told
