"""Asking somebody else's SPARQL endpoint: an answer as a store gives it."""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import EndpointError
from kg.query.result import Result
from kg.query.syntax import refuse_updates
from kg.web import Answer, Client, Manners, sparql, with_prefixes

__all__ = ["ask_endpoint", "ask_with"]

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}


def ask_endpoint(endpoint: str, query: str, *, timeout: float = 30) -> Result:
    """Ask a SPARQL endpoint; the answer is the same kind of value that `run` gives.

    Our own prefixes need no declaration. `timeout` is for the whole of it, in seconds.
    """
    with Client(manners=Manners(timeout=timeout, attempts=1)) as client:
        return ask_with(client, endpoint, query)


def ask_with(client: Client, endpoint: str, query: str) -> Result:
    """Ask a SPARQL endpoint with a client that may have a cache and patience."""
    refuse_updates(query)
    return _result(sparql(client, endpoint, with_prefixes(query)))


def _result(answer: Answer) -> Result:
    rows, graph = ROWS.get(answer.media), ox.RdfFormat.from_media_type(answer.media)
    try:
        if rows is not None:
            return Result.of(ox.parse_query_results(answer.body, format=rows))
        if graph is not None:
            return Result(triples=tuple(q.triple for q in ox.parse(answer.body, format=graph)))
    except (SyntaxError, ValueError, OSError) as error:
        raise EndpointError(
            answer.address,
            found=f"its answer is broken {answer.media}: {error}",
            remedy="ask again, or ask for less",
        ) from error
    told = answer.first_line()
    raise EndpointError(
        answer.address,
        found=f"answered with {answer.media}, not with SPARQL results or RDF"
        + (f": {told}" if told else ""),
        remedy="is this the address of the query service itself?",
    )
