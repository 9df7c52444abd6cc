"""`kg export`: the graph as linked data, tables, networks, maps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.app import app
from kg.cli.options import AsJson, AsOf, OneArticle, OneEntity, Quiet, StorePlace
from kg.cli.output import note, note_undated, print_json, print_table
from kg.errors import OptionError
from kg.export import FORMATS
from kg.pipeline import STORE

__all__ = ["export"]


@app.command(epilog="Example: kg export --article iran-pakistan-visit -o visit.trig")
def export(
    store: StorePlace = STORE,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="A name of the list; without one, the end of the file's name chooses.",
            metavar="NAME",
            show_default="turtle",
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", "-l", help="Print the formats, and what each is for.")
    ] = False,
    article: OneArticle = None,
    entity: OneEntity = None,
    query: Annotated[
        str | None,
        typer.Option(help="Only what a CONSTRUCT builds: SPARQL text or a file *.rq."),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="Leave out all that is claimed, and by whom.")
    ] = False,
    background: Annotated[
        bool, typer.Option("--background", help="Add the ontology and the reference data.")
    ] = False,
    as_of: AsOf = None,
    license: Annotated[
        str | None,
        typer.Option(
            help="The licence that you publish under, for void and nanopubs.", metavar="IRI"
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file to write.", show_default="standard output"),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Write the graph, or a part of it: as linked data, a table of events, a network, a map.

    Turtle, N-Triples and RDF/XML hold facts and what is said about claims; the other formats hold
    the content of claims, too, and mark it as such. --facts leaves every claim out.
    """
    if listed:
        _print_list(as_json=as_json)
        return
    if as_json:
        raise OptionError("--json", found="only --list prints JSON", remedy="--format jsonld")
    kg.export(
        store=store,
        out=sys.stdout.buffer if out is None else out,
        format=form,
        article=article,
        entity=entity,
        query=query,
        claims=not facts,
        background=background,
        as_of=as_of,
        license=license,
    )
    note_undated(store, as_of, quiet=quiet)
    if out is not None:
        note(f"written: {out}", quiet=quiet)


def _print_list(*, as_json: bool) -> None:
    rows = [(name, known.suffix, known.purpose) for name, known in FORMATS.items()]
    if as_json:
        print_json([dict(zip(("name", "suffix", "purpose"), row, strict=True)) for row in rows])
    else:
        print_table(("format", "file name", "what it is for"), rows)
