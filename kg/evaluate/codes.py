"""Sets that annotate events as source, target and CAMEO code, both actors being codes as well.

An actor's code is a country (three letters) and sectors (three letters each): USAGOV. Measures:

- `source+target+code`: all three are equal, sectors and every digit included;
- `countries+root`: both countries and the first two digits of the code are;
- `countries`: the two countries are, in their order.

The mapping gives a CAMEO code to each class (`[codes]`) and the code that it has as the content of
a claim (`[claims.MODALITY]`; a class that is not there is no event). A class gives as many codes as
a list names; the first is its own, any of them may answer to the root.

- A symmetric event answers in both directions; it is one event, so it is wrong once at most, and
  not at all where one direction is right.
- `[speech]`: who says that somebody else did harm accuses him, who says it of himself owns up to
  it; the act itself is no event then. `[asked]`: what is asked for is the speaker's request to
  whoever shall do it.
- A modality whose table says `own` counts where the speaker himself acts: what he wants to do.
- `carriers`: a promise, threat or request is not counted besides what it is about, if that counts.
- Whoever has no country is told by the place where the event happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    mutual: bool = False

    @property
    def mirrored(self) -> _Coded:
        """The other direction of a symmetric event."""
        return _Coded(self.target, self.source, self.codes, self.shown, self.mutual)

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
        self._asked = mapping.table("asked")
        self._carriers = mapping.names("carriers")
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
        answered: list[_Coded] = []
        for gold in _once(measure, wanted):
            ways = ((one, way) for one in left for way in _ways(one))
            hit = next(((one, way) for one, way in ways if _same(measure, gold, way)), None)
            if hit is not None:
                left.remove(hit[0])
                answered.append(hit[1])
                if hit[1].mutual:  # gold may want the other direction too
                    left.append(hit[1].mirrored)
            near = "; ".join(one.shown for one in found) or "nothing"
            label = gold.codes[0][:2]
            verdict = "missed" if hit is None else "right"
            yield Judgement(record.id, measure, label, verdict, _line(gold), near)
        for one in left:
            if one.mirrored in answered:
                continue
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
        counted = {
            node.claim.iri for node in told.nodes if node.claim is not None and self._code(node)
        }
        for node in told.nodes:
            if counted.intersection(node.values("about")) and self._is_any(node, self._carriers):
                continue
            spoken = list(self._spoken(record, node, told))
            yield from spoken
            if not spoken and (codes := self._code(node)):
                yield from self._pairs(record, node, codes, told)

    def _code(self, node: Node) -> tuple[str, ...]:
        table: dict[str, Any] = self._codes
        if node.claim is not None:
            table = self._claims.get(node.claim.modality, {})
            if table.get("own") and not set(node.claim.speakers) & set(node.values("actor")):
                return ()
            if table.get("as") == "fact":
                table = self._codes | {k: v for k, v in table.items() if k not in ("as", "own")}
        code = next((table[c] for c in self._ranked(node) if c in table), ())
        return (code,) if isinstance(code, str) else tuple(code)

    def _ranked(self, node: Node) -> list[str]:
        """The class of a node and those above it, the most special first."""
        above = self._schema.superclasses.get(node.cls, frozenset())
        return sorted(above, key=lambda c: (-len(self._schema.superclasses.get(c, ())), c))

    def _is_any(self, node: Node, classes: Iterable[str]) -> bool:
        return any(self._schema.is_a(node.cls, kind) for kind in classes)

    def _pairs(
        self, record: Record, node: Node, codes: tuple[str, ...], told: Told
    ) -> Iterator[_Coded]:
        actors = self._coded(record, node.values("actor", "supplier"), told)
        others = self._coded(record, node.values("recipient"), told)
        places = [p[:3] for p in self._coded(record, node.values("place"), told)]
        shown = f"[{node.cls}, {node.claim.modality if node.claim else 'fact'}]"
        mutual = self._is_any(node, self._symmetric)
        sides = list(dict.fromkeys([*actors, *others]))
        if mutual and len(sides) > 1:
            for number, source in enumerate(sides):
                for target in sides[number + 1 :]:
                    yield _Coded(source, target, codes, shown, mutual=True)
            return
        if others and len(places) == 1:
            others = [_placed(other, places[0]) for other in others]
        if not others:
            others = [p for p in places if all(a[:3] != p for a in actors)]
        for source in actors:
            for target in others:
                if source != target:
                    yield _Coded(source, target, codes, shown)

    def _spoken(self, record: Record, node: Node, told: Told) -> Iterator[_Coded]:
        """What somebody says of harm done, and what he asks for: the speaker's act."""
        claim = node.claim
        if claim is None or not claim.speakers:
            return
        speakers = self._coded(record, claim.speakers, told)
        doers = self._coded(record, node.values("actor"), told)
        if claim.modality in self._asked.get("modalities", ()):
            table = self._asked.get("codes", {})
            code = next((table[c] for c in self._ranked(node) if c in table), self._asked["code"])
            # whom he asks: those who shall act, or those with whom he wants to
            targets = [d for d in doers if d not in speakers]
            targets = targets or self._coded(record, node.values("recipient"), told)
            yield from self._between(speakers, targets, str(code), node)
        elif claim.modality in self._speech.get("modalities", ()) and self._is_any(
            node, self._speech.get("classes", ())
        ):
            if any(s[:3] == d[:3] != _UNKNOWN for s in speakers for d in doers):
                if not set(speakers) & set(doers):
                    return  # another body of the same state tells what it did
                targets = self._coded(record, node.values("recipient", "place"), told)
                yield from self._between(speakers, targets, str(self._speech["own"]), node)
            elif any(not s.startswith(_UNKNOWN) for s in speakers):
                yield from self._between(speakers, doers, str(self._speech["code"]), node)

    def _between(
        self, sources: list[str], targets: list[str], code: str, node: Node
    ) -> Iterator[_Coded]:
        shown = f"[said of {node.cls}, {node.claim.modality if node.claim else 'fact'}]"
        for source in sources:
            for target in targets:
                if source != target:
                    yield _Coded(source, target, (code,), shown)

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
        for path in (iri.partition("/id/")[2], *self._entities.owners(iri, told)):
            if path in self._countries:
                return f"{self._countries[path]}{'' if iri.endswith(path) else sector}"
        if not country and self._entities.is_known(iri):
            country = str(self._countries.get(self._entities.cls(iri, told), ""))
        country = country or _UNKNOWN
        return f"{country}{sector}"


def _placed(actor: str, country: str) -> str:
    """An actor without a country, as one of a country."""
    return f"{country}{actor[3:]}" if actor.startswith(_UNKNOWN) else actor


def _ways(event: _Coded) -> tuple[_Coded, ...]:
    return (event, event.mirrored) if event.mutual else (event,)


def _same(measure: str, gold: _Coded, found: _Coded) -> bool:
    if measure == "source+target+code":
        same = (gold.source, gold.target) == (found.source, found.target)
        return same and gold.codes[0] == found.codes[0]
    if gold.countries != found.countries:
        return False
    return measure == "countries" or bool(gold.roots & found.roots)


def _once(measure: str, events: list[_Coded]) -> list[_Coded]:
    """The events that a measure tells apart, each once."""
    seen: dict[tuple[str, ...], _Coded] = {}
    for one in events:
        sides: tuple[str, ...] = (one.source, one.target)
        code = one.codes[0]
        if measure != "source+target+code":
            sides = one.countries
            code = code[:2] if measure == "countries+root" else ""
        key = (*(sorted(sides) if one.mutual else sides), code)
        seen.setdefault(key, one)
    return list(seen.values())


def _line(event: _Coded) -> str:
    return f"{event.source} → {event.target} {event.codes[0]}"
