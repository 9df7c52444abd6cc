"""How long each format takes and how much memory, for a graph of a million quads and more.

    python benchmarks/export.py [QUADS [FORMAT …]]

The articles are made up over the real reference data. Each format is written by a process of its
own to a file that is thrown away; its memory is the peak of that process, of which the line `open`
is what opening the store and reading the background takes.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.export import FORMATS, export
from kg.pipeline import Stations
from kg.store import Store
from kg.terms import DATA, ENT, OA, RDF, RDFS, XSD

MILLION = 1_000_000
EVENTS = 100
"""Events of an article: many, so that there are few articles to be put in one by one."""
STATES = ("IRN", "PAK", "USA", "CHN", "DEU", "FRA", "IND", "BRA", "ZAF", "TUR", "JPN", "EGY")
CLASSES = (("Meeting", "Consult"), ("Airstrike", "Assault"), ("Criticism", "Accuse"))


def node(name: str) -> ox.NamedNode:
    """An IRI of the data, or one that is given whole."""
    return ox.NamedNode(name if "://" in name else DATA + name)


def article(number: int) -> Iterator[ox.Quad]:
    """What a made-up article states: events, each as a fact or in a claim, with evidence."""
    own = f"article/made-{number}"
    facts = node(f"{own}#facts")
    stated = [
        (own, RDF + "type", node(ENT + "Article")),
        (own, RDFS + "label", ox.Literal(f"made-{number}")),
        (own, ENT + "text", ox.Literal("They met. " * 30)),
        (own, ENT + "published", _typed(f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}", "date")),
    ]
    claimed: list[tuple[str, list[tuple[str, str, ox.NamedNode | ox.Literal]]]] = []
    for n in range(EVENTS):
        unique = number * EVENTS + n
        evidence, quote, place = (f"{own}#{what}-{n}" for what in ("evidence", "quote", "position"))
        stated += [
            (evidence, RDF + "type", node(ENT + "Evidence")),
            (evidence, OA + "hasSource", node(own)),
            (evidence, OA + "hasSelector", node(quote)),
            (evidence, OA + "hasSelector", node(place)),
            (quote, RDF + "type", node(OA + "TextQuoteSelector")),
            (quote, OA + "exact", ox.Literal("They met.")),
            (place, RDF + "type", node(OA + "TextPositionSelector")),
            (place, OA + "start", _typed(str(10 * n), "nonNegativeInteger")),
            (place, OA + "end", _typed(str(10 * n + 9), "nonNegativeInteger")),
        ]
        event = _event(unique, evidence)
        if n % 4 == 3:
            claim = f"claim/{unique:016x}"
            stated += [
                (claim, RDF + "type", node(ENT + "Claim")),
                (claim, ENT + "content", node(claim)),
                (claim, ENT + "modality", node(ENT + "Alleged")),
                (claim, ENT + "evidence", node(evidence)),
            ]
            claimed.append((claim, event))
        else:
            stated += event
    for subject, predicate, value in stated:
        yield ox.Quad(node(subject), ox.NamedNode(predicate), value)
        yield ox.Quad(node(subject), ox.NamedNode(predicate), value, facts)
    for claim, event in claimed:
        for subject, predicate, value in event:
            yield ox.Quad(node(subject), ox.NamedNode(predicate), value, node(claim))


def _event(number: int, evidence: str) -> list[tuple[str, str, ox.NamedNode | ox.Literal]]:
    event, (cls, above) = f"event/{number:016x}", CLASSES[number % len(CLASSES)]
    one, other = STATES[number % 12], STATES[(number // 12 + 1 + number) % 12]
    role = "actor" if cls == "Meeting" else "recipient"
    return [
        *((event, RDF + "type", node(ENT + name)) for name in (cls, above, "Event")),
        (event, RDFS + "label", ox.Literal(f"{cls}: {one}, {other}", language="en")),
        (event, ENT + "actor", node(f"state/{one}")),
        (event, ENT + role, node(f"state/{other}")),
        *((event, ENT + "participant", node(f"state/{code}")) for code in sorted({one, other})),
        (event, ENT + "place", node("place/tehran" if number % 2 else "place/lahore")),
        (event, ENT + "begin", _typed(f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}", "date")),
        (event, ENT + "evidence", node(evidence)),
    ]


def _typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def make(folder: Path, quads: int) -> None:
    """Build a store of at least so many quads of articles, and print how many there are."""
    total, number = 0, 0
    with Store.open(folder, create=True) as store:
        Stations.of().at(store)
        while total < quads:
            its = list(article(number))
            store.add(f"made-{number}", its)
            total += len(its)
            number += 1
    print(total)


def peak() -> float:
    """The most memory that this process ever held, in megabytes."""
    # on Linux ru_maxrss begins with what the parent held; the kernel's own count does not
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MILLION


def measure(format: str, folder: Path) -> None:
    """Export in this process, and print what it took as JSON."""
    start, size = time.perf_counter(), 0
    with Store.open(folder, read_only=True) as store, tempfile.TemporaryDirectory() as scratch:
        if format == "open":
            store.background()
        else:
            out = Path(scratch) / "out"
            export(store, out=out, format=format)
            size = out.stat().st_size
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "megabytes": peak(), "written": size / MILLION}))


def main() -> None:
    """Make the graph, then measure every format, each step in a process of its own."""
    if sys.argv[1:2] == ["--make"]:
        make(Path(sys.argv[2]), int(sys.argv[3]))
        return
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], Path(sys.argv[3]))
        return
    wanted = sys.argv[1].replace("_", "") if len(sys.argv) > 1 else str(MILLION)
    formats = sys.argv[2:] or list(FORMATS)
    with tempfile.TemporaryDirectory() as folder:
        graph, start = f"{folder}/graph", time.perf_counter()
        quads = int(_ran("--make", graph, wanted))
        print(f"{quads:,} quads, made in {time.perf_counter() - start:.0f} s\n")
        print(f"{'format':<12} {'seconds':>8} {'peak MB':>8} {'MB written':>11}")
        for format in ("open", *formats):
            found = json.loads(_ran("--measure", format, graph))
            print(
                f"{format:<12} {found['seconds']:8.1f} {found['megabytes']:8.0f} "
                f"{found['written']:11.1f}",
                flush=True,
            )


def _ran(*arguments: str) -> str:
    command = [sys.executable, __file__, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    main()
