"""The command line: thin commands over the functions of `kg`. Only here is anything printed."""

import gc
import sys

from kg.cli import (
    articles,
    build,
    check,
    enrich,
    evaluate,
    export,
    link,
    ontology,
    plot,
    questions,
    review,
    serve,
    show,
    upkeep,
    watch,
)
from kg.cli.app import app, run

__all__ = ["app", "main", "run"]

SELDOM = 20_000
"""New objects after which a command looks for garbage: most of what it loads it keeps."""
_MODULES = (
    build,
    watch,
    questions,
    show,
    export,
    plot,
    link,
    review,
    enrich,
    serve,
    check,
    upkeep,
    articles,
    evaluate,
    ontology,
)
"""Typer learns of a command when its module is read; help lists them in this order."""

app.registered_commands.sort(
    key=lambda command: [module.__name__ for module in _MODULES].index(
        command.callback.__module__ if command.callback else ""
    )
)


def main() -> None:
    """Run `kg` with the arguments of the process."""
    gc.set_threshold(SELDOM)
    sys.exit(run(sys.argv[1:]))
