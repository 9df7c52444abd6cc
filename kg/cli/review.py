"""`kg review`: candidates, put to a person one by one."""

from __future__ import annotations

import datetime
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import pipeline
from kg.cli.app import app
from kg.cli.options import AsJson, Decisions, Quiet, StoreFolder
from kg.cli.output import note, print_json, print_table, print_text
from kg.errors import OptionError
from kg.pipeline import STORE

if TYPE_CHECKING:
    from kg.link.review import Review

__all__ = ["review"]

HELP = """\
  1, 2, …   it is that one (skos:exactMatch)
  1~        it is near that one (skos:closeMatch)
  1=        both are one and the same thing (owl:sameAs)
  -1        it is not that one
  n         it is none of them
  s         skip it; it is asked the next time
  u         undo the last answer
  q         stop; what was answered is kept
"""


@app.command(epilog="Example: kg review --author Ada")
def review(
    store: StoreFolder = Path(STORE),
    decisions: Decisions = None,
    accepted: Annotated[
        bool, typer.Option("--accepted", help="Go through the links that kg link made as well.")
    ] = False,
    author: Annotated[
        str, typer.Option(help="Who decides; it stands beside each decision.", show_default=False)
    ] = "",
    date: Annotated[
        str,
        typer.Option(help="The day of the decisions, such as 2026-11-27.", show_default=False),
    ] = "",
    listed: Annotated[
        bool, typer.Option("--list", "-l", help="Print what is open, and ask nothing.")
    ] = False,
    taken: Annotated[
        Path | None,
        typer.Option(
            "--import",
            help="Take over links from a table of SSSOM.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--export",
            help="Write every link, and what was rejected, as a table of SSSOM; - prints it.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Accept or reject what kg link left open, one by one; or take over what others decided.

    Decisions are kept as SSSOM beside the graph as they are made, and never asked again.
    """
    if taken is not None:
        _import(taken, store, decisions, quiet=quiet, as_json=as_json)
        return
    if out is not None:
        _export(out, store, decisions, quiet=quiet)
        return
    going = pipeline.review(
        store=store, decisions=decisions, accepted=accepted, author=author, date=_day(date)
    )
    if listed or as_json:
        _list(going, as_json=as_json)
        return
    if not len(going):
        note("nothing is open; kg link finds candidates", quiet=quiet)
        return
    try:
        _walk(going, store)
    finally:
        count = pipeline.renew(store, decisions=decisions)
    note(f"{going.decided} decided; the graph holds {count} links", quiet=quiet)


def _walk(going: Review, store: Path) -> None:
    print_text(HELP)
    shown = None
    while True:
        if going.current is None:
            print_text("\nThat was all; u takes the last answer back, Enter ends.\n")
        elif shown != (going.position, going.options):
            shown = (going.position, going.options)
            _show(going, store)
        print_text("> ")
        sys.stdout.flush()
        answer = sys.stdin.readline()
        ended = going.current is None and answer.strip() != "u"
        if not answer or ended or answer.strip() == "q":
            print_text("\n")
            return
        try:
            _answer(going, answer.strip())
        except OptionError as error:
            print_text(f"{error}\n")


def _answer(going: Review, answer: str) -> None:
    if answer == "n":
        going.reject()
    elif answer == "s":
        going.skip()
    elif answer == "u":
        if not going.undo():
            raise OptionError("u", found="nothing was answered yet")
    elif found := re.fullmatch(r"(-)?(\d{1,3})([~=])?", answer):
        number = int(found[2])
        if found[1] and not found[3]:
            going.reject(number)
        elif not found[1]:
            going.accept(number, same=found[3] == "=", close=found[3] == "~")
        else:
            raise OptionError(answer, found="no answer", allowed="1, 1~, 1=, -1, n, s, u or q")
    elif answer == "?":
        print_text(HELP)
    else:
        raise OptionError(
            answer or "(nothing)",
            found="no answer",
            allowed="1, 1~, 1=, -1, n, s, u or q; ? for help",
        )


def _show(going: Review, store: Path) -> None:
    proposal = going.current
    if proposal is None:
        return
    print_text(
        f"\n{going.position + 1} of {len(going)}   {proposal.label}  "
        f"{_words(proposal.cls)}  {proposal.subject}\n"
    )
    for quote in pipeline.quotes_of(proposal.subject, store=store):
        print_text(f"     “{quote}”\n")
    for number, option in enumerate(going.options, start=1):
        told = f", {option.description}" if option.description else ""
        sure = f"{option.confidence:.2f}" if option.possible else "not possible"
        print_text(f"  {number}  {option.label}{told}  ({sure})  {option.iri}\n")
        if option.evidence:
            print_text(f"     {'; '.join(option.evidence)}\n")


def _list(going: Review, *, as_json: bool) -> None:
    rows = []
    while (proposal := going.current) is not None:
        best = going.options[0]
        rows.append((proposal.label, best.iri, f"{best.confidence:.2f}", proposal.reasons[-1]))
        going.skip()
    if as_json:
        names = ("label", "option", "confidence", "reason")
        print_json([dict(zip(names, row, strict=True)) for row in rows])
    elif rows:
        print_table(("what", "may be", "confidence", "and"), rows)


def _import(file: Path, store: Path, decisions: Path | None, *, quiet: bool, as_json: bool) -> None:
    found = pipeline.import_links(file, store=store, decisions=decisions)
    clashes = [
        {
            "subject": theirs.subject,
            "object": theirs.object,
            "theirs": _says(theirs.is_match),
            "ours": _says(ours.is_match),
        }
        for theirs, ours in found.contradicting
    ]
    if as_json:
        print_json({"added": found.added, "known": found.known, "contradicting": clashes})
        return
    for clash in clashes:
        print_text(
            f"{clash['subject']} is {clash['theirs']} {clash['object']} there, and "
            f"{clash['ours']} here: ours stays\n"
        )
    note(f"{found.added} taken over, {found.known} known before", quiet=quiet)


def _says(is_match: bool) -> str:
    return "the same as" if is_match else "not the same as"


def _export(out: Path, store: Path, decisions: Path | None, *, quiet: bool) -> None:
    text = pipeline.export_links(store=store, decisions=decisions)
    if str(out) == "-":
        print_text(text)
        return
    out.write_text(text, encoding="utf-8")
    note(f"written: {out}", quiet=quiet)


def _day(text: str) -> str:
    if text:
        try:
            datetime.date.fromisoformat(text)
        except ValueError as error:
            raise OptionError(text, found="not a day", allowed="one such as 2026-11-27") from error
    return text


def _words(cls: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls).lower()
