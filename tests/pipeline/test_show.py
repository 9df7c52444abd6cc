"""Everything known about one thing: facts and claims apart, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.errors import QueryError
from kg.model import (
    Article,
    Claim,
    ClaimRef,
    EntityRef,
    Link,
    Node,
    PartialDate,
    Quote,
    Span,
    Statements,
)
from kg.ontology import Ontology
from kg.populate import populate
from kg.store import Store
from tests.conftest import NewStore

FACT = "France and Japan met in May."
PLAN = "France plans to visit Japan."
ARTICLE = Article("news", f"{FACT} {PLAN}")
FRANCE, JAPAN = EntityRef("state/FRA"), EntityRef("state/JPN")


@pytest.fixture(scope="module")
def store(new_store: NewStore) -> Iterator[Store]:
    """A graph in which France and Japan met, and France plans a visit."""
    spans = (Span(0, len(FACT)),), (Span(len(FACT) + 1, len(ARTICLE.text)),)
    meeting = Node(
        "n1",
        "Meeting",
        (("actor", FRANCE), ("actor", JAPAN), ("begin", PartialDate(None, 5))),
        spans[0],
        label="meeting: France, Japan",
    )
    visit = Node(
        "n2",
        "Visit",
        (("actor", FRANCE), ("recipient", JAPAN)),
        spans[1],
        holder="c1",
        label="visit",
    )
    pledge = Node("n3", "Pledge", (("actor", JAPAN), ("about", ClaimRef("c1"))), spans[0])
    claim = Claim("c1", "Planned", (FRANCE,), spans[1])
    statements = Statements((), (meeting, visit, pledge), (claim,))
    quads = populate(ARTICLE, statements, Ontology.load())
    with Store.open(new_store()) as opened:
        opened.add("news", quads)
        yield opened


def test_facts_about_an_actor_have_their_properties_and_their_words(store: Store) -> None:
    """The most special class and properties are shown; participant beside actor says nothing."""
    (meeting,) = kg.show("France", store=store).facts
    assert (meeting.label, meeting.cls) == ("meeting: France, Japan", "meeting")
    assert [(link.property, link.label) for link in meeting.links] == [
        ("actor", "France"),
        ("actor", "Japan"),
        ("begin", "--05"),
    ]
    assert meeting.quotes == (Quote("news", 0, FACT),)


def test_claims_about_an_actor_stand_apart(store: Store) -> None:
    """A planned visit is no fact: it shows under claims, with modality, speaker and words."""
    (claim,) = kg.show("France", store=store).claims
    assert (claim.modality, claim.speakers) == ("planned", ("France",))
    (visit,) = claim.content
    assert visit.cls == "visit"
    assert claim.quotes == (Quote("news", len(FACT) + 1, PLAN),)


def test_a_claim_that_an_event_is_about_is_named_by_its_modality(store: Store) -> None:
    """A claim has no label of its own."""
    (pledge,) = (fact for fact in kg.show("Japan", store=store).facts if fact.cls == "pledge")
    assert "planned claim" in [link.label for link in pledge.links if link.property == "about"]


def test_what_the_reference_data_know_is_shown_first(store: Store) -> None:
    """An actor has what is known of it before what articles state."""
    dossier = kg.show("state/FRA", store=store)
    assert (dossier.label, dossier.cls) == ("France", "state")
    code = Link("ISO 3166-1 alpha-3 code", "FRA", "FRA")
    assert code in dossier.known


@pytest.mark.parametrize(
    "name", ["France", "france", "FRA", "state/FRA", "https://w3id.org/entente/id/state/FRA"]
)
def test_a_thing_has_several_names(name: str, store: Store) -> None:
    """Label, code, path and IRI lead to one thing; capitals do not matter."""
    assert kg.show(name, store=store).label == "France"


def test_an_event_can_be_shown_by_its_path(store: Store) -> None:
    """What `kg show` prints as IRI can be typed in again."""
    meeting = next(f for f in kg.show("France", store=store).facts if f.cls == "meeting")
    again = kg.show(meeting.iri, store=store)
    assert again.quotes == (Quote("news", 0, FACT),)
    assert kg.show(meeting.iri.removeprefix(store.base), store=store) == again


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Frnce", "nothing in the graph has this name, code or IRI; did you mean France"),
        ("state/XXX", "state/XXX: nothing in the graph has this name, code or IRI"),
        ("http://exa mple/", "nothing in the graph has this name"),
    ],
)
def test_a_name_that_nothing_has_is_refused(name: str, message: str, store: Store) -> None:
    """Names that are near are offered."""
    with pytest.raises(QueryError) as error:
        kg.show(name, store=store)
    assert message in str(error.value)


def test_a_store_may_be_given_by_its_folder(store: Store) -> None:
    """The same answer for a folder as for a store that is open."""
    store.publish()
    folder = Path(store.path)
    assert kg.show("France", store=folder) == kg.show("France", store=store)
