"""A small piece of Wikidata on this machine, in the shapes in which Wikidata gives it.

`extract.tsv` holds real items with their real numbers (each is in `labels.tsv`, with where it was
checked) and, from Q9990000001 on, made-up ones: things with tempting names whose numbers nobody
checked. `held_out_extract.tsv` has more of these, from Q9991000001 on. The statements are facts of
Wikidata (CC0), or made up with the items.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

HERE = Path(__file__).parent
EXTRACTS = (HERE / "extract.tsv", HERE / "held_out_extract.tsv")
WD = "http://www.wikidata.org/entity/"
WDT = "http://www.wikidata.org/prop/direct/"
P, PS, PQ = (f"http://www.wikidata.org/prop/{part}" for part in ("", "statement/", "qualifier/"))
WDS = "http://www.wikidata.org/entity/statement/"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALIAS = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
DATE_TIME = ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
PSV, PQV = PS + "value/", PQ + "value/"
WIKIBASE = "http://wikiba.se/ontology#"
VERSION = ox.NamedNode("http://schema.org/version")
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
WKT = ox.NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
DATES = {"P569", "P570", "P571", "P576", "P580", "P582", "P585"}


@dataclass
class Item:
    """An item as the file has it."""

    id: str
    label: str
    classes: list[str]
    aliases: list[str]
    statements: list[tuple[str, str]] = field(default_factory=list)
    description: str = ""


@cache
def items() -> dict[str, Item]:
    """Every item, by its number."""
    found = {}
    for file in EXTRACTS:
        for row in csv.DictReader(file.read_text("utf-8").splitlines(), delimiter="\t"):
            statements = [
                (p, v) for p, _, v in (s.partition("=") for s in (row["statements"] or "").split())
            ]
            found[row["id"]] = Item(
                row["id"],
                row["label"],
                [c for c in (row["instance of"] or "").split(",") if c],
                [a.strip() for a in (row["aliases"] or "").split(";") if a.strip()],
                statements,
                row["description"] or "",
            )
    return found


def dataset() -> ox.Store:
    """The items as the query service has them."""
    store = ox.Store()
    store.bulk_extend(quad for item in items().values() for quad in _quads(item))
    return store


def search(text: str, limit: int) -> list[dict[str, object]]:
    """What wbsearchentities answers: names that begin so, the well-known items first."""
    wanted, found = text.casefold(), []
    for item in sorted(items().values(), key=lambda i: int(i.id[1:])):
        names = [("label", item.label), *(("alias", a) for a in item.aliases)]
        matched = next(((k, n) for k, n in names if n.casefold().startswith(wanted)), None)
        if matched is None:
            continue
        kind, name = matched
        hit: dict[str, object] = {
            "id": item.id,
            "title": item.id,
            "pageid": int(item.id[1:]),
            "concepturi": WD + item.id,
            "repository": "wikidata",
            "url": f"//www.wikidata.org/wiki/{item.id}",
            "display": {"label": {"value": item.label, "language": "en"}},
            "label": item.label,
            "match": {"type": kind, "language": "en", "text": name},
        }
        if item.description:
            hit["description"] = item.description
        if kind == "alias":
            hit["aliases"] = [name]
        found.append((name.casefold() != wanted, hit))
    # whole names before beginnings of names
    return [hit for _, hit in sorted(found, key=lambda f: f[0])][:limit]


def _quads(item: Item) -> list[ox.Quad]:
    node = ox.NamedNode(WD + item.id)
    found = [ox.Quad(node, LABEL, ox.Literal(item.label, language="en"))]
    found.append(ox.Quad(node, VERSION, ox.Literal("2100000007", datatype=INTEGER)))
    found += [ox.Quad(node, ALIAS, ox.Literal(a, language="en")) for a in item.aliases]
    found += [ox.Quad(node, ox.NamedNode(WDT + "P31"), ox.NamedNode(WD + c)) for c in item.classes]
    for number, (property, text) in enumerate(item.statements):
        value, _, span = text.partition("@")
        term = _term(property, value)
        found.append(ox.Quad(node, ox.NamedNode(WDT + property), term))
        statement = ox.NamedNode(f"{WDS}{item.id}-{number}")
        found.append(ox.Quad(node, ox.NamedNode(P + property), statement))
        found.append(ox.Quad(statement, ox.NamedNode(PS + property), term))
        begin, _, end = span.partition("..")
        for qualifier, day in (("P580", begin), ("P582", end)):
            if day:
                found.append(
                    ox.Quad(statement, ox.NamedNode(PQ + qualifier), _term(qualifier, day))
                )
                found += _precise(statement, PQV + qualifier, qualifier, day)
        if property in DATES:
            found += _precise(statement, PSV + property, property, value)
    return found


def _precise(statement: ox.NamedNode, property: str, kind: str, day: str) -> list[ox.Quad]:
    """A date with its precision: 9 is a year, 10 a month, 11 a day."""
    node = ox.NamedNode(f"{statement.value}-{kind}-{day}")
    precision = ox.Literal(str({4: 9, 7: 10}.get(len(day), 11)), datatype=INTEGER)
    return [
        ox.Quad(statement, ox.NamedNode(property), node),
        ox.Quad(node, ox.NamedNode(WIKIBASE + "timeValue"), _term(kind, day)),
        ox.Quad(node, ox.NamedNode(WIKIBASE + "timePrecision"), precision),
    ]


def _term(property: str, value: str) -> ox.NamedNode | ox.Literal:
    if re.fullmatch(r"Q\d+", value):
        return ox.NamedNode(WD + value)
    if property in DATES:
        # a year is written as its first day
        day = value + "-01-01"[: 10 - len(value.lstrip("-"))] if len(value) < 10 else value
        return ox.Literal(f"{day}T00:00:00Z", datatype=DATE_TIME)
    if property == "P625":
        lat, _, long = value.partition("/")
        return ox.Literal(f"Point({long} {lat})", datatype=WKT)
    return ox.Literal(value)
