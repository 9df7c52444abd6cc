"""Watching feeds and folders: what is new or changed goes into the graph, copies do not."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import EndpointError, EntenteError, OptionError, ReadError
from kg.model import Article
from kg.pipeline.build import crew_size, require_base
from kg.pipeline.defaults import STORE
from kg.pipeline.run import Run
from kg.pipeline.stations import Stations
from kg.read import Item, read_each
from kg.store import open_store

if TYPE_CHECKING:
    from kg.pipeline.gathering import Gatherer

__all__ = ["MINUTES", "Seen", "watch"]

MINUTES = 15.0
"""How long until a source is looked at again."""

TABLE = """
CREATE TABLE IF NOT EXISTS item (
  source TEXT, key TEXT, version TEXT NOT NULL, outcome TEXT NOT NULL, article TEXT,
  PRIMARY KEY (source, key)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of an article or a source.

    `outcome` is added, changed, copy (of the article in `detail`), quarantine, failed, or looked
    (at a source: `detail` says how many articles it holds).
    """

    outcome: str
    article: str
    source: str
    detail: str = ""


def watch(
    sources: Iterable[str],
    *,
    store: Path | str = STORE,
    state: Path | None = None,
    once: bool = False,
    minutes: float = MINUTES,
    rate: float = 1.0,
    base: str | None = None,
    ontology: Path | None = None,
    strict: bool = False,
    tell: Callable[[Seen], None] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Look at feeds and folders, `once` or again and again, and build what is new.

    `sources` are addresses of feeds (RSS, Atom) or pages, and folders or files. What was met is
    remembered in the folder `state` (`STORE.watch` without one), so a watch that was ended goes on
    where it was. A text that is here already, or nearly, under another address is a copy and stays
    out. `rate` is requests a second to one host; what robots.txt forbids is not fetched. Gives the
    number of articles and sources that failed.
    """
    # what speaks HTTP takes a while to load, and the command's module is read for its help
    from kg.pipeline.gathering import gatherer  # noqa: PLC0415

    named = list(dict.fromkeys(sources))
    if not named:
        raise OptionError("kg watch", found="nothing to watch", allowed="feeds or folders")
    require_base(base)
    folder = state or _beside(store)
    folder.mkdir(parents=True, exist_ok=True)
    stations = Stations.of(ontology)
    failed = 0
    with gatherer(cache=folder, rate=rate) as gather:
        while True:
            with _Memory(folder) as memory:
                told = _Round(gather, memory, tell or (lambda _: None)).run(
                    named, stations, store=store, base=base, strict=strict
                )
            failed += told
            if once:
                return failed
            sleep(minutes * 60)


class _Memory:
    """What was met, in files."""

    def __init__(self, folder: Path) -> None:
        # it brings numpy
        from kg.read import Copies  # noqa: PLC0415

        self.copies = Copies(folder / "texts.sqlite")
        self._db = sqlite3.connect(folder / "items.sqlite", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.executescript(TABLE)

    def __enter__(self) -> _Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self.copies.close()

    def version(self, source: str, key: str) -> str | None:
        """As which version an item was met; None if it was not."""
        row = self._db.execute(
            "SELECT version FROM item WHERE source = ? AND key = ?",
            (source, key),
        ).fetchone()
        return None if row is None else str(row[0])

    def note(self, source: str, key: str, version: str, seen: Seen) -> None:
        """Remember what became of an item."""
        self._db.execute(
            "INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?)",
            (source, key, version, seen.outcome, seen.article),
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """An article or an error, and where it was met."""

    source: str
    key: str
    version: str
    content: Article | ReadError


class _Round:
    """One look at all sources."""

    def __init__(self, gather: Gatherer, memory: _Memory, tell: Callable[[Seen], None]) -> None:
        self._gather, self._memory, self._tell = gather, memory, tell
        self._failed = 0

    def run(
        self,
        sources: list[str],
        stations: Stations,
        *,
        store: Path | str,
        base: str | None,
        strict: bool,
    ) -> int:
        """Build what is new; how many failed."""
        for source in sources:
            # opened for each source: between them, others may write
            fresh = list(self._fresh(source))
            if not fresh:
                continue
            with open_store(store, create=True, base=base, wait=True) as opened:
                done = list(self._build(fresh, Run(stations.at(opened), opened, strict=strict)))
            # what is remembered as done is in the graph, whatever happens from here on
            for one, seen in done:
                self._memory.note(one.source, one.key, one.version, seen)
                self._failed += seen.outcome == "failed"
                self._tell(seen)
        return self._failed

    def _fresh(self, source: str) -> Iterator[_Found]:
        try:
            found = list(self._items(source))
        except EntenteError as error:
            self._fail(Seen("failed", "", source, str(error)))
            return
        self._tell(Seen("looked", "", source, f"{len(found):,}"))
        for key, version, content in found:
            if self._memory.version(source, key) == version:
                continue
            if isinstance(content, Item):
                try:
                    yield _Found(source, key, version, self._gather.article(content))
                except ReadError as error:
                    yield _Found(source, key, version, error)
                except EndpointError as error:
                    # the network may be better the next time
                    self._fail(Seen("failed", "", source, str(error)))
            else:
                yield _Found(source, key, version, content)

    def _items(self, source: str) -> Iterator[tuple[str, str, Item | Article | ReadError]]:
        """Key, version and content of what a source holds now."""
        if "://" in source:
            for item in self._gather.feed(source):
                yield item.key, item.version, item
            return
        for content in read_each([source]):
            if isinstance(content, ReadError):
                yield content.where, "", content
            else:
                told = "\0".join(map(str, astuple(content)))
                yield content.id, hashlib.sha256(told.encode()).hexdigest(), content

    def _build(self, found: list[_Found], run: Run) -> Iterator[tuple[_Found, Seen]]:
        copies = self._memory.copies
        fresh: list[_Found] = []
        known: set[str] = set()
        for one in found:
            article = one.content
            if isinstance(article, ReadError):
                yield one, Seen("failed", "", one.source, str(article))
                continue
            # one that is in the graph was no copy when it came
            here = run.knows(article.id)
            original = None if here else copies.original(article.id, article.text)
            if original is not None:
                yield one, Seen("copy", article.id, one.source, original)
            else:
                copies.note(article.id, article.text)
                fresh.append(one)
                known |= {article.id} if here else set()
        articles = [one.content for one in fresh]
        run.take(articles, workers=crew_size(None, len(articles)), total=len(articles))
        reasons = run.reasons()
        for one in fresh:
            id = one.content.id if isinstance(one.content, Article) else ""
            outcome, detail = reasons.get(id, ("changed" if id in known else "added", ""))
            if outcome == "failed":
                copies.forget(id)
            yield one, Seen(outcome, id, one.source, detail)

    def _fail(self, seen: Seen) -> None:
        self._failed += 1
        self._tell(seen)


def _beside(store: Path | str) -> Path:
    if "://" in str(store):
        raise OptionError(
            "--state",
            found="where shall be remembered what was met?",
            allowed="a folder on this machine",
        )
    path = Path(store)
    return path.with_name(f"{path.name}.watch")
