"""Building on a real Ray cluster: a head and two worker nodes, as processes on this machine.

It takes minutes and memory, so it runs where ENTENTE_RAY is set:

    ENTENTE_RAY=1 python -m pytest tests/scale
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.scale import Shards
from kg.store import Store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not os.environ.get("ENTENTE_RAY"), reason="starts a cluster: ENTENTE_RAY=1"),
    # what Ray leaves open is its own
    pytest.mark.filterwarnings("default"),
]
PLACES = ("Tehran", "Islamabad", "Quetta", "Karachi", "Ankara", "Moscow")
BATCH = 3


def articles(folder: Path) -> Path:
    """Texts, lines, two that cannot be used, and one whose id another one has."""
    folder.mkdir()
    lines = [
        {
            "id": f"line-{n}",
            "text": f"Iran and Pakistan signed an agreement on trade in {PLACES[n % 6]}. "
            f"Iran condemned Israel. Russia praised Turkey on {n + 1} March 2024.",
            "published": f"2024-03-{n + 1:02}",
        }
        for n in range(18)
    ]
    rows = [json.dumps(line) for line in lines]
    rows.insert(5, "{broken")
    rows.append(json.dumps({"id": "line-3", "text": "Iran met Russia."}))
    french = "Le président de la République a rencontré le ministre de la Défense. "
    rows.append(json.dumps({"id": "french", "text": french * 5}))
    (folder / "news.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for n in range(6):
        (folder / f"text-{n}.txt").write_text(
            f"---\npublished: 2024-04-{n + 1:02}\n---\nPakistan's prime minister met Iran's "
            f"president in {PLACES[n]}. They discussed border security.\n"
        )
    return folder


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A head that works on nothing, and two nodes with a core each."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415 - an extra

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    small = {"object_store_memory": 80 * 1024 * 1024, "include_dashboard": False}
    found = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, **small})
    for _ in range(2):
        found.add_node(num_cpus=1, **small)
    yield found
    found.shutdown()


def building(cluster: Any, source: Path, store: Path) -> subprocess.Popen[str]:
    """`kg build` on the cluster, under way."""
    command = ["build", source, "--store", store, "--engine", "ray", "--address", cluster.address]
    return subprocess.Popen(
        [
            *(sys.executable, "-c", "import kg.cli; kg.cli.main()"),
            *(*map(str, command), "--batch", str(BATCH), "--json"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def outcome(process: subprocess.Popen[str]) -> dict[str, Any]:
    """What the build says at its end."""
    told, errors = process.communicate(timeout=900)
    assert process.returncode in (0, 1), errors
    assert told, errors
    return dict(json.loads(told))


def some(shards: Path, number: int) -> None:
    """Wait until so many parts are there."""
    until = time.monotonic() + 600
    while len(list(shards.glob("part-*.json"))) < number:
        assert time.monotonic() < until
        time.sleep(0.2)


def test_the_graph_is_that_of_one_machine_whatever_dies(cluster: Any, tmp_path: Path) -> None:
    """A build that is killed goes on where it was; a node that is killed is done without."""
    source = articles(tmp_path / "in")
    here = kg.build(source, store=tmp_path / "here")
    shards = tmp_path / "there.shards"

    first = building(cluster, source, tmp_path / "there")
    some(shards, 2)
    first.kill()
    first.wait()
    made = {part.name: part.stat().st_mtime_ns for part in shards.glob("part-*.json")}

    second = building(cluster, source, tmp_path / "there")
    some(shards, len(made) + 1)
    cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)
    there = outcome(second)

    assert {n: (shards / n).stat().st_mtime_ns for n in made} == made
    assert there["articles"] == list(here.articles)
    assert sorted(f["message"] for f in there["failed"]) == sorted(f.message for f in here.failed)
    assert len(there["failed"]) == 3
    with (
        Store.open(tmp_path / "here", read_only=True) as one,
        Store.open(tmp_path / "there", read_only=True) as other,
    ):
        assert one.canonical() == other.canonical()
        stated = {str(q.triple) + str(q.graph_name) for q in one.quads()}
    listed = json.loads((shards / "manifest.json").read_bytes())
    assert sum(part["articles"] for part in listed["parts"]) >= len(here.articles)
    in_shards = set()
    for name in Shards(shards).names():
        for _, lines in Shards(shards).read(name):
            in_shards.update(lines)
    assert len(in_shards) <= len(stated)

    third = outcome(building(cluster, source, tmp_path / "there"))
    assert third["unchanged"] == len(here.articles)


def test_tables_are_read_by_their_columns(cluster: Any, tmp_path: Path) -> None:
    """Parquet with names of its own."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    table = pa.table(
        {
            "body": ["Iran and Pakistan signed an agreement.", "Russia condemned Israel."],
            "day": ["2024-03-01", "2024-03-02"],
            "nr": ["a", "b"],
        }
    )
    pq.write_table(table, tmp_path / "news.parquet")
    summary = kg.build(
        str(tmp_path / "news.parquet"),
        store=tmp_path / "graph",
        engine="ray",
        address=cluster.address,
        columns="text=body,published=day,id=nr",
    )
    assert summary.articles == ("a", "b")
    assert summary.event_count >= 2
