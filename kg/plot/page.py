"""A picture as a page: the drawing, and under it each event with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from kg.model import EventRecord, NamedActor
from kg.plot.style import kind_of

__all__ = ["page"]

STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #222; margin: 1.5rem auto; max-width: 1150px;
  padding: 0 1rem; }
svg { width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: .35em .6em;
  border-bottom: 1px solid #ddd; }
td.date { white-space: nowrap; }
tr.claim td { color: #555; font-style: italic; }
i.kind { display: inline-block; width: .7em; height: .7em; border: 2px solid; margin-right: .4em; }
q { font-style: normal; }
"""


def page(title: str, svg: str, records: Sequence[EventRecord]) -> str:
    """HTML that stands by itself: no script, nothing to fetch."""
    # what stands before the drawing belongs to a file of its own
    drawing = svg[svg.index("<svg") :]
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style></head><body>",
        f"<figure>{drawing}</figure>",
        *_table("Facts", [r for r in records if r.voice is None]),
        *_table("Claims", [r for r in records if r.voice is not None]),
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _table(heading: str, records: Sequence[EventRecord]) -> Iterator[str]:
    if not records:
        return
    yield f"<h2>{heading} ({len(records)})</h2>"
    yield "<table><thead><tr><th>when<th>what<th>where<th>in which words</tr></thead><tbody>"
    for record in records:
        told = record.tellings[0] if record.tellings else None
        quote = " ".join(told.quote.split()) if told else ""
        source = f"<br><small>{_source(record)}</small>" if told else ""
        kind = f'<i class="kind" style="color: {kind_of(record).colour};{_filled(record)}"></i>'
        said = f"{escape(record.voice.modality.lower())}{_by(record)}: " if record.voice else ""
        yield (
            f'<tr class="{record.status}"><td class="date">{escape(record.begin)}'
            f"<td>{kind}{said}{escape(record.label or record.kind)}"
            f"<td>{escape(', '.join(place.label for place in record.places))}"
            f"<td>{f'<q>{escape(quote)}</q>' if quote else ''}{source}</tr>"
        )
    yield "</tbody></table>"


def _filled(record: EventRecord) -> str:
    return "" if record.voice else f" background: {kind_of(record).colour}"


def _by(record: EventRecord) -> str:
    speakers: tuple[NamedActor, ...] = record.voice.speakers if record.voice else ()
    return f" by {escape(', '.join(actor.label for actor in speakers))}" if speakers else ""


def _source(record: EventRecord) -> str:
    articles = {telling.article: telling.url for telling in record.tellings}
    return ", ".join(
        f'<a href="{escape(url)}">{escape(article)}</a>'
        if url.startswith(("http://", "https://"))
        else escape(article)
        for article, url in articles.items()
    )
