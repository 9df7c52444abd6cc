"""The competency questions: one `queries/*.rq` a question, described in its own first lines.

The header is that of grlc (https://github.com/CLARIAH/grlc#decorator-syntax), one `#+ key: value` a
line; a line `#+   more` goes on with the value above it. The keys that are read:

    #+ summary: Who met whom, and on which day?
    #+ description: One row a meeting and pair of participants.
    #+ params: state (ISO 3166-1 alpha-3, optional), since (date, optional)
    #+ tags: [meeting, leader]

A parameter is a variable of the query that stands in its SELECT line. What its brackets say tells
how a value is read: "date", "number" or "text" as a literal, anything else as the name, code or IRI
of something in the graph. "optional" parameters may stay unbound.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.errors import QueryError
from kg.resources import queries_folder

__all__ = ["Catalogue", "Parameter", "Question"]

HEADER = re.compile(r"^#\+\s?(?:([a-z]+):\s*|\s+)(.*)$")
PARAMETER = re.compile(r"\s*[?$]?(\w+)\s*(?:\(([^)]*)\))?\s*(?:,|$)")

Kind = Literal["name", "date", "number", "text"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable that a question lets its asker bind.

    >>> Parameter("since", "date, optional").kind, Parameter("since", "date, optional").optional
    ('date', True)
    """

    name: str
    note: str = ""

    @property
    def optional(self) -> bool:
        """Whether the question makes sense without it."""
        return bool(re.search(r"\boptional\b", self.note))

    @property
    def kind(self) -> Kind:
        """How a value is read."""
        for kind, words in (
            ("date", r"date|day|month|year"),
            ("number", r"number|count"),
            ("text", r"text|words?"),
        ):
            if re.search(rf"\b(?:{words})\b", self.note):
                return kind  # type: ignore[return-value]  # mypy widens the tuple's str
        return "name"


@dataclass(frozen=True, slots=True)
class Question:
    """A query with a name, and what its header says about it."""

    name: str
    text: str
    summary: str = ""
    description: str = ""
    params: tuple[Parameter, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, text: str) -> Question:
        r"""A question from the text of its file.

        >>> Question.of("cq01", "#+ summary: Who?\n#+ tags: [a, b]\nASK {}").tags
        ('a', 'b')
        """
        header = _header(text)
        return cls(
            name=name,
            text=text,
            summary=header.get("summary", ""),
            description=header.get("description", ""),
            params=tuple(
                Parameter(match[1], (match[2] or "").strip())
                for match in PARAMETER.finditer(header.get("params", ""))
            ),
            tags=tuple(
                tag.strip() for tag in header.get("tags", "").strip("[] ").split(",") if tag.strip()
            ),
        )


def _header(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        match = HEADER.match(line)
        if match is None:
            if line.strip():
                break
        elif match[1]:
            key = match[1]
            found[key] = match[2].strip()
        elif key:
            found[key] = f"{found[key]} {match[2].strip()}".strip()
    return found


class Catalogue:
    """The questions of a folder, read when they are asked for."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder, the questions that come with the package."""
        self.folder = folder or queries_folder()

    def names(self) -> list[str]:
        """The names of the questions, sorted."""
        return sorted(file.stem for file in self.folder.glob("*.rq"))

    def list(self) -> list[Question]:
        """Every question, by name."""
        return [self._read(name) for name in self.names()]

    def get(self, name: str) -> Question:
        """The question of a name, of its number (`cq03`) or of the name without its number."""
        names = self.names()
        wanted = name.removesuffix(".rq")
        fitting = [
            n for n in names if wanted in (n, n.partition("-")[0], re.sub(r"^cq\d+-", "", n))
        ]
        if len(fitting) == 1:
            return self._read(fitting[0])
        near = fitting or [
            *difflib.get_close_matches(wanted, names, n=3, cutoff=0.5),
            *(n for n in names if wanted and wanted in n),
        ]
        raise QueryError(
            name,
            found="there is no such question" if not fitting else "more than one question",
            remedy=f"did you mean {', '.join(dict.fromkeys(near))}?"
            if near
            else "see kg query --list",
        )

    def _read(self, name: str) -> Question:
        file = self.folder / f"{name}.rq"
        try:
            return Question.of(name, file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(str(file), found=f"cannot be read: {error}") from error
