"""The graph of the seeds: the one that was looked at, on every machine and every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import kg
from kg.store import Store
from tests.golden.canonical import GOLDEN, canonical


def test_the_graph_of_the_seeds_is_the_one_that_was_looked_at(built: Path) -> None:
    """Every difference is one that a person has read; `make golden` writes the file anew."""
    expected = GOLDEN.read_text(encoding="utf-8").splitlines()
    found = canonical(built).splitlines()
    assert [line for line in found if line not in set(expected)] == [], "new; see make golden"
    assert [line for line in expected if line not in set(found)] == [], "gone; see make golden"


def test_two_builds_give_the_same_quads_byte_for_byte(
    built: Path, seeds: Path, tmp_path: Path
) -> None:
    """Another process with another order of hashes writes the same, background included."""
    store = tmp_path / "graph"
    code = f"import kg; kg.build({str(seeds)!r}, store={str(store)!r})"
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    with Store.open(built, read_only=True) as one, Store.open(store, read_only=True) as other:
        assert one.canonical() == other.canonical()


def test_building_again_changes_nothing(built: Path, seeds: Path, tmp_path: Path) -> None:
    """A second build of the same articles leaves every quad as it was."""
    store = tmp_path / "graph"
    shutil.copytree(built, store)
    kg.build(seeds, store=store)
    assert canonical(store) == canonical(built)
