"""Which agreement a phrase means: the one of before, or another."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Reader, values

SIGNED = "Chad and Mali signed the Nassau Protocol in May 2014. "


def test_two_agreements_of_two_names_are_two(reader: Reader) -> None:
    """Each has its own name, parties and day of signing."""
    found = reader(SIGNED + "Peru and Chile signed the Oran Agreement on 6 March 2015.")
    first, second = found.facts("Agreement")
    assert (first.label, values(first, "party")) == ("Nassau Protocol", {"state/TCD", "state/MLI"})
    assert (second.label, values(second, "party")) == ("Oran Agreement", {"state/PER", "state/CHL"})


@pytest.mark.parametrize(
    "text",
    [
        "Kenya withdrew from the Oran Agreement.",
        "Kenya criticized the Treaty of Oran.",
        "Kenya and Uganda discussed the Long Arm treaty.",
    ],
)
def test_an_agreement_by_another_name_is_not_the_one_of_before(reader: Reader, text: str) -> None:
    """However definite the phrase is."""
    (before,) = reader(SIGNED + text).facts("Agreement")
    assert before.label == "Nassau Protocol"
    assert len(before.evidence) == 1


@pytest.mark.parametrize("phrase", ["agreement", "Protocol", "Nassau Protocol", "Nassau protocol"])
def test_the_agreement_is_the_one_of_before(reader: Reader, phrase: str) -> None:
    """Under its name, under a part of it, or under what it is."""
    (before,) = reader(SIGNED + f"Mali violated the {phrase} in June.").facts("Agreement")
    assert before.label.casefold() == "nassau protocol"
    assert len(before.evidence) == 2


def test_a_treaty_is_called_after_where_it_was_signed(reader: Reader) -> None:
    """Without the place nobody would know which."""
    (treaty,) = reader("Peru and Chile signed the Treaty of Oran in 1929.").facts("Treaty")
    assert treaty.label == "Treaty of Oran"
