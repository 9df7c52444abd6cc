"""Bytes to text: UTF-8 or a clear refusal. Line ends stay, since every offset counts them."""

from __future__ import annotations

import codecs
from pathlib import Path

from kg.errors import ReadError

__all__ = ["decode", "decode_bytes"]


def decode(path: Path, *, max_bytes: int) -> str:
    """The text of a file, without a byte order mark."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= max_bytes else b""
    except OSError as error:
        raise ReadError(str(path), found=f"cannot be read: {error.strerror}") from error
    if size > max_bytes:
        raise ReadError(
            str(path),
            found=f"has {size:,} bytes",
            allowed=f"at most {max_bytes:,} an article",
            remedy="put each article into a file of its own, or on a line of a .jsonl file",
        )
    return decode_bytes(content, str(path))


def decode_bytes(content: bytes, where: str, *, offset: int = 0) -> str:
    """The text in `content`; `offset` is where `content` begins in its file."""
    if not content.strip():
        raise ReadError(where, found="is empty", remedy="put the article in, or remove it")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadError(
            where,
            found="is UTF-16",
            allowed="UTF-8",
            remedy="convert it: iconv -f utf-16 -t utf-8",
        )
    if (at := content.find(0)) >= 0:
        raise ReadError(
            where,
            found=f"is binary: byte 0x00 at offset {offset + at}",
            allowed="a text file in UTF-8",
        )
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        skipped = len(content) - len(content.removeprefix(codecs.BOM_UTF8))
        at = error.start + skipped
        raise ReadError(
            where,
            found=f"is not UTF-8: byte 0x{content[at]:02x} at offset {offset + at}",
            allowed="UTF-8",
            remedy="convert it: iconv -f windows-1252 -t utf-8",
        ) from error
