"""The graph of the seed article holds what the article states, as fact or claim, and no more."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from tests.seed.asking import absent, held, links, nodes
from tests.seed.conftest import Seed
from tests.seed.rows import ROWS, Row
from tests.seed.standins import HEAD

UNREACHED: dict[str, str] = {}
"""Rows that the graph does not hold yet, and why."""

TOLD = [row for row in ROWS if row.told]
CLAIMED = [row for row in TOLD if row.claim is not None]
FACTS = [row for row in ROWS if row.claim is None]

ENTAILED = {"evidence", "inferredFrom", "onBehalfOf"}
"""Properties of facts that hold no statement of their own: they have tests of their own below."""

SIDES = {"actor", "recipient", "participant"}


def _marked() -> list[object]:
    return [
        pytest.param(
            row,
            id=row.id,
            marks=pytest.mark.xfail(reason=UNREACHED[row.id], strict=True)
            if row.id in UNREACHED
            else (),
        )
        for row in TOLD
    ]


@pytest.mark.parametrize("row", _marked())
def test_the_graph_holds_every_statement_of_the_seed(row: Row, seed: Seed) -> None:
    """As fact or as claim with modality and speaker, and with the words of the right clause."""
    assert seed.ask(held(row, dated=seed.dated)), f"{row.id}: {row.says}"


@pytest.mark.parametrize("row", CLAIMED, ids=lambda row: row.id)
def test_what_is_only_claimed_is_not_told_as_fact(row: Row, seed: Seed) -> None:
    """The content of a claim does not show in the default graph."""
    assert not seed.ask(absent(row, dated=seed.dated)), f"{row.id}: {row.says}"


def test_every_excuse_is_for_a_row() -> None:
    """A reason for a row that is not there excuses nothing; no two rows have one name."""
    assert UNREACHED.keys() <= {row.id for row in TOLD}
    assert len({row.id for row in ROWS}) == len(ROWS)


def test_no_fact_is_told_that_the_seed_does_not_state(seed: Seed) -> None:
    """Every event, relation, agreement and issue of the default graph fits a statement."""
    told = _told(seed)
    facts = seed.rows(
        HEAD + "SELECT DISTINCT ?it ?label ?words WHERE { "
        "?it ent:evidence/oa:hasSelector/oa:exact ?words ; rdfs:label ?label . "
        "FILTER NOT EXISTS { ?it a ent:Claim } }"
    )
    extra = sorted(f"{label.value}: {words.value}" for it, label, words in facts if it not in told)
    assert extra == []


def _told(seed: Seed) -> set[ox.NamedNode | ox.Literal]:
    return {node for row in FACTS for (node,) in seed.rows(nodes(row, dated=seed.dated))}


def test_nothing_is_said_of_a_fact_that_the_seed_does_not_state(seed: Seed) -> None:
    """No actor, place, time, topic, cause or part is there that the sentence does not give."""
    allowed = {
        (name, node, value)
        for row in FACTS
        for name, query in links(row, dated=seed.dated)
        for node, value in seed.rows(query)
    }
    given = seed.rows(
        HEAD + "SELECT DISTINCT ?it ?property ?value ?label WHERE { "
        "?it ent:evidence ?evidence ; ?property ?value ; rdfs:label ?label . "
        "FILTER (STRSTARTS(STR(?property), STR(ent:))) FILTER NOT EXISTS { ?it a ent:Claim } }"
    )
    told = _told(seed)
    extra = []
    for it, predicate, value, label in given:
        name = predicate.value.rpartition("#")[2]
        # a row that says only that somebody takes part accepts any side, and any side takes part
        names = {"participant": SIDES}.get(name, {name, "participant"} if name in SIDES else {name})
        if it not in told or name in ENTAILED:
            continue
        if not any((alias, it, value) in allowed for alias in names):
            extra.append(f"{label.value}: {name} {value}")
    assert sorted(extra) == []


def test_states_behind_an_event_are_those_of_its_participants(seed: Seed) -> None:
    """What is derived about who acts for whom follows from the reference data."""
    found = seed.rows(
        HEAD + "SELECT ?event ?state WHERE { ?event ent:onBehalfOf ?state FILTER NOT EXISTS { "
        "?event ent:participant/(ent:officeOf|ent:belongsTo|ent:office|(^ent:person/ent:office))* "
        "?state } }"
    )
    assert found == []


def test_no_act_is_on_behalf_of_the_state_that_it_is_aimed_at(seed: Seed) -> None:
    """What Israel is condemned for is not done for Israel: only somebody else acts for a state."""
    found = seed.rows(
        HEAD + "SELECT ?event ?state WHERE { ?event ent:onBehalfOf ?state ; ent:recipient ?state . "
        "FILTER NOT EXISTS { ?event ent:participant ?one . FILTER (?one != ?state) "
        "?one (ent:officeOf|ent:belongsTo|ent:office|(^ent:person/ent:office))+ ?state } }"
    )
    assert found == []


def test_what_a_participant_was_inferred_from_speaks_of_that_event(seed: Seed) -> None:
    """It is a tenure of somebody who takes part, or another event of the same article."""
    found = seed.rows(
        HEAD + "SELECT ?it ?from WHERE { ?it ent:inferredFrom ?from . "
        "FILTER NOT EXISTS { ?it ent:participant/^ent:person ?from } "
        "FILTER NOT EXISTS { ?from a ent:Event ; ent:evidence ?evidence } }"
    )
    assert found == []


def test_a_year_that_the_text_does_not_give_is_not_invented(undated: Seed) -> None:
    """Without the article's date there are 2013 and a January, and no other time."""
    assert _times(undated) == {"2013", "--01"}


