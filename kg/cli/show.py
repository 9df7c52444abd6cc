"""`kg show`: everything known about one thing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

import kg
from kg.cli.app import app
from kg.cli.options import AsJson, AsOf, StorePlace
from kg.cli.output import note_undated, out, print_json
from kg.cli.why import print_why
from kg.pipeline import STORE, explain

if TYPE_CHECKING:
    from kg.model import ClaimTold, Corroboration, Dossier, Link, Quote, Told

__all__ = ["show"]


@app.command(epilog='Example: kg show "Pakistan"   or: kg show state/PAK')
def show(
    name: Annotated[
        str, typer.Argument(help="A name, a path such as state/IRN, or an IRI.", show_default=False)
    ],
    store: StorePlace = STORE,
    as_of: AsOf = None,
    why: Annotated[
        bool, typer.Option("--why", help="Tell which words, lexicon entries and cues made it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print everything known about an actor, event, agreement or issue, with the words that say so.

    Facts and claims stand apart: what somebody says, plans, alleges or denies is no fact. What
    several articles report, or somebody contradicts, says so.
    """
    dossier = kg.show(name, store=store, as_of=as_of)
    note_undated(store, as_of, quiet=as_json)
    reasons = explain(name, store=store) if why else None
    if as_json:
        told = dataclasses.asdict(dossier)
        print_json({**told, "why": dataclasses.asdict(reasons)} if reasons else told)
        return
    _print(dossier, out())
    if reasons is not None:
        print_why(reasons, out())


def _print(dossier: Dossier, console: Console) -> None:
    console.print(
        Text.assemble((dossier.label, "bold"), f"  {dossier.cls}  ", (dossier.iri, "dim"))
    )
    _print_links(dossier.known, console, indent=2)
    _print_quotes(dossier.quotes, console, indent=2)
    _print_corroboration(dossier.corroboration, console, indent=2)
    console.print(Text(f"\nFacts ({len(dossier.facts)})", style="bold"))
    for fact in dossier.facts:
        _print_told(fact, console, indent=2)
    console.print(Text(f"\nClaims ({len(dossier.claims)})", style="bold"))
    for claim in dossier.claims:
        _print_claim(claim, console)


def _print_told(told: Told, console: Console, *, indent: int) -> None:
    _line(console, indent, Text.assemble((told.label or told.cls, "bold"), f"  {told.cls}"))
    _print_links(told.links, console, indent=indent + 2)
    _print_quotes(told.quotes, console, indent=indent + 2)
    _print_corroboration(told.corroboration, console, indent=indent + 2)


def _print_claim(claim: ClaimTold, console: Console) -> None:
    speakers = ", ".join(claim.speakers) or "speaker not named"
    _line(console, 2, Text.assemble((claim.modality, "bold"), f" · {speakers}"))
    quotes = set(claim.quotes)
    for told in claim.content:
        _print_told(dataclasses.replace(told, quotes=()), console, indent=4)
        quotes |= set(told.quotes)
    _print_quotes(sorted(quotes), console, indent=4)
    _print_corroboration(claim.corroboration, console, indent=4)


def _print_links(links: Iterable[Link], console: Console, *, indent: int) -> None:
    values: dict[str, list[str]] = {}
    for link in links:
        values.setdefault(link.property, []).append(link.label)
    for name, labels in values.items():
        _line(console, indent, Text(f"{name}: {', '.join(dict.fromkeys(labels))}"))


def _print_quotes(quotes: Iterable[Quote], console: Console, *, indent: int) -> None:
    for quote in quotes:
        words = " ".join(quote.text.split())
        _line(console, indent, Text.assemble((f"“{words}” ", "italic"), (quote.article, "dim")))


def _print_corroboration(found: Corroboration, console: Console, *, indent: int) -> None:
    if len(found.articles) > 1:
        named = f", {len(found.sources)} named sources: {', '.join(found.sources)}"
        if len(found.sources) < 2:
            named = f", 1 named source: {found.sources[0]}" if found.sources else ""
        _line(console, indent, Text(f"reported by {len(found.articles)} articles{named}"))
    for voice in found.contradicted:
        who = ", ".join(voice.speakers) or "speaker not named"
        words = " · ".join(" ".join(quote.split()) for quote in voice.quotes)
        _line(
            console,
            indent,
            Text.assemble("contradicted: ", (voice.modality, "bold"), f" · {who} “{words}”"),
        )


def _line(console: Console, indent: int, text: Text) -> None:
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
