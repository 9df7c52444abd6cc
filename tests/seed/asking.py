"""From a row to the SPARQL that asks a graph for it."""

from __future__ import annotations

from collections.abc import Iterable

from tests.seed.rows import Claim, Row
from tests.seed.standins import HEAD, variables, where

__all__ = ["absent", "held", "links", "nodes"]

UNDATED = '"--01"^^xsd:gMonth'
DATED = '"2024-01"^^xsd:gYearMonth'


def held(row: Row, *, dated: bool) -> str:
    """ASK whether a graph holds the row with its evidence, as fact or as claim."""
    return f"{HEAD}ASK {{\n{_group(row, row.must, dated=dated)}\n}}"


def absent(row: Row, *, dated: bool) -> str:
    """ASK whether the content of a claim shows in the default graph, where it must not."""
    pattern = row.absent or f"{_triples(row.must, dated=dated)}\n{row.besides}"
    return f"{HEAD}ASK {{\n{pattern}\n{_constraints(row, pattern)}\n}}"


def nodes(row: Row, *, dated: bool) -> str:
    """SELECT the facts `?it` that fit the row."""
    return f"{HEAD}SELECT DISTINCT ?it WHERE {{\n{_group(row, row.must, dated=dated)}\n}}"


def links(row: Row, *, dated: bool) -> Iterable[tuple[str, str]]:
    """For each property that a row gives its facts: the property, and SELECT `?it` and `?value`."""
    triples = [line.split(" ", 2) for line in f"{row.must}\n{row.may}".splitlines() if line]
    for subject, predicate, value in triples:
        if subject != "?it" or predicate == "a":
            continue
        # what else the row says of the value makes it the right one
        about = [" ".join(t) for t in triples if t[0] == value]
        pattern = "\n".join([row.must, f"?it {predicate} ?value", *about])
        pattern = pattern.replace(f"{value} ", "?value ") if about else pattern
        name = value.removeprefix("?")
        if value.startswith("?"):
            own = where(name, "value")
        else:
            own = f"FILTER (?value = {value.replace('January', DATED if dated else UNDATED)})"
        group = f"{_group(row, pattern, dated=dated)}\n{own}"
        query = f"{HEAD}SELECT DISTINCT ?it ?value WHERE {{\n{group}\n}}"
        yield predicate.removeprefix("ent:"), query


def _group(row: Row, pattern: str, *, dated: bool) -> str:
    triples = _triples(pattern, dated=dated)
    holder = "?it"
    if row.claim is not None:
        holder = "?itsClaim"
        triples = f"{_claim(row.claim)}\nGRAPH ?itsGraph {{\n{triples}\n}}"
    words = " && ".join(f'CONTAINS(?itsWords, "{words}")' for words in row.quote)
    return (
        f"{triples}\n{_constraints(row, triples)}\n{row.besides}\n"
        f"{holder} ent:evidence/oa:hasSelector/oa:exact ?itsWords .\nFILTER ({words})"
    )


def _claim(claim: Claim) -> str:
    modalities = ", ".join(f"ent:{name}" for name in claim.modalities)
    lines = [
        "?itsClaim a ent:Claim ; ent:content ?itsGraph ; ent:modality ?itsModality .",
        f"FILTER (?itsModality IN ({modalities}))",
        *(f"?itsClaim ent:speaker {speaker} ." for speaker in claim.speakers),
    ]
    if claim.nobody:
        lines.append("FILTER NOT EXISTS { ?itsClaim ent:speaker ?itsSpeaker }")
    return "\n".join(lines)


def _triples(lines: str, *, dated: bool) -> str:
    written = "\n".join(f"{line} ." for line in lines.splitlines())
    return written.replace("January", DATED if dated else UNDATED)


def _constraints(row: Row, pattern: str) -> str:
    found = [where(name) for name in variables(pattern)]
    if row.it:
        found.append(where(row.it, "it"))
    return "\n".join(line for line in found if line)
