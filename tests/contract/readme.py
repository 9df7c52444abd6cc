"""The commands that README.md shows: what they are, what they print, and how to write that anew."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.cli import run

__all__ = ["README", "Session", "checkout", "refreshed", "sessions"]

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
CUT = "…"

_BLOCK = re.compile(r"^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Session:
    """A command as README.md shows it, with the output shown; a line `…` stands for any lines."""

    command: str
    shown: str

    def run(self) -> tuple[int, str]:
        """The exit code and what is printed, in the present folder."""
        words = shlex.split(self.command, comments=True)
        if words[0] != "kg":
            raise ValueError(f"README.md shows a command that no test can run: {self.command}")
        # commands that write files to standard output write bytes
        raw = io.BytesIO()
        printed = io.TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            code = run(words[1:])
        printed.flush()
        return code, raw.getvalue().decode()

    def matches(self, printed: str) -> bool:
        """Whether that is what README.md shows."""
        parts = [re.escape(part) for part in _trimmed(self.shown).split(f"\n{CUT}")]
        return re.fullmatch(r"(\n.*)*?".join(parts), _trimmed(printed)) is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def sessions(text: str) -> list[Session]:
    """Every `$ kg …` of the console blocks, in their order."""
    return [session for block in _BLOCK.finditer(text) for session in _sessions(block["body"])]


def _sessions(body: str) -> list[Session]:
    found: list[Session] = []
    for line in body.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append(Session(line[2:].strip(), ""))
        elif found:
            found[-1] = Session(found[-1].command, found[-1].shown + line)
    return [session for session in found if session.command.split()[0] == "kg"]


@contextlib.contextmanager
def checkout(store: Path | None = None) -> Iterator[Path]:
    """A folder with the seeds in it, as the present folder: commands may write there.

    With `store`, a copy of it is there as `graph`: what a build does first is done.
    """
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder) / "seeds")
        if store is not None:
            shutil.copytree(store, Path(folder) / "graph")
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


def refreshed(text: str) -> str:
    """The page with the outputs of today; what was cut after some lines is cut there again."""
    with checkout():
        return _BLOCK.sub(lambda block: f"```console\n{_again(block['body'])}```", text)


def _again(body: str) -> str:
    if not any(line.startswith("$ kg") for line in body.splitlines()):
        return body
    written: list[str] = []
    for session in _sessions(body):
        _, printed = session.run()
        lines = _trimmed(printed).splitlines()
        shown = session.shown.rstrip("\n").splitlines()
        if CUT in shown:
            lines = [*lines[: shown.index(CUT)], CUT]
        written.append("\n".join([f"$ {session.command}", *lines]) + "\n")
    return "\n".join(written)
