"""What commands print: answers on standard output, progress and notes on standard error.

Rich takes colours off where the output is no terminal or NO_COLOR is set.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from kg import pipeline

if TYPE_CHECKING:
    from kg.pipeline import Step, Watch

__all__ = ["note", "note_undated", "out", "print_json", "print_table", "print_text", "watched"]

# Rich takes a pipe for 80 columns. Cells are folded, never cut; programs have --format and --json.
_PIPED_WIDTH = 120
_PADDING = 3


def out() -> Console:
    """Standard output, looked up at each use because tests and pipes replace it."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(
        file=sys.stdout, highlight=False, emoji=False, width=None if known else _PIPED_WIDTH
    )


def print_text(text: str) -> None:
    """Print text as it is, without a line end of its own."""
    sys.stdout.write(text)


def print_json(value: object) -> None:
    """Print a value as JSON, keys in the order given."""
    print_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print rows under headings; where there is no room for that, a line for each cell.

    Cells are shown as they are, not read as markup.
    """
    console = out()
    listed = [list(row) for row in rows]
    if title:
        console.print(Text(title, style="bold"))
    widths = _widths(columns, listed, console.width)
    if widths is None:
        _print_records(columns, listed)
        return
    table = Table(header_style="bold", box=box.SIMPLE_HEAD)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(Text(column), overflow="fold", width=width)
    for row in listed:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], total: int) -> list[int] | None:
    """Room for each column: its longest word at least, so that words and IRIs stay whole.

    Rich would give room by length alone, and tear them. None where even that is too wide.
    """
    cells = list(zip(columns, *rows, strict=True))
    natural = [max(map(len, column)) for column in cells]
    widths = [
        max((len(word) for cell in column for word in cell.split()), default=1) for column in cells
    ]
    room = total - len(natural) * _PADDING - 1
    if sum(widths) > room:
        return None
    while sum(widths) < room and widths != natural:
        # one character after the other goes to the column that folds most often
        folds = [full / width for full, width in zip(natural, widths, strict=True)]
        neediest = folds.index(max(folds))
        widths = [width + (n == neediest) for n, width in enumerate(widths)]
    return widths


def _print_records(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    heading = max(map(len, columns), default=0)
    print_text("\n")
    for row in rows:
        filled = [(c, cell) for c, cell in zip(columns, row, strict=True) if cell]
        print_text("".join(f"  {c:<{heading}}  {cell}\n" for c, cell in filled) + "\n")


def note(text: str, *, quiet: bool) -> None:
    """A remark for the person at the terminal."""
    if not quiet:
        Console(file=sys.stderr, highlight=False, soft_wrap=True).print(Text(text), style="dim")


def note_undated(store: str, as_of: str | None, *, quiet: bool) -> None:
    """Say how many articles an answer as of a day leaves out because nobody knows their day."""
    if as_of is not None and not quiet and (count := pipeline.undated(store)):
        note(f"left out, for want of a date: {count:,} of the articles", quiet=False)


@contextmanager
def watched(*, quiet: bool) -> Iterator[Watch | None]:
    """A progress bar on standard error while articles are worked on; none in a pipe."""
    console = Console(file=sys.stderr)
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("loading", total=None)

        def watch(step: Step) -> None:
            progress.update(
                task, completed=step.done, total=step.total, description=step.article[:40]
            )

        yield watch
