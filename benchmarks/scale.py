"""What a corpus costs: seconds and bytes an article, and whether that stays flat.

    python benchmarks/scale.py                        1,000 and 10,000 articles, all cores
    python benchmarks/scale.py --articles 100000      hours, and some gigabytes of disk
    python benchmarks/scale.py --engine ray --bare    Ray beside a bare loop over the same batches

Articles are made from sentences of our own with names and places put in, so that events repeat as
they do in news: some are told by many articles, most by one. The same number gives the same ones.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import kg
from kg.pipeline import Stations
from kg.pipeline.gist import Gists
from kg.pipeline.work import Job, work
from kg.read import read_all

STATES = (
    "Iran",
    "Pakistan",
    "Turkey",
    "Russia",
    "China",
    "India",
    "France",
    "Germany",
    "Egypt",
    "Brazil",
    "Japan",
    "Qatar",
)
CITIES = (
    "Tehran",
    "Islamabad",
    "Ankara",
    "Moscow",
    "Beijing",
    "New Delhi",
    "Paris",
    "Berlin",
    "Cairo",
    "Tokyo",
    "Doha",
)
MATTERS = (
    "trade",
    "border security",
    "energy",
    "counter-terrorism",
    "nuclear safety",
    "migration",
    "fisheries",
)
SENTENCES = (
    "{a} and {b} signed an agreement on {m} in {c} on {day} {month}.",
    "The foreign minister of {a} met {b}'s president in {c}.",
    "{a} condemned {b} for the attack near {c}.",
    "The two sides discussed {m} and agreed to meet again in {month}.",
    "{a}'s president said that {b} had violated the ceasefire.",
    "{b} denied that its forces had crossed the border with {a}.",
    "{a} will send a delegation to {c} next month, officials said.",
    "Police arrested {n} protesters in {c} after clashes over {m}.",
    "{a} imposed sanctions on {n} companies from {b}.",
    "According to the ministry, {a} deployed {n} soldiers along its border with {b}.",
    "The prime minister of {b} praised {a} for its support on {m}.",
    "A spokesman of the United Nations urged {a} and {b} to return to talks.",
    "{a} and {b} held a joint naval exercise near {c} on {day} {month}.",
    "Militants killed {n} people in an attack on a market in {c}.",
    "{b} recalled its ambassador from {a} on {day} {month}.",
    "Analysts in {c} saw little hope for a quick settlement.",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
)


class Dice:
    """Numbers that look drawn and are the same each time (a linear congruential generator)."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2 + 1

    def one_of(self, things: tuple[str, ...]) -> str:
        """One of some things."""
        return things[self.below(len(things))]

    def below(self, limit: int) -> int:
        """A number from 0 on, below a limit."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self._state >> 33) % limit


def articles(number: int) -> Iterator[dict[str, str]]:
    """So many articles of four to eleven sentences."""
    for n in range(number):
        dice = Dice(n)
        a, b = dice.one_of(STATES), dice.one_of(STATES)
        lines = [
            dice.one_of(SENTENCES).format(
                a=a,
                b=b if b != a else "Norway",
                c=dice.one_of(CITIES),
                m=dice.one_of(MATTERS),
                n=2 + dice.below(400),
                day=1 + dice.below(28),
                month=dice.one_of(MONTHS),
            )
            for _ in range(4 + dice.below(8))
        ]
        date = f"2024-{1 + dice.below(12):02}-{1 + dice.below(28):02}"
        yield {
            "id": f"made-{n}",
            "published": date,
            "source": f"Paper {n % 40}",
            "text": " ".join(lines),
        }


def measure(
    number: int, folder: Path, *, engine: str, workers: int | None, batch: int
) -> dict[str, float]:
    """Build so many articles; what all of it cost: time, computing time, bytes of disk."""
    source, store = folder / "news.jsonl", folder / "graph"
    with source.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(article) + "\n" for article in articles(number))
    begun, spent = time.perf_counter(), _computed()
    summary = kg.build(
        source,
        store=store,
        engine=engine,
        workers=workers,
        batch=batch if engine == "ray" else None,
    )
    shards = folder / "graph.shards"
    return {
        "failed": len(summary.failed) + len(summary.quarantined),
        "seconds": time.perf_counter() - begun,
        "core seconds": _computed() - spent,
        "store": _size(f for f in store.rglob("*") if "snapshots" not in f.parts),
        "shards": _size(shards.glob("part-*.nq.gz")),
        "text": source.stat().st_size,
    }


def _computed() -> float:
    """Seconds that this process and those it has ended kept a core busy."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _size(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files if file.is_file())


def bare(number: int, folder: Path, batch: int) -> float:
    """Milliseconds an article of a loop over batches, with nothing around it, once it is loaded."""
    source = folder / "bare.jsonl"
    source.write_text(
        "".join(json.dumps(article) + "\n" for article in articles(number)), encoding="utf-8"
    )
    stations = Stations.of()
    gists = Gists(stations.ontology.schema, stations.background)
    jobs = [Job(article, "") for article in read_all([source])]
    work(stations, gists, jobs[:batch])
    begun = time.perf_counter()
    for at in range(0, len(jobs), batch):
        work(stations, gists, jobs[at : at + batch])
    return 1000 * (time.perf_counter() - begun) / number


def main() -> int:
    """Measure each number of articles; exit code 1 if the cost is not flat within a fifth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--engine", choices=["local", "ray"], default="local")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument(
        "--bare", action="store_true", help="time a bare loop over the same batches first"
    )
    given = parser.parse_args()
    costs = []
    fixed: dict[str, float] = {}
    for number in (1, *given.articles):
        folder = Path(tempfile.mkdtemp(prefix="entente-scale-"))
        try:
            if given.bare and fixed:
                alone = bare(number, folder, given.batch)
                print(f"bare loop, batches of {given.batch}: {alone:.1f} ms an article")
            options = {"engine": given.engine, "workers": given.workers, "batch": given.batch}
            found = measure(number, folder, **options)
        finally:
            shutil.rmtree(folder)
        if not fixed:
            # loading, ontology and reference data cost the same for any number
            fixed = found
            print("one article:", "  ".join(f"{k} {v:,.1f}" for k, v in found.items()))
            continue
        each = {key: (found[key] - fixed[key]) / (number - 1) for key in found}
        print(
            f"{number:,} articles: {found['seconds']:,.0f} s; each beyond the first: "
            f"{1000 * each['seconds']:.1f} ms, {1000 * each['core seconds']:.1f} ms of a core, "
            f"store {each['store']:,.0f} bytes, shards {each['shards']:,.0f}, "
            f"text {each['text']:,.0f}; {found['failed']:.0f} left out",
            flush=True,
        )
        # computing time: what else the machine does counts less
        costs.append(each["seconds" if given.engine == "ray" else "core seconds"])
    ratio = max(costs) / min(costs)
    print(f"cost an article, largest against smallest: {ratio:.2f}")
    return int(ratio > 1.2 and len(costs) > 1)


if __name__ == "__main__":
    sys.exit(main())
