"""`kg export`: the graph as linked data."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.app import app
from kg.cli.options import Quiet, StoreFolder
from kg.cli.output import note
from kg.pipeline import STORE

__all__ = ["export"]


class Form(StrEnum):
    """A format of linked data."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


@app.command(epilog="Example: kg export --format trig --article iran-pakistan-visit -o visit.trig")
def export(
    store: StoreFolder = Path(STORE),
    form: Annotated[
        Form, typer.Option("--format", "-f", help="The format; claims need one with graphs.")
    ] = Form.TURTLE,
    article: Annotated[
        str | None, typer.Option(help="Only what this article states.", metavar="ID")
    ] = None,
    entity: Annotated[
        str | None,
        typer.Option(help="Only what is known of this actor, event or issue.", metavar="NAME"),
    ] = None,
    background: Annotated[
        bool, typer.Option("--background", help="Add the ontology and the reference data.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file to write.", show_default="standard output"),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write the graph, or a part of it, in a format of linked data.

    Turtle, N-Triples and RDF/XML hold facts and what is said about claims; TriG, N-Quads and
    JSON-LD hold the content of claims, too, each in a graph of its own.
    """
    kg.export(
        store=store,
        out=sys.stdout.buffer if out is None else out,
        format=form.value,
        article=article,
        entity=entity,
        background=background,
    )
    if out is not None:
        note(f"written: {out}", quiet=quiet)
