"""Build: read → parse → extract → populate → check → store, an article at a time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import OptionError, ReadError
from kg.model import Article
from kg.parse.language import require_english
from kg.pipeline.crew import CHUNK
from kg.pipeline.defaults import RULES, STORE
from kg.pipeline.run import Run, Watch
from kg.pipeline.stations import Stations
from kg.pipeline.summary import Summary
from kg.read import count, read_all, read_each
from kg.store import open_store

if TYPE_CHECKING:
    from kg.extract import LlmSettings

__all__ = ["Paths", "as_paths", "asked_model", "build", "crew_size", "require_base", "survey"]

Paths = Path | str | Iterable[Path | str]


def build(
    paths: Paths,
    *,
    store: Path | str = STORE,
    base: str | None = None,
    ontology: Path | None = None,
    strict: bool = False,
    workers: int | None = None,
    wait: bool = False,
    watch: Watch | None = None,
    engine: str = "local",
    address: str | None = None,
    shards: str | None = None,
    columns: str | None = None,
    batch: int | None = None,
    extractor: str = RULES,
    llm_url: str | None = None,
    llm_model: str | None = None,
) -> Summary:
    """Put the articles of files and folders into a store, and say what they state.

    Each article goes in whole or, where it breaks a shape, into the store's quarantine. One that
    cannot be used is named at the end (`Summary.failed`) and is in nobody's way; where none can be
    used, the first one's error is raised, and nothing is written. With `strict`, a warning is
    enough for quarantine, and the build stops at the first article that does not go in.

    The same articles give the same graph however often they are built, and with any number of
    `workers`, which are processes; without a number, there are as many as cores, but fewer for few
    articles. What is there already, made by the same version from the same text, is passed over: a
    build that was cut off goes on where it was. If another process writes to the store, the build
    says so, or with `wait` waits.

    `extractor` is rules, or llm: a language model at `llm_url` proposes the statements, and those
    that the text does not bear out are dropped (`Summary.dropped`); see docs/language-model.md.

    With the engine "ray", a Ray cluster does the work: the one at `address`, or one that is started
    for it. It reads addresses (`s3://…`) and tables too, whose `columns` hold what
    "text=body,published=date" says, and writes shards of N-Quads, `batch` articles in each, into
    the folder `shards` (beside the store without one), which the store then takes in.

    >>> import kg
    >>> kg.build("seeds").event_count  # doctest: +SKIP
    20
    """
    require_base(base)
    llm = asked_model(extractor, llm_url, llm_model)
    if llm is not None and engine != "local":
        raise OptionError("--extractor", found="a language model is asked by the local engine only")
    if engine != "local":
        return _on_a_cluster(
            engine,
            [paths] if isinstance(paths, (str, Path)) else list(paths),
            store=store,
            base=base,
            ontology=ontology,
            strict=strict,
            workers=workers,
            wait=wait,
            watch=watch,
            address=address,
            shards=shards,
            columns=columns,
            batch=batch,
        )
    for name, value in (("address", address), ("shards", shards), ("columns", columns)):
        if value is not None:
            raise OptionError(
                f"--{name}", found="means nothing to the local engine", remedy="add --engine ray"
            )
    articles, total = _found(paths)
    loaded = Stations.of(ontology, llm=llm)
    # a model is waited for: more processes would only ask it more at once
    crew = 1 if llm else crew_size(workers, total)
    with open_store(store, create=True, base=base, wait=wait) as opened:
        stations = loaded.at(opened)
        run = Run(stations, opened, strict=strict)
        run.take(articles, workers=crew, total=total, watch=watch)
        return replace(run.summary(), dropped=stations.dropped)


def asked_model(extractor: str, url: str | None, model: str | None) -> LlmSettings | None:
    """The language model that extracts, or None for the rules."""
    if extractor == RULES:
        return None
    if extractor != "llm":
        raise OptionError("--extractor", found=f"it is {extractor!r}", allowed="rules or llm")
    from kg.extract import LlmSettings  # noqa: PLC0415  # takes a while, and few ask for it

    return LlmSettings.of(url, model)


def _on_a_cluster(
    engine: str,
    paths: Iterable[Path | str],
    *,
    batch: int | None,
    workers: int | None,
    **options: Any,
) -> Summary:
    if engine != "ray":
        raise OptionError(f"--engine {engine}", found="is not known", allowed="local or ray")
    if workers is not None:
        crew_size(workers, 0)
    # it brings the stations, and an extra
    from kg.pipeline.distributed import BATCH, build_on_ray  # noqa: PLC0415

    return build_on_ray(paths, workers=workers, batch=batch or BATCH, **options)


def _found(paths: Paths) -> tuple[Iterator[Article | ReadError], int]:
    """The articles of files, folders and addresses, and how many there are, as far as is known."""
    named = [paths] if isinstance(paths, (str, Path)) else list(paths)
    addresses = [p for p in named if isinstance(p, str) and re.match(r"https?://", p)]
    files = tuple(Path(p) for p in named if p not in addresses)
    if not addresses:
        return _usable(read_each(files)), count(files)
    # it brings a client
    from kg.pipeline.gathering import read_address  # noqa: PLC0415

    fetched = [found for address in addresses for found in read_address(address)]
    read = read_each(files) if files else iter(())
    return _usable(chain(read, fetched)), count(files) + len(fetched)


def _usable(found: Iterator[Article | ReadError]) -> Iterator[Article | ReadError]:
    """The same articles. Raises the first one's error if none can be used."""
    looked_at: list[Article | ReadError] = []
    for article in found:
        looked_at.append(article)
        if isinstance(article, Article):
            try:
                require_english(article)
                break
            except ReadError as error:
                looked_at[-1] = error
    else:
        raise next(error for error in looked_at if isinstance(error, ReadError))
    return chain(looked_at, found)


def crew_size(workers: int | None, articles: int) -> int:
    """How many workers so many articles are worth, if nobody says."""
    if workers is not None:
        if workers < 1:
            raise OptionError("workers", found=f"{workers} of them", allowed="one or more")
        return workers
    # a worker takes three seconds to begin
    return max(1, min(_cores(), articles // (2 * CHUNK)))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # there is no such thing on this system
        return os.cpu_count() or 1


def require_base(base: str | None) -> None:
    """Raise `OptionError` for what no IRI can begin with."""
    # names are put right behind it, so it must end where a name can begin
    if base is not None and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`#?]+/", base):
        raise OptionError(
            base,
            found="IRIs cannot begin with this",
            allowed="an absolute address that ends in /, such as https://example.org/kg/",
        )


def survey(files: tuple[Path, ...]) -> int:
    """How many articles there are. Raises the error of the first one that cannot be used.

    Reading is quick beside what comes after it: a slip is told before any work is done.
    """
    total = 0
    for article in read_all(files):
        require_english(article)
        total += 1
    return total


def as_paths(paths: Paths) -> tuple[Path, ...]:
    """One path or several, as several."""
    return tuple(map(Path, [paths] if isinstance(paths, (str, Path)) else paths))
