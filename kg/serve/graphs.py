"""The Graph Store Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/."""

from __future__ import annotations

import hashlib
from email.parser import BytesParser
from email.policy import HTTP

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.serve.desk import Desk, Refusal, body_of, respond
from kg.serve.media import DATASETS, GRAPHS, by_name, chosen
from kg.serve.protocol import takes_gzip
from kg.serve.updating import Change
from kg.serve.wire import Answer, Job

__all__ = ["endpoint"]

LONGEST = 64 << 20
"""Bytes of a body; also of a graph that is given out here."""


async def endpoint(desk: Desk, request: Request) -> Response:
    """One graph, read or written."""
    name = _named(desk, request)
    if request.method in ("GET", "HEAD"):
        offers = (*GRAPHS, *DATASETS)
        wanted = request.query_params.get("format")
        form = by_name(wanted, offers) if wanted else chosen(request.headers.get("accept"), offers)
        if form is None:
            told = "\n".join(f"  {offer.media[0]}" for offer in offers)
            raise Refusal(406, f"a graph can be had as\n{told}")
        job = Job(
            "graph",
            {"name": name, "form": form.names[0], "compress": takes_gzip(request)},
        )
        return await desk.ask(request, job)
    desk.check_token(request)
    if request.method == "DELETE":
        if name is None:
            raise Refusal(400, "name a graph: ?default or ?graph=IRI")
        answer = await desk.change(Change(kind="delete", graph=name or None))
        return respond(_told(answer, 404, f"there is no graph {name}"))
    parts = await _parts(request)
    made = name is None
    if made:
        if request.method != "POST":
            raise Refusal(400, "name a graph: ?default or ?graph=IRI")
        digest = hashlib.sha256(b"\0".join(data for data, _ in parts)).hexdigest()[:16]
        name = f"{desk.address(request)}graphs/{digest}"
    answer = await desk.change(
        Change(
            kind="post" if request.method == "POST" else "put",
            graph=name or None,
            base=name or f"{desk.address(request)}graphs",
            parts=tuple(parts),
        )
    )
    response = respond(answer)
    if answer.status == 201:
        response.headers["Location"] = name or ""
    return response


def _named(desk: Desk, request: Request) -> str | None:
    """The graph that is meant: empty for the default graph, None if none is named."""
    params = request.query_params
    names, default = params.getlist("graph"), "default" in params
    path = request.path_params.get("path")
    if path:
        return f"{desk.address(request)}graphs/{path}"
    if len(names) + default > 1:
        raise Refusal(400, "name one graph: ?default or ?graph=IRI")
    if default:
        return ""
    if names:
        try:
            return ox.NamedNode(names[0]).value
        except ValueError as error:
            raise Refusal(400, f"{names[0]} is no absolute IRI: {error}") from error
    if request.method in ("GET", "HEAD"):
        raise Refusal(400, "name a graph: ?default or ?graph=IRI")
    return None


async def _parts(request: Request) -> list[tuple[bytes, str]]:
    body = await body_of(request, limit=LONGEST)
    told = request.headers.get("content-type", "")
    kind = told.split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        message = BytesParser(policy=HTTP).parsebytes(
            b"Content-Type: " + told.encode("latin-1", "replace") + b"\r\n\r\n" + body
        )
        return [
            _fit(part.get_payload(decode=True), part.get_content_type())
            for part in message.walk()
            if not part.is_multipart()
        ]
    return [_fit(body, kind)]


def _fit(data: object, kind: str) -> tuple[bytes, str]:
    form = ox.RdfFormat.from_media_type(kind)
    known = [offer.media[0] for offer in GRAPHS]
    if form is None or kind not in {media for offer in GRAPHS for media in offer.media}:
        found = f"{kind} is not read here" if kind else "the request has no Content-Type"
        raise Refusal(415, f"{found}; send {', '.join(known)}")
    return data if isinstance(data, bytes) else b"", kind


def _told(answer: Answer, status: int, told: str) -> Answer:
    return Answer(status, f"{told}\n".encode()) if answer.status == status else answer
