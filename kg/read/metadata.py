"""What may be said about an article, and how each thing is checked, for every form of input."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import ReadError
from kg.model import Article
from kg.read.naming import ALLOWED_ID, id_of_url, is_id

__all__ = ["KEYS", "Field", "article", "nearest", "unknown_key"]

KEYS = ("id", "title", "published", "source", "url", "language")

# RFC 3339 full-date; a time after it is read over, since events are dated by days
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?")
_YEARS = range(1000, 9999)
# the shape of BCP 47 tags, https://www.rfc-editor.org/rfc/rfc5646#section-2.1
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# absolute, and none of the characters that RFC 3987 keeps out of IRIs
_URL = re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`/]+[^\x00-\x20<>\"{}|\\^`]*")


@dataclass(frozen=True, slots=True)
class Field:
    """A value as it was written, and where: `seeds/visit.txt:3`."""

    value: object
    where: str


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that somebody who wrote `name` may have meant."""
    near = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=0.7)
    return near[0] if near else None


def unknown_key(name: str, where: str, known: Iterable[str] = KEYS) -> ReadError:
    """The error for a key that means nothing here."""
    near = nearest(name, known)
    return ReadError(
        where,
        found=f"{name!r} is no known key",
        allowed=f"one of {', '.join(known)}",
        remedy=f"did you mean {near!r}?" if near else "",
    )


def article(text: str, fields: Mapping[str, Field], *, otherwise: str) -> Article:
    """The article with this text; its id is the one given, else of the address, else `otherwise`.

    Raises `ReadError` with the place of the first value that cannot be used.
    """
    given = {key: _text(key, field) for key, field in fields.items() if key != "published"}
    url = given.get("url")
    return Article(
        id=given.get("id") or (id_of_url(url) if url else otherwise),
        text=text,
        title=given.get("title"),
        published=_date(fields["published"]) if "published" in fields else None,
        source=given.get("source"),
        url=url,
        language=given.get("language"),
    )


def _text(key: str, field: Field) -> str:
    value = field.value
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # ids of databases are often numbers
    if not isinstance(value, str):
        raise _wrong(key, field, "a text")
    text = value.strip()
    if not text:
        raise ReadError(field.where, found=f"{key!r} is empty", remedy="fill it in or take it out")
    if not text.isprintable():
        raise _wrong(key, field, "one line without control characters")
    if key == "id" and not is_id(text):
        raise _wrong(key, field, ALLOWED_ID)
    if key == "url" and not (_URL.fullmatch(text) and _has_host(text)):
        raise _wrong(key, field, "an address such as https://example.org/news/1, without spaces")
    if key == "language" and not _LANGUAGE.fullmatch(text):
        raise _wrong(key, field, "a language tag such as en or en-GB")
    if key == "language":
        # tags differ in no more than case: the language itself is written small
        language, hyphen, more = text.partition("-")
        text = language.lower() + hyphen + more
    return text


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # brackets around what is no IPv6 address
        return False


def _wrong(key: str, field: Field, allowed: str) -> ReadError:
    shown = field.value if isinstance(field.value, str) else repr(field.value)
    if len(shown) > 60:
        shown = shown[:59] + "…"
    shown = "".join(c if c.isprintable() else "�" for c in shown)
    return ReadError(field.where, found=f"{key!r} is {shown!r}", allowed=allowed)


def _date(field: Field) -> datetime.date:
    date = _any_date(field.value)
    # what no newspaper bears is a slip, and times are counted back and forth from it
    if date is None or date.year not in _YEARS:
        raise _wrong("published", field, "an ISO date such as 2024-03-11")
    return date


def _any_date(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and (match := _DATE.fullmatch(value.strip())):
        try:
            return datetime.date.fromisoformat(match[1])
        except ValueError:
            return None  # 2024-02-30 has the shape and is no day
    return None
