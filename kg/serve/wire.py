"""What goes between the server and its workers: pickled values, each behind its length.

Both ends are processes of ours on one machine, joined by a socket that nobody else can reach.
"""

from __future__ import annotations

import asyncio
import pickle
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

__all__ = ["CHANGE", "FORK", "LENGTH", "Answer", "Job", "Line", "receive", "send"]

LENGTH = struct.Struct("!Q")
FORK, CHANGE = b"F", b"C"
"""What the server tells the process that makes the workers."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something that a worker shall do with the graph: a function of `kg.serve.jobs`, by name."""

    name: str
    arguments: dict[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back: the parts of a response. `facts` are for the server itself."""

    status: int
    body: bytes = b""
    media: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    facts: dict[str, object] = field(default_factory=dict)


def send(channel: socket.socket, value: object) -> None:
    """Send a value, and wait until it is on its way."""
    packed = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    channel.sendall(LENGTH.pack(len(packed)) + packed)


def receive(channel: socket.socket) -> object:
    """Wait for a value. Raises `EOFError` when the other end has gone."""
    (length,) = LENGTH.unpack(_exactly(channel, LENGTH.size))
    return pickle.loads(_exactly(channel, length))  # noqa: S301 - from our own process


def _exactly(channel: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = channel.recv(min(size - len(parts), 1 << 20))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


class Line(asyncio.Protocol):
    """The server's end, for one value at a time in each direction."""

    def __init__(self, on_loss: Callable[[], None]) -> None:
        self._on_loss = on_loss
        self._kept = bytearray()
        self._transport: asyncio.Transport | None = None
        self._awaited: asyncio.Future[object] | None = None
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The line stands."""
        # uvloop's are no subclasses of it
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """A part of a value came."""
        kept = self._kept
        kept += data
        if len(kept) < LENGTH.size:
            return
        (length,) = LENGTH.unpack_from(kept)
        if len(kept) < LENGTH.size + length:
            return
        packed = bytes(kept[LENGTH.size : LENGTH.size + length])
        del kept[: LENGTH.size + length]
        awaited, self._awaited = self._awaited, None
        if awaited is not None and not awaited.done():
            awaited.set_result(pickle.loads(packed))  # noqa: S301 - from our own process

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio calls it so
        """The other end has gone, or was ended."""
        self.lost = True
        awaited, self._awaited = self._awaited, None
        if awaited is not None and not awaited.done():
            awaited.set_exception(EOFError())
        self._on_loss()

    def ask(self, value: object) -> asyncio.Future[object]:
        """Send a value; the answer will be there, or `EOFError`."""
        awaited: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        if self.lost or self._transport is None:
            awaited.set_exception(EOFError())
            return awaited
        self._awaited = awaited
        packed = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        self._transport.write(LENGTH.pack(len(packed)) + packed)
        return awaited

    def hear(self) -> asyncio.Future[object]:
        """Wait for a value that comes unasked."""
        self._awaited = asyncio.get_running_loop().create_future()
        return self._awaited

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()
