"""The story, and the seed as it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.store import Store
from tests.queries.story import Story


@pytest.fixture(scope="session")
def story() -> Story:
    """Two invented articles."""
    return Story()


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Iterator[Store]:
    """The graph of the seed article, built without a date."""
    folder = tmp_path_factory.mktemp("asked") / "graph"
    kg.build(seeds / "iran-pakistan-visit.txt", store=folder)
    with Store.open(folder, read_only=True) as store:
        yield store
