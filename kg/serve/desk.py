"""Between a request and the workers: what was answered before, and what went wrong."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import tempfile
from base64 import b64decode
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.limits import MIB, Limits
from kg.serve.pool import Busy, Gone, Nursery, Pool, TimedOut
from kg.serve.settings import Settings
from kg.serve.source import Opener
from kg.serve.updating import Change, Journal
from kg.serve.wire import Answer, Job

__all__ = ["Desk", "Refusal", "body_of", "plain"]

CACHED = 64 * MIB
"""Bytes of answers that are kept."""
LARGEST = 1 * MIB
"""A larger answer is not kept."""
CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)
"""What makes the same query answer otherwise the next time."""
REVALIDATED = (("Cache-Control", "no-cache"), ("Vary", "Accept, Accept-Encoding"))
"""Others may keep an answer, and ask each time whether it still holds: that costs little."""


class Refusal(Exception):  # noqa: N818 - it becomes a response
    """A request cannot be answered: the status, and why."""

    def __init__(self, status: int, told: str, **headers: str) -> None:
        super().__init__(told)
        self.status, self.told, self.headers = status, told, headers


class Cache:
    """Answers by what was asked; the longest unused ones go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0

    def get(self, key: str) -> Answer | None:
        """An answer that was given before."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer."""
        if len(answer.body) > LARGEST or key in self._kept:
            return
        self._kept[key] = answer
        self._size += len(answer.body) + 1000
        while self._size > CACHED:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone.body) + 1000

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._size = 0


@dataclass(eq=False)
class Desk:
    """What every endpoint needs."""

    opener: Opener
    settings: Settings
    journal: Journal | None

    def __post_init__(self) -> None:
        """Nothing runs yet; see `open`."""
        settings = self.settings
        limits = Limits(
            seconds=settings.timeout,
            memory=settings.memory * MIB,
            seal=self.opener.in_memory and not settings.services,
        )
        self.pool = Pool(size=settings.workers, limits=limits)
        self._cache = Cache()
        self._writing: dict[str, asyncio.Lock] = {}

    @cached_property
    def _made(self) -> tempfile.TemporaryDirectory[str]:
        return tempfile.TemporaryDirectory(prefix="entente-")

    @property
    def _folder(self) -> Path:
        return Path(self._made.name)

    def close(self) -> None:
        """Let go of everything."""
        self.pool.close()
        self._made.cleanup()

    async def open(self) -> None:
        """Open the graph and start the workers; also later, to take a new edition."""
        await self.pool.adopt(await Nursery.start(self.opener, self.journal))
        self._forget()

    def _forget(self) -> None:
        """What was made of a former edition goes."""
        self._cache.clear()
        self._writing.clear()
        for file in self._folder.iterdir():
            # whoever is just being given it keeps it
            file.unlink(missing_ok=True)

    @property
    def base(self) -> str:
        """Where the data IRIs begin."""
        return self.pool.nursery.base

    @property
    def edition(self) -> str:
        """Another text for each state of the graph."""
        return self.pool.edition

    def address(self, request: Request) -> str:
        """Where the site is reached from outside; ends in a slash."""
        if self.settings.public_url is not None:
            return self.settings.public_url.rstrip("/") + "/"
        return str(request.base_url)

    # --- reading

    async def ask(
        self, request: Request, job: Job, *, seconds: float | None = None, lasting: bool = True
    ) -> Response:
        """Let a worker answer, or answer from what was kept.

        `lasting` answers hold until the graph changes.
        """
        return respond(await self.answer(request, job, seconds=seconds, lasting=lasting))

    async def answer(
        self,
        request: Request,
        job: Job,
        *,
        seconds: float | None = None,
        lasting: bool = True,
        whole: bool = False,
    ) -> Answer:
        """As `ask`, with everything but the response made; `whole`, never as "not modified"."""
        tag = key = ""
        if lasting:
            asked = repr((self.edition, job.name, sorted(job.arguments.items())))
            key = hashlib.blake2b(asked.encode(), digest_size=16).hexdigest()
            tag = f'W/"{key}"'
            if not whole and tag in request.headers.get("if-none-match", ""):
                return Answer(304, headers=(("ETag", tag), *REVALIDATED))
            if (kept := self._cache.get(key)) is not None:
                return kept
        answer = await self._asked(request, job, seconds)
        if answer.status == 200 and lasting:
            answer = replace(answer, headers=(*answer.headers, ("ETag", tag), *REVALIDATED))
            self._cache.put(key, answer)
        else:
            answer = replace(
                answer,
                headers=(
                    *answer.headers,
                    ("Vary", "Accept, Accept-Encoding"),
                    ("Cache-Control", "no-store"),
                ),
            )
        return answer

    async def _asked(self, request: Request, job: Job, seconds: float | None) -> Answer:
        async def left() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass

        try:
            return await self.pool.ask(job, left=left, seconds=seconds)
        except TimedOut:
            limit = self.settings.timeout if seconds is None else seconds
            return Answer(503, f"no answer within {limit:g} seconds; ask for less\n".encode())
        except Gone as gone:
            if not gone.by_itself:
                # nobody is there to read it
                return Answer(499)
            return Answer(
                503,
                b"the process that worked on it was ended: it took more memory than this server "
                b"gives to one request, or broke; ask for less\n",
            )
        except Busy:
            return Answer(
                503, b"all workers are busy; try again soon\n", headers=(("Retry-After", "5"),)
            )

    async def file(self, request: Request, name: str, format: str, *, seconds: float) -> Path:
        """The whole graph in a file, written once for each state of it."""
        file = self._folder / f"{self.edition}.{name}"
        lock = self._writing.setdefault(file.name, asyncio.Lock())
        async with lock:
            if not file.is_file():
                job = Job(
                    "whole",
                    {"format": format, "file": str(file), "license": self.settings.license},
                )
                answer = await self._asked(request, job, seconds)
                if answer.status != 200:
                    raise Refusal(answer.status, answer.body.decode())
        return file

    # --- writing

    async def change(self, wanted: Change) -> Answer:
        """Let the graph take a request that writes."""
        answer = await self.pool.change(wanted)
        if answer.status < 300:
            self._forget()
        return answer

    def check_token(self, request: Request) -> None:
        """Raise `Refusal` unless the request may write."""
        token = self.settings.token
        if token is None:
            raise Refusal(403, "this server is read only: it was started without a token")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            try:
                given = b64decode(given, validate=True).decode().partition(":")[2]
            except ValueError:
                given = ""
        elif scheme.lower() != "bearer":
            given = ""
        if not hmac.compare_digest(given.strip().encode(), token.encode()):
            raise Refusal(
                401,
                "writing needs the token: Authorization: Bearer …",
                **{"WWW-Authenticate": 'Bearer realm="entente"'},
            )


def respond(answer: Answer) -> Response:
    """A worker's answer as a response."""
    response = Response(answer.body, answer.status, media_type=None)
    response.headers["Content-Type"] = answer.media
    for name, value in answer.headers:
        response.headers[name] = value
    return response


def plain(status: int, told: str, **headers: str) -> Response:
    """A message for a person, as text."""
    return Response(told.rstrip("\n") + "\n", status, headers=headers, media_type="text/plain")


async def body_of(request: Request, *, limit: int) -> bytes:
    """The body of a request. Raises `Refusal` for one that is too long."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > limit:
            raise Refusal(413, f"the body is longer than {limit:,} bytes")
    return bytes(parts)
