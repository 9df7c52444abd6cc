"""From what a person writes to the thing in the graph: names, codes, IRIs."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict

import pyoxigraph as ox

from kg.errors import QueryError
from kg.model.graphs import Queried
from kg.terms import ENT, PREFIXES, RDFS, SKOS

__all__ = ["resolve"]

NAMED_BY = (
    ENT + "isoAlpha3",
    ENT + "isoAlpha2",
    RDFS + "label",
    SKOS + "altLabel",
    ENT + "familyName",
)
"""What names a thing, strongest first."""

SCAN = f"""
SELECT DISTINCT ?thing ?by ?name WHERE {{
  VALUES ?by {{ {" ".join(f"<{iri}>" for iri in NAMED_BY)} }}
  ?thing ?by ?name
}}"""

KNOWN = """
ASK { { ?thing ?p ?o } UNION { ?s ?q ?thing }
  UNION { GRAPH ?g { ?thing ?p ?o } } UNION { GRAPH ?g { ?s ?q ?thing } } }"""

Names = dict[str, dict[str, set[str]]]
"""Property, then things, by the text of a name."""


def resolve(source: Queried, text: str) -> ox.NamedNode:
    """The thing that a name ("Pakistan"), a code ("PAK"), a path ("state/PAK") or an IRI means.

    Raises `QueryError` with near matches if there is none, with the candidates if there are more.
    """
    written = text.strip()
    for iri in _iris(source, written):
        if source.query(KNOWN, substitutions={ox.Variable("thing"): iri}):
            return iri
    # a look-up by term is quick; only what it does not find is worth reading all names
    for names in (_exact(source, written), _all(source)):
        found = _like(names, written)
        for by in NAMED_BY:
            if things := found.get(by):
                return _only(text, things)
    raise QueryError(
        text,
        found="nothing in the graph has this name, code or IRI",
        remedy=_near(written, list(names)),
    )


def _iris(source: Queried, written: str) -> list[ox.NamedNode]:
    """What the text may stand for if it is an IRI, a prefixed name or a path under the base."""
    prefix, colon, local = written.partition(":")
    guesses = [written.strip("<>")] if re.match(r"<?[a-z][\w+.-]*:", written, re.IGNORECASE) else []
    if colon and prefix in PREFIXES:
        guesses.append((source.base if prefix == "id" else PREFIXES[prefix]) + local)
    if "/" in written and not guesses:
        guesses.append(source.base + written)
    if written.isidentifier():
        guesses.append(ENT + written)
    found = []
    for guess in guesses:
        try:
            found.append(ox.NamedNode(guess))
        except ValueError:
            continue
    return found


def _exact(source: Queried, written: str) -> Names:
    names: Names = {}
    for name in (ox.Literal(written), ox.Literal(written, language="en")):
        _collect(names, source.query(SCAN, substitutions={ox.Variable("name"): name}))
    return names


def _all(source: Queried) -> Names:
    names: Names = {}
    _collect(names, source.query(SCAN))
    return names


def _collect(
    names: Names, solutions: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
) -> None:
    for solution in solutions if isinstance(solutions, ox.QuerySolutions) else ():
        thing, by, name = solution["thing"], solution["by"], solution["name"]
        if isinstance(thing, ox.NamedNode) and isinstance(name, ox.Literal):
            things = names.setdefault(name.value, {}).setdefault(str(by)[1:-1], set())
            things.add(thing.value)


def _like(names: Names, written: str) -> dict[str, set[str]]:
    """Things by property, for names that are the same but for capitals."""
    found: dict[str, set[str]] = defaultdict(set)
    for text in names:
        if text.casefold() == written.casefold():
            for by, things in names[text].items():
                found[by] |= things
    return found


def _only(text: str, things: set[str]) -> ox.NamedNode:
    if len(things) == 1:
        return ox.NamedNode(next(iter(things)))
    shown = sorted(things)[:5]
    raise QueryError(
        text,
        found=f"{len(things)} things have this name",
        allowed=f"one of {', '.join(shown)}" + (" …" if len(things) > len(shown) else ""),
    )


def _near(written: str, names: list[str]) -> str:
    folded = {name.casefold(): name for name in sorted(names, reverse=True)}
    near = difflib.get_close_matches(written.casefold(), sorted(folded), n=3)
    return f"did you mean {', '.join(folded[n] for n in near)}?" if near else ""
