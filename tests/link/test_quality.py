"""How well things are told from their namesakes."""

from __future__ import annotations

from kg.link import Linker, Source
from kg.ontology import Ontology
from kg.store import Store
from kg.web import Client
from tests.link.quality import judged, mentions, wanted


def test_the_mentions_are_many_and_tempting() -> None:
    """At least 150, among them some that are nothing, and some that nobody can tell apart."""
    listed = wanted()
    assert len(listed) == len(set(listed)) >= 150
    assert sum(is_ == "-" for _, is_ in listed) >= 20
    assert sum(is_.startswith("?") for _, is_ in listed) >= 7


def test_nearly_all_links_are_right_and_most_are_found(
    client: Client, wikidata: Source, ontology: Ontology, reference: Store
) -> None:
    """Georgia and Georgia, both Congos, three Guineas, two leaders of one name, Taliban and TTP."""
    asked = mentions(reference, ontology)
    linker = Linker(client, wikidata, ontology.schema)
    score = judged(linker.link([subject for subject, _ in asked]), asked)
    assert linker.failures == []
    assert score.precision >= 0.98, score.wrong
    assert score.recall >= 0.85, score.missed
