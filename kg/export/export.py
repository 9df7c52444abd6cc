"""Writing a graph, or a part of it, to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from kg.errors import OptionError
from kg.export import selection
from kg.export.order import grouped, lines
from kg.export.selection import Source
from kg.export.writers import json_ld, rdf_xml
from kg.terms import PREFIXES

__all__ = ["FORMATS", "export"]

Prefixes = Mapping[str, str]
Write = Callable[[Iterator[ox.Quad], Prefixes, BinaryIO], None]

FOLDERS = (
    "agreement",
    "article",
    "claim",
    "dispute",
    "event",
    "group",
    "issue",
    "office",
    "organization",
    "person",
    "place",
    "project",
    "relation",
    "sanction",
    "state",
    "tenure",
)
"""Parts of the data base that get a prefix of their own, so that a state is `state:IRN`."""


class Format(NamedTuple):
    """A format: the end of its file names, whether it holds named graphs, how it is written."""

    suffix: str
    datasets: bool
    write: Write


def _by_lines(quads: Iterator[ox.Quad], _: Prefixes, out: BinaryIO) -> None:
    out.writelines(lines(quads))


def _by_oxigraph(format: ox.RdfFormat) -> Write:
    def write(quads: Iterator[ox.Quad], prefixes: Prefixes, out: BinaryIO) -> None:
        ordered, used = _ordered(quads, prefixes)
        statements = ordered if format.supports_datasets else (q.triple for q in ordered)
        ox.serialize(statements, out, format=format, prefixes=used)

    return write


def _by_parts(writer: Callable[[Iterable[ox.Quad], Prefixes], Iterator[bytes]]) -> Write:
    def write(quads: Iterator[ox.Quad], prefixes: Prefixes, out: BinaryIO) -> None:
        out.writelines(writer(*_ordered(quads, prefixes)))

    return write


def _ordered(
    quads: Iterator[ox.Quad], prefixes: Prefixes
) -> tuple[Iterator[ox.Quad], dict[str, str]]:
    """The quads in their order, and those of the prefixes that they use."""
    seen: set[str] = set()
    ordered = grouped(_watched(quads, seen))
    # ordering reads all of them before it gives the first: then the namespaces are known
    first = list(islice(ordered, 1))
    return chain(first, ordered), {p: iri for p, iri in prefixes.items() if iri in seen}


def _watched(quads: Iterator[ox.Quad], seen: set[str]) -> Iterator[ox.Quad]:
    """The same quads; the namespaces of their terms go to `seen`."""
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            iri = term.datatype if isinstance(term, ox.Literal) else term
            if isinstance(iri, ox.NamedNode):
                head, hash, _ = iri.value.partition("#")
                seen.add(head + hash if hash else "")
                seen.add(head[: head.rfind("/") + 1])
        yield quad


FORMATS = {
    "turtle": Format(".ttl", datasets=False, write=_by_oxigraph(ox.RdfFormat.TURTLE)),
    "trig": Format(".trig", datasets=True, write=_by_oxigraph(ox.RdfFormat.TRIG)),
    "ntriples": Format(".nt", datasets=False, write=_by_lines),
    "nquads": Format(".nq", datasets=True, write=_by_lines),
    "jsonld": Format(".jsonld", datasets=True, write=_by_parts(json_ld)),
    "rdfxml": Format(".rdf", datasets=False, write=_by_parts(rdf_xml)),
}
"""Format by name."""


def export(
    store: Source,
    *,
    out: Path | BinaryIO,
    format: str = "turtle",
    article: str | None = None,
    entity: str | None = None,
    graph: str | None = None,
    query: str | None = None,
    background: bool = False,
) -> None:
    """Write what the articles state, in an order that depends on the content alone.

    Turtle, N-Triples and RDF/XML hold the default graph: facts, and what is said *about* claims.
    TriG, N-Quads and JSON-LD also hold what each article states as fact and what each claim says.
    One of `article` (its id), `entity`, `graph` (IRIs, or paths such as `state/IRN`) and `query` (a
    CONSTRUCT or DESCRIBE) chooses a part; see `kg.export.selection`. Ontology and reference data
    are left out but for types and labels of what is spoken of; `background` adds all of them to a
    whole export. A file is there as a whole or not at all.
    """
    known = FORMATS.get(format)
    if known is None:
        raise OptionError(format, found="no such format", allowed=f"one of {', '.join(FORMATS)}")
    quads = _chosen(store, article, entity, graph, query, background=background)
    if not known.datasets:
        quads = (q for q in quads if isinstance(q.graph_name, ox.DefaultGraph))
    prefixes = _prefixes(store.base)
    if not isinstance(out, Path):
        known.write(quads, prefixes, out)
        return
    draft = out.with_name(f".{out.name}.draft")
    try:
        with draft.open("wb") as file:
            known.write(quads, prefixes, file)
        draft.replace(out)
    except OSError as error:
        raise OptionError(
            str(out), found=f"cannot be written: {error}", remedy="name another file"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _chosen(
    store: Source,
    article: str | None,
    entity: str | None,
    graph: str | None,
    query: str | None,
    *,
    background: bool,
) -> Iterator[ox.Quad]:
    parts = {"article": article, "entity": entity, "graph": graph, "query": query}
    given = {name: value for name, value in parts.items() if value is not None}
    if len(given) > 1 or (given and background):
        raise OptionError(
            " and ".join([*given, *(["background"] if background else [])]),
            found="they cannot be exported together",
            allowed="one of article, entity, graph, query, or none for the whole graph",
        )
    for name, value in given.items():
        return SELECTIONS[name](store, value)
    return selection.whole(store, background=background)


SELECTIONS: dict[str, Callable[[Source, str], Iterator[ox.Quad]]] = {
    "article": selection.article,
    "entity": selection.entity,
    "graph": selection.named,
    "query": selection.built,
}


def _prefixes(base: str) -> dict[str, str]:
    return {**PREFIXES, "id": base, **{name: f"{base}{name}/" for name in FOLDERS}}
