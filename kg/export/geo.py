"""Located events as GeoJSON (https://www.rfc-editor.org/rfc/rfc7946)."""

from __future__ import annotations

import json
from typing import BinaryIO

from kg.export.part import Part
from kg.export.records import records
from kg.model import EventRecord, NamedActor

__all__ = ["geojson"]


def geojson(part: Part, out: BinaryIO) -> None:
    """One feature an event that has a place with known coordinates; a line a feature.

    `precision` says what a point is of: a city, an area, or the country around the place. The point
    of a country or an area is somewhere inside it.
    """
    out.write(b'{"type": "FeatureCollection", "features": [')
    separator = b"\n"
    for record in records(part):
        if feature := _feature(record):
            out.write(separator + json.dumps(feature, ensure_ascii=False).encode())
            separator = b",\n"
    out.write(b"\n]}\n")


def _feature(record: EventRecord) -> dict[str, object] | None:
    places = [place for place in record.places if place.latitude is not None]
    # longitude comes first: RFC 7946, section 3.1.1
    points = [[place.longitude, place.latitude] for place in places]
    if not points:
        return None
    geometry = (
        {"type": "Point", "coordinates": points[0]}
        if len(points) == 1
        else {"type": "MultiPoint", "coordinates": points}
    )
    voice = record.voice
    properties: dict[str, object] = {
        "label": record.label,
        "status": record.status,
        "modality": voice.modality if voice else None,
        "speaker": _labels(voice.speakers) if voice else None,
        "date": record.begin or None,
        "class": record.cls,
        "plover_type": record.plover,
        "quad_class": record.quad,
        "source_actor": _labels(record.actors),
        "target_actor": _labels(record.recipients),
        "place": [place.label for place in places],
        "precision": [place.precision for place in places],
        "article": sorted({telling.article for telling in record.tellings}),
        "quote": record.tellings[0].quote if record.tellings else None,
        "event": record.iri,
        "claim": voice.claim if voice else None,
    }
    # one event may be told as a fact and by claims: each of them is a feature
    id = f"{record.iri} {voice.claim}" if voice else record.iri
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _labels(actors: tuple[NamedActor, ...]) -> list[str]:
    return [actor.label for actor in actors]
