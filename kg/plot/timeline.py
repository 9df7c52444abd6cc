"""When what happened: a row an event while that can be read, else counts by time and kind."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.model import EventRecord
from kg.plot.style import FAINT, INK, KINDS, PAPER, figure, kind_of, legend

__all__ = ["Span", "span_of", "timeline"]

ROWS = 60
"""More events than that are counted, not listed."""

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day of a time, and whether it is the event's own or only when it was told."""

    first: Day
    last: Day
    is_told: bool = False


def span_of(record: EventRecord) -> Span | None:
    """When an event took place, as precisely as the text says; else the day it was first told."""
    begin = _days(record.begin)
    if begin is not None:
        end = _days(record.end)
        return Span(begin[0], max(begin[1], end[1]) if end else begin[1])
    told = [days for telling in record.tellings if (days := _days(telling.published))]
    # a month without a year is no time on an axis, and the day of the report is not that month
    return Span(*min(told), is_told=True) if told and not record.begin else None


def _days(text: str) -> tuple[Day, Day] | None:
    """First and last day of 2024-04-22, 2024-04 or 2024; None for what has no year."""
    parts = text.split("-")
    if not parts[0].isdigit() or not all(part.isdigit() for part in parts):
        return None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    if not 1 <= year <= 9999:
        return None
    if month == 0:
        return Day(year, 1, 1), Day(year, 12, 31)
    if day == 0:
        return Day(year, month, 1), Day(year, month, calendar.monthrange(year, month)[1])
    return Day(year, month, day), Day(year, month, day)


def timeline(records: Sequence[EventRecord]) -> Any:
    """A figure of the events along time; those without a time stand beside it."""
    return _rows(records) if len(records) <= ROWS else _counts(records)


def _heading(records: Sequence[EventRecord]) -> str:
    claims = sum(record.voice is not None for record in records)
    facts = len(records) - claims
    return f"{facts} fact{'s' * (facts != 1)}, {claims} claim{'s' * (claims != 1)}"


# --- a row an event


def _rows(records: Sequence[EventRecord]) -> Any:
    dated = [(span, r) for r in records if (span := span_of(r))]
    dated.sort(key=lambda pair: (pair[0].first, pair[0].last, _place(pair[1])))
    undated = sorted((r for r in records if not span_of(r)), key=_place)
    ordered = [r for _, r in dated] + undated
    height = 1.5 + 0.235 * max(len(ordered), 1)
    # without a single date there is no axis to give room to
    width = 11.5 if dated else 7.6
    drawn = figure(width, height, "Timeline", f"{_heading(records)}, a row each")
    names = 5.4 / width
    axes = drawn.add_axes((names, 0.75 / height, 0.985 - names, 1 - 1.5 / height))
    axes.set_ylim(max(len(ordered), 1) - 0.5, -0.5)
    axes.set_yticks([])
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    _axis(axes, [span for span, _ in dated])
    for number, record in enumerate(ordered):
        if number % 2 == 0:
            axes.axhspan(number - 0.5, number + 0.5, color="#f4f4f4", zorder=0, lw=0)
        _mark(axes, number, record, dated[number][0] if number < len(dated) else None)
        _name(axes, number, record)
    if undated and dated:
        axes.axhline(len(dated) - 0.5, color=FAINT, lw=0.8)
    legend(drawn, records, _shapes(records, dated))
    return drawn


def _place(record: EventRecord) -> tuple[str, int, str, str]:
    first = record.tellings[0] if record.tellings else None
    where = (first.article, first.start) if first else ("", 0)
    return (*where, record.iri, record.voice.claim if record.voice else "")


