"""Holds the reconciliation service against the schemas of its specification.

    python -m tests.serve.schemas FOLDER STORE

FOLDER is a checkout of https://github.com/reconciliation-api/specs, STORE a graph. It prints a line
for each response, and ends with 1 if one does not fit.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from tests.serve.running import running

__all__ = ["main"]

QUERIES = {"q0": {"query": "Iran"}, "q1": {"query": "Raisi", "type": "Person", "limit": 3}}
EXTEND = {"ids": ["state/IRN", "person/none"], "properties": [{"id": "capital"}, {"id": "label"}]}
DRAFT = {"queries": [{"conditions": [{"matchType": "name", "propertyValue": "Iran"}]}]}


def _responses(client: httpx.Client) -> Iterator[tuple[str, str, object]]:
    """Version, schema, response."""
    yield "0.2", "manifest", client.get("reconcile").json()
    batch = client.post("reconcile", data={"queries": json.dumps(QUERIES)}).json()
    yield "0.2", "reconciliation-result-batch", batch
    extended = client.post("reconcile", data={"extend": json.dumps(EXTEND)}).json()
    yield "0.2", "data-extension-response", extended
    yield "1.0-draft", "manifest", client.get("reconcile/1.0").json()
    matched = client.post("reconcile/1.0/match", json=DRAFT).json()
    yield "1.0-draft", "reconciliation-result-batch", matched
    extended = client.post("reconcile/1.0/extend", json=EXTEND).json()
    yield "1.0-draft", "data-extension-response", extended
    for version, root in (("0.2", "reconcile"), ("1.0-draft", "reconcile/1.0")):
        for what, schema in (("entity", "entities"), ("property", "properties"), ("type", "types")):
            found = client.get(f"{root}/suggest/{what}", params={"prefix": "ira"}).json()
            yield version, f"suggest-{schema}-response", found
        proposed = client.get(f"{root}/extend/propose", params={"type": "State"}).json()
        yield version, "data-extension-property-proposal", proposed


def main(folder: Path, store: Path) -> int:
    """How many responses do not fit."""
    wrong = 0
    with running(store) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        for version, name, response in _responses(client):
            file = folder / version / "schemas" / f"{name}.json"
            schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
            # what one schema takes from another lies beside it; what lies elsewhere is not fetched
            schema.get("properties", {}).pop("authentication", None)
            siblings = [json.loads(one.read_text("utf-8")) for one in file.parent.glob("*.json")]
            registry: Registry[Any] = Registry().with_resources(
                (one["$id"], Resource.from_contents(one, default_specification=DRAFT7))
                for one in siblings
                if "$id" in one
            )
            errors = list(Draft7Validator(schema, registry=registry).iter_errors(response))
            wrong += bool(errors)
            told = "fits" if not errors else "; ".join(str(e.message)[:200] for e in errors)
            sys.stdout.write(f"{version} {name}: {told}\n")
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("store", type=Path)
    given = parser.parse_args()
    sys.exit(bool(main(given.folder.resolve(), given.store)))
