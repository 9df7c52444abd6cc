"""Articles as records of other collections: fields under other names, and where they stood."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from kg.errors import OptionError, ReadError
from kg.model import Article
from kg.read.articles import MAX_BYTES, ending_of, expand, read_named
from kg.read.decoding import decode_bytes
from kg.read.lines import article_of, line_of
from kg.read.metadata import KEYS, article
from kg.read.naming import digest_of, id_of_name
from kg.read.plain import split_header

__all__ = ["Portion", "columns_of", "portions", "read_bytes", "read_portion", "read_record"]

Portion = tuple[str, str, int, int, int]
"""Some articles of a file: its path, the name for what has none, first line, offset, how many."""

LINES = 256
"""How many lines of a file are a portion."""


def portions(paths: tuple[Path, ...]) -> Iterator[Portion]:
    """The articles of files and folders in portions that can be read apart, in their order."""
    for root in paths:
        for file in expand(root):
            name = file.relative_to(root).as_posix() if file != root else file.name
            otherwise = id_of_name(name)
            if ending_of(file) != ".jsonl":
                yield str(file), otherwise, 0, 0, 1
                continue
            number, offset = 1, 0
            with file.open("rb") as lines:
                while chunk := list(islice(lines, LINES)):
                    yield str(file), otherwise, number, offset, len(chunk)
                    number, offset = number + len(chunk), offset + sum(map(len, chunk))


def read_portion(portion: Portion) -> Iterator[tuple[str, Article | ReadError]]:
    """The articles of a portion, or their errors, with their places."""
    path, otherwise, first, offset, count = portion
    if not first:
        yield from read_named(Path(path), otherwise)
        return
    with Path(path).open("rb") as lines:
        lines.seek(offset)
        for number, line in enumerate(islice(lines, count), start=first):
            if line.strip():
                where = f"{path}:{number}"
                yield where, line_of(line, where, f"{otherwise}-{number}", MAX_BYTES, offset)
            offset += len(line)


def read_bytes(content: bytes, where: str) -> Article | ReadError:
    """The article in a text file that lies elsewhere; it has no sidecar."""
    try:
        fields, text = split_header(decode_bytes(content, where), where)
        if not text.strip():
            raise _empty(where)
        return article(text, fields, otherwise=id_of_name(where.rpartition("/")[2]))
    except ReadError as error:
        return error


def read_record(
    record: Mapping[str, object], where: str, *, columns: Mapping[str, str] | None = None
) -> Article | ReadError:
    """The article in a record, whose fields may have other names: `columns` maps ours to them.

    One without id and address is named after the file and its own words.
    """
    fields = dict(record)
    for ours, theirs in (columns or {}).items():
        if theirs not in fields:
            return ReadError(
                where,
                found=f"has no column {theirs!r}",
                allowed=f"one of {', '.join(sorted(fields)[:12])}",
            )
        fields[ours] = fields.pop(theirs)
    known = {key: value for key, value in fields.items() if key in (*KEYS, "text", "date")}
    words = digest_of(json.dumps(known, sort_keys=True, default=str))
    otherwise = f"{id_of_name(where.rpartition('/')[2])}-{words}"
    try:
        return article_of(known, where, otherwise=otherwise)
    except ReadError as error:
        return error


def columns_of(given: str | None) -> dict[str, str]:
    """Which columns hold what, from an option such as `text=body,published=date_of_issue`."""
    found: dict[str, str] = {}
    for part in (given or "").split(","):
        if part.strip():
            ours, equals, theirs = (piece.strip() for piece in part.partition("="))
            if ours not in (*KEYS, "text") or not equals or not theirs or ours in found:
                raise OptionError(
                    part.strip(),
                    found="does not say which column holds what",
                    allowed=f"NAME=COLUMN with a name of {', '.join((*KEYS, 'text'))}",
                )
            found[ours] = theirs
    return found


def _empty(where: str) -> ReadError:
    return ReadError(where, found="holds no text", remedy="put the article in, or remove it")
