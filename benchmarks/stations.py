"""How long each station takes on the seeds: `make bench`. Ratios carry over, times do not."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kg.pipeline import Stations
from kg.read import read_all
from kg.store import Store

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
ROUNDS = 5

T = TypeVar("T")


def timed(name: str, work: Callable[[], T], *, rounds: int = ROUNDS) -> T:
    """Print the best and the middle of some rounds, in milliseconds; give the last result."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    best, middle = seconds[0] * 1000, seconds[len(seconds) // 2] * 1000
    print(f"{name:<34} {best:9.1f} {middle:9.1f}")
    return result


def main() -> None:
    """Load everything once, then let the articles go through each station by itself."""
    print(f"{'milliseconds':<34} {'best':>9} {'median':>9}")
    stations = timed("load ontology, lexicon, reference", Stations.of, rounds=1)
    timed("load the parser", lambda: stations.parser, rounds=1)
    timed("load the shapes", lambda: stations.checker, rounds=1)
    timed("load the background", lambda: stations.context, rounds=1)
    articles = timed("read", lambda: list(read_all([SEEDS])))
    parses = timed("parse", lambda: list(stations.parses(articles)))
    timed("extract", lambda: [stations.extractor.extract(a, p) for a, p in parses])
    quads = timed("parse, extract, populate", lambda: list(stations.quads(articles)))
    timed(
        "check",
        lambda: [stations.checker.check(a.id, q, stations.context) for a, q in quads],
        rounds=3,
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "graph", create=True) as store,
    ):
        timed(
            "store the background",
            lambda: store.install(stations.background, stations.fingerprint),
            rounds=1,
        )

        def put() -> None:
            for article, its in quads:
                store.add(article.id, its)
                store.retract(article.id)

        timed("store and retract", put)
    words = sum(len(article.text.split()) for article in articles)
    print(f"\n{len(articles)} articles, {words} words, {sum(len(q) for _, q in quads)} quads")


if __name__ == "__main__":
    main()
