"""The form in which graphs are compared: N-Quads after RDFC-1.0, without the background."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.store import Store

__all__ = ["GOLDEN", "canonical"]

GOLDEN = Path(__file__).parent / "seeds.nq"


def canonical(store: Path) -> str:
    """What the articles of a store state; https://www.w3.org/TR/rdf-canon/#canonicalization."""
    with Store.open(store, read_only=True) as opened:
        dataset = ox.Dataset(opened.quads(background=False))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
    return "".join(sorted(lines.decode().splitlines(keepends=True)))
