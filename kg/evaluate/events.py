"""Sets that annotate one typed event a record, with the words of its actor and recipient.

Measures, all end to end over the RDF (facts and the contents of claims):

- `type`: which type is told between the given actor and recipient. One prediction a record: of the
  events in which a participant (in either role) is named by the head of a given span, the one that
  covers most given spans; then facts before claims, longer evidence before shorter. None covers
  any: nothing is predicted. A wrong prediction counts against both types.
- `type found`: whether any event that covers a given span has the expected type (recall only).
- `actor`, `recipient`: where the predicted type is right, whether a participant in that role is
  named by the head of the given span. In symmetric types, and in our classes that the mapping calls
  `joint`, both roles are one set; in a role that the mapping names under `places`, the place of the
  event answers too. Whoever takes part in what is promised, threatened, refused or asked for, the
  content of the claim that the event is about, is also whom that is directed at; and an event that
  it is about answers to the words for its class ("condemned the bombing").
- `event`: type, actor and recipient all right (recall only).

Where a set's mapping says so (`[announced]`), the content of a claim has the type that its modality
gives it: what is planned is agreed on or threatened, what is asked for is a request, of the speaker
to whoever shall do it.

Given spans that are pronouns name nobody: they are not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluate.classes import plover_types
from kg.evaluate.entities import Entities
from kg.evaluate.gold import Record, Row
from kg.evaluate.mapping import Mapping
from kg.evaluate.score import Judgement
from kg.evaluate.spans import PRONOUNS, find_span, head_words, is_named, overlaps
from kg.evaluate.told import Node, Told
from kg.model import Parse, Span
from kg.ontology import Ontology

__all__ = ["TypedEvents"]

_ROLES = {"actor": ("actor", "supplier"), "recipient": ("recipient",)}
_ANY = ("actor", "supplier", "recipient", "participant")


@dataclass(frozen=True, slots=True)
class _Expected:
    """One gold event: label, the PLOVER types that answer to it, heads of its spans by role."""

    label: str
    types: frozenset[str]
    heads: dict[str, list[frozenset[str]]]
    words: str
    within: Span | None


class TypedEvents:
    """Judges records of this form."""

    def __init__(self, mapping: Mapping, ontology: Ontology) -> None:
        self._mapping = mapping
        self._types = plover_types(ontology)
        self._entities = Entities(ontology)
        self._symmetric = frozenset(mapping.names("symmetric"))
        self._joint = mapping.names("joint")
        self._placed = frozenset(mapping.names("places"))
        self._keys = {"type": "event", "span": "text"} | mapping.table("keys")
        self._answers = {k: frozenset(v) for k, v in mapping.table("types").items()}
        self._roles = mapping.table("roles")
        self._announced = mapping.table("announced")
        self._schema = ontology.schema
        self._lexicon = [e for e in ontology.lexicon.entries if e.pos == "noun"]
        above = ontology.schema.superclasses
        named = mapping.table("classes")
        for cls in self._types:
            own = [named[c] for c in sorted(above[cls]) if c in named]
            self._types[cls] = own[0] if own else self._types[cls]

    def judge(self, record: Record, parse: Parse, told: Told) -> list[Judgement]:
        """The judgements on one record."""
        found = []
        for row in record.expected:
            expected = self._expected(row, record, parse)
            if expected is not None:
                found.extend(self._judge(record, expected, told))
        return found

    # -- the gold side ---------------------------------------------------------------------------

    def _expected(self, row: Row, record: Record, parse: Parse) -> _Expected | None:
        given = str(row[self._keys["type"]])
        label = self._label(given)
        if label is None:
            return None
        near = self._sentence(record)
        heads: dict[str, list[frozenset[str]]] = {"actor": [], "recipient": []}
        words = []
        for role, text in self._spans(row):
            span = find_span(record.article.text, text, near=near.start if near else 0)
            words.append(f"{role}: {text}")
            if span is not None and text.lower() not in PRONOUNS:
                heads[role].append(head_words(parse, span))
        shown = f"{given} ({'; '.join(words)})"
        return _Expected(label, self._answers.get(label, frozenset({label})), heads, shown, near)

    def _label(self, given: str) -> str | None:
        """The type of a gold event, by the longest prefix that the mapping names."""
        if not self._mapping.tables.get("prefixes"):
            return given
        parts = given.split(".")
        for size in range(len(parts), 0, -1):
            if ".".join(parts[:size]) in self._answers:
                return ".".join(parts[:size])
        return None

    def _spans(self, row: Row) -> Iterable[tuple[str, str]]:
        for role in ("actor", "recipient"):
            for span in row.get(self._keys.get(role, role), ()):
                yield role, str(span[self._keys["span"]])
        for argument in row.get("arguments", ()):
            if argument["role"] in self._roles:
                yield self._roles[argument["role"]], str(argument[self._keys["span"]])

    def _sentence(self, record: Record) -> Span | None:
        key = self._keys.get("sentence")
        return find_span(record.article.text, str(record.row[key])) if key else None

    # -- the side of the graph -------------------------------------------------------------------

    def _judge(self, record: Record, expected: _Expected, told: Told) -> list[Judgement]:
        ranked = sorted(
            ((self._covered(node, expected, told), node) for node in self._events(expected, told)),
            key=lambda pair: (
                -pair[0],
                pair[1].claim is not None,
                min((s.start - s.end for s in pair[1].spans), default=0),
                pair[1].iri,
            ),
        )
        asked = sum(map(len, expected.heads.values()))
        ranked = [pair for pair in ranked if pair[0] or not asked]
        shown = "; ".join(self._shown(node, told) for _, node in ranked[:3])

        def one(measure: str, label: str, verdict: str, why: str) -> Judgement:
            return Judgement(record.id, measure, label, verdict, expected.words, shown, why)

        fits = [node for _, node in ranked if self._kind(node) in expected.types]
        hit = "found" if fits else "missed"
        judged = [one("type found", expected.label, hit, "any event over the given spans")]
        if not ranked:
            everything = "; ".join(self._shown(n, told) for n in self._events(expected, told))
            why = f"no event over the given spans; elsewhere: {everything or 'none'}"
            return [
                *judged,
                one("type", expected.label, "missed", why),
                one("event", expected.label, "missed", why),
            ]
        chosen = ranked[0][1]
        kind = self._kind(chosen)
        if kind not in expected.types:
            why = f"{kind} was told instead"
            return [
                *judged,
                one("type", self._label_of(kind), "wrong", why),
                one("type", expected.label, "missed", why),
                one("event", expected.label, "missed", why),
            ]
        judged.append(one("type", expected.label, "right", ""))
        heads = [*self._heads(chosen, expected, told)]
        judged.extend(
            one(role, expected.label, verdict, f"of {self._shown(chosen, told)}")
            for role, verdicts in heads
            for verdict in verdicts
        )
        whole = all(verdicts == ["right"] for _, verdicts in heads)
        judged.append(one("event", expected.label, "found" if whole else "missed", "roles"))
        return judged

    def _events(self, expected: _Expected, told: Told) -> list[Node]:
        return [
            node
            for node in told.nodes
            if node.cls in self._types
            and (expected.within is None or any(overlaps(expected.within, s) for s in node.spans))
        ]

    def _kind(self, node: Node) -> str:
        """The type of an event; what is only announced, refused or asked for may have another."""
        kind = self._types[node.cls]
        if node.claim is None:
            return kind
        wanted = self._announced.get("modalities", {}).get(node.claim.modality, {})
        for sort, other in wanted.items():
            if kind in self._announced.get(sort, ()):
                return str(other)
        return kind

    def _covered(self, node: Node, expected: _Expected, told: Told) -> int:
        values = {v for role in expected.heads for v in self._values(node, role, told)}
        named = [self._entities.names(iri, told) for iri in values]
        return sum(
            any(is_named(names, heads) for names in named)
            for spans in expected.heads.values()
            for heads in spans
        )

    def _heads(
        self, node: Node, expected: _Expected, told: Told
    ) -> Iterable[tuple[str, list[str]]]:
        for role, spans in expected.heads.items():
            values = self._values(node, role, told)
            if expected.label in self._symmetric or self._is_joint(node):
                values = [v for one in _ROLES for v in self._values(node, one, told)]
            placed = role in self._placed
            places = self._places(node, told) if placed else []
            named = [self._entities.names(iri, told) for iri in (*values, *places)]
            named.extend(self._matters(node, told) if placed else [])
            for heads in spans:
                if any(is_named(names, heads) for names in named):
                    yield role, ["right"]
                else:
                    yield role, ["wrong", "missed"] if values else ["missed"]

    def _is_joint(self, node: Node) -> bool:
        return any(self._schema.is_a(node.cls, kind) for kind in self._joint)

    def _values(self, node: Node, role: str, told: Told) -> list[str]:
        """The participants in a role; of what is asked for, who asks and who shall do it."""
        if self._is_asked(node):
            speakers = list(node.claim.speakers) if node.claim else []
            return speakers if role == "actor" else node.values(*_ANY)
        values = node.values(*_ROLES[role])
        if role == "recipient":
            content = [v for one in self._contents(node, told) for v in one.values(*_ANY)]
            values = [*values, *(v for v in content if v not in node.values("actor"))]
        return values

    def _places(self, node: Node, told: Told) -> list[str]:
        return [v for one in (node, *self._contents(node, told)) for v in one.values("place")]

    def _contents(self, node: Node, told: Told) -> list[Node]:
        """What stands in the claims that an event of speech is about."""
        if self._types[node.cls] not in self._announced.get("speech", ()):
            return []
        claims = set(node.values("about"))
        return [one for one in told.nodes if one.claim is not None and one.claim.iri in claims]

    def _matters(self, node: Node, told: Told) -> list[frozenset[str]]:
        """The words for the events that an event is about."""
        about = set(node.values("about"))
        return [self._words_for(one.cls) for one in told.nodes if one.iri in about]

    def _words_for(self, cls: str) -> frozenset[str]:
        above = self._schema.superclasses.get(cls, frozenset()) - {"Event"}
        return frozenset(
            entry.words[-1] for entry in self._lexicon if entry.reference in {cls, *above}
        )

    def _is_asked(self, node: Node) -> bool:
        """Whether the mapping takes the content of a claim for the speaker's request."""
        asked = self._announced.get("asked", ())
        return bool(
            node.claim
            and node.claim.modality in asked
            and self._kind(node) != self._types[node.cls]
        )

    def _label_of(self, kind: str) -> str:
        return next((label for label, kinds in self._answers.items() if kind in kinds), kind)

    def _shown(self, node: Node, told: Told) -> str:
        def names(role: str) -> str:
            return ", ".join(self._entities.label(iri, told) for iri in node.values(role)) or "?"

        how = "fact" if node.claim is None else node.claim.modality.lower()
        return f"{node.cls}({names('actor')} → {names('recipient')}) [{how}]"
