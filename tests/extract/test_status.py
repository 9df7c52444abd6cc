"""What is not a fact never becomes one: the worst error that this system can make."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Reader

NOT_FACTS = [
    ("Iran did not attack Israel.", "Assault", "Negated"),
    ("Iran never attacked Israel.", "Assault", "Negated"),
    ("Iran will attack Israel.", "Assault", "Planned"),
    ("Iran may attack Israel.", "Assault", "Possible"),
    ("Iran could have attacked Israel.", "Assault", "Possible"),
    ("Iran plans to attack Israel.", "Assault", "Planned"),
    ("Iran allegedly attacked Israel.", "Assault", "Alleged"),
    ("Iran reportedly attacked Israel.", "Assault", "Reported"),
    ("Iran attacked Israel, Turkey said.", "Assault", "Reported"),
    ("Turkey said that Iran attacked Israel.", "Assault", "Reported"),
    ("According to Turkey, Iran attacked Israel.", "Assault", "Reported"),
    ("Turkey accused Iran of attacking Israel.", "Assault", "Alleged"),
    ("Iran denied attacking Israel.", "Assault", "Denied"),
    ("Iran denied that it attacked Israel.", "Assault", "Denied"),
    ("If Iran attacks Israel, Turkey will respond.", "Assault", "Possible"),
    ("Turkey urged Iran to attack Israel.", "Assault", "Requested"),
    ("Iran threatened to attack Israel.", "Assault", "Possible"),
    ("Iran refused to attack Israel.", "Assault", "Negated"),
    ("Iran failed to attack Israel.", "Assault", "Negated"),
    ("Turkey warned that Iran would attack Israel.", "Assault", "Possible"),
    ("Egypt pledged to support Jordan.", "Support", "Committed"),
    ("Egypt agreed to visit Jordan.", "Visit", "Committed"),
    ("Egypt wants to meet Jordan.", "Meeting", None),
    ("Egypt left without condemning Jordan.", "Condemnation", "Negated"),
    ("Did Iran attack Israel?", "Assault", "Possible"),
]


@pytest.mark.parametrize(("text", "cls", "modality"), NOT_FACTS, ids=[n[0] for n in NOT_FACTS])
def test_it_is_no_fact(reader: Reader, text: str, cls: str, modality: str | None) -> None:
    """Denials, plans, wishes, conditions, questions and other people's words are claims."""
    read = reader(text)
    assert not read.facts(cls)
    assert read.claimed(cls, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Iran attacked Israel after Turkey refused to help.",
        "Iran managed to attack Israel.",
        "Iran began to attack Israel.",
        "Iran, which denied a plan, attacked Israel.",
        "Although it had promised peace, Iran attacked Israel.",
    ],
)
def test_it_is_a_fact(reader: Reader, text: str) -> None:
    """Cues beside a clause, and verbs that say it came about, leave it a fact."""
    assert reader(text).facts("Assault")


def test_the_speaker_of_a_claim_is_who_said_it(reader: Reader) -> None:
    """Attribution names the speaker, not somebody else in the sentence."""
    read = reader("Turkey said that Iran attacked Israel.")
    assert read.speakers(read.claimed("Assault")[0]) == {"state/TUR"}


def test_a_claim_inside_a_claim_keeps_both_speakers(reader: Reader) -> None:
    """Who said that who promised: neither is lost."""
    read = reader("Turkey said that Iran pledged to attack Israel.")
    node = read.claimed("Assault")[0]
    assert read.speakers(node) == {"state/IRN"}
    inner = next(c for c in read.statements.claims if c.key == node.holder)
    assert inner.holder is not None
    assert read.claimed("Pledge")


def test_a_pledge_is_a_fact_and_its_content_is_not(reader: Reader) -> None:
    """DESIGN, section 5: a pledge is a fact whose content is a claim."""
    read = reader("Egypt pledged to support Jordan.")
    assert read.facts("Agree")
    assert read.claimed("Support", "Committed")


def test_an_agreement_that_is_yet_to_be_signed_is_not_signed(reader: Reader) -> None:
    """The status of a thing is as much a fact as the verb that gives it."""
    read = reader("Japan and Chile are expected to sign a free trade agreement.")
    assert not read.facts("Agreement")
    assert read.claimed("Agreement", "Planned")


def test_a_signing_makes_one_agreement(reader: Reader) -> None:
    """The event and the status of what was signed speak of one node."""
    assert len(reader("Japan and Chile signed a trade agreement in Tokyo.").facts("Agreement")) == 1


def test_helping_somebody_during_a_war_is_no_dispute_with_him(reader: Reader) -> None:
    """What only tells when something happened has no parties from it."""
    assert not reader("Turkey supported Azerbaijan during the war.").facts("Dispute")
