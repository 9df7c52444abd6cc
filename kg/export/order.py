"""One order for one set of quads, in flat memory: equal graphs become equal files."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from typing import BinaryIO

import pyoxigraph as ox

from kg.terms import RDF

__all__ = ["grouped", "lines", "ordered"]

RUN = 100_000
"""Records that are sorted in memory at once; what goes beyond is merged from files."""
BATCH = 5_000
TYPE = RDF + "type"


def lines(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """Sorted lines of N-Quads, each once."""
    return ordered(f"{quad} .\n".encode() for quad in quads)


def grouped(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads graph by graph, subject by subject, types first."""
    records = ordered(map(_record, quads))
    # terms hold no tab: N-Triples writes it as \t
    while batch := list(islice(records, BATCH)):
        text = b"".join(map(_line, batch))
        yield from ox.parse(text, format=ox.RdfFormat.N_QUADS)


def _record(quad: ox.Quad) -> bytes:
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    rank = "0" if quad.predicate.value == TYPE else "1"
    return f"{graph}\t{quad.subject}\t{rank}{quad.predicate}\t{_text(quad.object)}\n".encode()


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    # str() of a triple is no term of N-Quads
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)


def _line(record: bytes) -> bytes:
    graph, subject, predicate, value = record[:-1].split(b"\t")
    return b" ".join((subject, predicate[1:], value, graph, b".\n"))


def ordered(records: Iterator[bytes]) -> Iterator[bytes]:
    """The lines in order, each once, in flat memory.

    Sorted runs are merged (https://en.wikipedia.org/wiki/External_sorting).
    """
    run = sorted(set(islice(records, RUN)))
    following = next(records, None)
    if following is None:
        yield from run
        return
    records = chain([following], records)
    with ExitStack() as stack:
        runs: list[BinaryIO] = []
        while run:
            file: BinaryIO = stack.enter_context(tempfile.TemporaryFile())
            file.writelines(run)
            file.seek(0)
            runs.append(file)
            # the last run goes before the next one comes
            run.clear()
            run = sorted(set(islice(records, RUN)))
        last = None
        for record in heapq.merge(*runs):
            if record != last:
                yield record
            last = record
