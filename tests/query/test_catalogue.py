"""Questions by name, and what their headers say."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.query import Catalogue, Parameter, Question

WHO = """#+ summary: Who met whom, and on which day?
#+ description: One row a meeting
#+   and pair of participants.
#+ params: state (ISO 3166-1 alpha-3, optional), since (date, optional), most (number), word (text)
#+ tags: [meeting, leader]

PREFIX ent: <https://w3id.org/entente/ontology#>
#+ summary: not the header any more
ASK {}
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """Three questions."""
    (tmp_path / "cq01-who-met-whom.rq").write_text(WHO)
    (tmp_path / "cq02-who-is-blamed.rq").write_text("ASK {}")
    (tmp_path / "cq02-who-was-blamed.rq").write_text("ASK {}")
    return Catalogue(tmp_path)


def test_the_header_is_read(catalogue: Catalogue) -> None:
    """Summary, description over two lines, parameters with their kinds, tags."""
    question = catalogue.get("cq01-who-met-whom")
    assert question.summary == "Who met whom, and on which day?"
    assert question.description == "One row a meeting and pair of participants."
    assert question.params == (
        Parameter("state", "ISO 3166-1 alpha-3, optional"),
        Parameter("since", "date, optional"),
        Parameter("most", "number"),
        Parameter("word", "text"),
    )
    assert [p.kind for p in question.params] == ["name", "date", "number", "text"]
    assert [p.optional for p in question.params] == [True, True, False, False]
    assert question.tags == ("meeting", "leader")
    assert question.text == WHO


def test_a_query_without_header_is_a_question_too() -> None:
    """Text alone has a name and nothing else."""
    assert Question.of("mine", "ASK {}") == Question("mine", "ASK {}")


def test_questions_are_listed_by_name(catalogue: Catalogue) -> None:
    """In the order of their numbers."""
    assert [q.name for q in catalogue.list()] == catalogue.names()
    assert catalogue.names()[0] == "cq01-who-met-whom"


@pytest.mark.parametrize("name", ["cq01", "who-met-whom", "cq01-who-met-whom.rq"])
def test_number_name_and_file_name_all_work(catalogue: Catalogue, name: str) -> None:
    """A question is found by whatever part of its name says which one it is."""
    assert catalogue.get(name).name == "cq01-who-met-whom"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("cq01-who-met-whome", "no such question; did you mean cq01-who-met-whom"),
        ("blamed", "no such question; did you mean cq02-who-is-blamed, cq02-who-was-blamed"),
        ("cq02", "more than one question; did you mean cq02-who-is-blamed, cq02-who-was-blamed"),
        ("xyz", "no such question; see kg query --list"),
        ("", "no such question; see kg query --list"),
    ],
)
def test_an_unknown_name_gets_near_matches(catalogue: Catalogue, name: str, message: str) -> None:
    """A misspelt name and one that fits several say what may be meant."""
    with pytest.raises(QueryError) as caught:
        catalogue.get(name)
    assert message in str(caught.value)


def test_a_file_that_is_no_text_is_reported(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are one line with the file's name."""
    (tmp_path / "cq01.rq").write_bytes(b"\xff\xfe")
    with pytest.raises(QueryError, match=r"cq01\.rq: cannot be read"):
        Catalogue(tmp_path).get("cq01")
