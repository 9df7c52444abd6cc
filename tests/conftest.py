"""What many tests start from: the checkout, its seeds, and files written for one test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

import kg
from kg.pipeline import Stations
from kg.store import Store

ROOT = Path(__file__).resolve().parent.parent

# what is printed must not depend on who runs the tests: several processes are told another width
for name in ("COLUMNS", "LINES"):
    os.environ.pop(name, None)

# pytest --hypothesis-profile thorough: ten times the examples of the laws that take long
settings.register_profile("thorough", max_examples=1000)

Write = Callable[[str, str | bytes], Path]
NewStore = Callable[[], Path]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed articles."""
    return ROOT / "seeds"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file under the test's own folder and gives its path; text goes in byte for byte."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> NewStore:
    """Makes stores that hold ontology and reference data, and no article.

    They are copies of one, since loading the background takes longer than most tests.
    """
    pattern = tmp_path_factory.mktemp("pattern") / "graph"
    with Store.open(pattern, create=True) as store:
        Stations.of().at(store)

    def new() -> Path:
        path = tmp_path_factory.mktemp("store") / "graph"
        shutil.copytree(pattern, path)
        return path

    return new


def built_whole(articles: Path, store: Path) -> Path:
    """Build articles into a store, all of them: a graph without them would fail in riddles."""
    summary = kg.build(articles, store=store)
    assert summary.failed == ()
    assert summary.quarantined == ()
    return store


@pytest.fixture(scope="session")
def built(new_store: NewStore, seeds: Path) -> Path:
    """A store with the seeds, built once for all tests; open it to read only."""
    return built_whole(seeds, new_store())


@pytest.fixture(scope="session")
def corpus(new_store: NewStore) -> Path:
    """A store with the articles that were written for the tests; open it to read only."""
    return built_whole(ROOT / "tests" / "articles", new_store())
