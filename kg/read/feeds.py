"""Feeds (RSS, Atom) to the articles that they announce; feedparser reads what publishers write."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kg.errors import MissingToolError, ReadError

__all__ = ["Item", "is_feed", "read_feed"]


@dataclass(frozen=True, slots=True)
class Item:
    """An article as a feed announces it; `text` is what the feed holds of it, without markup."""

    key: str
    """What stays the same while the article is the same: the feed's id of it, or its address."""
    url: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    text: str = ""
    version: str = ""
    """What changes when the publisher changes the article, as far as the feed says so."""

    def known(self) -> Mapping[str, object]:
        """What the feed says of the article, as a header would."""
        return {"title": self.title, "published": self.published, "source": self.source}


def is_feed(content: bytes) -> bool:
    """Whether something is a feed, by its first element."""
    start = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>", b"", content[:4096], flags=re.DOTALL)
    return re.match(rb"\s*<(?:\w+:)?(?:rss|feed|RDF)\b", start.lstrip(b"\xef\xbb\xbf")) is not None


def read_feed(content: bytes, where: str) -> list[Item]:
    """The articles of a feed, in its order. Raises `ReadError` if it is none."""
    try:
        import feedparser  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingToolError(
            where, found="feeds need feedparser", remedy="pip install 'entente[feeds]'"
        ) from error
    # nothing is fetched: the content is handed over
    parsed = feedparser.parse(content, response_headers={"content-location": where})
    if not parsed.get("version"):
        reason = parsed.get("bozo_exception")
        raise ReadError(where, found=f"is no feed{f': {reason}' if reason else ''}")
    source = _line(parsed.feed.get("title"))
    found: dict[str, Item] = {}
    for entry in parsed.entries:
        url = str(entry.get("link") or "")
        if not re.match(r"https?://", url):
            continue
        key = str(entry.get("id") or url)
        found.setdefault(
            key,
            Item(
                key,
                url,
                _line(entry.get("title")),
                _day(entry.get("published_parsed")),
                source,
                _plain(entry),
                # asked for what is not there, feedparser guesses, and warns
                str(entry["updated"] if "updated" in entry else entry.get("published") or ""),
            ),
        )
    return list(found.values())


def _plain(entry: Mapping[str, object]) -> str:
    contents = entry.get("content")
    parts = [str(part.get("value", "")) for part in contents] if isinstance(contents, list) else []
    longest = max([*parts, str(entry.get("summary") or "")], key=len)
    paragraphs = re.split(r"</p>|<br\s*/?>\s*<br\s*/?>|\n\s*\n", longest)
    lines = (_line(re.sub(r"<[^>]*>", " ", paragraph)) for paragraph in paragraphs)
    return "\n\n".join(line for line in lines if line)


def _line(value: object) -> str | None:
    text = " ".join(html.unescape(str(value or "")).split())
    return text or None


def _day(value: object) -> date | None:
    try:
        return date(*value[:3]) if value else None  # type: ignore[index]
    except (TypeError, ValueError):
        return None
