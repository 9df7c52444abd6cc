"""`kg query`: questions to a graph or an endpoint."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg import pipeline
from kg.cli.app import FINDINGS, app
from kg.cli.options import AsOf, Offline, Quiet, Sources, StorePlace
from kg.cli.output import note, note_undated, print_json, print_table, print_text
from kg.errors import OptionError, QueryError
from kg.pipeline import STORE
from kg.query import Catalogue, Question, Result
from kg.query.completion import Vocabulary
from kg.query.examples import examples_of
from kg.query.syntax import excerpt

__all__ = ["query"]


class Form(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"


@app.command(
    epilog="Example: kg query who-met-whom --state PAK --format csv",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def query(
    context: typer.Context,
    question: Annotated[
        str | None,
        typer.Argument(
            help="A name of the list, a file *.rq, SPARQL text, or - for standard input.",
            show_default=False,
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", "-l", help="Print the questions that have a name.")
    ] = False,
    interactive: Annotated[
        bool,
        typer.Option("--interactive", "-i", help="A SPARQL prompt, with history and completion."),
    ] = False,
    examples: Annotated[
        bool,
        typer.Option("--examples", help="Print the questions as Turtle that SPARQL editors load."),
    ] = False,
    store: StorePlace = STORE,
    endpoint: Annotated[
        str | None,
        typer.Option(help="Ask this SPARQL endpoint.", metavar="URL", show_default=False),
    ] = None,
    federate: Annotated[
        bool,
        typer.Option(
            "--federate", help="Let SERVICE ask Wikidata, DBpedia and what --allow names."
        ),
    ] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            "--allow", help="An endpoint that SERVICE may ask.", metavar="URL", show_default=False
        ),
    ] = None,
    sources: Sources = None,
    offline: Offline = False,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print it.")] = Form.TABLE,
    timeout: Annotated[
        float | None,
        typer.Option(help="Give up after so many seconds.", min=0.1, show_default=False),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(help="Print at most so many rows.", min=1, show_default=False)
    ] = None,
    as_of: AsOf = None,
    quiet: Quiet = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON (--format json).")] = False,
) -> None:
    """Ask the graph: a question that has a name, or SPARQL of your own.

    A plain pattern sees facts only; what is claimed lies in named graphs. A question may have
    parameters, which are given as options: --state Pakistan, --state PAK or --state state/PAK.
    """
    form = Form.JSON if as_json else form
    if listed:
        _print_list(Catalogue().list(), as_json=form is Form.JSON)
        return
    if examples:
        print_text(examples_of(Catalogue().list()))
        return
    if interactive:
        _talk(store, form, timeout=timeout, limit=limit, as_of=as_of)
        return
    if question is None:
        raise OptionError(
            "kg query", found="no question is given", remedy="see kg query --list for some"
        )
    asked = (
        Question.of("-", sys.stdin.read()) if question == "-" else pipeline.question_of(question)
    )
    if federate or allow:
        _federate(
            asked,
            form,
            store=store,
            params=_parameters(context.args),
            allow=allow or (),
            sources=sources,
            offline=offline,
            timeout=timeout,
            limit=limit,
            quiet=quiet,
        )
        return
    try:
        answer = kg.query(
            asked,
            store=store,
            endpoint=endpoint,
            params=_parameters(context.args),
            timeout=timeout,
            limit=limit,
            as_of=as_of,
        )
    except QueryError as error:
        if shown := excerpt(asked.text, error):
            note(shown, quiet=False)
        raise
    note_undated(store, as_of, quiet=quiet)
    _print(asked, answer, form, quiet=quiet)


def _federate(
    asked: Question,
    form: Form,
    *,
    store: str,
    params: Mapping[str, str],
    allow: Iterable[str],
    sources: Path | None,
    offline: bool,
    timeout: float | None,
    limit: int | None,
    quiet: bool,
) -> None:
    found = pipeline.federate(
        asked,
        store=store,
        params=params,
        allow=tuple(allow),
        sources=sources,
        offline=offline,
        timeout=timeout,
        limit=limit,
    )
    _print(asked, found.result, form, quiet=quiet)
    for missing in found.missing:
        note(f"rows may be missing: {missing}", quiet=False)
    if found.missing:
        raise typer.Exit(FINDINGS)


def _talk(
    folder: str, form: Form, *, timeout: float | None, limit: int | None, as_of: AsOf
) -> None:
    # prompt_toolkit takes a while to load, and one option needs it
    from kg.cli.prompt import history_file, talk  # noqa: PLC0415

    with pipeline.opened(folder, as_of=as_of) as graph:

        def answer(text: str) -> None:
            asked = pipeline.question_of(text)
            found = kg.query(asked, store=graph, timeout=timeout, limit=limit)
            _print(asked, found, form, quiet=False)

        talk(Vocabulary.of(graph), answer, history=history_file())


def _parameters(words: Iterable[str]) -> dict[str, str]:
    """What stands after the options that are ours: `--state PAK` or `--state=PAK`."""
    found: dict[str, str] = {}
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or not name:
            raise OptionError(
                word, found="is one word too many", allowed="parameters as --name VALUE"
            )
        given = value if equals else next(waiting, None)
        if given is None:
            raise OptionError(word, found="has no value", allowed=f"{word} VALUE")
        found[name] = given
    return found


def _print_list(questions: list[Question], *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "name": question.name,
                    "summary": question.summary,
                    "parameters": [parameter.name for parameter in question.params],
                    "tags": question.tags,
                }
                for question in questions
            ]
        )
        return
    rows = [
        (q.name, q.summary, " ".join(f"--{parameter.name}" for parameter in q.params))
        for q in questions
    ]
    print_table(("question", "what it asks", "parameters"), rows)


def _print_rows(asked: Question, answer: Result) -> None:
    # a parameter stands in the SELECT line to be bound; as a column it says nothing new
    hidden = {parameter.name for parameter in asked.params}
    shown = [i for i, name in enumerate(answer.variables) if name not in hidden]
    print_table(
        [answer.variables[i] for i in shown],
        [[row[i] for i in shown] for row in answer.table()],
        title=asked.summary,
    )


def _print(asked: Question, answer: Result, form: Form, *, quiet: bool) -> None:
    if form is not Form.TABLE:
        print_text(answer.serialize(form.value))
    elif answer.boolean is not None:
        print_text("yes\n" if answer.boolean else "no\n")
    elif answer.triples is not None:
        print_text(answer.serialize("turtle"))
    elif answer.rows:
        _print_rows(asked, answer)
    else:
        note("no rows", quiet=quiet)
    if not answer.complete:
        note("there are more rows; raise --limit to see them", quiet=quiet)
