"""How fast and how flat the store is: `python -m benchmarks.store [articles] [--build]`.

Loading: contributions as workers hand them over, through journal, dataset, ledger and snapshot,
beside pyoxigraph's own bulk loader on the same quads in one call, both in seconds of processor time
of all threads. Ratios carry over, times do not.
With --build, the articles go through the whole program instead, with one worker and with several.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from benchmarks.crashes import ROOT, digest, write_articles
from kg.pipeline import Stations
from kg.pipeline.gist import Gists
from kg.pipeline.work import Job, work
from kg.read import read_all
from kg.store import Contribution, Store

MEGABYTE = 1024


def contributions(number: int) -> list[Contribution]:
    """What so many articles state: made from some, under other names."""
    with tempfile.TemporaryDirectory() as folder:
        write_articles(Path(folder), 50)
        articles = list(read_all([folder, ROOT / "seeds"]))
    stations = Stations.of()
    gists = Gists(stations.ontology.schema, stations.background)
    done = [d.contribution for d in work(stations, gists, [Job(a, "") for a in articles])]
    made = []
    for n in range(number):
        one = done[n % len(done)]
        if one is None:
            continue
        text = one.lines().replace(one.article.encode(), f"n{n}".encode())
        text = text.replace(b"/event/", b"/event/%d-" % n).replace(b"/claim/", b"/claim/%d-" % n)
        quads = ox.parse(text, format=ox.RdfFormat.N_QUADS)
        made.append(Contribution.of(f"n{n}", quads, mark=str(n), gist=one.gist))
    return made


def load(number: int) -> None:
    """The store beside the bulk loader."""
    made = contributions(number)
    lines = b"".join(one.lines() for one in made)
    size = sum(one.size for one in made)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        dataset = ox.Store(f"{folder}/bare")
        dataset.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
        dataset.flush()
        bare = time.process_time() - begun
        del dataset
        with Store.open(f"{folder}/store", create=True) as store:
            begun = time.process_time()
            for one in made:
                store.stage(one)
            store.flush()
            ours = time.process_time() - begun
            store.publish()
            published = time.process_time() - begun
            begun = time.process_time()
            for one in made:
                store.stage(one)
            again = time.process_time() - begun
            begun = time.process_time()
            gone = store.retract("n0")
            retracted = time.process_time() - begun
    print(f"{number} articles, {size:,} quads")
    print(f"bulk loader {bare:.2f} s, store {ours:.2f} s: {bare / ours:.2f} of its speed")
    print(f"with the snapshot {published:.2f} s")
    print(f"the same articles again {again:.2f} s")
    print(f"one article of {len(gone.removed)} quads taken back in {retracted * 1000:.0f} ms")


def run(number: int, workers: tuple[int, ...]) -> None:
    """The whole program, with its peak of memory."""
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles"
        write_articles(articles, number)
        for count in (*workers, 0):
            store = Path(folder) / f"store-{count or workers[-1]}"
            command = [sys.executable, "-c", "from kg.cli import main; main()", "build"]
            command += [str(articles), "--store", str(store), "--quiet"]
            begun = time.perf_counter()
            subprocess.run([*command, "--workers", str(count or 1)], check=True, cwd=ROOT)
            took = time.perf_counter() - begun
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
            what = f"{count} workers" if count else "the same again"
            print(f"{what}: {took:.1f} s, {number / took:.0f} articles/s, peak {peak:.0f} MB")
            print(f"  graph {digest(store)}", flush=True) if number <= 2000 else None


def main() -> None:
    """Read the options."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", type=int, nargs="?", default=1000)
    options.add_argument("--build", action="store_true")
    options.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    given = options.parse_args()
    if given.build:
        run(given.articles, tuple(given.workers))
    else:
        load(given.articles)


if __name__ == "__main__":
    main()
