"""What may come next while somebody types a query: keywords, variables, prefixes, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.model.graphs import Queried
from kg.terms import PREFIXES

__all__ = ["Completion", "Vocabulary"]

# https://www.w3.org/TR/sparql11-query/#sparqlGrammar
KEYWORDS = tuple(
    """ASK AS ASC BIND BY CONSTRUCT COUNT DESC DESCRIBE DISTINCT EXISTS FILTER GRAPH GROUP HAVING IN
    LIMIT MAX MIN MINUS NOT OFFSET OPTIONAL ORDER PREFIX SELECT SUM UNION VALUES WHERE a COALESCE
    CONTAINS BOUND IF LANG LCASE REGEX STR STRLEN STRSTARTS SUBSTR""".split()
)

TERMS = """
SELECT DISTINCT ?term ?kind ?label WHERE {
  VALUES (?type ?kind) {
    (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
    (owl:AnnotationProperty "property") (owl:NamedIndividual "value") (rdfs:Class "class")
  }
  ?term a ?type .
  OPTIONAL { ?term rdfs:label ?label }
  FILTER (isIRI(?term))
}"""

WORD = re.compile(r"[?$]?[\w-]*(?::[\w-]*)?$")


@dataclass(frozen=True, slots=True)
class Completion:
    """A word that may stand here, and what it is."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a graph: `terms` are names with prefixes, with what they are."""

    terms: dict[str, str]
    prefixes: dict[str, str] = field(default_factory=lambda: dict(PREFIXES))

    @classmethod
    def of(cls, source: Queried) -> Vocabulary:
        """The classes, properties and values that a graph defines, of all its ontologies."""
        found: dict[str, str] = {}
        answer = source.query(TERMS)
        for solution in answer if isinstance(answer, ox.QuerySolutions) else ():
            term, kind, label = solution["term"], solution["kind"], solution["label"]
            name = _short(term.value) if isinstance(term, ox.NamedNode) else None
            if name is not None and isinstance(kind, ox.Literal):
                told = f": {label.value}" if isinstance(label, ox.Literal) else ""
                found[name] = kind.value + told
        return cls(dict(sorted(found.items(), key=lambda item: item[0].casefold())))

    def complete(self, before: str) -> tuple[str, list[Completion]]:
        """The word that is being typed, and what it may become; `before` is all text up to it.

        After a prefix come its terms, after `?` the variables of the text so far.
        """
        match = WORD.search(before)
        word = match[0] if match else ""
        return word, list(dict.fromkeys(self._fitting(word, before[: len(before) - len(word)])))

    def _fitting(self, word: str, before: str) -> Iterator[Completion]:
        if word.startswith(("?", "$")):
            names = sorted(set(re.findall(r"[?$](\w+)", before)))
            yield from (Completion(word[0] + n) for n in names if n.startswith(word[1:]))
            return
        if not word:
            return
        typed = word.casefold()
        for name, about in self.terms.items():
            # without a prefix the name alone will do: "meet" finds ent:Meeting
            tail = name if ":" in word else name.partition(":")[2]
            if tail.casefold().startswith(typed):
                yield Completion(name, about)
        if ":" not in word:
            yield from (
                Completion(f"{prefix}:", namespace)
                for prefix, namespace in self.prefixes.items()
                if prefix.startswith(typed)
            )
            yield from (
                Completion(k, "keyword") for k in KEYWORDS if k.casefold().startswith(typed)
            )


def _short(iri: str) -> str | None:
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if prefix != "id" and local != iri and re.fullmatch(r"\w[\w-]*", local):
            return f"{prefix}:{local}"
    return None
