"""Requests a second over HTTP: kg serve, Fuseki, rdflib-endpoint and Oxigraph's own server.

    python benchmarks/serve.py                    100,000 quads, five seconds a query and server
    python benchmarks/serve.py --minutes 60       and then an hour of mixed load on ours alone

All servers hold the same quads and answer the same queries, one after the other on this machine;
each request differs from the one before (another state, or a comment), so that nobody answers from
a cache. Servers that are not installed are left out (`pip install rdflib-endpoint oxigraph`,
`python tests/fuseki.py --bring`). Ratios carry over to other machines, figures do not. Only
addresses of this machine are asked.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pyoxigraph as ox

from benchmarks.query import quads
from kg.store import Store
from kg.terms import DATA, PREFIXES
from tests.fuseki import fuseki, missing
from tests.serve.running import Running, running

CLIENTS = 4
HEAD = f"PREFIX ent: <{PREFIXES['ent']}> PREFIX oa: <{PREFIXES['oa']}> "
QUERIES: dict[str, Callable[[int], str]] = {
    "look-up": lambda n: f"SELECT ?p ?o {{ <{DATA}event/{n % 5000}> ?p ?o }} # {n}",
    "three joins": lambda n: (
        HEAD
        + f"SELECT ?quote {{ ?event ent:actor <{DATA}state/s{n % 200}> ; ent:recipient ?other ; "
        f"ent:evidence ?evidence . ?evidence oa:exact ?quote }} # {n}"
    ),
    "group by": lambda n: (
        HEAD + "SELECT ?one (COUNT(?event) AS ?events) { ?event ent:actor ?one ; ent:begin ?day } "
        f"GROUP BY ?one # {n}"
    ),
}


async def load(address: str, query: Callable[[int], str], seconds: float) -> list[float]:
    """Ask for some seconds over a few connections that stay open; give the time of each answer."""
    parts = urlsplit(address)
    numbers = itertools.count()
    taken: list[float] = []
    until = time.perf_counter() + seconds

    async def client() -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        while (start := time.perf_counter()) < until:
            target = f"{parts.path}?query={quote(query(next(numbers)))}"
            writer.write(
                f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n"
                "Accept: application/sparql-results+json\r\n\r\n".encode()
            )
            await answer(reader)
            taken.append(time.perf_counter() - start)
        writer.close()

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return taken


async def answer(reader: asyncio.StreamReader) -> None:
    """Read one answer to its end."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b" 200 " not in head[:16]:
        raise SystemExit(head.decode())
    if b"content-length:" in head:
        await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readexactly(2)


@contextlib.contextmanager
def started(command: list[str], address: str) -> Iterator[str]:
    """A server of somebody else, once it answers."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(address, params={"query": "ASK {}"}).status_code == 200:
                    break
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait()


def servers(
    store: Path, lines: Path, folder: Path
) -> Iterator[tuple[str, contextlib.AbstractContextManager[str]]]:
    """Each server that is installed, with a way to run it over the same quads."""

    @contextlib.contextmanager
    def ours() -> Iterator[str]:
        with running(store) as server:
            yield server.url("sparql")

    yield "kg serve", ours()
    beside = Path(sys.executable).parent
    if found := shutil.which("oxigraph", path=str(beside)):
        (folder / "ox").mkdir()
        loaded = [found, "load", "-l", str(folder / "ox"), "-f", str(lines)]
        subprocess.run(loaded, check=True, capture_output=True)
        command = [found, "serve-read-only", "-l", str(folder / "ox"), "-b", "127.0.0.1:7901"]
        yield "oxigraph", started(command, "http://127.0.0.1:7901/query")
    if not missing():

        @contextlib.contextmanager
        def jena() -> Iterator[str]:
            with fuseki(folder / "jena", memory="2g") as address:
                kind = {"content-type": "application/n-quads"}
                body = lines.read_bytes()
                httpx.post(f"{address}/data", content=body, headers=kind, timeout=600)
                yield f"{address}/query"

        yield "fuseki", jena()
    if found := shutil.which("rdflib-endpoint", path=str(beside)):
        command = [found, "serve", "--host", "127.0.0.1", "--port", "7902", str(lines)]
        yield "rdflib-endpoint", started(command, "http://127.0.0.1:7902/")


def main() -> None:
    """Load, ask, print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--quads", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=5.0)
    options.add_argument("--minutes", type=float, default=0.0)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with Store.open(folder / "graph", create=True) as writer:
            writer._dataset.bulk_extend(quads(given.quads))  # noqa: SLF001 - no article states it
            writer._changed = True  # noqa: SLF001
        with Store.open(folder / "graph", read_only=True) as store:
            lines = folder / "graph.nq"
            lines.write_bytes(ox.serialize(store.quads(), format=ox.RdfFormat.N_QUADS) or b"")
        rates: dict[str, dict[str, float]] = {}
        print(f"{'requests a second':<18}{'server':<18}{'rate':>8}{'p50 ms':>9}{'p99 ms':>9}")
        for name, server in servers(folder / "graph", lines, folder):
            with server as address:
                for kind, query in QUERIES.items():
                    asyncio.run(load(address, query, given.seconds / 5))
                    taken = sorted(asyncio.run(load(address, query, given.seconds)))
                    rates.setdefault(kind, {})[name] = len(taken) / given.seconds
                    p99 = taken[int(len(taken) * 0.99)] * 1000
                    rate, p50 = len(taken) / given.seconds, statistics.median(taken) * 1000
                    print(f"{kind:<18}{name:<18}{rate:>8.0f}{p50:>9.2f}{p99:>9.2f}", flush=True)
        for kind, found in rates.items():
            for name in list(found)[1:]:
                print(f"{kind}: {found['kg serve'] / found[name]:.1f} times {name}")
        if given.minutes:
            with running(folder / "graph") as server:
                soak(server, given.minutes)


def soak(server: Running, minutes: float) -> None:
    """Mixed load, in rounds; the memory of the server and its workers after each."""
    for number in range(max(2, round(minutes * 2))):
        for query in QUERIES.values():
            asyncio.run(
                load(server.url("sparql"), query, minutes * 20 / max(2, round(minutes * 2)))
            )
        print(f"round {number + 1}: {memory(server.process.pid) / 1e6:.0f} MB", flush=True)


def memory(pid: int) -> int:
    """Bytes that a process and its descendants hold for themselves (Linux)."""
    total = 0
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            total += int(line.split()[1]) * 1024
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return total + sum(memory(int(child)) for child in children)


if __name__ == "__main__":
    main()
