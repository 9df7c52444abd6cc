"""How answers are read, and what is said of those that do not come or are of no use."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import EndpointError

__all__ = [
    "ROWS",
    "broken",
    "broken_off",
    "first_line",
    "foreign",
    "refused",
    "too_slow",
    "unreachable",
]

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
"""Media types of tables."""


def first_line(body: bytes) -> str:
    """The first line that says something, without markup."""
    text = re.sub(r"<[^>]*>", " ", body[: 1 << 16].decode("utf-8", "replace"))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return next((line for line in lines if line), "")[:200]


def too_slow(where: str, seconds: float) -> EndpointError:
    """The error of an answer that takes too long."""
    return EndpointError(
        where,
        found=f"no answer within {seconds:g} seconds",
        remedy="ask for less (a LIMIT) or allow more time",
    )


def unreachable(where: str, reason: object) -> EndpointError:
    """The error of a server that nobody hears."""
    return EndpointError(
        where, found=f"cannot be reached: {reason}", remedy="check the address and the connection"
    )


def broken_off(where: str, reason: str) -> EndpointError:
    """The error of an answer that ends in its middle."""
    return EndpointError(where, found=f"broke off its answer: {reason}")


def broken(where: str, media: str, error: Exception) -> EndpointError:
    """The error of an answer that is not what it says it is."""
    return EndpointError(
        where,
        found=f"its answer is broken {media}: {error}",
        remedy="ask again, or ask for less",
    )


def foreign(where: str, media: str, wanted: str, told: str) -> EndpointError:
    """The error of an answer in another form than the one that was asked for."""
    return EndpointError(
        where,
        found=f"answered with {media or 'no media type'}, not with {wanted}"
        + (f": {told}" if told else ""),
        remedy="is this the address of the service itself?",
    )


def refused(
    where: str, status: int | None, told: str, remedies: Mapping[int, str]
) -> EndpointError:
    """The error of a server that answers with another status than 200."""
    start = f"answered with HTTP status {status}" if status else "refused the query"
    return EndpointError(
        where, found=start + (f": {told}" if told else ""), remedy=remedies.get(status or 0, "")
    )
