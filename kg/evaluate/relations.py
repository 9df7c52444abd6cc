"""Sets that annotate relations between two named things: subject, relation, object.

The mapping says for each relation which links of the graph answer to it (`properties`), and which
PLOVER types of events between the two (`types`); relations that it does not name are left out.
Measure `relation`: found where such a link joins two things named by the heads of subject and
object, in either direction, in facts or in claims. A link between the two that answers to another
relation only counts as wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.evaluate.classes import plover_types
from kg.evaluate.entities import Entities
from kg.evaluate.gold import Record
from kg.evaluate.mapping import Mapping
from kg.evaluate.score import Judgement
from kg.evaluate.spans import find_span, head_words, is_named
from kg.evaluate.told import Told
from kg.model import Parse
from kg.ontology import Ontology

__all__ = ["Relations"]

_SIDES = (
    "actor",
    "recipient",
    "participant",
    "supplier",
    "party",
    "between",
    "target",
    "imposedBy",
)


@dataclass(frozen=True, slots=True)
class _Joined:
    """Two things that the graph joins, and by what: a property or a PLOVER type."""

    one: str
    other: str
    by: str


class Relations:
    """Judges records of this form."""

    def __init__(self, mapping: Mapping, ontology: Ontology) -> None:
        self._types = plover_types(ontology)
        self._entities = Entities(ontology)
        keys = mapping.table("keys")
        self._keys = {"relation": "relation", "source": "source", "target": "target"} | keys
        self._answers: dict[str, frozenset[str]] = {
            name: frozenset([*row.get("properties", ()), *row.get("types", ())])
            for name, row in mapping.table("relations").items()
        }

    def judge(self, record: Record, parse: Parse, told: Told) -> list[Judgement]:
        """The judgements on one record."""
        joined = self._joined(told)
        judged = []
        for row in record.expected:
            relation = str(row.get(self._keys["relation"], ""))
            if relation not in self._answers:
                continue
            source, target = str(row[self._keys["source"]]), str(row[self._keys["target"]])
            ends = [self._heads(text, record, parse) for text in (source, target)]
            between = [j for j in joined if self._is_between(j, ends, told)]
            by = sorted({j.by for j in between})
            answers = self._answers[relation]
            said, shown = f"{source} | {relation} | {target}", ", ".join(by) or "nothing"
            verdict = "right" if answers.intersection(by) else "missed"
            judged.append(Judgement(record.id, "relation", relation, verdict, said, shown))
            if verdict == "missed":
                others = {k for k, v in self._answers.items() if v.intersection(by)}
                judged += [
                    Judgement(record.id, "relation", other, "wrong", said, shown)
                    for other in sorted(others)
                ]
        return judged

    def _heads(self, text: str, record: Record, parse: Parse) -> frozenset[str]:
        span = find_span(record.article.text, text)
        return head_words(parse, span) if span else frozenset(text.lower().split()[-1:])

    def _is_between(self, joined: _Joined, ends: list[frozenset[str]], told: Told) -> bool:
        one, other = (self._entities.names(iri, told) for iri in (joined.one, joined.other))
        return any(is_named(one, ends[a]) and is_named(other, ends[b]) for a, b in ((0, 1), (1, 0)))

    def _joined(self, told: Told) -> list[_Joined]:
        found: dict[_Joined, None] = {}
        for node in told.nodes:
            sides = node.values(*_SIDES)
            by = self._types.get(node.cls, node.cls)
            found.update({_Joined(a, b, by): None for a in sides for b in sides if a < b})
        for iri, links in told.entities():
            for key, values in links.items():
                found.update({_Joined(iri, value, key): None for value in values})
        return list(found)
