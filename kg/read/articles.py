"""Files and folders to articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import MissingToolError, ReadError
from kg.model import Article
from kg.read.archives import read_archive
from kg.read.lines import count_lines, read_lines
from kg.read.naming import id_of_name
from kg.read.pages import read_html
from kg.read.plain import read_plain

__all__ = [
    "ENDINGS",
    "MAX_BYTES",
    "count",
    "ending_of",
    "expand",
    "read",
    "read_all",
    "read_each",
    "read_file",
    "read_named",
]

ENDINGS = (".txt", ".jsonl", ".html", ".htm", ".warc", ".warc.gz")
MAX_BYTES = 5_000_000


def read(path: Path | str, *, max_bytes: int = MAX_BYTES) -> Iterator[Article]:
    """Every article of a file or folder, in the order of the files' names.

    In a folder the files `*.txt` and `*.jsonl` are articles, in subfolders too, unless hidden.
    Raises `ReadError` at the first file that cannot be read, or whose id another one has already.
    """
    return read_all([path], max_bytes=max_bytes)


def read_all(paths: Iterable[Path | str], *, max_bytes: int = MAX_BYTES) -> Iterator[Article]:
    """Every article of several files and folders, each id once."""
    for article in read_each(paths, max_bytes=max_bytes):
        if isinstance(article, ReadError):
            raise article
        yield article


def read_each(
    paths: Iterable[Path | str], *, max_bytes: int = MAX_BYTES
) -> Iterator[Article | ReadError]:
    """The same, with the error of an article that cannot be read in its place.

    Raises `ReadError` at once for paths that cannot be used.
    """
    named = [
        (file, file.relative_to(root).as_posix() if file != root else file.name)
        for root in map(Path, paths)
        for file in expand(root)
    ]
    return _each(named, max_bytes=max_bytes)


def count(paths: Iterable[Path | str]) -> int:
    """How many articles there are, counted without reading them."""
    files = [file for root in paths for file in expand(root)]
    return sum(count_lines(file) if file.suffix.lower() == ".jsonl" else 1 for file in files)


def _each(named: Iterable[tuple[Path, str]], *, max_bytes: int) -> Iterator[Article | ReadError]:
    seen: dict[str, str] = {}
    for file, name in named:
        for where, article in read_named(file, id_of_name(name), max_bytes=max_bytes):
            if isinstance(article, ReadError):
                yield article
            elif article.id in seen:
                yield ReadError(
                    where,
                    found=f"its id {article.id!r} is that of {seen[article.id]} too",
                    remedy="give one of them an 'id' of its own",
                )
            else:
                seen[article.id] = where
                yield article


def read_file(path: Path | str, *, max_bytes: int = MAX_BYTES) -> Iterator[Article]:
    """The articles of one file: one for `.txt`, one a line for `.jsonl`."""
    file = Path(path)
    if expand(file) != (file,):
        raise ReadError(str(file), found="is a folder", allowed="a file", remedy="use kg.read")
    return read_all([file], max_bytes=max_bytes)


def expand(path: Path | str) -> tuple[Path, ...]:
    """The files that hold articles: the file itself, or those in the folder, sorted by name.

    Raises `ReadError` for a path that is not there, another ending, and a folder without articles.
    """
    root = Path(path)
    endings = " or ".join(f"*{ending}" for ending in ENDINGS)
    if root.is_file():
        if not ending_of(root):
            raise ReadError(str(root), found=f"has the ending {root.suffix!r}", allowed=endings)
        return (root,)
    if not root.is_dir():
        raise ReadError(str(root), found="is not there", remedy="check the path")
    files = (f for f in root.rglob("*") if ending_of(f) and f.is_file())
    shown = {
        file.relative_to(root).as_posix(): file
        for file in files
        if not any(part.startswith(".") for part in file.relative_to(root).parts)
    }
    if not shown:
        raise ReadError(str(root), found="no article in this folder", allowed=f"files {endings}")
    # sorted by the whole path: the order of a folder differs between machines
    return tuple(shown[name] for name in sorted(shown))


def ending_of(file: Path) -> str:
    """The ending that tells how a file is read; empty if it is none of ours."""
    name = file.name.lower()
    return next((ending for ending in ENDINGS if name.endswith(ending)), "")


def read_named(
    file: Path, otherwise: str, *, max_bytes: int = MAX_BYTES
) -> Iterator[tuple[str, Article | ReadError]]:
    """The articles of one file, or their errors, with their places."""
    kind = ending_of(file)
    try:
        if kind == ".jsonl":
            yield from read_lines(file, otherwise=otherwise, max_bytes=max_bytes)
        elif kind in (".warc", ".warc.gz"):
            yield from read_archive(file, max_bytes=max_bytes)
        elif kind in (".html", ".htm"):
            yield str(file), read_html(file, otherwise=otherwise, max_bytes=max_bytes)
        else:
            yield str(file), read_plain(file, otherwise=otherwise, max_bytes=max_bytes)
    except ReadError as error:
        yield str(file), error
    except MissingToolError as error:
        yield str(file), ReadError(error.where, found=error.found, remedy=error.remedy)
