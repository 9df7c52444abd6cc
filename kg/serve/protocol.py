"""The SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.describing import service_description
from kg.serve.desk import CHANGING, Desk, Refusal, body_of, respond
from kg.serve.frame import Frame
from kg.serve.media import DATASETS, GRAPHS, HTML, by_name, chosen
from kg.serve.updating import Change
from kg.serve.wire import Job

__all__ = ["Parameters", "endpoint", "frame_of", "takes_gzip"]

LONGEST = 1 << 20
"""Bytes of a query."""
LONGEST_UPDATE = 64 << 20
"""Bytes of an update: it may hold data."""
EDITOR = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; "
    "frame-ancestors 'none'"
)
FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a request, in whichever way they came."""

    pairs: Sequence[tuple[str, str]]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name."""
        return tuple(value for key, value in self.pairs if key == name)

    def one(self, name: str) -> str | None:
        """The value of a name. Raises `Refusal` if there are several."""
        found = self.all(name)
        if len(found) > 1:
            raise Refusal(400, f"the parameter {name} stands here {len(found)} times; once, please")
        return found[0] if found else None


async def endpoint(desk: Desk, request: Request) -> Response:
    """The query operation, the update operation, and the service description."""
    given = Parameters(_decoded(request.scope["query_string"]))
    if request.method in ("GET", "HEAD"):
        if given.all("update"):
            raise Refusal(400, "an update comes by POST", Allow="POST")
        text = given.one("query")
        if text is None:
            if given.one("format") is None and _is_browser(request):
                response = await desk.ask(
                    request, Job("editor", {"frame": frame_of(desk, request)})
                )
                # the editor sets styles of its own
                response.headers["Content-Security-Policy"] = EDITOR
                return response
            return _described(desk, request, given)
        return await _query(desk, request, text, given)
    kind, charset = _content_type(request)
    if charset not in ("", "utf-8", "utf8"):
        raise Refusal(400, f"the body is in {charset}; send it in UTF-8")
    limit = LONGEST_UPDATE if desk.settings.token is not None else LONGEST
    body = await body_of(request, limit=limit)
    if kind == QUERY:
        return await _query(desk, request, _text(body), given)
    if kind == UPDATE:
        return await _update(desk, request, _text(body), given)
    if kind == FORM:
        form = Parameters([*given.pairs, *_decoded(body)])
        text, update = form.one("query"), form.one("update")
        if (text is None) == (update is None):
            raise Refusal(400, "the form holds either query or update, and once")
        if update is not None:
            return await _update(desk, request, update, form)
        return await _query(desk, request, text or "", form)
    found = f"the media type {kind} is not read here" if kind else "the request has no Content-Type"
    raise Refusal(415 if kind else 400, f"{found}; send {QUERY}, {UPDATE} or {FORM}")


async def _query(desk: Desk, request: Request, text: str, given: Parameters) -> Response:
    if len(text) > LONGEST:
        raise Refusal(413, f"the query is longer than {LONGEST:,} bytes")
    job = Job(
        "query",
        {
            "text": text,
            "base": desk.address(request) + "sparql",
            "default_graphs": given.all("default-graph-uri"),
            "named_graphs": given.all("named-graph-uri"),
            "accept": request.headers.get("accept"),
            "format": given.one("format"),
            "rows": desk.settings.rows,
            "services": desk.settings.services,
            "compress": takes_gzip(request),
        },
    )
    return await desk.ask(request, job, lasting=CHANGING.search(text) is None)


async def _update(desk: Desk, request: Request, text: str, given: Parameters) -> Response:
    desk.check_token(request)
    wanted = Change(
        kind="update",
        text=text,
        base=desk.address(request) + "sparql",
        default_graphs=given.all("using-graph-uri"),
        named_graphs=given.all("using-named-graph-uri"),
    )
    return respond(await desk.change(wanted))


def _is_browser(request: Request) -> bool:
    return chosen(request.headers.get("accept"), (*GRAPHS, *DATASETS, HTML)) is HTML


def _described(desk: Desk, request: Request, given: Parameters) -> Response:
    offers = (*GRAPHS, *DATASETS)
    name = given.one("format")
    form = by_name(name, offers) if name else chosen(request.headers.get("accept"), offers)
    if form is None:
        # what is here is better told than refused
        form = offers[0]
    body = service_description(desk.address(request), desk.settings, form)
    return Response(
        body, headers={"Content-Type": form.told, "Vary": "Accept", "Cache-Control": "no-cache"}
    )


def frame_of(desk: Desk, request: Request) -> Frame:
    """What every page is told."""
    return Frame(
        desk.settings.prefix, desk.address(request), desk.settings.license, takes_gzip(request)
    )


def takes_gzip(request: Request) -> bool:
    """Whether the client takes compressed answers."""
    accepted = request.headers.get("accept-encoding", "").replace(" ", "").lower()
    return "gzip" in accepted and "gzip;q=0" not in accepted.replace("gzip;q=0.", "")


def _decoded(query: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except ValueError as error:
        raise Refusal(400, f"the parameters are not URL-encoded UTF-8: {error}") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"the body is not UTF-8: {error}") from error


def _content_type(request: Request) -> tuple[str, str]:
    """Media type and charset, in small letters."""
    kind, *rest = request.headers.get("content-type", "").lower().split(";")
    charset = next((p.split("=")[1] for p in rest if p.strip().startswith("charset=")), "")
    return kind.strip(), charset.strip(' "')
