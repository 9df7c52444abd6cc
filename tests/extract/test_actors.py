"""Who is meant: names, titles, bodies of states, crowds; and that nobody is made up."""

from __future__ import annotations

import datetime

import pytest

from kg.model import Entity, EntityRef
from tests.extract.conftest import Read, Reader, values

DATE = "2024-03-01"


def actors(read: Read) -> set[str]:
    """The actors of all events, told as fact or not."""
    return {path for node in read.statements.nodes for path in values(node, "actor")}


def entity(read: Read, path: str) -> Entity:
    """An entity of the statements by its path."""
    return next(e for e in read.statements.entities if e.path == path)


def links(made: Entity) -> dict[str, str]:
    """What the text gives about an entity."""
    return {role: v.path for role, v in made.links if isinstance(v, EntityRef)}


BODIES = [
    ("Iran's army", "organization/iranian-armed-forces"),
    ("The Iranian military", "organization/iranian-armed-forces"),
    ("Soldiers of Iran", "organization/iranian-armed-forces"),
    ("Chile's troops", "organization/armed-forces-of-chile"),
    ("The Chilean foreign ministry", "organization/foreign-ministry-of-chile"),
    ("Chile's Ministry of Foreign Affairs", "organization/foreign-ministry-of-chile"),
    ("Pakistani police", "organization/police-of-pakistan"),
    ("The Pentagon", "organization/united-states-department-of-defense"),
    ("Peru's Congress", "organization/congress-of-peru"),
    ("The Kremlin", "state/RUS"),
    ("Downing Street", "state/GBR"),
    ("TEHRAN", "state/IRN"),
    ("Burma", "state/MMR"),
    ("Czechoslovakia", "state/CSK"),
    ("Soviet troops", "organization/armed-forces-of-soviet-union"),
    ("Somaliland", "organization/republic-of-somaliland"),
    ("Hamas fighters", "group/hamas"),
    ("The West African bloc ECOWAS", "organization/ecowas"),
]


@pytest.mark.parametrize(("phrase", "path"), BODIES, ids=[b[0] for b in BODIES])
def test_a_state_and_its_bodies_are_found_under_all_their_names(
    reader: Reader, phrase: str, path: str
) -> None:
    """What a text calls a body of a state does not make it another body."""
    assert path in actors(reader(f"{phrase} condemned the attack.", DATE))


PEOPLE = [
    ("US Secretary of State Antony Blinken", "person/antony-blinken"),
    ("Secretary Blinken", "person/antony-blinken"),
    ("The British prime minister", "person/rishi-sunak"),
    ("The UN Secretary-General", "person/antonio-guterres"),
    ("RSF commander Mohamed Hamdan Dagalo", "person/mohamed-hamdan-dagalo"),
    ("Aleksandr Lukashenko", "person/alexander-lukashenko"),
    ("Volodymyr Zelenskiy", "person/volodymyr-zelenskyy"),
]


