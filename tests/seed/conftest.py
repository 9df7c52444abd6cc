"""The seed article, built without a date and with the date of the visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import Store
from tests.conftest import NewStore, built_whole

SEED = "iran-pakistan-visit.txt"


@dataclass(frozen=True)
class Seed:
    """A built graph of the seed, and whether the article's date was known."""

    store: Store
    dated: bool

    def ask(self, query: str) -> bool:
        """The answer of an ASK."""
        return bool(self.store.query(query))

    def rows(self, query: str) -> list[tuple[ox.NamedNode | ox.Literal, ...]]:
        """The rows of a SELECT."""
        answer = self.store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        return [
            tuple(term for term in row if isinstance(term, ox.NamedNode | ox.Literal))
            for row in answer
        ]


@pytest.fixture(scope="session")
def undated(built: Path) -> Iterator[Seed]:
    """The seed as it came, without a date."""
    with Store.open(built, read_only=True) as store:
        yield Seed(store, dated=False)


@pytest.fixture(scope="session")
def dated(
    tmp_path_factory: pytest.TempPathFactory, new_store: NewStore, seeds: Path
) -> Iterator[Seed]:
    """The seed under a header that gives a day of the visit."""
    article = tmp_path_factory.mktemp("dated") / SEED
    text = (seeds / SEED).read_text(encoding="utf-8")
    article.write_text(f"---\npublished: 2024-04-23\n---\n{text}", encoding="utf-8")
    with Store.open(built_whole(article, new_store()), read_only=True) as store:
        yield Seed(store, dated=True)


@pytest.fixture(scope="session", params=["undated", "dated"])
def seed(request: pytest.FixtureRequest) -> Seed:
    """Both, one after the other."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Seed)
    return found
