"""How many: the number that stands before a noun, in digits or words."""

from __future__ import annotations

from kg.extract.tree import Tree

__all__ = ["amount"]

LONGEST = 15
"""Digits of a number that somebody counted; what is longer is a name or a slip."""
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {
    **{word: n for n, word in enumerate(_SMALL)},
    **{word: 10 * n for n, word in enumerate(_TENS, start=2)},
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
MONEY = frozenset("$€£¥₹")
VAGUE = frozenset({"few", "several", "some", "many"})
"""Before "hundred" they count nothing."""
UNITS = frozenset(
    """second minute hour day week month year decade percent per cent mile kilometer kilometre
    meter metre ton tonne barrel dollar euro pound yuan ruble rouble old""".split()
)
"""What a number before it measures: "a 30-minute interview" is one interview."""


def amount(tree: Tree, token: int) -> int | None:
    """The number before a noun, also where the parser hangs it on the noun's modifier."""
    for node in (token, *tree.kids(token, "compound", "amod")):
        for child in tree.kids(node, "nummod"):
            if child < token and not _measures(tree, node, token):
                number = _value(tree, child)
                if number is not None:
                    return number
    return None


def _measures(tree: Tree, node: int, noun: int) -> bool:
    """Whether a number counts minutes or dollars, and not what the noun names."""
    between = range(node, noun) if node < noun else (node,)
    return any(tree.lemma(i) in UNITS for i in between) or tree.lemma(node) in UNITS


def _value(tree: Tree, token: int) -> int | None:
    text = tree[token].text.lower().replace(",", "")
    inner = [c for c in tree.kids(token, "compound", "nummod") if c < token]
    inside = tree.subtree(token)
    before = tree.tokens[max(0, inside[0] - 1) : token]
    if any(t.tag == "$" or t.text in MONEY or t.lemma.lower() in VAGUE for t in before):
        return None
    if text in SCALES and len(inner) <= 1:
        times = _value(tree, inner[0]) if inner else 1
        return times * SCALES[text] if times is not None else None
    if inner:
        return None
    if text.isdecimal():
        return int(text) if len(text) <= LONGEST else None
    first, _, last = text.partition("-")
    if first in _TENS and last in _SMALL[1:10]:
        return WORDS[first] + WORDS[last]
    return WORDS.get(text)
