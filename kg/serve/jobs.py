"""What workers can do with a graph, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.serve import pages, picturing, reconciling
from kg.serve.asking import answer_query, explain
from kg.serve.reading import counted, examples, read_graph, suggest, thing, whole
from kg.serve.source import Graph
from kg.serve.wire import Answer

__all__ = ["JOBS", "Known"]


class Known(NamedTuple):
    """A function that takes the graph and the job's arguments.

    `sealed`, it runs while the process can open no file; `is_long`, without the limits of other
    jobs. `after` is done with its answer then.
    """

    function: Callable[..., Answer]
    sealed: bool = False
    is_long: bool = False
    after: Callable[[Graph, Answer], Answer] | None = None


JOBS: dict[str, Known] = {
    "article": Known(pages.article),
    "compare": Known(pages.compare),
    "home": Known(pages.home),
    "match": Known(reconciling.match),
    "message": Known(pages.message),
    "picture": Known(picturing.picture),
    "preview": Known(reconciling.preview),
    "propose": Known(reconciling.propose),
    "query": Known(answer_query, sealed=True, after=explain),
    "counted": Known(counted, is_long=True),
    "examples": Known(examples),
    "editor": Known(pages.editor),
    "entity": Known(pages.entity),
    "extend": Known(reconciling.extend),
    "files": Known(pages.files),
    "graph": Known(read_graph),
    "records": Known(picturing.records_page),
    "search": Known(pages.search),
    "suggest": Known(suggest),
    "suggest_names": Known(reconciling.suggest_names),
    "thing": Known(thing),
    "whole": Known(whole, is_long=True),
}
"""What can be asked for."""
