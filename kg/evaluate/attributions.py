"""Sets that annotate who says what: the source's words, the cue's and the content's.

Measure `speaker`: an expected attribution with a source is found where a claim whose words overlap
its content, or hold its cue, has a speaker whose name is the head of the source. A source that is
a pronoun is found where the speaker has a name that stands in the text before it. A claim of a
modality that the mapping names (`modalities`) counts as wrong where it has a speaker and answers
to no expected attribution; claims of others (plans, requests) are neither right nor wrong unless
they answer to one. Measure `attribution`: the claim is there, whoever speaks (recall only).
"""

from __future__ import annotations

import re

from kg.evaluate.entities import Entities
from kg.evaluate.gold import Record, Row
from kg.evaluate.mapping import Mapping
from kg.evaluate.score import Judgement
from kg.evaluate.spans import PRONOUNS, find_span, head_words, is_named, overlaps
from kg.evaluate.told import Claimed, Told
from kg.model import Parse, Span
from kg.ontology import Ontology

__all__ = ["Attributions"]


class Attributions:
    """Judges records of this form."""

    def __init__(self, mapping: Mapping, ontology: Ontology) -> None:
        self._entities = Entities(ontology)
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
            fits = [c for c in near if self._speaks(c, spans, text, parse, told)]
            answered |= {c.iri for c in fits}
            label = "pronoun" if _is_pronoun(text, spans) else "named"
            verdict = "right" if fits else "missed"
            judged.append(Judgement(record.id, "speaker", label, verdict, said, shown))
        for claim in claims:
            if claim.speakers and claim.modality in self._modalities and claim.iri not in answered:
                shown = self._shown(claim, text, told)
                judged.append(Judgement(record.id, "speaker", "named", "wrong", "", shown))
        return judged

    def _speaks(
        self, claim: Claimed, spans: list[Span], text: str, parse: Parse, told: Told
    ) -> bool:
        named = [self._entities.names(iri, told) for iri in claim.speakers]
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
    return any(s.start <= c.start and c.end <= s.end for s in claim.spans for c in cue)


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
