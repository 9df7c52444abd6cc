"""Shards: files of N-Quads that any store loads, each with a list of the articles in it.

| in the folder   | what it is                                                                  |
|-----------------|-----------------------------------------------------------------------------|
| `part-X.nq.gz`  | the quads of some articles, and what follows from them with the background  |
| `part-X.json`   | its checksum, and its articles with their outcomes; written last            |
| `background.nq.gz` | ontology and reference data, and what follows from them                  |
| `manifest.json` | the parts of the last run with their checksums                              |

A part is named after what it was made from, so whoever makes it again writes the same file. It is
there when its list is there: what a killed process leaves behind is written again. The folder may
lie on a disk that all machines see, or in object storage (`s3://…`, `gs://…`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import MissingToolError, StoreError

__all__ = ["Entry", "Shards"]

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of a part, and what became of it.

    One that states something has `lines` lines in the part, of which `stated` come first and the
    rest follows from them. `report` is what the shapes say, `kept` the article where it goes into
    quarantine, `failure` why it could not be used.
    """

    id: str
    where: str
    mark: str
    lines: int = 0
    stated: int = 0
    gist: str = ""
    report: dict[str, Any] | None = None
    kept: dict[str, Any] | None = None
    failure: str = ""


class Shards:
    """A folder of shards."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = str(folder)
        if "://" in self.folder:
            self._files, self._root = _elsewhere(self.folder)
        else:
            self._files, self._root = None, str(Path(self.folder).absolute())

    def write(self, entries: Sequence[Entry], lines: Iterable[bytes]) -> str:
        """Write a part with the lines of its entries, in their order; give its name."""
        made_from = json.dumps([(e.id, e.where, e.mark) for e in entries])
        name = f"part-{hashlib.sha256(made_from.encode()).hexdigest()[:20]}"
        # the same bytes at any time
        packed = gzip.compress(b"".join(line + b"\n" for line in lines), 6, mtime=0)
        self._put(f"{name}.nq.gz", packed)
        told = {
            "format": FORMAT,
            "sha256": hashlib.sha256(packed).hexdigest(),
            "bytes": len(packed),
            "articles": [asdict(entry) for entry in entries],
        }
        self._put(f"{name}.json", json.dumps(told, ensure_ascii=False).encode())
        return name

    def put_background(self, lines: bytes) -> None:
        """Write what stands in every graph."""
        self._put("background.nq.gz", gzip.compress(lines, 6, mtime=0))

    def close(self, names: Iterable[str], *, base: str, recipe: str) -> None:
        """Write the manifest of a run over these parts."""
        parts = []
        for name in sorted(set(names)):
            told = self._told(name)
            parts.append(
                {
                    "file": f"{name}.nq.gz",
                    "sha256": told["sha256"],
                    "bytes": told["bytes"],
                    "articles": len(told["articles"]),
                    "quads": sum(entry["lines"] for entry in told["articles"]),
                }
            )
        content = {"format": FORMAT, "base": base, "recipe": recipe, "parts": parts}
        self._put("manifest.json", json.dumps(content, indent=1).encode() + b"\n")

    def names(self) -> list[str]:
        """The parts that are whole, sorted."""
        found = (re.fullmatch(r"(part-[0-9a-f]{20})\.json", name) for name in self._list())
        return sorted(match[1] for match in found if match)

    def entries(self, name: str) -> list[Entry]:
        """The articles of a part."""
        return [Entry(**entry) for entry in self._told(name)["articles"]]

    def read(self, name: str) -> Iterator[tuple[Entry, list[bytes]]]:
        """Each article of a part with its lines; raises `StoreError` where the file was changed."""
        told = self._told(name)
        packed = self._get(f"{name}.nq.gz")
        if hashlib.sha256(packed).hexdigest() != told["sha256"]:
            raise StoreError(
                self._path(f"{name}.nq.gz"),
                found="it is not the file that was written: its checksum differs",
                remedy=f"delete it with {name}.json and build again: it is made anew",
            )
        lines = gzip.decompress(packed).splitlines()
        at = 0
        for entry in (Entry(**entry) for entry in told["articles"]):
            yield entry, lines[at : at + entry.lines]
            at += entry.lines

    # --- how

    def _told(self, name: str) -> dict[str, Any]:
        try:
            told = json.loads(self._get(f"{name}.json"))
        except ValueError as error:
            raise StoreError(
                self._path(f"{name}.json"),
                found=f"cannot be read ({error})",
                remedy="delete it and build again: it is made anew",
            ) from error
        if told.get("format") != FORMAT:
            raise StoreError(
                self._path(f"{name}.json"),
                found=f"made by another version of Entente (format {told.get('format')})",
                remedy="write the shards into another folder",
            )
        return dict(told)

    def _path(self, name: str) -> str:
        return posixpath.join(self._root, name)

    def _put(self, name: str, content: bytes) -> None:
        """Write a file that is there as a whole or not at all."""
        try:
            if self._files is not None:
                with self._files.open_output_stream(self._path(name)) as stream:
                    stream.write(content)
                return
            path = Path(self._path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            # two may write the same part at once: each has a draft of its own
            draft = path.with_name(f".{name}.{hashlib.sha256(content).hexdigest()[:8]}.draft")
            draft.write_bytes(content)
            draft.replace(path)
        except OSError as error:
            raise self._disk(error) from error

    def _get(self, name: str) -> bytes:
        try:
            if self._files is not None:
                with self._files.open_input_stream(self._path(name)) as stream:
                    return bytes(stream.read())
            return Path(self._path(name)).read_bytes()
        except OSError as error:
            raise self._disk(error) from error

    def _list(self) -> list[str]:
        try:
            if self._files is None:
                folder = Path(self._root)
                return [f.name for f in folder.iterdir()] if folder.is_dir() else []
            from pyarrow.fs import FileSelector  # noqa: PLC0415 - it is there if _files is

            selector = FileSelector(self._root, allow_not_found=True)
            return [info.base_name for info in self._files.get_file_info(selector)]
        except OSError as error:
            raise self._disk(error) from error

    def _disk(self, error: OSError) -> StoreError:
        return StoreError(
            self.folder,
            found=f"the disk says: {error}",
            remedy="mend that and run the same command again; what was done is kept",
        )


def _elsewhere(address: str) -> tuple[Any, str]:
    try:
        from pyarrow.fs import FileSystem  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingToolError(
            address, found="object storage needs pyarrow", remedy="pip install 'entente[ray]'"
        ) from error
    try:
        files, root = FileSystem.from_uri(address)
    except (ValueError, OSError) as error:
        raise StoreError(address, found=f"cannot be used: {error}") from error
    return files, root
