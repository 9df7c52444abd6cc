"""JSON Lines: an article a line, with the keys of a header and `text`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.decoding import decode_bytes
from kg.read.metadata import KEYS, Field, article, nearest, unknown_key

__all__ = ["article_of", "count_lines", "line_of", "read_lines"]

_KEYS = (*KEYS, "text")
# other names under which collections hold the same thing
_SYNONYMS = {"date": "published"}


def read_lines(
    path: Path, *, otherwise: str, max_bytes: int
) -> Iterator[tuple[str, Article | ReadError]]:
    """Each article, or its error, with its place, such as `news.jsonl:7`.

    Blank lines are passed over. A line without `id` and `url` is named after the file and its
    number.
    """
    offset, found = 0, False
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                where = f"{path}:{number}"
                if line.strip():
                    found = True
                    yield where, line_of(line, where, f"{otherwise}-{number}", max_bytes, offset)
                offset += len(line)
    except OSError as error:
        raise ReadError(str(path), found=f"cannot be read: {error.strerror}") from error
    if not found:
        raise ReadError(str(path), found="is empty", remedy="put articles in, or remove it")


def line_of(
    line: bytes, where: str, otherwise: str, max_bytes: int, offset: int
) -> Article | ReadError:
    """The article of a line that begins at `offset`, or its error."""
    try:
        _require_size(line, where, max_bytes)
        return _article(decode_bytes(line, where, offset=offset), where, otherwise=otherwise)
    except ReadError as error:
        return error


def count_lines(path: Path) -> int:
    """How many lines hold something."""
    try:
        with path.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError as error:
        raise ReadError(str(path), found=f"cannot be read: {error.strerror}") from error


def _require_size(line: bytes, where: str, max_bytes: int) -> None:
    if len(line) > max_bytes:
        raise ReadError(
            where, found=f"has {len(line):,} bytes", allowed=f"at most {max_bytes:,} an article"
        )


def _article(line: str, where: str, *, otherwise: str) -> Article:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError(
            where,
            found=f"is no JSON: {error.msg} at column {error.colno}",
            allowed='a line such as {"text": "…", "published": "2024-03-11"}',
        ) from error
    if not isinstance(record, dict):
        raise ReadError(where, found="is no JSON object", allowed='a line such as {"text": "…"}')
    return article_of(record, where, otherwise=otherwise)


def article_of(record: dict[str, object], where: str, *, otherwise: str) -> Article:
    """The article of a record with the keys of a header and `text`."""
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ReadError(
            where,
            found="has no 'text'" if text is None else "'text' holds no text",
            allowed="the article under the key 'text'",
        )
    _check_characters(text, where)
    return article(text, _fields(record, where), otherwise=otherwise)


def _fields(record: dict[str, object], where: str) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for name, value in record.items():
        key = _SYNONYMS.get(name, name)
        if key not in _KEYS:
            # Collections carry fields of their own; only what looks like a slip is refused.
            if nearest(name, _KEYS):
                raise unknown_key(name, where, _KEYS)
            continue
        if key == "text" or value is None:
            continue
        if key in fields:
            raise ReadError(where, found=f"{key!r} is given twice", remedy="take one of them out")
        fields[key] = Field(value, where)
    return fields


def _check_characters(text: str, where: str) -> None:
    # JSON can escape what no RDF literal may hold.
    for at, character in enumerate(text):
        if character == "\x00" or 0xD800 <= ord(character) <= 0xDFFF:
            raise ReadError(
                where,
                found=f"'text' holds U+{ord(character):04X} at character {at}",
                allowed="characters that may stand in a document",
            )
