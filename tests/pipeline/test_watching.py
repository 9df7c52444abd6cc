"""Following feeds and folders, over a web server on this machine."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import kg
from kg.cli import run
from kg.errors import OptionError
from kg.pipeline import Seen, watch
from kg.store import Store
from tests.conftest import NewStore

MEETING = (
    "<p>The president of Iran met the prime minister of Pakistan in {place} on Monday.</p>"
    "<p>They discussed border security, and Iran and Pakistan signed an agreement on trade. "
    "Officials in {place} said that the talks of {place} would go on in {place} in May.</p>"
)


class Site(ThreadingHTTPServer):
    """Pages by path; `seen` are the requests, `status` what some paths answer first."""

    daemon_threads = True

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        self.seen: list[tuple[str, int]] = []
        self.status: dict[str, list[int]] = {}
        super().__init__(("127.0.0.1", 0), Handler)

    def address(self, path: str) -> str:
        """Where a page is."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def page(self, path: str, place: str, title: str = "Talks") -> None:
        """Put an article somewhere."""
        body = MEETING.format(place=place)
        head = f"<html><head><title>{title}</title></head>"
        html = f"{head}<body><article>{body}</article></body></html>"
        self.pages[path] = ("text/html; charset=utf-8", html)

    def feed(self, *items: tuple[str, str]) -> None:
        """Announce pages: their paths and versions."""
        entries = "".join(
            f"<entry><id>tag:{path}</id><title>Talks</title><updated>{version}</updated>"
            "<published>2024-04-22T08:00:00Z</published>"
            f'<link href="{self.address(path)}"/></entry>'
            for path, version in items
        )
        content = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Times</title>{entries}</feed>'
        self.pages["/feed"] = ("application/atom+xml", content)


class Handler(BaseHTTPRequestHandler):
    """One request, with a validator for what did not change."""

    server: Site

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        """Answer."""
        media, content = self.server.pages.get(self.path, ("text/plain", ""))
        body = content.encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        status = 200 if self.path in self.server.pages else 404
        if status == 200 and self.headers["If-None-Match"] == tag:
            status, body = 304, b""
        if waiting := self.server.status.get(self.path):
            status, body = waiting.pop(0), b"later"
        self.server.seen.append((self.path, status))
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("ETag", tag)
        if status == 429:
            self.send_header("Retry-After", "0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving() -> Iterator[Site]:
    """A site until the block ends."""
    with Site() as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


def test_a_feed_is_followed(new_store: NewStore, tmp_path: Path) -> None:
    """New articles come, changed ones are replaced, copies stay out, nothing is fetched twice."""
    store = new_store()
    seen: list[Seen] = []

    def look(*more: str) -> list[tuple[str, str]]:
        seen.clear()
        watch([site.address("/feed"), *more], store=store, once=True, rate=1000, tell=seen.append)
        return [(s.outcome, s.detail) for s in seen if s.outcome != "looked"]

    with serving() as site:
        site.pages["/robots.txt"] = ("text/plain", "User-agent: *\nDisallow: /private/\n")
        for path, place in (("/a", "Tehran"), ("/b", "Quetta"), ("/private/c", "Ankara")):
            site.page(path, place)
        site.page("/copy", "Tehran", title="The same by another paper")
        site.feed(("/a", "1"), ("/b", "1"), ("/private/c", "1"), ("/copy", "1"))
        site.status = {"/a": [429]}
        first = dict(look())
        assert set(first) == {"added", "copy", "failed"}
        assert "robots.txt" in first["failed"]
        with Store.open(store, read_only=True) as graph:
            a, b = graph.articles()
        assert first["copy"] == a
        assert a.startswith("a-")
        assert ("/private/c", 200) not in site.seen
        assert [status for path, status in site.seen if path == "/a"] == [429, 200]

        site.seen.clear()
        assert look() == []
        assert [path for path, status in site.seen if status == 200] == []

        site.page("/b", "Moscow")
        site.feed(("/a", "1"), ("/b", "2"))
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "note.txt").write_text("Russia condemned Israel.")
        site.status = {}
        assert look(str(tmp_path / "in")) == [("changed", ""), ("added", "")]
        with Store.open(store, read_only=True) as graph:
            assert graph.articles() == [a, b, "note"]
            text = kg.ask(f"SELECT ?t {{ <{graph.base}article/{b}> ent:text ?t }}", store=store)
        assert "Moscow" in str(text)

        site.pages.pop("/feed")
        assert [outcome for outcome, _ in look()] == ["failed"]


def test_an_address_is_an_article(new_store: NewStore, capsys: pytest.CaptureFixture[str]) -> None:
    """`kg build` takes a page as it takes a file; one that is not there is named."""
    store = str(new_store())
    with serving() as site:
        site.page("/news/talks", "Tehran")
        assert run(["build", site.address("/news/talks"), "--store", store]) == 0
        assert "talks-" in capsys.readouterr().out
        assert run(["build", site.address("/nowhere"), "--store", store]) == 2
        assert "HTTP status 404" in capsys.readouterr().err


def test_what_cannot_be_watched_says_so(tmp_path: Path) -> None:
    """Before anything is fetched."""
    with pytest.raises(OptionError, match="nothing to watch"):
        watch([], store=tmp_path / "graph")
    with pytest.raises(OptionError, match="--state"):
        watch(["in"], store="http://localhost:3030/news")
