"""What stands between the cache and the network: pace, patience, limits and credentials.

It lies below the cache, so that credentials, which it adds, are never in what the cache keeps.
"""

from __future__ import annotations

import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from email.utils import formatdate
from functools import lru_cache, partial

import httpx

from kg.web.manners import Manners, Secret
from kg.web.patience import AGAIN, asked_pause, patiently

__all__ = ["SERVER_DATE", "Abroad", "Deadline", "Nowhere", "Offline", "Oversized"]

PIECE = 1 << 14
SERVER_DATE = "x-server-date"
"""Where the date of an answer is kept as its server gave it."""


class Deadline(httpx.TimeoutException):
    """An answer was not whole in time."""


class Oversized(httpx.TransportError):
    """An answer is larger than what is read."""


class Offline(httpx.TransportError):
    """Something is asked for that is not kept, and nothing may go out."""


class _AgainError(Exception):
    """An answer that asks for another attempt."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response.status_code)
        self.response = response


class _Pieces(httpx.SyncByteStream):
    """A body in pieces: one that is packed a thousandfold is unpacked a little at a time."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._body), PIECE):
            yield self._body[start : start + PIECE]


class Nowhere(httpx.BaseTransport):
    """Lets nothing out."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Refuse."""
        raise Offline("nothing is asked offline", request=request)


class Abroad(httpx.BaseTransport):
    """Sends requests out, slowly enough, again where that can help, and reads answers whole."""

    def __init__(
        self,
        manners: Manners,
        secrets: Mapping[str, Secret],
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._manners, self._secrets, self._sleep = manners, secrets, sleep
        self._direct = httpx.HTTPTransport(verify=_tls())
        self._proxies: dict[str, httpx.HTTPTransport] = {}
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()
        self.sent = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request until it is answered, or given up."""
        try:
            return patiently(
                partial(self._once, request),
                manners=self._manners,
                can_help=_can_help,
                asked=_asked,
                sleep=self._sleep,
            )
        except _AgainError as last:
            return last.response

    def close(self) -> None:
        """Let go of all connections."""
        for transport in (self._direct, *self._proxies.values()):
            transport.close()

    def _once(self, request: httpx.Request) -> httpx.Response:
        self._pace(request.url.host)
        begun = time.monotonic()
        sent = self._opened(request)
        sent.extensions = {**request.extensions, "timeout": _limits(self._manners.timeout)}
        self.sent += 1
        response = self._way(sent).handle_request(sent)
        try:
            body = self._body(response, begun + self._manners.timeout)
        finally:
            response.close()
        headers = [(k, v) for k, v in response.headers.raw if k.lower() != b"transfer-encoding"]
        whole = httpx.Response(
            response.status_code, headers=headers, stream=_Pieces(body), request=request
        )
        if whole.status_code in AGAIN:
            raise _AgainError(whole)
        if whole.status_code in (200, 304):
            # many servers forbid keeping what does not change for months: ours to decide, and
            # what it costs them to be asked again is less with a validator
            whole.headers["cache-control"] = f"max-age={self._manners.fresh:.0f}"
            # how long it was kept is told by our clock, whatever the server's says
            whole.headers[SERVER_DATE] = whole.headers.get("date", "")
            whole.headers["date"] = formatdate(usegmt=True)
            whole.headers.pop("expires", None)
            whole.headers.pop("pragma", None)
        return whole

    def _body(self, response: httpx.Response, deadline: float) -> bytes:
        parts, size = [], 0
        for part in response.iter_raw():
            parts.append(part)
            size += len(part)
            if size > self._manners.size:
                raise Oversized(f"more than {self._manners.size:,} bytes")
            if time.monotonic() > deadline:
                raise Deadline("the answer does not end")
        return b"".join(parts)

    def _pace(self, host: str) -> None:
        with self._lock:
            now = time.monotonic()
            slot = max(now, self._next.get(host, 0.0))
            self._next[host] = slot + 1 / self._manners.rate
        if slot > now:
            self._sleep(slot - now)

    def _opened(self, request: httpx.Request) -> httpx.Request:
        """The same request with its credential, for the host that it is meant for and no other."""
        secret = self._secrets.get(_origin(request.url))
        value = secret.value() if secret else ""
        url, headers = request.url, request.headers.copy()
        if secret and value and secret.parameter:
            url = url.copy_merge_params({secret.parameter: value})
        elif secret and value:
            headers[secret.header] = secret.prefix + value
        return httpx.Request(request.method, url, headers=headers, stream=request.stream)

    def _way(self, request: httpx.Request) -> httpx.HTTPTransport:
        """Straight, or through the proxy that the environment names for that host."""
        proxy = urllib.request.getproxies().get(request.url.scheme)
        if not proxy or urllib.request.proxy_bypass(request.url.host):
            return self._direct
        with self._lock:
            return self._proxies.setdefault(proxy, httpx.HTTPTransport(proxy=proxy, verify=_tls()))


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Made once: reading the authorities that are trusted takes longer than most requests."""
    return httpx.create_ssl_context()


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _limits(seconds: float) -> dict[str, float]:
    return {"connect": min(seconds, 15.0), "read": seconds, "write": seconds, "pool": seconds}


def _asked(error: BaseException) -> float | None:
    if not isinstance(error, _AgainError):
        return None
    headers = error.response.headers
    return asked_pause(headers.get("Retry-After"), headers.get("Date"))


def _can_help(error: BaseException) -> bool:
    """Whether trying again can help."""
    return isinstance(error, _AgainError | httpx.TransportError) and not isinstance(
        error, Oversized | httpx.UnsupportedProtocol
    )
