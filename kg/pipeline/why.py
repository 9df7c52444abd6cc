"""Why a store says what it says of a node: the words, the lexicon's entries, the cues.

Nothing of this is stored: the articles are read again with the same stations, which are
deterministic, and tell what made each node.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model import Article, Cue
from kg.pipeline.stations import Stations
from kg.populate import Identity
from kg.query import resolve
from kg.store import Reader
from kg.terms import DCTERMS, ENT, Property

__all__ = ["Because", "Explanation", "explanation"]

_EVIDENCE = ox.NamedNode(ENT + Property.EVIDENCE)


@dataclass(frozen=True, slots=True)
class Because:
    """One report of the node: `word` by lexicon entry `entry`, `fillers` (role, words), `cues`.

    Without cues the article states it in its own voice.
    """

    article: str
    quote: str
    cls: str
    word: str
    entry: str
    fillers: tuple[tuple[str, str], ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a node is there; `shared` is what made several reports one node (class and values)."""

    iri: str
    because: tuple[Because, ...]
    shared: tuple[str, ...]


def explanation(name: str, *, store: Reader) -> Explanation:
    """Why a node or claim of a store was made. It is empty for reference data and actors.

    Raises `QueryError` for a name that nothing has, or that several things have.
    """
    node = resolve(store, name)
    path = node.value.removeprefix(store.base)
    stations = Stations.of(base=store.base)
    found: list[Because] = []
    shared: dict[str, None] = {}
    articles = [_article(store, id) for id in _reporting(store, node)]
    for article, parse in stations.parses(articles):
        statements, reasons = stations.rules.explain(article, parse)
        identity = Identity(
            article.id, statements, stations.ontology.schema, published=article.published
        )
        for one in statements.nodes:
            claim = identity.claim(one.holder) if one.holder else ""
            if path not in (identity.node(one.key), claim):
                continue
            reason = reasons[one.key]
            quote = " … ".join(article.text[s.start : s.end] for s in one.evidence[:1])
            found.append(
                Because(
                    article.id, quote, one.cls, reason.word, reason.entry, reason.fillers,
                    reason.cues,
                )
            )  # fmt: skip
            if path == identity.node(one.key):
                shared.update(dict.fromkeys(identity.defining(one.key)))
    several = len({one.article for one in found}) > 1
    return Explanation(node.value, tuple(found), tuple(shared) if several else ())


def _reporting(store: Reader, node: ox.NamedNode) -> list[str]:
    """The articles whose words are evidence of a node, sorted."""
    prefix = f"{store.base}article/"
    found = {
        quad.object.value.removeprefix(prefix).partition("#")[0]
        for quad in store.match(node, _EVIDENCE, None)
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(prefix)
    }
    return sorted(found)


def _article(store: Reader, id: str) -> Article:
    """An article as the store holds it: what the stations read of it."""
    iri = ox.NamedNode(f"{store.base}article/{id}")
    known = {
        quad.predicate.value: quad.object.value
        for quad in store.match(iri, None, None, ox.DefaultGraph())
        if isinstance(quad.object, ox.Literal)
    }
    published = known.get(ENT + Property.PUBLISHED)
    return Article(
        id,
        known.get(ENT + Property.TEXT, ""),
        title=known.get(DCTERMS + "title"),
        published=datetime.date.fromisoformat(published) if published else None,
        source=known.get(DCTERMS + "source"),
        language=known.get(DCTERMS + "language"),
    )
