"""Entente: news about international relations, as a knowledge graph that can be trusted.

>>> import kg
>>> kg.build("seeds", store="graph")  # doctest: +SKIP
>>> kg.show("Iran", store="graph").facts  # doctest: +SKIP

The functions bear the names of the stations; each is what the command of its name calls. They are
loaded when they are first used.
"""

from typing import TYPE_CHECKING

from kg.lazy import defer

if TYPE_CHECKING:
    from kg.errors import EntenteError
    from kg.pipeline import (
        ask,
        build,
        check,
        enrich,
        evaluate,
        export,
        extract,
        link,
        parse,
        plot,
        populate,
        query,
        retract,
        show,
        verify,
    )
    from kg.read import read

__all__ = [
    "EntenteError",
    "ask",
    "build",
    "check",
    "enrich",
    "evaluate",
    "export",
    "extract",
    "link",
    "parse",
    "plot",
    "populate",
    "query",
    "read",
    "retract",
    "show",
    "verify",
]

defer(
    __name__,
    {
        "kg.errors": ["EntenteError"],
        "kg.pipeline": [n for n in __all__ if n not in ("EntenteError", "read")],
        "kg.read": ["read"],
    },
)
