"""Why each statement of an article was made, told from the same words that made it."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.drafts import Draft
from kg.extract.layers import Layer
from kg.model import Cue, Reason
from kg.ontology import Entry

__all__ = ["reasons"]


def reasons(context: Context) -> dict[str, Reason]:
    """The reason for every node that was made, by its key."""
    return {draft.key: _reason(context, draft) for draft in context.drafts}


def _reason(context: Context, draft: Draft) -> Reason:
    entry, fillers = _entry(context, draft)
    return Reason(
        context.tree[draft.token].text,
        entry.iri if entry else "",
        fillers,
        tuple(_cue(context, layer) for layer in draft.layers),
    )


def _entry(context: Context, draft: Draft) -> tuple[Entry | None, tuple[tuple[str, str], ...]]:
    """The entry that evoked a node, the one with most places filled, and what fills them."""
    found: list[tuple[int, Entry, tuple[tuple[str, str], ...]]] = []
    for entry in context.words.entries(draft.token):
        reference = entry.reference or ""
        related = context.schema.is_a(draft.cls, reference) or context.schema.is_a(
            reference, draft.cls
        )
        if related and reference:
            fillers = tuple(
                dict.fromkeys(
                    (argument.role, _phrase(context, token))
                    for argument in entry.arguments
                    for token in context.roles.fill(draft.token, entry, argument)
                )
            )
            found.append((len(fillers), entry, fillers))
    if not found:
        return None, ()
    _, entry, fillers = max(found, key=lambda one: one[0])
    return entry, fillers


def _phrase(context: Context, token: int) -> str:
    """A filler's own words: its clauses and what is coordinated with it left out."""
    tree = context.tree
    inner = {
        word
        for child in tree.kids(token, "acl", "acl:relcl", "appos", "conj", "cc", "advcl", "case")
        for word in tree.subtree(child)
    }
    words = tree.subtree(token) if not tree.is_verbal(token) else [token]
    return " ".join(tree.text([w for w in words if w not in inner]).split())


def _cue(context: Context, layer: Layer) -> Cue:
    entries = [
        e.iri
        for e in context.words.entries(layer.cue)
        if layer.modality.value in (e.modality, *(a.modality for a in e.arguments))
    ]
    words = context.tree[layer.cue].text
    return Cue(words, layer.modality.value, entries[0] if entries else "", layer.speakers)
