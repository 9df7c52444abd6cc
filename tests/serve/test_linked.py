"""Linked data: IRIs lead somewhere, and the graph can be found and taken as a whole."""

from __future__ import annotations

import time

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, VOID

from kg.store import Store
from tests.conftest import NewStore
from tests.serve.running import running

CLAIM = """<https://w3id.org/entente/id/claim/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>
<https://w3id.org/entente/ontology#Claim> .""".replace("\n", " ")
IRAN = "https://w3id.org/entente/id/state/IRN"


@pytest.mark.parametrize(
    ("accept", "end"),
    [
        ("text/turtle", "data/state/IRN.ttl"),
        ("application/ld+json", "data/state/IRN.jsonld"),
        ("application/json", "data/state/IRN.json"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8", "data/state/IRN.rdf"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "page/state/IRN"),
        ("*/*", "data/state/IRN.ttl"),
    ],
)
@pytest.mark.parametrize("path", ["id/state/IRN", "entente/id/state/IRN"])
def test_an_iri_leads_to_what_is_wanted(
    client: httpx.Client, path: str, accept: str, end: str
) -> None:
    """303, also for the path that an IRI has on its own host."""
    found = client.get(path, headers={"accept": accept})
    assert found.status_code == 303
    assert found.headers["location"] == f"/{end}"
    assert f'<{IRAN}>; rel="cite-as"' in found.headers["link"]


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nt", "rdf", "trig", "nq"])
def test_a_thing_is_described_in_each_format(client: httpx.Client, suffix: str) -> None:
    """With its label, and what is said of it elsewhere."""
    found = client.get(f"id/state/IRN.{suffix}", follow_redirects=True)
    media = found.headers["content-type"].partition(";")[0]
    quads = list(ox.parse(found.content, format=ox.RdfFormat.from_media_type(media)))
    assert any(q.subject == ox.NamedNode(IRAN) for q in quads)
    assert any(q.object == ox.NamedNode(IRAN) for q in quads)
    assert 'rel="describedby"' in found.headers["link"]


def test_a_claim_comes_with_its_content(client: httpx.Client) -> None:
    """In its own graph."""
    query = "SELECT ?c { ?c a ent:Claim } LIMIT 1"
    row = client.get("sparql", params={"query": query}).json()["results"]["bindings"][0]
    iri = row["c"]["value"]
    found = client.get(f"data/claim/{iri.rpartition('/')[2]}.nq")
    assert f"<{iri}> .\n" in found.text


@pytest.mark.parametrize(
    "path",
    [
        "data/state/NOWHERE.ttl",
        "data/%2e%2e/%2e%2e/etc/passwd",
        "data/x y.ttl",
        "data/<b>.nt",
        "nowhere",
    ],
)
def test_what_is_not_there_is_404(client: httpx.Client, path: str) -> None:
    """In plain words, whatever the path tries."""
    found = client.get(path)
    assert found.status_code == 404
    assert found.headers["content-type"].startswith("text/plain")


def test_the_description_leads_to_endpoint_and_files(client: httpx.Client) -> None:
    """VoID and DCAT, and each file can be taken."""
    text = client.get(".well-known/void", headers={"accept": "text/turtle"}).text
    found = rdflib.Graph().parse(data=text, format="turtle")
    assert f"{client.base_url}sparql" in {str(o) for o in found.objects(None, VOID.sparqlEndpoint)}
    assert list(found.objects(None, VOID.classPartition))
    files = [str(o) for o in found.objects(None, DCAT.downloadURL)]
    assert len(files) == 5
    assert client.head(next(file for file in files if file.endswith(".nq"))).status_code == 200


def test_the_files_hold_the_whole_graph(client: httpx.Client) -> None:
    """As many quads as the endpoint counts, ontology and reference data among them."""
    quads = client.get("data/entente.nq").text.splitlines()
    query = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    row = client.get("sparql", params={"query": query}).json()["results"]["bindings"][0]
    assert len(quads) == int(row["n"]["value"])


def test_the_ontology_can_be_read_as_data(client: httpx.Client) -> None:
    """By suffix and by Accept, under the address that its IRIs have."""
    for found in (
        client.get("ontology.ttl"),
        client.get("ontology", headers={"accept": "text/turtle"}),
    ):
        graph = rdflib.Graph().parse(data=found.text, format="turtle")
        meeting = rdflib.URIRef("https://w3id.org/entente/ontology#Meeting")
        assert (meeting, rdflib.RDF.type, rdflib.OWL.Class) in graph


def test_examples_are_there_for_editors(client: httpx.Client) -> None:
    """Each question with the endpoint that it is put to."""
    text = client.get(".well-known/sparql-examples").text
    assert f"<{client.base_url}sparql>" in text
    assert "who-met-whom" in text


def test_every_answer_tells_browsers_to_be_careful(client: httpx.Client) -> None:
    """No inline script, no frame, no guessing of types; also with errors."""
    for path in ("sparql", "nowhere", "data/state/IRN.ttl"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_a_graph_that_is_built_meanwhile_is_served(new_store: NewStore) -> None:
    """First what was there, some seconds later what is new, and an answer at any time."""
    store = new_store()
    with running(store, "--workers", "1") as server, httpx.Client(timeout=20) as client:
        asked = {"query": "ASK { ?c a ent:Claim }"}
        url = server.url("sparql")
        before = client.get(url, params=asked)
        assert before.json()["boolean"] is False
        with Store.open(store) as graph:
            graph.add("a", list(ox.parse(CLAIM, format=ox.RdfFormat.N_QUADS)))
        for _ in range(600):
            found = client.get(url, params=asked)
            assert found.status_code == 200
            if found.json()["boolean"]:
                break
            time.sleep(0.1)
        assert found.json()["boolean"] is True
        assert found.headers["etag"] != before.headers["etag"]
