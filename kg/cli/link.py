"""`kg link`: what the graph speaks of, found in other knowledge bases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli.app import FINDINGS, app
from kg.cli.options import (
    AsJson,
    Cache,
    Decisions,
    Offline,
    OntologyFolder,
    Quiet,
    Sources,
    StoreFolder,
)
from kg.cli.output import note, print_json, print_table, print_text, watched
from kg.pipeline import STORE

if TYPE_CHECKING:
    from kg.pipeline import Linking

__all__ = ["link"]


@app.command(epilog="Example: kg link Iran Pakistan --source wikidata")
def link(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Names, codes or IRIs of what is to be linked.",
            show_default="all that articles speak of",
        ),
    ] = None,
    store: StoreFolder = Path(STORE),
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            help="Where to look: wikidata, dbpedia, geonames, or a name of your file; repeat it "
            "for several.",
            metavar="NAME",
            show_default="wikidata",
        ),
    ] = None,
    sources: Sources = None,
    known: Annotated[
        bool, typer.Option("--known", help="Link all reference data as well.")
    ] = False,
    offline: Offline = False,
    cache: Cache = None,
    decisions: Decisions = None,
    again: Annotated[
        bool, typer.Option("--again", help="Look up also what somebody has decided on.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Print every reason.")] = False,
    ontology: OntologyFolder = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Find actors, places, offices and agreements in Wikidata or another knowledge base.

    A link is made only where more than the name agrees. What is left open is for kg review. Exit
    code 1 says that some could not be looked up.
    """
    with watched(quiet=quiet or as_json) as watch:
        found = kg.link(
            *(names or ()),
            store=store,
            source=tuple(source or ("wikidata",)),
            sources=sources,
            known=known,
            offline=offline,
            cache=cache,
            decisions=decisions,
            again=again,
            ontology=ontology,
            watch=watch,
        )
    if as_json:
        print_json(found.as_json())
    else:
        _print(found, why=why, quiet=quiet)
    if found.failed:
        raise typer.Exit(FINDINGS)


def _print(found: Linking, *, why: bool, quiet: bool) -> None:
    rows = []
    for decision in found.decisions:
        best = decision.best if decision.verdict != "none" else None
        rows.append(
            (
                decision.subject.label,
                decision.verdict.value,
                "" if best is None else best.candidate.iri.rpartition("/")[2] or best.candidate.iri,
                "" if best is None else f"{best.confidence:.2f}",
                "; ".join(decision.reasons if why else decision.reasons[-1:]),
            )
        )
    if rows:
        print_table(("what", "decision", "is", "confidence", "why"), rows)
    for error, labels in found.failures().items():
        print_text(f"not looked up: {', '.join(labels)}\n    {error}\n")
    if quiet:
        return
    counts = ", ".join(f"{count} {name}" for name, count in found.counts().items())
    print_text(f"{counts or 'nothing to link'}; the graph holds {found.links} links\n")
    note(
        f"{found.sent} requests sent, {found.kept} answers were there already"
        + ("; next: kg review" if found.counts().get("candidate") else ""),
        quiet=quiet,
    )
