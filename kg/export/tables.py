"""The event table of the field: one row an event, as CSV, TSV or Parquet.

The columns follow what the users of ICEWS, POLECAT and GDELT know: a date, who did what to whom,
with codes of states and of PLOVER and CAMEO, where, in which article. `status` tells facts and
claims apart in every row, so that a filter on it is all that a statistic of facts needs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from kg.errors import MissingToolError
from kg.export.part import Part
from kg.export.records import records
from kg.model import EventRecord, NamedActor, NamedPlace

__all__ = ["COLUMNS", "delimited", "events_csv", "events_parquet", "events_tsv", "row"]

COLUMNS: dict[str, str] = {
    "event": "IRI of the event; the same event in another row is the same IRI",
    "status": "fact (stated by an article in its own voice) or claim (said, planned, denied …)",
    "modality": "of a claim: Reported, Alleged, Planned, Committed, Requested, Possible, Denied, "
    "Negated",
    "speaker": "of a claim: who makes it",
    "date": "when it began, as precise as the text: 2024-04-22, 2024-04, 2024; --04 has no year",
    "date_end": "when it ended, where the text says so",
    "class": "the most special class of the ontology, such as Airstrike",
    "plover_type": "one of the sixteen types of PLOVER, such as ASSAULT",
    "plover_mode": "the mode of PLOVER, where one fits",
    "quad_class": "verbal cooperation, material cooperation, verbal conflict, material conflict",
    "cameo_root": "root code of CAMEO; several where the PLOVER type comes from several",
    "cameo_code": "code of CAMEO, where it has one for the class",
    "source_actor": "who acts; several act together",
    "source_code": "ISO 3166-1 alpha-3 code of each one's state, in the same order",
    "source_class": "class of each one: State, Person, ArmedGroup …",
    "source_iri": "IRI of each one",
    "target_actor": "at whom it is directed; empty for what is done together",
    "target_code": "as source_code",
    "target_class": "as source_class",
    "target_iri": "as source_iri",
    "other_actor": "who else takes part, in no role that the text makes clear",
    "place": "where",
    "place_code": "ISO 3166-1 alpha-3 code of its state",
    "latitude": "in degrees (WGS 84), where the reference data know it; of the first place",
    "longitude": "in degrees (WGS 84)",
    "topic": "what it is about",
    "article": "ids of the articles that tell of it",
    "published": "when the first of these was published",
    "url": "its address",
    "quote": "the very words, of the first telling",
    "tellings": "how many places in articles tell of it",
    "claim": "IRI of the claim",
}
"""Column and what it holds, in the order of the table."""

SEVERAL = "|"
"""Between the values of a cell that holds several."""

BATCH = 10_000


def row(record: EventRecord) -> tuple[str, ...]:
    """The cells of an event, in the order of `COLUMNS`."""
    first = record.tellings[0] if record.tellings else None
    place = next((p for p in record.places if p.latitude is not None), None)
    voice = record.voice
    return (
        record.iri,
        record.status,
        voice.modality if voice else "",
        _joined(actor.label for actor in voice.speakers) if voice else "",
        record.begin,
        record.end,
        record.cls,
        record.plover,
        _joined(record.modes),
        record.quad,
        _joined(record.cameo_roots),
        record.cameo,
        *_actors(record.actors),
        *_actors(record.recipients),
        _joined(actor.label for actor in record.others),
        _joined(p.label for p in record.places),
        _joined(p.country for p in record.places),
        _degrees(place.latitude if place else None),
        _degrees(place.longitude if place else None),
        _joined(record.topics),
        _joined(dict.fromkeys(telling.article for telling in record.tellings)),
        first.published if first else "",
        first.url if first else "",
        " ".join(first.quote.split()) if first else "",
        str(len(record.tellings)),
        voice.claim if voice else "",
    )


def _actors(actors: Sequence[NamedActor | NamedPlace]) -> tuple[str, str, str, str]:
    return (
        _joined(actor.label for actor in actors),
        _joined(actor.country for actor in actors),
        _joined(actor.cls for actor in actors),
        _joined(actor.iri for actor in actors),
    )


def _joined(values: Iterable[str]) -> str:
    # a name with the sign in it would look like two
    listed = [value.replace(SEVERAL, "/") for value in values]
    return SEVERAL.join(listed) if any(listed) else ""


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def delimited(
    rows: Iterable[Sequence[str]], columns: Iterable[str], out: BinaryIO, *, delimiter: str
) -> None:
    """Rows under their columns (https://www.rfc-editor.org/rfc/rfc4180), in UTF-8."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    finally:
        # flushes, and leaves the file itself open to whoever opened it
        text.detach()


def events_csv(part: Part, out: BinaryIO) -> None:
    """The event table with commas."""
    delimited(map(row, records(part)), COLUMNS, out, delimiter=",")


def events_tsv(part: Part, out: BinaryIO) -> None:
    """The event table with tabs; no cell holds one, so that nothing is quoted."""
    rows = (tuple(" ".join(cell.split()) for cell in row(record)) for record in records(part))
    delimited(rows, COLUMNS, out, delimiter="\t")


def events_parquet(part: Part, out: BinaryIO) -> None:
    """The event table in Apache Parquet; needs pyarrow."""
    try:
        import pyarrow as pa  # noqa: PLC0415 — an extra that only this format needs
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise MissingToolError(
            "parquet",
            found="pyarrow is not installed",
            remedy="install it with: pip install 'entente[parquet]'",
        ) from error
    read = {"latitude": float, "longitude": float, "tellings": int}
    kinds = {float: pa.float64(), int: pa.int64(), str: pa.string()}
    schema = pa.schema([(name, kinds[read.get(name, str)]) for name in COLUMNS])
    with pq.ParquetWriter(out, schema) as writer:
        for batch in _batches(map(row, records(part))):
            columns = {
                name: [read.get(name, str)(cell) if cell else None for cell in cells]
                for name, cells in zip(COLUMNS, zip(*batch, strict=True), strict=True)
            }
            writer.write_table(pa.table(columns, schema=schema))


def _batches(rows: Iterator[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    while batch := list(islice(rows, BATCH)):
        yield batch
