"""Words that say how many or how much, and what they count, which is what is meant.

"Hundreds of troops", "a series of strikes", "$2 million in military aid": the parser hangs the
troops, the strikes and the aid on the words that count them. Each rule gives a head and a relation
to one word.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.tree import Tree
from kg.extract.words import Words

__all__ = ["counted"]

PARTS = frozenset(
    "hundred thousand million dozen score ten handful number group couple majority series string "
    "round wave spate flurry raft barrage crowd convoy contingent percent batch ton tonne".split()
)
"""Words for how many of those there are who are named after "of"."""
SOME = frozenset("several many some most few all".split())
"""Words that count those after "of the", whatever the parser takes them for."""
SUMS = ("million", "billion", "trillion")
KEPT = ("det", "nummod", "amod", "advmod")
Place = tuple[int, str]


def counted(tree: Tree, words: Words, index: int) -> Iterator[tuple[int, Place]]:
    """The words to be moved because a word counts what hangs on it, each with its new place."""
    if tree[index].dep != "obj" and not tree.kids(index, "nmod", "obl"):
        return
    if _counts(tree, index) and (whole := _whole(tree, index, "of")) is not None:
        yield from _one(tree, index, whole) or _swapped(tree, index, whole)
    elif (whole := _given(tree, words, index)) is not None:
        yield from _swapped(tree, index, whole)


def _counts(tree: Tree, index: int) -> bool:
    """Whether a word says how many are meant: "dozens of …", "11 of …"."""
    token = tree[index]
    word = tree.lemmas[index]
    named = word in PARTS and token.pos in ("NOUN", "NUM")
    some = word in SOME and token.pos in ("ADJ", "DET", "PRON", "NOUN")
    one = word == "one" and index > 0 and token.dep in ("obj", "nsubj:pass")
    return named or some or one or (token.text.isdecimal() and token.pos == "NUM")


def _whole(tree: Tree, index: int, preposition: str) -> int | None:
    found = [c for c in tree.kids(index, "nmod", "obl") if tree.adposition(c) == preposition]
    return found[0] if len(found) == 1 and found[0] > index else None


def _given(tree: Tree, words: Words, index: int) -> int | None:
    """ "$2 million in aid", "three billion euros in loans": what the sum is given as."""
    money = any(words.schema.is_a(r, "Money") for r in words.references(index))
    sum_of = money or tree[index].tag == "$" or tree.lemmas[index] in SUMS
    if not sum_of or tree[index].dep != "obj":
        return None
    end = max(tree.subtree(index)) + 1
    beside = [c for c in tree.kids(tree[index].head, "obl") if min(tree.subtree(c)) == end]
    kind = _whole(tree, index, "in")
    if kind is None and beside and tree.adposition(beside[0]) == "in":
        kind = beside[0]
    if kind is None:
        return None
    given = any(
        words.schema.is_a(r, cls) for r in words.references(kind) for cls in ("Aid", "Resource")
    )
    return kind if given else None


def _one(tree: Tree, index: int, whole: int) -> list[tuple[int, Place]]:
    """ "One of the critics, William Smith" is William Smith."""
    names = [c for c in tree.kids(whole, "appos") if tree[c].pos == "PROPN"]
    if tree.lemmas[index] != "one" or not names:
        return []
    token = tree[index]
    return [(names[0], (token.head, token.dep)), (whole, (names[0], "dep"))]


def _swapped(tree: Tree, index: int, whole: int) -> Iterator[tuple[int, Place]]:
    token = tree[index]
    for child in tree.kids(whole, "case"):
        yield child, (index, "case")
    inner = _whole(tree, whole, "of") if _counts(tree, whole) else None
    if inner is not None:  # "tens of thousands of people"
        for child in tree.kids(inner, "case"):
            yield child, (whole, "case")
        yield whole, (inner, "nummod")
        whole, between = inner, whole
    else:
        between = whole
    for child in tree.kids(index):
        if child not in (whole, between) and tree[child].dep not in KEPT:
            yield child, (whole, tree[child].dep)
    yield whole, (token.head if token.head != index else whole, token.dep)
    yield index, (whole, "nummod")
