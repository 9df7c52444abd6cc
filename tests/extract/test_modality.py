"""One sentence each: told as fact, or a claim of which modality and by whom."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Reader

CLAIMED = [
    # conditions and questions
    ("Should Iran attack Israel, Turkey will respond.", "Assault", "Possible", ""),
    ("Were Iran to attack Israel, Turkey would respond.", "Assault", "Possible", None),
    ("Unless Iran attacks Israel, Turkey will stay calm.", "Assault", "Possible", ""),
    ("In case of an Iranian attack on Israel, Turkey will act.", "Assault", None, None),
    ("Had it not been for Turkey, Iran would have attacked Israel.", "Assault", "Possible", ""),
    ("But for Turkey, Iran would have attacked Israel.", "Assault", "Possible", ""),
    ("Parliament will vote on whether Iran attacked Israel.", "Assault", "Possible", None),
    ("It is unclear whether Turkey attacked Iran.", "Assault", "Possible", ""),
    ("Turkey asked whether Iran attacked Israel.", "Assault", "Possible", "state/TUR"),
    ("Why would Iran attack Israel?", "Assault", "Possible", ""),
    ("What if Iran attacked Israel? Turkey wondered.", "Assault", "Possible", None),
    ("As if Iran had attacked Israel, Turkey mourned.", "Assault", "Possible", ""),
    ("Suppose Iran attacked Israel.", "Assault", None, ""),
    ("In the novel, Iran attacks Israel.", "Assault", "Possible", ""),
    ("In a war game, Iran attacked Israel.", "Assault", "Possible", ""),
    ("In a mock attack on Israel, Iran used drones.", "Assault", "Possible", ""),
    # what did not come about
    ("Iran called off an attack on Israel.", "Assault", "Negated", "state/IRN"),
    ("Israel prevented Iran from attacking Iraq.", "Assault", "Negated", "state/ISR"),
    ("Iran stopped short of attacking Israel.", "Assault", None, None),
    ("Iran came close to attacking Israel.", "Assault", "Negated", None),
    ("Iran nearly attacked Israel.", "Assault", "Negated", ""),
    ("Iran has yet to attack Israel.", "Assault", None, ""),
    ("There is no evidence that Iran attacked Israel.", "Assault", "Negated", ""),
    ("It is not true that Iran attacked Israel.", "Assault", "Negated", ""),
    ("Neither Iran nor Turkey attacked Israel.", "Assault", "Negated", ""),
    ("Iran waited instead of attacking Israel.", "Assault", None, None),
    ("Rather than attack Israel, Iran waited.", "Assault", None, None),
    ("Iran decided against attacking Israel.", "Assault", None, None),
    ("It was not Iran that attacked Israel.", "Assault", "Negated", ""),
    ("The UN has failed to condemn Iran.", "Condemnation", "Negated", None),
    ("The UN stopped short of condemning Iran.", "Condemnation", None, None),
    ("In the absence of an Iranian attack, Israel stayed calm.", "Assault", "Negated", ""),
    ("Talks between Turkey and Iran were postponed.", "Discussion", "Negated", ""),
    ("Turkey cancelled talks with Iran.", "Discussion", "Negated", "state/TUR"),
    ("Iran voted against a withdrawal from Syria.", "Withdrawal", "Denied", "state/IRN"),
    # what is to come
    ("Iran is preparing an attack on Israel.", "Assault", "Planned", "state/IRN"),
    ("Iran is about to attack Israel.", "Assault", None, ""),
    ("Turkey and Iran are to hold talks on Monday.", "Discussion", "Planned", ""),
    ("Talks between Turkey and Iran are scheduled for Monday.", "Discussion", "Planned", ""),
    ("Turkey offered to host talks between Iran and Israel.", "Meeting", None, None),
    ("The expected talks between Iran and Israel alarmed Turkey.", "Discussion", "Planned", ""),
    ("A visit by the Turkish president to Iran is unlikely.", "Visit", "Possible", ""),
    ("A visit by the Turkish president to Iran is planned.", "Visit", "Planned", ""),
    ("Iran was on the brink of an attack on Israel.", "Assault", "Possible", None),
    ("In anticipation of an Iranian attack on Israel, troops moved.", "Assault", None, None),
    ("A possible Iranian strike on Israel alarmed Turkey.", "Strike", "Possible", ""),
    ("Iran used the base to attack Israel.", "Assault", "Planned", ""),
    # hopes, fears, requests, permission
    ("Hopes of a ceasefire between Iran and Israel rose.", "Ceasefire", "Possible", ""),
    ("A ceasefire between Iran and Israel remains elusive.", "Ceasefire", "Possible", ""),
    ("Diplomats are working on a ceasefire between Iran and Israel.", "Ceasefire", "Planned", None),
    ("Efforts to broker a ceasefire between Iran and Israel failed.", "Ceasefire", None, None),
    ("Iran rejected a ceasefire with Israel.", "Ceasefire", "Denied", "state/IRN"),
    ("Fears of an Iranian attack on Israel rose.", "Assault", "Possible", ""),
    ("Iran's threat to attack Israel alarmed Turkey.", "Assault", "Possible", "state/IRN"),
    ("Turkey warned Iran against attacking Israel.", "Assault", "Possible", "state/TUR"),
    ("Turkey wants Iran to withdraw its troops from Syria.", "Withdrawal", None, "state/TUR"),
    ("Turkey allowed Iran to attack Israel.", "Assault", "Possible", "state/TUR"),
    ("Turkey should attack Iran.", "Assault", "Requested", ""),
    ("The UN is expected to condemn Iran.", "Condemnation", "Planned", None),
    ("Under the proposal, Iran would withdraw its troops from Syria.", "Withdrawal", None, ""),
    # somebody's word
    ("Iran is said to have attacked Israel.", "Assault", "Reported", ""),
    (
        "Turkish troops, backed by a strike on Israel, took a village, a monitoring group said.",
        "Strike",
        "Reported",
        None,
    ),
    ("Iran attacked Israel, killing two, said two officials in Baghdad.", "Assault", None, None),
    ("Iran is suspected of attacking Israel.", "Assault", None, ""),
    ("Iran appears to have attacked Israel.", "Assault", "Possible", ""),
    ("The so-called attack by Iran on Israel was staged.", "Assault", "Alleged", ""),
    ("The “attack” by Iran on Israel was staged.", "Assault", "Possible", ""),
    ("Turkey doubts that Iran attacked Israel.", "Assault", "Possible", "state/TUR"),
    ("Nobody believes Iran attacked Israel.", "Assault", "Reported", ""),
    ("Claims of a Turkish attack on Syria spread.", "Assault", "Reported", ""),
    ("Turkey dismissed claims that it attacked Syria.", "Assault", "Denied", "state/TUR"),
    ("Turkey denied reports of a Turkish attack on Syria.", "Assault", "Denied", "state/TUR"),
    ("Turkey blamed Iran for the attack on Israel.", "Assault", "Alleged", "state/TUR"),
    ("Iran claimed responsibility for the attack on Israel.", "Assault", "Reported", "state/IRN"),
]
ASSERTED = [
    ("Iran managed to attack Israel.", "Assault"),
    ("Iran went on to attack Israel.", "Assault"),
    ("It was Iran that attacked Israel.", "Assault"),
    ("Iran was forced to withdraw its troops from Syria.", "Withdrawal"),
    ("Turkey ruled out talks with Iran.", "Reject"),
    ("Iran agreed to a ceasefire with Israel.", "Commitment"),
    ("Turkey pushed for a ceasefire between Iran and Israel.", "Appeal"),
    ("Iran, which is to hold talks on Monday, attacked Israel.", "Assault"),
    ("Iran attacked Israel, and Turkey said nothing.", "Assault"),
    ("Iran attacked Israel, which said nothing.", "Assault"),
    ("Iran, which attacked Israel, said it would stop.", "Assault"),
    ("Iran almost daily attacked Israel.", "Assault"),
]


@pytest.mark.parametrize(
    ("text", "cls", "modality", "speaker"), CLAIMED, ids=[c[0] for c in CLAIMED]
)
def test_it_is_claimed(
    reader: Reader, text: str, cls: str, modality: str | None, speaker: str | None
) -> None:
    """Never a fact; the modality and the speaker ("" for nobody) where they are not open."""
    read = reader(text)
    assert not read.facts(cls)
    claimed = read.claimed(cls, modality)
    assert claimed
    if speaker is not None:
        assert {speaker} - {""} in [read.speakers(node) for node in claimed]


@pytest.mark.parametrize(("text", "cls"), ASSERTED, ids=[a[0] for a in ASSERTED])
def test_it_is_asserted(reader: Reader, text: str, cls: str) -> None:
    """What the article states in its own voice as having happened stays a fact."""
    assert reader(text).facts(cls)


def test_what_a_novel_tells_is_not_asserted(reader: Reader) -> None:
    """Whoever tells a story does not say that it happened."""
    assert not reader("The novel tells how Iran attacked Israel.").facts("Assault")


@pytest.mark.xfail(reason="“doubts” is a noun to the parser")
def test_what_is_doubted_is_not_asserted(reader: Reader) -> None:
    """Without "that" before the clause."""
    assert not reader("Turkey doubts Iran attacked Israel.").facts("Assault")
