"""A small story of three invented states, loaded as a store would hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.model.graphs import Substitutions
from kg.resources import ontology_folder
from kg.store.entailment import Entailment
from kg.terms import DATA, ENT, OA, RDF, XSD

__all__ = ["FIXTURES", "Story"]

FIXTURES = Path(__file__).parent / "fixtures"

ENTAILMENT = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT { ?x a ?above } WHERE { ?x a/rdfs:subClassOf+ ?above FILTER (isIRI(?above)) } ;
INSERT { GRAPH ?g { ?x a ?above } }
WHERE { GRAPH ?g { ?x a ?class } ?class rdfs:subClassOf+ ?above FILTER (isIRI(?above)) } ;
INSERT { ?x ?above ?y }
WHERE { ?special rdfs:subPropertyOf ?above FILTER (isIRI(?above)) ?x ?special ?y } ;
INSERT { GRAPH ?g { ?x ?above ?y } }
WHERE { ?special rdfs:subPropertyOf ?above FILTER (isIRI(?above)) GRAPH ?g { ?x ?special ?y } }
"""

TYPE = ox.NamedNode(RDF + "type")
DEFAULT = ox.DefaultGraph()


class Story:
    """The story under the modules of the ontology, and what a further file does to it."""

    base = DATA

    def __init__(self, *more: Path) -> None:
        self._store = ox.Store()
        for module in sorted(ontology_folder().glob("*.ttl")):
            if not module.name.endswith(".shapes.ttl"):
                self._store.load(path=module, format=ox.RdfFormat.TURTLE)
        self._store.load(path=FIXTURES / "story.trig", format=ox.RdfFormat.TRIG)
        self._store.extend(list(self._told()))
        for file in more:
            self._store.load(path=file, format=ox.RdfFormat.TRIG)
        self._store.extend(list(self._described()))
        self._store.update(ENTAILMENT)
        Entailment(self._store, ox.Store(), lambda _: set()).make()

    def query(
        self, sparql: str, *, substitutions: Substitutions | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer in this thread."""
        return self._store.query(sparql, substitutions=dict(substitutions or {}))

    def _told(self) -> Iterator[ox.Quad]:
        """What articles state as fact, for the default graph."""
        for quad in self._store:
            if str(quad.graph_name).endswith("#facts>"):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, DEFAULT)

    def _described(self) -> Iterator[ox.Quad]:
        """What the IRI of an evidence says: which article, from where to where, which words."""
        texts = {
            quad.subject: quad.object.value
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(ENT + "text"), None)
            if isinstance(quad.object, ox.Literal)
        }
        found = {
            quad.object
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(ENT + "evidence"), None)
            if isinstance(quad.object, ox.NamedNode)
        }
        for node in found:
            place = re.fullmatch(r"(.+)#evidence-(\d+)-(\d+)", node.value)
            if place is None:
                continue
            article, start, end = ox.NamedNode(place[1]), int(place[2]), int(place[3])
            position = ox.NamedNode(f"{place[1]}#position-{start}-{end}")
            quote = ox.NamedNode(f"{place[1]}#quote-{start}-{end}")
            yield ox.Quad(node, TYPE, ox.NamedNode(ENT + "Evidence"))
            yield ox.Quad(node, ox.NamedNode(OA + "hasSource"), article)
            for selector, kind in ((position, "Position"), (quote, "Quote")):
                yield ox.Quad(node, ox.NamedNode(OA + "hasSelector"), selector)
                yield ox.Quad(selector, TYPE, ox.NamedNode(f"{OA}Text{kind}Selector"))
            for name, offset in (("start", start), ("end", end)):
                number = ox.Literal(str(offset), datatype=ox.NamedNode(XSD + "integer"))
                yield ox.Quad(position, ox.NamedNode(OA + name), number)
            words = ox.Literal(texts[article][start:end])
            yield ox.Quad(quote, ox.NamedNode(OA + "exact"), words)
