"""What lies in a store's folder, and whether it is one that this version can open.

| in the folder    | what it is                                                      |
|------------------|-----------------------------------------------------------------|
| `entente.json`   | format of the folder, base of the data IRIs (written once)      |
| `oxigraph/`      | the dataset that one process writes to                          |
| `entailed/`      | which of its triples follow from others and are stated by none  |
| `snapshots/`     | the dataset that readers see, as it was last published          |
| `ledger.sqlite`  | what each article contributed to it                             |
| `journal.sqlite` | what is under way                                               |
| `quarantine/`    | articles that failed validation, with their reports             |
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OptionError, StoreError
from kg.terms import DATA

__all__ = [
    "FORMAT",
    "dataset_of",
    "entailed_of",
    "journal_of",
    "ledger_of",
    "opened",
    "quarantine_of",
    "snapshots_of",
    "told",
    "write_whole",
]

FORMAT = 3
"""Raised whenever an older program could no longer read the folder."""

MANIFEST = "entente.json"


def dataset_of(path: Path) -> Path:
    """Where the dataset lies."""
    return path / "oxigraph"


def entailed_of(path: Path) -> Path:
    """Where the triples are noted that follow from others."""
    return path / "entailed"


def ledger_of(path: Path) -> Path:
    """Where the ledger lies."""
    return path / "ledger.sqlite"


def journal_of(path: Path) -> Path:
    """Where the journal lies."""
    return path / "journal.sqlite"


def snapshots_of(path: Path) -> Path:
    """Where the snapshots lie."""
    return path / "snapshots"


def quarantine_of(path: Path) -> Path:
    """Where the quarantine lies."""
    return path / "quarantine"


def write_whole(file: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all."""
    draft = file.with_name(f".{file.name}.draft")
    with draft.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    draft.replace(file)


def opened(path: Path, *, create: bool, base: str | None) -> str:
    """Check the folder, make it if asked to, and give the base of its data IRIs."""
    manifest = path / MANIFEST
    if not manifest.is_file():
        _refuse_foreign(path, create=create)
        base = base or DATA
        if not re.fullmatch(r"https?://[^\s<>\"{}|^`\\#]+/", base):
            raise OptionError(
                base, found="IRIs cannot begin with it", allowed="an http address that ends in /"
            )
        path.mkdir(parents=True, exist_ok=True)
        write_whole(manifest, json.dumps({"format": FORMAT, "base": base}, indent=2).encode())
        return base
    kept = _manifest(manifest)
    if kept.get("format") != FORMAT:
        raise StoreError(
            str(path),
            found=f"made by another version of Entente (store format {kept.get('format')})",
            allowed=f"store format {FORMAT}",
            remedy="build into a new folder, or use the version that made it",
        )
    stored = str(kept.get("base"))
    if base is not None and base != stored:
        raise StoreError(
            str(path),
            found=f"its IRIs begin with {stored}, not with {base}",
            remedy="open it with its own base, or build into a new folder",
        )
    return stored


def _refuse_foreign(path: Path, *, create: bool) -> None:
    if path.exists() and not path.is_dir():
        raise StoreError(
            str(path), found="a file, not a store", remedy="name the folder that kg build wrote"
        )
    if path.exists() and any(not f.name.startswith(f".{MANIFEST}") for f in path.iterdir()):
        raise StoreError(
            str(path),
            found="a folder that is not a store",
            remedy="name the folder that kg build wrote, or an empty one to build into",
        )
    if not create:
        raise StoreError(str(path), found="there is no store here", remedy="run kg build first")


def _manifest(file: Path) -> dict[str, object]:
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise StoreError(
            str(file), found=f"cannot be read ({error})", remedy="build into a new folder"
        ) from error
    if not isinstance(kept, dict):
        raise StoreError(str(file), found="not a manifest", remedy="build into a new folder")
    return kept


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Say in our own words what went wrong on the disk."""
    try:
        yield
    except (OSError, sqlite3.Error, RuntimeError) as error:
        raise StoreError(
            str(path),
            found=f"the disk says: {error}",
            remedy="mend that and run the same command again; no article is lost",
        ) from error
