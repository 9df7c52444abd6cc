"""Asking: a question of the catalogue, a query file or SPARQL text, here or at an endpoint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OptionError, QueryError
from kg.pipeline.defaults import STORE
from kg.pipeline.opening import AnyStore, Day, opened
from kg.query import Catalogue, Question, Result, Value, run, services
from kg.resources import queries_folder

if TYPE_CHECKING:
    import rdflib

__all__ = ["ENDPOINT_TIMEOUT", "ask", "query", "question_of"]

ENDPOINT_TIMEOUT = 30.0
"""Seconds: a server that has not answered by then has most often given up."""


def ask(
    question: str | Path | Question, *, store: AnyStore = STORE, **params: str
) -> list[dict[str, Value]] | bool | rdflib.Graph:
    """Ask the graph, and get values of Python: rows as dictionaries, yes or no, or a graph.

    `params` are those of the question, as names, codes or IRIs. It is `query` for those who want
    to go on computing: numbers are numbers, dates to the day are dates, IRIs are text.

    >>> import kg
    >>> kg.ask("who-met-whom", state="Pakistan")  # doctest: +SKIP
    [{'who': 'Iran', 'whom': 'Pakistan', 'begin': None, ...
    """
    found = query(question, store=store, params=params)
    if found.boolean is not None:
        return found.boolean
    return found.records() if found.triples is None else found.rdflib()


def query(
    question: str | Path | Question,
    *,
    store: AnyStore = STORE,
    endpoint: str | None = None,
    params: Mapping[str, str] | None = None,
    timeout: float | None = None,
    limit: int | None = None,
    as_of: Day | None = None,
) -> Result:
    """Ask the graph in a store, or a SPARQL endpoint.

    `question` is a name of the catalogue (`kg query --list`), a file `*.rq` or SPARQL text;
    `params` bind its variables to names, codes or IRIs. `timeout` is in seconds; `limit` cuts
    the rows off. `as_of` is a day, such as "2024-04-22": only articles that were published until
    then count, and those without a date do not.

    A plain pattern sees facts only; claims are in graphs of their own.
    """
    asked = question if isinstance(question, Question) else question_of(question)
    if endpoint is not None:
        if as_of is not None:
            raise OptionError(
                str(as_of),
                found="a store can be asked as of a day, and an endpoint is asked",
                remedy="filter by ent:published in the query",
            )
        if params:
            raise OptionError(
                ", ".join(params),
                found="parameters are looked up in a store, and an endpoint is asked",
                remedy="write the values into the query",
            )
        # what speaks HTTP takes a while to load, and most questions go to a store
        from kg.query import ask_endpoint  # noqa: PLC0415

        return ask_endpoint(endpoint, asked.text, timeout=timeout or ENDPOINT_TIMEOUT)
    if services(asked.text):
        raise QueryError(
            asked.name,
            found=f"it asks {services(asked.text)[0]}, and kg asks nobody by itself",
            remedy="kg query --federate asks those that are allowed",
        )
    with opened(store, as_of=as_of) as graph:
        return run(graph, asked, params=params, timeout=timeout, limit=limit)


def question_of(given: str | Path) -> Question:
    """The question that somebody means by a name, a file or SPARQL text."""
    path = Path(given) if isinstance(given, Path) or given.endswith(".rq") else None
    if path is not None and path.is_file():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise QueryError(str(path), found="is not UTF-8", allowed="a query in UTF-8") from error
        return Question.of(str(path), text)
    text = str(given)
    if any(sign in text for sign in "{ \n"):
        return Question.of("query", text)
    try:
        return Catalogue().get(text)
    except QueryError:
        if text.startswith("fq"):
            return Catalogue(queries_folder() / "federated").get(text)
        raise
