"""The text of a SPARQL query, taken apart as far as it must be before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from kg.errors import QueryError
from kg.model import SparqlToken, sparql_tokens
from kg.model.graphs import Term
from kg.terms import PREFIXES

__all__ = ["bound", "with_prefixes"]


def with_prefixes(text: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """The text with a declaration for each of our prefixes that it uses and does not declare."""
    found = list(sparql_tokens(text))
    names = {token.text for token in found if token.kind == "name"}
    declared = {
        token.text
        for before, token in pairwise(found)
        if token.kind == "name" and before.text.upper() == "PREFIX"
    }
    lines = [
        f"PREFIX {prefix}: <{namespace}>\n"
        for prefix, namespace in prefixes.items()
        if f"{prefix}:" in names - declared
    ]
    return "".join(lines) + text


def bound(text: str, terms: Mapping[str, Term]) -> str:
    """The query with terms in the place of variables, as Oxigraph's substitutions bind them.

    In SELECT lines the column stays. `?` is left out of the names. Raises `QueryError` for a
    variable that does not stand there, or stands where no term can.

    >>> import pyoxigraph as ox
    >>> bound("SELECT ?x ?y { ?x ?p ?y } ORDER BY ?x", {"x": ox.NamedNode("urn:a")})
    'SELECT (<urn:a> AS ?x) ?y { <urn:a> ?p ?y } ORDER BY (<urn:a>)'
    """
    if not terms:
        return text
    parts: list[str] = []
    met: set[str] = set()
    done = 0
    for token, place in _placed(text):
        name = token.text[1:]
        if token.kind != "variable" or name not in terms:
            continue
        met.add(name)
        term = str(terms[name])
        if place == "fixed":
            raise QueryError(
                name, found="the query gives this parameter a value itself, and cannot be given one"
            )
        written = {"column": f"({term} AS ?{name})", "modifier": f"({term})"}.get(place, term)
        parts += [text[done : token.at], written]
        done = token.at + len(token.text)
    for name in terms:
        if name not in met:
            raise QueryError("query", found=f"it does not contain variable ?{name}")
    return "".join(parts) + text[done:]


def _placed(text: str) -> Iterator[tuple[SparqlToken, str]]:
    """Each token, and where it stands: column, modifier, fixed (by AS or VALUES), or pattern."""
    braces, parens = 0, 0
    selecting = values = False
    before = ""
    for token in sparql_tokens(text):
        word = token.text.upper()
        if token.text == "{":
            braces += 1
            selecting = values = False
        elif token.text == "}":
            braces -= 1
        elif token.text in "()":
            parens += 1 if token.text == "(" else -1
        elif token.kind == "word" and word in ("SELECT", "CONSTRUCT", "DESCRIBE", "VALUES"):
            selecting, values = word == "SELECT", word == "VALUES"
        elif token.kind == "word" and word == "WHERE":
            selecting = False
        if before == "AS" or values:
            place = "fixed"
        elif selecting and not parens:
            place = "column"
        elif not braces and not selecting:
            place = "modifier"
        else:
            place = "pattern"
        yield token, place
        before = word
