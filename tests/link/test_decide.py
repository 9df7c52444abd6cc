"""One decision at a time: what speaks for a candidate, and what forbids it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.link import Candidate, Decision, Held, Subject, Verdict
from kg.link.decide import decide
from kg.ontology import Ontology

WD = "http://www.wikidata.org/entity/"
STATE = Subject(
    "https://example.org/id/state/GEO",
    "Georgia",
    ("Georgia", "Republic of Georgia"),
    "State",
    codes=frozenset({("iso3", "GEO")}),
)
COUNTRY = Candidate(
    WD + "Q230",
    "Georgia",
    classes=frozenset({"State"}),
    typed=True,
    codes=frozenset({("iso3", "GEO")}),
)
US_STATE = Candidate(
    WD + "Q1428",
    "Georgia",
    classes=frozenset({"Territory"}),
    typed=True,
    countries=frozenset({"USA"}),
)
PERSON = Subject(
    "https://example.org/id/person/ada-example",
    "Ada Example",
    ("Ada Example",),
    "Person",
    countries=frozenset({"KEN", "Kenya"}),
    held=(Held("President of Kenya", "2032-09-13"),),
)
HUMAN = Candidate(
    WD + "Q9990009001",
    "Ada Example",
    classes=frozenset({"Person"}),
    typed=True,
    countries=frozenset({"KEN"}),
)


def decided(subject: Subject, *candidates: Candidate) -> Decision:
    """The decision on a subject."""
    return decide(subject, candidates, Ontology.load().schema, source="wikidata")


def test_a_code_decides() -> None:
    """Whatever else has the name."""
    decision = decided(STATE, US_STATE, COUNTRY)
    assert decision.verdict is Verdict.ACCEPT
    assert decision.match == "exactMatch"
    assert decision.best is not None
    assert decision.best.candidate == COUNTRY
    assert "both have the code GEO (iso3)" in decision.reasons


def test_another_code_forbids() -> None:
    """Niger is not Nigeria, whatever a careless alias says."""
    wrong = replace(COUNTRY, codes=frozenset({("iso3", "SGS")}))
    decision = decided(STATE, wrong)
    assert decision.verdict is Verdict.NONE
    assert decision.reasons[-1] == "“Georgia” (Q230): its code is SGS (iso3)"


def test_a_name_alone_links_nothing_that_has_a_namesake() -> None:
    """Two candidates of one kind and country: neither is taken, both are shown."""
    decision = decided(PERSON, HUMAN, replace(HUMAN, iri=WD + "Q9990009002"))
    assert decision.verdict is Verdict.CANDIDATE
    assert len(decision.scored) == 2
    assert decision.reasons[-1] == "and so may be Q9990009002"


def test_an_office_tells_namesakes_apart() -> None:
    """The one who held it from that year on."""
    leader = replace(HUMAN, held=(Held("President of Kenya", "2032-09-13"),))
    other = replace(HUMAN, iri=WD + "Q9990009002")
    decision = decided(PERSON, other, leader)
    assert decision.verdict is Verdict.ACCEPT
    assert decision.best is not None
    assert decision.best.candidate == leader


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(HUMAN, begin="2030"), "it was born in 2030"),
        (replace(HUMAN, begin="1850"), "it was born in 1850"),
        (replace(HUMAN, end="1990"), "it ended in 1990, before 2032"),
        (replace(HUMAN, classes=frozenset({"City"})), "it is city"),
        (replace(HUMAN, classes=frozenset()), "it is nothing that we have a class for"),
    ],
)
def test_what_cannot_be_is_ruled_out(other: Candidate, reason: str) -> None:
    """However well name and country agree."""
    decision = decided(PERSON, other)
    assert decision.verdict is Verdict.NONE
    assert decision.reasons[-1].endswith(reason)


def test_a_city_of_that_name_elsewhere_is_not_it() -> None:
    """By country, and by where it lies."""
    city = Subject(
        "https://example.org/id/place/perth",
        "Perth",
        ("Perth",),
        "City",
        countries=frozenset({"AUS"}),
        point=(-31.95, 115.86),
    )
    here = Candidate(WD + "Q3183", "Perth", classes=frozenset({"City"}), typed=True)
    scottish = replace(here, countries=frozenset({"GBR"}))
    far = replace(here, point=(56.4, -3.43))
    near = replace(here, point=(-31.95, 115.85), countries=frozenset({"AUS"}))
    assert decided(city, scottish).verdict is Verdict.NONE
    assert decided(city, far).verdict is Verdict.NONE
    assert decided(city, near).verdict is Verdict.ACCEPT
    # nothing but the name, and a type that cities share
    assert decided(city, here).verdict is Verdict.CANDIDATE


def test_an_abbreviation_is_no_name_of_a_rival() -> None:
    """There are many an ICC, and one International Criminal Court."""
    court = Subject(
        "https://example.org/id/organization/icc",
        "International Criminal Court",
        ("International Criminal Court", "ICC"),
        "InternationalOrganization",
    )
    right = Candidate(
        WD + "Q47488",
        "International Criminal Court",
        ("ICC",),
        classes=frozenset({"InternationalOrganization", "Organization"}),
        typed=True,
    )
    cricket = replace(right, iri=WD + "Q9990000001", label="International Cricket Council")
    decision = decided(court, cricket, right)
    assert decision.verdict is Verdict.ACCEPT
    assert decision.best is not None
    assert decision.best.candidate == right
    assert decided(court, cricket).verdict is not Verdict.ACCEPT


def test_nothing_is_said_of_nothing() -> None:
    """No candidate at all."""
    assert decided(PERSON).verdict is Verdict.NONE
    assert decided(PERSON).reasons == ("nothing there has its name",)


def test_the_order_of_candidates_changes_nothing() -> None:
    """Nor do candidates that come twice."""
    three = [HUMAN, replace(HUMAN, iri=WD + "Q9990009002"), replace(US_STATE, label="Ada Example")]
    first = decided(PERSON, *three)
    assert decided(PERSON, *reversed(three), *three) == first
