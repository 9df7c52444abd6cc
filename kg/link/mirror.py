"""Candidates in a file, for linking without a network: JSON lines, one candidate each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from kg.errors import ReadError
from kg.link.likeness import folded
from kg.link.values import Candidate, Held

__all__ = ["Mirror", "written"]

LISTS = ("names", "classes", "countries", "neighbours")


class Mirror:
    """The candidates of a file, found by any of their names or codes."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._by_name: dict[str, list[Candidate]] = defaultdict(list)
        self._by_code: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            for name in {folded(n) for n in (candidate.label, *candidate.names)} - {""}:
                self._by_name[name].append(candidate)
            for code in candidate.codes:
                self._by_code[code].append(candidate)

    @classmethod
    def read(cls, file: Path) -> Mirror:
        """Read a file. Raises `ReadError` for a line that is no candidate."""
        found = []
        try:
            with file.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        found.append(_candidate(f"{file}:{number}", line))
        except (OSError, UnicodeDecodeError) as error:
            raise ReadError(str(file), found=f"cannot be read: {error}") from error
        return cls(found)

    def named(self, name: str) -> list[Candidate]:
        """What has that name, but for capitals, accents and punctuation."""
        return self._by_name.get(folded(name), [])

    def coded(self, code: tuple[str, str]) -> list[Candidate]:
        """What has that code."""
        return self._by_code.get(code, [])


def written(candidates: Iterable[Candidate]) -> str:
    """Candidates as a file holds them, sorted, so that the same ones give the same file."""
    lines = []
    for candidate in sorted(candidates, key=lambda c: c.iri):
        row = {k: v for k, v in asdict(candidate).items() if v not in ("", (), None, frozenset())}
        row["codes"] = dict(sorted(candidate.codes))
        for key in LISTS:
            if key in row and key != "names":
                row[key] = sorted(row[key])
        lines.append(json.dumps({k: v for k, v in row.items() if v}, ensure_ascii=False))
    return "".join(line + "\n" for line in lines)


def _candidate(where: str, line: str) -> Candidate:
    try:
        row = json.loads(line)
        known = {k: str(row.get(k, "")) for k in ("description", "begin", "end")}
        lists = {k: [str(v) for v in row.get(k, [])] for k in LISTS}
        point = row.get("point")
        return Candidate(
            str(row["iri"]),
            str(row["label"]),
            tuple(lists["names"]),
            known["description"],
            frozenset(lists["classes"]),
            typed=bool(row.get("typed", lists["classes"])),
            codes=frozenset((str(k), str(v)) for k, v in dict(row.get("codes", {})).items()),
            countries=frozenset(lists["countries"]),
            held=tuple(Held(**h) for h in row.get("held", [])),
            begin=known["begin"],
            end=known["end"],
            neighbours=frozenset(lists["neighbours"]),
            point=(float(point[0]), float(point[1])) if point else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise ReadError(
            where,
            found=f"is no candidate: {error!r}",
            allowed='an object of JSON such as {"iri": "…", "label": "…", "classes": ["State"]}',
        ) from error
