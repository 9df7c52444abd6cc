"""SPARQLWrapper as we need it. It brings rdflib: it is loaded when a service is spoken to."""

from __future__ import annotations

import ast
import math
import urllib.error
import urllib.request

from SPARQLWrapper import ASK, GET, INSERT, JSON, POST, POSTDIRECTLY, SELECT, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from kg.web.address import Credentials

__all__ = ["asking", "changing", "refusal"]

LONG = 1500
"""Characters of a query above which it is sent by POST: servers cut long addresses off."""


class Client(SPARQLWrapper):
    """SPARQLWrapper, whose credentials do not follow a redirection to somebody else."""

    credentials = Credentials()
    form: str | None = None

    def _createRequest(self) -> urllib.request.Request:  # noqa: N802 - its own name
        request: urllib.request.Request = super()._createRequest()
        if self.credentials.header:
            request.add_unredirected_header("Authorization", self.credentials.header)
        return request

    def _parseQueryType(self, query: str) -> str | None:  # noqa: N802 - its own name
        # its patterns take seconds for megabytes of updates
        return self.form or super()._parseQueryType(query)


def asking(
    endpoint: str, text: str, *, agent: str, timeout: float, credentials: Credentials
) -> tuple[Client, bool]:
    """A client with a query, and whether the query asks for rows."""
    client = Client(endpoint, agent=agent)
    client.credentials = credentials
    client.setOnlyConneg(True)
    client.setQuery(text)
    client.setMethod(POST if len(text) > LONG else GET)
    rows = client.queryType in (SELECT, ASK)
    client.setReturnFormat(JSON if rows else TURTLE)
    # urllib's limit is for each packet; that for the whole is the reader's
    client.setTimeout(max(1, math.ceil(timeout)))
    return client, rows


def changing(
    endpoint: str, text: str, *, agent: str, timeout: float, credentials: Credentials
) -> Client:
    """A client with an update."""
    client = Client(endpoint, updateEndpoint=endpoint, agent=agent)
    client.credentials, client.form = credentials, INSERT
    client.setMethod(POST)
    client.setRequestMethod(POSTDIRECTLY)
    client.setQuery(text)
    client.setTimeout(max(1, math.ceil(timeout)))
    return client


def refusal(error: BaseException) -> tuple[int | None, bytes] | None:
    """Status and answer, if the error is one of SPARQLWrapper's own.

    It keeps the answer in its message only, and the status in what caused it.
    """
    if not isinstance(error, SPARQLWrapperException):
        return None
    cause = error.__context__
    status = None
    if isinstance(cause, urllib.error.HTTPError):
        status = cause.code
        cause.close()
    written = str(error).partition("Response:\n")[2]
    return status, ast.literal_eval(written) if written else b""
