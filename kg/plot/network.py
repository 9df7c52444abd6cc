"""Who deals with whom: the actors that take part most often, and what passes between them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from kg.errors import MissingToolError
from kg.model import EventRecord, NamedActor
from kg.plot.style import INK, KINDS, PAPER, Kind, apart, figure, kind_of, legend

__all__ = ["network"]

ACTORS, LINES = 30, 60
"""More actors, or more lines between them, cannot be told apart."""

SHAPES = {
    "State": "o",
    "Person": "^",
    "Leader": "^",
    "Office": "^",
    "LeadingOffice": "^",
    "ArmedGroup": "D",
}
"""Marker by class; a square for every other actor."""

Pair = tuple[str, str, bool, Kind, bool]
"""From, to, whether that is a direction, kind of event, whether it is claimed."""


def _links(record: EventRecord) -> list[tuple[NamedActor, NamedActor, bool]]:
    """Pairs that can be drawn, and whether they have a direction.

    Two who deploy troops together do what is a conflict, but not with each other: no line.
    """
    hostile = record.quad.endswith("conflict")
    return [
        (one, other, relation == "toward")
        for one, other, relation in record.pairs()
        if not (hostile and relation == "with")
    ]


def network(records: Sequence[EventRecord]) -> Any:
    """A figure of actors and what passes between them; facts solid, claims dashed."""
    named: dict[str, NamedActor] = {}
    counted: Counter[Pair] = Counter()
    for record in records:
        for source, target, directed in _links(record):
            named[source.iri], named[target.iri] = source, target
            counted[source.iri, target.iri, directed, kind_of(record), bool(record.voice)] += 1
    degree: Counter[str] = Counter()
    for (one, other, *_), count in counted.items():
        degree[one] += count
        degree[other] += count
    lines = counted if len(counted) <= LINES else _merged(counted)
    shown = _strongest(lines, degree)
    chosen = sorted({iri for pair in shown for iri in pair[:2]}, key=lambda i: (-degree[i], i))
    note = f"{len(chosen)} actors; the more events, the thicker the line"
    if lines is not counted:
        note = (
            f"{len(chosen)} of {len(named)} actors, those with the strongest links; a line has the "
            "colour of most of its events"
        )
    drawn = figure(11.5, 9.2, "Network of actors", note)
    axes = drawn.add_axes((0.01, 0.075, 0.98, 0.855))
    axes.set_axis_off()
    if chosen:
        places = _layout(chosen, shown)
        _draw(drawn, axes, shown, places, {i: named[i] for i in chosen}, degree)
    legend(drawn, [r for r in records if _links(r)], _shapes(shown, [named[i] for i in chosen]))
    return drawn


def _merged(counted: Counter[Pair]) -> Counter[Pair]:
    """One line for the facts and one for the claims of two actors, of their most frequent kind."""
    groups: dict[tuple[str, str, bool], list[Pair]] = {}
    for pair in sorted(counted, key=lambda p: (p[0], p[1], KINDS.index(p[3]))):
        groups.setdefault((min(pair[:2]), max(pair[:2]), pair[4]), []).append(pair)
    merged: Counter[Pair] = Counter()
    for (one, other, is_claim), listed in groups.items():
        kinds: Counter[Kind] = Counter()
        for pair in listed:
            kinds[pair[3]] += counted[pair]
        ways = {(pair[0], pair[1]) if pair[2] else None for pair in listed}
        way = next(iter(ways)) if len(ways) == 1 else None
        ends = way or (one, other)
        merged[*ends, way is not None, kinds.most_common(1)[0][0], is_claim] = kinds.total()
    return merged


def _strongest(counted: Counter[Pair], degree: Counter[str]) -> dict[Pair, int]:
    """The lines with the most events, as many as can be read; all of a pair, or none."""
    by_pair: dict[tuple[str, str], list[Pair]] = {}
    for pair in sorted(counted, key=lambda p: (p[0], p[1], p[3].name, p[4])):
        by_pair.setdefault((min(pair[:2]), max(pair[:2])), []).append(pair)

    def weight(both: tuple[str, str]) -> tuple[int, int, tuple[str, str]]:
        # of equal pairs those between busy actors tell more
        return (-sum(counted[p] for p in by_pair[both]), -sum(degree[i] for i in both), both)

    shown: dict[Pair, int] = {}
    actors: set[str] = set()
    for both in sorted(by_pair, key=weight):
        if len(actors | set(both)) <= ACTORS and len(shown) + len(by_pair[both]) <= LINES:
            shown |= {pair: counted[pair] for pair in by_pair[both]}
            actors |= set(both)
    return shown


def _layout(nodes: Sequence[str], edges: dict[Pair, int]) -> dict[str, tuple[float, float]]:
    """Fruchterman and Reingold's forces from a circle; each connected part in a room of its own."""
    try:
        import networkx as nx  # noqa: PLC0415 — an extra that only this picture needs
    except ImportError as error:
        raise MissingToolError(
            "plot",
            found="networkx is not installed",
            remedy="install it with: pip install 'entente[plot]'",
        ) from error
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    for (one, other, *_), count in sorted(edges.items(), key=lambda p: str(p[0])):
        before = graph.get_edge_data(one, other, {"weight": 0})["weight"]
        graph.add_edge(one, other, weight=before + math.log2(1 + count))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    found: dict[str, tuple[float, float]] = {}
    left = 0.0
    for part in parts:
        members = sorted(part, key=nodes.index)
        inner = graph.subgraph(members)
        size = len(members) ** 0.75 + 0.2
        circle = nx.circular_layout(members)
        spring = nx.spring_layout(
            inner, pos=circle, k=2.2 / math.sqrt(len(members)), iterations=300, seed=1, weight=None
        )
        for node in members:
            x, y = spring[node]
            found[node] = (
                round(left + (float(x) + 1) * size * 0.7, 4),
                round(float(y) * size * 0.5, 4),
            )
        left += size * 1.4 + 0.5
    return found


