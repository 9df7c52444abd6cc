"""Workers: processes that take articles through the stations, and give them back in order.

They are processes of their own rather than forks or `multiprocessing`, so that a program that calls
`kg.build` needs no `if __name__ == "__main__"`, and nothing of its state is copied.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, Self, TypeVar, cast

from kg.pipeline.gist import Gists
from kg.pipeline.stations import Stations
from kg.pipeline.work import Done, Job, work
from kg.pipeline.worker import receive, send

__all__ = ["CHUNK", "Crew"]

CHUNK = 16
"""Articles a worker gets at once: enough to be parsed together, few enough to tell progress."""

# where the package lies, so that the other process finds the same one
ROOT = str(Path(__file__).resolve().parents[2])

Item = TypeVar("Item")


class Crew:
    """So many workers; with one, the work is done in this process, unless it shall be `apart`."""

    def __init__(self, stations: Stations, workers: int, *, apart: bool = False) -> None:
        self._stations = stations
        self._pool = ThreadPoolExecutor(workers) if workers > 1 or apart else None
        self._most = 2 * workers
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all: list[_Worker] = []
        self._over = False
        self._unsettle: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._over = True
            for worker in self._all:
                worker.end()
            self._pool.shutdown(cancel_futures=True)
        if self._unsettle is not None:
            self._unsettle()
            self._unsettle = None

    def each(
        self, items: Iterable[Item], job: Callable[[Item], Job | None]
    ) -> Iterator[tuple[Item, Done | None]]:
        """Each item with what became of its job, in their order; None where it has no job.

        So many are under way that no worker waits, and no more: memory stays flat.
        """
        under_way: deque[tuple[list[tuple[Item, bool]], Future[list[Done]]]] = deque()
        chunk: list[tuple[Item, bool]] = []
        jobs: list[Job] = []

        def finished() -> Iterator[tuple[Item, Done | None]]:
            waiting, answer = under_way.popleft()
            done = iter(answer.result())
            for item, worked in waiting:
                yield item, next(done) if worked else None

        for item in items:
            todo = job(item)
            chunk.append((item, todo is not None))
            if todo is not None:
                jobs.append(todo)
            if len(jobs) == CHUNK or len(chunk) == 16 * CHUNK:
                under_way.append((chunk, self._begin(jobs)))
                chunk, jobs = [], []
                if len(under_way) > self._most or self._pool is None:
                    yield from finished()
        under_way.append((chunk, self._begin(jobs)))
        while under_way:
            yield from finished()

    def _begin(self, jobs: list[Job]) -> Future[list[Done]]:
        if self._pool is not None and jobs:
            return self._pool.submit(self._ask, jobs)
        answer: Future[list[Done]] = Future()
        answer.set_result(work(self._stations, self._gists, jobs) if jobs else [])
        return answer

    @cached_property
    def _gists(self) -> Gists:
        gists = Gists(self._stations.ontology.schema, self._stations.background)
        self._unsettle = self._stations.settle()
        return gists

    def _ask(self, jobs: Sequence[Job]) -> list[Done]:
        try:
            return self._ask_one(jobs)
        except (EOFError, OSError):
            if self._over:
                return []
            if len(jobs) > 1:
                # it was ended, for want of memory perhaps: by themselves, all but one will do
                return [done for job in jobs for done in self._ask([job])]
            return [
                Done(
                    failure=f"{jobs[0].article.id}: the process that worked on it was ended; "
                    "is there enough memory?"
                )
            ]

    def _ask_one(self, jobs: Sequence[Job]) -> list[Done]:
        try:
            worker = self._idle.get_nowait()
        except Empty:
            worker = _Worker(self._stations)
            self._all.append(worker)
        answer = worker.ask(jobs)
        self._idle.put(worker)
        return answer


class _Worker:
    def __init__(self, stations: Stations) -> None:
        inherited = os.environ.get("PYTHONPATH", "")
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [
                sys.executable,
                "-m",
                "kg.pipeline.worker",
                str(stations.ontology.folder),
                stations.base,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(filter(None, (ROOT, inherited))),
                # there are as many workers as cores: more threads would only be in the way
                "OMP_NUM_THREADS": "1",
                "OPENBLAS_NUM_THREADS": "1",
            },
        )

    def ask(self, jobs: Sequence[Job]) -> list[Done]:
        send(cast("BinaryIO", self._process.stdin), list(jobs))
        return cast("list[Done]", receive(cast("BinaryIO", self._process.stdout)))

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
