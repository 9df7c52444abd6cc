"""A store with reference data and two articles that share an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import Store
from kg.terms import PREFIXES

BACKGROUND = """
ent:Meeting a owl:Class ; rdfs:label "meeting"@en ; rdfs:subClassOf [ a owl:Restriction ;
  owl:onProperty ent:actor ; owl:minCardinality "1"^^xsd:nonNegativeInteger ] .
state:IRN a ent:State, ent:Actor ; rdfs:label "Iran"@en ; ent:isoAlpha3 "IRN" .
state:PAK a ent:State, ent:Actor ; rdfs:label "Pakistan"@en ; ent:isoAlpha3 "PAK" .
state:USA a ent:State, ent:Actor ; rdfs:label "United States"@en .
place:tehran a ent:City ; rdfs:label "Tehran"@en ; ent:inCountry state:IRN .
"""

VISIT = """
article:visit a ent:Article ; ent:text "Iran met Pakistan.\\r\\nHe said: \\"a < b & c\\".\\t🕊 " ;
  rdfs:label "visit" ; ent:published "2024-04-22"^^xsd:date .
event:5f a ent:Meeting, ent:Event ; ent:actor state:IRN, state:PAK ; ent:begin "--04"^^xsd:gMonth ;
  ent:quantity 8 ; ent:duration "P3D"^^xsd:duration ; ent:evidence <$article/visit#evidence-0-18> ;
  rdfs:label "meeting of Iran and Pakistan"@en .
<$article/visit#evidence-0-18> a ent:Evidence ; oa:hasSource article:visit ;
  oa:hasSelector <$article/visit#position-0-18>, <$article/visit#quote-0-18> .
<$article/visit#position-0-18> a oa:TextPositionSelector ;
  oa:start "0"^^xsd:nonNegativeInteger ; oa:end "18"^^xsd:nonNegativeInteger .
<$article/visit#quote-0-18> a oa:TextQuoteSelector ; oa:exact "Iran met Pakistan." .
claim:9c a ent:Claim ; ent:modality ent:Alleged ; ent:content claim:9c ; ent:speaker state:IRN ;
  ent:evidence <$article/visit#evidence-0-18> .
<$article/visit#facts> { event:5f a ent:Meeting, ent:Event ; ent:actor state:IRN, state:PAK . }
claim:9c { event:81 a ent:Strike ; ent:actor state:USA ; ent:quantity true . }
"""

REPORT = """
article:report a ent:Article ; ent:text "Again." ; rdfs:label "report" .
event:5f a ent:Meeting, ent:Event .
event:6a a ent:Meeting, ent:Event ; ent:actor state:USA, <$organization/u%C3%A9-x> .
<$organization/u%C3%A9-x> a ent:Organization ; rdfs:label "Ué"@fr .
<$article/report#facts> { event:5f a ent:Meeting, ent:Event . event:6a a ent:Meeting, ent:Event . }
"""

FOLDERS = ("article", "claim", "event", "issue", "person", "place", "state")


def quads(trig: str, base: str) -> list[ox.Quad]:
    """The quads of TriG without its prefixes; `$` stands for the base."""
    prefixes = {**PREFIXES, **{name: f"{base}{name}/" for name in FOLDERS}}
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    return list(ox.parse(head + trig.replace("<$", f"<{base}"), format=ox.RdfFormat.TRIG))


@pytest.fixture(scope="package", params=["https://w3id.org/entente/id/", "http://example.org/x/"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """The store, under the usual base and under another."""
    folder: Path = tmp_path_factory.mktemp("store")
    base: str = request.param
    with Store.open(folder, create=True, base=base) as opened:
        opened.install(quads(BACKGROUND, base), "one")
        opened.add("visit", quads(VISIT, base))
        opened.add("report", quads(REPORT, base))
        yield opened


DEAL = """
article:deal a ent:Article ; ent:text "x" ; rdfs:label "deal" ;
  ent:published "2024-05-02"^^xsd:date ; <https://schema.org/url> <https://example.org/deal> .
article:later a ent:Article ; ent:text "y" ; rdfs:label "later" .
event:1 a ent:Meeting, ent:Consult, ent:Event ; rdfs:label "meeting"@en ;
  ent:begin "2024-05-01"^^xsd:date ;
  ent:actor state:IRN, person:ebrahim-raisi ; ent:onBehalfOf state:IRN ; ent:place place:lahore ;
  ent:participant state:IRN, person:ebrahim-raisi, state:OMN ; ent:topic issue:trade ;
  ent:evidence <$article/deal#evidence-7-9>, <$article/later#evidence-0-1> .
<$article/deal#evidence-7-9> a ent:Evidence ; oa:hasSource article:deal ;
  oa:hasSelector <$article/deal#position-7-9>, <$article/deal#quote-7-9> .
<$article/deal#position-7-9> a oa:TextPositionSelector ;
  oa:start "7"^^xsd:nonNegativeInteger ; oa:end "9"^^xsd:nonNegativeInteger .
<$article/deal#quote-7-9> a oa:TextQuoteSelector ;
  oa:exact "They, \\"the two\\",\\n\\tmet | talked." .
<$article/later#evidence-0-1> a ent:Evidence ; oa:hasSource article:later .
event:2 a ent:Airstrike, ent:Assault, ent:Event ; rdfs:label "airstrike"@en ;
  ent:begin "--02"^^xsd:gMonth ; ent:actor state:USA ; ent:recipient <$group/raiders-deal> ;
  ent:place <$place/crimea>, place:kyiv .
<$group/raiders-deal> a ent:ArmedGroup, ent:Actor ; rdfs:label "raiders & <co>"@en ;
  ent:basedIn state:SYR .
claim:9c a ent:Claim ; ent:modality ent:Denied ; ent:content claim:9c ; ent:speaker state:USA ;
  ent:evidence <$article/deal#evidence-7-9> .
claim:9d a ent:Claim ; ent:modality ent:Planned ; ent:content claim:9d ;
  ent:evidence <$article/deal#evidence-7-9> .
claim:9c { event:2 a ent:Airstrike, ent:Event ; ent:actor state:USA ;
  ent:recipient <$group/raiders-deal> . }
claim:9d { event:3 a ent:Meeting, ent:Event ; ent:actor state:IRN, state:OMN, state:QAT . }
"""


@pytest.fixture(scope="package")
def deal(new_store: Callable[[], Path]) -> Iterator[Store]:
    """A store with the real ontology and reference data, two facts and two claims."""
    with Store.open(new_store()) as opened:
        # the second article only corroborates: what is said of it comes from it
        both = quads(DEAL, opened.base)
        later = [q for q in both if "article/later" in str(q)]
        opened.add("deal", [q for q in both if q not in later])
        opened.add("later", later)
        yield opened
