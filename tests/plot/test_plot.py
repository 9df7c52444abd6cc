"""Pictures: the same bytes for the same events, facts and claims apart, labels that can be read."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import OptionError
from kg.model import EventRecord
from kg.plot import FORMS, PICTURES, plot
from kg.plot.style import PAPER, apart, themed
from kg.plot.timeline import span_of
from tests.plot.made import records

SIZES = {"none": 0, "a few": 20, "a thousand": 1000}


def _drawn(events: list[EventRecord], picture: str, form: str) -> bytes:
    out = io.BytesIO()
    plot(events, picture=picture, out=out, form=form)
    return out.getvalue()


def _figure(events: list[EventRecord], picture: str) -> Any:
    with themed():
        figure = PICTURES[picture](events)
        figure.draw_without_rendering()
    return figure


def _inside(figure: Any) -> list[tuple[str, Any]]:
    """The texts inside the axes, with where they stand."""
    renderer = figure.canvas.get_renderer()
    return [(t.get_text(), t.get_window_extent(renderer)) for a in figure.axes for t in a.texts]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("picture", PICTURES)
def test_the_same_events_are_the_same_bytes(picture: str, size: str) -> None:
    """Whatever was drawn before, also of no event at all."""
    events = records(SIZES[size])
    forms = FORMS if size == "a few" else ("svg",)
    first = [_drawn(events, picture, form) for form in forms]
    _drawn(records(3), picture, "png")
    assert [_drawn(list(events), picture, form) for form in forms] == first
    assert b"202" not in re.findall(rb"<dc:date>.*?</dc:date>", first[0])


@pytest.mark.parametrize("picture", PICTURES)
def test_svg_is_xml_and_png_is_png(picture: str) -> None:
    """Each can be opened by what opens its kind."""
    root = ET.fromstring(_drawn(records(20), picture, "svg"))  # noqa: S314 — our own
    assert root.tag.endswith("svg")
    assert _drawn(records(20), picture, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("picture", PICTURES)
def test_a_page_stands_by_itself_and_shows_the_words(picture: str) -> None:
    """Nothing is fetched or run; every event is there with its quote; facts and claims apart."""
    events = records(30)
    text = _drawn(events, picture, "html").decode()
    assert not re.findall(r"<script|<link|<img|<iframe|@import|url\((?!#)", text)
    assert not [ref for ref in re.findall(r'(?:src|xlink:href)="([^"]*)"', text) if ref[0] != "#"]
    for event in events:
        for telling in event.tellings:
            assert telling.quote.replace("&", "&amp;") in text
    facts, claims = text.index("<h2>Facts (20)"), text.index("<h2>Claims (10)")
    assert text[facts:claims].count('<tr class="fact">') == 20
    assert text[claims:].count('<tr class="claim">') == 10
    assert "<0>" not in text


@pytest.mark.parametrize("size", ["a few", "a thousand"])
@pytest.mark.parametrize("picture", ["network", "map"])
def test_no_name_lies_over_another(picture: str, size: str) -> None:
    """With a thousand events, too; and none is cut off at the edge of the picture."""
    figure = _figure(records(SIZES[size]), picture)
    texts = _inside(figure)
    assert len(texts) > 5
    for (one, a), (other, b) in combinations(texts, 2):
        assert not a.overlaps(b), f"{one} and {other}"
    for name, box in texts:
        assert box.x0 >= 0, name
        assert box.x1 <= figure.bbox.x1, name


@pytest.mark.parametrize("size", ["a few", "a thousand"])
@pytest.mark.parametrize("picture", PICTURES)
def test_the_legend_names_what_is_drawn_and_fits(picture: str, size: str) -> None:
    """Facts, claims and every kind of event are explained, inside the picture."""
    figure = _figure(records(SIZES[size]), picture)
    (legend,) = figure.legends
    names = {text.get_text().rstrip("s") for text in legend.get_texts()}
    assert {"fact", "claim", "verbal cooperation", "material conflict"} <= names
    box = legend.get_window_extent(figure.canvas.get_renderer())
    assert box.x1 <= figure.bbox.x1


def test_a_row_of_the_timeline_fits_beside_its_mark() -> None:
    """Long labels are cut, with a sign; none begins outside the picture."""
    figure = _figure(records(50), "timeline")
    assert all(box.x0 >= 0 for _, box in _inside(figure))


def test_the_timeline_marks_claims_by_being_hollow() -> None:
    """A filled mark for each fact, an open one for each claim; in rows and in bars."""
    events = [e for e in records(60) if span_of(e) and len(e.begin) != 7]
    axes = _figure(events, "timeline").axes[0]
    hollow = [line for line in axes.lines if line.get_markerfacecolor() == PAPER]
    assert len(hollow) == sum(e.voice is not None for e in events)
    assert len(axes.lines) == len(events)


def test_counts_of_a_large_timeline_add_up() -> None:
    """Facts above the line, claims below it: none is lost on the way into the bars."""
    events = records(1000)
    figure = _figure(events, "timeline")
    heights = [bar.get_height() for axes in figure.axes for bar in axes.patches]
    dated = [e for e in events if span_of(e)]
    assert sum(h for h in heights if h > 0) == sum(e.voice is None for e in dated)
    assert -sum(h for h in heights if h < 0) == sum(e.voice is not None for e in dated)
    left_out = f"{len(events) - len(dated)} without any date are left out"
    assert any(left_out in text.get_text() for text in figure.texts)


def test_the_network_draws_claims_dashed() -> None:
    """A line for facts and one for claims, never one for both."""
    events = [e for e in records(40) if e.voice is None]
    assert {p.get_linestyle() for p in _figure(events, "network").axes[0].patches} == {"-"}
    claimed = [e for e in records(40) if e.voice is not None]
    styles = {str(p.get_linestyle()) for p in _figure(claimed, "network").axes[0].patches}
    assert styles
    assert "-" not in styles


def test_the_network_draws_no_conflict_between_those_who_act_together() -> None:
    """Two who deploy troops together are not at odds; two who clash are, without an arrow."""
    event = next(e for e in records(20) if e.cls == "Meeting")
    deployment = replace(event, cls="Deployment", quad="material conflict")
    assert not list(_figure([deployment], "network").axes[0].patches)
    clash = _figure([replace(deployment, cls="Clash")], "network").axes[0].patches
    assert [type(patch.get_arrowstyle()).__name__ for patch in clash] == ["Curve"]


def test_when_an_event_took_place_is_as_precise_as_the_text() -> None:
    """A day, a month, a year; what has no date stands where it was told, and says so."""
    event = next(e for e in records(10) if e.tellings)

    def span(begin: str, end: str = "") -> str:
        found = span_of(replace(event, begin=begin, end=end))
        return f"{found.first} {found.last} {found.is_told}" if found else "none"

    assert span("2024-02-29") == "2024-02-29 2024-02-29 False"
    assert span("2024-02") == "2024-02-01 2024-02-29 False"
    assert span("2024") == "2024-01-01 2024-12-31 False"
    assert span("2024-02", "2024-03-05") == "2024-02-01 2024-03-05 False"
    assert span("--02") == "none"
    told = event.tellings[0].published
    assert span("") == f"{told} {told} True"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"picture": "pie", "out": Path("x.svg")}, "pie: no such picture; needs one of timeline"),
        ({"picture": "map", "out": Path("x.gif")}, "x.gif: no such form .* one of svg, png, html"),
        ({"picture": "map", "out": Path("no/x.svg")}, "cannot be written"),
    ],
)
def test_wrong_options_are_told(options: dict[str, Any], message: str) -> None:
    """A picture or a form that is none; a folder that is not there."""
    with pytest.raises(OptionError, match=message):
        plot([], **options)


def test_without_matplotlib_the_remedy_is_told() -> None:
    """In a Python where it cannot be imported, the error names the extra."""
    code = (
        "import sys, io; sys.modules['matplotlib'] = None\n"
        "from kg.errors import MissingToolError\n"
        "from kg.plot import plot\n"
        "try: plot([], picture='map', out=io.BytesIO())\n"
        "except MissingToolError as error: print(error)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'entente[plot]'" in ended.stdout


boxes = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(
    lambda at: (float(at[0]), float(at[1]), at[0] + 4.0, at[1] + 2.0)
)


@given(st.lists(st.lists(boxes, max_size=4), max_size=12))
def test_what_is_put_apart_never_overlaps(wanted: list[list[tuple[float, ...]]]) -> None:
    """Each label has one of its own places or none; the first that asks gets its first."""
    chosen = apart(wanted)  # type: ignore[arg-type]  # tuples of four
    placed = [options[n] for options, n in zip(wanted, chosen, strict=True) if n is not None]
    for (a0, b0, a1, b1), (c0, d0, c1, d1) in combinations(placed, 2):
        assert a1 <= c0 or c1 <= a0 or b1 <= d0 or d1 <= b0
    if wanted and wanted[0]:
        assert chosen[0] == 0
