"""Asking somebody else's SPARQL endpoint: an answer as a store gives it."""

from __future__ import annotations

import pyoxigraph as ox

from kg.query.result import Result
from kg.query.syntax import refuse_updates
from kg.web import Answer, Client, Manners, sparql, with_prefixes
from kg.web.answers import ROWS, broken, foreign

__all__ = ["ask_endpoint", "ask_with"]


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
        raise broken(answer.address, answer.media, error) from error
    raise foreign(answer.address, answer.media, "SPARQL results or RDF", answer.first_line())
