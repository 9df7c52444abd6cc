"""The pages of a timeline, a network or a map: a picture, and what it shows as text."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import EventRecord
from kg.serve.frame import Frame
from kg.serve.pages import render
from kg.serve.source import Graph
from kg.serve.views import title
from kg.serve.wire import Answer

__all__ = ["picture", "records_page"]


def records_page(
    graph: Graph, *, frame: Frame, view: str, entity: str, only: str, page: int
) -> Answer:
    """The timeline, the network or the map: a picture, and what it shows as text."""
    records = _records(graph, entity, only)
    shown = records[(page - 1) * 100 : page * 100]
    return render(
        "records.html",
        frame,
        view=view,
        entity=entity,
        entity_label=(t.label if (t := title(graph, entity)) else entity),
        only=only,
        records=shown,
        months=_by_month(shown),
        pairs=_pairs(records)[:60],
        places=_places(records)[:60],
        total=len(records),
        page=page,
        pages=max(1, -(-len(records) // 100)),
        base=graph.base,
        tone=lambda record: (record.quad or "other").replace(" ", "-"),
    )


def picture(graph: Graph, *, name: str, entity: str, only: str) -> Answer:
    """A timeline, a network or a map as SVG."""
    return Answer(200, graph.picture(name, _records(graph, entity, only)), "image/svg+xml")


def _records(graph: Graph, entity: str, only: str) -> list[EventRecord]:
    iri = graph.base + entity if entity else None
    found = graph.records(entity=iri)
    return [r for r in found if not only or r.status == only.removesuffix("s")]


def _by_month(records: Iterable[EventRecord]) -> list[tuple[str, list[EventRecord]]]:
    months: dict[str, list[EventRecord]] = {}
    for record in records:
        dated = record.begin if not record.begin.startswith("--") else ""
        months.setdefault(dated[:7], []).append(record)
    return sorted(months.items(), key=lambda item: (item[0] == "", item[0]))


def _pairs(records: Iterable[EventRecord]) -> list[tuple[object, object, str, int, int]]:
    counted: dict[tuple[str, str, str], list[int]] = {}
    named: dict[str, object] = {}
    for record in records:
        for one, other, how in record.pairs():
            named[one.iri], named[other.iri] = one, other
            numbers = counted.setdefault((one.iri, other.iri, how), [0, 0])
            numbers[record.voice is not None] += 1
    ordered = sorted(counted.items(), key=lambda item: (-sum(item[1]), item[0]))
    return [(named[a], named[b], how, told, said) for (a, b, how), (told, said) in ordered]


def _places(records: Iterable[EventRecord]) -> list[tuple[object, ...]]:
    counted: dict[str, list[int]] = {}
    named: dict[str, object] = {}
    for record in records:
        for place in record.places:
            named[place.iri] = place
            counted.setdefault(place.iri, [0, 0])[record.voice is not None] += 1
    ordered = sorted(counted.items(), key=lambda item: (-sum(item[1]), item[0]))
    return [(named[iri], *numbers) for iri, numbers in ordered]
