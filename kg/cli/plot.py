"""`kg plot`: pictures of the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli.app import app
from kg.cli.options import AsOf, OneArticle, OneEntity, Quiet, StorePlace
from kg.cli.output import note, note_undated
from kg.pipeline import STORE

__all__ = ["plot"]


@app.command(epilog="Example: kg plot network --entity Pakistan -o pakistan.html")
def plot(
    picture: Annotated[
        str, typer.Argument(help="timeline, network or map.", metavar="PICTURE", show_default=False)
    ],
    store: StorePlace = STORE,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="svg, png or html; without it, the end of the file's name chooses.",
            show_default="svg",
            metavar="NAME",
        ),
    ] = None,
    article: OneArticle = None,
    entity: OneEntity = None,
    as_of: AsOf = None,
    facts: Annotated[bool, typer.Option("--facts", help="Leave out all that is claimed.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file to write.", show_default="standard output"),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Draw when what happened, who deals with whom, or where; needs entente[plot].

    Facts are filled or solid, claims hollow or dashed. Blue is cooperation, orange and red is
    conflict; deeds are darker than words.
    """
    kg.plot(
        picture,
        store=store,
        out=sys.stdout.buffer if out is None else out,
        format=form,
        article=article,
        entity=entity,
        claims=not facts,
        as_of=as_of,
    )
    note_undated(store, as_of, quiet=quiet)
    if out is not None:
        note(f"written: {out}", quiet=quiet)
