"""What workers read from a graph: one graph of the dataset, one thing, everything."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph as ox

from kg.errors import EntenteError
from kg.serve.asking import RDF, packed
from kg.serve.index import index_of
from kg.serve.media import DATASETS, GRAPHS
from kg.serve.source import Graph
from kg.serve.wire import Answer
from kg.terms import PREFIXES

__all__ = ["counted", "examples", "read_graph", "suggest", "thing", "whole"]

LONGEST = 64 << 20
"""Bytes of a graph that is given out at once, by a rough count."""


def read_graph(graph: Graph, *, name: str | None, form: str, compress: bool) -> Answer:
    """One graph; an empty name is the default graph, None the whole dataset."""
    store = graph.oxigraph
    kind = RDF[form]
    try:
        chosen_graph = ox.NamedNode(name) if name else ox.DefaultGraph()
    except ValueError as error:
        return Answer(400, f"{name} is no IRI: {error}\n".encode())
    if isinstance(chosen_graph, ox.NamedNode) and not store.contains_named_graph(chosen_graph):
        return Answer(404, f"there is no graph {name}\n".encode())
    number = sum(1 for _ in store.quads_for_pattern(None, None, None, chosen_graph))
    if number * 100 > LONGEST:
        told = f"this graph has {number:,} triples: take the files at data/\n"
        return Answer(503, told.encode())
    prefixes = dict(PREFIXES) if form in ("ttl", "trig", "rdf", "jsonld") else None
    body = store.dump(format=kind, from_graph=chosen_graph, prefixes=prefixes) or b""
    media = next(f.told for f in (*GRAPHS, *DATASETS) if f.names[0] == form)
    return packed(Answer(200, body, media), compress=compress)


def thing(
    graph: Graph, *, path: str, format: str, media: str, license: str | None, compress: bool
) -> Answer:
    """What is known of a thing, or what an article states, by its path under the base."""
    kind, _, id = path.partition("/")
    out = io.BytesIO()
    try:
        if kind == "article":
            graph.export(out, format=format, article=id, license=license)
        else:
            graph.export(out, format=format, entity=path, license=license)
    except EntenteError as error:
        return Answer(404, f"{error}\n".encode())
    return packed(Answer(200, out.getvalue(), media), compress=compress)


def suggest(graph: Graph, *, text: str) -> Answer:
    """Things whose name begins so, as JSON."""
    found = index_of(graph).find(text, limit=8)
    told = [
        {"path": one.thing.path, "label": one.thing.label, "kind": one.thing.kind} for one in found
    ]
    return Answer(200, json.dumps(told, ensure_ascii=False).encode(), "application/json")


def counted(graph: Graph, *, license: str | None) -> Answer:
    """What the graph holds, as N-Triples."""
    out = io.BytesIO()
    graph.export(out, format="void", license=license)
    triples = (q.triple for q in ox.parse(out.getvalue(), format=ox.RdfFormat.TURTLE))
    return Answer(200, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


def whole(graph: Graph, *, format: str, file: str, license: str | None) -> Answer:
    """Write the whole graph, with what is known beforehand, to a file that is there or not."""
    draft = Path(f"{file}.draft")
    with draft.open("wb") as out:
        graph.export(out, format=format, background=True, license=license)
    draft.replace(file)
    return Answer(200)


def examples(graph: Graph, *, endpoint: str) -> Answer:
    """Our questions, as Turtle."""
    return Answer(200, graph.examples(endpoint).encode(), "text/turtle; charset=utf-8")
