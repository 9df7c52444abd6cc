"""The SPARQL protocol over our client.

SPARQLWrapper knows how a request of the protocol looks (https://www.w3.org/TR/sparql11-protocol/);
it neither sets time-outs nor keeps connections, so that the request it makes goes out through ours.
"""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING

from SPARQLWrapper import ASK, GET, JSON, POST, SELECT, TURTLE, SPARQLWrapper

from kg.web.client import checked

if TYPE_CHECKING:
    from kg.web.client import Answer, Client

__all__ = ["sparql"]

LONG = 4000
"""Characters of a query above which it is sent by POST: servers cut long addresses off.

What is posted is not kept, and a query over fifty items is shorter than that.
"""


class _Protocol(SPARQLWrapper):
    """Makes a request as the protocol wants it, and leaves it to others to send it."""

    def request(self) -> urllib.request.Request:
        made: urllib.request.Request = self._createRequest()
        return made


def sparql(client: Client, endpoint: str, query: str) -> Answer:
    """Ask a SPARQL endpoint; SELECT and ASK are answered with a table, the others with a graph.

    Raises `EndpointError` where the endpoint cannot be asked or refuses.
    """
    protocol = _Protocol(checked(endpoint))
    protocol.setQuery(query)
    protocol.setMethod(POST if len(query) > LONG else GET)
    protocol.setReturnFormat(JSON if protocol.queryType in (SELECT, ASK) else TURTLE)
    request = protocol.request()
    body = request.data
    return client.send(
        request.get_method(),
        request.full_url,
        accept=str(request.get_header("Accept")),
        body=body if isinstance(body, bytes) else None,
        media=request.get_header("Content-type"),
    )
