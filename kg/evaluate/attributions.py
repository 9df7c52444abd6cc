"""Sets that annotate who says what: the source's words, the cue's and the content's.

Measure `speaker`: an expected attribution with a source is found where a claim whose words overlap
its content, or hold its cue, has a speaker whose name is the head of the source. A source that is
a pronoun is found where the speaker has a name that stands in the text before it. A claim of a
modality that the mapping names (`modalities`) counts as wrong where it has a speaker and answers
to no expected attribution; claims of others (plans, requests) are neither right nor wrong unless
they answer to one. Measure `speaker or act`: the same, but an event of a type that the mapping
names (`acts`: to accuse, to ask) answers too where its words hold the cue and its actor is the
source. Measure `attribution`: the claim is there, whoever speaks (recall only).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.evaluate.classes import plover_types
from kg.evaluate.entities import Entities
from kg.evaluate.gold import Record, Row
from kg.evaluate.mapping import Mapping
from kg.evaluate.score import Judgement
from kg.evaluate.spans import PRONOUNS, find_span, head_words, is_named, overlaps
from kg.evaluate.told import Claimed, Node, Told
from kg.model import Parse, Span
from kg.ontology import Ontology

__all__ = ["Attributions"]


class Attributions:
    """Judges records of this form."""

    def __init__(self, mapping: Mapping, ontology: Ontology) -> None:
        self._entities = Entities(ontology)
        self._types = plover_types(ontology)
        self._acts = frozenset(mapping.names("acts"))
        self._modalities = frozenset(mapping.names("modalities"))

    def judge(self, record: Record, parse: Parse, told: Told) -> list[Judgement]:
        """The judgements on one record."""
        text = record.article.text
        answered: set[str] = set()
        judged: list[Judgement] = []
        claims = sorted(told.claims.values(), key=lambda c: (c.spans, c.iri))
        for row in record.expected:
            near = [c for c in claims if _is_near(c, row)]
            said = f"{row.get('source')} | {row.get('cue')} | {str(row.get('content'))[:160]}"
            shown = "; ".join(self._shown(c, text, told) for c in near[:4]) or "no claim"
            hit = "found" if near else "missed"
            judged.append(Judgement(record.id, "attribution", "claim", hit, said, shown))
            spans = _spans(row, "source")
            if not spans:
                answered |= {c.iri for c in near if not c.speakers}
                continue
            fits = [c for c in near if self._speaks(c.speakers, spans, text, parse, told)]
            answered |= {c.iri for c in fits}
            label = "pronoun" if _is_pronoun(text, spans) else "named"
            verdict = "right" if fits else "missed"
            judged.append(Judgement(record.id, "speaker", label, verdict, said, shown))
            acts = [
                n for n in told.nodes if self._is_act(n) and _holds(n.spans, _spans(row, "cue"))
            ]
            acted = any(self._speaks(n.values("actor"), spans, text, parse, told) for n in acts)
            verdict = "right" if fits or acted else "missed"
            judged.append(Judgement(record.id, "speaker or act", label, verdict, said, shown))
        for claim in claims:
            if claim.speakers and claim.modality in self._modalities and claim.iri not in answered:
                shown = self._shown(claim, text, told)
                judged += [
                    Judgement(record.id, measure, "named", "wrong", "", shown)
                    for measure in ("speaker", "speaker or act")
                ]
        return judged

    def _is_act(self, node: Node) -> bool:
        return self._types.get(node.cls) in self._acts

    def _speaks(
        self, iris: Iterable[str], spans: list[Span], text: str, parse: Parse, told: Told
    ) -> bool:
        named = [self._entities.names(iri, told) for iri in iris]
        if _is_pronoun(text, spans):
            before = text[: spans[0].start]
            return any(_stands_in(name, before) for names in named for name in names)
        heads = frozenset(word for span in spans for word in head_words(parse, span))
        return any(is_named(names, heads) for names in named)

    def _shown(self, claim: Claimed, text: str, told: Told) -> str:
        speakers = [self._entities.label(iri, told) for iri in claim.speakers]
        words = " … ".join(" ".join(text[s.start : s.end].split())[:120] for s in claim.spans[:1])
        return f"{claim.modality}({', '.join(speakers) or '?'}) “{words}”"


def _is_near(claim: Claimed, row: Row) -> bool:
    content = _spans(row, "content")
    cue = _spans(row, "cue")
    if any(overlaps(s, c) for s in claim.spans for c in content):
        return True
    return _holds(claim.spans, cue)


def _holds(spans: Iterable[Span], cue: list[Span]) -> bool:
    return any(s.start <= c.start and c.end <= s.end for s in spans for c in cue)


def _spans(row: Row, part: str) -> list[Span]:
    """The offsets of a part of an attribution: "12 30", several joined by semicolons."""
    found = []
    for entry in dict(row.get("spans", {})).get(part, ()):
        for piece in str(entry).split(";"):
            numbers = re.findall(r"\d+", piece)
            if len(numbers) == 2:
                found.append(Span(int(numbers[0]), int(numbers[1])))
    return sorted(found)


def _is_pronoun(text: str, spans: list[Span]) -> bool:
    return " ".join(text[s.start : s.end] for s in spans).lower() in PRONOUNS


def _stands_in(name: str, text: str) -> bool:
    return find_span(text, name) is not None
