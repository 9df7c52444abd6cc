"""SPARQL in a worker: from the text of a query to the bytes of its answer."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator, Sequence
from itertools import islice

import pyoxigraph as ox

from kg.errors import EntenteError, QueryError
from kg.serve.guard import refuse_foreign
from kg.serve.media import DATASETS, GRAPHS, ROWS, Form, by_name, chosen
from kg.serve.source import Graph
from kg.serve.wire import Answer
from kg.terms import PREFIXES

__all__ = ["RDF", "answer_query", "explain", "packed"]

RESULTS = {
    "json": (ox.QueryResultsFormat.JSON, b"},{"),
    "xml": (ox.QueryResultsFormat.XML, b"<result>"),
    "csv": (ox.QueryResultsFormat.CSV, b"\r\n"),
    "tsv": (ox.QueryResultsFormat.TSV, b"\n"),
}
"""Formats, and what is written at least once a row: counting that is much quicker than rows."""
RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
SMALL = 1000
"""Bytes below which compressing does not pay."""
BYTES_A_ROW = 10_000
"""An answer may be so many bytes long for each row that is allowed."""


class TooMuch(Exception):  # noqa: N818 - it ends a writer
    """The answer is longer than one may be."""


class Sink(io.RawIOBase):
    """Takes what is written, and counts the rows in it; a few more than there are, at most."""

    def __init__(self, mark: bytes, rows: int) -> None:
        self.parts: list[bytes] = []
        self._mark, self._rows, self._left = mark, rows, rows * BYTES_A_ROW
        self._tail = b""
        self.overflown = False

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: object) -> int:
        """Take a piece."""
        piece = bytes(data)  # type: ignore[call-overload]
        self._rows -= (self._tail + piece).count(self._mark)
        self._tail = piece[1 - len(self._mark) :] if len(self._mark) > 1 else b""
        self._left -= len(piece)
        # the header has a mark of its own in some formats
        if self._rows < -1 or self._left < 0:
            self.overflown = True
            raise TooMuch
        self.parts.append(piece)
        return len(piece)


def answer_query(
    graph: Graph,
    *,
    text: str,
    base: str,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
    accept: str | None,
    format: str | None,
    rows: int,
    services: Sequence[str],
    compress: bool,
) -> Answer:
    """Answer a query in the form that is wanted."""
    try:
        refuse_foreign(text, services=services)
    except QueryError as error:
        return Answer(403, f"{error}\n".encode())
    try:
        found = _asked(graph, text, base, default_graphs, named_graphs)
    except SyntaxError as error:
        return Answer(400, f"{error}\n".encode(), facts={"unread": text})
    except (ValueError, RuntimeError, EntenteError) as error:
        return Answer(400, f"{error}\n".encode())
    offers = (*GRAPHS, *DATASETS) if isinstance(found, ox.QueryTriples) else ROWS
    form = by_name(format, offers) if format else chosen(accept, offers)
    if form is None:
        known = "\n".join(f"  {offer.media[0]}" for offer in offers)
        return Answer(406, f"this answer can be had as\n{known}\n".encode())
    try:
        body = _written(found, form, rows)
    except TooMuch:
        told = f"the answer is longer than {rows:,} rows; ask for less, with LIMIT for example\n"
        return Answer(503, told.encode())
    except (RuntimeError, OSError, ValueError) as error:
        # a function that is not known, a service that does not answer, a name that XML cannot hold
        return Answer(400, f"{error}\n".encode())
    finally:
        # it may only go in the thread that made it
        del found
    return packed(Answer(200, body, form.told), compress=compress)


def explain(graph: Graph, answer: Answer) -> Answer:
    """Say in words what is wrong with a query that was not understood."""
    unread = answer.facts.get("unread")
    told = graph.explained(unread) if isinstance(unread, str) else ""
    return Answer(answer.status, f"{told}\n".encode()) if told else answer


def _asked(
    graph: Graph,
    text: str,
    base: str,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    if not default_graphs and not named_graphs:
        return graph.oxigraph.query(text, base_iri=base, prefixes={**PREFIXES, "id": graph.base})
    # https://www.w3.org/TR/sparql11-protocol/#dataset: what the request names is all there is
    return graph.oxigraph.query(
        text,
        base_iri=base,
        prefixes={**PREFIXES, "id": graph.base},
        default_graph=[ox.NamedNode(iri) for iri in default_graphs],
        named_graphs=[ox.NamedNode(iri) for iri in named_graphs],
    )


def _written(
    found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, form: Form, rows: int
) -> bytes:
    if isinstance(found, ox.QueryTriples):
        prefixes = dict(PREFIXES) if form.names[0] in ("ttl", "trig", "jsonld", "rdf") else None
        return (
            ox.serialize(_up_to(found, rows), format=RDF[form.names[0]], prefixes=prefixes) or b""
        )
    format, mark = RESULTS[form.names[0]]
    sink = Sink(mark, rows)
    try:
        found.serialize(sink, format=format)  # type: ignore[arg-type]  # any writer will do
    except Exception:
        if sink.overflown:
            raise TooMuch from None
        raise
    return b"".join(sink.parts)


def _up_to(triples: ox.QueryTriples, rows: int) -> Iterator[ox.Triple]:
    yield from islice(triples, rows)
    if next(triples, None) is not None:
        raise TooMuch


def packed(answer: Answer, *, compress: bool) -> Answer:
    """The same answer, compressed where the client takes that and it pays."""
    if not compress or len(answer.body) < SMALL:
        return answer
    # the time of day is left out: the same answer is the same bytes
    body = gzip.compress(answer.body, 4, mtime=0)
    return Answer(
        answer.status,
        body,
        answer.media,
        (*answer.headers, ("Content-Encoding", "gzip")),
        answer.facts,
    )
