"""A SPARQL 1.1 service for tests: queries, updates and uploads over a real socket, and its faults.

https://www.w3.org/TR/sparql11-protocol/ over an embedded store. `Service.fault` decides for each
request, by its number, what goes wrong with it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

JSON = "application/sparql-results+json"

Fault = Literal["", "unheard", "unanswered", "cut", "slow", "half", "503", "500", "401", "405"]
"""The connection ends before or after the request was carried out, or in the middle of either; an
answer takes longer than anybody waits; a status."""


def no_fault(_number: int, _path: str) -> Fault:
    """All is well."""
    return ""


class Service(ThreadingHTTPServer):
    """The server; `seen` are the requests that it got: path, and the credentials given."""

    daemon_threads = True

    def __init__(self) -> None:
        self.store = ox.Store()
        self.seen: list[tuple[str, str | None]] = []
        self.fault: Callable[[int, str], Fault] = no_fault
        self.union = False
        self.moved_to = ""
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        """Where the dataset is."""
        return f"http://127.0.0.1:{self.server_port}/news"

    def handle_error(self, request: object, client_address: object) -> None:
        """Broken connections are what it is for."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Service

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        """A query in the address."""
        self._serve(b"")

    def do_POST(self) -> None:
        """A query, an update or quads in the body."""
        self._serve(None)

    def _serve(self, body: bytes | None) -> None:
        server, path = self.server, urlsplit(self.path).path
        with server.lock:
            server.seen.append((path, self.headers["Authorization"]))
            fault = server.fault(len(server.seen), path)
            if server.moved_to:
                self.send_response(307)
                self.send_header("Location", server.moved_to + self.path)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None
            if fault == "unheard":
                return self._hang_up()
            body = self._body(half=fault == "cut") if body is None else body
            if fault == "cut":
                return self._hang_up()
            if fault.isdigit():
                self._answer(int(fault), "text/plain", b"not now")
                return None
            try:
                status, media, answer = self._done(path, body)
            except (SyntaxError, ValueError, RuntimeError) as error:
                status, media, answer = 400, "text/plain", str(error).encode()
            if fault == "unanswered":
                return self._hang_up()
            if fault in ("slow", "half"):
                return self._dribble(media, answer, half=fault == "half")
            self._answer(status, media, answer)
        return None

    def _done(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        store = self.server.store
        if path == "/news/update":
            store.update(body.decode())
            return 204, "text/plain", b""
        if path == "/news/data":
            store.load(body, format=ox.RdfFormat.N_QUADS)
            return 204, "text/plain", b""
        if path == "/news/query":
            form = parse_qs(body.decode()) if body else parse_qs(urlsplit(self.path).query)
            union = self.server.union
            found = store.query(form["query"][0], use_default_graph_as_union=union)
            if isinstance(found, ox.QueryTriples):
                return 200, "text/turtle", found.serialize(format=ox.RdfFormat.TURTLE) or b""
            form_of = ox.QueryResultsFormat.JSON
            return 200, JSON, found.serialize(format=form_of) or b""
        return 404, "text/plain", b"nothing here"

    def _body(self, *, half: bool) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            size = int(self.headers["Content-Length"])
            return self.rfile.read(size // 2 if half else size)
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
            if half:
                return b""
        self.rfile.readline()
        return b"".join(parts)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _dribble(self, media: str, body: bytes, *, half: bool) -> None:
        """Send half of an answer and hang up, or all of it so slowly that nobody waits for it."""
        self._answer(200, media, body[: len(body) // 2] if half else b"", length=len(body))
        with suppress(OSError):
            for at in range(0 if half else len(body)):
                time.sleep(0.1)
                self.wfile.write(body[at : at + 1])
        self._hang_up()

    def _answer(self, status: int, media: str, body: bytes, *, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving() -> Iterator[Service]:
    """A service that is up until the block ends."""
    with Service() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