def _axis(axes: Any, spans: Sequence[Span]) -> None:
    import matplotlib.dates as mdates  # noqa: PLC0415

    if not spans:
        axes.set_xlim(0, 1)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
        return
    first, last = min(s.first for s in spans), max(s.last for s in spans)
    room = max((last - first).days * 0.06, 1.5)
    low, high = mdates.date2num(first) - room, mdates.date2num(last) + room + 1
    axes.set_xlim(low, high)
    locator = mdates.AutoDateLocator(minticks=3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    axes.grid(axis="x", color="#dddddd", lw=0.6)
    axes.set_axisbelow(True)


def _mark(axes: Any, row: int, record: EventRecord, span: Span | None) -> None:
    import matplotlib.dates as mdates  # noqa: PLC0415

    colour, is_claim = kind_of(record).colour, record.voice is not None
    face = PAPER if is_claim else colour
    if span is None:
        text = _vague(record.begin)
        low, high = axes.get_xlim()
        axes.plot(
            low + (high - low) * 0.02,
            row,
            "D",
            ms=5.5,
            mfc=face,
            mec=colour,
            mew=1.4,
            clip_on=False,
        )
        axes.annotate(
            text,
            (low + (high - low) * 0.02, row),
            xytext=(9, 0),
            textcoords="offset points",
            va="center",
            size=8,
            color="#555555",
        )
        return
    start, stop = mdates.date2num(span.first), mdates.date2num(span.last) + 1
    low, high = axes.get_xlim()
    if span.is_told:
        axes.plot(start + 0.5, row, "<", ms=6.5, mfc=face, mec=colour, mew=1.4)
    elif stop - start > (high - low) * 0.02:
        style = "--" if is_claim else "-"
        axes.barh(row, stop - start, 0.5, start, color=face, ec=colour, lw=1.3, ls=style)
    else:
        axes.plot((start + stop) / 2, row, "o", ms=6.5, mfc=face, mec=colour, mew=1.4)


def _vague(begin: str) -> str:
    month = begin.removeprefix("--").partition("-")[0]
    if begin.startswith("--") and month.isdigit() and 1 <= int(month) <= 12:
        day = begin.removeprefix("--").partition("-")[2]
        named = " ".join(filter(None, (day.lstrip("0"), calendar.month_name[int(month)])))
        return f"{named}, no year"
    return "no date"


def _name(axes: Any, row: int, record: EventRecord) -> None:
    label = record.label or record.kind
    if record.voice:
        who = ", ".join(actor.label for actor in record.voice.speakers)
        label = f"{record.voice.modality.lower()}{f' by {who}' if who else ''} · {label}"
    axes.annotate(
        _cut(label, 74),
        (0, row),
        xycoords=("axes fraction", "data"),
        xytext=(-8, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        size=8.3,
        color="#555555" if record.voice else INK,
        style="italic" if record.voice else "normal",
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip(" ,") + "…"


def _shapes(
    records: Sequence[EventRecord], dated: Sequence[tuple[Span, EventRecord]]
) -> list[tuple[Any, str]]:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    def shape(marker: str, face: str) -> Any:
        return Line2D([], [], marker=marker, ls="", ms=6.5, mfc=face, mec="#444444", mew=1.3)

    found = []
    if any(record.voice is None for record in records):
        found.append((shape("o", "#444444"), "fact"))
    if any(record.voice for record in records):
        found.append((shape("o", PAPER), "claim"))
    if any(span.is_told for span, _ in dated):
        found.append((shape("<", "#444444"), "told by then, has no date of its own"))
    return found


# --- counts


def _counts(records: Sequence[EventRecord]) -> Any:
    import matplotlib.dates as mdates  # noqa: PLC0415
    from matplotlib.patches import Patch  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    dated = [(span, r) for r in records if (span := span_of(r))]
    missing = len(records) - len(dated)
    told = sum(span.is_told for span, _ in dated)
    note = f"{_heading(records)}: facts above the line, claims below it"
    notes = [f"{told} without a date of their own stand where they were first told"] if told else []
    notes += [f"{missing} without any date are left out"] if missing else []
    kinds = [kind for kind in KINDS if any(kind_of(r) is kind for _, r in dated)]
    height = 1.6 + 1.45 * max(len(kinds), 1)
    drawn = figure(11.5, height, "Timeline", "; ".join([note, *notes]))
    if not dated:
        return drawn
    width, edges = _bins([span for span, _ in dated])
    panels = drawn.subplots(len(kinds), 1, sharex=True, sharey=True, squeeze=False)[:, 0]
    drawn.subplots_adjust(
        left=0.07, right=0.985, top=1 - 0.95 / height, bottom=0.85 / height, hspace=0.28
    )
    for axes, kind in zip(panels, kinds, strict=True):
        counted: dict[bool, Counter[int]] = {False: Counter(), True: Counter()}
        for span, record in dated:
            if kind_of(record) is kind:
                counted[record.voice is not None][_bin(edges, span.first)] += 1
        starts = mdates.date2num(edges)
        widths = [b - a for a, b in pairwise(starts)]
        facts = [counted[False][n] for n in range(len(widths))]
        claims = [-counted[True][n] for n in range(len(widths))]
        box = {"width": [w * 0.9 for w in widths], "align": "edge", "lw": 0.9}
        axes.bar(starts[:-1], facts, color=kind.colour, ec=kind.colour, **box)
        axes.bar(starts[:-1], claims, color=PAPER, ec=kind.colour, hatch="////", **box)
        axes.axhline(0, color=INK, lw=0.8)
        axes.set_title(
            f"{kind.name}: {sum(facts)} facts, {-sum(claims)} claims", loc="left", size=9, pad=3
        )
        axes.grid(axis="y", color="#e4e4e4", lw=0.6)
        axes.set_axisbelow(True)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
        for side in ("right", "top", "bottom"):
            axes.spines[side].set_visible(False)
        axes.tick_params(axis="x", length=3 if axes is panels[-1] else 0)
    locator = mdates.AutoDateLocator(minticks=4, maxticks=12)
    panels[-1].xaxis.set_major_locator(locator)
    panels[-1].xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    drawn.text(0.012, 0.5, f"events a {width}", rotation=90, va="center", size=9)
    grey = "#666666"
    legend(
        drawn,
        [r for _, r in dated],
        [
            (Patch(fc=grey, ec=grey), "facts"),
            (Patch(fc=PAPER, ec=grey, hatch="////"), "claims"),
        ],
    )
    return drawn


def _bins(spans: Sequence[Span]) -> tuple[str, list[Day]]:
    """Days, months, quarters or years, so that there are at most about a hundred."""
    first, last = min(s.first for s in spans), max(s.first for s in spans)
    days = (last - first).days
    if days <= 92:
        return "day", [first + datetime.timedelta(n) for n in range(days + 2)]
    months, width = (
        (1, "month") if days <= 366 * 8 else (3, "quarter") if days <= 366 * 25 else (12, "year")
    )
    edges = [Day(first.year, (first.month - 1) // months * months + 1, 1)]
    while edges[-1] <= last:
        at = edges[-1].year * 12 + edges[-1].month - 1 + months
        edges.append(Day(at // 12, at % 12 + 1, 1))
    return width, edges


def _bin(edges: Sequence[Day], day: Day) -> int:
    return max(n for n, edge in enumerate(edges[:-1]) if edge <= day)
