"""Single steps of the way: what a station makes of articles, without storing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.model import Article, Parse, Report, Statements
from kg.pipeline.build import Paths, as_paths, asked_model, survey
from kg.pipeline.defaults import RULES
from kg.pipeline.stations import Stations, parser_of
from kg.read import read_all
from kg.terms import DATA

__all__ = ["check", "extract", "parse", "populate"]


def parse(paths: Paths, *, model: Path | str | None = None) -> Iterator[tuple[Article, Parse]]:
    """Each article of files and folders with its sentences, words and dependencies.

    `model` is another spaCy pipeline with Universal Dependencies than the one that comes with
    Entente, by folder or installed name, or "rules" for grammar without weights.
    """
    articles = _articles(paths)
    return parser_of(None if model is None else str(model)).pipe(articles)


def extract(
    paths: Paths,
    *,
    ontology: Path | None = None,
    model: Path | str | None = None,
    extractor: str = RULES,
    llm_url: str | None = None,
    llm_model: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> Iterator[tuple[Article, Statements]]:
    """Each article with what it states, before it becomes RDF.

    For `model` see `parse`, for `extractor` and the language model see `build`; `tell` is given a
    line for each reason why proposals of a language model were dropped.
    """
    articles = _articles(paths)
    llm = asked_model(extractor, llm_url, llm_model)
    stations = Stations.of(ontology, model=model, llm=llm)
    return _told(stations, articles, tell)


def _told(
    stations: Stations, articles: Iterator[Article], tell: Callable[[str], None] | None
) -> Iterator[tuple[Article, Statements]]:
    yield from stations.statements(articles)
    if tell is not None:
        for line in stations.dropped:
            tell(line)


def populate(
    paths: Paths, *, ontology: Path | None = None, base: str = DATA
) -> Iterator[tuple[Article, tuple[ox.Quad, ...]]]:
    """Each article with its quads; they are not checked."""
    articles = _articles(paths)
    return Stations.of(ontology, base=base).quads(articles)


def check(paths: Paths, *, ontology: Path | None = None, engine: str = "fast") -> Iterator[Report]:
    """What the shapes say of articles that are in no store.

    `engine` is fast (shapes compiled to SPARQL) or pyshacl; both find the same.
    """
    articles = _articles(paths)
    return (outcome.report for outcome in Stations.of(ontology, engine=engine).outcomes(articles))


def _articles(paths: Paths) -> Iterator[Article]:
    files = as_paths(paths)
    survey(files)
    return read_all(files)
