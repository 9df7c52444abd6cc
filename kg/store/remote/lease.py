"""One writer at a time: who writes says so in the store, and again and again that it still does."""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import suppress
from datetime import datetime

from kg.errors import EndpointError, StoreError
from kg.store.remote.records import LEDGER, NODE, P, text
from kg.web import Service

__all__ = ["Lease"]

LONGEST = 120.0
"""Seconds, by the service's clock, after which a writer that was not heard of is taken for dead."""
AGAIN = 20.0
"""Seconds after which a writer says that it still writes."""
PAUSE = 1.0
"""Seconds until one who waits looks again."""


_MINE: set[str] = set()
"""The leases that this process holds."""


class Lease:
    """The right to write to a remote store."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._token = f"{socket.gethostname()} {os.getpid()} {time.monotonic_ns()}"
        self._said_at = 0.0
        self.held = False

    def take(self, *, wait: bool) -> None:
        """Get it, or raise `StoreError` if another one has it, or wait for it."""
        while True:
            self._ask_for_it()
            holder, silent = self._holder()
            if holder == self._token:
                self.held, self._said_at = True, time.monotonic()
                _MINE.add(self._token)
                return
            if _is_gone(holder) or silent > LONGEST:
                self._evict(holder)
            elif not wait:
                host, process = holder.split(" ")[:2]
                raise StoreError(
                    str(self._service.addresses),
                    found=f"in use: process {process} on {host} is writing to it",
                    remedy="wait until it has ended (--wait); if it is dead, it is passed over "
                    f"after {LONGEST:g} seconds",
                )
            else:
                time.sleep(PAUSE)

    def renew(self) -> None:
        """Say that this process still writes; raises `StoreError` if another one writes by now."""
        if time.monotonic() - self._said_at < AGAIN:
            return
        mine = text(self._token)
        self._service.update(
            f"""DELETE {{ GRAPH {LEDGER} {{ {NODE} {P("since")} ?old }} }}
            INSERT {{ GRAPH {LEDGER} {{ {NODE} {P("since")} ?now }} }}
            WHERE {{ GRAPH {LEDGER} {{ {NODE} {P("writer")} {mine} ; {P("since")} ?old }}
            BIND (NOW() AS ?now) }}"""
        )
        if self._holder()[0] != self._token:
            self.held = False
            _MINE.discard(self._token)
            raise StoreError(
                str(self._service.addresses),
                found="another build has taken over: this one was not heard of for too long",
                remedy="run the same command again; no article is lost",
            )
        self._said_at = time.monotonic()

    def give_back(self) -> None:
        """Let others write; where the service is gone, they find out by themselves."""
        if self.held:
            self.held = False
            _MINE.discard(self._token)
            with suppress(EndpointError):
                self._evict(self._token)

    def _ask_for_it(self) -> None:
        self._service.update(
            f"""INSERT {{ GRAPH {LEDGER} {{
            {NODE} {P("writer")} {text(self._token)} ; {P("since")} ?now }} }}
            WHERE {{ BIND (NOW() AS ?now)
            FILTER NOT EXISTS {{ GRAPH {LEDGER} {{ {NODE} {P("writer")} ?other }} }} }}"""
        )

    def _holder(self) -> tuple[str, float]:
        """Who has it, and for how many seconds nothing was heard of it."""
        rows = self._service.rows(
            f"""SELECT ?writer ?since ?now {{ GRAPH {LEDGER} {{
            {NODE} {P("writer")} ?writer ; {P("since")} ?since }} BIND (NOW() AS ?now) }}
            ORDER BY ?writer LIMIT 1"""
        )
        for row in rows:
            since, now = (datetime.fromisoformat(row[name].value) for name in ("since", "now"))
            return str(row["writer"].value), (now - since).total_seconds()
        return "", 0.0

    def _evict(self, holder: str) -> None:
        self._service.update(
            f"""DELETE {{ GRAPH {LEDGER} {{
            {NODE} {P("writer")} {text(holder)} ; {P("since")} ?since }} }}
            WHERE {{ GRAPH {LEDGER} {{
            {NODE} {P("writer")} {text(holder)} ; {P("since")} ?since }} }}"""
        )


def _is_gone(holder: str) -> bool:
    """Whether the holder was a process of this machine that is there no more."""
    if not holder:
        return True
    host, process = holder.split(" ")[:2]
    # on Windows a signal of 0 is not a question
    if host != socket.gethostname() or sys.platform == "win32":
        return False
    if int(process) == os.getpid():
        return holder not in _MINE
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
