"""Who deals with whom: nodes and edges as CSV, and both as GraphML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import BinaryIO

from kg.export.part import Part
from kg.export.records import records
from kg.export.tables import delimited
from kg.model import NamedActor

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "edges_csv", "graphml", "nodes_csv"]

NODE_COLUMNS: dict[str, str] = {
    "id": "IRI of the actor or office",
    "label": "its name",
    "class": "its class: State, Person, ArmedGroup …",
    "code": "ISO 3166-1 alpha-3 code of the state that it is or is of",
    "facts": "in how many events it takes part as a fact",
    "claims": "in how many claims about events it takes part",
}
EDGE_COLUMNS: dict[str, str] = {
    "source": "IRI of who acts",
    "target": "IRI of at whom it is directed, or with whom it is done",
    "relation": "toward; with (together) and against (in a clash) have no direction",
    "status": "fact or claim",
    "modality": "of a claim",
    "date": "when it began, as precise as the text",
    "class": "class of the event",
    "plover_type": "its PLOVER type",
    "quad_class": "the group of that type",
    "event": "IRI of the event",
    "article": "id of the first article that tells of it",
}

# https://www.w3.org/TR/xml/#NT-Char: what XML cannot carry at all
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def nodes_csv(part: Part, out: BinaryIO) -> None:
    """The actors that take part in events."""
    delimited(_nodes(part), NODE_COLUMNS, out, delimiter=",")


def edges_csv(part: Part, out: BinaryIO) -> None:
    """The edges, one for each event and pair of actors."""
    delimited(_edges(part), EDGE_COLUMNS, out, delimiter=",")


def _nodes(part: Part) -> list[tuple[str, ...]]:
    """Actors are few beside events: they are held in memory."""
    known: dict[str, NamedActor] = {}
    counts: dict[str, list[int]] = {}
    for record in records(part):
        for actor in {*record.actors, *record.recipients, *record.others}:
            known[actor.iri] = max(actor, known.get(actor.iri, actor), key=lambda a: a.country)
            counts.setdefault(actor.iri, [0, 0])[record.voice is not None] += 1
    return [
        (iri, actor.label, actor.cls, actor.country, *map(str, counts[iri]))
        for iri, actor in sorted(known.items())
    ]


def _edges(part: Part) -> Iterator[tuple[str, ...]]:
    for record in records(part):
        for source, target, relation in record.pairs():
            yield (
                source.iri,
                target.iri,
                relation,
                record.status,
                record.voice.modality if record.voice else "",
                record.begin,
                record.cls,
                record.plover,
                record.quad,
                record.iri,
                record.tellings[0].article if record.tellings else "",
            )


def graphml(part: Part, out: BinaryIO) -> None:
    """The network for Gephi, Cytoscape, igraph and networkx (http://graphml.graphdrawing.org).

    All edges are directed, because readers refuse a mixture; see `relation`.
    """
    out.writelines(line.encode() + b"\n" for line in _graphml(part))


def _graphml(part: Part) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield from _keys("node", list(NODE_COLUMNS)[1:])
    yield from _keys("edge", list(EDGE_COLUMNS)[2:])
    yield '<graph id="entente" edgedefault="directed">'
    for iri, *cells in _nodes(part):
        data = _data("node", zip(list(NODE_COLUMNS)[1:], cells, strict=True))
        yield f'<node id="{escape(iri)}">{data}</node>'
    for source, target, *cells in _edges(part):
        data = _data("edge", zip(list(EDGE_COLUMNS)[2:], cells, strict=True))
        yield f'<edge source="{escape(source)}" target="{escape(target)}">{data}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _keys(of: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        kind = "int" if name in {"facts", "claims"} else "string"
        yield f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>'


def _data(of: str, cells: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<data key="{of}-{name}">{escape(NOT_XML.sub("�", text), quote=False)}</data>'
        for name, text in cells
        if text
    )
