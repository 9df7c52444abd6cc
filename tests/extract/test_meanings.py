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
    ("Karl Lund defended himself and his record.", "Support"),
    ("A delegation of Chilean lawmakers called on the president of Peru.", "Request"),
    ("Karl Lund agreed that the rules should change.", "Agree"),
    ("The lawmaker, who asked to remain anonymous, was in Quito.", "Request"),
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
    ("Chile called on Peru to act.", "Request"),
    ("Chile called on Peru for restraint.", "Request"),
    ("Chile and Peru agreed that the border would open.", "Agree"),
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
    "Karl Lund attacked Peru's lawmakers and blamed them for the crisis.",
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


UNDERGONE = [
    "There were ten Chilean soldiers killed in Peru on Monday.",
    "Ten Chilean soldiers killed and beheaded by rebels were found in Peru.",
]


@pytest.mark.parametrize("text", UNDERGONE)
def test_who_was_killed_killed_nobody(reader: Reader, text: str) -> None:
    """A participle that the parser takes for a past tense."""
    for killing in reader(text).facts("Killing"):
        assert not values(killing, "actor") & {"organization/chilean-armed-forces"}
        assert values(killing, "recipient")


def test_one_member_is_not_the_group(reader: Reader) -> None:
    """ "Hamas fighters" are Hamas, one fighter is not."""
    (one,) = reader("Peru arrested a member of Hezbollah.").facts("Arrest")
    assert values(one, "recipient") == {"group/member-of-hezbollah-test"}
    (all_of_them,) = reader("Hezbollah fighters attacked Israel.").facts("Assault")
    assert values(all_of_them, "actor") == {"group/hezbollah"}


def test_whose_capture_it_was_was_captured(reader: Reader) -> None:
    """ "The capture of X" is done to a person; that of a town takes it."""
    (arrest,) = reader("The capture of Karl Lund by Chadian troops was praised.").facts("Arrest")
    assert values(arrest, "recipient") == {"person/karl-lund"}
    assert reader("The capture of Mosul by Iraqi troops was praised.").facts("Occupation")


@pytest.mark.parametrize(
    "text",
    [
        "Legislation has silenced critics, putting opponents in prison.",
        "Chad's Federal Security Council met on Monday.",
    ],
)
def test_no_abstraction_and_no_part_of_a_longer_name_acts(reader: Reader, text: str) -> None:
    """A capital letter at the begin makes no actor; neither is another body the known one."""
    for event in reader(text).facts():
        actors = values(event, "actor")
        assert not any(p.startswith("actor/legislation") for p in actors)
        assert "organization/united-nations-security-council" not in actors


def test_plurals_do_nothing_in_the_singular(reader: Reader) -> None:
    """ "The group fighting rebels has fled": the rebels have not, however it was parsed."""
    read = reader(
        "The Chadian-led coalition fighting Houthi rebels in Mali has declared a ceasefire."
    )
    assert not any("group/houthis" in values(n, "actor") for n in read.facts("Ceasefire"))
    (appeal,) = reader("A group of Chadian lawmakers has called for talks.").facts("Request")
    assert values(appeal, "actor")
