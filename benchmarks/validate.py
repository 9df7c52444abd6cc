"""The gate: compiled shapes against pyshacl, in one run over the same data, with equal reports.

    python -m benchmarks.validate [--quads 100000]

Prints ratios, which carry over to other machines; seconds do not. The data are copies of the seed
article's graph, each an article of its own, with faults planted in some, beside ontology and
reference data. Exit code 1 where the reports differ or a ratio is not reached.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib.namespace import SH

from kg.check import Background, Checker
from kg.check.layers import split
from kg.check.rdf import graph_of
from kg.check.shapes import Shapes
from kg.model import Article, Report
from kg.pipeline import Stations
from kg.read import read_all
from kg.resources import ontology_folder
from kg.store import Store
from tests.check.planted import planted

ROOT = Path(__file__).resolve().parents[1]
FASTER = 50
QUICK = 0.020
SHARE = 0.15
HASH = re.compile(r"/(event|agreement|claim|project|dispute|sanction|relation)/([0-9a-f]{16})")


@dataclass
class Data:
    """A dataset, as `Checker.check_graph` wants it."""

    held: list[ox.Quad]

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad."""
        return iter(self.held)


def timed(work: Callable[[], Report], *, rounds: int = 1) -> tuple[float, Report]:
    """The best time of some rounds on the processor, and the report."""
    best, report = float("inf"), Report("")
    for _ in range(rounds):
        start = time.process_time()
        report = work()
        best = min(best, time.process_time() - start)
    return best, report


def copies(text: str, article: str, number: int) -> Iterator[list[ox.Quad]]:
    """The quads of one article, as those of so many articles; every tenth has faults."""
    for n in range(number):
        moved = text.replace(f"article/{article}", f"article/copy-{n}")
        moved = HASH.sub(lambda found, n=n: f"/{found[1]}/{found[2]}{n:x}", moved)  # type: ignore[misc]
        quads = list(ox.parse(moved, format=ox.RdfFormat.N_QUADS))
        yield planted(quads, n) if n % 10 == 0 else quads


def whole_graph(text: str, article: str, background: list[ox.Quad], size: int) -> bool:
    """Both engines over the facts of many articles, and pyshacl as it comes."""
    held: list[ox.Quad] = []
    for quads in copies(text, article, size):
        if len(held) >= size:
            break
        held += split(quads)[0]
    held += set(Background(background).context(held)) - set(held)
    (fast, found), (slow, expected) = (
        timed(lambda engine=engine: Checker(engine=engine).check_graph(Data(held)))  # type: ignore[misc]
        for engine in ("fast", "pyshacl")
    )
    shapes = Shapes.of_folder(ontology_folder()).graph
    graph = graph_of(held)
    start = time.process_time()
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    plain = time.process_time() - start
    same = found == expected and len(found.findings) == len(set(report.subjects(SH.focusNode)))
    print(f"{len(held):,} quads: {fast:.2f} s")
    print(f"  pyshacl.validate on rdflib in memory {plain:.1f} s: {plain / fast:.0f} times faster")
    print(f"  pyshacl with its queries prepared once {slow:.1f} s: {slow / fast:.0f} times faster")
    print(f"  {len(found.findings)} findings, {'the same' if same else 'NOT THE SAME'}")
    return same and plain / fast >= FASTER


def one_article(quads: list[ox.Quad], background: list[ox.Quad]) -> bool:
    """Both engines over one article, with the background beside it."""
    known = Background(background)
    (fast, found), (slow, expected) = (
        timed(lambda c=checker: c.check("article", quads, known), rounds=rounds)  # type: ignore[misc]
        for checker, rounds in ((Checker(), 20), (Checker(engine="pyshacl"), 2))
    )
    print(
        f"one article, {len(quads):,} quads: {fast * 1000:.1f} ms, pyshacl {slow * 1000:.0f} ms: "
        f"{slow / fast:.0f} times faster"
    )
    return found == expected and fast <= QUICK


def share_of_build(article: Article, *, number: int = 20) -> bool:
    """How much of a build the check is: each station by itself, over the same articles."""
    stations = Stations.of()
    articles = [replace(article, id=f"copy-{n}") for n in range(number)]
    assert stations.context  # noqa: S101 - loaded before the clock starts
    list(stations.quads(articles[:1]))
    start = time.process_time()
    made = list(stations.quads(articles))
    populated = time.process_time()
    for its, quads in made:
        stations.checker.check(its.id, quads, stations.context)
    checked = time.process_time()
    with tempfile.TemporaryDirectory() as folder, Store.open(folder, create=True) as store:
        store.install(stations.background, stations.fingerprint)
        begun = time.process_time()
        for its, quads in made:
            store.add(its.id, quads)
        stored = time.process_time() - begun
    share = (checked - populated) / (checked - start + stored)
    print(f"a build of {number} articles: {share:.1%} of it is the check")
    return share <= SHARE


def main(arguments: list[str]) -> int:
    """Run all three; 0 where each reaches its mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=100_000)
    options = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    stations = Stations.of()
    background = list(stations.background)
    (article, *_) = read_all([ROOT / "seeds"])
    ((_, stated),) = stations.quads([article])
    text = (ox.serialize(stated, format=ox.RdfFormat.N_QUADS) or b"").decode()
    reached = [
        one_article(list(stated), background),
        share_of_build(article),
        whole_graph(text, article.id, background, options.quads),
    ]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