def test_a_known_date_makes_january_a_month_of_its_year(dated: Seed) -> None:
    """With the article's date, the strikes were in January 2024."""
    assert _times(dated) == {"2013", "2024-01"}


def _times(seed: Seed) -> set[str]:
    found = seed.rows(
        HEAD + "SELECT DISTINCT ?time WHERE { "
        "{ ?it ?when ?time ; ent:evidence ?e } UNION { GRAPH ?g { ?it ?when ?time } "
        'FILTER (!STRENDS(STR(?g), "#facts")) } FILTER (DATATYPE(?time) IN ('
        "xsd:date, xsd:gYear, xsd:gYearMonth, xsd:gMonth, xsd:gMonthDay, xsd:dateTime)) }"
    )
    return {time.value for (time,) in found}


PREMIER = "<https://w3id.org/entente/id/person/shehbaz-sharif>"
OFFICE = "<https://w3id.org/entente/id/office/prime-minister-of-pakistan>"


def test_nobody_is_named_who_is_not_when_the_date_is_unknown(undated: Seed) -> None:
    """The Prime Minister of Pakistan is named only by office, so the graph says which office."""
    anywhere = f"{{ ?s ?p {PREMIER} }} UNION {{ GRAPH ?g {{ ?s ?p {PREMIER} }} }}"
    assert not undated.ask(f"{HEAD}ASK {{ {anywhere} FILTER NOT EXISTS {{ ?s a ent:Tenure }} }}")
    assert undated.ask(f"{HEAD}ASK {{ ?meeting a ent:Meeting ; ent:participant {OFFICE} }}")


def test_an_office_holder_is_inferred_when_the_date_is_known(dated: Seed) -> None:
    """Then the reference data name him, and the meeting says from which tenure."""
    assert dated.ask(
        f"{HEAD}ASK {{ ?meeting a ent:Meeting ; ent:participant {PREMIER} ; "
        f"ent:inferredFrom ?tenure . ?tenure ent:person {PREMIER} ; ent:office {OFFICE} ; "
        'ent:begin "2024-03-04"^^xsd:date }'
    )


def test_the_president_is_one_person_under_all_his_names(seed: Seed) -> None:
    """ "Iran's President", "the Iranian president", "Raisi" and "he": visitor, critic, speaker."""
    found = seed.rows(
        HEAD + "SELECT DISTINCT ?who WHERE { "
        "{ ?it a ent:Visit ; ent:actor ?who } UNION { ?it a ent:Criticism ; ent:actor ?who } "
        "UNION { ?claim ent:speaker ?who . FILTER NOT EXISTS { ?who a ent:State } } }"
    )
    assert found == [(ox.NamedNode("https://w3id.org/entente/id/person/ebrahim-raisi"),)]


@pytest.mark.parametrize(
    "path",
    [
        "state/IRN", "state/PAK", "state/ISR", "state/USA", "place/gaza-strip", "place/karachi",
        "place/lahore", "group/tehrik-i-taliban-pakistan", "person/ebrahim-raisi",
    ],
)  # fmt: skip
def test_every_named_entity_takes_part_in_a_statement(path: str, seed: Seed) -> None:
    """States, places, groups and persons stand under their names of the reference data."""
    node = f"<https://w3id.org/entente/id/{path}>"
    assert seed.ask(
        f"{HEAD}ASK {{ {{ ?it ent:evidence ?e ; ?role {node} }} UNION "
        f'{{ GRAPH ?g {{ ?it ?role {node} }} FILTER (!STRENDS(STR(?g), "#facts")) }} }}'
    )


def test_no_state_is_there_that_the_seed_does_not_name(seed: Seed) -> None:
    """Nobody else is drawn in, as fact or in a claim."""
    found = seed.rows(
        HEAD + "SELECT DISTINCT ?label WHERE { "
        "{ ?it ent:evidence ?e ; ?role ?state } UNION { GRAPH ?g { ?it ?role ?state } } "
        "?state a ent:State ; rdfs:label ?label }"
    )
    assert sorted(label.value for (label,) in found) == [
        "Iran",
        "Israel",
        "Pakistan",
        "United States",
    ]
