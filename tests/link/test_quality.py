"""How well things are told from their namesakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.link import Linker, Source
from kg.ontology import Ontology
from kg.store import Store
from kg.web import Client
from tests.link.quality import HELD_OUT, SHAPED_ON, judged, mentions, wanted


@pytest.mark.parametrize(("file", "least"), [(SHAPED_ON, 150), (HELD_OUT, 100)])
def test_the_mentions_are_many_and_tempting(file: Path, least: int) -> None:
    """Among them some that are nothing, and some that nobody can tell apart."""
    listed = wanted(file)
    assert len({what for what, _ in listed}) == len(listed) >= least
    assert sum(is_ == "-" for _, is_ in listed) >= 20
    assert sum(is_.startswith("?") for _, is_ in listed) >= 7


def test_what_is_held_out_is_in_the_first_set_under_no_name() -> None:
    """Nor is what it is."""
    first, second = wanted(SHAPED_ON), wanted(HELD_OUT)
    assert not {what for what, _ in first} & {what for what, _ in second}
    assert not {is_ for _, is_ in first} & {is_ for _, is_ in second} - {"-", "?"}


@pytest.mark.parametrize("file", [SHAPED_ON, HELD_OUT])
def test_nearly_all_links_are_right_and_most_are_found(
    file: Path, client: Client, wikidata: Source, ontology: Ontology, reference: Store
) -> None:
    """Georgia and Georgia, three Guineas, two presidents Bush, seven Treaties of Paris."""
    asked = mentions(reference, ontology, file)
    linker = Linker(client, wikidata, ontology.schema)
    score = judged(linker.link([subject for subject, _ in asked]), asked)
    assert linker.failures == []
    assert score.precision >= 0.98, score.wrong
    assert score.recall >= 0.9, score.missed
