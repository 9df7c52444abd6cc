"""One look for all pictures: colours by kind of event, solid for facts, hollow for claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kg.errors import MissingToolError
from kg.model import EventRecord

__all__ = ["INK", "KINDS", "PAPER", "Kind", "apart", "figure", "kind_of", "legend", "themed"]

INK, FAINT, PAPER = "#222222", "#8a8a8a", "#ffffff"


@dataclass(frozen=True, slots=True)
class Kind:
    """A group of PLOVER types, with its colour."""

    name: str
    colour: str


# cooperation is blue and conflict red, deeds darker than words; told apart by the colour-blind, too
KINDS = (
    Kind("verbal cooperation", "#6baed6"),
    Kind("material cooperation", "#08519c"),
    Kind("verbal conflict", "#fd9a4b"),
    Kind("material conflict", "#b2182b"),
    Kind("other", "#9a9a9a"),
)


def kind_of(record: EventRecord) -> Kind:
    """The kind of an event; "other" where PLOVER has no type for it."""
    return next((kind for kind in KINDS if kind.name == record.quad), KINDS[-1])


@contextmanager
def themed() -> Iterator[None]:
    """Settings of matplotlib for the time of one picture: same input, same bytes."""
    try:
        import matplotlib as mpl  # noqa: PLC0415 — an extra that only pictures need
    except ImportError as error:
        raise MissingToolError(
            "plot",
            found="matplotlib is not installed",
            remedy="install it with: pip install 'entente[plot]'",
        ) from error
    settings = {
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "font.family": "DejaVu Sans",
        "font.size": 9,
        "hatch.linewidth": 0.6,
        "path.simplify": True,
        "svg.fonttype": "path",  # the same letters on every machine
        "svg.hashsalt": "entente",
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
    with mpl.rc_context({**mpl.rcParamsDefault, **settings, "backend": "agg"}):
        yield


def figure(width: float, height: float, title: str, note: str) -> Any:
    """An empty figure, in inches, with a heading."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    drawn = Figure(figsize=(width, height), facecolor=PAPER)
    FigureCanvasAgg(drawn)
    left = 0.2 / width
    drawn.text(left, 1 - 0.2 / height, title, va="top", size=14, weight="bold")
    drawn.text(left, 1 - 0.48 / height, note, va="top", size=9, color="#555555")
    return drawn


def legend(
    drawn: Any, records: Sequence[EventRecord], extra: Sequence[tuple[Any, str]] = ()
) -> None:
    """What the colours and shapes of a picture mean, at its bottom, in as few lines as fit."""
    from matplotlib.lines import Line2D  # noqa: PLC0415

    present = {kind_of(record).name for record in records}
    entries: list[tuple[Any, str]] = [
        (Line2D([], [], marker="s", ls="", ms=8, color=kind.colour), kind.name)
        for kind in KINDS
        if kind.name in present
    ]
    entries += extra
    if not entries:
        return
    handles, labels = zip(*entries, strict=True)
    renderer = drawn.canvas.get_renderer()
    for columns in range(len(entries), 0, -1):
        placed = drawn.legend(
            handles,
            labels,
            loc="lower left",
            bbox_to_anchor=(0.1 / drawn.get_figwidth(), 0.02 / drawn.get_figheight()),
            ncols=columns,
            frameon=False,
            fontsize=8.5,
            handletextpad=0.4,
            columnspacing=1.4,
        )
        if placed.get_window_extent(renderer).x1 <= drawn.bbox.x1:
            return
        placed.remove()


Box = tuple[float, float, float, float]


def apart(wanted: Sequence[Sequence[Box]], taken: Sequence[Box] = ()) -> list[int | None]:
    """For each label the first of its places that no earlier label has; None where all are taken.

    Boxes are x0, y0, x1, y1 in any one unit. What comes first is placed first.
    """
    used = list(taken)
    chosen: list[int | None] = []
    for places in wanted:
        free = (
            number
            for number, (x0, y0, x1, y1) in enumerate(places)
            if not any(x0 < u1 and u0 < x1 and y0 < v1 and v0 < y1 for u0, v0, u1, v1 in used)
        )
        number = next(free, None)
        chosen.append(number)
        if number is not None:
            used.append(places[number])
    return chosen
