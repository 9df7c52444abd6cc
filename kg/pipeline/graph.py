"""What can be done with a graph that is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.check import VerifyReport
from kg.check import verify as verify_evidence
from kg.errors import QueryError
from kg.export import export as write
from kg.export import format_of
from kg.model import Report
from kg.pipeline.defaults import STORE
from kg.pipeline.show import Dossier, dossier
from kg.pipeline.stations import Stations
from kg.query import resolve
from kg.store import Change, Store

__all__ = ["check_store", "export", "opened", "quarantined", "retract", "show", "verify"]

AnyStore = Store | Path | str


@contextmanager
def opened(store: AnyStore) -> Iterator[Store]:
    """A store that is open, or the one in a folder, open for reading until the block ends."""
    if isinstance(store, Store):
        yield store
        return
    with Store.open(store, read_only=True) as found:
        yield found


def show(name: str, *, store: AnyStore = STORE) -> Dossier:
    """Everything known about an actor, event, agreement or issue, with the words that say so.

    `name` is a name, a path such as `state/IRN`, or an IRI. Raises `QueryError` for a name that
    nothing has, or that several things have.
    """
    with opened(store) as graph:
        return dossier(name, store=graph)


def verify(*, store: AnyStore = STORE) -> VerifyReport:
    """Prove for every piece of evidence that the article has those words at that place."""
    with opened(store) as graph:
        return verify_evidence(graph)


def export(
    *,
    store: AnyStore = STORE,
    out: Path | BinaryIO,
    format: str | None = None,
    article: str | None = None,
    entity: str | None = None,
    query: str | Path | None = None,
    claims: bool = True,
    background: bool = False,
    license: str | None = None,
) -> None:
    """Write the graph, or what one article states, or what is known of one entity.

    `format` is a name that `kg export --list` prints; without one the end of the file's name
    chooses. `entity` is a name, a code, a path or an IRI; `query` a CONSTRUCT as text or in a file
    `*.rq`. Without `claims` facts alone are written. Ontology and reference data are left out but
    for types and labels of what is spoken of; `background` adds them to a whole export.
    `license` is the IRI of the licence that you publish under, for `void` and `nanopubs`.
    """
    # a mistake in the name is told before a store is looked for
    known = format_of(format, out if isinstance(out, Path) else None)
    with opened(store) as graph:
        write(
            graph,
            out=out,
            format=known,
            article=article,
            entity=resolve(graph, entity).value if entity is not None else None,
            query=_text(query) if query is not None else None,
            claims=claims,
            background=background,
            license=license,
        )


def _text(query: str | Path) -> str:
    if isinstance(query, Path) or query.endswith(".rq"):
        try:
            return Path(query).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(str(query), found=f"cannot be read: {error}") from error
    return query


def check_store(
    *, store: AnyStore = STORE, ontology: Path | None = None, engine: str = "fast"
) -> tuple[Report, ...]:
    """What the shapes say of every article in a store; it may have been built with older ones."""
    with opened(store) as graph:
        stations = Stations.of(ontology, base=graph.base, engine=engine)
        return tuple(
            stations.checker.check(article, graph.contribution(article), stations.context)
            for article in graph.articles()
        )


def retract(article: str, *, store: Path | str = STORE) -> Change:
    """Take back what an article states, except what another article states too."""
    with Store.open(store) as graph:
        return graph.retract(article)


def quarantined(article: str | None = None, *, store: AnyStore = STORE) -> tuple[Report, ...]:
    """Why articles were kept out of a graph: one of them, or all."""
    with opened(store) as graph:
        names = graph.quarantine.list() if article is None else [article]
        return tuple(graph.quarantine.show(name).report for name in names)
