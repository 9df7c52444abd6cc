"""Sets that give a phrase, perhaps with a date, and the country of the actor that it names.

The phrase is put into a sentence (`carrier` of the mapping) in which it acts; the measure
`country` compares the country of the actor that comes out with the one expected. Where none is
expected, none may come out.
"""

from __future__ import annotations

from kg.evaluate.entities import Entities
from kg.evaluate.gold import Record
from kg.evaluate.mapping import Mapping
from kg.evaluate.score import Judgement
from kg.evaluate.told import Told
from kg.model import Parse
from kg.ontology import Ontology

__all__ = ["Actors"]


class Actors:
    """Judges records of this form."""

    def __init__(self, mapping: Mapping, ontology: Ontology) -> None:
        self._entities = Entities(ontology)
        self._countries = mapping.table("countries")

    def judge(self, record: Record, parse: Parse, told: Told) -> list[Judgement]:
        """The judgements on one record."""
        del parse
        judged = []
        for row in record.expected:
            if "country" not in row:
                continue
            iris = [iri for node in told.nodes for iri in node.values("actor")]
            found = {c for iri in iris if (c := self._country(record, iri, told))}
            wanted = str(row["country"] or "")
            shown = ", ".join(sorted({iri.partition("/id/")[2] for iri in iris})) or "no actor"
            verdicts = _verdicts(wanted, found)
            judged += [
                Judgement(
                    record.id,
                    "country",
                    "named" if wanted else "none",
                    verdict,
                    wanted or "none",
                    f"{', '.join(sorted(found)) or 'none'} ({shown})",
                )
                for verdict in verdicts
            ]
        return judged

    def _country(self, record: Record, iri: str, told: Told) -> str:
        path = iri.partition("/id/")[2]
        for one in (path, *self._entities.owners(iri, told)):
            if one in self._countries:
                return str(self._countries[one])
        state = self._entities.state(iri, told, record.article.published)
        return state or str(self._countries.get(self._entities.cls(iri, told), ""))


def _verdicts(wanted: str, found: set[str]) -> tuple[str, ...]:
    if found == ({wanted} if wanted else set()):
        return ("right",)
    return ("wrong", "missed") if found else ("missed",)
