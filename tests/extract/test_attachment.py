"""What the parser hung wrongly is mended where meaning decides."""

from __future__ import annotations

from tests.extract.conftest import Reader, values


def test_the_last_of_a_list_takes_part_too(reader: Reader) -> None:
    """ "X, Y, and Z met": three parties, however the list was hung."""
    meetings = reader("The US, Russia, and Switzerland met yesterday.").facts("Meeting")
    assert {p for m in meetings for p in values(m, "actor")} == {
        "state/USA",
        "state/RUS",
        "state/CHE",
    }


def test_who_is_asked_is_who_should_act(reader: Reader) -> None:
    """ "Asked X to help Y": X is asked, and X would help."""
    text = reader("Norway is asking Denmark to help Iceland.")
    assert [values(n, "recipient") for n in text.facts("Request")] == [{"state/DNK"}]
    aid = text.claimed("Aid", "Requested")
    assert [values(n, "actor") for n in aid] == [{"state/DNK"}]


def test_a_number_of_people_are_those_people(reader: Reader) -> None:
    """ "Hundreds of X" did what X did."""
    found = reader("Hundreds of Syrian rebels attacked Turkish forces.").facts("Assault")
    assert [values(n, "actor") for n in found] == [{"group/rebels-of-syria-test"}]


def test_the_strike_says_who_killed(reader: Reader) -> None:
    """ "Killed in an Israeli strike": by Israel."""
    found = reader("Two Lebanese soldiers were killed in an Israeli strike.").facts("Killing")
    assert [values(n, "actor") for n in found] == [{"state/ISR"}]


def test_a_state_speaks_of_itself_as_they(reader: Reader) -> None:
    """ "The US claimed that they had …"."""
    found = reader("The US claimed that they had attacked Iraq.").claimed("Assault", "Alleged")
    assert [values(n, "actor") for n in found] == [{"state/USA"}]


def test_a_series_of_strikes_is_strikes(reader: Reader) -> None:
    """What is counted is what was carried out."""
    found = reader("Turkey launched dozens of air strikes in Syria.").facts("Airstrike")
    assert [values(n, "actor") for n in found] == [{"state/TUR"}]


def test_what_somebody_said_is_said_however_the_sentence_was_hung(reader: Reader) -> None:
    """ "X and Y have done …, the ministry said": a claim, not a fact."""
    text = (
        "Egypt and Turkey have restored full diplomatic relations and appointed ambassadors for "
        "the first time in a decade, the two countries' foreign ministries said on Tuesday."
    )
    assert not reader(text).facts("Cooperate")
    assert reader(text).claimed("DiplomaticRelationsEstablished", "Reported")


def test_who_shells_is_told_by_the_phrase_beside_it(reader: Reader) -> None:
    """Neither the ministry that said so nor nobody: "shelling by X killed 54"."""
    text = (
        "Sudan's army recaptured a bridge on Sunday, hours after shelling by the Rapid Support "
        "Forces killed at least 54 people in Omdurman, the health ministry said."
    )
    assert not reader(text).facts("Assault")
    attacks = reader(text).claimed("Assault", "Reported")
    assert {p for n in attacks for p in values(n, "actor")} <= {"group/rapid-support-forces"}


def test_who_denies_and_blames_is_one(reader: Reader) -> None:
    """The blame is no part of what is denied."""
    text = "France denied that it had spied on Italy and blamed Malta for the attack."
    accusations = reader(text).facts("Accuse")
    assert [values(n, "actor") for n in accusations] == [{"state/FRA"}]
