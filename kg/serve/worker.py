"""A worker: takes one job after the other, until the server hangs up or a job has cost too much."""

from __future__ import annotations

import logging
import socket
from contextlib import nullcontext

from kg.errors import EntenteError, MissingToolError, StoreError
from kg.serve.jobs import JOBS
from kg.serve.limits import MIB, Limits, data_size
from kg.serve.source import Graph
from kg.serve.wire import Answer, Job, receive, send

__all__ = ["work"]

GROWN = 256 * MIB
"""A worker that has grown so much is replaced: it has its memory back to give."""

log = logging.getLogger("kg.serve")


def work(graph: Graph, channel: socket.socket) -> None:
    """Answer until there is nobody to answer."""
    limits = receive(channel)
    if not isinstance(limits, Limits):
        raise TypeError("limits come first")
    begun = data_size()
    while True:
        job = receive(channel)
        if not isinstance(job, Job):
            raise TypeError("jobs come next")
        send(channel, _done(graph, job, limits))
        if data_size() > begun + GROWN:
            return


def _done(graph: Graph, job: Job, limits: Limits) -> Answer:
    known = JOBS[job.name]
    try:
        with nullcontext() if known.is_long else limits.held(sealed=known.sealed):
            answer = known.function(graph, **job.arguments)
        return known.after(graph, answer) if known.after is not None else answer
    except MemoryError:
        return Answer(503, b"the answer takes more memory than this server gives to one request\n")
    except (StoreError, MissingToolError) as error:
        return Answer(503, f"{error}\n".encode())
    except EntenteError as error:
        return Answer(400, f"{error}\n".encode())
    except Exception:
        log.exception("job %s", job.name)
        return Answer(500, b"something went wrong here; the operator finds it in the log\n")