@pytest.mark.parametrize(("phrase", "path"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_a_known_person_is_found_by_title_office_and_other_spellings(
    reader: Reader, phrase: str, path: str
) -> None:
    """The name decides who it is, the title and the date who is meant without one."""
    assert path in actors(reader(f"{phrase} condemned the attack.", DATE))


NEWCOMERS = [
    ("Nigerian Foreign Minister Ola Adeyemi", "person/ola-adeyemi", {"office"}),
    ("Kofi Mensah, a spokesman for the African Union,", "person/kofi-mensah", {"belongsTo"}),
    ("General Tomasz Wrona", "person/tomasz-wrona", set()),
    ("Foreign ministry spokesman Lin Jian", "person/lin-jian", {"belongsTo"}),
    ("Kathleen Ambrose", "person/kathleen-ambrose", set()),
]


@pytest.mark.parametrize(("phrase", "path", "told"), NEWCOMERS, ids=[n[0] for n in NEWCOMERS])
def test_a_name_nobody_knows_becomes_a_person_by_title_apposition_or_given_name(
    reader: Reader, phrase: str, path: str, told: set[str]
) -> None:
    """The title is no part of the name; what it says of the office or the body is kept."""
    read = reader(f"{phrase} condemned the attack.", DATE)
    made = entity(read, path)
    assert made.cls == "Person"
    assert set(links(made)) == told


CROWDS = [
    ("Syrian rebels", "ArmedGroup", {"belongsTo": "state/SYR"}),
    ("Farmers from Poland", "Crowd", {"belongsTo": "state/POL"}),
    ("Muslim leaders in France", "Actor", {"basedIn": "state/FRA"}),
    ("Shanghai police", "Police", {"belongsTo": "state/CHN", "basedIn": "place/shanghai"}),
    ("The Madras High Court", "Court", {"belongsTo": "state/IND"}),
    ("Netanyahu's office", "GovernmentBody", {"belongsTo": "state/ISR"}),
    ("The Darfur Joint Force", "Organization", {"basedIn": "state/SDN"}),
    ("The Sahel Resistance Front", "Organization", {}),
    ("A Somalia-based group", "Actor", {"basedIn": "state/SOM"}),
]


@pytest.mark.parametrize(("phrase", "cls", "told"), CROWDS, ids=[c[0] for c in CROWDS])
def test_who_has_no_entry_gets_a_class_and_the_state_that_the_text_tells(
    reader: Reader, phrase: str, cls: str, told: dict[str, str]
) -> None:
    """Crowds, police of a town and unknown organisations are actors with what is said of them."""
    read = reader(f"{phrase} condemned the attack.", DATE)
    (path,) = actors(read)
    made = entity(read, path)
    assert (made.cls, links(made)) == (cls, told)


def test_protesters_and_police_are_of_the_state_where_it_happened(reader: Reader) -> None:
    """Only where the clause names one state's place; troops may be anybody's."""
    read = reader("Police arrested 20 protesters in Nairobi.")
    assert actors(read) == {"organization/police-of-kenya"}
    read = reader("Troops attacked the rebels in Khartoum.")
    assert all(not links(entity(read, path)) for path in actors(read))


def test_ministers_of_two_states_are_two_people(reader: Reader) -> None:
    """One title for two states names one holder for each."""
    read = reader("The foreign ministers of Turkey and Greece condemned the attack.", DATE)
    assert actors(read) == {"person/hakan-fidan", "person/george-gerapetritis"}
    read = reader("US and British troops attacked the port.", DATE)
    assert actors(read) == {
        "organization/united-states-armed-forces",
        "organization/british-armed-forces",
    }


NOT_STATES = [
    "Paris Hilton",
    "Michael Jordan",
    "George Washington",
    "MaliVai Washington",
    "Manchester United",
    "Georgia Meloni",
]


@pytest.mark.parametrize("phrase", NOT_STATES)
def test_a_name_of_a_person_or_club_never_becomes_a_state(reader: Reader, phrase: str) -> None:
    """A first name, a family name or half a name is no state and no place."""
    found = actors(reader(f"{phrase} criticised the ruling."))
    assert not any(path.startswith(("state/", "place/")) for path in found)


def test_a_family_name_means_the_person_whom_the_article_named_in_full(reader: Reader) -> None:
    """After "Denise Washington", "Washington" is she; without her, it is a government."""
    read = reader("Denise Washington met Angela Merkel. Washington criticised the plan.")
    (event,) = read.facts("Criticism")
    assert values(event, "actor") == {"person/denise-washington"}
    (event,) = reader("Washington criticised the plan.").facts("Criticism")
    assert values(event, "actor") == {"state/USA"}


def test_a_shared_name_means_the_one_whose_country_the_article_speaks_of(reader: Reader) -> None:
    """Georgia is a state, and one of the United States where the article is about those."""
    read = reader("The US Senate met in Atlanta, Georgia.")
    places = {p for node in read.statements.nodes for p in values(node, "place")}
    assert "state/GEO" not in places
    assert actors(reader("Georgia condemned the attack in Tbilisi.")) == {"state/GEO"}


def test_a_body_named_with_another_state_is_of_that_state(reader: Reader) -> None:
    """Congress is that of the United States unless the text says whose."""
    assert actors(reader("Congress condemned the attack.")) == {
        "organization/united-states-congress"
    }
    found = actors(reader("The Supreme Court of Ghana condemned the attack."))
    assert found == {"organization/supreme-court-of-ghana"}


def test_only_states_bodies_and_officials_act_on_behalf_of_a_state(reader: Reader) -> None:
    """A party, an armed group or a crowd acts for itself, wherever it is."""
    (event,) = reader("Boko Haram attacked Chad.").facts("Assault")
    assert not values(event, "onBehalfOf")
    (event,) = reader("Farmers from Poland attacked Germany.").facts("Assault")
    assert not values(event, "onBehalfOf")
    (event,) = reader("Polish troops attacked Germany.").facts("Assault")
    assert values(event, "onBehalfOf") == {"state/POL"}


def test_a_tenure_known_to_run_until_a_day_is_presumed_after_it(reader: Reader) -> None:
    """The holder is linked either way; how it is known differs."""
    (then,) = reader("The French president criticised Japan.", "2024-03-01").facts("Criticism")
    (later,) = reader("The French president criticised Japan.", "2026-11-01").facts("Criticism")
    assert values(then, "inferredFrom")
    assert not values(then, "presumedFrom")
    assert values(later, "presumedFrom")
    assert not values(later, "inferredFrom")
    assert values(then, "actor") == values(later, "actor") == {"person/emmanuel-macron"}


def test_an_actor_without_a_full_name_is_one_of_its_article_only(reader: Reader) -> None:
    """Two articles that speak of "protesters" or of a Mr Levy do not speak of the same ones."""
    read = reader("Protesters attacked the embassy. Skandalidis condemned the attack.")
    assert actors(read)
    assert all(path.endswith("-test") for path in actors(read))


def test_every_open_tenure_says_as_of_when_it_is_known(reader: Reader) -> None:
    """Without that day nobody could tell a fact from a guess."""
    reference = reader("").ontology.reference
    still = [t for t in reference.tenures if t.end is None]
    assert still
    assert all(t.known and t.known >= datetime.date(2025, 12, 31) for t in still)


NO_ACTORS = [
    ("The bloc threatened to use force against Chile.", "force"),
    ("The generals seized power in Chile.", "power"),
]


@pytest.mark.parametrize(("text", "word"), NO_ACTORS, ids=[n[1] for n in NO_ACTORS])
def test_what_has_no_members_is_no_actor(reader: Reader, text: str, word: str) -> None:
    """ "Force" and "power" alone are means and ends, not somebody."""
    made = {e.path for e in reader(text, DATE).statements.entities}
    assert not [path for path in made if path.rpartition("/")[2].startswith(word)]


def test_a_counterpart_named_beside_is_who_is_named(reader: Reader) -> None:
    """Who holds the office on the day is not asked where the text names somebody."""
    text = "Foreign Minister Sameh Shoukry met his Turkish counterpart, Mevlut Cavusoglu."
    read = reader(text, "2023-07-05")
    [meeting] = read.facts("Meeting")
    assert "person/mevlut-cavusoglu" in values(meeting, "actor")
    assert "person/hakan-fidan" not in values(meeting, "actor")


def test_a_middle_initial_makes_nobody_else(reader: Reader) -> None:
    """Communiqués write names in full; the person is the known one."""
    read = reader("Secretary of State Antony J. Blinken spoke with Dmytro Kuleba.", "2022-02-11")
    assert "person/antony-blinken" in actors(read)


SEATS = [
    (
        "Brussels condemned Cuba. The European Commission met on Monday.",
        "organization/european-union",
    ),
    ("The EU met on Monday. Cuba condemned Brussels.", "organization/european-union"),
    ("Brussels condemned Cuba. Belgian police were on the streets.", "state/BEL"),
    ("Brussels condemned Cuba.", ""),
    ("Brussels condemned Cuba. The EU and Belgium met on Monday.", ""),
]


@pytest.mark.parametrize(("text", "path"), SEATS)
def test_a_seat_stands_for_whom_the_article_speaks_of(reader: Reader, text: str, path: str) -> None:
    """The body that sits there, the state, or nobody where both or neither are named."""
    acts = reader(text).facts("Condemnation")
    found = {p for act in acts for role in ("actor", "recipient") for p in values(act, role)}
    assert found - {"state/CUB"} == ({path} if path else set())


def test_what_happens_in_a_seat_happens_in_the_city(reader: Reader) -> None:
    """ "In Brussels" is a place, whoever sits there."""
    (visit,) = reader("Joko Widodo arrived in Brussels. The EU was glad.").facts("Visit")
    assert values(visit, "place") == {"place/brussels", "state/BEL"}


IT = [
    ("Kenya's president said it had bombed Chad.", "Bombing", {"state/KEN"}),
    ("Kenya condemned Chad after it bombed Mali.", "Bombing", set()),
    ("Kenya withdrew its troops. It attacked Chad.", "Assault", {"state/KEN"}),
    ("Kenya said it had bombed Chad.", "Bombing", {"state/KEN"}),
]


@pytest.mark.parametrize(("text", "cls", "actors"), IT)
def test_it_is_whom_the_clause_above_is_about(
    reader: Reader, text: str, cls: str, actors: set[str]
) -> None:
    """The subject, or whose president it is; never just the nearest name."""
    read = reader(text)
    found = [values(n, "actor") for n in (*read.facts(cls), *read.claimed(cls))]
    assert found == [actors]


def test_what_somebody_calls_biased_is_not_himself_nor_whom_it_is_about(reader: Reader) -> None:
    """ "X dismissed a report on Y, calling it biased": the report is meant."""
    for act in reader("Kenya dismissed a report on Chad, calling it illegal.").facts("Criticism"):
        assert not values(act, "recipient")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru arrested Zbyněk Hrdlička on Friday. Chad freed Zbyněk Hrdlička.", "person"),
        ("Ghana expelled Oyelaran Babatunji on Monday.", "person"),
        ("France fined Blauwater Holdings.", "actor"),
    ],
)
def test_a_name_that_looks_like_a_persons_is_one(reader: Reader, text: str, name: str) -> None:
    """Nothing else tells what it is: no title, no given name that is known, no speech."""
    paths = {p for n in reader(text).facts() for p in values(n, "recipient")}
    assert {p.split("/")[0] for p in paths if not p.startswith("state/")} <= {name}
    assert paths


