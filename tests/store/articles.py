"""Three short articles as quads, written by hand after the example in the design."""

from __future__ import annotations

import pyoxigraph as ox

PREFIXES = """
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix id: <https://w3id.org/entente/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix : <https://w3id.org/entente/id/> .
"""

BACKGROUND = """
ent:Actor a owl:Class .
ent:State a owl:Class ; rdfs:subClassOf ent:Actor ,
  [ a owl:Restriction ; owl:onProperty ent:isoAlpha3 ] .
<https://w3id.org/entente/id/state/IRN> a ent:State ; rdfs:label "Iran"@en ; ent:isoAlpha3 "IRN" .
<https://w3id.org/entente/id/state/PAK> a ent:State ; rdfs:label "Pakistan"@en ;
  ent:isoAlpha3 "PAK" .
"""

VISIT = """
<https://w3id.org/entente/id/article/visit> a ent:Article ;
  ent:text "Iran's president met Pakistan's. He accused Israel of \\"crimes\\"." .
<https://w3id.org/entente/id/event/5f> a ent:Meeting, ent:Consult, ent:Event ;
  ent:actor <https://w3id.org/entente/id/state/IRN>, <https://w3id.org/entente/id/state/PAK> ;
  ent:begin "--01"^^xsd:gMonth ; ent:quantity "08"^^xsd:integer ;
  ent:evidence <https://w3id.org/entente/id/article/visit#evidence-0-32> .
<https://w3id.org/entente/id/article/visit#evidence-0-32> a ent:Evidence ;
  oa:hasSource <https://w3id.org/entente/id/article/visit> .
<https://w3id.org/entente/id/claim/9c> a ent:Claim ; ent:modality ent:Alleged ;
  ent:content <https://w3id.org/entente/id/claim/9c> .
<https://w3id.org/entente/id/article/visit#facts> {
  <https://w3id.org/entente/id/event/5f> a ent:Meeting, ent:Consult, ent:Event . }
<https://w3id.org/entente/id/claim/9c> {
  <https://w3id.org/entente/id/event/81> a ent:Assault ;
    ent:actor <https://w3id.org/entente/id/state/ISR> . }
"""

REPORT = """
<https://w3id.org/entente/id/article/report> a ent:Article .
<https://w3id.org/entente/id/event/5f> a ent:Meeting, ent:Consult, ent:Event ;
  ent:actor <https://w3id.org/entente/id/state/IRN>, <https://w3id.org/entente/id/state/PAK> .
<https://w3id.org/entente/id/state/IRN> a ent:State .
<https://w3id.org/entente/id/claim/9c> a ent:Claim ; ent:modality ent:Alleged .
<https://w3id.org/entente/id/article/report#facts> {
  <https://w3id.org/entente/id/event/5f> a ent:Meeting . }
<https://w3id.org/entente/id/claim/9c> {
  <https://w3id.org/entente/id/event/81> a ent:Assault . }
"""


def quads(trig: str) -> list[ox.Quad]:
    """The quads of TriG without its prefixes."""
    return list(ox.parse(PREFIXES + trig, format=ox.RdfFormat.TRIG))
