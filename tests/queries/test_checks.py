"""The checks return no row over sound graphs, and find what is wrong in others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.query import Question, run
from kg.store import Store
from tests.queries.asked import CHECKS
from tests.queries.story import FIXTURES, Story

VIOLATIONS = sorted(FIXTURES.joinpath("violations").glob("*.trig"))

each_check = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)


def test_every_check_has_a_graph_that_breaks_it() -> None:
    """A check that was never seen to find anything proves nothing."""
    assert [f"{file.stem}-violation" for file in VIOLATIONS] == [check.name for check in CHECKS]


@each_check
def test_a_check_finds_nothing_in_the_graph_of_the_seed(check: Question, seed: Store) -> None:
    """What is built holds together."""
    assert run(seed, check).table() == []


@each_check
def test_a_check_finds_nothing_in_the_story(check: Question, story: Story) -> None:
    """Nor does a sound graph of another kind trouble it."""
    assert run(story, check).table() == []


@pytest.mark.parametrize("file", VIOLATIONS, ids=lambda file: file.stem)
def test_a_check_finds_what_is_wrong(file: Path) -> None:
    """The story with one fault more breaks the check of that name."""
    check = next(check for check in CHECKS if check.name == f"{file.stem}-violation")
    assert run(Story(file), check).rows
