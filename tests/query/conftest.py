"""A small store to ask: four actors, two meetings, and a claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import Store
from kg.terms import PREFIXES

BACKGROUND = """
ent:Meeting a owl:Class ; rdfs:label "meeting"@en .
id:state\\/IRN a ent:State ; rdfs:label "Iran"@en ; ent:isoAlpha3 "IRN" ; ent:isoAlpha2 "IR" ;
  skos:altLabel "Islamic Republic of Iran"@en .
id:state\\/PAK a ent:State ; rdfs:label "Pakistan"@en ; ent:isoAlpha3 "PAK" ; ent:isoAlpha2 "PK" .
id:state\\/GEO a ent:State ; rdfs:label "Georgia"@en .
id:place\\/georgia a ent:Place ; rdfs:label "Georgia"@en .
id:person\\/raisi a ent:Person ; rdfs:label "Ebrahim Raisi"@en ; ent:familyName "Raisi" .
"""

ARTICLE = """
id:event\\/1 a ent:Meeting ; ent:participant id:state\\/IRN, id:state\\/PAK ;
  ent:begin "2024-04-22"^^xsd:date .
id:event\\/2 a ent:Meeting ; ent:participant id:state\\/IRN ; ent:begin "2023-01-05"^^xsd:date .
id:event\\/3 a ent:Meeting ; ent:participant id:state\\/PAK ; ent:quantity 8 .
id:claim\\/9 { id:event\\/4 a ent:Strike ; ent:actor id:state\\/IRN . }
"""


def _quads(trig: str) -> list[ox.Quad]:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return list(ox.parse(head + trig, format=ox.RdfFormat.TRIG))


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store, open for writing; nobody writes."""
    folder: Path = tmp_path_factory.mktemp("store")
    with Store.open(folder, create=True) as opened:
        opened.install(_quads(BACKGROUND), "one")
        opened.add("a", _quads(ARTICLE))
        yield opened
