"""Web pages to articles: the text of a page without its menus, and what the page says of itself.

trafilatura finds both; it does better than its peers in every comparison that we know of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kg.errors import MissingToolError, ReadError
from kg.model import Article
from kg.read.metadata import Field, article
from kg.read.naming import id_of_name

__all__ = ["read_html", "read_page"]

SHORTEST = 80
"""Characters below which what was found is a caption or a notice, no article."""


def read_html(path: Path, *, otherwise: str, max_bytes: int) -> Article:
    """The article in a saved page."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), found=f"cannot be read: {error.strerror}") from error
    if len(content) > max_bytes:
        raise ReadError(
            str(path), found=f"has {len(content):,} bytes", allowed=f"at most {max_bytes:,}"
        )
    return read_page(content, str(path), otherwise=otherwise)


def read_page(
    content: bytes,
    where: str,
    *,
    otherwise: str | None = None,
    url: str | None = None,
    known: Mapping[str, object] | None = None,
) -> Article:
    """The article of a page in HTML.

    `url` is where the page was found. `known` says what somebody else, such as a feed, tells of it
    (title, published, source); the page's own word counts more.
    """
    try:
        import trafilatura  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingToolError(
            where, found="pages need trafilatura", remedy="pip install 'entente[feeds]'"
        ) from error
    # deduplicate=False: what a page says twice, it says twice
    found = trafilatura.bare_extraction(
        content, url=url, include_comments=False, include_tables=False, with_metadata=True
    )
    told = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    text = _text(told.get("text"))
    if len(text) < SHORTEST:
        raise ReadError(where, found="no article is found in this page")
    fields = dict(known or {})
    for ours, theirs in (
        ("title", told.get("title")),
        ("published", told.get("date")),
        ("source", told.get("sitename")),
        ("language", told.get("language")),
        ("url", url or told.get("url")),
    ):
        if theirs and str(theirs).strip():
            fields[ours] = " ".join(str(theirs).split())
    return article(
        text,
        {key: Field(value, where) for key, value in fields.items() if value},
        otherwise=otherwise or id_of_name(where.rpartition("/")[2] or where),
    )


def _text(found: object) -> str:
    """Paragraphs with an empty line between, as articles are written."""
    lines = str(found or "").splitlines()
    return "\n\n".join(re.sub(r"\s+", " ", line).strip() for line in lines if line.strip())
