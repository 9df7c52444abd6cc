"""Reconciliation in a worker: which thing of the graph a name in somebody's table means.

The data model is that of https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
and its successor's draft.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from kg.serve.frame import Frame
from kg.serve.index import Found, Index, Thing, folded, index_of
from kg.serve.pages import render
from kg.serve.source import Graph
from kg.serve.wire import Answer
from kg.terms import ENT, RDFS, XSD

__all__ = ["extend", "match", "preview", "propose", "suggest_names"]

CERTAIN = 99.0
"""A candidate with this score, and no other one near, is told to be the one."""
APART = 10.0
MOST = 50
"""Candidates that are given for one query."""
PROPERTIES = """
SELECT DISTINCT ?property ?label WHERE {
  { ?property a owl:ObjectProperty } UNION { ?property a owl:DatatypeProperty }
  ?property rdfs:label ?label .
  FILTER (STRSTARTS(STR(?property), STR(ent:)))
} ORDER BY ?label ?property"""
WIKIDATA = (
    "http://www.w3.org/2004/02/skos/core#exactMatch",
    "http://www.w3.org/2004/02/skos/core#closeMatch",
)

Condition = tuple[str, str]
"""A property by its local name, and a value by id or name."""


def match(
    graph: Graph,
    *,
    queries: Sequence[tuple[str, str | None, int, tuple[Condition, ...]]],
) -> Answer:
    """Candidates for each query: a name, a class, how many, and what else is known of it."""
    index = index_of(graph)
    return _json([_candidates(graph, index, *query) for query in queries])


def _candidates(
    graph: Graph,
    index: Index,
    name: str,
    cls: str | None,
    limit: int,
    conditions: Sequence[Condition],
) -> list[dict[str, object]]:
    most = min(max(limit, 1), MOST)
    own = index.things.get(name.removeprefix(graph.base))
    if own is not None:
        found = [Found(own, 100.0)]
    else:
        found = index.find(name, cls=cls, limit=MOST)
        found = [one for one in found if one.thing.cls != "Article"] if cls is None else found
    weighed = [(one, _share(graph, index, one.thing, conditions)) for one in found]
    # a name counts for two parts of three where something else is known
    scored = [
        (one, share, one.score if not conditions else (2 * one.score + 100 * share) / 3)
        for one, share in weighed
    ]
    scored.sort(key=lambda item: (-item[2], -item[0].thing.spoken, item[0].thing.path))
    second = scored[1][2] if len(scored) > 1 else 0.0
    return [
        {
            "id": one.thing.path,
            "name": one.thing.label,
            "type": _types(index, one.thing),
            "score": round(score, 2),
            "match": not number and score >= CERTAIN and score - second >= APART,
            "features": [
                {
                    "id": "name_similarity",
                    "name": "Similarity of names",
                    "value": round(one.score, 2),
                },
                {
                    "id": "properties",
                    "name": "Share of properties that fit",
                    "value": round(share, 2),
                },
            ],
        }
        for number, (one, share, score) in enumerate(scored[:most])
    ]


def _types(index: Index, thing: Thing) -> list[dict[str, str]]:
    classes = [thing.cls, *sorted(index.above.get(thing.cls, ()))]
    return [{"id": cls, "name": index.labels.get(cls, cls)} for cls in classes]


def _share(graph: Graph, index: Index, thing: Thing, conditions: Sequence[Condition]) -> float:
    if not conditions:
        return 0.0
    fitting = 0
    for property, wanted in conditions:
        values = _values(graph, thing.path, property)
        told = {wanted.removeprefix(graph.base), folded(wanted)}
        fitting += any(
            (path := value.value.removeprefix(graph.base)) in told
            or folded(value.value) in told
            or ((known := index.things.get(path)) is not None and told & set(known.names))
            for value in values
        )
    return fitting / len(conditions)


def _values(graph: Graph, path: str, property: str) -> list[ox.NamedNode | ox.Literal]:
    try:
        node = ox.NamedNode(graph.base + path)
        predicate = ox.NamedNode(_predicate(property))
    except ValueError:
        return []
    found = graph.match(node, predicate, None, ox.DefaultGraph())
    return sorted(
        {q.object for q in found if isinstance(q.object, (ox.NamedNode, ox.Literal))}, key=str
    )


def _predicate(property: str) -> str:
    known = {"label": RDFS + "label", "exactMatch": WIKIDATA[0], "closeMatch": WIKIDATA[1]}
    return known.get(property, property if "://" in property else ENT + property)


# --- extension


def extend(
    graph: Graph, *, ids: Sequence[str], properties: Sequence[str], is_draft: bool
) -> Answer:
    """The values of some properties of some things."""
    names = _properties(graph)
    meta = [{"id": p, "name": names.get(p, p)} for p in properties]
    index = index_of(graph)
    rows = {
        id: {p: [_cell(graph, index, v) for v in _values(graph, id, p)] for p in properties}
        for id in ids
    }
    if not is_draft:
        return _json({"meta": meta, "rows": rows})
    listed = [
        {"id": id, "properties": [{"id": p, "values": cells} for p, cells in row.items()]}
        for id, row in rows.items()
    ]
    return _json({"meta": meta, "rows": listed})


def _cell(graph: Graph, index: Index, value: ox.NamedNode | ox.Literal) -> dict[str, object]:
    if isinstance(value, ox.Literal):
        if value.datatype.value == XSD + "integer":
            return {"int": int(value.value)}
        return {"str": value.value}
    path = value.value.removeprefix(graph.base)
    known = index.things.get(path)
    if known is not None:
        return {"id": path, "name": known.label}
    return {"str": value.value}


def propose(graph: Graph, *, type: str, limit: int) -> Answer:
    """Properties that things of a class have, by how many have them."""
    query = """
    SELECT ?property (COUNT(?s) AS ?n) ?class WHERE {
      ?s a ?class ; ?property ?o . FILTER (STRSTARTS(STR(?property), STR(ent:)))
    } GROUP BY ?property ?class ORDER BY DESC(?n) ?property"""
    cls = ox.NamedNode(ENT + re.sub(r"\W", "", type))
    found = graph.query(query, substitutions={ox.Variable("class"): cls})
    names = _properties(graph)
    used = [
        local
        for row in (found if isinstance(found, ox.QuerySolutions) else ())
        if isinstance(row["property"], ox.NamedNode)
        and (local := row["property"].value.removeprefix(ENT)) in names
    ]
    told = [{"id": p, "name": names[p]} for p in used[: max(1, min(limit, MOST))]]
    return _json({"type": type, "limit": limit, "properties": told})


def _properties(graph: Graph) -> dict[str, str]:
    found = graph.query(PROPERTIES)
    rows = found if isinstance(found, ox.QuerySolutions) else ()
    named = {
        row["property"].value.removeprefix(ENT): row["label"].value
        for row in rows
        if isinstance(row["property"], ox.NamedNode) and isinstance(row["label"], ox.Literal)
    }
    return {**named, "label": "label", "exactMatch": "exact match", "closeMatch": "close match"}


# --- suggestions and preview


def suggest_names(graph: Graph, *, what: str, prefix: str, skip: int) -> Answer:
    """Things, classes or properties whose name begins so."""
    index = index_of(graph)
    if what == "entity":
        found = index.find(prefix, limit=skip + 10)[skip:]
        return _json(
            {
                "result": [
                    {
                        "id": one.thing.path,
                        "name": one.thing.label,
                        "description": one.thing.kind,
                        "notable": [{"id": one.thing.cls, "name": one.thing.kind}],
                    }
                    for one in found
                ]
            }
        )
    names = index.labels if what == "type" else _properties(graph)
    return _json({"result": _beginning(names, prefix)[skip : skip + 10]})


def _beginning(names: Mapping[str, str], prefix: str) -> list[dict[str, str]]:
    sought = folded(prefix)
    fitting: Iterable[tuple[str, str]] = (
        item for item in names.items() if sought in folded(item[1]) or sought in folded(item[0])
    )
    ordered = sorted(
        fitting, key=lambda item: (not folded(item[1]).startswith(sought), item[1], item[0])
    )
    return [{"id": id, "name": name} for id, name in ordered]


def preview(graph: Graph, *, frame: Frame, path: str) -> Answer:
    """A thing in a small frame."""
    thing = index_of(graph).things.get(path.removeprefix(graph.base))
    if thing is None:
        return Answer(404, f"the graph does not know {path}\n".encode())
    return render(
        "preview.html",
        frame,
        path=thing.path,
        label=thing.label,
        kind=thing.kind,
        names=thing.names[1:6],
        spoken=thing.spoken,
    )


def _json(value: object) -> Answer:
    return Answer(200, json.dumps(value, ensure_ascii=False).encode(), "application/json")
