"""Kills builds at random moments and looks at what is left: `python -m benchmarks.crashes 50 500`.

The moments are drawn from a seed; each build goes on where the one before was killed, so that
every part of a build is met. After each kill the store must open for readers and for a writer, hold
whole articles only, and equal its ledger. Whenever all articles are in, the canonical graph must be
that of a build that nobody disturbed, and a new store is begun.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.errors import StoreError
from kg.store import Store

ROOT = Path(__file__).resolve().parents[1]
COUNTRIES = ("France", "Japan", "Kenya", "Norway", "Brazil", "Egypt", "Canada", "India", "Peru")
ACTS = (
    "{a} condemned {b} on {day} March 2024.",
    "{a} and {b} signed a trade agreement in Geneva on {day} March 2024.",
    "{a} said that {b} had threatened {c} on {day} March 2024.",
    "{a} denied that it had attacked {b}.",
    "The foreign ministers of {a} and {b} met in Vienna on {day} March 2024.",
)


def write_articles(folder: Path, number: int, *, seed: int = 1) -> None:
    """So many short articles, the same for the same seed; they share actors and events."""
    chance = random.Random(seed)  # noqa: S311 - made-up articles, not secrets
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        lines = []
        for act in chance.sample(ACTS, 3):
            a, b, c = chance.sample(COUNTRIES, 3)
            lines.append(act.format(a=a, b=b, c=c, day=chance.randint(1, 28)))
        head = f"---\npublished: 2024-03-{chance.randint(1, 28):02d}\nlanguage: en\n---\n"
        (folder / f"a{n:05}.txt").write_text(head + " ".join(lines) + "\n")


def build(articles: Path, store: Path, *, workers: int = 1) -> subprocess.Popen[bytes]:
    """A build in a process of its own, in a group of its own."""
    return subprocess.Popen(
        [
            *(sys.executable, "-c", "from kg.cli import main; main()", "build", str(articles)),
            *("--store", str(store), "--quiet", "--workers", str(workers)),
        ],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        start_new_session=True,
    )


def require(holds: object, otherwise: str) -> None:
    """End with a message unless something holds."""
    if not holds:
        raise SystemExit(otherwise)


def digest(store: Path) -> str:
    """Stands for the canonical graph."""
    with Store.open(store, read_only=True) as reader:
        return hashlib.sha256(reader.canonical().encode()).hexdigest()[:16]


def look(store: Path) -> int:
    """How many articles are there, after it is shown that each is whole."""
    try:
        with Store.open(store, read_only=True) as reader:
            require(reader.differences() == ([], []), "a reader sees half an article")
    except StoreError as error:
        if "nothing is built yet" not in str(error) and "no store here" not in str(error):
            raise
    if not (store / "entente.json").exists():
        return 0
    with Store.open(store) as writer:
        require(writer.differences() == ([], []), "the dataset is not what the ledger says")
        return len(writer.articles())


def main() -> None:
    """Kill, look, go on; start over whenever a build came to its end."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("kills", type=int, nargs="?", default=50)
    options.add_argument("articles", type=int, nargs="?", default=500)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--workers", type=int, default=1)
    given = options.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 - moments to kill at, not secrets
    with tempfile.TemporaryDirectory() as folder:
        articles, whole = Path(folder) / "articles", Path(folder) / "whole"
        write_articles(articles, given.articles)
        begun = time.monotonic()
        require(not build(articles, whole, workers=given.workers).wait(), "it must end")
        lasted, wanted = time.monotonic() - begun, digest(whole)
        print(f"a build of {given.articles} articles takes {lasted:.1f} s, graph {wanted}")
        store, rounds, ended = Path(folder) / "store-0", 0, 0
        found: list[int] = []
        kill = 0
        while kill < given.kills:
            process = build(articles, store, workers=given.workers)
            try:
                process.wait(lasted * chance.uniform(0.1, 0.4))
                ended += 1
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                kill += 1
            found.append(look(store))
            print(f"{kill} kills: {found[-1]} articles, all whole", flush=True)
            if found[-1] == given.articles:
                require(digest(store) == wanted, "a rerun ends in another graph")
                rounds += 1
                store = Path(folder) / f"store-{rounds}"
        require(not build(articles, store, workers=given.workers).wait(), "it must end")
        require(digest(store) == wanted, "a rerun ends in another graph")
        print(
            json.dumps(
                {
                    "kills": kill,
                    "runs that ended before they were killed": ended,
                    "reruns that ended in the same graph": rounds + 1,
                }
            )
        )


if __name__ == "__main__":
    main()
