"""Web pages, archives and feeds become articles."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import Copies, is_feed, read_all, read_each, read_feed, read_page
from tests.conftest import Write

TEXT = (
    "The foreign ministers of Iran and Pakistan met on Monday and agreed to open two markets.",
    "A spokesman said that the talks were useful and that the sides would meet again in May.",
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ministers meet - Example Times</title>
<meta property="og:title" content="Ministers meet">
<meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2024-04-22T10:00:00Z">
<link rel="canonical" href="https://example.org/news/ministers-meet"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a> Subscribe to our newsletter</nav>
<article><h1>Ministers meet</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p></article>
<footer>All rights reserved. Cookie settings.</footer></body></html>"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Example Times</title><link>https://example.org/</link>
<item><title>Ministers meet &amp;amp; agree</title>
<link>https://example.org/news/ministers-meet</link>
<guid>tag:example.org,2024:1</guid><pubDate>Mon, 22 Apr 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;They met.&lt;/p&gt;&lt;p&gt;They agreed.&lt;/p&gt;</description></item>
<item><title>No address</title></item>
<item><title>Odd</title><link>javascript:alert(1)</link></item></channel></rss>"""


def test_a_page_is_its_text_and_what_it_says_of_itself() -> None:
    """No menu, no footer; title, day, source and language are the page's own."""
    found = read_page(PAGE.encode(), "page.html", url="https://example.org/news/ministers-meet")
    assert TEXT[0] in found.text
    assert TEXT[1] in found.text
    assert "newsletter" not in found.text
    assert "Cookie" not in found.text
    assert (found.title, found.published, found.source) == (
        "Ministers meet",
        date(2024, 4, 22),
        "Example Times",
    )
    assert found.url == "https://example.org/news/ministers-meet"
    assert found.id.startswith("ministers-meet-")


@pytest.mark.parametrize(
    "content", [b"", b"<html></html>", b"<p>Page not found</p>", b"\xff\xfe\x00", b"{}"]
)
def test_a_page_without_an_article_is_refused(content: bytes) -> None:
    """A notice is no article."""
    with pytest.raises(ReadError, match="no article is found in this page"):
        read_page(content, "page.html")


def test_saved_pages_stand_beside_texts_in_a_folder(write: Write, tmp_path: Path) -> None:
    """Each named after its address, or its file."""
    write("in/page.html", PAGE)
    write("in/plain.txt", "Iran and Pakistan signed a treaty.")
    page, plain = read_all([tmp_path / "in"])
    assert page.url == "https://example.org/news/ministers-meet"
    assert plain.id == "plain"


def test_an_archive_gives_each_page_once(tmp_path: Path) -> None:
    """The last one of an address counts; pictures, errors and lists are passed over."""
    from warcio.statusandheaders import StatusAndHeaders  # noqa: PLC0415 - an extra
    from warcio.warcwriter import WARCWriter  # noqa: PLC0415

    path = tmp_path / "crawl.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, status, media, body in (
            ("https://example.org/a", "200 OK", "text/html", PAGE.replace("Monday", "Sunday")),
            ("https://example.org/a", "200 OK", "text/html; charset=utf-8", PAGE),
            ("https://example.org/b", "404 Not Found", "text/html", PAGE),
            ("https://example.org/c", "200 OK", "image/png", PAGE),
            ("https://example.org/d", "200 OK", "text/html", "<ul><li>News</li></ul>"),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body.encode()), http_headers=headers
            )
            writer.write_record(record)
            record.raw_stream.close()
    (found,) = read_all([path])
    assert found.url == "https://example.org/a"
    assert "Monday" in found.text


def test_what_is_no_archive_says_so(write: Write) -> None:
    """One line, and the others are read."""
    (error,) = read_each([write("broken.warc.gz", b"no archive at all")])
    assert isinstance(error, ReadError)
    assert "broken.warc.gz" in str(error)


def test_a_feed_announces_articles() -> None:
    """Title, day and what it holds of them; what has no address is passed over."""
    assert is_feed(FEED.encode())
    assert not is_feed(PAGE.encode())
    (item,) = read_feed(FEED.encode(), "https://example.org/feed")
    assert (item.key, item.url) == (
        "tag:example.org,2024:1",
        "https://example.org/news/ministers-meet",
    )
    assert item.title == "Ministers meet & agree"
    assert item.published == date(2024, 4, 22)
    assert item.source == "Example Times"
    assert item.text == "They met.\n\nThey agreed."


@pytest.mark.parametrize("content", [b"", b"<rss", b"<html>", b"\x00\x01", b"[]"])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    """In one line."""
    with pytest.raises(ReadError, match="is no feed"):
        read_feed(content, "https://example.org/feed")


def test_copies_are_found_and_edits_are_none(tmp_path: Path) -> None:
    """The same words in other capitals, with a by-line or a word changed; not a similar report."""
    words = " ".join(
        TEXT * 3 + tuple(f"Sentence number {n} of this report ends here." for n in range(30))
    )
    copies = Copies(tmp_path / "texts.sqlite")
    copies.note("first", words)
    assert copies.original("second", words.upper()) == "first"
    assert (
        copies.original("second", f"ISLAMABAD (Agency) - {words} Read more on our site.") == "first"
    )
    assert copies.original("first", words) is None
    assert (
        copies.original("other", " ".join(f"Another fact, the {n}th, is told." for n in range(40)))
        is None
    )
    assert copies.original("other", words[: len(words) // 2]) is None
    copies.close()
    again = Copies(tmp_path / "texts.sqlite")
    assert again.original("third", words + " The end.") == "first"
    again.forget("first")
    assert again.original("third", words) is None
    again.close()


def test_an_article_of_a_page_is_the_same_each_time() -> None:
    """Byte for byte."""
    first, second = (read_page(PAGE.encode(), "page.html") for _ in range(2))
    assert isinstance(first, Article)
    assert first == second
