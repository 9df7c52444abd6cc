"""What an endpoint knows of candidates, asked for fifty at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox

from kg.errors import OptionError
from kg.link.above import Above
from kg.link.sources import Source
from kg.link.values import Candidate, Held, Subject
from kg.web import Client, sparql
from kg.web.answers import ROWS, broken, foreign

__all__ = ["AT_ONCE", "by_code", "by_name", "detailed", "right_above"]

AT_ONCE = 50
"""Items a query: what Wikidata's API allows, and what endpoints answer within their time."""
IRI = re.compile(r"[^\s<>\"{}|\\^`]+")
Row = dict[str, ox.NamedNode | ox.BlankNode | ox.Literal]


def by_code(client: Client, source: Source, subjects: Iterable[Subject]) -> dict[str, list[str]]:
    """The IRIs of what bears the subjects' three-letter codes, by code."""
    codes = sorted({code for s in subjects for kind, code in s.codes if kind == "iso3"})
    found: dict[str, list[str]] = defaultdict(list)
    for batch in _batches(codes):
        literals = " ".join(str(ox.Literal(code)) for code in batch)
        for row in _ask(client, source, source.by_code.replace("$codes", literals)):
            found[_value(row, "code")].append(_value(row, "item"))
    return dict(found)


def by_name(client: Client, source: Source, names: Iterable[str]) -> dict[str, list[Candidate]]:
    """What an endpoint finds under names, by name, with the query of the source's search."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for batch in _batches(sorted(set(names))):
        literals = " ".join(
            f"{ox.Literal(name)} {ox.Literal(name, language='en')}" for name in batch
        )
        for row in _ask(client, source, source.names.replace("$names", literals)):
            name = _value(row, "name")
            found[name].append(Candidate(_value(row, "item"), name, (name,)))
    return dict(found)


def right_above(client: Client, source: Source, types: Iterable[str]) -> dict[str, list[str]]:
    """The types right above others, by these; none where the source has no query for them."""
    found: dict[str, list[str]] = defaultdict(list)
    if source.above:
        for batch in _batches([t for t in types if IRI.fullmatch(t)]):
            items = " ".join(f"<{iri}>" for iri in batch)
            for row in _ask(client, source, source.above.replace("$items", items)):
                found[_value(row, "item")].append(_value(row, "value"))
    return dict(found)


def detailed(
    client: Client, source: Source, candidates: Iterable[Candidate], above: Above
) -> dict[str, Candidate]:
    """The same candidates with all that the endpoint says of them, by IRI."""
    known = {c.iri: c for c in candidates}
    if not source.details:
        return known
    types = source.type_iris
    classes = " ".join(f"<{iri}>" for iri in sorted(types))
    # an IRI that a service made up must not become part of a query
    askable = [iri for iri in sorted(known) if IRI.fullmatch(iri)]
    for batch in _batches(askable):
        items = " ".join(f"<{iri}>" for iri in batch)
        query = source.details.replace("$items", items).replace("$classes", classes)
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in _ask(client, source, query):
            rows[_value(row, "item")].append(row)
        typed = [_value(r, "value") for of in rows.values() for r in of if _is_type(r)]
        ours = {
            iri: frozenset(c for t in whole for c in types.get(t, ()))
            for iri, whole in above.of(typed).items()
        }
        for iri in batch:
            if iri in rows:
                known[iri] = replace(
                    _told(known[iri], rows[iri], ours), public=_is_public(source, rows[iri])
                )
    return known


def _is_public(source: Source, rows: list[Row]) -> bool | None:
    public = {source.iri(id) for id in source.public}
    known = {_value(r, "value") for r in rows if _value(r, "kind") == "occupation"}
    return bool(known & public) if known and public else None


def _is_type(row: Row) -> bool:
    # what is of some unknown type has a blank node
    return _value(row, "kind") in ("class", "typed") and isinstance(row["value"], ox.NamedNode)


def _told(candidate: Candidate, rows: list[Row], types: dict[str, frozenset[str]]) -> Candidate:
    """A candidate with what rows say of it; `types` are our classes by the types there."""
    of: dict[str, list[str]] = defaultdict(list)
    held = []
    for row in rows:
        kind, value = _value(row, "kind"), _value(row, "value")
        of[kind].append(value)
        if kind == "held":
            held.append(Held(value, _date(_value(row, "begin")), _date(_value(row, "end"))))
    names = dict.fromkeys([*candidate.names, *sorted(of["name"])])
    return replace(
        candidate,
        names=tuple(names),
        classes=candidate.classes
        | {c for r in rows if _is_type(r) for c in types[_value(r, "value")]},
        typed=candidate.typed or bool(of["typed"] or of["class"]),
        codes=candidate.codes | {(k, v) for k in ("iso3", "iso2") for v in of[k]},
        countries=candidate.countries | set(of["country"]),
        held=tuple(sorted(set(held), key=lambda h: (h.begin, h.office, h.end))),
        begin=min(map(_date, of["begin"]), default=candidate.begin),
        end=max(map(_date, of["end"]), default=candidate.end),
        neighbours=candidate.neighbours | set(of["neighbour"]),
        point=next((p for v in sorted(of["point"]) if (p := _point(v))), candidate.point),
    )


def _ask(client: Client, source: Source, query: str) -> Iterator[Row]:
    if not source.endpoint:
        raise OptionError(
            source.name,
            found="it has a query and no endpoint",
            allowed='endpoint = "https://…" in its table',
        )
    answer = sparql(client, source.endpoint, query)
    form = ROWS.get(answer.media)
    if form is None:
        raise foreign(answer.address, answer.media, "SPARQL results", answer.first_line())
    try:
        results = ox.parse_query_results(answer.body, format=form)
        assert isinstance(results, ox.QuerySolutions)  # noqa: S101 - every query here is a SELECT
        names = [v.value for v in results.variables]
        rows = [{n: t for n in names if (t := solution[n]) is not None} for solution in results]
    except (SyntaxError, ValueError, OSError) as error:
        raise broken(answer.address, answer.media, error) from error
    yield from rows


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def _value(row: Row, name: str) -> str:
    term = row.get(name)
    return "" if term is None else term.value


def _date(text: str) -> str:
    """The day of a dateTime; Wikidata writes years as their first day.

    >>> _date("2013-09-03T00:00:00Z"), _date("-0551-01-01T00:00:00Z")
    ('2013-09-03', '-0551-01-01')
    """
    found = re.match(r"-?\d{4}(-\d\d(-\d\d)?)?", text)
    return found[0] if found else ""


def _point(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of a point in WKT, which begins with the longitude.

    >>> _point("Point(51.42 35.69)")
    (35.69, 51.42)
    """
    found = re.fullmatch(r"Point\((-?[\d.]+) (-?[\d.]+)\)", text, re.IGNORECASE)
    return (float(found[2]), float(found[1])) if found else None
