"""What is wrong with the text of a query, told so that one can mend it.

Oxigraph's parser says where it stopped and which tokens it tried there; the commonest slips are
looked for here, because for them that list helps nobody.
"""

from __future__ import annotations

import difflib
import re

import pyoxigraph as ox

from kg.errors import QueryError
from kg.model import SparqlToken, sparql_tokens
from kg.terms import PREFIXES

__all__ = ["check", "excerpt", "refuse_updates", "services", "unfinished"]

READ = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
WRITE = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
CLOSING = {"{": "}", "(": ")", "[": "]"}

TRIPLE = "subject, predicate and object, then . or ; or }"
HEAD = "variables such as ?x, (value AS ?x) or *, then WHERE { … }"
FORMS = {
    "BIND": "BIND (value AS ?x)",
    "FILTER": "FILTER (condition)",
    "GRAPH": "GRAPH ?g { … }",
    "GROUP": "GROUP BY ?x",
    "HAVING": "HAVING (condition)",
    "LIMIT": "LIMIT and a number",
    "MINUS": "MINUS { … }",
    "OFFSET": "OFFSET and a number",
    "OPTIONAL": "OPTIONAL { … }",
    "ORDER": "ORDER BY ?x",
    "PREFIX": "PREFIX name: <iri>",
    "UNION": "{ … } UNION { … }",
    "VALUES": "VALUES ?x { … }",
}
"""How the parts of a query look that begin with a word."""


def check(text: str, *, where: str = "query") -> None:
    """Raise `QueryError` with line and column if the text is no SPARQL query that reads."""
    tokens = list(sparql_tokens(text))
    _check_form(text, tokens, where)
    fault: QueryError | None = None
    try:
        ox.Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        fault = _explained(text, tokens, str(error), where)
    except (ValueError, RuntimeError) as error:
        fault = QueryError(where, found=str(error))
    if fault is not None:
        raise fault


def excerpt(text: str, error: QueryError) -> str:
    r"""The line of the query that an error speaks of, with a caret below; empty if it names none.

    >>> print(excerpt("ASK {\n  ?x a }", QueryError("q", found="line 2, column 8: no SPARQL")))
    2 |   ?x a }
      |        ^
    """
    place = re.match(r"line (\d+), column (\d+)", error.found)
    lines = text.splitlines()
    if place is None or not 0 < int(place[1]) <= len(lines):
        return ""
    number, column = place[1], int(place[2])
    line = lines[int(number) - 1].expandtabs(1)
    return f"{number} | {line}\n{' ' * len(number)} | {' ' * (column - 1)}^"


def unfinished(text: str) -> bool:
    """Whether a bracket is still open, so that more is to come."""
    opened = 0
    for token in sparql_tokens(text):
        if token.kind == "bracket":
            opened += 1 if token.text in CLOSING else -1
    return opened > 0


def refuse_updates(text: str, *, where: str = "query") -> None:
    """Raise `QueryError` if the text does not begin as a query; an endpoint judges the rest."""
    _check_form(text, list(sparql_tokens(text)), where)


def services(text: str) -> list[str]:
    """The addresses that a query asks, in their order; a variable as it is written."""
    found = []
    tokens = list(sparql_tokens(text))
    for token, *rest in (tokens[n : n + 3] for n in range(len(tokens))):
        if token.text.upper() == "SERVICE" and token.kind == "word":
            after = [t for t in rest if t.text.upper() != "SILENT"]
            found.append(after[0].text.strip("<>") if after else "")
    return found


def _at(text: str, offset: int) -> str:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return f"line {line}, column {column}"


