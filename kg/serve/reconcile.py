"""The reconciliation service: version 0.2 at `/reconcile`, the draft of 1.0 at `/reconcile/1.0`.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/,
https://reconciliation-api.github.io/specs/draft/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.serve.desk import Desk, Refusal, body_of
from kg.serve.protocol import frame_of
from kg.serve.wire import Job
from kg.terms import ENT

__all__ = ["draft", "draft_extend", "draft_match", "preview", "propose", "service", "suggest"]

LONGEST = 4 << 20
"""Bytes of a batch."""
BATCH = 1000
"""Queries in a batch, and things that are extended at once."""
TYPES = (
    ("Actor", "actor"),
    ("State", "state"),
    ("InternationalOrganization", "international organisation"),
    ("Person", "person"),
    ("Office", "office"),
    ("ArmedGroup", "armed group"),
    ("Place", "place"),
    ("SecurityIssue", "security issue"),
    ("Agreement", "agreement"),
)
DEFAULT_TYPES = [{"id": id, "name": name} for id, name in TYPES]
FRAMED = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors *"
)
Query = tuple[str, str | None, int, tuple[tuple[str, str], ...]]


async def service(desk: Desk, request: Request) -> Response:
    """Version 0.2: the manifest, a batch of queries, or an extension."""
    pairs = list(request.query_params.multi_items())
    if request.method == "POST":
        try:
            text = (await body_of(request, limit=LONGEST)).decode()
            pairs += parse_qsl(text, keep_blank_values=True, errors="strict")
        except UnicodeDecodeError as error:
            raise Refusal(400, f"the form is not UTF-8: {error}") from error
    form = dict(pairs)
    if "extend" in form:
        return await _extended(desk, request, _object(form["extend"]), is_draft=False)
    if "queries" in form:
        batch = _object(form["queries"])
        queries = tuple(_query(value) for value in batch.values())
        found = cast("list[object]", await _matched(desk, request, queries))
        return JSONResponse({name: {"result": one} for name, one in zip(batch, found, strict=True)})
    return JSONResponse(_manifest(desk, request))


def _manifest(desk: Desk, request: Request) -> dict[str, object]:
    here = f"{desk.address(request)}reconcile"

    def at(path: str) -> dict[str, str]:
        return {"service_url": here, "service_path": path}

    return {
        "versions": ["0.2"],
        "name": "Entente",
        "identifierSpace": desk.base,
        "schemaSpace": ENT,
        "documentation": desk.address(request),
        "defaultTypes": DEFAULT_TYPES,
        "view": {"url": f"{desk.address(request)}page/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 430, "height": 200},
        "suggest": {name: at(f"/suggest/{name}") for name in ("entity", "property", "type")},
        "extend": {"propose_properties": at("/extend/propose"), "property_settings": []},
        "batchSize": 50,
    }


async def draft(desk: Desk, request: Request) -> Response:
    """The manifest of the draft of 1.0."""
    return JSONResponse(
        {
            "versions": ["1.0-draft"],
            "name": "Entente",
            "identifierSpace": desk.base,
            "schemaSpace": ENT,
            "documentation": desk.address(request),
            "defaultTypes": DEFAULT_TYPES,
            "view": {"url": f"{desk.address(request)}page/{{{{id}}}}"},
            "preview": {"width": 430, "height": 200},
            "suggest": {"entity": True, "property": True, "type": True},
            "extend": {"proposeProperties": True, "propertySettings": []},
            "batchSize": 50,
        }
    )


async def draft_match(desk: Desk, request: Request) -> Response:
    """A batch of queries, by the draft of 1.0."""
    asked = _object((await body_of(request, limit=LONGEST)).decode("utf-8", "replace"))
    batch = asked.get("queries")
    if not isinstance(batch, list):
        raise Refusal(400, "the request has no list `queries`")
    queries = tuple(_draft_query(value) for value in batch)
    found = cast("list[object]", await _matched(desk, request, queries))
    return JSONResponse({"results": [{"candidates": one} for one in found]})


async def draft_extend(desk: Desk, request: Request) -> Response:
    """An extension, by the draft of 1.0."""
    asked = _object((await body_of(request, limit=LONGEST)).decode("utf-8", "replace"))
    return await _extended(desk, request, asked, is_draft=True)


async def suggest(desk: Desk, request: Request) -> Response:
    """Things, classes or properties whose name begins so; `cursor` skips the first ones."""
    what = request.path_params["what"]
    if what not in ("entity", "property", "type"):
        raise Refusal(404, "entities, properties and types are suggested")
    cursor = request.query_params.get("cursor", "")
    skip = int(cursor) if cursor.isascii() and cursor.isdecimal() and len(cursor) < 7 else 0
    prefix = request.query_params.get("prefix", "")[:200]
    return await desk.ask(
        request, Job("suggest_names", {"what": what, "prefix": prefix, "skip": skip})
    )


async def propose(desk: Desk, request: Request) -> Response:
    """Properties that things of a class have."""
    given = request.query_params
    limit = given.get("limit", "10")
    number = int(limit) if limit.isascii() and limit.isdecimal() and len(limit) < 7 else 10
    return await desk.ask(
        request, Job("propose", {"type": given.get("type", "Actor")[:100], "limit": number})
    )


async def preview(desk: Desk, request: Request) -> Response:
    """A thing in a small frame."""
    job = Job(
        "preview", {"frame": frame_of(desk, request), "path": request.query_params.get("id", "")}
    )
    response = await desk.ask(request, job)
    response.headers["Content-Security-Policy"] = FRAMED
    # it is made to be framed by the programs that reconcile
    response.headers["X-Frame-Options"] = "ALLOWALL"
    return response


async def _matched(desk: Desk, request: Request, queries: tuple[Query, ...]) -> object:
    if len(queries) > BATCH:
        raise Refusal(413, f"a batch has {BATCH} queries at most")
    answer = await desk.answer(request, Job("match", {"queries": queries}), whole=True)
    if answer.status != 200:
        raise Refusal(answer.status, answer.body.decode())
    return json.loads(answer.body)


async def _extended(
    desk: Desk, request: Request, asked: Mapping[str, object], *, is_draft: bool
) -> Response:
    ids, properties = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(properties, list) or len(ids) > BATCH:
        raise Refusal(400, f"an extension has lists `ids` ({BATCH} at most) and `properties`")
    wanted = [p["id"] for p in properties if isinstance(p, dict) and isinstance(p.get("id"), str)]
    return await desk.ask(
        request,
        Job(
            "extend",
            {
                "ids": tuple(str(id) for id in ids),
                "properties": tuple(wanted),
                "is_draft": is_draft,
            },
        ),
    )


def _object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, f"this is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise Refusal(400, "this is no JSON object")
    return found


def _query(value: object) -> Query:
    if not isinstance(value, dict) or not isinstance(value.get("query"), str):
        raise Refusal(400, "each query is an object with a text `query`")
    types = value.get("type")
    cls = types[0] if isinstance(types, list) and types else types
    conditions = [
        (str(p.get("pid")), text)
        for p in _list(value.get("properties"))
        if isinstance(p, dict)
        for text in _texts(p.get("v"))
    ]
    return value["query"], _class(cls), _limit(value), tuple(conditions)


def _draft_query(value: object) -> Query:
    if not isinstance(value, dict) or not isinstance(value.get("conditions"), list):
        raise Refusal(400, "each query is an object with a list `conditions`")
    name = ""
    conditions: list[tuple[str, str]] = []
    for condition in value["conditions"]:
        if not isinstance(condition, dict):
            raise Refusal(400, "each condition is an object")
        texts = _texts(condition.get("propertyValue"))
        if condition.get("matchType") in ("name", "id"):
            name = texts[0] if texts else ""
        else:
            conditions += [(str(condition.get("propertyId")), text) for text in texts]
    return name, _class(value.get("type")), _limit(value), tuple(conditions)


def _class(value: object) -> str | None:
    return value.removeprefix(ENT) if isinstance(value, str) and value else None


def _limit(value: Mapping[str, object]) -> int:
    limit = value.get("limit")
    return int(limit) if isinstance(limit, (int, float)) and 0 < limit < 1000 else 10


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    """The values of a property: texts, numbers, or things by id."""
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        return [str(value["id"])] if "id" in value else []
    return [str(value)] if isinstance(value, (str, int, float)) else []
