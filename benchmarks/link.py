"""How long it takes to link ten thousand entities against a local mirror of candidates.

python benchmarks/link.py [--entities 10000]

Everything is made here: entities like those of news, each with namesakes of other countries, kinds
and times, as a file of candidates (`search = { kind = "file" }`). Timed are reading the file,
linking, and the part of it that is comparing names (rapidfuzz) beside a bare loop over difflib, the
standard library's own, on the same pairs. Figures depend on the machine; the ratio carries over.
"""

from __future__ import annotations

import argparse
import difflib
import random
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from kg.link import Candidate, Held, Linker, Source, Subject, Verdict
from kg.link.likeness import folded, name_likeness
from kg.link.mirror import written
from kg.ontology import Ontology
from kg.web import Client

CLASSES = ("Person", "Organization", "City", "ArmedGroup", "InternationalOrganization")
SYLLABLES = "ka ro min ta lu sha de bor qui na vel os tri mar ze ul pan go ris el".split()


def name(chance: random.Random) -> str:
    """A name of two or three words."""
    words = range(chance.choice((2, 2, 3)))
    return " ".join("".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in words)


def made(count: int) -> tuple[list[Subject], list[Candidate]]:
    """Entities, and candidates: the right one of each, and one to five namesakes."""
    chance = random.Random(7)  # noqa: S311 - the same data on every machine
    subjects, candidates = [], []
    for number in range(count):
        cls, state = chance.choice(CLASSES), f"S{chance.randrange(200):02}"
        label = name(chance)
        year = chance.randrange(1990, 2026)
        held = (Held(f"Minister of {state}", f"{year}-03-01"),) if cls == "Person" else ()
        subject = Subject(
            f"https://example.org/id/{number}",
            label,
            (label, label.split()[0] + " " + label.split()[-1][:4]),
            cls,
            countries=frozenset({state}),
            held=held,
        )
        right = Candidate(
            f"https://example.org/kb/{number}",
            label,
            (label.upper(), label + " of " + state),
            classes=frozenset({cls}),
            typed=True,
            countries=frozenset({state}),
            held=held,
            begin="1950" if held else "",
        )
        subjects.append(subject)
        candidates.append(right)
        candidates += [
            replace(
                right,
                iri=f"https://example.org/kb/{number}-{other}",
                countries=frozenset({f"S{chance.randrange(200):02}"}),
                held=(),
                classes=frozenset({chance.choice(CLASSES)}),
            )
            for other in range(chance.randrange(1, 6))
        ]
    return subjects, candidates


def main() -> None:
    """Make the data, link, and print what it took."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--entities", type=int, default=10_000)
    given = arguments.parse_args()
    subjects, candidates = made(given.entities)
    schema = Ontology.load().schema
    with tempfile.TemporaryDirectory() as folder, Client() as client:
        file = Path(folder) / "mirror.jsonl"
        file.write_text(written(candidates), encoding="utf-8")
        size = file.stat().st_size >> 20
        print(f"{len(subjects):,} entities, {len(candidates):,} candidates in {size} MB")
        begun, cpu = time.perf_counter(), time.process_time()
        source = Source("mirror", "mirror", "", "file", str(file))
        linker = Linker(client, source, schema)
        read, read_cpu = time.perf_counter() - begun, time.process_time() - cpu
        decisions = list(linker.link(subjects))
        took, took_cpu = time.perf_counter() - begun, time.process_time() - cpu
    right = sum(
        d.verdict is Verdict.ACCEPT
        and d.best is not None
        and d.best.candidate.iri.rpartition("/")[2] == d.subject.iri.rpartition("/")[2]
        for d in decisions
    )
    accepted = sum(d.verdict is Verdict.ACCEPT for d in decisions)
    print(f"read    {read:6.2f} s  ({read_cpu:.2f} s of processor time)")
    print(f"linked  {took - read:6.2f} s  ({took_cpu - read_cpu:.2f} s of processor time)")
    speed = len(subjects) / took_cpu
    print(f"        {speed:,.0f} entities a second of processor time")
    print(f"        {accepted:,} accepted, {right:,} right")
    pairs = [
        (s.names, (c.label, *c.names)) for s, c in zip(subjects, candidates[::3], strict=False)
    ]
    pairs = pairs[: min(2000, len(pairs))]
    cpu = time.process_time()
    for ours, theirs in pairs:
        name_likeness(ours, theirs)
    ours_cpu = time.process_time() - cpu
    cpu = time.process_time()
    for mine, theirs in pairs:
        max(
            difflib.SequenceMatcher(None, folded(a), folded(b)).ratio()
            for a in mine
            for b in theirs
        )
    theirs_cpu = time.process_time() - cpu
    ratio = theirs_cpu / ours_cpu
    print(
        f"names   {len(pairs) / ours_cpu:,.0f} pairs a second, {ratio:.0f} times as many as difflib"
    )


if __name__ == "__main__":
    main()
