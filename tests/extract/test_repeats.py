"""Whom "the group", "the ministry" and a family name mean; names that only look like states."""

from __future__ import annotations

import pytest

from kg.model import Node
from tests.extract.conftest import Read, Reader, values

DATE = "2023-05-01"


def of(read: Read, cls: str) -> set[str]:
    """The actors and recipients of the events of a class, told as fact or not."""
    nodes: list[Node] = [*read.facts(cls), *read.claimed(cls)]
    return {path for n in nodes for role in ("actor", "recipient") for path in values(n, role)}


REPEATED = [
    ("NATO deployed troops to Poland. The alliance condemned Russia.", "organization/nato"),
    ("The M23 rebels attacked Goma. The rebels condemned Rwanda.", "group/march-23-movement"),
    ("Hamas fired rockets at Israel. The group condemned Egypt.", "group/hamas"),
    (
        "The Foreign Ministry of Japan summoned the ambassador. The ministry condemned China.",
        "organization/ministry-of-foreign-affairs-japan",
    ),
    ("Anwar Ibrahim met Xi Jinping. The prime minister condemned Israel.", "person/anwar-ibrahim"),
    (
        "Olaf Scholz met Mateusz Morawiecki in Warsaw, Poland. The Polish leader condemned Russia.",
        "person/mateusz-morawiecki",
    ),
    ("South Korea's Yoon Suk-yeol met Joe Biden. Yoon condemned China.", "person/yoon-suk-yeol"),
]


@pytest.mark.parametrize(("text", "path"), REPEATED, ids=[r[1] for r in REPEATED])
def test_a_noun_for_its_kind_means_the_only_one_named_before(
    reader: Reader, text: str, path: str
) -> None:
    """A definite noun or a family name stands for who was named in full."""
    assert path in of(reader(text, DATE), "Condemnation")


UNSURE = [
    ("Hezbollah and Hamas fired rockets. The group condemned Israel.", {"group/hamas"}),
    (
        "The African Union suspended Niger. ECOWAS threatened force. The bloc condemned Gabon.",
        {"organization/african-union", "organization/ecowas"},
    ),
    ("Joe Biden met Vladimir Putin. The president condemned Israel.", {"person/joe-biden"}),
    ("Officials met in Rome. Douglas condemned the attack.", {"person/denzil-douglas"}),
    ("Officials met in Rome. Christian condemned the attack.", {"person/peter-christian"}),
]


@pytest.mark.parametrize(("text", "paths"), UNSURE, ids=[u[0][:30] for u in UNSURE])
def test_where_two_can_be_meant_nobody_is(reader: Reader, text: str, paths: set[str]) -> None:
    """A wrong actor is worse than none; a given name alone is no former head of state."""
    assert not paths & of(reader(text, None), "Condemnation")


def test_two_sides_of_a_war_need_not_be_states(reader: Reader) -> None:
    """A side is whom the text has joined, not the state where an armed group is based."""
    text = "Israel and Hamas agreed to a ceasefire. The two sides condemned Iran."
    assert of(reader(text, DATE), "Condemnation") == {"state/ISR", "group/hamas", "state/IRN"}


LOOKALIKES = [
    ("Denzel Washington condemned the attack.", "state/USA"),
    ("Police in Lebanon, Tennessee condemned the attack.", "state/LBN"),
    ("Reporters in Moscow, Idaho condemned the attack.", "place/moscow"),
    ("St. Petersburg, Florida police condemned the attack.", "state/RUS"),
    ("Guinea pigs were condemned by officials.", "state/GIN"),
    ("Chad Johnson condemned the attack.", "state/TCD"),
    ("Jordan Bardella condemned the attack.", "state/JOR"),
    ("Paris Hilton condemned the attack.", "state/FRA"),
    ("Georgia's governor condemned the attack in Atlanta.", "state/GEO"),
    ("New Mexico police condemned the attack.", "state/MEX"),
    ("Jersey City police condemned the attack.", "place/bailiwick-of-jersey"),
]


@pytest.mark.parametrize(("text", "path"), LOOKALIKES, ids=[t[0][:24] for t in LOOKALIKES])
def test_what_only_looks_like_a_state_is_none(reader: Reader, text: str, path: str) -> None:
    """Neither a person, nor a town abroad, nor an animal acts for the state whose name it has."""
    read = reader(text, None)
    linked = {v for n in read.statements.nodes for r, _ in n.links for v in values(n, r)}
    assert path not in linked
    assert path not in {e.path for e in read.statements.entities}


def test_a_list_of_states_is_no_town_with_its_part_of_a_country(reader: Reader) -> None:
    """ "Lebanon, Syria and Iraq" are three states, whatever commas stand between them."""
    read = reader("Officials from Lebanon, Syria and Iraq condemned the attack.", DATE)
    assert {"state/LBN", "state/SYR"} <= of(read, "Condemnation") | {
        e.path for e in read.statements.entities
    }


def test_an_acronym_that_the_tagger_does_not_know_is_the_name_that_it_is(reader: Reader) -> None:
    """A name of the reference data in capitals is one, whatever it was taken for."""
    assert of(reader("BJP condemned the attack.", DATE), "Condemnation") == {
        "group/bharatiya-janata-party"
    }


ELSEWHERE = "Rebels bombed a hotel in Lima. Chile condemned the bombing in Quito."
SAID_AGAIN = "Chad agreed to withdraw its troops from Mali. Peru praised the withdrawal."


def test_the_same_in_another_place_is_another_one(reader: Reader) -> None:
    """ "The bombing in Y" is not the one in X, whose place stays its own."""
    places = [values(n, "place") for n in reader(ELSEWHERE).facts("Bombing")]
    assert {"place/lima", "place/quito"} not in places


def test_what_was_only_planned_is_no_fact_when_it_is_named_again(reader: Reader) -> None:
    """An agreement to withdraw is no withdrawal, however often it is spoken of."""
    read = reader(SAID_AGAIN)
    assert not read.facts("Withdrawal")
    assert read.claimed("Withdrawal")
