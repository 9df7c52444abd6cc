"""Build: read → parse → extract → populate → check → store, an article at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OptionError
from kg.model import Report
from kg.parse.language import require_english
from kg.pipeline.defaults import STORE
from kg.pipeline.stations import Stations
from kg.pipeline.summary import Summary, Tally
from kg.read import read_all
from kg.store import Store

__all__ = ["Paths", "Step", "Watch", "as_paths", "build", "is_accepted", "survey"]

Paths = Path | str | Iterable[Path | str]


@dataclass(frozen=True, slots=True)
class Step:
    """One article is done: which, how many are, how many there will be."""

    article: str
    done: int
    total: int


Watch = Callable[[Step], None]


def build(
    paths: Paths,
    *,
    store: Path | str = STORE,
    base: str | None = None,
    ontology: Path | None = None,
    strict: bool = False,
    watch: Watch | None = None,
) -> Summary:
    """Put the articles of files and folders into a store, and say what they state.

    All input is read once before anything is written, so that a file that cannot be used stops the
    build at the start. Each article goes in whole or, where it breaks a shape, into the store's
    quarantine; with `strict`, warnings are enough for that. The same articles give the same graph
    however often they are built.

    >>> import kg
    >>> kg.build("seeds").event_count  # doctest: +SKIP
    20
    """
    files = as_paths(paths)
    _require_base(base)
    total = survey(files)
    loaded = Stations.of(ontology)
    with Store.open(store, create=True, base=base) as opened:
        stations = loaded.at(opened)
        tally = Tally(stations.ontology.schema, stations.background)
        for done, outcome in enumerate(stations.outcomes(read_all(files)), start=1):
            article = outcome.article
            if is_accepted(outcome.report, strict=strict):
                opened.add(article.id, outcome.quads)
                tally.accept(article.id, outcome.quads)
            else:
                opened.quarantine.put(article, outcome.quads, outcome.report)
                tally.refuse(outcome.report)
            if watch is not None:
                watch(Step(article.id, done, total))
        return tally.summary(opened.path, opened.base)


def _require_base(base: str | None) -> None:
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


def is_accepted(report: Report, *, strict: bool) -> bool:
    """Whether an article may enter the graph: no violation; with `strict`, no finding at all."""
    return report.conforms and not (strict and report.findings)
