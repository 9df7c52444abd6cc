"""The SPARQL endpoint as clients meet it. The W3C's own cases: `python -m tests.serve.w3c`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper

import kg
from tests.serve.running import Running, running

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a ent:State }"
BUILD = "CONSTRUCT { ?s a ent:State } WHERE { ?s a ent:State } LIMIT 3"


def _ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return client.get("sparql", params={"query": query}, headers=headers)


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_a_query_comes_in_three_ways(client: httpx.Client, way: str) -> None:
    """GET, a form, or the text itself give the same rows."""
    if way == "get":
        found = _ask(client, COUNT)
    elif way == "form":
        found = client.post("sparql", data={"query": COUNT})
    else:
        found = client.post(
            "sparql", content=COUNT, headers={"content-type": "application/sparql-query"}
        )
    assert found.headers["content-type"] == "application/sparql-results+json"
    assert int(found.json()["results"]["bindings"][0]["n"]["value"]) > 100


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.9", "text/tab-separated-values"),
        ("text/*, text/tab-separated-values;q=0.1", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_form_that_is_wanted_most(
    client: httpx.Client, accept: str, expected: str
) -> None:
    """By the rules of HTTP: the closest range counts, then its q-value."""
    found = _ask(client, COUNT, accept=accept)
    assert found.status_code == 200
    assert found.headers["content-type"].startswith(expected)
    assert "Accept" in found.headers["vary"]


@pytest.mark.parametrize(
    "media",
    [
        "text/turtle",
        "application/n-triples",
        "application/rdf+xml",
        "application/ld+json",
        "application/trig",
        "application/n-quads",
    ],
)
def test_triples_come_in_each_form_of_rdf(client: httpx.Client, media: str) -> None:
    """And hold the same triples."""
    found = _ask(client, BUILD, accept=media)
    assert found.headers["content-type"].partition(";")[0] == media
    form = ox.RdfFormat.from_media_type(media)
    assert len(list(ox.parse(found.content, format=form))) == 3


@pytest.mark.parametrize(
    ("status", "query", "headers", "told"),
    [
        (400, "SELECT ?s WHERE { ?s a }", {}, "line 1, column"),
        (400, "", {}, "empty"),
        (400, "DELETE WHERE { ?s ?p ?o }", {}, "changes data"),
        (400, "SELECT (<http://x.org/f>(1) AS ?y) {}", {}, "not supported"),
        (406, COUNT, {"accept": "image/png"}, "text/csv"),
        (406, BUILD, {"accept": "text/csv"}, "text/turtle"),
        (403, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", {}, "asks no other"),
        (403, "SELECT * { S\\u0045RVICE SILENT <http://10.0.0.1/> {} }", {}, "asks no other"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(
    client: httpx.Client, status: int, query: str, headers: dict[str, str], told: str
) -> None:
    """The body is text that a person can act on."""
    found = _ask(client, query, **headers)
    assert found.status_code == status
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    assert told in found.text


def test_a_word_service_is_no_service(client: httpx.Client) -> None:
    """Names, variables and texts may hold the word."""
    query = 'SELECT ?service { ?service <urn:service> "SERVICE <http://x>" # SERVICE\n }'
    assert _ask(client, query).status_code == 200


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", COUNT, 415),
        ("application/x-www-form-urlencoded", "other=1", 400),
        ("application/x-www-form-urlencoded", "query=ASK{}&query=ASK{}", 400),
        ("application/x-www-form-urlencoded", "query=%FF", 400),
        ("application/sparql-query; charset=utf-16", COUNT, 400),
        ("application/sparql-update", "INSERT DATA {}", 403),
    ],
)
def test_a_body_that_is_no_query_is_refused(
    client: httpx.Client, kind: str, body: str, status: int
) -> None:
    """With 415 for its type, 400 for what is in it, 403 for what would change the graph."""
    found = client.post("sparql", content=body, headers={"content-type": kind})
    assert found.status_code == status
    assert found.text


def test_other_methods_are_not_allowed(client: httpx.Client) -> None:
    """The answer names those that are."""
    found = client.put("sparql")
    assert found.status_code == 405
    assert "POST" in found.headers["allow"]


def test_a_request_chooses_its_dataset(client: httpx.Client) -> None:
    """The graph of an article as default graph, and no other."""
    graph = "https://w3id.org/entente/id/article/iran-pakistan-visit#facts"
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s a owl:Class }"
    whole = _ask(client, query).json()["results"]["bindings"][0]["n"]["value"]
    params = {"query": query, "default-graph-uri": graph}
    part = client.get("sparql", params=params).json()["results"]["bindings"][0]["n"]["value"]
    assert int(whole) > int(part) == 0
    params["query"] = "ASK { ?s a ent:Meeting }"
    assert client.get("sparql", params=params).json()["boolean"] is True
    params["query"] = "ASK { GRAPH ?g { ?s ?p ?o } }"
    assert client.get("sparql", params=params).json()["boolean"] is False


def test_an_answer_is_sent_once(client: httpx.Client) -> None:
    """Who has it is told so; HEAD gives the headers alone; gzip is used where it is taken."""
    first = _ask(client, COUNT)
    again = _ask(client, COUNT, **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = _ask(client, COUNT, accept="text/csv")
    assert other.headers["etag"] != first.headers["etag"]
    head = client.head("sparql", params={"query": COUNT})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == first.headers["content-length"]
    long = "SELECT ?s WHERE { ?s a ent:State }"
    packed = _ask(client, long, **{"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == _ask(client, long, **{"accept-encoding": "identity"}).json()


def test_what_changes_from_one_moment_to_the_next_is_not_kept(client: httpx.Client) -> None:
    """RAND and NOW have no ETag."""
    found = _ask(client, "SELECT (RAND() AS ?x) {}")
    assert "etag" not in found.headers
    assert found.json() != _ask(client, "SELECT (RAND() AS ?x) {}").json()


def test_browsers_of_other_sites_may_ask(client: httpx.Client) -> None:
    """CORS, for plain requests and for those that are asked about first."""
    assert _ask(client, COUNT).headers["access-control-allow-origin"] == "*"
    asked = client.options("sparql", headers={"origin": "https://example.org"})
    assert asked.status_code == 204
    assert "POST" in asked.headers["access-control-allow-methods"]


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    """Without a query, as RDF, with its own address."""
    found = rdflib.Graph().parse(data=client.get("sparql").text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (address,) = found.objects(None, sd.endpoint)
    assert str(address) == f"{client.base_url}sparql"
    assert (None, sd.supportedLanguage, sd.SPARQL11Update) not in found


HOSTILE = {
    "cartesian": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "rows": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:y>)* ?d }",
    "regex": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "(a*)*$", "i")) '
    'FILTER(REGEX(CONCAT(STR(?f), STR(?c)), "^(([a-z])+.)+[A-Z]([a-z])+$")) }',
    "memory": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f } }",
    "sorting": "SELECT ?a { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
}


def test_hostile_queries_end_and_the_server_goes_on(built: Path) -> None:
    """Each ends in 503 with a reason, within its time; whoever asks then is answered."""
    limits = ("--timeout", "1", "--rows", "2000", "--memory", "200")
    with (
        running(built, *limits) as server,
        httpx.Client(base_url=server.address, timeout=60) as client,
        ThreadPoolExecutor(3) as pool,
    ):
        futures = {name: pool.submit(_ask, client, query) for name, query in HOSTILE.items()}
        for name, future in futures.items():
            assert future.result().status_code == 503, name
            assert "ask for less" in future.result().text, name
        assert _ask(client, "ASK { <urn:x> ?p ?o }").status_code == 200


def test_sparqlwrapper_reads_the_answers(site: Running) -> None:
    """The client that most Python programs use."""
    wrapper = SPARQLWrapper(site.url("sparql"))
    wrapper.setQuery("PREFIX ent: <https://w3id.org/entente/ontology#> " + COUNT)
    wrapper.setReturnFormat(JSON)
    found = wrapper.query().convert()
    assert isinstance(found, dict)
    assert int(found["results"]["bindings"][0]["n"]["value"]) > 100


def test_rdflib_reads_the_answers(site: Running) -> None:
    """As a store of its own."""
    store = SPARQLStore(site.url("sparql"))
    graph = rdflib.Graph(store=store)
    rows = graph.query("SELECT ?s WHERE { ?s a <https://w3id.org/entente/ontology#Meeting> }")
    assert len(list(rows)) >= 3
    claims = list(store.query("ASK { ?c a <https://w3id.org/entente/ontology#Claim> }"))
    assert claims == [True]


def test_rows_over_http_are_those_of_the_command(client: httpx.Client, built: Path) -> None:
    """`kg query` gives the same."""
    query = "SELECT ?e WHERE { ?e a ent:Event }"
    found = _ask(client, query).json()["results"]["bindings"]
    rows = kg.query(query, store=built).table(prefixes={})
    assert sorted([row["e"]["value"]] for row in found) == sorted(rows)
