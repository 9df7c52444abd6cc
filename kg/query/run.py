"""Asking a store: parameters bound as terms, a time limit, a row limit."""

from __future__ import annotations

import difflib
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, runtime_checkable

import pyoxigraph as ox

from kg.errors import EntenteError, OptionError, QueryError
from kg.model.graphs import Queried, Term
from kg.query.catalogue import Parameter, Question
from kg.query.names import resolve
from kg.query.result import Result
from kg.query.syntax import check
from kg.terms import XSD

__all__ = ["Failure", "Reopenable", "answer", "run"]

Failure = tuple[type[EntenteError], str, str, str, str]
"""An error on its way from one process to another."""

# where the package lies, so that the other process finds the same one
ROOT = str(Path(__file__).resolve().parents[2])


@runtime_checkable
class Reopenable(Protocol):
    """A source that another process can open."""

    def reader(self) -> Callable[[], Queried]:
        """Opens it for reading."""
        ...


def run(
    source: Queried,
    query: str | Question,
    *,
    params: Mapping[str, str] | None = None,
    timeout: float | None = None,
    limit: int | None = None,
) -> Result:
    """Ask a question of the catalogue, or SPARQL text.

    `params` are bound to the variables of their names as RDF terms; names, codes and IRIs are
    looked up in the graph. A parameter must stand in the SELECT line. `timeout`, in seconds,
    makes another process answer, which is ended when they are over; `limit` cuts the rows off.
    """
    question = query if isinstance(query, Question) else Question.of("query", query)
    try:
        bound = _bound(source, question, params or {})
        if timeout is None:
            return answer(source, question.text, bound, limit)
    except QueryError:
        # a query is parsed once; only what is wrong with it is worth a second look
        check(question.text, where=question.name)
        raise
    check(question.text, where=question.name)
    if not isinstance(source, Reopenable):
        raise OptionError("timeout", found="only a store on disk can be asked with a time limit")
    job = (source.reader(), question.text, {v.value: t for v, t in bound.items()}, limit)
    return _elsewhere(job, timeout, question.name)


def answer(
    source: Queried, text: str, bound: Mapping[ox.Variable, Term], limit: int | None
) -> Result:
    """Ask in this process."""
    try:
        return Result.of(source.query(text, substitutions=bound), limit=limit)
    except QueryError as error:
        missing = re.search(r"does not contains? variable \?(\w+)", error.found)
        if missing is None:
            raise
        raise QueryError(
            missing[1],
            found="the query cannot be given this parameter",
            allowed=f"?{missing[1]} among the variables of its SELECT line",
        ) from error


def _elsewhere(job: tuple[object, ...], timeout: float, name: str) -> Result:
    """Let a process of its own answer: Oxigraph cannot be interrupted, a process can be ended."""
    inherited = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(filter(None, (ROOT, inherited)))
    with subprocess.Popen(
        [sys.executable, "-m", "kg.query.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        # loading the program is not a part of the query: the clock starts when it says so
        if process.stdout is not None:
            process.stdout.readline()
        try:
            written, told = process.communicate(pickle.dumps(job), timeout=timeout)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise QueryError(
                name,
                found=f"no answer within {timeout:g} seconds",
                remedy="ask for less (a LIMIT, a bound parameter) or allow more time",
            ) from error
    if process.returncode:
        lines = told.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise QueryError(name, found=f"the process that asked it ended: {lines[-1]}")
    result: Result | Failure = pickle.loads(written)  # noqa: S301 - written by our worker
    if isinstance(result, Result):
        return result
    kind, where, found, allowed, remedy = result
    raise kind(where, found=found, allowed=allowed, remedy=remedy)


def _bound(
    source: Queried, question: Question, params: Mapping[str, str]
) -> dict[ox.Variable, Term]:
    known = {parameter.name: parameter for parameter in question.params}
    for name in params:
        if known and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise QueryError(
                name,
                found=f"{question.name} has no such parameter",
                allowed=f"one of {', '.join(known)}",
                remedy=f"did you mean {near[0]}?" if near else "",
            )
        if re.search(rf"\bBOUND\s*\(\s*[?$]{name}\s*\)", question.text, re.IGNORECASE):
            # Oxigraph decides BOUND before it sees the parameter, and would answer wrongly
            raise QueryError(
                name,
                found=f"BOUND(?{name}) cannot be asked of a parameter",
                remedy=f"write COALESCE(… ?{name} …, true) instead",
            )
    for parameter in question.params:
        if not parameter.optional and parameter.name not in params:
            note = f" ({parameter.note})" if parameter.note else ""
            raise QueryError(
                question.name,
                found=f"it asks for {parameter.name}{note}",
                remedy=f"give it, such as --{parameter.name} …",
            )
    return {
        ox.Variable(name): _term(source, known.get(name, Parameter(name)), value)
        for name, value in params.items()
    }


def _term(source: Queried, parameter: Parameter, value: str) -> Term:
    if parameter.kind == "text":
        return ox.Literal(value)
    if parameter.kind == "number":
        if not re.fullmatch(r"[+-]?\d+", value):
            raise QueryError(
                f"{parameter.name} {value}", found="not a number", allowed="an integer"
            )
        return ox.Literal(int(value))
    if parameter.kind == "date":
        for pattern, datatype in (
            (r"\d{4}-\d\d-\d\d", "date"),
            (r"\d{4}-\d\d", "gYearMonth"),
            (r"\d{4}", "gYear"),
        ):
            if re.fullmatch(pattern, value):
                return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))
        raise QueryError(
            f"{parameter.name} {value}", found="not a date", allowed="2024-04-22, 2024-04 or 2024"
        )
    return resolve(source, value)
