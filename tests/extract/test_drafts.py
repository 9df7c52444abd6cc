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
