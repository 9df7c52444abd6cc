"""What readers read: snapshots of the dataset that never change, one a publication.

A folder that Oxigraph writes to cannot be read by another process: the writer removes and joins
files while the reader is still to open them. A snapshot is made by Oxigraph itself, of hard links
to files that are never rewritten, so it takes no time and no room. A reader pins the one that it
reads (a shared lock on its folder), and the writer removes those that nobody has pinned.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pyoxigraph as ox

if sys.platform != "win32":
    import fcntl

__all__ = ["Snapshots"]


class Snapshots:
    """The snapshots of one store, by their numbers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def at(self, number: int) -> Path:
        """Where a snapshot lies."""
        return self._folder / str(number)

    def make(self, dataset: ox.Store, number: int) -> None:
        """Make a snapshot of the dataset as it is; everything in it outlives a power cut."""
        self._folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.at(number), ignore_errors=True)
        dataset.backup(str(self.at(number)))

    def pin(self, number: int) -> int | None:
        """Keep a snapshot from being removed until `unpin`; `FileNotFoundError` if it is gone."""
        if sys.platform == "win32":
            # there, files that somebody has open cannot be removed
            return None
        handle = os.open(self.at(number), os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH)
            (self.at(number) / "CURRENT").stat()
        except BaseException:
            os.close(handle)
            raise
        return handle

    @staticmethod
    def unpin(handle: int | None) -> None:
        """Let go of a snapshot."""
        if handle is not None:
            os.close(handle)

    def prune(self, *, keep: int) -> None:
        """Remove every snapshot but one, and those that somebody reads."""
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.name != str(keep):
                _remove(path)


def _remove(path: Path) -> None:
    if sys.platform == "win32":
        shutil.rmtree(path, ignore_errors=True)
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path, ignore_errors=True)
    except BlockingIOError:
        # a reader has it; the next publication tries again
        return
    finally:
        os.close(handle)
