"""The addresses of the pages, and what requests ask of them."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.desk import Desk, Refusal
from kg.serve.linked import alternates
from kg.serve.protocol import frame_of
from kg.serve.wire import Job

__all__ = [
    "VIEWS",
    "article",
    "compare",
    "home",
    "opensearch",
    "page",
    "picture",
    "search",
    "suggest",
    "told",
    "view",
]

VIEWS = ("timeline", "network", "map")


async def _page(desk: Desk, request: Request, name: str, **given: object) -> Response:
    return await desk.ask(request, Job(name, {"frame": frame_of(desk, request), **given}))


async def home(desk: Desk, request: Request) -> Response:
    """What the graph holds, and how to start."""
    return await _page(desk, request, "home")


async def search(desk: Desk, request: Request) -> Response:
    """Things by name."""
    return await _page(desk, request, "search", text=_text(request, "q")[:200])


async def suggest(desk: Desk, request: Request) -> Response:
    """Things whose name begins so, for completion."""
    answer = await desk.answer(
        request, Job("suggest", {"text": _text(request, "q")[:200]}), whole=True
    )
    return Response(answer.body, answer.status, dict(answer.headers), answer.media)


async def page(desk: Desk, request: Request) -> Response:
    """A thing."""
    path = request.path_params["path"]
    response = await _page(desk, request, "entity", path=path, page=_number(request, "page", 1))
    if response.status_code in (200, 304):
        response.headers["Link"] = alternates(desk, request, path)
    return response


async def article(desk: Desk, request: Request) -> Response:
    """An article; `from` and `to` are the words to be shown."""
    id = request.path_params["id"]
    response = await _page(
        desk,
        request,
        "article",
        id=id,
        start=_number(request, "from", None),
        end=_number(request, "to", None),
    )
    if response.status_code in (200, 304):
        response.headers["Link"] = alternates(desk, request, f"article/{id}")
    return response


async def compare(desk: Desk, request: Request) -> Response:
    """Two states."""
    return await _page(desk, request, "compare", one=_text(request, "a"), other=_text(request, "b"))


async def view(desk: Desk, request: Request) -> Response:
    """Timeline, network or map."""
    name = request.url.path.rstrip("/").rpartition("/")[2]
    return await _page(
        desk,
        request,
        "records",
        view=name,
        entity=_text(request, "entity"),
        only=_only(request),
        page=_number(request, "page", 1),
    )


async def picture(desk: Desk, request: Request) -> Response:
    """Such a view as SVG."""
    name = request.path_params["name"]
    if name not in VIEWS:
        raise Refusal(404, f"there are pictures {', '.join(VIEWS)}")
    job = Job("picture", {"name": name, "entity": _text(request, "entity"), "only": _only(request)})
    response = await desk.ask(request, job)
    # drawings bring their own styles, and nothing else
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


async def told(desk: Desk, request: Request, status: int, text: str) -> Response:
    """A message as a page, for whoever reads pages."""
    return await _page(desk, request, "message", status=status, told=text)


async def opensearch(desk: Desk, request: Request) -> Response:
    """How browsers search here: https://github.com/dewitt/opensearch."""
    here = escape(desk.address(request))
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        "<ShortName>Entente</ShortName><Description>What the news states</Description>"
        f'<Url type="text/html" template="{here}search?q={{searchTerms}}"/>'
        "</OpenSearchDescription>\n"
    )
    return Response(body, media_type="application/opensearchdescription+xml")


def _text(request: Request, name: str) -> str:
    return request.query_params.get(name, "").strip()


def _only(request: Request) -> str:
    only = _text(request, "only")
    return only if only in ("facts", "claims") else ""


def _number(request: Request, name: str, default: int | None) -> int | None:
    text = _text(request, name)
    if not text:
        return default
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise Refusal(400, f"{name} is a number, not {text[:40]}")
    return max(int(text), 0 if default is None else 1)
