"""Gathering articles from addresses: a page, or all that a feed announces, politely."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg.errors import EndpointError, ReadError
from kg.model import Article
from kg.read import Item, is_feed, read_feed, read_page
from kg.web import Client, Manners
from kg.web.robots import Robots

__all__ = ["Gatherer", "gatherer", "read_address"]

PAGES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
FEEDS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"
LARGEST = 8 << 20
"""Bytes of a page or a feed."""
LONG_ENOUGH = 600
"""Characters from which what a feed holds of an article is taken for all of it."""


class Gatherer:
    """Fetches feeds and pages. What did not change since is not sent again by who can tell."""

    def __init__(self, client: Client) -> None:
        self._client, self._robots = client, Robots(client)

    def feed(self, address: str) -> list[Item]:
        """What a feed announces; a page is one item."""
        content = self._get(address, FEEDS)
        if is_feed(content):
            return read_feed(content, address)
        return [Item(address, address, version=hashlib.sha256(content).hexdigest())]

    def article(self, item: Item) -> Article:
        """The article that was announced: its page, or what the feed holds where that is enough."""
        try:
            return read_page(self._get(item.url, PAGES), item.url, url=item.url, known=item.known())
        except (EndpointError, ReadError):
            if len(item.text) < LONG_ENOUGH:
                raise
        return read_page(_as_page(item), item.url, url=item.url, known=item.known())

    def _get(self, address: str, accept: str) -> bytes:
        if not self._robots.allow(address):
            raise ReadError(
                address,
                found="its site does not allow programs to fetch it (robots.txt)",
                remedy="save the page, and build the file",
            )
        return self._client.get(address, accept=accept).body


def _as_page(item: Item) -> bytes:
    paragraphs = "".join(f"<p>{_escaped(part)}</p>" for part in item.text.split("\n\n"))
    return (
        f"<html><head><title>{_escaped(item.title or '')}</title></head>"
        f"<body><article>{paragraphs}</article></body></html>"
    ).encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@contextmanager
def gatherer(
    *, cache: Path | None = None, rate: float = 1.0, timeout: float = 30.0
) -> Iterator[Gatherer]:
    """A gatherer with manners: `rate` requests a second to one host; answers lie in `cache`."""
    manners = replace(Manners(), rate=rate, timeout=timeout, attempts=3, size=LARGEST, fresh=0.0)
    with Client(manners=manners, cache=cache) as client:
        yield Gatherer(client)


def read_address(address: str) -> Iterator[Article | ReadError]:
    """The article at an address, or all that a feed there announces, or their errors."""
    with gatherer() as gather:
        try:
            items = gather.feed(address)
        except (EndpointError, ReadError) as error:
            yield ReadError(error.where, found=error.found, remedy=error.remedy)
            return
        for item in items:
            try:
                yield gather.article(item)
            except (EndpointError, ReadError) as error:
                yield ReadError(error.where, found=error.found, remedy=error.remedy)
