"""Asking and changing SPARQL services over HTTP; every request has a time-out, each failure a name.

SPARQLWrapper knows the protocol (https://www.w3.org/TR/sparql11-protocol/); it sets no time-out,
tells failures in many forms and hands credentials on when it is sent elsewhere: here every failure
is an `EndpointError`, and credentials go to the address that they were given for.
"""

from __future__ import annotations

import http.client
import io
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol, TypeVar

import pyoxigraph as ox

from kg.errors import EndpointError
from kg.web.address import Addresses, Credentials
from kg.web.answers import (
    ROWS,
    broken,
    broken_off,
    first_line,
    foreign,
    refused,
    too_slow,
    unreachable,
)
from kg.web.manners import Manners
from kg.web.patience import AGAIN, asked_pause, patiently

__all__ = ["Service"]

CHUNK = 1 << 16
MANNERS = Manners(attempts=4, patience=30.0)
"""A store that is away for longer is a fault that somebody has to mend."""
PASSING = AGAIN - {500}
"""Statuses of a store that will answer later; 500 is what it says of what it can never do."""
REMEDIES = {
    400: "mend the query",
    401: "its user and password, or token, belong into the environment: see docs/scale.md",
    403: "its user and password, or token, belong into the environment: see docs/scale.md",
}

Result = TypeVar("Result")


class Response(Protocol):
    """What urllib answers with."""

    headers: http.client.HTTPMessage
    length: int | None
    """How many bytes are still to come, where that is known."""

    def read(self, amount: int = ..., /) -> bytes:
        """Up to so many bytes."""
        ...

    def read1(self, amount: int, /) -> bytes:
        """What has arrived, up to so many bytes."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a service answers, still to be read; `rows` tells whether rows were asked for."""

    endpoint: str
    response: Response
    rows: bool

    def parsed(self, body: bytes | None = None) -> ox.QuerySolutions | ox.QueryBoolean | ox.Store:
        """The solutions or the boolean, as far as they were read; a graph in a dataset.

        `body` is the answer where somebody has read it already.
        """
        media = self.response.headers.get_content_type()
        form = ROWS.get(media) if self.rows else ox.RdfFormat.from_media_type(media)
        source = io.BytesIO(body) if body is not None else self.response
        if form is None:
            told = first_line(source.read(CHUNK))
            raise foreign(self.endpoint, media, "SPARQL results" if self.rows else "RDF", told)
        try:
            if isinstance(form, ox.QueryResultsFormat):
                return ox.parse_query_results(source, format=form)  # type: ignore[arg-type]
            graph = ox.Store()
            graph.extend(ox.parse(source, format=form))  # type: ignore[arg-type]
        except (SyntaxError, ValueError, OSError) as error:
            raise broken(self.endpoint, media, error) from error
        return graph


def _asked(endpoint: str, text: str, *, timeout: float, credentials: Credentials) -> _Answer:
    """Send a query and wait for the beginning of the answer, `timeout` seconds at most."""
    from kg.web import wrapper  # noqa: PLC0415 - it brings rdflib

    client, rows = wrapper.asking(
        endpoint,
        text,
        agent=_agent(),
        timeout=timeout,
        credentials=credentials,
    )
    with _told(endpoint, timeout):
        return _Answer(endpoint, client.query().response, rows)


