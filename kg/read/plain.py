"""Plain text files, each with an optional header between lines `---` and an optional sidecar."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article
from kg.read.decoding import decode
from kg.read.metadata import KEYS, Field, article, unknown_key

__all__ = ["read_plain", "sidecar_of", "split_header"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_FENCE = "---"


def sidecar_of(path: Path) -> Path:
    """Where the metadata of `NAME.txt` may stand: `NAME.meta.toml`."""
    return path.with_name(path.stem + ".meta.toml")


def read_plain(path: Path, *, otherwise: str, max_bytes: int) -> Article:
    """The article in a text file. Its text is what stands after the header, untouched."""
    fields, text = split_header(decode(path, max_bytes=max_bytes), str(path))
    sidecar = sidecar_of(path)
    if sidecar.is_file():
        for key, field in _read_sidecar(sidecar, max_bytes=max_bytes).items():
            if key in fields:
                raise ReadError(
                    field.where,
                    found=f"{key!r} stands in {fields[key].where} too",
                    remedy="take one of them out",
                )
            fields[key] = field
    if not text.strip():
        raise ReadError(str(path), found="holds no text", remedy="put the article in, or remove it")
    return article(text, fields, otherwise=otherwise)


def split_header(content: str, where: str) -> tuple[dict[str, Field], str]:
    """The header's fields and the text after it; no fields where the first line is not `---`."""
    first = _LINE.match(content)
    if first is None or first[0].rstrip() != _FENCE:
        return {}, content
    fields: dict[str, Field] = {}
    position, number = first.end(), 1
    while position < len(content):
        match = _LINE.match(content, position)
        assert match is not None  # noqa: S101 - the pattern matches anything, at every position
        line, position, number = match[0].strip(), match.end(), number + 1
        if line == _FENCE:
            return fields, content[position:]
        if line and not line.startswith("#"):
            key, field = _header_line(line, f"{where}:{number}")
            if key in fields:
                raise ReadError(
                    field.where,
                    found=f"{key!r} stands in line {fields[key].where.rpartition(':')[2]} too",
                    remedy="take one of them out",
                )
            fields[key] = field
    raise ReadError(
        f"{where}:1", found="the header has no end", allowed=f"a line {_FENCE} after its last key"
    )


def _header_line(line: str, where: str) -> tuple[str, Field]:
    key, colon, value = line.partition(":")
    key, value = key.strip(), value.strip()
    if not colon:
        shown = line if len(line) <= 60 else line[:59] + "…"
        raise ReadError(
            where,
            found=f"{shown!r} is no 'key: value'",
            remedy="close the header with a line --- before the text",
        )
    if key not in KEYS:
        raise unknown_key(key, where)
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return key, Field(value, where)


def _read_sidecar(path: Path, *, max_bytes: int) -> dict[str, Field]:
    content = decode(path, max_bytes=max_bytes)
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise ReadError(
            str(path),
            found=f"is no TOML: {error}",
            allowed="lines such as published = 2024-03-11",
        ) from error
    fields: dict[str, Field] = {}
    for key, value in table.items():
        line = re.search(rf"^[ \t]*[\"']?{re.escape(key)}\b", content, re.MULTILINE)
        number = content.count("\n", 0, line.start()) + 1 if line else 1
        if key not in KEYS:
            raise unknown_key(key, f"{path}:{number}")
        fields[key] = Field(value, f"{path}:{number}")
    return fields
