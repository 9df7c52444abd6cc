"""Attachments that only meaning decides, mended before the tree is read.

The parser knows words, not what they name: whether "and other nations" joins the support or those
who give it is seen from who can give support. Each rule moves one word, the rest stays as parsed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.extract.names import Names
from kg.extract.tree import Tree
from kg.extract.words import Words
from kg.model import Parse
from kg.ontology import Ontology

__all__ = ["mend"]


def mend(parse: Parse, ontology: Ontology) -> Parse:
    """A parse goes in; the same parse with the attachments mended comes out."""
    tree = Tree(parse)
    words = Words(tree, ontology)
    names = Names(tree, ontology.reference)

    def is_actor(index: int) -> bool:
        named = [m for m in names.matches(index) if not m.path.startswith(("place/", "issue/"))]
        return bool(named) or bool(words.actor_class(index))

    moved: dict[int, int] = {}
    for token in tree.tokens:
        head = None
        if token.dep == "conj" and is_actor(token.index):
            head = _actor_before(tree, token.index, is_actor)
        elif token.dep == "acl":
            head = _noun_beside(tree, token.index)
        if head is not None:
            moved[token.index] = head
    if not moved:
        return parse
    tokens = tuple(replace(t, head=moved.get(t.index, t.head)) for t in parse.tokens)
    return replace(parse, tokens=tokens)


def _actor_before(tree: Tree, index: int, is_actor: Callable[[int], bool]) -> int | None:
    """ "The support of X and other nations": an actor joins the actor, not what the actor gives."""
    head = tree.parent(index)
    if head is None or is_actor(head) or tree.is_verbal(head):
        return None
    inner = [c for c in tree.kids(head, "nmod") if head < c < index and tree.adposition(c) == "of"]
    return inner[-1] if inner and is_actor(inner[-1]) else None


def _noun_beside(tree: Tree, index: int) -> int | None:
    """ "Agreements and discussions on reviving …": what crosses a noun belongs to that noun."""
    head = tree.parent(index)
    marks = tree.kids(index, "mark")
    if head is None or not marks or marks[0] - 1 <= head:
        return None
    beside = marks[0] - 1
    crosses = beside not in tree.subtree(head) and tree[beside].pos == "NOUN"
    return beside if crosses and beside > head else None
