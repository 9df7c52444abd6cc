"""What extraction and population cost, against parsing in the same run.

`python benchmarks/extract.py --articles 20`, or `--texts FILE.jsonl` for articles of your own.

Every sentence of the news list tells of an event; those of real articles mostly do not, and cost
less. The ratio carries over, times do not: stations take turns in one process, in seconds of the
processor, and the best round of each counts. Articles of up to 20,000 words and sentences of up to
400 show how the time a word grows: 1.0 is linear.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.model import Article, Parse, Statements
from kg.pipeline import Stations
from kg.populate import populate
from kg.read import read

ROOT = Path(__file__).resolve().parents[1]
TARGET = 1 / 3
"""The most that extraction and population may cost, as a part of parsing."""
LENGTHS = (1_250, 5_000, 20_000)
WIDTHS = (50, 100, 200, 400)


def sentences() -> list[str]:
    """The sentences of the news list, which nobody made for this."""
    rows = (ROOT / "tests" / "parse" / "clauses.tsv").read_text(encoding="utf-8").splitlines()
    return [row.split("\t")[0] for row in rows if not row.startswith("#")]


def article(number: int, words: int) -> Article:
    """An article of about so many words, in paragraphs of five sentences."""
    rows = sentences()
    lines: list[str] = []
    size = start = 0
    while size < words:
        line = [rows[(number * 7 + start + k * 3) % len(rows)] for k in range(5)]
        lines.append(" ".join(line))
        size += sum(len(s.split()) for s in line)
        start += 5
    return Article(f"a{number}-{words}", "\n".join(lines))


def long_sentence(words: int) -> Article:
    """One sentence of about so many words: clauses joined by "and", as in a list of sanctions."""
    states = "Kenya Somalia Uganda Rwanda Ethiopia Eritrea Sudan Chad Niger Mali Ghana Togo".split()
    clauses = [
        f"{states[i % 12]} condemned the attack on {states[(i * 5 + 1) % 12]} in {2000 + i % 24}"
        for i in range(max(1, words // 9))
    ]
    return Article(f"s{words}", ", and ".join(clauses) + ".")


def busy(work: Callable[[], object]) -> float:
    """How long the processor is busy with something, in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


class Way:
    """The stations between an article and its quads, each to be timed by itself."""

    def __init__(self) -> None:
        self.stations = Stations.of()
        self.extract([self.parse([article(0, 50)])[0]])  # loads all that is loaded once
        self.stations.settle()  # as every build does

    def parse(self, articles: Sequence[Article]) -> list[tuple[Article, Parse]]:
        """Each article with its parse."""
        return list(self.stations.parses(articles))

    def extract(self, parsed: Sequence[tuple[Article, Parse]]) -> list[tuple[Article, Statements]]:
        """Each article with what it states."""
        return [(a, self.stations.extractor.extract(a, p)) for a, p in parsed]

    def populate(self, stated: Sequence[tuple[Article, Statements]]) -> list[tuple[ox.Quad, ...]]:
        """The quads of each article."""
        return [populate(a, s, self.stations.ontology) for a, s in stated]


def shares(way: Way, texts: Sequence[Article], rounds: int) -> float:
    """Print what each station costs, and give the ratio that counts."""
    words = sum(len(a.text.split()) for a in texts)
    parsed = way.parse(texts)
    stated = way.extract(parsed)
    costs = {"parse": 1e9, "extract": 1e9, "populate": 1e9}
    for _ in range(rounds):
        costs["parse"] = min(costs["parse"], busy(lambda: way.parse(texts)))
        costs["extract"] = min(costs["extract"], busy(lambda: way.extract(parsed)))
        costs["populate"] = min(costs["populate"], busy(lambda: way.populate(stated)))
    print(f"{len(texts)} articles, {words} words, best of {rounds} rounds\n")
    print(f"{'station':<10} {'ms/1000 words':>14} {'of parsing':>11}")
    for name, cost in costs.items():
        print(f"{name:<10} {cost / words * 1e6:>14.1f} {cost / costs['parse']:>11.2f}")
    ratio = (costs["extract"] + costs["populate"]) / costs["parse"]
    print(f"\nextract and populate: {ratio:.2f} of parsing (at most {TARGET:.2f})")
    return ratio


def growth(way: Way, name: str, articles: Sequence[Article], rounds: int) -> None:
    """Print the time a word of ever longer texts, against the shortest."""
    print(f"\n{name:<22} {'words':>7} {'ms/1000 words':>14} {'against the first':>18}")
    first = 0.0
    for one in articles:
        parsed = way.parse([one])
        words = len(one.text.split())
        cost = min(busy(lambda p=parsed: way.populate(way.extract(p))) for _ in range(rounds))
        first = first or cost / words
        print(f"{'':<22} {words:>7} {cost / words * 1e6:>14.1f} {cost / words / first:>18.2f}")


def main() -> int:
    """Print all of it; exit code 1 where the ratio is above its target."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20)
    options.add_argument("--texts", type=Path, help="a file of articles to time instead of these")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--profile", action="store_true", help="what extraction spends time on")
    given = options.parse_args()
    way = Way()
    if given.profile:
        return profile(way, given.articles)
    if given.texts:
        return int(shares(way, list(read(given.texts))[: given.articles], given.rounds) > TARGET)
    made = [article(n, 300) for n in range(given.articles)]
    ratio = shares(way, made, given.rounds)
    growth(way, "longer articles", [article(0, n) for n in LENGTHS], 1)
    growth(way, "longer sentences", [long_sentence(n) for n in WIDTHS], given.rounds)
    return int(ratio > TARGET)


def profile(way: Way, articles: int) -> int:
    """Print the functions in which extraction and population spend most."""
    import cProfile  # noqa: PLC0415
    import pstats  # noqa: PLC0415

    parsed = way.parse([article(n, 300) for n in range(articles)])
    profiler = cProfile.Profile()
    profiler.runcall(lambda: way.populate(way.extract(parsed)))
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)
    return 0


if __name__ == "__main__":
    sys.exit(main())
