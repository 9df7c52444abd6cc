"""A disk that is full, or that cannot be written to: a clear error, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kg.store import Store
from tests.store.articles import BACKGROUND, VISIT, quads

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such limits")

FULL = """
import resource, signal, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store import Store
from tests.store.articles import VISIT, quads

with Store.open(Path(sys.argv[1])) as store:
    # no file may grow beyond this: to whoever writes, the disk is full
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    done = 0
    try:
        for done in range(500):
            id = f"n{done}"
            store.add(id, quads(VISIT.replace("visit", id).replace("5f", f"{done:04}")))
        print("the disk never was full")
    except StoreError as error:
        print(done, " ".join(str(error).split()), flush=True)
        store._failed = True
"""

READ_ONLY = """
import os, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store import Store
from tests.store.articles import VISIT, quads
import encodings.idna

if os.geteuid() == 0:
    # root may write anywhere
    os.setegid(65534)
    os.seteuid(65534)
with Store.open(Path(sys.argv[1]), read_only=True) as store:
    print(*store.articles())
    print(bool(store.query("ASK { ?event a ent:Meeting }")))
try:
    Store.open(Path(sys.argv[1]))
except StoreError as error:
    print(" ".join(str(error).split()))
"""


def _told(program: str, *arguments: object) -> list[str]:
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=True,
    )
    return ended.stdout.splitlines()


@pytest.mark.parametrize("limit", [60_000, 150_000])
def test_when_the_disk_is_full_the_error_says_so_and_nothing_is_lost(
    limit: int, tmp_path: Path
) -> None:
    """With room again, every article that was taken is there, whole, and readers saw no other."""
    with Store.open(tmp_path / "store", create=True) as store:
        store.install(quads(BACKGROUND), "one")
        before = store.canonical()
    (line,) = _told(FULL, tmp_path / "store", limit)
    done, _, message = line.partition(" ")
    assert message.startswith(f"{tmp_path / 'store'}: the disk says: ")
    assert message.endswith("mend that and run the same command again; no article is lost")
    with Store.open(tmp_path / "store", read_only=True) as reader:
        assert reader.canonical() == before
    with Store.open(tmp_path / "store") as store:
        assert store.differences() == ([], [])
        # the last one was noted, or was not: both are whole states
        assert len(store.articles()) in (int(done), int(done) + 1)


def test_a_disk_that_cannot_be_written_to_can_be_read() -> None:
    """Readers find everything; a writer is told what the disk says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store"
        Path(folder).chmod(0o755)
        with Store.open(path, create=True) as store:
            store.add("visit", quads(VISIT))
        places = [path, *(place for place in path.rglob("*") if place.is_dir())]
        for place in places:
            place.chmod(0o555)
        try:
            articles, found, message = _told(READ_ONLY, path)
        finally:
            for place in places:
                place.chmod(0o755)
        assert (articles, found) == ("visit", "True")
        assert message.startswith(f"{path}: the disk says: ")
