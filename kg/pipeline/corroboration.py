"""Who reports the same, and who contradicts it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.model import Contradiction, Corroboration
from kg.store import Reader

__all__ = ["corroboration"]

REPORTS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ent: <https://w3id.org/entente/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?article ?source ?node WHERE {
  { ?node ent:evidence ?evidence } UNION { GRAPH ?claim { ?node ent:evidence ?evidence } }
  ?evidence oa:hasSource ?article .
  OPTIONAL { ?article dcterms:source ?source }
}
ORDER BY ?article ?source
"""

AGAINST = """
PREFIX ent: <https://w3id.org/entente/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?claim ?how ?speaker ?quote ?node WHERE {
  {
    ?claim ent:disputes ?node
  } UNION {
    ?node ent:disputes ?claim
  } UNION {
    ?claim ent:modality ?no ; ent:content ?content .
    GRAPH ?content { ?node a ?class }
    VALUES ?no { ent:Denied ent:Negated }
  } UNION {
    ?node ent:modality ?yes ; ent:content ?said .
    ?claim ent:modality ?no ; ent:content ?content .
    GRAPH ?said { ?thing a ?class }
    GRAPH ?content { ?thing a ?class }
    VALUES ?no { ent:Denied ent:Negated }
    FILTER (?yes NOT IN (ent:Denied, ent:Negated))
  }
  ?claim ent:modality/rdfs:label ?how ; ent:evidence/oa:hasSelector/oa:exact ?quote .
  OPTIONAL { ?claim ent:speaker/rdfs:label ?speaker }
}
ORDER BY ?claim ?how ?speaker ?quote
"""


def corroboration(store: Reader, node: str) -> Corroboration:
    """Who reports an event, a thing or a claim, and who contradicts it."""
    articles: dict[str, None] = {}
    sources: set[str] = set()
    for article, source in _rows(store, REPORTS, node, "article", "source"):
        articles[article.removeprefix(f"{store.base}article/")] = None
        sources |= {source} if source else set()
    voices: dict[str, tuple[str, set[str], set[str]]] = {}
    for claim, how, speaker, quote in _rows(
        store, AGAINST, node, "claim", "how", "speaker", "quote"
    ):
        _, speakers, quotes = voices.setdefault(claim, (how, set(), set()))
        speakers |= {speaker} if speaker else set()
        quotes.add(quote)
    return Corroboration(
        tuple(articles),
        tuple(sorted(sources)),
        tuple(
            Contradiction(claim, how, tuple(sorted(speakers)), tuple(sorted(quotes)))
            for claim, (how, speakers, quotes) in sorted(voices.items())
        ),
    )


def _rows(store: Reader, query: str, node: str, *columns: str) -> Iterator[tuple[str, ...]]:
    found = store.query(query, substitutions={ox.Variable("node"): ox.NamedNode(node)})
    for row in found if isinstance(found, ox.QuerySolutions) else ():
        terms = (row[column] for column in columns)
        yield tuple(t.value if isinstance(t, (ox.NamedNode, ox.Literal)) else "" for t in terms)
