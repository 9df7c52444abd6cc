"""Repairs of the main verb: sentences whose predicate the parser took for something else."""

from __future__ import annotations

from kg.parse.draft import Draft
from kg.parse.words import INTRANSITIVE, PASTS

__all__ = ["free_participle"]

PARTICIPLE_TAGS = frozenset({"VBN", "VBD"})
CLAUSAL = ("parataxis", "ccomp", "conj", "advcl", "csubj", "dep")


def free_participle(draft: Draft) -> None:
    """Take "X, VERBed ..., VERB" for what it is when the participle was made the predicate.

    "The rise in piracy, blamed on clans, has become a threat": `become` is the root, `blamed`
    describes `rise`. "The fall in exports, caused by the blockade, is a worry": likewise.
    """
    for participle in range(2, len(draft)):
        if not _is_set_off(draft, participle):
            continue
        predicate = _predicate_beside(draft, participle)
        subjects = [s for s in draft.kids(participle, "nsubj", "nsubj:pass") if s < participle - 1]
        if predicate is None or not subjects or draft.kids(predicate, "nsubj", "nsubj:pass"):
            continue
        subject = subjects[-1]
        comma = max(i for i in range(predicate) if draft.words[i] == ",")
        if draft.heads[predicate] == participle:
            _swap(draft, participle, predicate)
        passive = bool(draft.kids(predicate, "aux:pass"))
        draft.attach(subject, predicate, "nsubj:pass" if passive else "nsubj")
        draft.attach(participle, subject, "acl")
        for child in draft.kids(participle):
            if child >= comma or child < subject:
                draft.attach(child, predicate, draft.deps[child])
    for participle in range(2, len(draft)):
        # "Talks on the dam, mediated by the union, broke down": no conjunction, no coordination
        head = draft.heads[participle]
        if (
            draft.deps[participle] == "conj"
            and _is_set_off(draft, participle)
            and draft.deps[head] in ("nsubj", "nsubj:pass")
            and draft.heads[head] > participle
            and not draft.kids(participle, "cc")
        ):
            draft.attach(participle, head, "acl")


def _is_set_off(draft: Draft, i: int) -> bool:
    """Whether a bare participle follows a comma: nothing makes it a predicate."""
    return (
        draft.tags[i] in PARTICIPLE_TAGS
        and draft.pos[i] == "VERB"
        and draft.words[i - 1] == ","
        and draft.words[i] not in PASTS
        and draft.lemmas[i] not in INTRANSITIVE
        and not draft.has_auxiliary(i)
        and not draft.kids(i, "obj", "ccomp")
    )


def _predicate_beside(draft: Draft, participle: int) -> int | None:
    """The finite clause after a participle that begins at a comma and has no subject of its own."""
    candidates = draft.kids(participle, *CLAUSAL)
    if draft.deps[participle] in CLAUSAL:
        candidates.append(draft.heads[participle])
    for candidate in candidates:
        if candidate < participle or draft.kids(candidate, "mark", "cc"):
            continue
        own = [
            i for i in draft.kids(candidate, "aux", "aux:pass", "cop", "advmod") if i > participle
        ]
        start = min([candidate, *own])
        is_finite = bool(own) or draft.tags[candidate] in ("VBD", "VBZ", "VBP")
        if is_finite and draft.words[start - 1] == ",":
            return candidate
    return None


def _swap(draft: Draft, upper: int, lower: int) -> None:
    """Put a token into the place of its head, which is left to be attached anew."""
    if draft.heads[upper] == upper:
        draft.crown(lower, old="acl")
    else:
        draft.attach(lower, draft.heads[upper], draft.deps[upper])
        draft.attach(upper, lower, "acl")


def crown_finite(draft: Draft) -> None:
    """Make the later verb the predicate where a participle after the subject was taken for it.

    "A bomb planted under a bus wounded the mayor": `wounded` is the predicate, `planted` describes
    `bomb`. "Tariffs imposed on Chad were lifted": `lifted` is, `imposed` describes `Tariffs`.
    """
    for participle in range(1, len(draft) - 1):
        subjects = [i for i in draft.kids(participle, "nsubj", "nsubj:pass") if i < participle]
        if not subjects or not _is_reduced(draft, participle) or not _governs(draft, participle):
            continue
        subject = subjects[-1]
        predicate = _predicate_after(draft, participle)
        if predicate is None or max(draft.below(subject)) >= participle:
            continue
        if draft.heads[participle] != predicate:
            _swap(draft, participle, predicate)
        passive = bool(draft.kids(predicate, "aux:pass"))
        for i in draft.kids(participle):
            if i < subject or i > predicate:
                draft.attach(i, predicate, draft.deps[i])
        draft.attach(subject, predicate, "nsubj:pass" if passive else "nsubj")
        draft.attach(participle, subject, "acl")
        draft.tags[participle] = "VBN"
        return


def _governs(draft: Draft, participle: int) -> bool:
    """Whether a preposition follows, perhaps after a particle: "carried out in", "attacked by"."""
    after = participle + 1 + (draft.deps[participle + 1] == "compound:prt")
    return after < len(draft) and draft.deps[after] == "case"


def _predicate_after(draft: Draft, participle: int) -> int | None:
    """The finite verb after a participle, with no subject of its own and nothing between them."""
    for verb in range(participle + 2, len(draft)):
        if draft.pos[verb] != "VERB":
            continue
        helpers = draft.kids(verb, "aux", "aux:pass")
        if not (draft.tags[verb] in ("VBD", "VBZ") or helpers):
            continue
        if draft.kids(verb, "nsubj", "nsubj:pass", "mark", "cc", "cop"):
            return None
        under = draft.deps[verb] in (*CLAUSAL, "acl") and participle in draft.above(verb)
        over = draft.heads[participle] == verb and draft.deps[participle] in (*CLAUSAL, "csubj")
        between = draft.words[participle:verb]
        loose = {",", "and", "or", "but", ";", ":", "-", '"'} & set(between)
        return verb if (under or over) and not loose else None
    return None


def _is_reduced(draft: Draft, i: int) -> bool:
    """Whether a past form may be a participle that describes the noun before it."""
    return (
        draft.tags[i] in PARTICIPLE_TAGS
        and draft.pos[i] == "VERB"
        and draft.words[i] not in PASTS
        and draft.lemmas[i] not in INTRANSITIVE
        and not draft.has_auxiliary(i)
        and not draft.kids(i, "obj", "ccomp", "xcomp")
    )
