"""The real servers, asked for a handful of things: only where ENTENTE_LIVE is set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.link import Linker, Verdict, load_sources, subjects
from kg.ontology import Ontology
from kg.store import Store
from kg.terms import DATA
from kg.web import Client, Manners

pytestmark = pytest.mark.skipif(
    not os.environ.get("ENTENTE_LIVE"), reason="asks servers elsewhere: set ENTENTE_LIVE=1"
)

EXPECTED = {
    "wikidata": {
        "state/GEO": "http://www.wikidata.org/entity/Q230",
        "state/COG": "http://www.wikidata.org/entity/Q971",
        "person/ebrahim-raisi": "http://www.wikidata.org/entity/Q5947347",
        "place/tehran": "http://www.wikidata.org/entity/Q3616",
    },
    "dbpedia": {"state/NER": "http://dbpedia.org/resource/Niger"},
    "geonames": {"place/tehran": "https://sws.geonames.org/112931/"},
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_real_server_answers_as_ours_does(
    name: str, ontology: Ontology, reference: Store, tmp_path: Path
) -> None:
    """None of these may be linked with anything else; most are linked."""
    source = load_sources()[name]
    if source.needs_secret and source.secret and not source.secret.value():
        pytest.skip(f"set {source.secret.variable}")
    wanted = {DATA + path: iri for path, iri in EXPECTED[name].items()}
    secrets = {a.partition("/search")[0]: source.secret for a in source.addresses if source.secret}
    with Client(manners=Manners(rate=1), cache=tmp_path, secrets=secrets) as client:
        linker = Linker(client, source, ontology.schema)
        decisions = list(linker.link(subjects(reference, ontology.schema, only=wanted)))
    assert linker.failures == []
    for decision in decisions:
        assert decision.best is not None
        if decision.verdict is Verdict.ACCEPT:
            assert decision.best.candidate.iri == wanted[decision.subject.iri]
