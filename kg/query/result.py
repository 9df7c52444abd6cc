"""The answer to a query: a value that outlives the store, and the forms it is written in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pyoxigraph as ox

from kg.errors import OptionError
from kg.model.graphs import Term
from kg.query.frames import to_pandas, to_polars
from kg.query.values import Value, value_of
from kg.terms import PREFIXES, XSD

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import rdflib

__all__ = ["FORMATS", "Result"]

FORMATS = ("csv", "json", "ntriples", "tsv", "turtle", "xml")
"""What `Result.serialize` writes."""

WRITERS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
T = TypeVar("T")

# https://www.w3.org/TR/xml/#charsets; json.dumps writes control characters as \\uXXXX
NOT_XML = re.compile(r"(?<!\\)(?:\\\\)*\\u00[01][0-9a-f]|[\ufffe\uffff]")
GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a SELECT, yes or no of an ASK, or triples of a CONSTRUCT or DESCRIBE.

    `complete` is False where a row limit cut it off.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None
    complete: bool = True

    def table(self, *, prefixes: Mapping[str, str] = PREFIXES) -> list[list[str]]:
        """The rows as people read them: IRIs with prefixes, literals as their text."""
        return [[_shown(term, prefixes) for term in row] for row in self.rows]

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries of Python values: numbers, dates, text; None where unbound."""
        return [
            {name: value_of(term) for name, term in zip(self.variables, row, strict=True)}
            for row in self.rows
        ]

    def pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame. Raises `MissingToolError` where pandas is not installed."""
        return to_pandas(self.variables, self._values())

    def polars(self) -> pl.DataFrame:
        """The rows as a polars frame. Raises `MissingToolError` where polars is not installed."""
        return to_polars(self.variables, self._values())

    def rdflib(self) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE as an rdflib graph."""
        # it takes a while to load, and rows do not need it
        import rdflib  # noqa: PLC0415

        return rdflib.Graph().parse(data=self.serialize("ntriples"), format="nt")

    def _values(self) -> list[list[Value]]:
        if self.boolean is not None or self.triples is not None:
            raise OptionError("frame", found="this answer has no rows", allowed="a SELECT query")
        return [[value_of(term) for term in row] for row in self.rows]

    def serialize(self, format: str) -> str:
        """The result in `csv`, `tsv`, `json`, `xml` of SPARQL; triples in `turtle`, `ntriples`.

        CSV and TSV cannot hold the answer of an ASK: it is one line, `true` or `false`.
        """
        self._refuse_unfit(format)
        if self.triples is not None:
            ordered = sorted(self.triples, key=str)
            written = ox.serialize(ordered, format=GRAPHS[format], prefixes=dict(PREFIXES))
            return (written or b"").decode()
        content = self._json()
        if format == "json":
            return content + "\n"
        if self.boolean is not None and format in ("csv", "tsv"):
            return f"{str(self.boolean).lower()}\n"
        if format == "xml" and (fault := NOT_XML.search(content)):
            raise OptionError(
                "xml",
                found=f"the answer holds the character {fault[0]!r}, which XML cannot carry",
                allowed="one of csv, json, tsv",
            )
        parsed = ox.parse_query_results(content.encode(), format=ox.QueryResultsFormat.JSON)
        return (parsed.serialize(format=WRITERS[format]) or b"").decode()

    def _refuse_unfit(self, format: str) -> None:
        fitting = sorted(GRAPHS) if self.triples is not None else ["csv", "json", "tsv", "xml"]
        if format not in fitting:
            kind = "triples are" if self.triples is not None else "this answer is"
            raise OptionError(
                format,
                found=f"no form that {kind} written in",
                allowed=f"one of {', '.join(fitting)}",
            )

    def _json(self) -> str:
        """https://www.w3.org/TR/sparql11-results-json/."""
        if self.boolean is not None:
            return json.dumps({"head": {}, "boolean": self.boolean})
        bindings = [
            {
                name: _binding(term)
                for name, term in zip(self.variables, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]
        content = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(content, ensure_ascii=False)

    @classmethod
    def of(
        cls,
        answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
        *,
        limit: int | None = None,
    ) -> Result:
        """Read an answer to its end, or to `limit` rows; in the thread that asked."""
        try:
            if isinstance(answer, ox.QueryBoolean):
                return cls(boolean=bool(answer))
            if isinstance(answer, ox.QueryTriples):
                triples, complete = _first(answer, limit)
                return cls(triples=tuple(triples), complete=complete)
            variables = answer.variables
            # one object a row: collecting garbage costs more than reading when many are kept
            rows, complete = _first(map(tuple, answer), limit)
            return cls(
                variables=tuple(variable.value for variable in variables),
                rows=tuple(rows),
                complete=complete,
            )
        finally:
            # an error keeps the variables of its frames, and this may only go in its own thread
            del answer


def _first(answer: Iterable[T], limit: int | None) -> tuple[list[T], bool]:
    try:
        if limit is None:
            return list(answer), True
        kept: list[T] = []
        for item in answer:
            if len(kept) == limit:
                return kept, False
            kept.append(item)
        return kept, True
    finally:
        del answer


def _binding(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts}}
    written: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        written["datatype"] = term.datatype.value
    return written


def _shown(term: Term | None, prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        fitting = [(ns, p) for p, ns in prefixes.items() if term.value.startswith(ns)]
        if fitting:
            namespace, prefix = max(fitting, key=lambda pair: len(pair[0]))
            return f"{prefix}:{term.value[len(namespace) :]}"
        return term.value
    return str(term)
