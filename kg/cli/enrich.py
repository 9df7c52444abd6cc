"""`kg enrich`: what other knowledge bases say of linked things, in a graph of its own."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli.app import FINDINGS, app
from kg.cli.options import AsJson, Cache, Decisions, Offline, Quiet, Sources, StoreFolder
from kg.cli.output import note, print_json, print_table, print_text, watched
from kg.errors import OptionError
from kg.pipeline import STORE

if TYPE_CHECKING:
    from kg.pipeline import Enrichment

__all__ = ["enrich"]


@app.command(epilog="Example: kg enrich Iran --kind capital --kind border")
def enrich(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Names, codes or IRIs.", show_default="all that is linked"),
    ] = None,
    store: StoreFolder = Path(STORE),
    source: Annotated[
        str, typer.Option(help="Where facts come from.", metavar="NAME")
    ] = "wikidata",
    sources: Sources = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            help="Only facts of this kind: border, capital, holder, member, office, party, point, "
            "population, signed; repeat it for several.",
            show_default="all",
        ),
    ] = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask whether what is kept still holds.")
    ] = False,
    retrieved: Annotated[
        str,
        typer.Option(
            help="The day of retrieval to note, in place of the one that the source gave.",
            metavar="DATE",
            show_default=False,
        ),
    ] = "",
    offline: Offline = False,
    cache: Cache = None,
    decisions: Decisions = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Bring office-holders, members, capitals, borders, treaties from where things are linked to.

    They stand in a graph of their own with source, revision and day, never mixed with what articles
    say. What contradicts the graph is listed; nothing is resolved. Exit code 1 says that something
    contradicts, broke a shape, or could not be asked for.
    """
    if retrieved:
        try:
            datetime.date.fromisoformat(retrieved)
        except ValueError as error:
            raise OptionError(retrieved, found="not a day", allowed="2026-11-27") from error
    given = {"kinds": tuple(kind)} if kind else {}
    with watched(quiet=quiet or as_json) as watch:
        found = kg.enrich(
            *(names or ()),
            store=store,
            source=source,
            sources=sources,
            refresh=refresh,
            offline=offline,
            cache=cache,
            decisions=decisions,
            retrieved=retrieved,
            watch=watch,
            **given,
        )
    if as_json:
        print_json(found.as_json())
    else:
        _print(found, quiet=quiet)
    if found.conflicts or found.refused or found.failed:
        raise typer.Exit(FINDINGS)


def _print(found: Enrichment, *, quiet: bool) -> None:
    if not quiet:
        counts = ", ".join(f"{count} {kind}" for kind, count in found.counts) or "no facts"
        print_text(
            f"{found.items} things: {counts}\nin <{found.graph}>, {found.quads} statements\n"
        )
    if found.conflicts:
        rows = [(c.label, c.what, c.ours, c.theirs) for c in found.conflicts]
        print_table(("what", "of it", "here", "there"), rows, title="They say otherwise")
    for finding in found.refused:
        print_text(f"left out: {finding.node}\n    {finding.message}\n")
    for reason, count in found.failed:
        print_text(f"not asked for: {count} things\n    {reason}\n")
    note("next: kg query 'SELECT * { GRAPH ?outside { … } }'", quiet=quiet or not found.quads)
