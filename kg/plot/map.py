"""Where it happened: a mark a place, as large as it has events."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.model import EventRecord, NamedPlace
from kg.plot.style import INK, KINDS, PAPER, apart, figure, kind_of, legend

__all__ = ["map_of_events"]

OUTLINES = Path(__file__).with_name("outlines.json")
LABELS = 40
NARROWEST = 24.0
"""Degrees of latitude that a map shows at least: nobody knows a place without its surroundings."""


def map_of_events(records: Sequence[EventRecord]) -> Any:
    """A figure of the places of events: discs for facts, rings for claims, coloured by kind."""
    places: dict[tuple[float, float], list[NamedPlace]] = {}
    counted: dict[tuple[float, float], dict[bool, Counter[str]]] = {}
    located = 0
    for record in records:
        spots = {
            (place.longitude, place.latitude): place
            for place in record.places
            if place.longitude is not None and place.latitude is not None
        }
        located += bool(spots)
        for spot, place in sorted(spots.items()):
            places.setdefault(spot, []).append(place)
            both = counted.setdefault(spot, {False: Counter(), True: Counter()})
            both[record.voice is not None][kind_of(record).name] += 1
    note = f"{located} of {len(records)} events have a place that can be drawn"
    west, east, south, north = _frame(list(counted))
    squeeze = math.cos(math.radians((south + north) / 2))
    width = 11.5
    inner = width * 0.98
    tall = min(max(inner * (north - south) / ((east - west) * squeeze), 4.5), 8.5)
    height = tall + 1.45
    drawn = figure(width, height, "Map of events", note)
    axes = drawn.add_axes((0.01, 0.6 / height, 0.98, tall / height))
    _ground(axes, squeeze, (west, east, south, north), inner / tall)
    order = sorted(
        counted, key=lambda spot: (-sum(map(Counter.total, counted[spot].values())), spot)
    )
    radii = _radii(counted)
    for spot in order:
        _disc(drawn, axes, spot, counted[spot], radii[spot])
    _label(drawn, axes, [(spot, places[spot], counted[spot], radii[spot]) for spot in order])
    shown = [r for r in records if any(p.latitude is not None for p in r.places)]
    legend(drawn, shown, _shapes(counted))
    return drawn


def _frame(spots: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """West, east, south, north: around the places, and never narrower than `NARROWEST`."""
    if not spots:
        return -170.0, 190.0, -57.0, 80.0
    xs, ys = zip(*spots, strict=True)
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    room = max(4.0, (north - south) * 0.12, (east - west) * 0.06)
    short = max(0.0, NARROWEST - (north - south + 2 * room)) / 2
    south, north = max(south - room - short, -60.0), min(north + room + short, 84.0)
    return west - room * 1.4, east + room * 1.4, south, north


@cache
def _outlines() -> tuple[tuple[tuple[float, float], ...], ...]:
    rings = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return tuple(tuple(zip(ring[::2], ring[1::2], strict=True)) for ring in rings)


def _ground(
    axes: Any, squeeze: float, frame: tuple[float, float, float, float], shape: float
) -> None:
    from matplotlib.collections import PolyCollection  # noqa: PLC0415

    west, east, south, north = frame
    # one degree of longitude is as wide as it is at the middle of the map
    wanted = (north - south) / squeeze * shape
    if wanted > east - west:
        west, east = west - (wanted - (east - west)) / 2, east + (wanted - (east - west)) / 2
    else:
        more = (east - west) * squeeze / shape - (north - south)
        south, north = south - more / 2, north + more / 2
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_facecolor("#eaf1f6")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.add_collection(
        PolyCollection(_outlines(), fc="#f8f6f0", ec="#c9c3b4", lw=0.6, zorder=0), autolim=False
    )


def _radii(
    counted: dict[tuple[float, float], dict[bool, Counter[str]]],
) -> dict[tuple[float, float], dict[bool, float]]:
    """Radii in points; the area of a disc is as its events, the largest has 22 points."""
    most = max((c.total() for both in counted.values() for c in both.values()), default=1)
    # many places leave less room to each
    least, one = (4.5, 5.5) if len(counted) <= 40 else (3.2, 3.6)
    return {
        spot: {
            claim: max(least, min(22.0, one * math.sqrt(most)) * math.sqrt(c.total() / most))
            for claim, c in both.items()
        }
        for spot, both in counted.items()
    }


def _disc(
    drawn: Any,
    axes: Any,
    spot: tuple[float, float],
    both: dict[bool, Counter[str]],
    radii: dict[bool, float],
) -> None:
    """A pie of facts; around it, or alone, a ring of claims that is open inside."""
    from matplotlib.patches import Wedge  # noqa: PLC0415
    from matplotlib.transforms import Affine2D, ScaledTranslation  # noqa: PLC0415

    points = Affine2D().scale(drawn.dpi / 72)
    scaled = points + drawn.dpi_scale_trans.frozen().inverted() + drawn.dpi_scale_trans
    place = scaled + ScaledTranslation(*spot, axes.transData)
    inner = radii[False] if both[False] else 0.0
    for is_claim, counts in both.items():
        if not counts:
            continue
        outer = max(radii[True], inner + 4.0) if is_claim else inner
        start = 90.0
        for kind in KINDS:
            share = counts[kind.name] / counts.total() * 360
            if not share:
                continue
            wedge = Wedge((0, 0), outer, start - share, start, width=3.0 if is_claim else None)
            wedge.set(fc=PAPER if is_claim else kind.colour, ec=kind.colour if is_claim else PAPER)
            wedge.set(lw=1.2 if is_claim else 0.7, alpha=0.92, zorder=3, transform=place)
            if is_claim:
                wedge.set_hatch("/////")
            axes.add_patch(wedge)
            start -= share


def _label(
    drawn: Any,
    axes: Any,
    spots: Sequence[
        tuple[tuple[float, float], list[NamedPlace], dict[bool, Counter[str]], dict[bool, float]]
    ],
) -> None:
    from matplotlib.patheffects import withStroke  # noqa: PLC0415

    renderer = drawn.canvas.get_renderer()
    points = drawn.dpi / 72
    frame = axes.get_window_extent(renderer)
    wanted, texts, taken = [], [], []
    for spot, _, both, radii in spots:
        x, y = axes.transData.transform(spot)
        r = _outer(both, radii) * points
        taken.append((x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8))
    for spot, named, both, radii in spots[:LABELS]:
        name = _name(named)
        text = axes.text(0, 0, name, size=8.5)
        box = text.get_window_extent(renderer)
        text.remove()
        w, h = box.width + 4, box.height + 2
        x, y = axes.transData.transform(spot)
        r = _outer(both, radii) * points + 2
        corners = [
            (x + r, y - h / 2),
            (x - r - w, y - h / 2),
            (x - w / 2, y + r),
            (x - w / 2, y - r - h),
            (x + r * 0.7, y + r * 0.7),
            (x + r * 0.7, y - r * 0.7 - h),
            (x - r * 0.7 - w, y + r * 0.7),
            (x - r * 0.7 - w, y - r * 0.7 - h),
        ]
        inside = [
            (a, b, a + w, b + h)
            for a, b in corners
            if frame.x0 < a and a + w < frame.x1 and frame.y0 < b and b + h < frame.y1
        ]
        wanted.append(inside)
        texts.append((name, all(place.precision == "country" for place in named)))
    for (name, is_country), options, choice in zip(
        texts, wanted, apart(wanted, taken), strict=True
    ):
        if choice is None:
            continue
        a, b, *_ = options[choice]
        axes.text(
            *axes.transData.inverted().transform((a + 2, b + 2)),
            name,
            size=8.5,
            color=INK,
            style="italic" if is_country else "normal",
            zorder=5,
            path_effects=[withStroke(linewidth=2.4, foreground=PAPER)],
        )


def _outer(both: dict[bool, Counter[str]], radii: dict[bool, float]) -> float:
    inner = radii[False] if both[False] else 0.0
    return max(radii[True], inner + 4.0) if both[True] else inner


def _name(named: Sequence[NamedPlace]) -> str:
    """The place that is named most often there: a state's point may stand for its regions, too."""
    return min(Counter(place.label for place in named).items(), key=lambda p: (-p[1], p[0]))[0]


def _shapes(counted: dict[tuple[float, float], dict[bool, Counter[str]]]) -> list[tuple[Any, str]]:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    found: list[tuple[Any, str]] = []
    if any(both[False] for both in counted.values()):
        found.append((Line2D([], [], marker="o", ls="", ms=9, color="#666666"), "facts"))
    if any(both[True] for both in counted.values()):
        ring = Line2D([], [], marker="o", ls="", ms=9, mfc=PAPER, mec="#666666", mew=2.2)
        found.append((ring, "claims"))
    return found
