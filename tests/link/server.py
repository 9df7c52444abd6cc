"""Servers on this machine that speak the protocols of the real ones, and some that fail.

Paths: `/w/api.php`, `/sparql`, `/lookup`, `/geonames`, `/reconcile` answer as Wikidata, its query
service, DBpedia Lookup, GeoNames and a reconciliation service do. Each fails in one way below a
path of its own: `/429/…`, `/500/…`, `/slow/…`, `/cut/…`, `/broken/…`, `/html/…`, `/loop/…`,
`/huge/…`, `/bomb/…`; `/flaky/…` fails twice and then answers.
"""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from kg.link import load_sources
from tests.link import world

SLOW = 3.0
"""Seconds: longer than any test waits."""
DATE = "Fri, 27 Nov 2026 12:00:00 GMT"


@dataclass
class World:
    """A running server: where it is, what it was asked, and how it behaves."""

    base: str
    store: ox.Store
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    """Method, path with parameters, and headers of each request."""
    failures: Counter[str] = field(default_factory=Counter)
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of answers that succeed, such as an ETag."""

    def forget(self) -> World:
        """Let go of what it was asked, for another test."""
        for kept in (self.seen, self.failures, self.headers):
            kept.clear()
        return self

    def paths(self) -> list[str]:
        """What was asked for, without parameters."""
        return [urlsplit(path).path for _, path, _ in self.seen]

    def sources(self, prefix: str = "") -> str:
        """A file of sources that lead here; `prefix` fails in one way."""
        at = f"{self.base}{prefix}"
        return f"""
