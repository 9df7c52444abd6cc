"""Ids: from a header, an address or a file's name, the same on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import unquote, urlsplit

__all__ = ["ALLOWED_ID", "digest_of", "id_of_name", "id_of_url", "is_id", "slug"]

ALLOWED_ID = "letters a-z and A-Z, digits, '.', '_' and '-', at most 120, a letter or digit first"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_LONGEST = 100


def is_id(text: str) -> bool:
    """Whether `text` can stand in an IRI as it is."""
    return _ID.fullmatch(text) is not None


def digest_of(text: str) -> str:
    """Eight characters that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def slug(text: str) -> str:
    """Lower-case ASCII words with hyphens between; a digest where no ASCII letter is left.

    >>> slug("Visite à Téhéran, 2024")
    'visite-a-teheran-2024'
    """
    # NFKD takes accents off their letters, so that "é" survives as "e".
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", bare))
    return words[:_LONGEST].rstrip("-") or digest_of(text)


def id_of_url(url: str) -> str:
    """The last part of the path, and a digest of the whole address: tails repeat between sites.

    >>> id_of_url("https://example.org/news/2024/state-visit.html")
    'state-visit-4c655b6c'
    """
    parts = urlsplit(url)
    tail = next((p for p in reversed(parts.path.split("/")) if p), parts.netloc)
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", unquote(tail)) or tail
    return f"{slug(stem)}-{digest_of(url)}"


def id_of_name(relative: str) -> str:
    """A file's path under the folder that was given, without its ending.

    >>> id_of_name("2024/state-visit.txt")
    '2024-state-visit'
    """
    return slug(re.sub(r"\.[A-Za-z0-9]+$", "", relative))
