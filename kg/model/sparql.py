"""The pieces of a SPARQL text that can be told apart without a grammar.

https://www.w3.org/TR/sparql11-query/#sparqlGrammar, terminals: IRIREF, strings, PNAME_NS, VAR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["SparqlToken", "sparql_tokens"]

TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\s]*>)
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[A-Za-z][\w.-]*)?:)(?:[\w.:%-]|\\.)*
    | (?P<word>@?[A-Za-z][\w-]*)
    | (?P<bracket>[{}()\[\]])
    | (?P<quote>["'])
    """,
    re.VERBOSE | re.DOTALL,
)


class SparqlToken(NamedTuple):
    """A piece of a query that matters, and where it begins."""

    kind: str
    text: str
    at: int


def sparql_tokens(text: str) -> Iterator[SparqlToken]:
    """The pieces of a text in their order, without comments; never fails."""
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "comment":
            yield SparqlToken(kind, match[kind], match.start())
