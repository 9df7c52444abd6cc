"""Asking somebody else's SPARQL endpoint: the one place that speaks HTTP for it.

SPARQLWrapper knows the protocol (https://www.w3.org/TR/sparql11-protocol/); it sets no time-out
and tells failures in many forms: here every request has a time-out, every failure is an
`EndpointError`.
"""

from __future__ import annotations

import ast
import http.client
import importlib.metadata
import math
import re
import time
import urllib.error
from contextlib import closing
from typing import Protocol

import pyoxigraph as ox
from SPARQLWrapper import ASK, GET, JSON, POST, SELECT, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg.errors import EndpointError
from kg.query.result import Result
from kg.query.syntax import refuse_updates, with_prefixes

__all__ = ["ask_endpoint"]

LONG = 1500
"""Characters of a query above which it is sent by POST: servers cut long addresses off."""

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
CHUNK = 1 << 16


class Response(Protocol):
    """What urllib answers with."""

    headers: http.client.HTTPMessage

    def read(self, amount: int) -> bytes:
        """Up to so many bytes."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


def ask_endpoint(endpoint: str, query: str, *, timeout: float = 30) -> Result:
    """Ask a SPARQL endpoint; the answer is the same kind of value that `run` gives.

    Our own prefixes need no declaration. `timeout` is for the whole of it, in seconds.
    """
    if not re.match(r"https?://[^/\s]+", endpoint):
        raise EndpointError(
            endpoint, found="no address of an endpoint", allowed="http:// or https://"
        )
    refuse_updates(query)
    text = with_prefixes(query)
    client = SPARQLWrapper(endpoint, agent=f"entente/{_version()}")
    client.setQuery(text)
    client.setMethod(POST if len(text) > LONG else GET)
    rows = client.queryType in (SELECT, ASK)
    client.setReturnFormat(JSON if rows else TURTLE)
    # urllib's limit is for each packet; that for the whole is watched in _body
    client.setTimeout(max(1, math.ceil(timeout)))
    begun = time.monotonic()
    try:
        response: Response = client.query().response
        with closing(response):
            body = _body(response, begun + timeout)
    except TimeoutError as error:
        raise _too_slow(endpoint, timeout) from error
    except SPARQLWrapperException as error:
        raise _refused(endpoint, error) from error
    except urllib.error.HTTPError as error:
        with error:
            told = _first_line(error.read(CHUNK))
        raise _status(endpoint, error.code, told) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _too_slow(endpoint, timeout) from error
        raise EndpointError(
            endpoint,
            found=f"cannot be reached: {error.reason}",
            remedy="check the address and the connection",
        ) from error
    except (http.client.HTTPException, OSError) as error:
        raise EndpointError(endpoint, found=f"broke off its answer: {error!r}") from error
    return _result(endpoint, response.headers.get_content_type(), body, rows=rows)


def _version() -> str:
    try:
        return importlib.metadata.version("entente")
    except importlib.metadata.PackageNotFoundError:
        return "dev"


def _body(response: Response, deadline: float) -> bytes:
    parts = []
    while part := response.read(CHUNK):
        parts.append(part)
        if time.monotonic() > deadline:
            raise TimeoutError
    return b"".join(parts)


def _result(endpoint: str, media: str, body: bytes, *, rows: bool) -> Result:
    form = ROWS.get(media) if rows else ox.RdfFormat.from_media_type(media)
    if form is None:
        told = _first_line(body)
        raise EndpointError(
            endpoint,
            found=f"answered with {media}, not with {'SPARQL results' if rows else 'RDF'}"
            + (f": {told}" if told else ""),
            remedy="is this the address of the query service itself?",
        )
    try:
        if isinstance(form, ox.QueryResultsFormat):
            return Result.of(ox.parse_query_results(body, format=form))
        return Result(triples=tuple(quad.triple for quad in ox.parse(body, format=form)))
    except (SyntaxError, ValueError, OSError) as error:
        raise EndpointError(
            endpoint,
            found=f"its answer is broken {media}: {error}",
            remedy="ask again, or ask for less",
        ) from error


def _too_slow(endpoint: str, timeout: float) -> EndpointError:
    return EndpointError(
        endpoint,
        found=f"no answer within {timeout:g} seconds",
        remedy="ask for less (a LIMIT) or allow more time",
    )


def _refused(endpoint: str, error: SPARQLWrapperException) -> EndpointError:
    """SPARQLWrapper keeps the response in its message only, and the status in what caused it."""
    cause = error.__context__
    status = None
    if isinstance(cause, urllib.error.HTTPError):
        status = cause.code
        cause.close()
    written = str(error).partition("Response:\n")[2]
    body = ast.literal_eval(written) if written else b""
    return _status(endpoint, status, _first_line(body))


def _status(endpoint: str, status: int | None, told: str) -> EndpointError:
    said = f"answered with HTTP status {status}" if status else "refused the query"
    return EndpointError(
        endpoint,
        found=said + (f": {told}" if told else ""),
        remedy="mend the query" if status == 400 else "",
    )


def _first_line(body: bytes) -> str:
    """The first line that says something, without markup."""
    text = re.sub(r"<[^>]*>", " ", body.decode("utf-8", "replace"))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return next((line for line in lines if line), "")[:200]
