"""Pictures of a graph that is there."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kg.export import event_records
from kg.pipeline.defaults import STORE
from kg.pipeline.opening import AnyStore, Day, whole
from kg.plot import check_names
from kg.plot import plot as draw
from kg.query import resolve

__all__ = ["plot"]


def plot(
    picture: str,
    *,
    store: AnyStore = STORE,
    out: Path | BinaryIO,
    format: str | None = None,
    article: str | None = None,
    entity: str | None = None,
    claims: bool = True,
    as_of: Day | None = None,
) -> None:
    """Draw a `timeline` of events, a `network` of actors or a `map` of places.

    `format` is svg, png or html; without it the end of the file's name chooses. What one article
    states or what is known of one entity (a name, a code, a path or an IRI) can be drawn alone.
    Facts and claims look different; without `claims` facts alone are drawn. Needs entente[plot].
    """
    # a mistake in a name is told before a store is looked for
    form = check_names(picture, out=out, form=format)
    with whole(store, as_of=as_of) as graph:
        records = event_records(
            graph,
            article=article,
            entity=resolve(graph, entity).value if entity is not None else None,
            claims=claims,
        )
        draw(records, picture=picture, out=out, form=form)
