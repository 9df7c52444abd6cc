"""Whom plurals and possessives mean."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Reader, values

JOKO_RUTO = {"person/joko-widodo", "person/william-ruto"}
VISIT = (
    "President Joko Widodo of Indonesia paid a state visit to Kenya at the invitation of "
    "President William Ruto. "
)


@pytest.mark.parametrize("who", ["The two Presidents", "Both leaders", "They"])
def test_two_people_are_those_whom_the_text_has_just_named(reader: Reader, who: str) -> None:
    """Guest and host, not one of them and not their states."""
    meant = VISIT + "The two Presidents met in Nairobi. "
    condemnations = reader(f"{meant}{who} condemned the attack on a convoy.").facts("Condemnation")
    assert [values(c, "actor") for c in condemnations] == [JOKO_RUTO]


def test_two_sides_are_the_states_that_the_text_speaks_of_most(reader: Reader) -> None:
    """Guest and host state, named by adjectives and by their people too."""
    text = VISIT + "President Ruto thanked Indonesia. The two sides signed a trade agreement."
    signings = reader(text).facts("AgreementSigning")
    assert [values(s, "actor") for s in signings] == [{"state/IDN", "state/KEN"}]


def test_sides_that_are_not_clear_stay_unresolved(reader: Reader) -> None:
    """Three states are spoken of alike: none of them is picked."""
    text = "China, Japan and Vietnam met in Hanoi. The two sides signed a trade agreement."
    assert not [n for n in reader(text).facts("AgreementSigning") if values(n, "actor")]


@pytest.mark.parametrize(
    "joint",
    [
        "Japan and Australia condemned Chad's actions.",
        "Peru and Chile expelled Togo's envoy.",
    ],
)
def test_two_who_act_at_a_third_are_not_the_sides(reader: Reader, joint: str) -> None:
    """They are of one side; whose the others are the text does not say."""
    appeals = reader(f"{joint} Kenya urged both sides to show restraint.").facts("Appeal")
    assert [values(a, "recipient") for a in appeals] == [set()]


def test_thanks_are_for_what_the_other_did(reader: Reader) -> None:
    """ "Kenya thanked Indonesia for its donation": Indonesia gave."""
    aid = reader("Kenya thanked Indonesia for its donation of vaccines.").facts("Aid")
    assert [values(n, "actor") for n in aid] == [{"state/IDN"}]


def test_a_concern_over_a_war_is_not_voiced_where_the_war_is(reader: Reader) -> None:
    """What is only spoken about gives no place to the speech."""
    said = reader("Kenya expressed concern over the situation in Sudan.").facts("Statement")
    assert said
    assert not any(values(n, "place") for n in said)


OWN = [
    ("Norway imposed sanctions on a Cuban bank.", "organization/bank-of-cuba-test"),
    ("Norway imposed sanctions on the Cuban bank.", "organization/bank-of-cuba-test"),
    ("Norway sanctioned several Cuban firms.", "organization/firms-of-cuba-test"),
    ("Norway arrested a 30-year-old Cuban man.", "group/man-of-cuba-test"),
    ("Norway sanctioned three Cuban officials.", "organization/officials-of-cuba-test"),
]
SHARED = [
    ("Norway sanctioned Cuban officials.", "organization/officials-of-cuba"),
    ("Norway imposed sanctions on Cuban individuals.", "group/individuals-of-cuba"),
    ("Norway attacked the Cuban embassy.", "organization/embassy-of-cuba"),
]


@pytest.mark.parametrize(("text", "path"), [*OWN, *SHARED])
def test_one_of_many_is_another_one_in_every_article(reader: Reader, text: str, path: str) -> None:
    """ "A Cuban bank" is no Bank of Cuba: only what is the same everywhere has a path for all."""
    (event,) = reader(text).facts("Event")
    assert values(event, "recipient") == {path}
