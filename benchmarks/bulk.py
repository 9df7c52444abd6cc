"""A whole `kg build` over many varied articles: `python -m benchmarks.bulk [articles]`.

The articles are put together by chance from sentences that the grammar of `training` makes, from
reports of acts between states, and from the sentences of the articles written for the tests. The
build is killed once on its way and begun again. Memory is that of all its processes, each with all
that it holds, looked at every second; time and rate are those of the whole, loading included.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.crashes import ACTS, COUNTRIES, ROOT, build, digest
from kg.resources import ontology_folder
from kg.store import Store
from training.actors import Pool
from training.grammar import Grammar
from training.treebank import Sentence

MINUTE = 60.0
SENTENCE_END = re.compile(r"(?<=[.!?”\"]) +(?=[A-Z“\"])")


def real_sentences() -> list[str]:
    """The sentences of the seed and of the articles written for the tests."""
    texts = [*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "articles").glob("*.txt")]
    bodies = [path.read_text(encoding="utf-8").rpartition("---\n")[2] for path in sorted(texts)]
    return [s for body in bodies for s in SENTENCE_END.split(" ".join(body.split())) if s]


def text_of(made: Sentence) -> str:
    """The sentence as it is written."""
    return "".join(w.form + (" " if w.space else "") for w in made.words).strip()


def write_news(file: Path, number: int, *, seed: int = 1) -> None:
    """So many articles of four to eight sentences, as lines of JSON; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up articles, not secrets
    reference = ontology_folder() / "reference"
    grammar, real = Grammar(Pool.read(reference, []), reference, seed), real_sentences()
    with file.open("w", encoding="utf-8") as out:
        for n in range(number):
            told = [text_of(grammar()) for _ in range(chance.randint(2, 4))]
            told += chance.sample(real, chance.randint(1, 2))
            for act in chance.sample(ACTS, chance.randint(1, 2)):
                a, b, c = chance.sample(COUNTRIES, 3)
                told.append(act.format(a=a, b=b, c=c, day=chance.randint(1, 28)))
            chance.shuffle(told)
            row = {
                "id": f"news-{n:05}",
                "published": f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                "source": f"Paper {chance.randint(1, 40)}",
                "language": "en",
                "text": " ".join(told),
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def memory(leader: int) -> list[float]:
    """Megabytes that each process of a group holds, its leader's first."""
    found: list[tuple[bool, float]] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            group = int((folder / "stat").read_text().rpartition(")")[2].split()[2])
            pages = int((folder / "statm").read_text().split()[1])
        except (OSError, ValueError):
            continue
        if group == leader:
            held = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
            found.append((folder.name != str(leader), held))
    return [held for _, held in sorted(found)]


def watch(process: subprocess.Popen[bytes], store: Path, *, until: float) -> float:
    """Wait for the end or a time; the peak of memory, telling every minute how it stands."""
    peak, begun = 0.0, time.monotonic()
    told = begun + MINUTE
    while process.poll() is None and time.monotonic() < until:
        time.sleep(1)
        held = memory(process.pid)
        peak = max(peak, sum(held))
        if time.monotonic() > told:
            told += MINUTE
            parts = " + ".join(f"{part:.0f}" for part in held)
            at = time.monotonic() - begun
            print(f"  {at:.0f} s: {articles_in(store):,} articles, {parts} MB", flush=True)
    return peak


def articles_in(store: Path) -> int:
    """How many articles readers see."""
    if not (store / "snapshots").is_dir():
        return 0
    with Store.open(store, read_only=True) as reader:
        return len(reader.articles())


def main() -> None:
    """Build, be killed, build on; print rate and memory."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles", type=int, nargs="?", default=10_000)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--kill-after", type=float, default=120, help="seconds")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        news, store = Path(folder) / "news.jsonl", Path(folder) / "graph"
        write_news(news, given.articles)
        print(f"{given.articles:,} articles, {news.stat().st_size / 1e6:.1f} MB", flush=True)
        process = build(news, store, workers=given.workers)
        try:
            peak = watch(process, store, until=time.monotonic() + given.kill_after)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        there = articles_in(store)
        print(f"killed with {there:,} articles, peak {peak:.0f} MB; again", flush=True)
        begun = time.monotonic()
        process = build(news, store, workers=given.workers)
        peak = watch(process, store, until=float("inf"))
        code = process.wait()
        took, end = time.monotonic() - begun, articles_in(store)
        print(
            f"exit code {code}: {end - there:,} more articles in {took:.0f} s, peak {peak:.0f} MB"
        )
        print(
            f"{(end - there) / took:.1f} articles/s with {given.workers} workers; {digest(store)}"
        )


if __name__ == "__main__":
    main()
