"""A server over the seeds, and one over a store of its own that may be written to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.serve.running import Running, running

TOKEN = "a token of these tests"  # noqa: S105


@pytest.fixture(scope="package")
def site(built: Path) -> Iterator[Running]:
    """The seeds, read only."""
    with running(built) as server:
        yield server


@pytest.fixture(scope="package")
def client(site: Running) -> Iterator[httpx.Client]:
    """Asks the server of the seeds; follows nothing by itself."""
    with httpx.Client(base_url=site.address, timeout=30) as found:
        yield found


@pytest.fixture(scope="package")
def writable(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Asks a server that takes the token, over a copy of the seeds."""
    store = tmp_path_factory.mktemp("writable") / "graph"
    shutil.copytree(built, store)
    with (
        running(store, "--token", TOKEN, "--workers", "1") as server,
        httpx.Client(
            base_url=server.address, headers={"authorization": f"Bearer {TOKEN}"}, timeout=30
        ) as found,
    ):
        yield found
