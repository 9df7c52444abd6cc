"""Writing with the token: what is written is seen, and stays a layer of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pytest

import kg
from kg.serve.updating import Change, Journal
from tests.serve.running import running

TURTLE = {"content-type": "text/turtle"}


def test_an_update_is_seen_by_whoever_asks_then(writable: httpx.Client) -> None:
    """Also where the same was asked before."""
    asked = {"query": "ASK { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }"}
    assert writable.get("sparql", params=asked).json()["boolean"] is False
    data = {"update": "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }"}
    assert writable.post("sparql", data=data).status_code == 204
    assert writable.get("sparql", params=asked).json()["boolean"] is True


@pytest.mark.parametrize("given", ["", "Bearer wrong", "Basic d3Jvbmc6d3Jvbmc=", "Digest x"])
def test_without_the_token_nothing_is_written(writable: httpx.Client, given: str) -> None:
    """401, by whichever way."""
    for method, path, body in (
        ("POST", "sparql", "update=DROP ALL"),
        ("PUT", "graphs?default", "<urn:a> <urn:b> <urn:c> ."),
        ("DELETE", "graphs?default", ""),
    ):
        kind = "application/x-www-form-urlencoded" if path == "sparql" else "text/turtle"
        headers = {"authorization": given, "content-type": kind}
        found = writable.request(method, path, content=body, headers=headers)
        assert found.status_code == 401
        assert "Bearer" in found.headers["www-authenticate"]


def test_a_graph_is_put_read_and_deleted(writable: httpx.Client) -> None:
    """201 where it is new, 204 where it was there, 404 when it is gone."""
    where = "graphs?graph=urn:h"
    body = "<urn:a> <urn:b> [] ."
    assert writable.put(where, content=body, headers=TURTLE).status_code == 201
    assert writable.put(where, content=body, headers=TURTLE).status_code == 204
    assert writable.post(where, content=body, headers=TURTLE).status_code == 204
    found = writable.get(where, headers={"accept": "application/n-triples"})
    assert len(found.text.splitlines()) == 2
    assert writable.delete(where).status_code == 204
    assert writable.get(where).status_code == 404
    assert writable.delete(where).status_code == 404


@pytest.mark.parametrize(
    ("update", "told"),
    [
        ("LOAD <http://127.0.0.1:1/x>", "fetches nothing"),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://10.0.0.1/> { ?s ?p ?o } }", "asks no other"),
        ("INSERT DATA { <urn:a> <urn:b }", ""),
    ],
)
def test_an_update_that_is_not_allowed_is_refused(
    writable: httpx.Client, update: str, told: str
) -> None:
    """400 with a reason, and nothing of it is done."""
    found = writable.post("sparql", data={"update": update})
    assert found.status_code == 400
    assert told in found.text


def test_what_is_written_outlives_the_server_and_leaves_the_graph_provable(
    built: Path, tmp_path: Path
) -> None:
    """It is there when the server starts again; the store itself holds what articles state."""
    store = tmp_path / "graph"
    shutil.copytree(built, store)
    Journal(store / "written.jsonl").note(
        Change(kind="update", text="INSERT DATA { <urn:a> <urn:b> 1 }")
    )
    with (store / "written.jsonl").open("a") as file:
        file.write('{"half a line')
    with running(store, "--token", "t", "--workers", "1") as server:
        asked = {"query": "ASK { <urn:a> <urn:b> 1 }"}
        assert httpx.get(server.url("sparql"), params=asked).json()["boolean"] is True
    assert kg.query("ASK { <urn:a> <urn:b> 1 }", store=store).boolean is False
    assert kg.verify(store=store).conforms
