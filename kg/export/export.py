"""Writing a graph, or a part of it, to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.errors import OptionError
from kg.export import selection
from kg.export.formats import FORMATS, format_of
from kg.export.part import Part
from kg.export.records import records
from kg.export.selection import Source
from kg.model import EventRecord

__all__ = ["event_records", "export"]


def export(
    store: Source,
    *,
    out: Path | BinaryIO,
    format: str | None = None,
    article: str | None = None,
    entity: str | None = None,
    graph: str | None = None,
    query: str | None = None,
    claims: bool = True,
    background: bool = False,
    license: str | None = None,
) -> None:
    """Write what the articles state, in an order that depends on the content alone.

    `format` is a name of `FORMATS`; without one the end of the file's name chooses, or Turtle is
    written. Turtle, N-Triples and RDF/XML hold the default graph: facts, and what is said *about*
    claims; `FORMATS` says what the others hold. One of `article` (its id), `entity`, `graph` (IRIs,
    or paths such as `state/IRN`) and `query` (a CONSTRUCT or DESCRIBE) chooses a part; see
    `kg.export.selection`. Without `claims` nothing is left that is or speaks of a claim. Ontology
    and reference data are left out but for types and labels of what is spoken of; `background`
    adds all of them to a whole export. `license` is the IRI of the licence under which you publish
    the graph; `void` and `nanopubs` name it. A file is there as a whole or not at all.
    """
    known = FORMATS[format_of(format, out if isinstance(out, Path) else None)]
    part = _part(store, article, entity, graph, query, claims=claims, background=background)
    if license is not None:
        part = replace(part, license=selection.iri(store, license).value)
    if not isinstance(out, Path):
        known.write(part, out)
        return
    draft = out.with_name(f".{out.name}.draft")
    try:
        with draft.open("wb") as file:
            known.write(part, file)
        draft.replace(out)
    except OSError as error:
        raise OptionError(
            str(out), found=f"cannot be written: {error}", remedy="name another file"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def event_records(
    store: Source,
    *,
    article: str | None = None,
    entity: str | None = None,
    claims: bool = True,
) -> Iterator[EventRecord]:
    """The events of a graph, or of a part of it, by date: what tables and pictures are made of."""
    return records(_part(store, article, entity, None, None, claims=claims, background=False))


def _part(
    store: Source,
    article: str | None,
    entity: str | None,
    graph: str | None,
    query: str | None,
    *,
    claims: bool,
    background: bool,
) -> Part:
    parts = {"article": article, "entity": entity, "graph": graph, "query": query}
    given = {name: value for name, value in parts.items() if value is not None}
    if len(given) > 1 or (given and background):
        raise OptionError(
            " and ".join([*given, *(["background"] if background else [])]),
            found="they cannot be exported together",
            allowed="one of article, entity, graph, query, or none for the whole graph",
        )
    for name, value in given.items():
        # read once: a mistake in it is told before a file is opened
        chosen = list(SELECTIONS[name](store, value))
        return Part(store, chosen.__iter__, is_whole=False, claims=claims)
    return Part(store, lambda: selection.whole(store, background=background), claims=claims)


SELECTIONS: dict[str, Callable[[Source, str], Iterator[ox.Quad]]] = {
    "article": selection.article,
    "entity": selection.entity,
    "graph": selection.named,
    "query": selection.built,
}