def _check_form(text: str, tokens: list[SparqlToken], where: str) -> None:
    """The first word tells what kind of query it is."""
    prologue = False
    before = ""
    for token in tokens:
        last, before = before, token.text.upper()
        word = before
        if last == "PREFIX" and token.kind == "word":
            raise QueryError(
                where,
                found=f"{_at(text, token.at)}: {token.text} has no colon",
                allowed=f"PREFIX {token.text}: <…>",
            )
        if token.kind == "word" and word in ("PREFIX", "BASE"):
            prologue = True
        elif prologue and token.kind in ("name", "iri"):
            continue
        elif word in READ:
            return
        elif word in WRITE:
            raise QueryError(
                where,
                found=f"{_at(text, token.at)}: {word} changes data",
                allowed="SELECT, ASK, CONSTRUCT or DESCRIBE",
                remedy="the graph is changed by kg build and kg retract only",
            )
        else:
            near = difflib.get_close_matches(word, READ, n=1)
            raise QueryError(
                where,
                found=f"{_at(text, token.at)}: {token.text!r} begins no query",
                allowed="SELECT, ASK, CONSTRUCT or DESCRIBE",
                remedy=f"did you mean {near[0]}?" if near else "",
            )
    raise QueryError(where, found="the query is empty", allowed="a SPARQL query")


def _explained(text: str, tokens: list[SparqlToken], message: str, where: str) -> QueryError:
    slip = _undeclared(text, tokens, where) or _unbalanced(text, tokens, where)
    if slip is not None:
        return slip
    meant = re.search(r"\b(?:The|IRI) [\w ]+", message)
    place = re.match(r"error at (\d+):(\d+)", message)
    at = _broken_from(text)
    if meant or at is None:
        told = f"{meant[0]}" if meant else "this is no SPARQL"
        spot = f"line {place[1]}, column {place[2]}: " if place else ""
        return QueryError(where, found=spot + told)
    line = text[at:].splitlines()[0] if at < len(text) else ""
    shown = line if len(line) <= 40 else f"{line[:40]}…"
    word = re.match(r"\w*", line)
    inside = "{" in text[:at]
    return QueryError(
        where,
        found=f"{_at(text, at)}: no SPARQL from here on: {shown}",
        allowed=FORMS.get(word[0].upper() if word else "", TRIPLE if inside else HEAD),
    )


def _broken_from(text: str) -> int | None:
    """Where the first part begins that does not parse; None if rdflib takes the text as a whole.

    Oxigraph tells how far it looked ahead, often the end of the text; rdflib where the part begins.
    """
    # only a wrong query needs it, and it takes a while to load
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    declarations = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    try:
        parseQuery(declarations + text)
    except Exception as error:  # pyparsing's own, which rdflib does not give out
        at = getattr(error, "loc", None)
        return max(0, at - len(declarations)) if isinstance(at, int) else None
    return None


def _undeclared(text: str, tokens: list[SparqlToken], where: str) -> QueryError | None:
    declared = {f"{prefix}:" for prefix in PREFIXES}
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind != "name":
            continue
        if before is not None and before.text.upper() == "PREFIX":
            declared.add(token.text)
        elif token.text not in declared:
            return QueryError(
                where,
                found=f"{_at(text, token.at)}: the prefix {token.text} is not declared",
                allowed=f"a line PREFIX {token.text} <…> at the top",
            )
    return None


def _unbalanced(text: str, tokens: list[SparqlToken], where: str) -> QueryError | None:
    opened: list[SparqlToken] = []
    for token in tokens:
        if token.kind == "quote":
            return QueryError(
                where, found=f"{_at(text, token.at)}: the string is not closed", allowed=token.text
            )
        if token.kind != "bracket":
            continue
        if token.text in CLOSING:
            opened.append(token)
        elif not opened or CLOSING[opened.pop().text] != token.text:
            return QueryError(
                where, found=f"{_at(text, token.at)}: {token.text} closes nothing that is open"
            )
    if opened:
        last = opened[-1]
        return QueryError(
            where,
            found=f"{_at(text, last.at)}: {last.text} is never closed",
            allowed=CLOSING[last.text],
        )
    return None