[wikidata]
title = "Wikidata"
entity = "http://www.wikidata.org/entity/"
endpoint = "{at}/sparql"
search = {{ kind = "wikibase", url = "{at}/w/api.php" }}
rate = 10000.0
public = {list(SHIPPED.public)!r}
attempts = 1
by_code = \"\"\"{SHIPPED.by_code}\"\"\"
details = \"\"\"{SHIPPED.details}\"\"\"
above = \"\"\"{SHIPPED.above}\"\"\"
[wikidata.classes]
{CLASSES}
"""


SHIPPED = load_sources()["wikidata"]
CLASSES = "\n".join(f"{cls} = {list(ids)!r}" for cls, ids in SHIPPED.classes)


@contextmanager
def serving(store: ox.Store | None = None) -> Iterator[World]:
    """A server for as long as the block lasts."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    running.daemon_threads = True
    running.block_on_close = False
    running.world = World(f"http://127.0.0.1:{running.server_port}", store or world.dataset())  # type: ignore[attr-defined]
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield running.world  # type: ignore[attr-defined]
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet an answer

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Always the same."""
        del timestamp
        return DATE

    def do_POST(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        here: World = self.server.world  # type: ignore[attr-defined]
        here.seen.append((self.command, self.path, dict(self.headers.items())))
        parts = urlsplit(self.path)
        given = {k: v[-1] for k, v in parse_qs(parts.query, keep_blank_values=True).items()}
        if self.command == "POST":
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            given |= {k: v[-1] for k, v in parse_qs(body).items()}
        way, _, rest = parts.path.lstrip("/").partition("/")
        try:
            if way in FAILURES:
                FAILURES[way](self, here, f"/{rest}", given)
            else:
                self.answer(here, parts.path, given)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def answer(self, here: World, path: str, given: dict[str, str]) -> None:
        tag = here.headers.get("ETag")
        if tag and self.headers.get("If-None-Match") == tag:
            self.say(304, "", b"", dict(here.headers))
            return
        media, body = _answered(here, path, given)
        self.say(200 if media else 404, media or "text/plain", body, dict(here.headers))

    def say(self, status: int, media: str, body: bytes, more: dict[str, str]) -> None:
        self.send_response(status)
        if media:
            self.send_header("Content-Type", media)
        for name, value in more.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _answered(here: World, path: str, given: dict[str, str]) -> tuple[str, bytes]:
    if path == "/w/api.php":
        if given.get("action") != "wbsearchentities" or "search" not in given:
            error = {"error": {"code": "badvalue", "info": "Unrecognized value for action."}}
            return "application/json; charset=utf-8", json.dumps(error).encode()
        hits = world.search(given["search"], int(given.get("limit", 7)))
        found = {"searchinfo": {"search": given["search"]}, "search": hits, "success": 1}
        return "application/json; charset=utf-8", json.dumps(found).encode()
    if path == "/sparql":
        answer = here.store.query(given["query"])
        if isinstance(answer, ox.QueryTriples):
            return "text/turtle", answer.serialize(format=ox.RdfFormat.TURTLE) or b""
        rows = answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
        return "application/sparql-results+json;charset=utf-8", rows
    if path == "/lookup":
        return "application/json", json.dumps({"docs": _lookup(given["query"])}).encode()
    if path == "/geonames":
        return "application/json;charset=UTF-8", json.dumps(_geonames(given)).encode()
    if path == "/reconcile":
        asked = json.loads(given["queries"])
        found = {key: {"result": _reconciled(q["query"])} for key, q in asked.items()}
        return "application/json", json.dumps(found).encode()
    return "", b"nothing here"


def _lookup(text: str) -> list[dict[str, object]]:
    """DBpedia Lookup marks what matched, and gives every value in a list."""
    return [
        {
            "resource": [f"http://dbpedia.org/resource/{str(hit['label']).replace(' ', '_')}"],
            "label": [f"<B>{hit['label']}</B>"],
            "redirectlabel": [f"<B>{a}</B>" for a in world.items()[str(hit["id"])].aliases],
            "typeName": ["Country"],
            "type": ["http://dbpedia.org/ontology/Country", "http://dbpedia.org/ontology/Place"],
            "comment": [f"{hit['label']} is a country."],
            "score": ["9471.5"],
        }
        for hit in world.search(text, 5)
        if "Q6256" in world.items()[str(hit["id"])].classes
    ]


def _geonames(given: dict[str, str]) -> dict[str, object]:
    """GeoNames refuses with status 200."""
    if not given.get("username"):
        return {"status": {"message": "Please add a username to each call", "value": 10}}
    found = []
    for hit in world.search(given["q"], 10):
        item = world.items()[str(hit["id"])]
        point = next((v.split("/") for p, v in item.statements if p == "P625"), None)
        if point:
            found.append(
                {
                    "geonameId": int(item.id[1:]),
                    "name": item.label,
                    "toponymName": item.label,
                    "fcl": "P",
                    "fcode": "PPLC",
                    "fcodeName": "capital of a political entity",
                    "countryCode": "IR",
                    "countryName": "Iran",
                    "lat": point[0],
                    "lng": point[1],
                    "alternateNames": [{"name": "تهران", "lang": "fa"}],
                }
            )
    return {"totalResultsCount": len(found), "geonames": found}


def _reconciled(text: str) -> list[dict[str, object]]:
    return [
        {
            "id": hit["id"],
            "name": hit["label"],
            "score": 100.0,
            "match": False,
            "type": [{"id": c, "name": c} for c in world.items()[str(hit["id"])].classes],
        }
        for hit in world.search(text, 10)
    ]


# --- failing


def _later(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    here.failures["429"] += 1
    if here.failures["429"] % 2:
        h.say(429, "text/plain", b"Too many requests", {"Retry-After": "7"})
    else:
        h.answer(here, path, given)


def _flaky(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    here.failures["flaky"] += 1
    if here.failures["flaky"] <= 2:
        h.say(503, "text/html", b"<h1>Overloaded</h1>", {})
    else:
        h.answer(here, path, given)


def _error(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    # a careless server that repeats the address, with everything in it
    h.say(500, "text/plain", f"out of memory while answering {h.path}".encode(), {})


def _slow(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    h.send_response(200)
    h.send_header("Content-Type", "application/json")
    h.end_headers()
    until = time.monotonic() + SLOW
    while time.monotonic() < until:
        h.wfile.write(b" ")
        h.wfile.flush()
        time.sleep(0.05)


def _cut(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    h.send_response(200)
    h.send_header("Content-Type", "application/json")
    h.send_header("Content-Length", "4000")
    h.end_headers()
    h.wfile.write(b'{"search": [{"id"')
    h.close_connection = True


def _broken(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    h.say(200, "application/json", b'{"search": [{"id": "Q79', {})


def _html(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    h.say(200, "text/html", b"<html><title>Captive portal</title></html>", {})


def _loop(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    h.say(302, "", b"", {"Location": h.path})


def _huge(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    h.say(200, "application/json", b" " * (3 << 20), {})


def _bomb(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    packed = gzip.compress(b" " * (8 << 20))
    h.say(200, "application/json", packed, {"Content-Encoding": "gzip"})


def _odd(h: _Handler, here: World, path: str, given: dict[str, str]) -> None:
    h.say(200, "application/json", b'{"search": [{"label": "no number"}], "q0": 7}', {})


FAILURES = {
    "429": _later,
    "flaky": _flaky,
    "500": _error,
    "slow": _slow,
    "cut": _cut,
    "broken": _broken,
    "html": _html,
    "loop": _loop,
    "huge": _huge,
    "bomb": _bomb,
    "odd": _odd,
}