WHERE = [
    ("Chad criticised a wave of arrests in Mali.", set()),
    ("Chad criticised Mali in Geneva.", {"place/geneva"}),
    ("Chad and Mali held talks in Geneva.", {"place/geneva"}),
]


@pytest.mark.parametrize(("text", "places"), WHERE)
def test_what_is_spoken_of_elsewhere_is_no_place_of_the_speech(
    reader: Reader, text: str, places: set[str]
) -> None:
    """Criticism of arrests in Mali was voiced nobody knows where."""
    read = reader(text)
    found = [*read.facts("Accuse"), *read.facts("Consult")]
    assert [values(n, "place") for n in found] == [places]


LEADERS = [
    ("A Peruvian opposition leader met Joko Widodo.", False),
    ("The Peruvian student leader met Joko Widodo.", False),
    ("The Peruvian leader met Joko Widodo.", True),
    ("Iran's supreme leader met Joko Widodo.", True),
    ("Peru's self-proclaimed president met Joko Widodo.", False),
    ("Peru's president met Joko Widodo.", True),
]


@pytest.mark.parametrize(("text", "state"), LEADERS)
def test_who_leads_others_does_not_lead_the_state(reader: Reader, text: str, state: bool) -> None:
    """An opposition leader is no head of state, and neither is who calls himself one."""
    found = {p for n in reader(text).facts("Meeting") for p in values(n, "actor")}
    others = {p for p in found - {"person/joko-widodo"} if not p.endswith("-test")}
    assert bool(others) is state
