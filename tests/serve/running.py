"""The server as a process of its own, on a free port, for as long as a block lasts."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["Running", "running"]


class Running:
    """A server that runs; `address` ends in a slash."""

    def __init__(self, process: subprocess.Popen[str], address: str, log: Path) -> None:
        self.process, self.address, self.log = process, address, log

    def url(self, path: str) -> str:
        """An address on it."""
        return self.address + path.removeprefix("/")


@contextmanager
def running(store: Path | str, *options: str) -> Iterator[Running]:
    """Run `kg serve` over a store."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as written:
            process = subprocess.Popen(
                [
                    sys.executable, "-c", "from kg.cli import main; main()",
                    "serve", "--store", str(store), "--port", "0", *options,
                ],
                stderr=subprocess.PIPE,
                stdout=written,
                text=True,
            )  # fmt: skip
        said = process.stderr
        assert said is not None
        try:
            line = said.readline()
            found = re.match(r"(http://\S+/)", line)
            assert found is not None, line + said.read()
            yield Running(process, found[1], log)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            finally:
                process.kill()
                said.close()
