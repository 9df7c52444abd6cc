"""The reference data hold together: codes, names, links, and who held which office when."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.terms import DATA, DCTERMS, ENT, PLOVER, RDF, RDFS, SKOS, WGS
from tests.ontology.files import FOLDER, MODULE_FILES

FILES = sorted((FOLDER / "reference").glob("*.ttl"))
SHARED_NAMES = {
    # a demonym of two states: which one a text means, its context says
    "Congolese",
    "Dominican",
    # a state and one of the United States
    "Georgia",
    # an office and the body that it heads have one name
    "United Nations High Commissioner for Refugees",
}
"""The names that two entities may share; every other name stands for one."""

Row = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]


@cache
def rows() -> dict[str, Row]:
    """All subjects of the reference data, with their properties."""
    found: dict[str, Row] = defaultdict(lambda: defaultdict(list))
    for file in FILES:
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            assert isinstance(triple.subject, ox.NamedNode), f"{file.name}: {triple.subject}"
            found[triple.subject.value][triple.predicate.value].append(triple.object)
    return found


def values(iri: str, predicate: str) -> list[str]:
    """The IRIs or texts that a subject has of a property."""
    found = rows()[iri].get(predicate, [])
    return [o.value for o in found if isinstance(o, ox.NamedNode | ox.Literal)]


def kind(iri: str) -> str:
    """The class of a subject, without its namespace."""
    return values(iri, RDF + "type")[0].removeprefix(ENT)


def of_kind(*kinds: str) -> list[str]:
    """The subjects of some classes."""
    return [iri for iri in rows() if kind(iri) in kinds]


def names(iri: str) -> set[str]:
    """Whatever a text may call a subject, but for the seats that stand for a government."""
    return {*values(iri, RDFS + "label"), *values(iri, SKOS + "altLabel")}


def tenures() -> Iterator[tuple[str, list[tuple[datetime.date, datetime.date | None, str]]]]:
    """Each office with its tenures, in order of their begin."""
    held: dict[str, list[tuple[datetime.date, datetime.date | None, str]]] = defaultdict(list)
    for iri in of_kind("Tenure"):
        (begin,) = values(iri, ENT + "begin")
        end = [datetime.date.fromisoformat(e) for e in values(iri, ENT + "end")]
        row = (datetime.date.fromisoformat(begin), end[0] if end else None, iri)
        held[values(iri, ENT + "office")[0]].append(row)
    for office in sorted(held):
        yield office, sorted(held[office], key=lambda row: (row[0], row[2]))


def test_every_subject_has_one_class_that_the_ontology_defines() -> None:
    """What the data are made of is what the modules define: classes and properties both."""
    defined = {
        triple.subject.value
        for file in MODULE_FILES
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE)
        if isinstance(triple.subject, ox.NamedNode)
    }
    for iri, row in rows().items():
        assert iri.startswith(DATA), iri
        assert len(values(iri, RDF + "type")) == 1, iri
        assert ENT + kind(iri) in defined, iri
        assert {p for p in row if p.startswith(ENT)} <= defined, iri


def test_every_state_has_codes_a_name_and_a_demonym() -> None:
    """A state is found by its code, by its name and by the adjective made of it."""
    states = of_kind("State")
    assert len(states) >= 195  # the members and observers of the United Nations
    for iri in states:
        (code,) = values(iri, ENT + "isoAlpha3")
        (short,) = values(iri, ENT + "isoAlpha2")
        assert iri == f"{DATA}state/{code}"
        assert re.fullmatch("[A-Z]{3}", code)
        assert re.fullmatch("[A-Z]{2}", short)
        assert len(values(iri, RDFS + "label")) == 1, iri
        assert values(iri, ENT + "demonym"), iri
    for predicate in ("isoAlpha3", "isoAlpha2"):
        codes = Counter(code for iri in states for code in values(iri, ENT + predicate))
        assert max(codes.values()) == 1


def test_a_capital_lies_in_its_state_and_is_a_city() -> None:
    """The seat of a state is in no other; Jerusalem lies in no state, as its status is disputed."""
    for iri in of_kind("State"):
        for capital in values(iri, ENT + "capital"):
            assert kind(capital) == "City", capital
            assert values(capital, ENT + "inCountry") in ([iri], []), capital


def test_a_seat_stands_for_one_government() -> None:
    """No metonym is shared: "the Kremlin" is one state."""
    seats = Counter(m for iri in of_kind("State") for m in values(iri, ENT + "metonym"))
    assert [seat for seat, times in seats.items() if times > 1] == []


def test_no_link_leads_nowhere() -> None:
    """Whatever a file points at stands in one of the files, and a context in plover.ttl."""
    contexts = {
        triple.subject.value
        for triple in ox.parse(path=FOLDER / "plover.ttl", format=ox.RdfFormat.TURTLE)
        if isinstance(triple.subject, ox.NamedNode)
    }
    for iri, row in rows().items():
        linked = [
            o.value for objects in row.values() for o in objects if isinstance(o, ox.NamedNode)
        ]
        for target in linked:
            if target.startswith(DATA):
                assert target in rows(), f"{iri} points at {target}"
            if target.startswith(PLOVER):
                assert target in contexts, f"{iri} points at {target}"


def test_a_name_stands_for_one_entity() -> None:
    """Two entities share no name, but for those that are stated to be ambiguous."""
    holders: dict[str, set[str]] = defaultdict(set)
    for iri in rows():
        if kind(iri) in {"Tenure", "Topic", "SecurityIssue"}:
            continue
        for name in names(iri) | set(values(iri, ENT + "demonym")):
            holders[name].add(iri)
    shared = {name: iris for name, iris in holders.items() if len(iris) > 1}
    assert set(shared) == SHARED_NAMES, sorted(set(shared) ^ SHARED_NAMES)


def test_a_topic_has_names_of_its_own_and_a_context() -> None:
    """Topics are told apart by their words, whatever the case, and stand under PLOVER contexts."""
    holders: dict[str, set[str]] = defaultdict(set)
    for iri in of_kind("Topic", "SecurityIssue"):
        assert values(iri, SKOS + "broader"), iri
        for name in names(iri):
            holders[name.lower()].add(iri)
    assert [name for name, iris in holders.items() if len(iris) > 1] == []


def test_everything_but_a_tenure_has_one_label() -> None:
    """A label is what people read: one each, in English, and no empty name beside it."""
    for iri in rows():
        if kind(iri) == "Tenure":
            continue
        assert len(values(iri, RDFS + "label")) == 1, iri
        assert all(name.strip() == name != "" for name in names(iri)), iri
        labels = rows()[iri][RDFS + "label"]
        assert all(isinstance(o, ox.Literal) and o.language == "en" for o in labels), iri


def test_a_border_lies_between_the_two_states_that_it_names() -> None:
    """The label of a border is made of the labels of its two states."""
    for iri in of_kind("Border"):
        sides = values(iri, ENT + "bordersState")
        assert len(set(sides)) == 2, iri
        both = sorted(values(side, RDFS + "label")[0] for side in sides)
        assert values(iri, RDFS + "label") == ["–".join(both) + " border"]


def test_every_office_says_whose_it_is_and_what_its_holder_is_called() -> None:
    """An office is resolved by its state or organisation and a common noun."""
    for iri in of_kind("Office", "LeadingOffice"):
        assert len(values(iri, ENT + "officeOf")) == 1, iri
        assert values(iri, ENT + "officeRole"), iri


def test_every_state_has_a_leading_office() -> None:
    """Whoever leads a state can be named by office; San Marino is led by two at a time."""
    led = {values(iri, ENT + "officeOf")[0] for iri in of_kind("LeadingOffice")}
    without = {iri.rpartition("/")[2] for iri in of_kind("State") if iri not in led}
    assert without <= {"SMR"}


def test_every_person_has_a_family_name_and_held_an_office() -> None:
    """People are here for the offices that they held."""
    holders = {p for iri in of_kind("Tenure") for p in values(iri, ENT + "person")}
    for iri in of_kind("Person"):
        names = " ".join([*values(iri, RDFS + "label"), *values(iri, SKOS + "altLabel")])
        assert values(iri, ENT + "familyName"), iri
        for name in values(iri, ENT + "familyName"):
            assert str(name).casefold() in names.casefold(), (iri, name)
        assert iri in holders, iri


def test_a_tenure_is_one_person_in_one_office_and_says_where_that_is_known_from() -> None:
    """A tenure has exactly one person, office and begin, at most one end, and a source."""
    for iri in of_kind("Tenure"):
        assert [kind(p) for p in values(iri, ENT + "person")] == ["Person"], iri
        assert len(values(iri, ENT + "office")) == 1, iri
        assert len(values(iri, ENT + "begin")) == 1, iri
        assert len(values(iri, ENT + "end")) <= 1, iri
        assert values(iri, DCTERMS + "source"), iri


def test_no_office_is_held_by_two_at_once() -> None:
    """A tenure ends before, or on the day that, the next begins; only the last may be open."""
    for office, held in tenures():
        for begin, end, iri in held:
            assert end is None or begin <= end, iri
        for (_, end, before), (begin, _, after) in pairwise(held):
            assert end is not None, f"{before} is open, and {after} follows in {office}"
            assert end <= begin, f"{before} ends after {after} begins"


def test_the_people_say_as_of_when_they_are_known() -> None:
    """A reader of people.ttl learns up to which day an open tenure is known to be one."""
    head = (FOLDER / "reference" / "people.ttl").read_text(encoding="utf-8").partition("@prefix")[0]
    assert re.search(r"[Kk]nown as of \d{4}-\d{2}-\d{2}", head)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_lists_its_entities_in_order_and_one_a_block(file: Path) -> None:
    """Two people who add an entity each do not get in each other's way."""
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# ")
    starts = re.findall(r"^([a-z]+:\S+) (?:a ent:|wgs:lat )", text, flags=re.MULTILINE)
    assert starts == sorted(starts)
    assert len(starts) == len(set(starts))
    described = {t.subject for t in ox.parse(path=file, format=ox.RdfFormat.TURTLE)}
    assert len(starts) == len(described)


def test_coordinates_are_of_places_and_states_and_on_the_globe() -> None:
    """Each point is of something that another file names; a city lies near its country's point."""
    points = {
        iri: (float(values(iri, WGS + "lat")[0]), float(values(iri, WGS + "long")[0]))
        for iri in rows()
        if values(iri, WGS + "lat")
    }
    assert len(points) > 900
    for iri, (latitude, longitude) in points.items():
        assert kind(iri) in {"City", "State", "Territory"}, iri
        assert -90 <= latitude <= 90, iri
        assert -180 <= longitude <= 180, iri
        for state in values(iri, ENT + "inCountry") if kind(iri) == "City" else ():
            # Kaliningrad, the farthest from its state, lies 73.2 degrees from it
            apart = abs(longitude - points[state][1])
            assert min(apart, 360 - apart) < 75, iri
            assert abs(latitude - points[state][0]) < 30, iri
