"""A process that works on articles for a build: pickled jobs in, pickled outcomes out."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from kg.pipeline.work import Job

__all__ = ["receive", "send"]


def send(stream: BinaryIO, value: object) -> None:
    """Write a value that `receive` reads at the other end."""
    content = pickle.dumps(value)
    stream.write(len(content).to_bytes(8, "big") + content)
    stream.flush()


def receive(stream: BinaryIO) -> object:
    """Read the next value. Raises `EOFError` where the other end is gone."""
    size = stream.read(8)
    content = stream.read(int.from_bytes(size, "big")) if len(size) == 8 else b""
    if not content:
        raise EOFError
    # the other end is our own process, over a pipe that nobody else can write to
    return pickle.loads(content)  # noqa: S301


def main() -> None:
    """Serve until standard input ends."""
    # whoever presses Ctrl-C means the build, which ends its workers itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    # what is imported here may print, and takes a second
    from kg.pipeline.gist import Gists  # noqa: PLC0415
    from kg.pipeline.stations import Stations  # noqa: PLC0415
    from kg.pipeline.work import work  # noqa: PLC0415

    folder, base = Path(sys.argv[1]), sys.argv[2]
    stations = Stations.of(folder, base=base)
    gists = Gists(stations.ontology.schema, stations.background)
    stations.settle()
    while True:
        try:
            jobs = receive(sys.stdin.buffer)
        except EOFError:
            return
        send(answers, work(stations, gists, cast("list[Job]", jobs)))


if __name__ == "__main__":
    main()
