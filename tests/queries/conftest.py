"""The story, and the seed as it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store import Store
from tests.queries.story import Story


@pytest.fixture(scope="session")
def story() -> Story:
    """Two invented articles."""
    return Story()


@pytest.fixture(scope="session")
def seed(built: Path) -> Iterator[Store]:
    """The graph of the seed article, which has no date."""
    with Store.open(built, read_only=True) as store:
        yield store
