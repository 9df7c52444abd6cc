"""What two articles tell of one thing comes together; what only looks alike stays apart."""

from __future__ import annotations

import datetime

import pytest

from kg.model import Article
from kg.pipeline.stations import Stations
from kg.terms import ENT

STATIONS = Stations.of()


def statuses(*articles: Article) -> dict[str, dict[str, str]]:
    """The status that each article's facts give each agreement: agreement → article → status."""
    found: dict[str, dict[str, str]] = {}
    for article, quads in STATIONS.quads(articles):
        for quad in quads:
            in_facts = str(quad.graph_name).endswith(f"/{article.id}#facts>")
            if in_facts and quad.predicate.value == ENT + "status":
                status = str(quad.object)[1:-1].removeprefix(ENT)
                found.setdefault(str(quad.subject), {})[article.id] = status
    return found


@pytest.mark.parametrize(
    ("signed", "later"),
    [
        (
            "Japan and the Philippines signed the Reciprocal Access Agreement on Monday.",
            "The Reciprocal Access Agreement between Japan and the Philippines has stalled.",
        ),
        (
            "Norway and Chile signed a fisheries agreement on Monday.",
            "A fisheries agreement between Norway and Chile has stalled.",
        ),
    ],
    ids=["by its name", "by its parties and topic"],
)
def test_an_agreement_is_one_with_two_dated_states(signed: str, later: str) -> None:
    """Signed in one article and stalled in another, each with its date."""
    found = statuses(
        Article("first", signed, published=datetime.date(2024, 7, 8)),
        Article("second", later, published=datetime.date(2025, 7, 8)),
    )
    assert list(found.values()) == [{"first": "Signed", "second": "Stalled"}]


@pytest.mark.parametrize("name", ["Reciprocal Access Agreement", "Memorandum of Understanding"])
def test_agreements_of_one_name_between_others_are_others(name: str) -> None:
    """None binds anybody who has signed another one."""
    found = statuses(
        Article("first", f"Japan and Australia signed a {name}."),
        Article("second", f"Peru and Chile signed a {name}."),
    )
    assert sorted(map(list, found.values())) == [["first"], ["second"]]


def test_agreements_by_the_dozen_are_not_one() -> None:
    """ "Several agreements" of two articles may be others."""
    text = "Norway and Chile signed several fisheries agreements."
    found = statuses(Article("first", text), Article("second", text))
    assert len(found) == 2
