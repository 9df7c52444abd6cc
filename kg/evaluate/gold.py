"""Gold sets: one JSON record a line, each with a text and what is to be found in it."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.evaluate.mapping import Fields
from kg.model import Article

__all__ = ["Record", "read_gold", "records"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One gold record: the article that is made of it, and what is expected of it."""

    id: str
    article: Article
    expected: tuple[Row, ...]
    row: Row


def read_gold(path: Path) -> list[Row]:
    """The lines of a gold file as JSON objects. Raises `ReadError` with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), found="cannot be read", allowed="a file in UTF-8") from error
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ReadError(f"{path}:{number}", found=f"is not JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise ReadError(f"{path}:{number}", found="is not a JSON object")
        rows.append(row)
    if not rows:
        raise ReadError(str(path), found="holds no record")
    return rows


def records(rows: Sequence[Row], fields: Fields, *, where: str) -> list[Record]:
    """The records of a gold file, read as a mapping says. Raises `ReadError` for a missing key."""
    found = []
    for number, row in enumerate(rows, start=1):
        missing = [key for key in (fields.text, fields.expected) if key not in row]
        if missing:
            raise ReadError(
                f"{where}: record {number}",
                found=f"has no {missing[0]!r}",
                remedy="name the right key under [fields] of the mapping",
            )
        text = row[fields.text]
        text = " ".join(text) if isinstance(text, list) else str(text)
        if fields.carrier:
            text = fields.carrier.replace("{text}", text)
        article = Article(f"record-{number}", text, published=_date(row, fields.dates))
        name = str(row.get("id", number))
        found.append(Record(name, article, tuple(row[fields.expected]), row))
    return found


def _date(row: Row, keys: Sequence[str]) -> datetime.date | None:
    """The first of some keys that holds a day: 2024-03-11, 20240311 or "11 March 2024"."""
    for key in keys:
        value = row.get(key)
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and (day := _day(text.strip())):
                return day
    return None


def _day(text: str) -> datetime.date | None:
    compact = text.replace("-", "")
    compacted = re.fullmatch(r"(?:19|20)\d{6}", compact)
    given, form = (compact, "%Y%m%d") if compacted else (text, "%d %B %Y")
    try:
        return datetime.datetime.strptime(given, form).replace(tzinfo=datetime.UTC).date()
    except ValueError:
        return None
