"""What is written through the server: a layer of its own over what the articles state.

The store is the union of what its articles state, and stays so. Whatever somebody with the token
writes is noted in a journal beside it, request by request, and done again over each edition of the
graph that is served. Taking the journal away takes the layer away.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import EntenteError, QueryError, StoreError
from kg.model import SparqlToken, sparql_tokens
from kg.serve.guard import refuse_foreign
from kg.serve.wire import Answer
from kg.terms import PREFIXES

__all__ = ["Change", "Journal", "change", "with_dataset"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A request that writes: SPARQL Update, or PUT, POST or DELETE of a graph.

    `graph` is None for the default graph; `parts` are texts of RDF with their media types.
    """

    kind: str
    text: str = ""
    base: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    graph: str | None = None
    parts: tuple[tuple[bytes, str], ...] = ()

    def line(self) -> str:
        """As a line of JSON."""
        kept = asdict(self)
        kept["parts"] = [(base64.b64encode(data).decode(), media) for data, media in self.parts]
        return json.dumps(kept, ensure_ascii=False) + "\n"

    @classmethod
    def of(cls, line: str) -> Change:
        """From such a line."""
        kept = json.loads(line)
        kept["parts"] = tuple((base64.b64decode(data), media) for data, media in kept["parts"])
        for name in ("default_graphs", "named_graphs"):
            kept[name] = tuple(kept[name])
        return cls(**kept)


@dataclass(frozen=True, slots=True)
class Journal:
    """The file that holds what was written, one request a line."""

    file: Path

    def replay(self, store: ox.Store) -> None:
        """Do everything again. What a killed server left half a line of was never confirmed."""
        if not self.file.is_file():
            return
        whole, _, _ = self.file.read_text(encoding="utf-8").rpartition("\n")
        for number, line in enumerate(whole.splitlines(), 1):
            try:
                _apply(store, Change.of(line))
            except (EntenteError, ValueError, KeyError, TypeError, OSError) as error:
                raise StoreError(
                    f"{self.file}:{number}",
                    found=f"cannot be done again: {error}",
                    remedy="take this line out",
                ) from error

    def note(self, change: Change) -> None:
        """Keep a request, through a power cut too."""
        with self.file.open("a+b") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read(1) != b"\n":
                    # half a line of a server that was killed
                    file.seek(0)
                    file.truncate(file.read().rfind(b"\n") + 1)
            file.write(change.line().encode())
            file.flush()
            os.fsync(file.fileno())


def change(store: ox.Store, wanted: object, journal: Journal | None, number: int) -> Answer:
    """Carry out a request and note it; it is done as a whole or not at all."""
    if journal is None or not isinstance(wanted, Change):
        return Answer(403, b"this server is read only\n")
    try:
        status = _apply(store, wanted)
    except EntenteError as error:
        return Answer(400, f"{error}\n".encode())
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        return Answer(400, f"{error}\n".encode())
    if status != 404:
        journal.note(wanted)
    return Answer(status, facts={"number": number})


def _apply(store: ox.Store, change: Change) -> int:
    if change.kind == "update":
        refuse_foreign(change.text)
        text = with_dataset(change.text, change.default_graphs, change.named_graphs)
        store.update(text, base_iri=change.base, prefixes=dict(PREFIXES))
        return 204
    graph = ox.DefaultGraph() if change.graph is None else ox.NamedNode(change.graph)
    there = isinstance(graph, ox.DefaultGraph) or store.contains_named_graph(graph)
    if change.kind == "delete":
        if not there:
            return 404
        if isinstance(graph, ox.DefaultGraph):
            store.clear_graph(graph)
        else:
            store.remove_graph(graph)
        return 204
    quads = [quad for data, media in change.parts for quad in _parsed(data, media, change, graph)]
    if change.kind == "put":
        store.clear_graph(graph)
    if isinstance(graph, ox.NamedNode):
        store.add_graph(graph)
    store.extend(quads)
    return 204 if there else 201


def _parsed(
    data: bytes, media: str, change: Change, graph: ox.NamedNode | ox.DefaultGraph
) -> list[ox.Quad]:
    form = ox.RdfFormat.from_media_type(media)
    if form is None or (form.supports_datasets and form != ox.RdfFormat.JSON_LD):
        raise QueryError(media, found="no format of a graph", allowed="text/turtle, for example")
    read = ox.parse(data, format=form, base_iri=change.base, without_named_graphs=True)
    # without this, blank nodes of two requests with one label would be one node
    renamed: dict[ox.BlankNode, ox.BlankNode] = {}

    def own(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> object:
        return renamed.setdefault(term, ox.BlankNode()) if isinstance(term, ox.BlankNode) else term

    return [ox.Quad(own(q.subject), q.predicate, own(q.object), graph) for q in read]  # type: ignore[arg-type]


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """An update that sees only some graphs: `using-graph-uri` of the protocol, as USING.

    https://www.w3.org/TR/sparql11-protocol/#update-dataset

    >>> with_dataset("INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }", ["http://example.org/a"], [])
    'INSERT { ?s ?p 1 } USING <http://example.org/a> WHERE { ?s ?p 2 }'
    """
    if not default and not named:
        return text
    using = "".join(
        [f"USING <{ox.NamedNode(iri).value}> " for iri in default]
        + [f"USING NAMED <{ox.NamedNode(iri).value}> " for iri in named]
    )
    written: list[str] = []
    copied = depth = 0
    tokens = list(sparql_tokens(text))
    for number, token in enumerate(tokens):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "bracket" else 0
        if depth or token.kind != "word":
            continue
        word = token.text.upper()
        if word in ("USING", "WITH"):
            raise QueryError(
                "update",
                found=f"it holds {word}, and the request names graphs as well",
                allowed="one of both",
            )
        if word == "WHERE":
            written.append(text[copied : token.at])
            if number and tokens[number - 1].text.upper() == "DELETE":
                # DELETE WHERE { … } takes no USING: its pattern is its template
                written.append(_block(text, tokens[number + 1 :]) + " ")
            written.append(using)
            copied = token.at
    return "".join([*written, text[copied:]])


def _block(text: str, tokens: Sequence[SparqlToken]) -> str:
    """From the first brace to the one that closes it."""
    depth = 0
    for token in tokens:
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "bracket" else 0
        if not depth:
            return text[tokens[0].at : token.at + 1]
    raise QueryError("update", found="a { is never closed", allowed="}")
