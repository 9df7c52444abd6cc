"""Who did what to whom: the clause is read for what it means, not for where its words stand."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Reader, values

FACTS = [
    ("France condemned Belarus.", "Condemnation", {"state/FRA"}, {"state/BLR"}),
    ("Belarus was condemned by France.", "Condemnation", {"state/FRA"}, {"state/BLR"}),
    (
        "France, which condemned Belarus, is in Europe.",
        "Condemnation",
        {"state/FRA"},
        {"state/BLR"},
    ),
    (
        "Sweden and Finland criticised Russia.",
        "Criticism",
        {"state/SWE", "state/FIN"},
        {"state/RUS"},
    ),
    (
        "Egypt and Jordan signed an agreement.",
        "AgreementSigning",
        {"state/EGY", "state/JOR"},
        set(),
    ),
    ("Chinese troops attacked Vietnamese forces.", "Assault", None, None),
    ("Kenya praised Ethiopia's reforms.", "Praise", {"state/KEN"}, {"state/ETH"}),
    ("Norway held talks with Chile.", "Consult", {"state/NOR", "state/CHL"}, set()),
    ("Talks between Norway and Chile took place.", "Consult", {"state/NOR", "state/CHL"}, set()),
]


@pytest.mark.parametrize(("text", "cls", "actors", "recipients"), FACTS, ids=[f[0] for f in FACTS])
def test_a_clause_gives_its_event_actors_and_recipients(
    reader: Reader, text: str, cls: str, actors: set[str] | None, recipients: set[str] | None
) -> None:
    """Active, passive, relative clauses, possessors, nouns and light verbs agree."""
    found = reader(text).facts(cls)
    assert found, "no such event"
    if actors is not None:
        assert values(found[0], "actor") == actors
    if recipients is not None:
        assert values(found[0], "recipient") == recipients


def test_a_visit_has_a_visitor_and_a_host(reader: Reader) -> None:
    """PLOVER: a visitor is the actor and the host the recipient."""
    visit = reader("Brazil's president visited Japan on 3 May 2021.", "2021-05-04").facts("Visit")[
        0
    ]
    assert values(visit, "recipient") == {"state/JPN"}
    assert values(visit, "begin") == {"2021-05-03"}
    assert "person/jair-bolsonaro" in values(visit, "actor")
    assert values(visit, "inferredFrom"), "the person is inferred, and the graph says from what"


def test_an_office_without_a_date_stays_an_office(reader: Reader) -> None:
    """No name is invented where the article's day is not known."""
    visit = reader("Brazil's president visited Japan.").facts("Visit")[0]
    assert values(visit, "actor") == {"office/president-of-brazil"}


def test_each_other_gives_two_events(reader: Reader) -> None:
    """ "Each other" states an act in both directions."""
    found = reader("Armenia and Azerbaijan accused each other. They shelled each other.")
    pairs = {
        (tuple(values(n, "actor")), tuple(values(n, "recipient"))) for n in found.facts("Assault")
    }
    both = {(("state/ARM",), ("state/AZE",)), (("state/AZE",), ("state/ARM",))}
    assert pairs <= both


def test_the_two_countries_are_those_that_the_text_joined(reader: Reader) -> None:
    """A group noun takes the last pair."""
    text = "Relations between Peru and Chile are tense. The two countries held talks."
    assert values(reader(text).facts("Consult")[0], "actor") == {"state/PER", "state/CHL"}


def test_a_word_without_known_actors_gives_no_event(reader: Reader) -> None:
    """Nothing is invented from a word alone."""
    assert not reader("The talks were long and the visit was short.").facts()


def test_relations_have_a_condition(reader: Reader) -> None:
    """What an adjective says of relations becomes their condition."""
    relation = reader("Relations between Peru and Chile are strained.").facts("BilateralRelation")[
        0
    ]
    assert values(relation, "between") == {"state/PER", "state/CHL"}
    assert values(relation, "condition") == {"Strained"}


def test_an_expression_without_its_participants_leaves_the_word_to_shorter_ones(
    reader: Reader,
) -> None:
    """ "Expel inspectors" asks who expels them; a passive still tells that they were expelled."""
    (found,) = reader("Two inspectors were expelled from Chile.").facts("SanctionEvent")
    assert values(found, "actor") == {"state/CHL"}


def test_joined_kinds_of_cooperation_are_not_the_last_one(reader: Reader) -> None:
    """ "Economic and security cooperation" is not security cooperation twice."""
    read = reader("Peru and Chile began economic and security cooperation.")
    assert read.facts("Cooperate")
    assert not read.facts("SecurityCooperation")


def test_a_politician_who_attacks_somebody_criticises(reader: Reader) -> None:
    """Forces attack with weapons, politicians with words."""
    text = "French President Emmanuel Macron attacked Prime Minister Viktor Orban over the budget."
    read = reader(text, "2023-05-01")
    assert read.facts("Criticism")
    assert not read.facts("Assault")
    assert reader("French troops attacked Malian rebels.").facts("Assault")


def test_what_happened_somewhere_is_told_though_nobody_has_a_name(reader: Reader) -> None:
    """The place is enough for a deed, not for words."""
    (found,) = reader("Thousands of people demonstrated in Lima.").facts("Demonstration")
    assert values(found, "place")


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("Norway provided $20 million to Malawi.", "EconomicAid"),
        ("Norway sent vaccines to Malawi.", "HumanitarianAid"),
        ("Norway handed over four tanks to Malawi.", "MilitaryAid"),
    ],
)
def test_aid_is_told_from_what_is_given(reader: Reader, text: str, cls: str) -> None:
    """Money, relief goods and arms make economic, humanitarian and military aid."""
    (found,) = reader(text).facts(cls)
    assert values(found, "actor") == {"state/NOR"}
    assert values(found, "recipient") == {"state/MWI"}


def test_who_harms_himself_attacks_nobody(reader: Reader) -> None:
    """A suicide is no killing of one actor by another."""
    assert not reader("A former Russian general shot himself in Moscow.").facts("Assault")


def test_what_is_only_rehearsed_is_no_fact(reader: Reader) -> None:
    """A simulated attack did not happen."""
    read = reader("Russia simulated an attack on Denmark.")
    assert not read.facts("Assault")
    assert read.claimed("Assault", "Possible")


def test_only_states_have_soil_of_each_others(reader: Reader) -> None:
    """A movement is no place: whoever strikes "in each other's territories" strikes in states."""
    read = reader(
        "Israel and Hamas agreed to a ceasefire. The strained relations between the two sides "
        "stemmed from strikes carried out in each other's territories in January."
    )
    told = [*read.facts(), *read.claimed()]
    assert {p.split("/")[0] for n in told for p in values(n, "place")} <= {"state", "place"}
    both = reader("Iran and Pakistan met. Strikes were carried out in each other's territories.")
    strikes = [*both.facts("Strike"), *both.claimed("Strike")]
    assert {frozenset(values(s, "place")) for s in strikes} == {
        frozenset({"state/IRN"}), frozenset({"state/PAK"})
    }  # fmt: skip
