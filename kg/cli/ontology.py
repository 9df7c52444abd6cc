"""`kg ontology check` and `kg ontology docs`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from kg import pipeline
from kg.cli.app import FINDINGS, app
from kg.cli.options import AsJson, OntologyFolder, Quiet
from kg.cli.output import note, print_json, print_text
from kg.errors import OptionError

__all__ = ["check", "docs"]

ontology = typer.Typer(
    help="Look after the ontology.", epilog="Example: kg ontology check", add_completion=False
)
app.add_typer(ontology, name="ontology")


@ontology.callback()
def start() -> None:
    """Look after the ontology."""


@ontology.command(epilog="Example: kg ontology check --ontology ontology")
def check(folder: OntologyFolder = None, quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Read the whole ontology folder and let a reasoner look for contradictions.

    The reasoner, HermiT, needs Java. Exit code 1 says that there are contradictions.
    """
    report = pipeline.check_ontology(folder)
    if as_json:
        print_json(dataclasses.asdict(report))
    else:
        if not report.consistent:
            print_text("The ontology contradicts itself.\n")
        for iri in report.unsatisfiable:
            print_text(f"Nothing can be a {iri}.\n")
        for clash in report.clashes:
            print_text(f"  {clash}\n")
        if report.sound and not quiet:
            print_text(
                f"{report.classes} classes, {report.properties} properties: {report.reasoner} "
                "finds them consistent, and every class can have members.\n"
            )
    if not report.sound:
        raise typer.Exit(FINDINGS)


@ontology.command(epilog="Example: kg ontology docs -o ontology.html")
def docs(
    folder: OntologyFolder = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="The file to write.", show_default="standard output"),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Write the ontology as one page of HTML: diagrams, and what each term means.

    Nothing is fetched, now or when the page is read; needs entente[docs].
    """
    page = pipeline.ontology_page(folder)
    if out is None:
        print_text(page)
        return
    try:
        out.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OptionError(
            str(out), found=f"cannot be written: {error}", remedy="name another file"
        ) from error
    note(f"written: {out}", quiet=quiet)
