"""`kg build` and the summary that it ends in."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

import kg
from kg.cli.app import FINDINGS, app
from kg.cli.options import (
    AsJson,
    Base,
    ExtractorName,
    LlmModel,
    LlmUrl,
    OntologyFolder,
    Quiet,
    StorePlace,
)
from kg.cli.output import note, out, print_json, watched
from kg.pipeline import STORE

if TYPE_CHECKING:
    from kg.pipeline import Named, Summary

__all__ = ["build"]


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    RAY = "ray"


_MOST_LINES = 12
"""A summary is read on one screen; what is left out is counted."""

_HEADINGS = 26
"""How wide the columns before the names are, with room for a count of millions."""


@app.command(epilog="Example: kg build seeds --store graph")
def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files *.txt and *.jsonl, or folders of them.", show_default="seeds"),
    ] = None,
    store: StorePlace = STORE,
    base: Base = None,
    ontology: OntologyFolder = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Take warnings for faults, and stop at the first one.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            "-w",
            help="How many processes work on the articles.",
            min=1,
            show_default="as many as cores",
        ),
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait while another build writes to the graph.")
    ] = False,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="Processes here, or a Ray cluster (pip: entente\\[ray])."),
    ] = Engine.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(
            help="Ray: the cluster, such as auto or host:6379.",
            metavar="HOST:PORT",
            show_default="one is started for the build",
        ),
    ] = None,
    shards: Annotated[
        str | None,
        typer.Option(
            help="Ray: the folder or address for the shards of N-Quads.",
            metavar="FOLDER|URL",
            show_default="beside the graph",
        ),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            help="Ray: which columns of a table hold what, such as text=body,published=date.",
            metavar="NAME=COLUMN,…",
            show_default=False,
        ),
    ] = None,
    batch: Annotated[
        int | None,
        typer.Option(help="Ray: articles in a batch, and in a shard.", min=1, show_default="128"),
    ] = None,
    extractor: ExtractorName = "rules",
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Put articles into the graph: read, parse, extract, populate, check, store.

    An article that breaks a shape is kept in quarantine, outside the graph, with its report; one
    that cannot be read is named at the end. Articles that are in the graph already are passed over,
    so a build that was cut off goes on where it was. Exit code 1 says that some did not go in.
    """
    with watched(quiet=quiet or as_json) as watch:
        summary = kg.build(
            paths or ["seeds"],
            store=store,
            base=base,
            ontology=ontology,
            strict=strict,
            workers=workers,
            wait=wait,
            watch=watch,
            engine=engine.value,
            address=address,
            shards=shards,
            columns=columns,
            batch=batch,
            extractor=extractor,
            llm_url=llm_url,
            llm_model=llm_model,
        )
    if as_json:
        print_json({**dataclasses.asdict(summary), "store": str(summary.store)})
    elif not quiet:
        _print(summary)
    for failure in summary.failed:
        note(f"left out: {failure.message}", quiet=quiet)
    for report in summary.quarantined:
        first = report.findings[0].message
        note(f"quarantine: {report.about}: {first} See kg quarantine {report.about}", quiet=quiet)
    for line in summary.dropped:
        note(f"dropped: {line}", quiet=quiet)
    if summary.stopped:
        note("stopped there, as --strict asks", quiet=quiet)
    if summary.quarantined or summary.failed:
        raise typer.Exit(FINDINGS)


def _print(summary: Summary) -> None:
    console = out()

    def folded(items: list[str]) -> list[str]:
        return _folded(items, max(40, console.width - _HEADINGS))

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for heading, count, lines in (
        ("Articles", len(summary.articles), summary.articles),
        ("Actors", len(summary.actors), folded(_labels(summary.actors))),
        ("Agreements", len(summary.agreements), _labels(summary.agreements)),
        ("Events", summary.event_count, folded(_counts(summary.events))),
        ("Security issues", len(summary.issues), folded(_labels(summary.issues))),
        ("Other matters", len(summary.things), _labels(summary.things)),
        ("Claims", summary.claim_count, folded(_counts(summary.claims))),
        ("In quarantine", len(summary.quarantined), [r.about for r in summary.quarantined]),
        ("Left out", len(summary.failed), [failure.article for failure in summary.failed]),
    ):
        if heading in ("In quarantine", "Left out") and not count:
            continue
        shown = list(lines[:_MOST_LINES])
        if len(lines) > _MOST_LINES:
            shown.append(f"and {len(lines) - _MOST_LINES} more")
        table.add_row(heading, str(count), Text("\n".join(shown)))
    console.print(table)
    console.print(Text(f"\nThe graph lies in {summary.store}. Next: kg query --list"))


def _labels(things: Iterable[Named]) -> list[str]:
    return [thing.label or thing.iri for thing in things]


def _counts(counts: Iterable[tuple[str, int]]) -> list[str]:
    return [f"{count} {name.lower()}" for name, count in counts]


def _folded(items: Iterable[str], width: int) -> list[str]:
    # an item is not torn apart: textwrap breaks at plain spaces only
    whole = (item.replace(" ", "\N{NO-BREAK SPACE}") for item in items)
    lines = textwrap.wrap(", ".join(whole), width, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
