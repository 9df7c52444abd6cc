"""A small SPARQL endpoint for tests: the protocol's query operation over a real socket.

https://www.w3.org/TR/sparql11-protocol/#query-operation, by GET and by form POST, over a store.
Other paths fail in the ways in which endpoints out there fail.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

JSON = "application/sparql-results+json"


class Endpoint(ThreadingHTTPServer):
    """The server; `seen` are the requests that it got: method, user agent, query."""

    daemon_threads = True

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.seen: list[tuple[str, str, str]] = []
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Handler)

    def address(self, path: str = "/sparql") -> str:
        """Where to ask."""
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Endpoint

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        """Query in the address."""
        self._answer(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        """Query in the body."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(parse_qs(body.decode()))

    def _answer(self, form: dict[str, list[str]]) -> None:
        query = form["query"][0]
        self.server.seen.append((self.command, self.headers["User-Agent"], query))
        match urlsplit(self.path).path:
            case "/sparql":
                self._ask(query)
            case "/xml":
                self._send(200, "application/sparql-results+xml", self._rows(query, "xml"))
            case "/hang":
                self.server.over.wait(30)
            case "/dribble":
                self._dribble()
            case "/html":
                self._send(200, "text/html; charset=utf-8", b"<html><h1>Welcome</h1></html>")
            case "/broken":
                self._send(200, JSON, self._rows(query, "json")[:-5])
            case "/cut":
                self._send(200, JSON, b'{"head"', length=4000)
            case "/500":
                self._send(500, "text/plain", b"\n  out of memory\nat line 3")
            case "/503":
                self._send(503, "text/html", b"<html><title>Try again later</title></html>")
            case "/silent-500":
                self._send(500, "text/plain", b"")
            case _:
                self._send(404, "text/plain", b"nothing here")

    def _ask(self, query: str) -> None:
        try:
            answer = self.server.store.query(query)
        except SyntaxError as error:
            self._send(400, "text/plain", f"Parse error: {error}".encode())
            return
        if isinstance(answer, ox.QueryTriples):
            body = answer.serialize(format=ox.RdfFormat.TURTLE) or b""
            self._send(200, "text/turtle", body)
        else:
            self._send(200, f"{JSON}; charset=utf-8", self._rows(query, "json"))

    def _rows(self, query: str, name: str) -> bytes:
        answer = self.server.store.query(query)
        assert not isinstance(answer, ox.QueryTriples)
        form = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}[name]
        return answer.serialize(format=form) or b""

    def _dribble(self) -> None:
        """Never silent for long, and never done."""
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.end_headers()
        while not self.server.over.is_set():
            try:
                self.wfile.write(b" " * (1 << 16))
            except OSError:
                return
            time.sleep(0.05)

    def _send(self, status: int, media: str, body: bytes, *, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(length or len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(store: ox.Store) -> Iterator[Endpoint]:
    """An endpoint on a free port, for as long as the block lasts."""
    with Endpoint(store) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
