"""What is announced: an intention, a threat or a refusal is a fact, what it is about is a claim."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Reader, values

ANNOUNCED = [
    ("Norway said it will send aid to Malawi.", "Intention", "Aid"),
    ("Norway is ready to withdraw its troops from Malawi.", "Intention", "Withdrawal"),
    ("Norway said it will attack Malawi.", "Threaten", "Assault"),
    ("Norway said it will not withdraw its troops from Malawi.", "Refusal", "Withdrawal"),
]


@pytest.mark.parametrize(("text", "cls", "act"), ANNOUNCED, ids=[a[0] for a in ANNOUNCED])
def test_an_announcement_is_a_fact_and_what_is_announced_a_claim(
    reader: Reader, text: str, cls: str, act: str
) -> None:
    """The announcement is directed at whom the act would be directed at."""
    read = reader(text)
    assert not read.facts(act)
    assert read.claimed(act)
    (found,) = read.facts(cls)
    assert values(found, "actor") == {"state/NOR"}
    assert values(found, "recipient") == {"state/MWI"}
    assert values(found, "about") == {read.claimed(act)[0].holder}


def test_what_somebody_else_will_do_is_no_intention_of_the_speaker(reader: Reader) -> None:
    """A forecast about others announces nothing."""
    read = reader("Norway said that Malawi will attack Kenya.")
    assert not read.facts("Threaten")
    assert read.claimed("Assault")


def test_a_plan_that_nobody_speaks_of_is_no_announcement(reader: Reader) -> None:
    """It stays a claim that something is planned."""
    read = reader("Norway plans to withdraw its troops from Malawi.")
    assert not read.facts("Agree")
    assert read.claimed("Withdrawal", "Planned")


def test_readiness_for_nothing_in_particular_is_no_event(reader: Reader) -> None:
    """Without an act that the lexicon knows there is nothing to announce."""
    assert not reader("Norway is ready to eat breakfast.").facts("Agree")


def test_a_demand_is_directed_at_whoever_shall_act(reader: Reader) -> None:
    """ "Demanded that X …": X is asked."""
    (found,) = reader("France demanded that Serbia release the prisoners.").facts("Demand")
    assert values(found, "recipient") == {"state/SRB"}
