"""Asking our graph and others in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.link import load_sources
from kg.pipeline.asking import question_of
from kg.pipeline.defaults import STORE
from kg.pipeline.linking import web
from kg.pipeline.opening import opened
from kg.query import Federated, Question, Result, run
from kg.query import federate as joined

__all__ = ["federate"]


def federate(
    question: str | Path | Question,
    *,
    store: Path | str = STORE,
    params: Mapping[str, str] | None = None,
    allow: Sequence[str] = (),
    sources: Path | None = None,
    offline: bool = False,
    cache: Path | None = None,
    timeout: float | None = None,
    limit: int | None = None,
) -> Federated:
    """Ask a question that joins our graph with others by SERVICE.

    It may ask the endpoints of the known sources and those of `allow`. Where a source of `sources`
    has the name of one of ours, its endpoint is asked in place of ours: a mirror, say. Answers are
    kept as those of `link` are. What some requests failed on is in `missing`.
    """
    asked = question if isinstance(question, Question) else question_of(question)
    ours, known = load_sources(), load_sources(sources)
    allowed = {s.endpoint: s.endpoint for s in known.values() if s.endpoint}
    allowed |= {s.endpoint: known[n].endpoint for n, s in ours.items() if s.endpoint}
    allowed |= {address: address for address in allow}
    folder = Path(store)
    asked_of = [s for s in known.values() if s.endpoint]
    with opened(folder) as graph, web(folder, asked_of, offline=offline, cache=cache) as client:

        def ask(part: Question) -> Result:
            heads = part.text.partition("WHERE")[0]
            given = {k: v for k, v in (params or {}).items() if f"?{k}" in heads}
            return run(graph, part, params=given, timeout=timeout)

        resolved, missing = joined(asked, ask, client, allowed=allowed)
        answer = run(graph, resolved, params=params, timeout=timeout, limit=limit)
        return Federated(answer, missing)
