"""The site: every address, what is said with every answer, and how it is run."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import EntenteError, OptionError
from kg.serve import browsing, graphs, linked, protocol, reconcile
from kg.serve.desk import Desk, Refusal, plain
from kg.serve.settings import Settings
from kg.serve.source import Opener
from kg.serve.updating import Journal

__all__ = ["Site"]

LOOK = 2.0
"""Seconds between two looks whether the graph was published anew."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
SAFE = [
    (b"content-security-policy", POLICY.encode()),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # the data is public, and nothing here depends on who asks but for the token
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, Retry-After"),
]
PREFLIGHT = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, HEAD, POST, PUT, DELETE, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Authorization, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]

log = logging.getLogger("kg.serve")

Handler = Callable[[Desk, Request], Awaitable[Response]]


class Site:
    """A graph as a linked-data site: an ASGI application, and a way to run it."""

    def __init__(self, opener: Opener, *, settings: Settings, journal: Path | None) -> None:
        written = None if settings.token is None or journal is None else Journal(journal)
        self.settings = settings
        self.desk = Desk(opener, settings, written)
        self._inner = Starlette(
            routes=self._routes(),
            lifespan=self._life,
            exception_handlers={
                Refusal: self._refused,
                HTTPException: self._failed,
                Exception: _broken,
            },
        )
        self.app: ASGIApp = _Outer(self._inner)

    def run(self, *, ready: Callable[[str], None] | None = None, verbose: bool = False) -> None:
        """Serve until somebody stops it; `ready` is called with the address.

        Raises `OptionError` if the port is taken, `StoreError` if the graph cannot be opened.
        """
        with _listening(self.settings) as listener:
            host, port = listener.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            config = uvicorn.Config(
                self.app,
                log_level="info" if verbose else "warning",
                access_log=verbose,
                server_header=False,
                date_header=True,
                proxy_headers=True,
                timeout_graceful_shutdown=5,
                lifespan="off",
            )
            server = uvicorn.Server(config)

            async def main() -> None:
                async with self._life(self._inner):
                    if ready is not None:
                        ready(self.settings.public_url or f"http://{shown}:{port}/")
                    await server.serve(sockets=[listener])

            with contextlib.suppress(KeyboardInterrupt):
                runner = config.get_loop_factory()
                with asyncio.Runner(loop_factory=runner) as loop:
                    loop.run(main())

    @contextlib.asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        await self.desk.open()
        watch = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            watch.cancel()
            self.desk.close()

    async def _follow(self) -> None:
        """Take each edition that is published; go on with the last one while that fails."""
        told = ""
        while True:
            await asyncio.sleep(LOOK)
            try:
                edition = await asyncio.to_thread(self.desk.opener.published)
                nursery = self.desk.pool.nursery
                if edition != nursery.edition or not nursery.is_alive:
                    await self.desk.open()
                told = ""
            except (EntenteError, OSError) as error:
                if str(error) != told:
                    log.warning("the graph is not read anew: %s", error)
                told = str(error)

    async def _refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)  # noqa: S101 - it was registered for that
        return await self._told(request, error.status, error.told, error.headers)

    async def _failed(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - it was registered for that
        known = {404: "nothing is here", 405: "this address does not take that method"}
        told = known.get(error.status_code, error.detail)
        return await self._told(request, error.status_code, told, dict(error.headers or {}))

    async def _told(
        self, request: Request, status: int, told: str, headers: dict[str, str]
    ) -> Response:
        """As a page for whoever reads pages, else as text."""
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            response = await browsing.told(self.desk, request, status, told)
            response.headers.update(headers)
            return response
        return plain(status, told, **headers)

    def _routes(self) -> list[BaseRoute]:
        def route(path: str, handler: Handler, *methods: str) -> Route:
            async def handle(request: Request) -> Response:
                return await handler(self.desk, request)

            return Route(path, handle, methods=list(methods or ("GET",)))

        static = Mount("/static", StaticFiles(packages=[("kg.serve", "static")]))
        own = urlsplit(self.desk.opener.base).path.rstrip("/")
        return [
            route("/sparql", protocol.endpoint, "GET", "POST"),
            route("/sparql/", protocol.endpoint, "GET", "POST"),
            route("/graphs", graphs.endpoint, "GET", "PUT", "POST", "DELETE"),
            route("/graphs/{path:path}", graphs.endpoint, "GET", "PUT", "POST", "DELETE"),
            route("/id/{path:path}", linked.entity),
            # an IRI with this host in the place of its own
            *([route(f"{own}/{{path:path}}", linked.entity)] if own not in ("", "/id") else []),
            route("/data/entente.{suffix}", linked.dump),
            route("/data/", linked.dumps),
            route("/data/{path:path}", linked.data),
            route("/ontology", linked.ontology),
            route("/ontology.{suffix}", linked.ontology),
            route("/.well-known/void", linked.description),
            route("/.well-known/sparql-examples", linked.examples),
            route("/dcat", linked.description),
            route("/reconcile", reconcile.service, "GET", "POST"),
            route("/reconcile/suggest/{what}", reconcile.suggest),
            route("/reconcile/extend/propose", reconcile.propose),
            route("/reconcile/preview", reconcile.preview),
            route("/reconcile/1.0", reconcile.draft),
            route("/reconcile/1.0/", reconcile.draft),
            route("/reconcile/1.0/match", reconcile.draft_match, "POST"),
            route("/reconcile/1.0/extend", reconcile.draft_extend, "POST"),
            route("/reconcile/1.0/extend/propose", reconcile.propose),
            route("/reconcile/1.0/suggest/{what}", reconcile.suggest),
            route("/reconcile/1.0/preview", reconcile.preview),
            route("/", browsing.home),
            route("/search", browsing.search),
            route("/suggest", browsing.suggest),
            route("/page/{path:path}", browsing.page),
            route("/article/{id:path}", browsing.article),
            route("/compare", browsing.compare),
            *(route(f"/{view}", browsing.view) for view in browsing.VIEWS),
            route("/picture/{name}.svg", browsing.picture),
            route("/opensearch.xml", browsing.opensearch),
            static,
        ]


class _Outer:
    """Says with every answer what browsers may do with it; answers preflights."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": PREFLIGHT})
            await send({"type": "http.response.body", "body": b""})
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                safe = [header for header in SAFE if header[0] not in own]
                message["headers"] = [*message["headers"], *safe]
            await send(message)

        await self._app(scope, receive, safely)


async def _broken(_request: Request, _error: Exception) -> Response:
    return plain(500, "something went wrong here; the operator finds it in the log")


@contextlib.contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
            listener.listen(1024)
        except (OSError, OverflowError) as error:
            raise OptionError(
                f"{settings.host}:{settings.port}",
                found=f"cannot be listened on: {error}",
                remedy="choose another one with --port, or stop what listens there",
            ) from error
        yield listener
