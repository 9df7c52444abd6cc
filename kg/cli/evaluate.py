"""`kg evaluate`: how well the graph answers to a gold set."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.cli.app import app
from kg.cli.options import AsJson, OntologyFolder, Quiet
from kg.cli.output import note, print_json, print_table, watched

if TYPE_CHECKING:
    from kg.evaluate import Evaluation, Score

__all__ = ["evaluate"]


@app.command(epilog="Example: kg evaluate GOLD.jsonl --disagreements differences.txt")
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(help="A gold set: a JSON record a line.", show_default=False),
    ],
    mapping: Annotated[
        str | None,
        typer.Option(
            help="A TOML file, or the name of a mapping that comes with Entente; else the set's.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(help="Take the first records only.", min=1, show_default=False)
    ] = None,
    sample: Annotated[
        int | None,
        typer.Option(
            help="Take so many records from the whole set, the same each time.",
            min=1,
            show_default=False,
        ),
    ] = None,
    disagreements: Annotated[
        Path | None,
        typer.Option(
            help="Write what was wrong or missed to this file, to be read.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    types: Annotated[bool, typer.Option(help="Print a row for each type.")] = True,
    ontology: OntologyFolder = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Score the graph that comes out of the texts of a gold set against what the set expects.

    Prints precision, recall and F1, with the bounds between which 95 of 100 resampled F1 lie.
    """
    # it brings numpy, which no other command needs
    from kg.evaluate import ALL, MACRO  # noqa: PLC0415

    with watched(quiet=quiet) as watch:
        found = kg.evaluate(
            gold, mapping=mapping, ontology=ontology, limit=limit, sample=sample, watch=watch
        )
    if disagreements is not None:
        disagreements.write_text(_disagreements(found), encoding="utf-8")
        note(f"what was wrong or missed stands in {disagreements}", quiet=quiet)
    shown = [s for s in found.scores if types or s.label in (ALL, MACRO)]
    if as_json:
        rows = [dataclasses.asdict(score) for score in shown]
        record = {"gold": found.gold, "mapping": found.mapping, "records": found.records}
        print_json({**record, "scores": rows})
    else:
        title = f"{found.gold}: {found.records} records, mapping {found.mapping}"
        heads = ("measure", "type", "precision", "recall", "F1", "95 %", "right", "wrong", "missed")
        print_table(heads, [_row(score) for score in shown], title=title)


def _row(score: Score) -> tuple[str, ...]:
    return (
        score.measure,
        score.label,
        "" if score.precision is None else f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        "" if score.f1 is None else f"{score.f1:.3f}",
        f"{score.low:.3f}-{score.high:.3f}",
        str(score.right),
        str(score.wrong),
        str(score.missed),
    )


def _disagreements(found: Evaluation) -> str:
    """One JSON object a line: the record, its text, what was expected, what came, and why."""
    rows = [
        {**dataclasses.asdict(one), "text": found.texts[one.record]}
        for one in found.judgements
        if one.verdict in ("wrong", "missed")
    ]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