def _draw(
    drawn: Any,
    axes: Any,
    edges: dict[Pair, int],
    places: dict[str, tuple[float, float]],
    named: dict[str, NamedActor],
    degree: Counter[str],
) -> None:
    from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415

    xs, ys = zip(*places.values(), strict=True)
    roomx, roomy = (max(xs) - min(xs)) * 0.09 + 0.35, (max(ys) - min(ys)) * 0.08 + 0.2
    axes.set_xlim(min(xs) - roomx, max(xs) + roomx)
    axes.set_ylim(min(ys) - roomy, max(ys) + roomy)
    most = max(degree.values())
    sizes = {iri: 60 + 340 * math.sqrt(degree[iri] / most) for iri in places}
    between: dict[tuple[str, str], list[Pair]] = {}
    for pair in sorted(edges, key=lambda p: (p[0], p[1], p[3].name, p[4])):
        between.setdefault((min(pair[:2]), max(pair[:2])), []).append(pair)
    for listed in between.values():
        for number, pair in enumerate(listed):
            one, other, directed, kind, is_claim = pair
            # several between the same two are fanned out; the sign keeps each on its side
            bend = 0.16 * ((number + 1) // 2) * (1 if number % 2 else -1)
            axes.add_patch(
                FancyArrowPatch(
                    places[one],
                    places[other],
                    arrowstyle="-|>" if directed else "-",
                    connectionstyle=f"arc3,rad={bend if one < other else -bend:.3f}",
                    mutation_scale=11,
                    shrinkA=math.sqrt(sizes[one]) / 2 + 1,
                    shrinkB=math.sqrt(sizes[other]) / 2 + 2,
                    color=kind.colour,
                    lw=0.9 + 0.9 * math.log2(edges[pair]),
                    ls=(0, (3.5, 2.2)) if is_claim else "-",
                    alpha=0.85,
                    zorder=1,
                )
            )
    for iri in sorted(places):
        axes.scatter(
            *places[iri],
            s=sizes[iri],
            marker=SHAPES.get(named[iri].cls, "s"),
            color="#3a3a3a",
            edgecolors=PAPER,
            linewidths=1.2,
            zorder=2,
        )
    _label(drawn, axes, edges, places, named, sizes, degree)


def _busy(
    axes: Any, edges: dict[Pair, int], places: dict[str, Any]
) -> dict[str, tuple[float, float]]:
    """The side of each actor on which most of its edges leave it: a name is better on the other."""
    found = dict.fromkeys(places, (0.0, 0.0))
    for one, other in sorted({(pair[0], pair[1]) for pair in edges}):
        (x0, y0), (x1, y1) = axes.transData.transform([places[one], places[other]])
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        found[one] = (found[one][0] + dx, found[one][1] + dy)
        found[other] = (found[other][0] - dx, found[other][1] - dy)
    return found


def _label(
    drawn: Any,
    axes: Any,
    edges: dict[Pair, int],
    places: dict[str, tuple[float, float]],
    named: dict[str, NamedActor],
    sizes: dict[str, float],
    degree: Counter[str],
) -> None:
    from matplotlib.patheffects import withStroke  # noqa: PLC0415

    renderer = drawn.canvas.get_renderer()
    order = sorted(places, key=lambda iri: (-degree[iri], iri))
    points, frame = drawn.dpi / 72, axes.get_window_extent(renderer)
    busy = _busy(axes, edges, places)
    wanted, offsets, taken = [], [], []
    for iri in order:
        x, y = axes.transData.transform(places[iri])
        r = math.sqrt(sizes[iri]) / 2 * points
        taken.append((x - r, y - r, x + r, y + r))
    for iri in order:
        text = axes.text(0, 0, _short(named[iri].label), size=9)
        box = text.get_window_extent(renderer)
        text.remove()
        w, h = box.width + 4, box.height + 2
        x, y = axes.transData.transform(places[iri])
        r = math.sqrt(sizes[iri]) / 2 * points + 3
        places_of = [
            (x - w / 2, y - r - h),
            (x - w / 2, y + r),
            (x + r, y - h / 2),
            (x - r - w, y - h / 2),
            (x + r * 0.6, y - r - h),
            (x - r * 0.6 - w, y - r - h),
            (x + r * 0.6, y + r),
            (x - r * 0.6 - w, y + r),
        ]
        dx, dy = busy[iri]
        places_of.sort(key=lambda at: (at[0] + w / 2 - x) / w * dx + (at[1] + h / 2 - y) / h * dy)
        places_of += [(x - w / 2, y - r - 2.1 * h), (x - w / 2, y + r + 1.1 * h)]
        places_of = [
            at for at in places_of if frame.x0 < at[0] and at[0] + w < frame.x1
        ] or places_of[:1]
        wanted.append([(a, b, a + w, b + h) for a, b in places_of])
        offsets.append(places_of)
    for iri, choice, options in zip(order, apart(wanted, taken), offsets, strict=True):
        a, b = options[choice if choice is not None else 0]
        axes.text(
            *axes.transData.inverted().transform((a + 2, b + 2)),
            _short(named[iri].label),
            size=9,
            color=INK,
            zorder=3,
            path_effects=[withStroke(linewidth=2.5, foreground=PAPER)],
        )


def _short(label: str) -> str:
    return label if len(label) <= 32 else label[:31].rstrip() + "…"


def _shapes(edges: dict[Pair, int], actors: Sequence[NamedActor]) -> list[tuple[Any, str]]:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    found = [
        (Line2D([], [], color="#666666", lw=1.6, ls=style), name)
        for style, name, is_claim in (("-", "fact", False), ((0, (3.5, 2.2)), "claim", True))
        if any(pair[4] is is_claim for pair in edges)
    ]
    names = {"o": "state", "^": "person or office", "D": "armed group", "s": "other body"}
    used = {SHAPES.get(actor.cls, "s") for actor in actors}
    return found + [
        (Line2D([], [], marker=marker, ls="", ms=7, color="#3a3a3a"), name)
        for marker, name in names.items()
        if marker in used
    ]
