"""From candidates to a decision, with its reasons.

Precision comes first: a link that is wrong joins what somebody did to somebody else. So a name
alone links nothing that has a namesake, and one thing that cannot be rules a candidate out, however
much else agrees.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.link.likeness import SHORT, folded, name_likeness, weigh
from kg.link.values import Candidate, Decision, Scored, Subject, Verdict
from kg.ontology import Schema

__all__ = ["decide"]

WEIGHTS = {
    "code": 0.97,
    "office": 0.75,
    "place": 0.65,
    "country": 0.5,
    "date": 0.5,
    "office held": 0.5,
    "neighbour": 0.45,
    "type": 0.3,
    "occupation": 0.1,
}
"""How much of the doubt that is left each kind of evidence takes away."""
BY_NAME = 0.5
"""What the same name is worth by itself: one of two people who bear it is somebody else."""
LIKE, ALIKE = 0.75, 0.92
"""From which likeness on a name may be the same, and from which on it is."""
SURE, EXACT = 0.8, 0.9
"""From which confidence on a link is accepted, and from which on both are taken to be the same."""
AHEAD = 0.1
"""How far the best must be ahead of the next."""
SHOWN = 5
CONTEXT = ("code", "office", "office held", "country", "place", "date", "neighbour")
"""Evidence that tells namesakes of one kind from each other."""


def decide(
    subject: Subject, candidates: Iterable[Candidate], schema: Schema, *, source: str
) -> Decision:
    """Decide which of the candidates a subject is, if any."""
    distinct = {c.iri: c for c in candidates}
    scored = sorted(
        (_scored(subject, c, schema) for c in distinct.values()),
        key=lambda s: (s.impossible, -s.confidence, -s.name, s.candidate.iri),
    )
    alive = [s for s in scored if not s.impossible and (s.name >= LIKE or s.has("code", 1))]
    verdict, reasons = _verdict(subject, alive)
    if verdict is Verdict.NONE:
        reasons = (*reasons, *_ruled_out(scored))
    best = alive[0] if alive else None
    match = ""
    if best is not None and verdict is not Verdict.NONE:
        exact = best.confidence >= EXACT and not best.doubted
        match = "exactMatch" if exact else "closeMatch"
    kept = [*alive, *(s for s in scored if s not in alive)]
    return Decision(subject, source, verdict, reasons, tuple(kept[:SHOWN]), match)


def _scored(subject: Subject, candidate: Candidate, schema: Schema) -> Scored:
    evidence = weigh(subject, candidate, schema)
    at_home = any(e.kind == "country" and e.speaks == 1 for e in evidence)
    names = (*subject.names, *subject.local) if at_home else subject.names
    name = name_likeness(names, (candidate.label, *candidate.names))
    doubt = 1 - BY_NAME * name
    for one in evidence:
        if one.speaks > 0:
            doubt *= 1 - WEIGHTS[one.kind]
        elif one.speaks == -1:
            doubt = doubt + (1 - doubt) * WEIGHTS[one.kind]
    confidence = 0.0 if any(e.speaks == -2 for e in evidence) else round(1 - doubt, 3)
    return Scored(candidate, round(name, 3), evidence, confidence)


def _verdict(subject: Subject, alive: list[Scored]) -> tuple[Verdict, tuple[str, ...]]:
    if not alive:
        return Verdict.NONE, ("nothing there has its name",)
    best, rest = alive[0], alive[1:]
    told = (_of_name(best), *(e.text for e in best.evidence))
    by_code = [s for s in alive if s.has("code", 1)]
    if len(by_code) == 1 and by_code[0] is best and not best.doubted:
        return Verdict.ACCEPT, told
    if best.name < ALIKE and not any(best.has(kind, 1) for kind in CONTEXT):
        return Verdict.NONE, (f"the nearest name is “{best.candidate.label}”", *told[1:])
    if best.name < ALIKE:
        return Verdict.CANDIDATE, (*told, "the names differ")
    if best.doubted:
        return Verdict.CANDIDATE, (*told, "something speaks against it")
    rivals = _rivals(subject, best, rest)
    if rivals:
        namesakes = ", ".join(s.candidate.iri.rpartition("/")[2] for s in rivals[:3])
        return Verdict.CANDIDATE, (*told, f"and so may be {namesakes}")
    if not best.has("type", 1):
        if best.has("country", 1) and _long(subject, best):
            # a front is a party to one and an armed group to the other
            return Verdict.ACCEPT, told
        return Verdict.CANDIDATE, (*told, "its type is not known to be the same")
    if best.confidence >= SURE and any(best.has(kind, 1) for kind in CONTEXT):
        return Verdict.ACCEPT, told
    if _is_telling(subject, best) and not any(s.name >= ALIKE and s.has("type", 1) for s in rest):
        return Verdict.ACCEPT, (*told, "and nothing else of that kind there has the name")
    return Verdict.CANDIDATE, (*told, "the name alone tells too little")


def _of_name(best: Scored) -> str:
    how = "has the name" if best.name == 1 else f"has a name like it ({best.name:.2f})"
    return f"“{best.candidate.label}” {how}"


def _rivals(subject: Subject, best: Scored, rest: list[Scored]) -> list[Scored]:
    """What may as well be it: of the same name and kind, and not clearly behind."""
    known = {folded(n) for n in (*subject.names, *subject.local)}
    # what is called so beside its name shares that with others that nobody has listed
    ahead = AHEAD if folded(best.candidate.label) in known else 2 * AHEAD
    return [
        s
        for s in rest
        if s.name >= ALIKE
        and s.confidence > best.confidence - ahead
        and (s.has("type", 1) or not (best.has("type", 1) and s.candidate.typed))
    ]


def _shared(subject: Subject, best: Scored) -> set[str]:
    theirs = (best.candidate.label, *best.candidate.names)
    return {folded(n) for n in subject.names} & {folded(n) for n in theirs}


def _long(subject: Subject, best: Scored) -> bool:
    """Whether they share a name of three words or more, and are such that it tells."""
    common = subject.cls in ("Person", "Leader", "City", "Place", "Territory")
    named = any(len(n.split()) > 2 for n in _shared(subject, best))
    return named and not common and not subject.cls.endswith("Office")


def _is_telling(subject: Subject, best: Scored) -> bool:
    """Whether one thing alone bears such a name; organisations that span states see to it."""
    if subject.cls == "InternationalOrganization":
        spans = subject.cls in best.candidate.classes
        return spans and any(len(n) > SHORT for n in _shared(subject, best))
    return _long(subject, best)


def _ruled_out(scored: list[Scored]) -> tuple[str, ...]:
    near = [s for s in scored if s.impossible and s.name >= ALIKE]
    return tuple(
        f"“{s.candidate.label}” ({s.candidate.iri.rpartition('/')[2]}): "
        + "; ".join(e.text for e in s.evidence if e.speaks == -2)
        for s in near[:3]
    )
