"""Statements while they are put together: what is taken back leaves nothing behind."""

from __future__ import annotations

from kg.extract.drafts import Drafts
from kg.extract.layers import Layer
from kg.model import ClaimRef, EntityRef, Span
from kg.terms import Modality

SAID = Layer(Modality.REPORTED, ("person/a",), 2)
TOLD = Layer(Modality.REPORTED, ("person/b",), 5)


def test_a_claim_with_content_is_spoken_of() -> None:
    """A node may point at a claim, and the claims around it are told too."""
    drafts = Drafts()
    cue = drafts.make("Accusation", 2, ())
    content = drafts.make("Strike", 7, (SAID, TOLD))
    content.spans[Span(30, 40)] = None
    key = drafts.claim_key(content.layers)
    assert key is not None
    cue.add("about", ClaimRef(key))
    cue.add("actor", EntityRef("person/a"))
    assert ("about", ClaimRef(key)) in drafts.nodes()[0].links
    assert [claim.key for claim in drafts.claims()] == ["c/2-Reported", key]


def test_a_dropped_claim_leaves_no_link() -> None:
    """Neither to the claim itself nor to one that stands around it."""
    drafts = Drafts()
    cue = drafts.make("Accusation", 2, ())
    content = drafts.make("Strike", 7, (SAID, TOLD))
    content.spans[Span(30, 40)] = None
    for layers in ((SAID,), (SAID, TOLD)):
        key = drafts.claim_key(layers)
        assert key is not None
        cue.add("about", ClaimRef(key))
    cue.add("actor", EntityRef("person/a"))
    drafts.drop(content)
    (node,) = drafts.nodes()
    assert node.links == (("actor", EntityRef("person/a")),)
    assert drafts.claims() == []


def test_the_latest_nodes_of_some_classes_come_first() -> None:
    """In the order in which they were made, whatever class they were given afterwards."""
    drafts = Drafts()
    strike, talks, raid = (
        drafts.make(c, n, ()) for n, c in enumerate(("Strike", "Meeting", "Raid"))
    )
    assert list(drafts.latest({"Strike", "Raid"})) == [raid, strike]
    drafts.recast(talks, "Strike")
    assert list(drafts.latest({"Strike"})) == [talks, strike]
    drafts.drop(strike, raid)
    assert list(drafts.latest({"Strike", "Raid"})) == [talks]
    assert list(drafts) == [talks]
