"""The process that answers a query with a time limit: a pickled job in, a pickled result out."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable

import pyoxigraph as ox

from kg.errors import EntenteError
from kg.model.graphs import Queried, Term
from kg.query.result import Result
from kg.query.run import Failure, answer

__all__: list[str] = []

Job = tuple[Callable[[], Queried], str, dict[str, Term], int | None]


def _answer(job: Job) -> Result | Failure:
    opener, text, bound, limit = job
    try:
        terms = {ox.Variable(name): term for name, term in bound.items()}
        return answer(opener(), text, terms, limit)
    except EntenteError as error:
        return type(error), error.where, error.found, error.allowed, error.remedy


if __name__ == "__main__":
    sys.stdout.buffer.write(b"ready\n")
    sys.stdout.buffer.flush()
    # the job comes from `kg.query.run`, over a pipe that nobody else can write to
    sys.stdout.buffer.write(pickle.dumps(_answer(pickle.load(sys.stdin.buffer))))  # noqa: S301
