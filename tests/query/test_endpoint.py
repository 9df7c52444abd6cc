"""Asking an endpoint over HTTP: answers as a store gives them, and every failure in one line."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.errors import EndpointError, QueryError
from kg.query import ask_endpoint as ask
from tests.query.endpoint_server import Endpoint, serving

ENT = "https://w3id.org/entente/ontology#"
STATES = "SELECT ?state ?name { ?state a ent:State ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Endpoint]:
    """Two states behind HTTP."""
    store = ox.Store()
    for code, name in (("IRN", "Iran"), ("PAK", "Pakistan")):
        state = ox.NamedNode(f"https://w3id.org/entente/id/state/{code}")
        store.add(
            ox.Quad(
                state,
                ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
                ox.NamedNode(ENT + "State"),
            )
        )
        label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
        store.add(ox.Quad(state, label, ox.Literal(name, language="en")))
    with serving(store) as server:
        yield server


def test_rows_come_back_as_terms(endpoint: Endpoint) -> None:
    """With our prefixes declared for an endpoint that does not know them, and our name given."""
    result = ask(endpoint.address(), STATES)
    assert result.variables == ("state", "name")
    assert result.table() == [["id:state/IRN", "Iran"], ["id:state/PAK", "Pakistan"]]
    assert result.rows[0][1] == ox.Literal("Iran", language="en")
    method, agent, query = endpoint.seen[-1]
    assert method == "GET"
    assert agent.startswith("entente/")
    assert query.startswith("PREFIX ent: <")


def test_answers_in_xml_yes_and_no_and_graphs_are_read(endpoint: Endpoint) -> None:
    """Whatever form the endpoint prefers."""
    assert ask(endpoint.address("/xml"), STATES) == ask(endpoint.address(), STATES)
    assert ask(endpoint.address(), "ASK { ?x a ent:State }").boolean is True
    graph = ask(endpoint.address(), "CONSTRUCT { ?s a ent:Found } WHERE { ?s a ent:State }")
    assert graph.triples is not None
    assert {t.object for t in graph.triples} == {ox.NamedNode(ENT + "Found")}
    assert len(graph.triples) == 2


def test_a_long_query_is_posted(endpoint: Endpoint) -> None:
    """Addresses have a length that servers accept."""
    assert len(ask(endpoint.address(), STATES + " #" + "x" * 5000).rows) == 2
    assert endpoint.seen[-1][0] == "POST"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/html", "answered with text/html, not with SPARQL results or RDF: Welcome; is this the"),
        ("/broken", "its answer is broken application/sparql-results+json"),
        ("/500", "answered with HTTP status 500: out of memory"),
        ("/silent-500", "answered with HTTP status 500"),
        ("/503", "answered with HTTP status 503: Try again later"),
        ("/nowhere", "answered with HTTP status 404: nothing here"),
        ("/cut", "broke off its answer: peer closed connection"),
    ],
)
def test_a_failure_is_one_line(endpoint: Endpoint, path: str, message: str) -> None:
    """Status and the first line of what the endpoint said."""
    with pytest.raises(EndpointError) as caught:
        ask(endpoint.address(path), STATES)
    told = str(caught.value)
    assert f"{endpoint.address(path)}: {message}" in told
    assert "\n" not in told


def test_what_the_endpoint_cannot_read_is_its_to_say(endpoint: Endpoint) -> None:
    """Endpoints know more than SPARQL 1.1: only they judge the rest of a query."""
    with pytest.raises(EndpointError, match=r"HTTP status 400: Parse error: .*; mend the query"):
        ask(endpoint.address(), "SELECT ?x { ?x a }")


@pytest.mark.parametrize("path", ["/hang", "/dribble"])
def test_the_time_out_holds_for_the_whole_answer(endpoint: Endpoint, path: str) -> None:
    """Silence and an answer that never ends are both given up."""
    begun = time.monotonic()
    with pytest.raises(EndpointError, match="no answer within 1 seconds; ask for less"):
        ask(endpoint.address(path), STATES, timeout=1)
    assert time.monotonic() - begun < 4


def test_a_refused_connection_says_so() -> None:
    """Nobody listens there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match=r"cannot be reached: .*refused; check the address"):
        ask(f"http://127.0.0.1:{port}/sparql", STATES)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "sparql", "http://", "ftp://a/b", ""])
def test_only_http_is_an_endpoint(address: str) -> None:
    """Other addresses are refused before anything is opened."""
    with pytest.raises(EndpointError, match="no address of an endpoint"):
        ask(address, STATES)


def test_updates_never_leave_this_machine(endpoint: Endpoint) -> None:
    """An update is refused before it is sent."""
    before = len(endpoint.seen)
    with pytest.raises(QueryError, match="changes data"):
        ask(endpoint.address(), "INSERT DATA { <a:b> <a:b> 1 }")
    assert len(endpoint.seen) == before
