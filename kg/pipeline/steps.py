"""Single steps of the way: what a station makes of articles, without storing anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.model import Article, Parse, Report, Statements
from kg.pipeline.build import Paths, as_paths, survey
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
    paths: Paths, *, ontology: Path | None = None, model: Path | str | None = None
) -> Iterator[tuple[Article, Statements]]:
    """Each article with what it states, before it becomes RDF; for `model` see `parse`."""
    articles = _articles(paths)
    return Stations.of(ontology, model=model).statements(articles)


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
