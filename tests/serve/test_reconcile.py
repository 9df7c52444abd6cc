"""The reconciliation service as OpenRefine and others use it.

The responses are held against the specification's own schemas by `python -m tests.serve.schemas`.
"""

from __future__ import annotations

import json

import httpx
import pytest


def _batch(client: httpx.Client, **queries: object) -> dict[str, list[dict[str, object]]]:
    found = client.post("reconcile", data={"queries": json.dumps(queries)}).json()
    return {name: value["result"] for name, value in found.items()}


def test_a_batch_of_names_finds_things(client: httpx.Client) -> None:
    """By name, by code, by class, by what else is known; sure only where nothing else is near."""
    found = _batch(
        client,
        name={"query": "Pakistan"},
        code={"query": "PAK", "type": "State"},
        typed={"query": "Pakistan", "type": "Person"},
        known={"query": "Iran", "properties": [{"pid": "capital", "v": "Tehran"}]},
        slip={"query": "Ebrahim Raissi", "limit": 1},
        none={"query": "Atlantis Federation of Nowhere"},
    )
    assert found["name"][0]["id"] == found["code"][0]["id"] == "state/PAK"
    assert found["name"][0]["match"] is True
    assert all(one["id"] != "state/PAK" for one in found["typed"])
    assert found["known"][0]["score"] == 100
    assert [one["id"] for one in found["slip"]] == ["person/ebrahim-raisi"]
    assert not any(one["match"] for one in found["none"])


def test_the_draft_finds_the_same(client: httpx.Client) -> None:
    """By POST of JSON to /match."""
    query = {"conditions": [{"matchType": "name", "propertyValue": "Pakistan"}], "type": "State"}
    found = client.post("reconcile/1.0/match", json={"queries": [query]}).json()
    assert found["results"][0]["candidates"][0]["id"] == "state/PAK"


def test_a_table_is_extended(client: httpx.Client) -> None:
    """With names of things, and with texts."""
    asked = {"ids": ["state/PAK"], "properties": [{"id": "capital"}, {"id": "isoAlpha3"}]}
    rows = client.post("reconcile", data={"extend": json.dumps(asked)}).json()["rows"]
    assert rows["state/PAK"]["capital"] == [{"id": "place/islamabad", "name": "Islamabad"}]
    assert rows["state/PAK"]["isoAlpha3"] == [{"str": "PAK"}]
    draft = client.post("reconcile/1.0/extend", json=asked).json()["rows"]
    assert draft[0]["properties"][1]["values"] == [{"str": "PAK"}]


def test_the_manifest_leads_to_everything(client: httpx.Client) -> None:
    """Each address in it answers."""
    manifest = client.get("reconcile").json()
    assert manifest["versions"] == ["0.2"]
    assert client.get("reconcile/1.0").json()["versions"] == ["1.0-draft"]
    for place in manifest["suggest"].values():
        found = client.get(place["service_url"] + place["service_path"], params={"prefix": "sta"})
        assert found.json()["result"]
    place = manifest["extend"]["propose_properties"]
    found = client.get(place["service_url"] + place["service_path"], params={"type": "State"})
    assert found.json()["properties"]
    preview = client.get(manifest["preview"]["url"].replace("{{id}}", "state/PAK"))
    assert "Pakistan" in preview.text
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert client.get(manifest["view"]["url"].replace("{{id}}", "state/PAK")).status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {"queries": "{"},
        {"queries": "[]"},
        {"queries": '{"q": {}}'},
        {"extend": "{}"},
        {"queries": "[" * 100_000},
    ],
)
def test_a_batch_that_is_none_is_refused(client: httpx.Client, form: dict[str, str]) -> None:
    """400, in words."""
    assert client.post("reconcile", data=form).status_code == 400
