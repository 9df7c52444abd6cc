"""Drawing events to a file: SVG, PNG or a page of HTML, the same bytes for the same events."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import OptionError
from kg.model import EventRecord
from kg.plot.map import map_of_events
from kg.plot.network import network
from kg.plot.page import page
from kg.plot.style import themed
from kg.plot.timeline import timeline

__all__ = ["FORMS", "PICTURES", "check_names", "plot"]

PICTURES: dict[str, Callable[[Sequence[EventRecord]], Any]] = {
    "timeline": timeline,
    "network": network,
    "map": map_of_events,
}
"""What can be drawn, by name."""

FORMS = ("svg", "png", "html")
RESOLUTION = 150
"""Pixels an inch of PNG."""


def plot(
    records: Iterable[EventRecord],
    *,
    picture: str,
    out: Path | BinaryIO,
    form: str | None = None,
) -> None:
    """Draw events as a `timeline`, a `network` of actors or a `map`.

    `form` is svg, png or html; without it the end of the file's name chooses. Facts and claims look
    different in each picture. Raises `OptionError` for a name that is none, `MissingToolError`
    where entente[plot] is not installed.
    """
    chosen = check_names(picture, out=out, form=form)
    drawn = _drawn(PICTURES[picture], list(records), f"Entente: {picture}", chosen)
    if not isinstance(out, Path):
        out.write(drawn)
        return
    try:
        out.write_bytes(drawn)
    except OSError as error:
        raise OptionError(
            str(out), found=f"cannot be written: {error}", remedy="name another file"
        ) from error


def check_names(picture: str, *, out: Path | BinaryIO, form: str | None) -> str:
    """The form that is meant; raises `OptionError` where it, or the picture, is none of ours."""
    if picture not in PICTURES:
        raise OptionError(picture, found="no such picture", allowed=f"one of {', '.join(PICTURES)}")
    chosen = form or (out.suffix.removeprefix(".") if isinstance(out, Path) else "svg")
    if chosen not in FORMS:
        raise OptionError(
            str(out if form is None else form),
            found="no such form of a picture",
            allowed=f"one of {', '.join(FORMS)}",
        )
    return chosen


def _drawn(
    draw: Callable[[Sequence[EventRecord]], Any],
    records: Sequence[EventRecord],
    title: str,
    form: str,
) -> bytes:
    buffer = io.BytesIO()
    with themed():
        figure = draw(records)
        if form == "png":
            figure.savefig(buffer, format="png", dpi=RESOLUTION, metadata={"Software": None})
            return buffer.getvalue()
        # no date: the same events are the same bytes on every day
        about = {"Date": None, "Creator": "Entente", "Title": title}
        figure.savefig(buffer, format="svg", metadata=about)
    svg = re.sub(r"[ \t]+$", "", buffer.getvalue().decode(), flags=re.MULTILINE)
    return (page(title, svg, records) if form == "html" else svg).encode()
