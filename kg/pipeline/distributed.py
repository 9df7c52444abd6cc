"""Building on a cluster: actors turn articles into shards, and a store takes the shards."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import OptionError, ReadError
from kg.model import Article, Finding, Report
from kg.pipeline.crew import Crew
from kg.pipeline.run import Run, Step, Watch
from kg.pipeline.stations import Stations
from kg.pipeline.summary import Summary
from kg.pipeline.work import Done, Job
from kg.read import columns_of, portions, read_bytes, read_portion, read_record
from kg.scale import Entry, Reading, Shards, distribute, rows
from kg.store import Consequences, Contribution, as_shared, background_lines, open_store

__all__ = ["BATCH", "build_on_ray"]

BATCH = 128
"""Articles in one batch, which are one shard."""

Record = dict[str, Any]


def build_on_ray(
    paths: Iterable[Path | str],
    *,
    store: Path | str,
    shards: str | None = None,
    address: str | None = None,
    base: str | None = None,
    ontology: Path | None = None,
    columns: str | None = None,
    strict: bool = False,
    workers: int | None = None,
    batch: int = BATCH,
    wait: bool = False,
    watch: Watch | None = None,
) -> Summary:
    """Build articles on a Ray cluster; without `address`, on one that is started for it.

    `paths` are files and folders that all machines see, or addresses such as `s3://bucket/news/`;
    tables (`*.parquet`) are read as well, and `columns` says which holds what. `shards` is where
    the quads are written as N-Quads, `STORE.shards` without one. What stands there already, made
    by the same version from the same text, is not made again.
    """
    folder = Shards(shards or _beside(store))
    named = columns_of(columns)
    here, elsewhere = _sorted_out(paths)
    loaded = Stations.of(ontology)
    with open_store(store, create=True, base=base, wait=wait) as opened:
        stations = loaded.at(opened)
        folder.put_background(background_lines(stations.background))
        known = {
            entry.id: (entry.mark, name)
            for name in folder.names()
            for entry in folder.entries(name)
            if not entry.failure
        }
        for id, mark in opened.marks().items():
            # what the store has need not be read from a shard again
            if id not in known or known[id][0] == mark:
                known[id] = (mark, "")
        run = Run(stations, opened, strict=strict)
        seen = _Seen()
        answers = distribute(
            partial(rows, here, elsewhere, _reading(named)),
            ShardWriter,
            arguments={
                "folder": folder.folder,
                "ontology": str(stations.ontology.folder),
                "base": stations.base,
                "strict": strict,
                "known": known,
            },
            address=address,
            workers=workers,
            batch=batch,
        )
        for answer in answers:
            seen.take(answer)
            if watch is not None:
                watch(Step(seen.last, seen.count, seen.count))
        names = seen.names()
        folder.close(names, base=stations.base, recipe=stations.recipe)
        _load(folder, names, seen, run)
        return run.summary()


class ShardWriter:
    """What an actor does: it has the stations, in a process of their own, and writes shards."""

    def __init__(
        self,
        folder: str,
        ontology: str,
        base: str,
        known: Mapping[str, tuple[str, str]],
        *,
        strict: bool,
    ) -> None:
        self.folder, self._known, self._strict = Shards(folder), known, strict
        self._stations = Stations.of(Path(ontology), base=base)
        self._follows = Consequences(self._stations.background)
        # an article that ends its process must not end the actor, which would be given it again
        self._crew = Crew(self._stations, 1, apart=True).__enter__()

    def __call__(self, records: list[str]) -> dict[str, Any]:
        """Work on records; the answer names the shard, and the articles with their marks."""
        entries: list[Entry] = []
        lines: list[bytes] = []
        passed: list[list[str]] = []
        found = [json.loads(record) for record in records]
        for record, done in self._crew.each(found, self._job):
            where = str(record["where"])
            if "failure" in record:
                entries.append(Entry(record.get("id", where), where, "", failure=record["failure"]))
                continue
            article = _article(record["article"])
            mark = self._stations.mark(article, strict=self._strict)
            if done is None:
                passed.append([article.id, where, mark, self._known[article.id][1]])
                continue
            entry, stated = self._entry(article, where, mark, done)
            entries.append(entry)
            lines += stated
        name = self.folder.write(entries, lines) if entries else ""
        passed += [[entry.id, entry.where, entry.mark, name] for entry in entries]
        return {"articles": passed}

    @staticmethod
    def record(where: str, found: Article | ReadError) -> str:
        """An article or its error, as it travels."""
        return str(_told(where, found)["record"])

    def close(self) -> None:
        """End the process that the stations are in."""
        self._crew.__exit__(None, None, None)

    def _job(self, record: Record) -> Job | None:
        if "failure" in record:
            return None
        article = _article(record["article"])
        mark = self._stations.mark(article, strict=self._strict)
        return None if self._known.get(article.id, ("",))[0] == mark else Job(article, mark)

    def _entry(
        self, article: Article, where: str, mark: str, done: Done
    ) -> tuple[Entry, list[bytes]]:
        if done.contribution is None or done.report is None:
            return Entry(article.id, where, mark, failure=done.failure), []
        report = dataclasses.asdict(done.report)
        refused = not done.report.conforms or (self._strict and done.report.findings)
        stated = done.contribution.quads()
        if refused:
            kept = _record(article)
            return Entry(article.id, where, mark, report=report, kept=kept), []
        both = as_shared(stated, self._follows.of(stated))
        return (
            Entry(article.id, where, mark, sum(map(len, both)), len(both[0]),
                  done.contribution.gist, report),
            [*both[0], *both[1]],
        )  # fmt: skip


class _Seen:
    """The articles of this run: where each first stood, and in which part it is."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, str, str]] = {}
        self._again: dict[str, str] = {}
        self._failed: dict[str, str] = {}
        self.count = 0
        self.last = ""

    def take(self, answer: Mapping[str, Any]) -> None:
        """Note the articles of a batch. Of two with one id, the first in their order counts."""
        for id, where, mark, name in answer["articles"]:
            self.count += 1
            self.last = id
            if not mark:
                self._failed[where] = name
                continue
            one, other = (where, mark, name), self._first.get(id)
            if other is not None and other[0] != where:
                one, other = sorted((one, other), key=lambda found: _order(found[0]))
                self._again[other[0]] = id
            self._first[id] = one

    def names(self) -> list[str]:
        """The parts that the run rests on."""
        named = {name for _, _, name in self._first.values()} | set(self._failed.values())
        return sorted(named - {""})

    def counts(self, entry: Entry, name: str) -> bool:
        """Whether an entry of a part is the one that counts for its article."""
        if not entry.mark:
            return self._failed.get(entry.where) == name
        return self._first.get(entry.id) == (entry.where, entry.mark, name)

    def passed(self) -> Iterator[tuple[str, str]]:
        """Articles that the store has already, with their marks."""
        return ((id, mark) for id, (_, mark, name) in sorted(self._first.items()) if not name)

    def again(self) -> Iterator[ReadError]:
        """The errors of articles whose id another one has."""
        for where, id in sorted(self._again.items(), key=lambda found: _order(found[0])):
            yield ReadError(
                where,
                found=f"its id {id!r} is that of {self._first[id][0]} too",
                remedy="give one of them an 'id' of its own",
            )


