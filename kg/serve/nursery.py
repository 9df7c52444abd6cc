"""The process that holds the graph and makes the workers, each a fork of itself.

Oxigraph cannot stop a query, so whatever strangers ask runs in a process that can be ended. A fork
shares the graph's memory with its parent: a worker that was ended is replaced in milliseconds, and
ten workers take little more room than one. One command after the other comes over a socket:

    fork    with the worker's end of a socket pair; answered with its process id
    change  with an update; answered with how it went

A process is forked best while it has one thread, so nothing here may start another.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import socket
import sys
from typing import cast

from kg.errors import EntenteError
from kg.serve.pages import cool, warm
from kg.serve.source import Graph, Opener
from kg.serve.updating import Journal, change
from kg.serve.wire import CHANGE, FORK, Answer, receive, send
from kg.serve.worker import work

__all__: list[str] = []

DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def _run(control: socket.socket) -> None:
    opener, journal = cast("tuple[Opener, Journal | None]", receive(control))
    try:
        graph = _opened(opener, journal)
    except EntenteError as error:
        send(control, Answer(500, facts={"error": error}))
        return
    # what is there now is shared by all: the collector need not look at it, and so not touch it
    gc.collect()
    gc.freeze()
    send(control, Answer(200, facts=_facts(graph, opener)))
    number = 0
    while True:
        command, handles, _, _ = socket.recv_fds(control, 1, 1)
        if command == FORK:
            _fork(control, handles[0], graph, opener)
        elif command == CHANGE and graph is not None:
            number += 1
            cool()
            send(control, change(graph.oxigraph, receive(control), journal, number))
        else:
            return


def _opened(opener: Opener, journal: Journal | None) -> Graph | None:
    """The graph with what was written to it; None where each worker opens one of its own."""
    if not opener.in_memory:
        return None
    graph = opener()
    if journal is not None:
        journal.replay(graph.oxigraph)
    warm(graph)
    return graph


def _facts(graph: Graph | None, opener: Opener) -> dict[str, object]:
    if graph is not None:
        return {"edition": graph.edition, "base": graph.base}
    opened = opener()
    return {"edition": opened.edition, "base": opened.base}


def _fork(control: socket.socket, handle: int, graph: Graph | None, opener: Opener) -> None:
    pid = os.fork()
    if pid:
        os.close(handle)
        send(control, Answer(200, facts={"pid": pid}))
        return
    try:
        control.close()
        _tie_to_parent()
        with socket.socket(fileno=handle) as channel:
            work(graph if graph is not None else opener(), channel)
    except (EOFError, ConnectionError):
        # the server has hung up
        pass
    except BaseException as error:
        sys.stderr.write(f"a worker ended: {error!r}\n")
    finally:
        # nothing is to be tidied: the graph is the parent's, and files are only read
        os.kill(os.getpid(), signal.SIGKILL)


def _tie_to_parent() -> None:
    """Where the kernel can do it, end with the parent, even amid a query."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)


if __name__ == "__main__":
    # ended workers need nobody to ask for their codes
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    _tie_to_parent()
    with contextlib.suppress(EOFError, ConnectionError):
        _run(socket.socket(fileno=int(sys.argv[1])))
