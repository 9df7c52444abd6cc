"""Commands that look after a graph: verify, retract, quarantine."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Annotated

import typer

import kg
from kg import pipeline
from kg.cli.app import FINDINGS, app
from kg.cli.options import AsJson, OntologyFolder, Quiet, StorePlace
from kg.cli.output import note, print_json, print_table, print_text
from kg.errors import OptionError
from kg.model import Finding
from kg.pipeline import STORE

__all__ = ["quarantine", "retract", "verify"]


@app.command(epilog="Example: kg verify --store graph")
def verify(store: StorePlace = STORE, quiet: Quiet = False, as_json: AsJson = False) -> None:
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
    store: StorePlace = STORE,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Take back what an article states, except what another article states too.

    Prints what is gone from the graph; --json prints every statement.
    """
    change = kg.retract(article, store=store)
    gone = pipeline.gone_with(change)
    if as_json:
        statements = [f"{quad} ." for quad in change.removed]
        print_json({"article": article, "gone": list(gone), "statements": statements})
    elif not quiet:
        print_text(f"{article}: {_count(len(change.removed), 'statement')} taken back\n")
        print_text("".join(f"  {line}\n" for line in gone))


@app.command(epilog="Example: kg quarantine --store graph   then: kg quarantine ID --retry")
def quarantine(
    article: Annotated[
        str | None, typer.Argument(help="The article's id.", show_default="all, in a list")
    ] = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Let it, or all of them, try again.")
    ] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Forget it.")] = False,
    store: StorePlace = STORE,
    ontology: OntologyFolder = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Print why articles were kept out of the graph, let them try again, or forget one.

    After a change of the ontology, --retry lets in what breaks no shape any more. Exit code 1 says
    that some stay.
    """
    if drop:
        _drop(article, store, quiet=quiet or as_json, retry=retry)
        return
    if retry:
        summary = pipeline.retry(article, store=store, ontology=ontology)
        reports = summary.quarantined
        note(f"let in: {', '.join(summary.articles) or 'none'}", quiet=quiet or as_json)
    else:
        reports = pipeline.quarantined(article, store=store)
    if as_json:
        print_json([dataclasses.asdict(report) for report in reports])
    elif article is None:
        rows = [(r.about, str(len(r.findings)), r.findings[0].message) for r in reports]
        if rows:
            print_table(("article", "findings", "the first one"), rows)
        elif not retry:
            note("no article is in quarantine", quiet=quiet)
    else:
        for report in reports:
            print_text(_lines(report.about, report.findings))
    if retry and reports:
        raise typer.Exit(FINDINGS)


def _drop(article: str | None, store: str, *, quiet: bool, retry: bool) -> None:
    if article is None or retry:
        raise OptionError(
            "--drop",
            found="which article?" if article is None else "--retry is asked for as well",
            allowed="the id of one article, and no other option",
        )
    pipeline.drop(article, store=store)
    note(f"forgotten: {article}", quiet=quiet)


def _lines(about: str, findings: Iterable[Finding]) -> str:
    lines = []
    for finding in findings:
        where = f"{about}: " if about else ""
        quote = f"\n    “{' '.join(finding.quote.split())}”" if finding.quote else ""
        lines.append(f"{where}{finding.severity}: {finding.message}\n    {finding.node}{quote}\n")
    return "".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
