"""What a job may take, set by the kernel, so that it holds amid a query, too.

A timer ends the process some time after the server would have, more memory than allowed is not
given, and while a query runs no file or socket can be opened.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["MIB", "Limits", "data_size"]

MIB = 1 << 20
GRACE = 2.0
"""Seconds that a worker lives on after its server should have ended it."""


class Limits:
    """What a job may take: seconds, and bytes beyond what the process has when it begins.

    `seal` closes the process while a query runs: it is for graphs that are held in memory.
    """

    def __init__(self, *, seconds: float, memory: int, seal: bool) -> None:
        self.seconds, self.memory, self.seal = seconds, memory, seal

    @contextmanager
    def held(self, *, sealed: bool) -> Iterator[None]:
        """Hold the limits; `sealed`, no file and no socket can be opened."""
        signal.setitimer(signal.ITIMER_REAL, self.seconds + GRACE)
        files = resource.getrlimit(resource.RLIMIT_NOFILE)
        data = resource.getrlimit(resource.RLIMIT_DATA)
        try:
            if sys.platform == "linux":
                resource.setrlimit(resource.RLIMIT_DATA, (data_size() + self.memory, data[1]))
            if sealed and self.seal:
                resource.setrlimit(resource.RLIMIT_NOFILE, (_open_files(), files[1]))
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, files)
            resource.setrlimit(resource.RLIMIT_DATA, data)
            signal.setitimer(signal.ITIMER_REAL, 0)


def _open_files() -> int:
    """One more than the highest number of an open file."""
    folder = Path("/proc/self/fd" if sys.platform == "linux" else "/dev/fd")
    # the last one is that of the listing itself
    return max((int(name) for name in os.listdir(folder)), default=64)  # noqa: PTH208


def data_size() -> int:
    """Bytes of memory that the process may write to, by the kernel's count."""
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html: pages of data and stack
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    return pages * resource.getpagesize()
