"""Layers: the words above a statement that take it out of the article's own voice."""

from __future__ import annotations

from dataclasses import dataclass

from kg.terms import Modality

__all__ = ["WORDS", "Layer", "reduce_layers"]

_STRENGTH = (
    Modality.REPORTED, Modality.ALLEGED, Modality.COMMITTED, Modality.PLANNED, Modality.POSSIBLE,
    Modality.REQUESTED, Modality.DENIED, Modality.NEGATED,
)  # fmt: skip
WORDS = (Modality.REPORTED, Modality.ALLEGED)
"""The modalities in which somebody only speaks."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One cue: its modality, who speaks, wishes or promises (entity paths), and the cue's token."""

    modality: Modality
    speakers: tuple[str, ...]
    cue: int
    kind: str = "content"


def reduce_layers(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Fold the layers that one claim can hold: a speaker's word takes in the hedges below it.

    >>> said, will = Layer(Modality.REPORTED, ("person/a",), 1), Layer(Modality.PLANNED, (), 3)
    >>> [(l.modality.value, l.speakers) for l in reduce_layers((said, will))]
    [('Planned', ('person/a',))]
    """
    found: list[Layer] = []
    for layer in layers:
        folded = _fold(found[-1], layer) if found else None
        if folded is None:
            found.append(layer)
        else:
            found[-1] = folded
    return tuple(found)


def _fold(outer: Layer, inner: Layer) -> Layer | None:
    """One layer for two, or None where each is a claim of its own."""
    if inner.speakers not in ((), outer.speakers):
        return None
    if inner.modality is outer.modality:
        return outer
    if not outer.speakers and not inner.speakers:
        return max((outer, inner), key=lambda one: _STRENGTH.index(one.modality))
    if outer.modality is Modality.POSSIBLE and inner.kind == "content":
        return Layer(inner.modality, outer.speakers, inner.cue, inner.kind)
    if outer.modality not in WORDS:
        return None
    if inner.modality is Modality.REPORTED:
        return outer
    if inner.modality is Modality.NEGATED and not inner.speakers:
        return Layer(Modality.DENIED, outer.speakers, outer.cue, outer.kind)
    cue = inner.cue if inner.speakers else outer.cue
    return Layer(inner.modality, outer.speakers, cue, outer.kind)
