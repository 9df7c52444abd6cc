"""Every question of the folder can be read, asked with and without parameters, and answered."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from kg.query import Question, Result, run
from kg.store import Store
from tests.queries.asked import CHECKS, FOLDER, QUESTIONS, columns, example, expected, ordered
from tests.queries.story import FIXTURES, Story

EVERY = [*QUESTIONS, *CHECKS]

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
each_query = pytest.mark.parametrize("question", EVERY, ids=lambda question: question.name)


@each_query
def test_a_query_is_sparql_for_two_engines(question: Question) -> None:
    """Both rdflib and Oxigraph read it, with no prefix that only our runner knows."""
    prepareQuery(question.text)
    assert ox.Store().query(question.text) is not None


@each_query
def test_a_query_declares_the_prefixes_that_it_uses_and_no_others(question: Question) -> None:
    """It can be taken out of the folder and asked anywhere."""
    head, _, body = question.text.partition("SELECT")
    declared = re.findall(r"^PREFIX (\w+): <", head, re.MULTILINE)
    used = set(re.findall(r"(?<![\w<\"])([a-z]+):\w", re.sub(r"#.*|\"[^\"]*\"", "", body)))
    assert declared == sorted(used)


@each_query
def test_a_query_names_its_columns_and_orders_its_rows(question: Question) -> None:
    """The same graph gives the same rows in the same order, under every engine."""
    assert "*" not in re.search(r"^SELECT.*$", question.text, re.MULTILINE)[0]  # type: ignore[index]
    filled = set(columns(question)) - {parameter.name for parameter in question.params}
    assert filled <= ordered(question)


@each_question
def test_a_question_says_what_it_asks(question: Question) -> None:
    """Its header has a question, what a row is, parameters that can be bound, and tags."""
    assert re.fullmatch(r"cq\d\d-[a-z]+(-[a-z]+)+", question.name)
    assert question.summary.endswith("?")
    assert re.match("One row an? ", question.description)
    assert question.tags
    assert all(parameter.optional for parameter in question.params)
    assert {parameter.name for parameter in question.params} <= set(columns(question))


def test_questions_are_numbered_without_gaps() -> None:
    """So that a number means one question, as in `kg query cq07`."""
    numbers = [question.name[2:4] for question in QUESTIONS]
    assert numbers == [f"{n:02}" for n in range(1, len(QUESTIONS) + 1)]


def test_every_table_of_rows_belongs_to_a_question() -> None:
    """Rows of a question that was renamed do not stay behind."""
    names = [f"{question.name}.tsv" for question in QUESTIONS]
    assert sorted(file.name for file in FOLDER.glob("*.tsv")) == names
    assert sorted(file.name for file in FIXTURES.joinpath("story").glob("*.tsv")) == names


@each_question
def test_a_question_has_its_expected_answer_over_the_seed(question: Question, seed: Store) -> None:
    """Each row was read beside the article; `refresh.py` writes them anew."""
    found = run(seed, question, params=example(question))
    assert found.serialize("tsv").splitlines() == expected(question).splitlines()


@each_question
def test_a_question_has_its_expected_answer_over_the_story(
    question: Question, story: Story
) -> None:
    """Every question has an answer there, with nothing bound."""
    found = run(story, question)
    rows = expected(question, FIXTURES / "story").splitlines()
    assert found.serialize("tsv").splitlines() == rows
    assert found.rows, "the story should tell something that answers it"


@each_question
def test_no_row_comes_twice_and_no_column_is_left_unordered(
    question: Question, story: Story, seed: Store
) -> None:
    """The order is total: columns that are filled decide it, and rows differ in them."""
    for found in (run(story, question), run(seed, question, params=example(question))):
        assert len(set(found.rows)) == len(found.rows)
        bound = set(example(question))
        filled = {
            name
            for at, name in enumerate(found.variables)
            if any(row[at] is not None for row in found.rows)
        }
        assert filled - bound <= ordered(question)


ASKED = [
    ("cq01-who-met-whom", {"state": "Arland"}, ["Ines Karr"]),
    ("cq01-who-met-whom", {"state": "League"}, []),
    ("cq01-who-met-whom", {"since": "2031-05"}, ["Ines Karr", "Foreign Minister of Corland"]),
    ("cq01-who-met-whom", {"since": "2031-05-06"}, ["Foreign Minister of Corland"]),
    ("cq02-who-visited-whom", {"state": "BLM"}, ["Mara Holt"]),
    ("cq02-who-visited-whom", {"since": "2031"}, []),
    ("cq03-which-agreements-bind-two-states", {"state": "BLM", "partner": "ARL"}, ["Arland"]),
    ("cq03-which-agreements-bind-two-states", {"state": "League"}, []),
    ("cq04-which-projects-link-two-states", {"partner": "Belmar"}, ["Arland"]),
    (
        "cq05-which-security-issues-concern-a-state",
        {"state": "ARL"},
        ["piracy in the Grey Sound"],
    ),
    ("cq05-which-security-issues-concern-a-state", {"state": "BLM"}, []),
    ("cq06-who-condemned-or-criticised-whom", {"state": "BLM"}, ["Arland"]),
    ("cq06-who-condemned-or-criticised-whom", {"state": "League"}, []),
    ("cq07-what-is-claimed-and-by-whom", {"state": "BLM"}, ["Belmar"] * 3),
    ("cq07-what-is-claimed-and-by-whom", {"modality": "Alleged"}, ["Arland", "Arland", "League"]),
    ("cq07-what-is-claimed-and-by-whom", {"modality": "Possible"}, [""]),
    ("cq23-do-two-states-cooperate-or-quarrel", {"state": "League"}, []),
    ("cq24-who-praised-or-supported-whom", {"state": "ARL"}, ["Mara Holt"]),
    ("cq24-who-praised-or-supported-whom", {"state": "Sound Front"}, ["Belmar"] * 2),
    ("cq08-what-is-planned-or-promised", {"state": "ARL"}, []),
    ("cq09-how-did-relations-develop", {"state": "BLM"}, ["Arland"]),
    ("cq09-how-did-relations-develop", {"state": "BLM", "partner": "League"}, []),
    ("cq10-which-disputes-are-there", {"state": "ARL"}, ["Arland"]),
    ("cq11-which-sanctions-are-in-place", {"state": "League"}, ["Belmar"]),
    ("cq11-which-sanctions-are-in-place", {"state": "ARL"}, []),
    ("cq12-who-attacked-whom", {"state": "ARL"}, ["Sound Front"]),
    ("cq12-who-attacked-whom", {"state": "BLM"}, ["Sound Front"]),
    ("cq12-who-attacked-whom", {"since": "2031-04"}, []),
    ("cq13-which-forces-were-deployed", {"state": "ARL"}, ["Arland", "marines of Arland"]),
    ("cq14-what-is-known-about-an-entity", {"entity": "Grey Sound"}, ["piracy in the Grey Sound"]),
    ("cq15-which-sentence-says-so", {"node": "event/visit"}, ["visit: Mara Holt → Belmar"]),
    (
        "cq16-which-articles-state-an-event",
        {"event": "event/meeting"},
        ["meeting: Mara Holt, Ines Karr (Port Vell)"] * 2,
    ),
    ("cq17-who-held-which-office", {"state": "ARL", "on": "2027-05-01"}, ["President of Arland"]),
    ("cq17-who-held-which-office", {"state": "ARL", "on": "2030"}, ["President of Arland"] * 2),
    ("cq17-who-held-which-office", {"state": "BLM", "on": "2028"}, []),
    ("cq18-which-claims-dispute-each-other", {"state": "ARL"}, ["Belmar"]),
    ("cq18-which-claims-dispute-each-other", {"state": "League"}, []),
    ("cq19-who-talks-to-whom", {"state": "League"}, []),
    ("cq20-what-happened-during-an-event", {"whole": "event/meeting"}, []),
    ("cq21-what-caused-what", {"effect": "project/cable"}, ["sanctions on Belmar"]),
    ("cq22-what-happened-where", {"place": "Port Vell"}, ["Port Vell"] * 4),
    ("cq22-what-happened-where", {"place": "Grey Sound"}, []),
    (
        "cq25-which-events-do-several-articles-report",
        {"state": "BLM"},
        ["meeting: Mara Holt, Ines Karr (Port Vell)"],
    ),
    ("cq25-which-events-do-several-articles-report", {"state": "COR"}, []),
    (
        "cq26-which-facts-does-somebody-deny",
        {"state": "BLM"},
        ["deployment: marines of Arland"],
    ),
    ("cq26-which-facts-does-somebody-deny", {"state": "COR"}, []),
    (
        "cq27-what-do-several-speakers-say",
        {"speaker": "League"},
        ["support: Belmar → Sound Front"] * 2,
    ),
    ("cq27-what-do-several-speakers-say", {"speaker": "BLM"}, []),
    ("cq28-through-whom-do-states-talk", {"state": "Corland"}, ["Arland"]),
    ("cq28-through-whom-do-states-talk", {"state": "Belmar"}, []),
    ("cq29-what-happened-when", {"since": "2031-06-02"}, ["2031-06-02"]),
    ("cq29-what-happened-when", {"until": "2030"}, ["2030-11"]),
    ("cq29-what-happened-when", {"state": "COR"}, ["2031-06-02"]),
    (
        "cq30-what-is-it-in-wikidata",
        {"item": "http://www.wikidata.org/entity/Q131569"},
        ["treaty"],
    ),
    ("cq31-who-was-meant-by-an-office", {"state": "ARL"}, []),
    ("cq32-who-succeeded-whom", {"state": "ARL"}, ["President of Arland"]),
    ("cq32-who-succeeded-whom", {"since": "2031"}, []),
    (
        "cq33-how-do-cooperation-and-conflict-develop",
        {"state": "BLM", "since": "2031-06"},
        ["2031-06"] * 2,
    ),
    ("cq34-what-became-of-what-was-planned", {"state": "ARL"}, []),
    ("cq35-who-says-how-much", {"state": "League"}, ["League"]),
    ("cq36-which-leaders-take-part", {"state": "BLM"}, ["Ines Karr"] * 2),
    ("cq37-what-does-the-graph-rest-on", {"since": "2031-06"}, ["Belmar closes Port Vell"]),
    (
        "cq37-what-does-the-graph-rest-on",
        {"until": "2031-05"},
        ["Arland and Belmar talk in Port Vell"],
    ),
    ("cq40-who-reaches-whom-in-how-many-steps", {"state": "COR"}, ["Belmar", "Arland"]),
    ("cq40-who-reaches-whom-in-how-many-steps", {"state": "COR", "most": "1"}, ["Belmar"]),
    ("cq40-who-reaches-whom-in-how-many-steps", {"state": "League"}, []),
]


@pytest.mark.parametrize(
    ("name", "params", "first"),
    ASKED,
    ids=[f"{name}-{'-'.join(f'{k}={v}' for k, v in params.items())}" for name, params, _ in ASKED],
)
def test_a_parameter_narrows_the_answer(
    name: str, params: dict[str, str], first: list[str], story: Story
) -> None:
    """The first column of what is left says which rows these are."""
    question = next(question for question in QUESTIONS if question.name == name)
    assert [row[0] for row in run(story, question, params=params).table()] == first


@each_question
def test_every_parameter_can_be_bound(question: Question, story: Story) -> None:
    """What is left are rows that the question has anyway, in the same order."""
    every = _rows(run(story, question), question)
    for parameter in question.params:
        value = {"date": "2031-05", "number": "2"}.get(parameter.kind, "ent:Alleged")
        value = "ARL" if parameter.kind == "name" and parameter.name != "modality" else value
        some = _rows(run(story, question, params={parameter.name: value}), question)
        assert list(dict.fromkeys(row for row in every if row in some)) == some


def _rows(result: Result, question: Question) -> list[tuple[object, ...]]:
    """The rows without the columns that only hold what was asked with."""
    names = {parameter.name for parameter in question.params}
    kept = [at for at, name in enumerate(result.variables) if name not in names]
    return [tuple(row[at] for at in kept) for row in result.rows]


def test_the_readme_lists_every_question_and_check() -> None:
    """Name, what it asks and its parameters, as in the files themselves."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in text.splitlines()
        if line.startswith("| `")
    ]
    questions = [
        (
            f"`{question.name}`",
            question.summary,
            " ".join(f"`--{parameter.name}`" for parameter in question.params),
        )
        for question in QUESTIONS
    ]
    checks = [(f"`{check.name}`", check.summary) for check in CHECKS]
    assert rows == [*questions, *checks]
