"""Web archives (WARC, ISO 28500) to articles: every page in HTML that was answered with 200."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import MissingToolError, ReadError
from kg.model import Article
from kg.read.pages import read_page

__all__ = ["read_archive"]

HTML = ("text/html", "application/xhtml+xml")


def read_archive(path: Path, *, max_bytes: int) -> Iterator[tuple[str, Article | ReadError]]:
    """Each page of an archive, or its error, with its place, such as `crawl.warc.gz:7`.

    Pages without an article (lists, notices) are passed over. Of a page that was archived several
    times, the last one counts: it comes first, and the others are the same address again.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ImportError as error:
        raise MissingToolError(
            str(path), found="web archives need warcio", remedy="pip install 'entente[feeds]'"
        ) from error
    pages: dict[str, tuple[str, Article | ReadError]] = {}
    try:
        with path.open("rb") as stream:
            for number, record in enumerate(ArchiveIterator(stream), start=1):
                headers = record.http_headers
                if record.rec_type != "response" or headers is None:
                    continue
                media = (headers.get_header("Content-Type") or "").partition(";")[0].lower()
                if headers.get_statuscode() != "200" or media.strip() not in HTML:
                    continue
                where, url = f"{path}:{number}", record.rec_headers.get_header("WARC-Target-URI")
                content = record.content_stream().read(max_bytes + 1)
                if found := _page(content, where, url, max_bytes=max_bytes):
                    pages[url] = (where, found)
    except OSError as error:
        raise ReadError(str(path), found=f"cannot be read: {error.strerror}") from error
    except ArchiveLoadFailed as error:
        raise ReadError(str(path), found=f"is no web archive: {error}") from error
    if not pages:
        raise ReadError(str(path), found="holds no article")
    yield from pages.values()


def _page(content: bytes, where: str, url: str, *, max_bytes: int) -> Article | ReadError | None:
    if len(content) > max_bytes:
        return ReadError(where, found=f"has more than {max_bytes:,} bytes")
    try:
        return read_page(content, where, url=url)
    except ReadError as error:
        return None if error.found.startswith("no article") else error
