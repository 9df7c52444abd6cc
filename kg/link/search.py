"""Looking names up: each service answers in its own form, and all become candidates.

- Wikibase: https://www.mediawiki.org/wiki/Wikibase/API (wbsearchentities)
- DBpedia Lookup: https://github.com/dbpedia/dbpedia-lookup
- GeoNames: https://www.geonames.org/export/geonames-search.html
- Reconciliation: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.errors import EndpointError
from kg.link.sources import Source
from kg.link.values import Candidate, Subject
from kg.web import Answer, Client

__all__ = ["dbpedia", "geonames", "reconcile", "wikibase"]

LIMIT = 10
"""Results a name: the right one is hardly ever further down."""
TOGETHER = 10
"""Names in one question to a reconciliation service."""

Found = dict[str, list[Candidate]]
"""Candidates by the name that was looked up."""


def wikibase(client: Client, source: Source, name: str) -> list[Candidate]:
    """What a Wikibase finds under a name."""
    answer = client.get(
        source.url,
        {
            "action": "wbsearchentities",
            "search": name,
            "language": "en",
            "uselang": "en",
            "type": "item",
            "limit": str(LIMIT),
            "format": "json",
        },
    )
    body = _mapping(answer, answer.json())
    if isinstance(error := body.get("error"), Mapping):
        raise EndpointError(answer.address, found=f"refused: {error.get('info', error)}")
    found = []
    for hit in _mappings(answer, body.get("search"), "search"):
        match = hit.get("match")
        matched = str(match.get("text", "")) if isinstance(match, Mapping) else ""
        aliases = [a for a in _list(hit.get("aliases")) if isinstance(a, str)]
        iri = source.iri(str(hit.get("concepturi") or _needed(answer, hit, "id")))
        found.append(
            Candidate(
                iri.replace("https://www.wikidata.org/", "http://www.wikidata.org/"),
                str(hit.get("label") or matched or hit["id"]),
                tuple(dict.fromkeys(n for n in (matched, *aliases) if n)),
                str(hit.get("description") or ""),
            )
        )
    return found


def dbpedia(client: Client, source: Source, name: str) -> list[Candidate]:
    """What DBpedia Lookup finds under a name; it marks what matched, and lists every value."""
    answer = client.get(source.url, {"query": name, "maxResults": str(LIMIT), "format": "JSON"})
    found = []
    for hit in _mappings(answer, _mapping(answer, answer.json()).get("docs"), "docs"):
        iris = _list(hit.get("resource"))
        labels = [_unmarked(v) for v in _list(hit.get("label"))]
        if not iris:
            continue
        others = [_unmarked(v) for v in _list(hit.get("redirectlabel"))]
        types = [str(t) for t in _list(hit.get("type"))]
        found.append(
            Candidate(
                str(iris[0]),
                labels[0] if labels else str(iris[0]).rpartition("/")[2].replace("_", " "),
                tuple(others),
                " ".join(_unmarked(v) for v in _list(hit.get("comment"))[:1]),
                _classes(source, types),
                typed=bool(types),
            )
        )
    return found


def geonames(client: Client, source: Source, name: str) -> list[Candidate]:
    """What GeoNames finds under a name; feature codes stand before feature classes."""
    answer = client.get(
        source.url, {"q": name, "maxRows": str(LIMIT), "style": "FULL", "isNameRequired": "true"}
    )
    body = _mapping(answer, answer.json())
    if isinstance(status := body.get("status"), Mapping):
        # it answers 200 also when it refuses
        raise EndpointError(
            answer.address,
            found=f"refused: {status.get('message', status)}",
            remedy=f"set {source.secret.variable}" if source.secret else "",
        )
    found = []
    for hit in _mappings(answer, body.get("geonames"), "geonames"):
        code = str(hit.get("countryCode") or "")
        classes = _classes(source, [str(hit.get("fcode") or "")]) or _classes(
            source, [str(hit.get("fcl") or "")]
        )
        names = [
            str(a.get("name"))
            for a in _list(hit.get("alternateNames"))
            if isinstance(a, Mapping) and a.get("lang") in (None, "en", "abbr")
        ]
        found.append(
            Candidate(
                f"{source.entity}{_needed(answer, hit, 'geonameId')}/",
                str(hit.get("name") or ""),
                tuple(dict.fromkeys([str(hit.get("toponymName") or ""), *names])),
                ", ".join(
                    str(hit[k]) for k in ("fcodeName", "adminName1", "countryName") if hit.get(k)
                ),
                classes,
                typed=True,
                codes=frozenset({("iso2", code)} if code and "State" in classes else ()),
                countries=frozenset(str(c) for c in (code, hit.get("countryName")) if c),
                point=_point(hit.get("lat"), hit.get("lng")),
            )
        )
    return found


def reconcile(client: Client, source: Source, subjects: Sequence[Subject]) -> Iterator[Found]:
    """What a reconciliation service finds for subjects, several at a time, by their labels."""
    for start in range(0, len(subjects), TOGETHER):
        batch = subjects[start : start + TOGETHER]
        queries = {
            f"q{n}": {"query": s.label, "limit": LIMIT, **_types(source, s)}
            for n, s in enumerate(batch)
        }
        text = json.dumps(queries, ensure_ascii=False, sort_keys=True)
        answer = client.get(source.url, {"queries": text})
        body = _mapping(answer, answer.json())
        found: Found = {}
        for n, subject in enumerate(batch):
            result = body.get(f"q{n}")
            hits = result.get("result") if isinstance(result, Mapping) else None
            found[subject.label] = [
                _reconciled(answer, source, h) for h in _mappings(answer, hits, f"q{n}.result")
            ]
        yield found


def _types(source: Source, subject: Subject) -> dict[str, str]:
    """The type that is asked for, where one type stands for the subject's class."""
    ids = dict(source.classes).get(subject.cls, ())
    return {"type": ids[0]} if len(ids) == 1 else {}


def _reconciled(answer: Answer, source: Source, hit: Mapping[str, object]) -> Candidate:
    # 0.1 and 0.2 give types as objects or as plain ids
    types = [str(t.get("id")) if isinstance(t, Mapping) else str(t) for t in _list(hit.get("type"))]
    return Candidate(
        source.iri(str(_needed(answer, hit, "id"))),
        str(hit.get("name") or ""),
        (),
        str(hit.get("description") or ""),
        _classes(source, types),
        typed=bool(types),
    )


def _classes(source: Source, types: Iterable[str]) -> frozenset[str]:
    known = source.type_iris
    return frozenset(c for t in types for c in known.get(source.iri(t), ()))


# --- reading what may have any shape


def _mapping(answer: Answer, value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _shapeless(answer, f"answered with JSON of another form: {str(value)[:60]!r}")
    return value


def _mappings(answer: Answer, value: object, key: str) -> list[Mapping[str, object]]:
    if not isinstance(value, list) or not all(isinstance(v, Mapping) for v in value):
        raise _shapeless(answer, f"answered with JSON that has no list {key!r}")
    return value


def _needed(answer: Answer, hit: Mapping[str, object], key: str) -> object:
    if hit.get(key) in (None, ""):
        raise _shapeless(answer, f"answered with a result that has no {key!r}")
    return hit[key]


def _shapeless(answer: Answer, found: str) -> EndpointError:
    return EndpointError(
        answer.address, found=found, remedy="does the source's search have the right kind?"
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _unmarked(value: object) -> str:
    return re.sub(r"</?B>", "", str(value), flags=re.IGNORECASE)


def _point(lat: object, long: object) -> tuple[float, float] | None:
    try:
        return float(str(lat)), float(str(long))
    except ValueError:
        return None