class Service:
    """A store that is asked, changed and filled over HTTP.

    What fails on the way is tried again. Callers therefore send only what done twice is done once.
    """

    def __init__(self, addresses: Addresses, *, credentials: Credentials | None = None) -> None:
        self.addresses = addresses
        self._credentials = credentials or Credentials()

    def ask(self, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.Store:
        """The answer to a query; a graph comes as a dataset."""
        at = self.addresses

        def once() -> ox.QuerySolutions | ox.QueryBoolean | ox.Store:
            until = time.monotonic() + at.timeout
            answer = _asked(at.query, text, timeout=at.timeout, credentials=self._credentials)
            with closing(answer.response), _told(at.query, at.timeout):
                # in memory: a connection that breaks in the middle is seen, and tried again
                body = _whole(answer.response, until)
            return answer.parsed(body)

        return _patiently(once)

    def rows(self, text: str) -> list[ox.QuerySolution]:
        """The answer to a SELECT, all of it."""
        found = self.ask(text)
        if not isinstance(found, ox.QuerySolutions):
            raise EndpointError(self.addresses.query, found="answered a SELECT with no rows")
        return list(found)

    def stream(self, text: str) -> Iterator[ox.QuerySolution]:
        """The rows of a SELECT as they arrive; nothing is tried again once they do."""
        at = self.addresses
        answer = _patiently(
            lambda: _asked(at.query, text, timeout=at.timeout, credentials=self._credentials)
        )
        with closing(answer.response), _told(at.query, at.timeout):
            found = answer.parsed()
            if not isinstance(found, ox.QuerySolutions):
                raise EndpointError(at.query, found="answered a SELECT with no rows")
            try:
                yield from found
            except (SyntaxError, ValueError) as error:
                raise broken(at.query, "SPARQL results", error) from error

    def update(self, text: str) -> None:
        """Carry out an update. It may be sent twice."""
        at = self.addresses

        from kg.web import wrapper  # noqa: PLC0415 - it brings rdflib

        def once() -> None:
            client = wrapper.changing(
                at.update, text, agent=_agent(), timeout=at.timeout, credentials=self._credentials
            )
            with _told(at.update, at.timeout), closing(client.query().response) as response:
                while response.read(CHUNK):
                    pass

        _patiently(once)

    def upload(self, parts: Callable[[], Iterable[bytes]]) -> None:
        """Send N-Quads as one stream; `parts` gives them, anew for each try."""
        at = self.addresses

        def once() -> None:
            request = urllib.request.Request(  # noqa: S310 - http only, see Addresses
                at.data,
                data=parts(),
                method="POST",
                headers={"Content-Type": "application/n-quads", "User-Agent": _agent()},
            )
            if self._credentials.header:
                request.add_unredirected_header("Authorization", self._credentials.header)
            with (
                _told(at.data, at.timeout),
                urllib.request.urlopen(request, timeout=at.timeout) as response,  # noqa: S310
            ):
                response.read()

        _patiently(once)


def _whole(response: Response, until: float) -> bytes:
    """All of an answer; urllib's own limit is for each packet."""
    parts = []
    while part := response.read1(CHUNK):
        parts.append(part)
        if time.monotonic() > until:
            raise TimeoutError
    if missing := response.length:
        # urllib says so only where all is read at once
        raise http.client.IncompleteRead(b"", missing)
    return b"".join(parts)


def _patiently(once: Callable[[], Result]) -> Result:
    return patiently(
        once,
        manners=MANNERS,
        can_help=lambda error: isinstance(error, EndpointError) and _passes(error.__cause__),
        asked=lambda error: _asked_pause(error.__cause__),
    )


def _passes(cause: BaseException | None) -> bool:
    """Whether the same request may well succeed a little later."""
    if isinstance(cause, urllib.error.HTTPError):
        return cause.code in PASSING
    return isinstance(cause, (http.client.HTTPException, OSError)) and not isinstance(
        cause, TimeoutError
    )


def _asked_pause(cause: BaseException | None) -> float | None:
    if not isinstance(cause, urllib.error.HTTPError):
        return None
    return asked_pause(cause.headers.get("Retry-After"), cause.headers.get("Date"))


class _told:  # noqa: N801 - it stands in with statements, like a function
    """Say in our own words what went wrong with a request."""

    def __init__(self, endpoint: str, timeout: float) -> None:
        self._endpoint, self._timeout = endpoint, timeout

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        if error is None or isinstance(error, EndpointError):
            return
        known = self._known(error)
        try:
            if known is not None:
                raise known from error
        finally:
            # an error that knows the frame that knows the error would live for long, and
            # with it whatever the callers hold, such as answers that must not change threads
            del known, error

    def _known(self, error: BaseException) -> EndpointError | None:
        endpoint = self._endpoint
        if isinstance(error, TimeoutError):
            return too_slow(endpoint, self._timeout)
        if "SPARQLWrapper" in sys.modules:
            from kg.web import wrapper  # noqa: PLC0415 - loaded already

            if (refusal := wrapper.refusal(error)) is not None:
                return refused(endpoint, refusal[0], first_line(refusal[1]), REMEDIES)
        if isinstance(error, urllib.error.HTTPError):
            with error:
                said = first_line(error.read(CHUNK))
            return refused(endpoint, error.code, said, REMEDIES)
        if isinstance(error, urllib.error.URLError):
            if isinstance(error.reason, TimeoutError):
                return too_slow(endpoint, self._timeout)
            return unreachable(endpoint, error.reason)
        if isinstance(error, (http.client.HTTPException, OSError)):
            return broken_off(endpoint, repr(error))
        return None


def _agent() -> str:
    return MANNERS.agent(f"Python-urllib/{sys.version_info[0]}.{sys.version_info[1]}")
