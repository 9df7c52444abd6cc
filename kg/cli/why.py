"""What `kg show --why` prints: the words, lexicon entries and cues that made a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

if TYPE_CHECKING:
    from kg.model import Cue
    from kg.pipeline import Because, Explanation

__all__ = ["print_why"]


def print_why(explanation: Explanation, console: Console) -> None:
    """Print why a node is in the graph, report by report, and why reports are one node."""
    console.print(Text(f"\nWhy ({len(explanation.because)})", style="bold"))
    if not explanation.because:
        _line(console, 2, Text("it stands in the reference data, or is named by what is told"))
    for because in explanation.because:
        _print_because(because, console)
    if explanation.shared:
        _line(console, 2, Text("one and the same, since these are equal in every report:"))
        for value in explanation.shared:
            _line(console, 4, Text(value))


def _print_because(because: Because, console: Console) -> None:
    quote = " ".join(because.quote.split())
    _line(console, 2, Text.assemble((f"“{quote}” ", "italic"), (because.article, "dim")))
    if because.entry:
        _line(
            console,
            4,
            Text.assemble(
                ("word: ", "dim"), f"{because.word} is a {because.cls} by {because.entry}"
            ),
        )
    else:
        _line(
            console,
            4,
            Text.assemble(("word: ", "dim"), f"{because.word} heads what the cue speaks of"),
        )
    for role, words in because.fillers:
        _line(console, 4, Text.assemble((f"{role}: ", "dim"), words))
    for cue in because.cues:
        _line(console, 4, _cue(cue))
    if not because.cues:
        _line(console, 4, Text("fact: no word takes it out of the article's own voice"))


def _cue(cue: Cue) -> Text:
    by = f" by {cue.entry}" if cue.entry else " by grammar"
    who = f" · {', '.join(cue.speakers)}" if cue.speakers else ""
    return Text.assemble(("cue: ", "dim"), f"{cue.words} makes it {cue.modality.lower()}{by}{who}")


def _line(console: Console, indent: int, text: Text) -> None:
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
