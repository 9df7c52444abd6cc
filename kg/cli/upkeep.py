"""Commands that look after a graph: verify, retract, quarantine."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg import pipeline
from kg.cli.app import FINDINGS, app
from kg.cli.options import AsJson, Quiet, StoreFolder
from kg.cli.output import print_json, print_table, print_text
from kg.model import Finding
from kg.pipeline import STORE

__all__ = ["quarantine", "retract", "verify"]


@app.command(epilog="Example: kg verify --store graph")
def verify(store: StoreFolder = Path(STORE), quiet: Quiet = False, as_json: AsJson = False) -> None:
    """Prove for every piece of evidence that its article has those words at that place.

    Exit code 1 says that something was found.
    """
    report = kg.verify(store=store)
    if as_json:
        print_json(dataclasses.asdict(report))
    else:
        print_text(_lines("", report.findings))
        if not quiet:
            print_text(
                f"{report.proven} of {report.evidence} quotes proven, "
                f"in {_count(report.articles, 'article')}\n"
            )
    if not report.conforms:
        raise typer.Exit(FINDINGS)


@app.command(epilog="Example: kg retract iran-pakistan-visit --store graph")
def retract(
    article: Annotated[str, typer.Argument(help="The article's id.", show_default=False)],
    store: StoreFolder = Path(STORE),
    quiet: Quiet = False,
) -> None:
    """Take back what an article states, except what another article states too."""
    change = kg.retract(article, store=store)
    if not quiet:
        print_text(f"{article}: {_count(len(change.removed), 'statement')} taken back\n")


@app.command(epilog="Example: kg quarantine --store graph")
def quarantine(
    article: Annotated[
        str | None, typer.Argument(help="The article's id.", show_default="all, in a list")
    ] = None,
    store: StoreFolder = Path(STORE),
    as_json: AsJson = False,
) -> None:
    """Print why articles were kept out of the graph."""
    reports = pipeline.quarantined(article, store=store)
    if as_json:
        print_json([dataclasses.asdict(report) for report in reports])
    elif article is None:
        rows = [(r.about, str(len(r.findings)), r.findings[0].message) for r in reports]
        print_table(("article", "findings", "the first one"), rows)
    else:
        for report in reports:
            print_text(_lines(report.about, report.findings))


def _lines(about: str, findings: Iterable[Finding]) -> str:
    lines = []
    for finding in findings:
        where = f"{about}: " if about else ""
        quote = f"\n    “{' '.join(finding.quote.split())}”" if finding.quote else ""
        lines.append(f"{where}{finding.severity}: {finding.message}\n    {finding.node}{quote}\n")
    return "".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
