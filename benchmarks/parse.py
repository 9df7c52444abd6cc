"""How fast articles are parsed, against raw spaCy with the same weights.

`python benchmarks/parse.py --many 2000`.

Ratios carry over, times do not: both sides are timed in turn in one process, in seconds of the
processor, and the best round of each counts. Memory is that of the process after every so many
articles; sentences of 400 words and an article of 20,000 show that time grows no faster than they.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.model import Article
from kg.parse import Parser
from kg.parse.paragraphs import paragraphs
from kg.parse.weights import load_pipeline

ROOT = Path(__file__).resolve().parents[1]


def texts(count: int) -> list[str]:
    """Articles of about 300 words: the sentences of the news list, in ever other groups."""
    rows = (ROOT / "tests" / "parse" / "clauses.tsv").read_text(encoding="utf-8").splitlines()
    sentences = [row.split("\t")[0] for row in rows if not row.startswith("#")]
    return [
        "\n".join(
            " ".join(sentences[(start * 7 + line * 5 + k) % len(sentences)] for k in range(5))
            for line in range(5)
        )
        for start in range(count)
    ]


def seconds(work: Callable[[], object]) -> float:
    """How long the processor is busy with something."""
    start = time.process_time()
    work()
    return time.process_time() - start


def resident() -> float:
    """Megabytes that this process holds, where the system tells (Linux)."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    rows = status.read_text(encoding="utf-8").splitlines()
    return int(next(row.split()[1] for row in rows if row.startswith("VmRSS"))) / 1024


def articles(count: int) -> Iterator[Article]:
    """Articles, one at a time."""
    for i, text in enumerate(texts(count)):
        yield Article(f"a{i}", text)


def main() -> None:
    """Time loading, parsing, long texts, and look at memory."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=100)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--many", type=int, default=0, help="articles to watch memory over")
    chosen = options.parse_args()

    import spacy  # noqa: F401, PLC0415  # its import is not our loading

    load = min(seconds(Parser.load) for _ in range(3))
    parser, pipeline = Parser.load(), load_pipeline()
    given = list(articles(chosen.articles))
    pieces = [p.text for article in given for p in paragraphs(article.text)]
    words = sum(len(parse.tokens) for _, parse in parser.pipe(given))

    def raw() -> None:
        with pipeline.memory_zone():
            for _ in pipeline.pipe(pieces):
                pass

    def ours() -> None:
        for _ in parser.pipe(given):
            pass

    rounds = [(seconds(raw), seconds(ours)) for _ in range(chosen.rounds)]
    fastest, mine = min(r for r, _ in rounds), min(o for _, o in rounds)
    print(f"load                     {load:8.2f} s")
    print(f"raw spaCy, same weights  {words / fastest:8.0f} words/s")
    print(f"kg.parse                 {words / mine:8.0f} words/s, ratio {fastest / mine:.2f}")
    rules = Parser.load(model="rules")
    print(
        f"rules alone              {words / seconds(lambda: list(rules.pipe(given))):8.0f} words/s"
    )
    one = "The army and the police and the navy of the country and its allies said on Monday that "
    for length in (100, 200, 400):
        sentence = " ".join((one * (length // 17 + 1)).split()[:length]) + "."
        many = [Article(f"s{i}", sentence) for i in range(8)]
        spent = seconds(lambda many=many: list(parser.pipe(many)))
        print(f"sentence of {length:4} words    {8 * length / spent:8.0f} words/s")
    for repeated in (5_000, 10_000, 20_000):
        body = " ".join(texts(chosen.articles)).split()
        whole = " ".join((body * (repeated // len(body) + 1))[:repeated])
        spent = seconds(lambda whole=whole: parser.parse(Article("x", whole)))
        print(f"article of {repeated:6} words  {repeated / spent:8.0f} words/s")
    for done, _ in enumerate(parser.pipe(articles(chosen.many)), start=1):
        if done % max(1, chosen.many // 5) == 0:
            gc.collect()
            print(f"after {done:6} articles    {resident():8.0f} MB", file=sys.stdout)


if __name__ == "__main__":
    main()
