"""Facts of linked things, asked for at their source fifty at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyoxigraph as ox

from kg.errors import EndpointError, OptionError
from kg.resources import read_toml
from kg.terms import XSD
from kg.web import Client, sparql

__all__ = ["KINDS", "Fact", "Outside", "asked", "outsides"]

OURS = Path(__file__).with_name("facts.toml")
KEYS = ("title", "entity", "endpoint", "licence", "query", "population")
AT_ONCE = 50
KINDS = (
    "border",
    "capital",
    "holder",
    "member",
    "office",
    "party",
    "point",
    "population",
    "signed",
)
"""What can be brought."""
PRECISIONS = {"9": (4, "gYear"), "10": (7, "gYearMonth"), "11": (10, "date")}
"""How much of a date is known (https://www.wikidata.org/wiki/Help:Dates#Precision)."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A knowledge base that facts are brought from; `query` gives rows as `facts.toml` says."""

    name: str
    title: str
    entity: str
    endpoint: str
    query: str
    licence: str = ""
    population: str = ""
    rate: float = 1.0
    attempts: int = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a source says of an item of its own.

    `value` is an IRI of the source, or the text of a number or a point; `retrieved` is when the
    source gave it, by its own clock.
    """

    item: str
    kind: str
    value: str
    name: str = ""
    code: str = ""
    """The three-letter code of a value that is a state."""
    begin: ox.Literal | None = None
    end: ox.Literal | None = None
    retrieved: datetime | None = None


def outsides(file: Path | None = None) -> dict[str, Outside]:
    """The knowledge bases that come with Entente, and those of a file, by name."""
    found = _read(OURS)
    return found if file is None else {**found, **_read(file)}


def asked(client: Client, outside: Outside, items: Sequence[str]) -> Iterator[Fact]:
    """All that a source says of at most fifty items; also "revision". Raises `EndpointError`."""
    listed = " ".join(f"<{iri}>" for iri in items)
    answer = sparql(client, outside.endpoint, outside.query.replace("$items", listed))
    if "json" not in answer.media:
        raise EndpointError(
            answer.address,
            found=f"answered with {answer.media or 'no media type'}, not with SPARQL results: "
            f"{answer.first_line()}",
            remedy="is this the address of the query service itself?",
        )
    try:
        rows = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - it is a SELECT
        names = {v.value for v in rows.variables}
        solutions = [{n: s[n] for n in names if s[n] is not None} for s in rows]
    except (SyntaxError, ValueError, OSError) as error:
        raise EndpointError(
            answer.address, found=f"its answer is broken: {error}", remedy="ask again"
        ) from error
    for row in solutions:
        text = {n: str(getattr(t, "value", "")) for n, t in row.items()}
        yield Fact(
            text.get("item", ""),
            text.get("kind", ""),
            text.get("value", ""),
            text.get("name", ""),
            text.get("code", ""),
            _date(text.get("begin", ""), text.get("beginPrecision", "")),
            _date(text.get("end", ""), text.get("endPrecision", "")),
            answer.retrieved,
        )


def _date(text: str, precision: str) -> ox.Literal | None:
    """A date that is no more precise than it is known; None below a year, and before the year 1.

    >>> str(_date("2021-08-01T00:00:00Z", "10")).partition("^^")[0]
    '"2021-08"'
    """
    length, kind = PRECISIONS.get(precision, (0, ""))
    if not length or not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    return ox.Literal(text[:length], datatype=ox.NamedNode(XSD + kind))


def _read(file: Path) -> dict[str, Outside]:
    found = {}
    for name, table in read_toml(file).items():
        where = f"{file}: [{name}]"
        if not isinstance(table, dict):
            raise OptionError(where, found=f"{name!r} is no table", allowed=f"a table [{name}]")
        if "query" not in table:
            # a file of sources for kg link says nothing of facts
            continue
        texts = {key: table.get(key, "") for key in KEYS}
        for key in ("entity", "endpoint", "query"):
            if not isinstance(texts[key], str) or not texts[key]:
                raise OptionError(where, found=f"{key} is missing", allowed=", ".join(KEYS))
        found[name] = Outside(
            name=name,
            **texts,
            rate=float(table.get("rate", 1.0)),
            attempts=int(table.get("attempts", 5)),
        )
    return found
