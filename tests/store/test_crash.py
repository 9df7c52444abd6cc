"""A process killed in the middle of its work leaves a store that opens and can go on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import Contribution, Store
from tests.store.articles import BACKGROUND, REPORT, VISIT, quads

WRITER = """
import sys
from pathlib import Path
from kg.store import Contribution, Store
from tests.store.articles import BACKGROUND, REPORT, VISIT, quads

# every moment of a publication shall be met as well
import kg.store.store
kg.store.store.SECONDS = kg.store.store.SHARE = 0.02

with Store.open(Path(sys.argv[1]), create=True) as store:
    store.install(quads(BACKGROUND), "one")
    print("ready", flush=True)
    for round in range(1000):
        for number in range(20):
            id = f"n{number}"
            trig = (VISIT, REPORT)[(round + number) % 2]
            stated = quads(trig.replace("visit", id).replace("report", id))
            if round % 2:
                store.stage(Contribution.of(id, stated))
            else:
                store.add(id, stated)
        store.flush()
        store.retract("n0")
"""

READER = """
import sys
from pathlib import Path
from kg.store import Store

seen, rounds = set(), 0
print("ready", flush=True)
while not Path(sys.argv[2]).exists():
    rounds += 1
    with Store.open(Path(sys.argv[1]), read_only=True) as reader:
        before = reader.canonical()
        ids = reader.articles()
        for _ in range(5):
            rows = reader.query("SELECT ?a { ?a a ent:Article }")
            assert len(list(rows)) == len(ids), "an answer of no whole state"
        assert reader.differences() == ([], []), "half an article"
        assert reader.canonical() == before, "a reader's state has changed under it"
        seen.add(hash(before))
print(rounds, len(seen))
"""


def _writer(folder: Path) -> subprocess.Popen[str]:
    return _running(WRITER, folder)


def _running(program: str, *arguments: Path) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_a_killed_writer_leaves_whole_articles_and_a_rerun_ends_in_the_same_graph(
    tmp_path: Path,
) -> None:
    """SIGKILL at random moments: the store opens, equals its ledger, and can be written to."""
    chance = random.Random(7)  # noqa: S311 - moments to kill at, not secrets
    for _ in range(6):
        with _writer(tmp_path / "store") as process:
            time.sleep(chance.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
        with Store.open(tmp_path / "store", read_only=True) as reader:
            assert reader.query("ASK { ?state a ent:State }")
            assert reader.differences() == ([], [])
        with Store.open(tmp_path / "store") as store:
            assert store.differences() == ([], [])
    with Store.open(tmp_path / "store") as store:
        for id in store.articles():
            store.retract(id)
        store.add("visit", quads(VISIT))
        lived = store.canonical()
    with Store.open(tmp_path / "built", create=True) as store:
        store.install(quads(BACKGROUND), "one")
        store.add("visit", quads(VISIT))
        assert store.canonical() == lived


def test_two_open_changes_of_one_article_are_both_taken_again(tmp_path: Path) -> None:
    """The dataset may hold what the first one stated, and the second does not."""
    with Store.open(tmp_path, create=True) as store:
        store.install(quads(BACKGROUND), "one")
        store.add("n", quads(VISIT.replace("visit", "n")))
        second = Contribution.of("n", quads(REPORT.replace("report", "n")))
        store._journal.note(("n", second), after=store._ledger.publication)
        # from here on nothing is written any more, as in a process that was killed
        store._failed = True
    with Store.open(tmp_path) as store:
        assert store.differences() == ([], [])
        assert set(store.contribution("n")) == set(second.quads())


def test_readers_go_on_reading_while_another_process_writes(tmp_path: Path) -> None:
    """Each answer is that of a whole state, the same one until the reader is closed."""
    store, stop = tmp_path / "store", tmp_path / "stop"
    with _writer(store) as writer:
        readers = [_running(READER, store, stop) for _ in range(2)]
        time.sleep(3)
        stop.touch()
        for reader in readers:
            told, _ = reader.communicate(timeout=60)
            assert reader.returncode == 0
            rounds, states = map(int, told.split())
            assert rounds >= states > 1
        assert writer.poll() is None
        writer.kill()


def test_another_process_that_writes_is_named_as_the_reason(tmp_path: Path) -> None:
    """Two builds at once on one store: the second is told to wait."""
    with _writer(tmp_path / "store") as process:
        try:
            with pytest.raises(StoreError, match="in use: another build is writing to it; wait"):
                Store.open(tmp_path / "store")
        finally:
            process.kill()


def test_a_lost_dataset_is_built_anew_from_the_ledger(tmp_path: Path) -> None:
    """Without the folder `oxigraph/`, opening brings back every article."""
    with Store.open(tmp_path, create=True) as store:
        store.install(quads(BACKGROUND), "one")
        store.add("visit", quads(VISIT))
        store.add("report", quads(REPORT))
        before = store.canonical()
    shutil.rmtree(tmp_path / "oxigraph")
    with Store.open(tmp_path) as store:
        assert store.canonical() == before
        store.rebuild()
        assert store.canonical() == before
        assert store.differences() == ([], [])


def test_a_rebuild_cut_off_is_begun_again(tmp_path: Path) -> None:
    """A store killed while it was being rebuilt does not open half full."""
    with Store.open(tmp_path, create=True) as store:
        store.add("visit", quads(VISIT))
        before = store.canonical()
        store._ledger.set_note("rebuilding", "yes")
        store._dataset.clear()
    with Store.open(tmp_path) as store:
        assert store.canonical() == before


def test_a_damaged_dataset_is_reported(tmp_path: Path) -> None:
    """A dataset that Oxigraph cannot open is one line, not a traceback."""
    with Store.open(tmp_path, create=True) as store:
        store.add("visit", quads(VISIT))
    (tmp_path / "oxigraph" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match=r"damaged .* delete this folder"):
        Store.open(tmp_path)
    shutil.rmtree(tmp_path / "oxigraph")
    with Store.open(tmp_path) as store:
        assert store.query("ASK { ?event a ent:Meeting }")
