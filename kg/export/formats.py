"""Every format: its name, what it is for, the ends of its file names, how it is written."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyoxigraph as ox

from kg.errors import OptionError
from kg.export.description import description
from kg.export.geo import geojson
from kg.export.jsonld import framed, json_ld
from kg.export.nanopubs import nanopubs
from kg.export.network import edges_csv, graphml, nodes_csv
from kg.export.order import grouped, lines
from kg.export.part import Part
from kg.export.rdfxml import rdf_xml
from kg.export.reified import reified
from kg.export.tables import events_csv, events_parquet, events_tsv

__all__ = ["FORMATS", "Format", "format_of"]

Write = Callable[[Part, BinaryIO], None]
Prefixes = Mapping[str, str]


class Format(NamedTuple):
    """A format: what it is for, the end of its file names, whether it is RDF with named graphs."""

    purpose: str
    suffix: str
    write: Write
    datasets: bool = True


def _quads(part: Part, *, datasets: bool) -> Iterator[ox.Quad]:
    quads = part.quads()
    if datasets:
        return quads
    return (q for q in quads if isinstance(q.graph_name, ox.DefaultGraph))


def _by_lines(*, datasets: bool) -> Write:
    def write(part: Part, out: BinaryIO) -> None:
        out.writelines(lines(_quads(part, datasets=datasets)))

    return write


def _by_oxigraph(format: ox.RdfFormat) -> Write:
    def write(part: Part, out: BinaryIO) -> None:
        ordered, used = _ordered(_quads(part, datasets=format.supports_datasets), part.prefixes)
        statements = ordered if format.supports_datasets else (q.triple for q in ordered)
        ox.serialize(statements, out, format=format, prefixes=used)

    return write


def _by_parts(
    writer: Callable[[Part, Iterable[ox.Quad], Prefixes], Iterator[bytes]], *, datasets: bool
) -> Write:
    def write(part: Part, out: BinaryIO) -> None:
        ordered, used = _ordered(_quads(part, datasets=datasets), part.prefixes)
        out.writelines(writer(part, ordered, used))

    return write


def _nanopubs(part: Part, out: BinaryIO) -> None:
    prefixes = {**part.prefixes, "np": "http://www.nanopub.org/nschema#"}
    ox.serialize(nanopubs(part), out, format=ox.RdfFormat.TRIG, prefixes=prefixes)


def _void(part: Part, out: BinaryIO) -> None:
    ordered, used = _ordered(description(part), part.prefixes)
    ox.serialize((q.triple for q in ordered), out, format=ox.RdfFormat.TURTLE, prefixes=used)


def _turtle12(part: Part, out: BinaryIO) -> None:
    ordered, used = _ordered(reified(part.quads()), part.prefixes)
    out.write(b'VERSION "1.2"\n')
    ox.serialize((q.triple for q in ordered), out, format=ox.RdfFormat.TURTLE, prefixes=used)


def _ntriples12(part: Part, out: BinaryIO) -> None:
    # without a line VERSION: pyoxigraph 0.5 reads it in Turtle, not here
    out.writelines(lines(reified(part.quads())))


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
        inner = quad.object
        terms = [quad.subject, quad.predicate, inner, quad.graph_name]
        if isinstance(inner, ox.Triple):
            terms += [inner.subject, inner.predicate, inner.object]
        for term in terms:
            iri = term.datatype if isinstance(term, ox.Literal) else term
            if isinstance(iri, ox.NamedNode):
                head, hash, _ = iri.value.partition("#")
                seen.add(head + hash if hash else "")
                seen.add(head[: head.rfind("/") + 1])
        yield quad


FORMATS: dict[str, Format] = {
    "turtle": Format(
        "Facts, and what is said about claims, written for people.",
        ".ttl",
        _by_oxigraph(ox.RdfFormat.TURTLE),
        datasets=False,
    ),
    "trig": Format(
        "Turtle with named graphs: each claim's content, each article's facts.",
        ".trig",
        _by_oxigraph(ox.RdfFormat.TRIG),
    ),
    "nquads": Format(
        "One quad a line, sorted: to load elsewhere, to compare.", ".nq", _by_lines(datasets=True)
    ),
    "ntriples": Format(
        "One triple a line, sorted; facts only, as Turtle.",
        ".nt",
        _by_lines(datasets=False),
        datasets=False,
    ),
    "jsonld": Format(
        "JSON-LD, an object a subject, with named graphs.",
        ".jsonld",
        _by_parts(json_ld, datasets=True),
    ),
    "framed": Format(
        "JSON-LD for people and web pages: quotes and names where they are needed.",
        ".framed.jsonld",
        _by_parts(framed, datasets=True),
    ),
    "rdfxml": Format(
        "RDF/XML for older tools; facts only, as Turtle.",
        ".rdf",
        _by_parts(lambda _, quads, used: rdf_xml(quads, used), datasets=False),
        datasets=False,
    ),
    "turtle12": Format(
        "RDF 1.2 Turtle: claims as triple terms in one graph.", ".12.ttl", _turtle12
    ),
    "ntriples12": Format("RDF 1.2 N-Triples: the same, a triple a line.", ".12.nt", _ntriples12),
    "nanopubs": Format(
        "A nanopublication for each claim, under a trusty URI, not signed.",
        ".nanopubs.trig",
        _nanopubs,
    ),
    "void": Format(
        "What the graph holds, counted: VoID and DCAT for catalogues.", ".void.ttl", _void
    ),
    "events": Format(
        "The event table as CSV: who did what to whom, with PLOVER, CAMEO and ISO codes.",
        ".csv",
        events_csv,
    ),
    "tsv": Format("The event table with tabs.", ".tsv", events_tsv),
    "parquet": Format(
        "The event table as Apache Parquet; needs entente[parquet].", ".parquet", events_parquet
    ),
    "nodes": Format("The actors of the network as CSV.", ".nodes.csv", nodes_csv),
    "edges": Format("Who deals with whom, an event a row, as CSV.", ".edges.csv", edges_csv),
    "graphml": Format("The network for Gephi, Cytoscape, igraph, networkx.", ".graphml", graphml),
    "geojson": Format("Events that have a place on the map.", ".geojson", geojson),
}
"""Format by name."""


def format_of(name: str | None, out: Path | None) -> str:
    """The name of a format: the one given, or the one that the file's name ends for, or Turtle."""
    if name is not None:
        if name in FORMATS:
            return name
        near = difflib.get_close_matches(name, FORMATS, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise OptionError(
            name,
            found="no such format",
            allowed=f"one of {', '.join(FORMATS)}",
            remedy=f"{hint}kg export --list says what each is for",
        )
    if out is None:
        return "turtle"
    fitting = [name for name, known in FORMATS.items() if out.name.endswith(known.suffix)]
    if not fitting:
        raise OptionError(
            out.name,
            found="its end names no format",
            allowed=f"one of {', '.join(known.suffix for known in FORMATS.values())}",
            remedy="or choose one with --format",
        )
    return max(fitting, key=lambda name: len(FORMATS[name].suffix))
