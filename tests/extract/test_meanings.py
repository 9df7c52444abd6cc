"""Words that mean something else here: their objects and what follows them tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extract.conftest import Read, values

Reader = Callable[[str], Read]

NOTHING = [
    ("Karl Lund called Eva Berg a clown on Monday.", "PhoneCall"),
    ("Karl Lund called Eva Berg “a clown” on Monday.", "PhoneCall"),
    ("The governor demonstrated her skill in Lima.", "Demonstration"),
    ("Three members of the African Union meet the bar.", "Meeting"),
    ("Karl Lund defended the remark.", "Support"),
    ("Karl Lund defended himself.", "Support"),
    ("The officer, who declined to be named, was in Quito.", "Reject"),
    ("The ministry of defence of Chad refused to comment.", "Reject"),
    ("The motion was submitted by Kenya.", "Concede"),
]


@pytest.mark.parametrize(("text", "cls"), NOTHING, ids=str)
def test_a_verb_with_another_object_evokes_nothing(reader: Reader, text: str, cls: str) -> None:
    """Who calls somebody a clown makes no telephone call."""
    assert not reader(text).facts(cls)


STILL = [
    ("Karl Lund called Eva Berg on Monday.", "PhoneCall"),
    ("Hundreds of nurses demonstrated in Lima.", "Demonstration"),
    ("Eva Berg met refugees in Malta.", "Meeting"),
    ("Peru fired two missiles at Chile.", "Assault"),
    ("The parliament of Peru defended Chile.", "Support"),
    ("Kenya submitted to Ethiopia.", "Concede"),
    ("Chile declined to recognise Kosovo.", "Refusal"),
]


@pytest.mark.parametrize(("text", "cls"), STILL, ids=str)
def test_the_same_verb_evokes_its_event_elsewhere(reader: Reader, text: str, cls: str) -> None:
    """The rules above take nothing from the plain use of these verbs."""
    assert reader(text).facts(cls)


IN_WORDS = [
    "Karl Lund attacked Eva Berg, saying she was a fraud.",
    "Lund attacked President Eva Berg, calling her a fraud.",
    "Karl Lund launched a savage attack on Eva Berg.",
    "Karl Lund attacked the ideology of Eva Berg.",
]


@pytest.mark.parametrize("text", IN_WORDS)
def test_an_attack_in_words_is_criticism(reader: Reader, text: str) -> None:
    """What follows tells that nobody was hurt."""
    read = reader(text)
    assert not read.facts("Assault")
    assert read.facts("Criticism")


def test_police_detain_people_and_the_coast_guard_ships(reader: Reader) -> None:
    """Arrests are of people, seizures of things."""
    (arrest,) = reader("Chilean police detained dozens of nurses in Arica.").facts("Coerce")
    assert arrest.cls == "Arrest"
    assert values(arrest, "recipient")
    (seizure,) = reader("The coast guard of Italy detained a Libyan vessel.").facts("Coerce")
    assert seizure.cls == "Seizure"
