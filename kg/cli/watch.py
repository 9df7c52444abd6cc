"""`kg watch`: feeds and folders that are followed."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Annotated

import typer

from kg import pipeline
from kg.cli.app import FINDINGS, app
from kg.cli.options import AsJson, Base, OntologyFolder, Quiet, StorePlace
from kg.cli.output import note, print_text
from kg.pipeline import STORE, Seen

__all__ = ["watch"]


@app.command(epilog="Example: kg watch https://example.org/news.rss inbox --store graph --once")
def watch(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Addresses of feeds (RSS, Atom) or pages, and folders.", show_default=False
        ),
    ],
    store: StorePlace = STORE,
    state: Annotated[
        Path | None,
        typer.Option(
            help="The folder where is kept what was met.",
            metavar="FOLDER",
            show_default="beside the graph",
        ),
    ] = None,
    once: Annotated[bool, typer.Option("--once", help="Look once, and end.")] = False,
    every: Annotated[
        float, typer.Option(help="Minutes until a source is looked at again.", min=0.1)
    ] = 15.0,
    rate: Annotated[
        float, typer.Option(help="Requests a second to one host, at most.", min=0.001)
    ] = 1.0,
    base: Base = None,
    ontology: OntologyFolder = None,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for faults.")] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Follow feeds and folders: fetch what is new, leave copies out, build it into the graph.

    An article that changes replaces its former self. What was met is remembered, so a watch can be
    ended at any time. Hosts are asked slowly, and what their robots.txt forbids is not fetched.
    Prints a line for each article (--json: an object); with --once, exit code 1 says that some
    could not be used.
    """

    def tell(seen: Seen) -> None:
        if as_json:
            print_text(json.dumps(dataclasses.asdict(seen), ensure_ascii=False) + "\n")
        elif seen.outcome == "looked":
            note(f"{seen.source}: {seen.detail} articles", quiet=quiet)
        elif seen.outcome == "failed":
            note(f"left out: {seen.detail}", quiet=quiet)
        elif not quiet:
            of = {"copy": f"  of {seen.detail}", "quarantine": f"  {seen.detail}"}
            print_text(f"{seen.outcome:10}  {seen.article}{of.get(seen.outcome, '')}\n")

    failed = pipeline.watch(
        sources,
        store=store,
        state=state,
        once=once,
        minutes=every,
        rate=rate,
        base=base,
        ontology=ontology,
        strict=strict,
        tell=tell,
    )
    if failed:
        raise typer.Exit(FINDINGS)
