"""The workers as the server sees them: who is free, who is to be ended, who follows whom."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import EntenteError, StoreError
from kg.serve.limits import Limits
from kg.serve.source import Opener
from kg.serve.updating import Change, Journal
from kg.serve.wire import CHANGE, FORK, LENGTH, Answer, Job, Line, receive, send

__all__ = ["Busy", "Gone", "Nursery", "Pool", "TimedOut"]

ROOT = str(Path(__file__).resolve().parents[2])
SOON = 0.05
"""Seconds after which it pays to watch whether the client is still there."""
PATIENCE = 10.0
"""Seconds that a request waits for a free worker."""

T = TypeVar("T")
Left = Callable[[], Awaitable[None]]
"""Returns when the client has left."""


class TimedOut(Exception):  # noqa: N818 - told to the caller, not to users
    """The time is over; the worker was ended."""


class Gone(Exception):  # noqa: N818
    """The client has left, or the worker ended by itself; `by_itself` tells which."""

    def __init__(self, *, by_itself: bool) -> None:
        super().__init__()
        self.by_itself = by_itself


class Busy(Exception):  # noqa: N818
    """No worker was free for too long."""


class Nursery:
    """The process that holds one edition of the graph, and makes workers of it."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process, self._control = process, control
        self._lock = asyncio.Lock()
        self.changes = 0
        self.edition = self.base = ""

    @property
    def is_alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    @classmethod
    async def start(cls, opener: Opener, journal: Journal | None) -> Nursery:
        """Start one, and wait until its graph is open. Raises what went wrong with that."""
        control, theirs = socket.socketpair()
        path = os.pathsep.join(filter(None, (ROOT, os.environ.get("PYTHONPATH", ""))))
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "kg.serve.nursery", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": path},
            )
        found = cls(process, control)
        try:
            answer = await found._ask(lambda: send(control, (opener, journal)))
        except (EOFError, OSError) as lost:
            found.close()
            raise StoreError("kg serve", found="the process that holds the graph ended") from lost
        error = answer.facts.get("error")
        if isinstance(error, EntenteError):
            found.close()
            raise error
        found.edition, found.base = str(answer.facts["edition"]), str(answer.facts["base"])
        return found

    async def fork(self) -> tuple[int, socket.socket]:
        """A new worker: its process id, and the server's end of its line."""
        ours, theirs = socket.socketpair()
        with theirs:
            answer = await self._ask(
                lambda: socket.send_fds(self._control, [FORK], [theirs.fileno()])
            )
        return int(str(answer.facts["pid"])), ours

    async def change(self, wanted: Change) -> Answer:
        """Let the graph take a request that writes."""

        def told() -> None:
            self._control.sendall(CHANGE)
            send(self._control, wanted)

        answer = await self._ask(told)
        self.changes += answer.status < 300
        return answer

    async def _ask(self, told: Callable[[], object]) -> Answer:
        def asked() -> object:
            told()
            return receive(self._control)

        async with self._lock:
            # a thread waits for it: it happens seldom, and loading takes seconds
            answer = await asyncio.to_thread(asked)
        if not isinstance(answer, Answer):
            raise TypeError("no answer")
        return answer

    def close(self) -> None:
        """End it; its workers go on until their lines are closed."""
        self._control.close()
        self._process.kill()
        self._process.wait()


@dataclass(eq=False, slots=True)
class Worker:
    """One worker; `nursery` tells which edition it has."""

    pid: int
    line: Line
    nursery: Nursery
    changes: int

    @property
    def is_current(self) -> bool:
        return self.changes == self.nursery.changes

    def end(self) -> None:
        """End it, whatever it does."""
        if not self.line.lost:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.line.close()


