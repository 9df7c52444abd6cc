"""Small shapes of the kinds that the ontology uses, and an article that fits them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.check import Background, Checker

Quads = Callable[[str], list[ox.Quad]]

PREFIXES = """
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix event: <https://w3id.org/entente/id/event/> .
@prefix claim: <https://w3id.org/entente/id/claim/> .
@prefix state: <https://w3id.org/entente/id/state/> .
@prefix place: <https://w3id.org/entente/id/place/> .
@prefix project: <https://w3id.org/entente/id/project/> .
@prefix article: <https://w3id.org/entente/id/article/> .
@prefix visit: <https://w3id.org/entente/id/article/visit#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SHAPES = """
ent:EventShape a sh:NodeShape ; sh:targetClass ent:Event ;
  sh:property [ sh:path ent:actor ; sh:minCount 1 ; sh:class ent:Actor ;
    sh:message "An event needs an actor; add one or drop the event."@en ] ;
  sh:property [ sh:path ent:begin ; sh:maxCount 1 ;
    sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gMonth ] ) ;
    sh:message "A time is a date or a month." ] .
ent:ProjectShape a sh:NodeShape ; sh:targetClass ent:Project ;
  sh:property [ sh:path ent:status ; sh:maxCount 1 ; sh:in ( ent:Stalled ent:Completed ) ;
    sh:message "A project has one status." ] .
ent:StateShape a sh:NodeShape ; sh:targetClass ent:State ;
  sh:property [ sh:path ent:isoAlpha3 ; sh:minCount 1 ; sh:pattern "^[A-Z]{3}$" ;
    sh:datatype xsd:string ] ;
  sh:property [ sh:path ent:capital ; sh:class ent:City ] .
ent:QuoteShape a sh:NodeShape ; sh:targetClass ent:Evidence ;
  sh:property [ sh:path ( oa:hasSelector oa:exact ) ; sh:minCount 1 ; sh:severity sh:Warning ;
    sh:message "Evidence should quote." ] ;
  sh:sparql [ sh:message "The end is before the start." ; sh:prefixes ent: ;
    sh:select \"\"\"SELECT $this WHERE {
      $this oa:hasSelector ?s . ?s oa:start ?start ; oa:end ?end FILTER (?end < ?start) }\"\"\" ] .
ent: sh:declare [ sh:prefix "oa" ; sh:namespace "http://www.w3.org/ns/oa#"^^xsd:anyURI ] .
"""

BACKGROUND = """
ent:State a owl:Class ; rdfs:subClassOf ent:Actor .
ent:Meeting a owl:Class ; rdfs:subClassOf ent:Event .
state:IRN a ent:State ; ent:isoAlpha3 "IRN" ; ent:capital place:tehran .
state:PAK a ent:State ; ent:isoAlpha3 "not a code" .
place:tehran a ent:City .
"""

VISIT = """
article:visit a ent:Article ; ent:text "Iran met 🕊 Pakistan. It was good." .
event:5f a ent:Meeting ; ent:actor state:IRN, state:PAK ; ent:begin "--01"^^xsd:gMonth ;
  ent:evidence visit:evidence-0-20 .
visit:evidence-0-20 a ent:Evidence ; oa:hasSource article:visit ;
  oa:hasSelector visit:position-0-20, visit:quote-0-20 .
visit:position-0-20 oa:start 0 ; oa:end "20"^^xsd:nonNegativeInteger .
visit:quote-0-20 oa:exact "Iran met 🕊 Pakistan." .
project:1 a ent:Project ; ent:status ent:Stalled ; ent:evidence visit:evidence-0-20 .
claim:9c a ent:Claim ; ent:content claim:9c ; ent:evidence visit:evidence-0-20 .
visit:facts { project:1 a ent:Project ; ent:evidence visit:evidence-0-20 . }
claim:9c { project:1 a ent:Project ; ent:status ent:Completed ; ent:evidence visit:evidence-0-20 . }
"""


@pytest.fixture(scope="session")
def quads() -> Quads:
    """Reads TriG without its prefixes."""

    def read(trig: str) -> list[ox.Quad]:
        return list(ox.parse(PREFIXES + trig, format=ox.RdfFormat.TRIG))

    return read


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """A checker with the small shapes."""
    folder: Path = tmp_path_factory.mktemp("ontology")
    (folder / "small.shapes.ttl").write_text(PREFIXES + SHAPES)
    return Checker(folder)


@pytest.fixture(scope="session")
def background(quads: Quads) -> Background:
    """Two states and the classes above them."""
    return Background(quads(BACKGROUND))
