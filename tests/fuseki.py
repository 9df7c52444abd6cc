"""Apache Jena Fuseki with TDB2 on disk, for tests and benchmarks: brings it, starts it, ends it.

    python tests/fuseki.py --bring             fetch it once (with mvn or cs), and print where it is
    python tests/fuseki.py graph-on-disk       serve that folder until Ctrl-C, and print the address

The jar is looked for in ENTENTE_FUSEKI_JAR first. Version 5 is the last one that runs on Java 17.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ARTIFACT = "org.apache.jena:jena-fuseki-server:5.6.0"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "entente"
NAME = "jena-fuseki-server-5.6.0.jar"
DATASET = "news"
LONGEST = 60.0
"""Seconds until it must answer."""


def jar() -> Path | None:
    """Where the jar lies, if it is there and there is a Java that runs it."""
    places = [Path(os.environ.get("ENTENTE_FUSEKI_JAR", "")), CACHE / NAME]
    found = next((place for place in places if place.is_file()), None)
    return found if shutil.which("java") else None


def missing() -> str:
    """Why Fuseki cannot be started; empty if it can."""
    if shutil.which("java") is None:
        return "there is no Java on this machine"
    return "" if jar() else "Fuseki is not here: python tests/fuseki.py --bring"


def bring() -> Path:
    """Fetch the jar with the ordinary client of its repository, unless it is there."""
    if (found := jar()) is not None:
        return found
    CACHE.mkdir(parents=True, exist_ok=True)
    if mvn := shutil.which("mvn"):
        goal = [f"-Dartifact={ARTIFACT}:jar", f"-DoutputDirectory={CACHE}"]
        subprocess.run([mvn, "-q", "-B", "dependency:copy", *goal], check=True)
    elif cs := shutil.which("cs"):
        fetched = subprocess.run(
            [cs, "fetch", "--intransitive", ARTIFACT], check=True, capture_output=True, text=True
        )
        shutil.copy(fetched.stdout.strip(), CACHE / NAME)
    else:
        sys.exit("neither mvn nor cs (coursier) is on this machine; or set ENTENTE_FUSEKI_JAR")
    return CACHE / NAME


@contextmanager
def fuseki(folder: Path, *, port: int = 0, memory: str = "512m") -> Iterator[str]:
    """A Fuseki over a folder, made if it is not there; gives the address of its dataset."""
    found = jar()
    if found is None:
        raise FileNotFoundError(missing())
    folder.mkdir(parents=True, exist_ok=True)
    port = port or _free_port()
    address = f"http://127.0.0.1:{port}/{DATASET}"
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        server = subprocess.Popen(
            [
                *("java", f"-Xmx{memory}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                *(
                    "-jar",
                    str(found),
                    "--localhost",
                    f"--port={port}",
                    f"--loc={folder.absolute()}",
                ),
                *("--update", f"/{DATASET}"),
            ],
            # it writes a folder of its own where it stands
            cwd=folder.parent,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(address, server, Path(log.name))
            yield address
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError, urllib.error.URLError):
            urllib.request.urlopen(f"{address}/query?query=ASK%20%7B%7D", timeout=5).close()  # noqa: S310
            return
        time.sleep(0.1)
    said = log.read_text(errors="replace")[-2000:]
    raise RuntimeError(f"Fuseki does not answer at {address}:\n{said}")


def main() -> None:
    """Bring it, or serve a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--bring", action="store_true")
    parser.add_argument("--port", type=int, default=3030)
    parser.add_argument("--memory", default="2g")
    given = parser.parse_args()
    if given.bring or given.folder is None:
        sys.stdout.write(f"{bring()}\n")
        return
    bring()
    with fuseki(given.folder, port=given.port, memory=given.memory) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(3600)


if __name__ == "__main__":
    main()
