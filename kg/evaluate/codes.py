"""Sets that annotate events as source, target and CAMEO code, both actors being codes as well.

An actor's code is a country (three letters) and sectors (three letters each): USAGOV. Measures:

- `source+target+code`: all three are equal, sectors and every digit included;
- `countries+root`: both countries and the first two digits of the code are;
- `countries`: the two countries are, in their order.

The mapping gives a CAMEO code to each class (`[codes]`), the code that it has as the content of a
claim (`[claims.MODALITY]`; a class that is not there is no event), and what the code of somebody
who speaks of a conflict is (`[speech]`). A symmetric event is told in both directions. A class
gives as many codes as a list names; the first is its own, any of them may answer to the root.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.evaluate.entities import Entities
from kg.evaluate.gold import Record
from kg.evaluate.mapping import Mapping
from kg.evaluate.score import Judgement
from kg.evaluate.told import Node, Told
from kg.model import Parse
from kg.ontology import Ontology

__all__ = ["CodedEvents"]

_UNKNOWN = "---"


@dataclass(frozen=True, slots=True, order=True)
class _Coded:
    """An event as its codes; `codes` holds all that the class may answer to, its own first."""

    source: str
    target: str
    codes: tuple[str, ...]
    shown: str = ""

    @property
    def countries(self) -> tuple[str, str]:
        return self.source[:3], self.target[:3]

    @property
    def roots(self) -> frozenset[str]:
        return frozenset(code[:2] for code in self.codes)


class CodedEvents:
    """Judges records of this form."""

    def __init__(self, mapping: Mapping, ontology: Ontology) -> None:
        self._schema = ontology.schema
        self._entities = Entities(ontology)
        self._codes = mapping.table("codes")
        self._claims = mapping.table("claims")
        self._speech = mapping.table("speech")
        self._sectors = mapping.table("sectors")
        self._countries = mapping.table("countries")
        self._names = {
            name.lower(): code for code, names in mapping.table("names").items() for name in names
        }
        self._symmetric = mapping.names("symmetric")
        self._measures = mapping.names("measures")

    def judge(self, record: Record, parse: Parse, told: Told) -> list[Judgement]:
        """The judgements on one record."""
        del parse
        wanted = [
            _Coded(str(row["source"]), str(row["target"]), (str(row["code"]),))
            for row in record.expected
        ]
        found = sorted(set(self._read(record, told)))
        judged: list[Judgement] = []
        for measure in self._measures:
            judged.extend(self._compare(record, measure, wanted, found))
        return judged

    def _compare(
        self, record: Record, measure: str, wanted: list[_Coded], found: list[_Coded]
    ) -> Iterator[Judgement]:
        left = _once(measure, found)
        for gold in _once(measure, wanted):
            hit = next((one for one in left if _same(measure, gold, one)), None)
            if hit is not None:
                left.remove(hit)
            near = "; ".join(one.shown for one in found) or "nothing"
            label = gold.codes[0][:2]
            verdict = "missed" if hit is None else "right"
            yield Judgement(record.id, measure, label, verdict, _line(gold), near)
        for one in left:
            gold_lines = "; ".join(map(_line, wanted)) or "no event"
            yield Judgement(
                record.id,
                measure,
                one.codes[0][:2],
                "wrong",
                gold_lines,
                f"{_line(one)} {one.shown}",
            )

    # -- from the graph --------------------------------------------------------------------------

    def _read(self, record: Record, told: Told) -> Iterator[_Coded]:
        for node in told.nodes:
            codes = self._code(node)
            if codes:
                yield from self._pairs(record, node, codes, told)
            yield from self._spoken(record, node, told)

    def _code(self, node: Node) -> tuple[str, ...]:
        table: dict[str, Any] = self._codes
        if node.claim is not None:
            table = self._claims.get(node.claim.modality, {})
            if table.get("as") == "fact":
                table = self._codes | {k: v for k, v in table.items() if k != "as"}
        above = self._schema.superclasses.get(node.cls, frozenset())
        ranked = sorted(above, key=lambda c: (-len(self._schema.superclasses.get(c, ())), c))
        code = next((table[c] for c in ranked if c in table), ())
        return (code,) if isinstance(code, str) else tuple(code)

    def _pairs(
        self, record: Record, node: Node, codes: tuple[str, ...], told: Told
    ) -> Iterator[_Coded]:
        actors = self._coded(record, node.values("actor", "supplier"), told)
        others = self._coded(record, node.values("recipient"), told)
        shown = f"[{node.cls}, {node.claim.modality if node.claim else 'fact'}]"
        both = any(self._schema.is_a(node.cls, kind) for kind in self._symmetric)
        if both or not others:
            sides = dict.fromkeys([*actors, *others])
            pairs = [(a, b) for a in sides for b in sides if a != b]
        else:
            pairs = [(a, b) for a in actors for b in others if a != b]
        if not pairs:
            places = self._coded(record, node.values("place"), told)
            pairs = [(a, b) for a in actors for b in places if a[:3] != b[:3]]
        for source, target in pairs:
            yield _Coded(source, target, codes, shown)

    def _spoken(self, record: Record, node: Node, told: Told) -> Iterator[_Coded]:
        """Who says of somebody that he did harm: the speaker's act against him."""
        claim = node.claim
        if claim is None or claim.modality not in self._speech.get("modalities", ()):
            return
        if any(self._schema.is_a(node.cls, kind) for kind in self._speech.get("classes", ())):
            speakers = self._coded(record, claim.speakers, told)
            for source in speakers:
                for target in self._coded(record, node.values("actor"), told):
                    if source != target:
                        shown = f"[said of {node.cls}, {claim.modality}]"
                        yield _Coded(source, target, (str(self._speech["code"]),), shown)

    def _coded(self, record: Record, iris: Any, told: Told) -> list[str]:
        return list(dict.fromkeys(self._actor(record, iri, told) for iri in iris))

    def _actor(self, record: Record, iri: str, told: Told) -> str:
        names = self._entities.names(iri, told)
        country = next(
            (self._names[n.lower()] for n in sorted(names) if n.lower() in self._names), ""
        )
        if not country:
            words = [w.removesuffix("'s") for n in sorted(names) for w in n.lower().split()]
            country = next((self._names[w] for w in words if w in self._names), "")
        country = country or self._entities.state(iri, told, record.article.published)
        sector = self._entities.sector(iri, told, self._sectors)
        path = iri.partition("/id/")[2]
        if path in self._countries:
            return str(self._countries[path])
        cls = self._entities.cls(iri, told)
        country = country or str(self._countries.get(cls, _UNKNOWN))
        return f"{country}{sector}"


def _same(measure: str, gold: _Coded, found: _Coded) -> bool:
    if measure == "source+target+code":
        same = (gold.source, gold.target) == (found.source, found.target)
        return same and gold.codes[0] == found.codes[0]
    if gold.countries != found.countries:
        return False
    return measure == "countries" or bool(gold.roots & found.roots)


def _once(measure: str, events: list[_Coded]) -> list[_Coded]:
    """The events that a measure tells apart, each once."""
    seen: dict[tuple[object, ...], _Coded] = {}
    for one in events:
        key: tuple[object, ...] = (one.source, one.target, one.codes[0])
        if measure != "source+target+code":
            key = (*one.countries, *(() if measure == "countries" else (one.codes[0][:2],)))
        seen.setdefault(key, one)
    return list(seen.values())


def _line(event: _Coded) -> str:
    return f"{event.source} → {event.target} {event.codes[0]}"