class Pool:
    """Some workers over the present edition."""

    def __init__(self, *, size: int, limits: Limits) -> None:
        self._size, self._limits = size, limits
        self._nursery: Nursery | None = None
        self._free: deque[Worker] = deque()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._all: set[Worker] = set()
        self._starting = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def nursery(self) -> Nursery:
        """The one with the present edition."""
        if self._nursery is None:
            raise RuntimeError("the pool is not open")
        return self._nursery

    @property
    def edition(self) -> str:
        """Another text for each state of the graph."""
        return f"{self.nursery.edition}.{self.nursery.changes}"

    async def adopt(self, nursery: Nursery) -> None:
        """Take another edition; workers of the former one finish what they are at."""
        before, self._nursery = self._nursery, nursery
        while self._free:
            self._retire(self._free.popleft())
        await asyncio.gather(*(self._add() for _ in range(self._size)))
        if before is not None:
            self._keep(asyncio.create_task(self._let_go(before)))

    async def change(self, wanted: Change) -> Answer:
        """Let the graph change; who asks from now on sees it."""
        answer = await self.nursery.change(wanted)
        if answer.status < 300:
            while self._free:
                self._retire(self._free.popleft())
            await self._add()
            self._fill()
        return answer

    async def ask(
        self, job: Job, *, left: Left | None = None, seconds: float | None = None
    ) -> Answer:
        """Let a worker do a job. Raises `TimedOut`, `Gone` or `Busy`."""
        limit = self._limits.seconds if seconds is None else seconds
        worker = self._free.popleft() if self._free else await self._next(left)
        awaited = worker.line.ask(job)
        finished = False
        try:
            answer = await _in_time(awaited, limit, left)
            finished = True
        except EOFError:
            raise Gone(by_itself=True) from None
        finally:
            if finished:
                self._back(worker)
            else:
                awaited.cancel()
                self._retire(worker)
                self._fill()
        if not isinstance(answer, Answer):
            raise TypeError("no answer")
        return answer

    def close(self) -> None:
        """End everything."""
        for task in self._tasks:
            task.cancel()
        for worker in list(self._all):
            worker.end()
        if self._nursery is not None:
            self._nursery.close()

    # --- how

    async def _next(self, left: Left | None) -> Worker:
        self._fill()
        waiting: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        try:
            return await _in_time(waiting, PATIENCE, left)
        except TimedOut:
            raise Busy from None
        finally:
            if waiting.done() and not waiting.cancelled() and sys.exc_info()[0] is not None:
                self._back(waiting.result())
            waiting.cancel()

    def _back(self, worker: Worker) -> None:
        """A worker is free: it takes what waits, or goes if it is of a former edition."""
        if worker.line.lost or worker.nursery is not self._nursery or not worker.is_current:
            self._retire(worker)
            self._fill()
            return
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(worker)
                return
        self._free.append(worker)

    def _retire(self, worker: Worker) -> None:
        self._all.discard(worker)
        worker.end()

    def _fill(self) -> None:
        """See to it that there are as many workers as there should be."""
        present = sum(w.nursery is self._nursery and w.is_current for w in self._all)
        for _ in range(self._size - present - self._starting):
            self._starting += 1
            self._keep(asyncio.create_task(self._added()))

    async def _added(self) -> None:
        try:
            await self._add()
        finally:
            self._starting -= 1

    async def _add(self) -> None:
        nursery = self.nursery
        changes = nursery.changes
        pid, channel = await nursery.fork()
        packed = pickle.dumps(self._limits)
        channel.sendall(LENGTH.pack(len(packed)) + packed)
        channel.setblocking(False)
        line: Line

        def lost() -> None:
            for worker in [w for w in self._all if w.line is line]:
                self._all.discard(worker)
                with contextlib.suppress(ValueError):
                    self._free.remove(worker)
                self._fill()

        _, line = await asyncio.get_running_loop().create_connection(
            lambda: Line(lost), sock=channel
        )
        worker = Worker(pid, line, nursery, changes)
        self._all.add(worker)
        self._back(worker)

    async def _let_go(self, nursery: Nursery) -> None:
        while any(worker.nursery is nursery for worker in self._all):
            await asyncio.sleep(SOON)
        nursery.close()

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _in_time(awaited: asyncio.Future[T], seconds: float, left: Left | None) -> T:
    """Wait for something, not longer than the client does, and not for ever."""
    done, _ = await asyncio.wait({awaited}, timeout=min(SOON, seconds))
    if done:
        return awaited.result()
    leaving = left() if left is not None else asyncio.sleep(seconds)
    watch: asyncio.Future[None] = asyncio.ensure_future(leaving)
    both: set[asyncio.Future[Any]] = {awaited, watch}
    try:
        await asyncio.wait(both, timeout=seconds - SOON, return_when=asyncio.FIRST_COMPLETED)
        if awaited.done():
            return awaited.result()
        if watch.done():
            raise Gone(by_itself=False)
        raise TimedOut
    finally:
        watch.cancel()
