"""Events on the map: GeoJSON says where, and how precisely."""

from __future__ import annotations

import io
import json
from typing import Any

from kg.export import export
from kg.store import Store


def _features(store: Store) -> list[dict[str, Any]]:
    out = io.BytesIO()
    export(store, out=out, format="geojson")
    read = json.loads(out.getvalue())
    assert read["type"] == "FeatureCollection"
    features: list[dict[str, Any]] = read["features"]
    return features


def test_located_events_are_features_and_others_are_not(deal: Store) -> None:
    """Longitude first, as RFC 7946 wants it; two places are two points."""
    meeting, strike = _features(deal)
    assert meeting["geometry"] == {"type": "Point", "coordinates": [74.35, 31.56]}
    assert meeting["properties"]["status"] == "fact"
    assert meeting["properties"]["place"] == ["Lahore"]
    assert meeting["properties"]["precision"] == ["city"]
    assert strike["geometry"]["type"] == "MultiPoint"


def test_a_place_without_a_point_lies_in_its_country_and_says_so(deal: Store) -> None:
    """Crimea has no point in the reference data: nothing finer than the state is told."""
    strike = _features(deal)[1]
    near = dict(zip(strike["properties"]["place"], strike["properties"]["precision"], strict=True))
    assert near == {"Crimea": "country", "Kyiv": "city"}
