"""What can be done with a graph that is there."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.check import VerifyReport
from kg.check import verify as verify_evidence
from kg.errors import QueryError
from kg.export import export as write
from kg.export import format_of
from kg.model import Dossier, Report
from kg.pipeline.defaults import STORE
from kg.pipeline.opening import AnyStore, Day, opened, whole
from kg.pipeline.run import Run
from kg.pipeline.show import dossier
from kg.pipeline.stations import Stations
from kg.pipeline.summary import Summary
from kg.pipeline.why import Explanation, explanation
from kg.query import resolve
from kg.store import Change, open_store
from kg.terms import ENT, RDF, RDFS, Property

__all__ = [
    "check_store",
    "drop",
    "explain",
    "export",
    "gone_with",
    "quarantined",
    "retract",
    "retry",
    "show",
    "verify",
]

TOLD = (RDF + "type", ENT + Property.MODALITY)
"""What tells the kind of a thing."""


def show(name: str, *, store: AnyStore = STORE, as_of: Day | None = None) -> Dossier:
    """Everything known about an actor, event, agreement or issue, with the words that say so.

    `name` is a name, a path such as `state/IRN`, or an IRI. Raises `QueryError` for a name that
    nothing has, or that several things have. `as_of` is a day, such as "2024-04-22": only articles
    that were published until then count.
    """
    with opened(store, as_of=as_of) as graph:
        return dossier(name, store=graph)


def explain(name: str, *, store: AnyStore = STORE) -> Explanation:
    """Why an event, thing or claim is in the graph: its words, lexicon entries and cues.

    `name` is a name, a path such as `event/57c36d04579042d9`, or an IRI.
    """
    with opened(store) as graph:
        return explanation(name, store=graph)


def verify(*, store: AnyStore = STORE) -> VerifyReport:
    """Prove for every piece of evidence that the article has those words at that place."""
    with whole(store) as graph:
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
    as_of: Day | None = None,
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
    with whole(store, as_of=as_of) as graph:
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
    with whole(store) as graph:
        stations = Stations.of(ontology, base=graph.base, engine=engine)
        return tuple(
            stations.checker.check(article, graph.contribution(article), stations.context)
            for article in graph.articles()
        )


def retract(article: str, *, store: Path | str = STORE) -> Change:
    """Take back what an article states, except what another article states too."""
    with open_store(store) as graph:
        return graph.retract(article)


def gone_with(change: Change) -> tuple[str, ...]:
    """What is no longer in the graph after a change: each thing with its class, as people read it.

    Things that another article speaks of are not among them, though words about them may be gone.
    """
    labels: dict[str, str] = {}
    classes: dict[str, set[str]] = {}
    for quad in change.removed:
        if isinstance(quad.graph_name, ox.DefaultGraph) and isinstance(quad.subject, ox.NamedNode):
            name, value = quad.subject.value, quad.object
            if quad.predicate.value == RDFS + "label" and isinstance(value, ox.Literal):
                labels[name] = value.value
            elif quad.predicate.value in TOLD and isinstance(value, ox.NamedNode):
                classes.setdefault(name, set()).add(value.value.removeprefix(ENT))
    spoken = {name: f"{labels[name]}  {name}" for name in labels if name in classes}
    claims = {
        name: f"claim, {', '.join(sorted(kinds - {'Claim'})).lower()}  {name}"
        for name, kinds in classes.items()
        if "Claim" in kinds
    }
    return tuple(sorted({**spoken, **claims}.values()))


def quarantined(article: str | None = None, *, store: AnyStore = STORE) -> tuple[Report, ...]:
    """Why articles were kept out of a graph: one of them, or all."""
    with opened(store) as graph:
        names = graph.quarantine.list() if article is None else [article]
        return tuple(graph.quarantine.show(name).report for name in names)


def retry(
    article: str | None = None,
    *,
    store: Path | str = STORE,
    ontology: Path | None = None,
    strict: bool = False,
) -> Summary:
    """Let an article in quarantine, or all of them, try again, with the ontology of today."""
    loaded = Stations.of(ontology)
    with open_store(store) as graph:
        names = graph.quarantine.list() if article is None else [article]
        articles = [graph.quarantine.show(name).article for name in names]
        run = Run(loaded.at(graph), graph, strict=strict)
        run.take(articles)
        return run.summary()


def drop(article: str, *, store: Path | str = STORE) -> None:
    """Forget an article that is in quarantine."""
    with open_store(store) as graph:
        graph.quarantine.drop(article)