def _load(folder: Shards, names: list[str], seen: _Seen, run: Run) -> None:
    for id, mark in seen.passed():
        run.settle(Article(id, ""), None, mark=mark)
    for name in names:
        for entry, lines in folder.read(name):
            if not seen.counts(entry, name):
                continue
            article = Article(entry.id, "") if entry.kept is None else _article(entry.kept)
            if entry.failure:
                run.settle(article, Done(failure=entry.failure))
                continue
            report = entry.report or {}
            done = Done(
                Contribution.of_lines(
                    entry.id, lines[: entry.stated], base=run.base, mark=entry.mark, gist=entry.gist
                ),
                Report(report["about"], tuple(Finding(**f) for f in report["findings"])),
            )
            run.settle(article, done)
    for error in seen.again():
        run.settle(error, None)


def _reading(columns: Mapping[str, str]) -> Reading:
    return Reading(_local, _text, partial(_table, columns=dict(columns)))


def _local(row: Record) -> list[Record]:
    portion = (row["path"], row["otherwise"], row["first"], row["offset"], row["count"])
    return [_told(where, found) for where, found in read_portion(portion)]


def _text(row: Record) -> list[Record]:
    return [_told(row["path"], read_bytes(row["bytes"], row["path"]))]


def _table(row: Record, *, columns: Mapping[str, str]) -> list[Record]:
    where = str(row.pop("path", "table"))
    if set(row) == {"text"} and row["text"].lstrip().startswith("{"):
        try:
            row = json.loads(row["text"])
        except ValueError as error:
            return [_told(where, ReadError(where, found=f"is no JSON: {error}"))]
    found = read_record(row, where, columns=columns)
    if isinstance(found, Article):
        # two rows of a table have the same place; their ids tell them apart
        where = f"{where}#{found.id}"
    return [_told(where, found)]


def _told(where: str, found: Article | ReadError) -> Record:
    if isinstance(found, ReadError):
        told: Record = {"where": where, "failure": str(found)}
    else:
        told = {"where": where, "article": _record(found)}
    return {"record": json.dumps(told, ensure_ascii=False)}


def _record(article: Article) -> Record:
    kept = dataclasses.asdict(article)
    kept["published"] = article.published.isoformat() if article.published else None
    return kept


def _article(record: Record) -> Article:
    published = record["published"]
    date = datetime.date.fromisoformat(published) if published else None
    return Article(**{**record, "published": date})


def _order(where: str) -> tuple[str, int]:
    file, _, number = where.rpartition(":")
    return (file, int(number)) if number.isdigit() else (where, 0)


def _sorted_out(paths: Iterable[Path | str]) -> tuple[list[Record], list[str]]:
    """Parts of local files, and addresses, among them tables."""
    tables = [str(p) for p in paths if "://" in str(p) or str(p).lower().endswith(".parquet")]
    files = tuple(Path(p) for p in paths if str(p) not in tables)
    for table in tables:
        if "://" not in table and not Path(table).exists():
            raise ReadError(table, found="is not there", remedy="check the path")
    names = ("path", "otherwise", "first", "offset", "count")
    here = [
        dict(zip(names, (str(Path(path).absolute()), *rest), strict=True))
        for path, *rest in portions(files)
    ]
    if not here and not tables:
        raise OptionError("kg build", found="no article is named")
    return here, [table if "://" in table else str(Path(table).absolute()) for table in tables]


def _beside(store: Path | str) -> str:
    if "://" in str(store):
        raise OptionError(
            "--shards",
            found="where shall the shards be written?",
            allowed="a folder that all machines see, or an address such as s3://bucket/shards",
        )
    path = Path(store)
    return str(path.with_name(f"{path.name}.shards").absolute())
