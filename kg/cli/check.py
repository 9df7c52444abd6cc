"""`kg check`: what the shapes say, as text, as JSON, as a SHACL report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg import pipeline
from kg.check import to_json, to_text, to_turtle
from kg.cli.app import FINDINGS, app
from kg.cli.options import AsJson, OntologyFolder, Quiet, StorePlace
from kg.cli.output import note, print_text
from kg.model import Report
from kg.pipeline import STORE

__all__ = ["check"]


class Form(StrEnum):
    """How a report is written."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"


class Engine(StrEnum):
    """What applies the shapes."""

    FAST = "fast"
    PYSHACL = "pyshacl"


@app.command(
    epilog="Example: kg check seeds   or, for a graph that is there: kg check --store graph"
)
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Articles to check without storing them.", show_default="the store"),
    ] = None,
    store: StorePlace = STORE,
    ontology: OntologyFolder = None,
    engine: Annotated[
        Engine, typer.Option(help="Compiled shapes, or pyshacl; both find the same.")
    ] = Engine.FAST,
    form: Annotated[
        Form, typer.Option("--format", "-f", help="Turtle is a SHACL report graph.")
    ] = Form.TEXT,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Hold what articles state against the shapes of the ontology.

    A finding says which rule is broken, at which node, in which sentence, and what to mend. Exit
    code 1 says that something was found.
    """
    if paths:
        reports = tuple(kg.check(paths, ontology=ontology, engine=engine))
    else:
        reports = pipeline.check_store(store=store, ontology=ontology, engine=engine)
    broken = [report for report in reports if report.findings]
    if as_json or form is Form.JSON:
        print_text(to_json(*reports))
    elif form is Form.TURTLE:
        print_text(to_turtle(*reports))
    else:
        print_text("\n".join(map(to_text, broken)))
    note(_verdict(reports), quiet=quiet or as_json or form is not Form.TEXT)
    if broken:
        raise typer.Exit(FINDINGS)


def _verdict(reports: tuple[Report, ...]) -> str:
    findings = sum(len(report.findings) for report in reports)
    checked = _count(len(reports), "article")
    return f"{checked}, {_count(findings, 'finding')}" if findings else f"{checked}, all conform"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
