"""What the tests of linking share: the small Wikidata, and a graph with the reference data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.link import Source, load_sources
from kg.ontology import Ontology
from kg.store import Store
from kg.web import Client, Manners
from tests.conftest import NewStore
from tests.link.server import World, serving

QUICK = Manners(rate=1e6, timeout=20, attempts=2)


@pytest.fixture(scope="session")
def running() -> Iterator[World]:
    """The small Wikidata behind HTTP."""
    with serving() as world:
        yield world


@pytest.fixture
def world(running: World) -> World:
    """The small Wikidata, having forgotten what it was asked."""
    return running.forget()


@pytest.fixture
def client() -> Iterator[Client]:
    """A client that keeps nothing."""
    with Client(manners=QUICK, sleep=lambda _: None) as asking:
        yield asking


@pytest.fixture
def wikidata(world: World, tmp_path: Path) -> Source:
    """The source that comes with Entente, at the small Wikidata's address."""
    file = tmp_path / "sources.toml"
    file.write_text(world.sources(), encoding="utf-8")
    return load_sources(file)["wikidata"]


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The one that comes with Entente."""
    return Ontology.load()


@pytest.fixture(scope="session")
def reference(new_store: NewStore) -> Iterator[Store]:
    """A graph with the reference data, and no article."""
    with Store.open(new_store(), read_only=True) as graph:
        yield graph
