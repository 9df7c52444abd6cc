"""Shards: files that any store loads, whoever writes them and in whatever portions."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import StoreError
from kg.pipeline import Stations
from kg.pipeline.distributed import ShardWriter
from kg.read import portions, read_portion
from kg.scale import Entry, Shards
from kg.store import Store, background_lines
from kg.store.nquads import normalised, restored
from kg.terms import DATA


def test_any_split_of_the_articles_gives_the_graph(
    corpus: Path, root: Path, tmp_path: Path
) -> None:
    """Events and actors of different shards meet by their names alone: nothing is joined after."""
    records = []
    for portion in portions((root / "tests" / "articles",)):
        for where, article in read_portion(portion):
            record = ShardWriter.record(where, article)
            records.append(record)
    stations = Stations.of()
    writer = ShardWriter(
        str(tmp_path / "one"), str(stations.ontology.folder), DATA, {}, strict=False
    )
    background = set(background_lines(stations.background).splitlines())
    graphs = []
    for name, sizes in (("one", [len(records)]), ("two", [1, 3, 1]), ("back", [2, 2, 1])):
        shards = writer.folder = Shards(tmp_path / name)
        waiting = records[::-1] if name == "back" else list(records)
        for size in sizes:
            writer(waiting[:size])
            del waiting[:size]
        assert not waiting
        lines = set(background)
        for part in shards.names():
            for _, stated in shards.read(part):
                lines.update(stated)
        graphs.append(lines)
    writer.close()
    assert graphs[0] == graphs[1] == graphs[2]
    with Store.open(corpus, read_only=True) as store:
        whole = ox.Dataset(store.quads())
    found = ox.parse(b"\n".join(sorted(graphs[0])), format=ox.RdfFormat.N_QUADS)
    # a store gives back values, not spellings
    loaded = ox.Dataset(map(restored, normalised(found)))
    for dataset in (whole, loaded):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert set(whole) == set(loaded)


ENTRIES = (
    Entry("a", "in/a.txt", "m1", lines=2, stated=1, report={"about": "a", "findings": []}),
    Entry("b", "in/b.txt", "m2", failure="in/b.txt: is empty"),
    Entry("c", "in/c.txt", "m3", lines=1, stated=1, report={"about": "c", "findings": []}),
)
LINES = [b"<urn:a> <urn:p> <urn:b> .", b"<urn:a> <urn:q> <urn:b> .", b"<urn:c> <urn:p> <urn:b> ."]


def written(folder: Path) -> tuple[Shards, str]:
    """A folder with one part."""
    shards = Shards(folder)
    return shards, shards.write(ENTRIES, LINES)


def test_a_part_gives_back_what_was_written(tmp_path: Path) -> None:
    """Each article with its lines; written again, it is the same file."""
    shards, name = written(tmp_path / "shards")
    assert [(e.id, lines) for e, lines in shards.read(name)] == [
        ("a", LINES[:2]),
        ("b", []),
        ("c", LINES[2:]),
    ]
    before = (tmp_path / "shards" / f"{name}.nq.gz").read_bytes()
    assert written(tmp_path / "shards")[1] == name
    assert (tmp_path / "shards" / f"{name}.nq.gz").read_bytes() == before
    shards.close([name], base=DATA, recipe="r")
    told = json.loads((tmp_path / "shards" / "manifest.json").read_bytes())
    assert (told["parts"][0]["articles"], told["parts"][0]["quads"]) == (3, 3)


def test_a_part_that_was_cut_off_is_not_there(tmp_path: Path) -> None:
    """Its list is written last: without it, it is written again."""
    shards, name = written(tmp_path / "shards")
    (tmp_path / "shards" / f"{name}.json").unlink()
    assert shards.names() == []


def test_a_part_that_was_changed_is_refused(tmp_path: Path) -> None:
    """Where, what, and what to do."""
    shards, name = written(tmp_path / "shards")
    (tmp_path / "shards" / f"{name}.nq.gz").write_bytes(gzip.compress(b"<urn:x> <urn:p> 1 .\n"))
    with pytest.raises(StoreError, match=r"its checksum differs; delete it with part-.*\.json"):
        list(shards.read(name))


def test_a_disk_that_takes_nothing_says_so(tmp_path: Path) -> None:
    """In one line."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="the disk says: "):
        written(tmp_path / "file" / "shards")
