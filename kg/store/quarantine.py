"""Articles that failed validation: kept whole, with their reports, outside the graph."""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.errors import OptionError, StoreError
from kg.model import Article, Finding, Report
from kg.store.folder import write_whole
from kg.store.nquads import from_lines, normalised, to_lines

__all__ = ["Quarantine", "Quarantined", "not_here", "packed", "unpacked"]


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An article that was not let in: as it was read, what it would have stated, and why."""

    article: Article
    quads: tuple[ox.Quad, ...]
    report: Report
    mark: str = ""
    """What it was made from, as the caller marked it."""


def packed(article: Article, quads: Iterable[ox.Quad], report: Report, *, mark: str = "") -> bytes:
    """What is kept of an article, as JSON."""
    kept = dataclasses.asdict(article)
    kept["published"] = article.published.isoformat() if article.published else None
    content = {
        "article": kept,
        "report": dataclasses.asdict(report),
        "mark": mark,
        "quads": to_lines(normalised(quads)).decode(),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def unpacked(content: bytes) -> Quarantined:
    """What `packed` has written; or `ValueError`, `KeyError`, `TypeError`."""
    kept = json.loads(content)
    article, report = dict(kept["article"]), kept["report"]
    if article["published"] is not None:
        article["published"] = datetime.date.fromisoformat(article["published"])
    return Quarantined(
        Article(**article),
        tuple(from_lines(kept["quads"].encode())),
        Report(report["about"], tuple(Finding(**f) for f in report["findings"])),
        str(kept.get("mark", "")),
    )


class Quarantine:
    """One file an article."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(
        self, article: Article, quads: Iterable[ox.Quad], report: Report, *, mark: str = ""
    ) -> None:
        """Keep an article; what was kept of the same article before is replaced."""
        content = packed(article, quads, report, mark=mark)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._file(article.id), content)
        except OSError as error:
            raise StoreError(
                str(self._folder), found=f"the disk says: {error}", remedy="mend that and run again"
            ) from error

    def list(self) -> list[str]:
        """The ids of the articles kept here, sorted."""
        if not self._folder.is_dir():
            return []
        return sorted(unquote(f.stem) for f in self._folder.glob("*.json") if f.name[0] != ".")

    def show(self, id: str) -> Quarantined:
        """An article with its quads and its report."""
        file = self._file(id)
        if not file.is_file():
            raise not_here(id, self.list())
        try:
            return unpacked(file.read_bytes())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(
                str(file), found=f"cannot be read ({error})", remedy="drop it and build again"
            ) from error

    def mark(self, id: str) -> str | None:
        """What an article kept here was made from; None if it is not here."""
        return self.show(id).mark if self._file(id).is_file() else None

    def drop(self, id: str, *, missing_ok: bool = False) -> None:
        """Forget an article that is kept here."""
        file = self._file(id)
        if not file.is_file() and not missing_ok:
            raise not_here(id, self.list())
        file.unlink(missing_ok=True)

    def _file(self, id: str) -> Path:
        return self._folder / f"{quote(id, safe='')}.json"


def not_here(id: str, known: Iterable[str]) -> OptionError:
    """The error for an article that is not in quarantine."""
    near = difflib.get_close_matches(id, list(known), n=3)
    return OptionError(
        id,
        found="no such article in quarantine",
        remedy=f"did you mean {', '.join(near)}?" if near else "kg quarantine lists them",
    )
