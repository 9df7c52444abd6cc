"""Joining our graph with others in one query: SPARQL 1.1 Federated Query, with manners.

https://www.w3.org/TR/sparql11-federated-query/

The engine would send a SERVICE by itself to any address, one request a solution, with no limit.
Here the part before it is answered at home first; what it binds goes out fifty at a time as VALUES,
to endpoints that are allowed, through a client with pace, cache and patience; and what comes back
takes the place of the SERVICE. A group's filters on what a SERVICE binds must stand after it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import EndpointError, QueryError
from kg.model import SparqlToken, sparql_tokens
from kg.query.catalogue import Question
from kg.query.endpoint import ask_with
from kg.query.result import Result

if TYPE_CHECKING:
    from kg.web import Client

__all__ = ["Federated", "federate"]

AT_ONCE = 50
PAGE = 1000
"""Rows asked for at once; endpoints cut larger answers off."""

Ask = Callable[[Question], Result]
"""Asks our own graph."""
Row = tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]


@dataclass(frozen=True, slots=True)
class Federated:
    """An answer, and what is missing from it: how many requests failed, and why."""

    result: Result
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Service:
    """A SERVICE of a query: where it stands, whom it asks, and for what."""

    begin: int
    end: int
    endpoint: str
    silent: bool
    pattern: str


@dataclass
class _Table:
    """What a SERVICE gave: its variables and their rows."""

    variables: tuple[str, ...]
    rows: dict[Row, None] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def values(self) -> str:
        """As a VALUES block."""
        heads = " ".join(f"?{v}" for v in self.variables)
        rows = " ".join("(" + " ".join(map(_term, row)) + ")" for row in self.rows)
        return f" VALUES ({heads}) {{ {rows} }} "


def federate(
    question: Question, ask: Ask, client: Client, *, allowed: Mapping[str, str]
) -> tuple[Question, tuple[str, ...]]:
    """A query with VALUES in place of each SERVICE, and why some requests failed.

    `ask` asks our own graph; `allowed` gives for each address that a query may name the one that is
    asked. Raises `QueryError` for an address that is not allowed, `EndpointError` where nothing
    could be had.
    """
    text = question.text
    missing: list[str] = []
    while (service := _first(text, question.name)) is not None:
        if service.endpoint not in allowed:
            raise QueryError(
                question.name,
                found=f"it asks {service.endpoint}, which is not allowed",
                allowed=", ".join(sorted(allowed)),
                remedy=f"allow it: --allow {service.endpoint}",
            )
        table = _asked(question, text, service, ask, client, allowed[service.endpoint])
        missing += table.failures
        text = text[: service.begin] + table.values() + text[service.end :]
    return replace(question, text=text), tuple(missing)


def _first(text: str, where: str) -> _Service | None:
    tokens = list(sparql_tokens(text))
    for number, token in enumerate(tokens):
        if not _is(token, "SERVICE"):
            continue
        after = tokens[number + 1 :]
        silent = bool(after) and _is(after[0], "SILENT")
        after = after[silent:]
        if len(after) < 2 or after[0].kind != "iri" or after[1].text != "{":
            raise QueryError(
                where, found="a SERVICE names no address", allowed="SERVICE <https://…> { … }"
            )
        depth = 0
        for closing in after[1:]:
            if closing.kind == "bracket" and closing.text in "{}":
                depth += 1 if closing.text == "{" else -1
            if not depth:
                inside = text[after[1].at + 1 : closing.at]
                address = after[0].text.strip("<>")
                return _Service(token.at, closing.at + 1, address, silent, inside)
        raise QueryError(where, found="a SERVICE is never closed", allowed="}")
    return None


def _asked(
    question: Question, text: str, service: _Service, ask: Ask, client: Client, address: str
) -> _Table:
    prologue, before = _before(text, service, question.name)
    inside = _variables(service.pattern)
    shared = [v for v in inside if v in _variables(before)]
    table = _Table(tuple(inside))
    bindings = _bindings(question, prologue, before, shared, ask)
    batches = [bindings[n : n + AT_ONCE] for n in range(0, len(bindings), AT_ONCE)]
    failed = 0
    error: EndpointError | None = None
    for batch in batches:
        values = _Table(tuple(shared), dict.fromkeys(batch)).values() if shared else ""
        query = (
            f"{prologue} SELECT DISTINCT {' '.join(f'?{v}' for v in inside)} "
            f"WHERE {{ {values} {service.pattern} }} ORDER BY {' '.join(f'?{v}' for v in inside)}"
        )
        try:
            for rows in _pages(client, address, query, inside):
                table.rows.update(dict.fromkeys(rows))
        except EndpointError as caught:
            failed, error = failed + 1, caught
            if service.silent:
                # as the standard has it: the solutions stay, unextended
                table.rows.update(dict.fromkeys(_unextended(batch, shared, inside)))
    if error is not None:
        if failed == len(batches) and not service.silent:
            raise error
        table.failures.append(f"{failed} of {len(batches)} requests: {error}")
    return table


def _bindings(
    question: Question, prologue: str, before: str, shared: Sequence[str], ask: Ask
) -> list[Row]:
    """What the part before a SERVICE binds of the variables that it shares with it."""
    if not shared:
        return [()]
    params = [p.name for p in question.params if p.name in _variables(before)]
    heads = " ".join(f"?{v}" for v in dict.fromkeys((*shared, *params)))
    text = f"{prologue} SELECT DISTINCT {heads} WHERE {{ {before} }}"
    rows = ask(replace(question, text=text)).rows
    cut = (row[: len(shared)] for row in rows)
    # a blank node means nothing elsewhere
    known = dict.fromkeys(r for r in cut if not any(isinstance(t, ox.BlankNode) for t in r))
    return sorted(known, key=str)


def _before(text: str, service: _Service, where: str) -> tuple[str, str]:
    """The prologue of a query, and its pattern up to a SERVICE, with every bracket closed."""
    form = next(
        (
            t
            for t in sparql_tokens(text)
            if t.kind == "word" and t.text.upper() in ("SELECT", "ASK")
        ),
        None,
    )
    opening = next(
        (t for t in sparql_tokens(text) if t.text == "{" and form is not None and t.at > form.at),
        None,
    )
    if form is None or opening is None:
        raise QueryError(where, found="it asks other servers", allowed="SELECT or ASK for that")
    pattern = text[opening.at + 1 : service.begin]
    stack = []
    for token in sparql_tokens(pattern):
        if token.kind == "bracket" and token.text in "{}":
            stack.append("}") if token.text == "{" else stack.pop()
    prologue = "\n".join(
        line for line in text[: form.at].splitlines() if not line.lstrip().startswith("#")
    )
    return prologue, pattern + " }" * len(stack)


def _pages(
    client: Client, address: str, query: str, variables: Sequence[str]
) -> Iterator[list[Row]]:
    for page in itertools.count():
        found = ask_with(client, address, f"{query} LIMIT {PAGE} OFFSET {page * PAGE}")
        places = [found.variables.index(v) if v in found.variables else -1 for v in variables]
        yield [tuple(row[p] if p >= 0 else None for p in places) for row in found.rows]
        if len(found.rows) < PAGE:
            return


def _unextended(batch: Sequence[Row], shared: Sequence[str], inside: Sequence[str]) -> list[Row]:
    return [tuple(row[shared.index(v)] if v in shared else None for v in inside) for row in batch]


def _variables(text: str) -> list[str]:
    return list(dict.fromkeys(t.text[1:] for t in sparql_tokens(text) if t.kind == "variable"))


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.BlankNode):
        return f"<urn:entente:blank:{re.sub(r'[^A-Za-z0-9]', '', term.value)}>"
    return str(term)


def _is(token: SparqlToken, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
