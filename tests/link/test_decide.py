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

TREATY = Subject(
    "https://example.org/id/agreement/1",
    "Treaty of Example",
    ("Treaty of Example",),
    "Treaty",
    begin="2001-05-04",
    parties=(frozenset({"Kenya"}), frozenset({"Chad", "Republic of Chad"})),
)
SIGNED = Candidate(
    WD + "Q9990009003",
    "Treaty of Example",
    classes=frozenset({"Agreement"}),
    typed=True,
    begin="2001-05-04",
    neighbours=frozenset({"Kenya", "Chad"}),
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


def test_a_footballer_of_that_name_and_state_is_not_linked() -> None:
    """Nobody who makes news of states may be known for another occupation only."""
    person = replace(PERSON, held=())
    unknown, politician = replace(HUMAN), replace(HUMAN, public=True)
    footballer = replace(HUMAN, iri=WD + "Q9990009002", public=False)
    assert decided(person, unknown).verdict is Verdict.ACCEPT
    assert decided(person, politician).verdict is Verdict.ACCEPT
    assert decided(person, footballer).verdict is Verdict.CANDIDATE
    # with both there, somebody of whom nothing more is told may be either
    assert decided(person, footballer, politician).verdict is Verdict.CANDIDATE


def test_parties_and_the_day_tell_agreements_of_one_name_apart() -> None:
    """There are seven Treaties of Paris."""
    earlier = replace(SIGNED, iri=WD + "Q9990009004", begin="1951-04-18")
    decision = decided(TREATY, earlier, SIGNED)
    assert decision.verdict is Verdict.ACCEPT
    assert decision.best is not None
    assert decision.best.candidate == SIGNED
    assert "it begins in 1951" in [e.text for e in decision.scored[1].evidence]


@pytest.mark.parametrize(
    "other",
    [
        replace(SIGNED, neighbours=frozenset({"Mali", "Niger"}), begin=""),
        replace(SIGNED, begin="1912-10-18"),
        replace(SIGNED, begin="-1258-01-01"),
    ],
)
def test_an_agreement_of_others_or_of_another_year_is_not_linked(other: Candidate) -> None:
    """However long its name is."""
    assert decided(TREATY, other).verdict is Verdict.CANDIDATE


def test_each_with_a_party_of_its_own_are_two_agreements() -> None:
    """Iran and Iraq agreed in Algiers, and so did Iran and the United States."""
    mixed = replace(SIGNED, neighbours=frozenset({"Kenya", "Mali"}), begin="")
    kinds = [e.kind for e in decided(TREATY, mixed).scored[0].evidence]
    assert kinds == ["type"]


def test_the_second_accord_is_not_the_first() -> None:
    """Names that differ in a number differ."""
    second = replace(SIGNED, label="Example II Accord")
    first = replace(TREATY, label="Example I Accord", names=("Example I Accord",))
    assert decided(first, second).verdict is Verdict.CANDIDATE
    assert decided(first, replace(second, label="Example I Accord")).verdict is Verdict.ACCEPT


def test_a_short_name_counts_in_its_own_state_only() -> None:
    """Italy's Democratic Party is a Democratic Party, and the one of Serbia is not it."""
    party = Subject(
        "https://example.org/id/group/1",
        "Italian Democratic Party",
        ("Italian Democratic Party",),
        "Organization",
        local=("Democratic Party",),
        countries=frozenset({"ITA", "Italy"}),
    )
    here = Candidate(
        WD + "Q9990009005",
        "Democratic Party",
        classes=frozenset({"Organization"}),
        typed=True,
        countries=frozenset({"ITA"}),
    )
    elsewhere = replace(here, iri=WD + "Q9990009006", countries=frozenset({"SRB"}))
    nowhere = replace(here, iri=WD + "Q9990009007", countries=frozenset())
    decision = decided(party, elsewhere, here, nowhere)
    assert decision.verdict is Verdict.ACCEPT
    assert decision.best is not None
    assert decision.best.candidate == here
    assert decided(party, elsewhere).verdict is not Verdict.ACCEPT
    assert decided(party, nowhere).verdict is not Verdict.ACCEPT
