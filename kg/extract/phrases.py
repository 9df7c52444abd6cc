"""What the form of a noun phrase tells: whether it is definite, points back, or names a kind."""

from __future__ import annotations

import re
import unicodedata

from kg.extract.calendar import MONTHS
from kg.extract.names import Names
from kg.extract.tree import Tree

__all__ = [
    "COUNTRY_NOUNS",
    "LEADER_NOUNS",
    "SOIL",
    "is_definite",
    "is_regional",
    "is_unspecific",
    "kinds",
    "points_back",
    "slug",
]

PASSING = frozenset(
    "additional other many several new more various senior top local all some few most high level "
    "former late heavy major key main own same different respective fellow such certain".split()
)
"""Adjectives that do not tell one kind of actor from another."""
DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
COUNTRY_NOUNS = frozenset(
    "country nation state side government neighbor neighbour party capital power ally rival "
    "giant foe adversary superpower".split()
)
LEADER_NOUNS = frozenset(
    "leader president minister premier chief official man woman diplomat envoy".split()
)
OPPOSITE = frozenset("giant neighbor neighbour rival foe adversary superpower".split())
"""Nouns that set two states against each other: "the Asian giants"."""
DEFINITE = frozenset({"the", "both", "these", "two", "three", "all"})
NEIGHBOURING = frozenset({"two", "neighboring", "neighbouring", "respective", "rival"})
COUNTING = frozenset(
    "a an another one some several many few various certain dozens hundreds numerous".split()
)
SOIL = frozenset("territory soil airspace land waters".split())


def slug(text: str) -> str:
    """A name as the last part of an IRI: ASCII letters, digits and hyphens.

    >>> slug("Mahmoud Abbas"), slug("São Tomé"), slug("…")
    ('mahmoud-abbas', 'sao-tome', 'x2026')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    cut = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return cut or "-".join(f"x{ord(c):x}" for c in text[:8]) or "x"


def points_back(tree: Tree, index: int) -> bool:
    """Whether a plural phrase repeats parties named before: "the leaders", "both sides"."""
    known = tree.lemma(index) in COUNTRY_NOUNS | LEADER_NOUNS
    if not known or tree[index].tag not in ("NNS", "NNPS"):
        return False
    marks = {tree[c].text.lower() for c in tree.kids(index, "det", "nummod")}
    more = tree.kids(index, "nmod", "nmod:poss", "acl:relcl")
    modifiers = {tree.lemma(c) for c in tree.kids(index, "amod", "compound")}
    if modifiers - NEIGHBOURING and tree.lemma(index) not in OPPOSITE:
        return False
    return bool(marks & DEFINITE) and not more


def is_definite(tree: Tree, index: int) -> bool:
    """Whether a noun phrase is introduced by "the" or the like."""
    return any(tree[c].text.lower() in DEFINITE for c in tree.kids(index, "det"))


def is_unspecific(tree: Tree, index: int) -> bool:
    """Whether a phrase says how many, and not which: "a bank", "four officials", "several firms".

    Such a phrase means others in every article.
    """
    if is_definite(tree, index) and not tree.kids(index, "nummod"):
        return False
    marks = {tree[c].text.lower() for c in tree.kids(index, "det", "amod", "advmod")}
    definite = {"the", "these", "those", "its", "his", "her", "their"} & marks
    owned = bool(tree.kids(index, "nmod:poss"))
    counted = bool(marks & COUNTING) or bool(tree.kids(index, "nummod"))
    return counted and not definite and not owned


def is_regional(tree: Tree, index: int) -> bool:
    """Whether a name stands before the noun: "Western nations"."""
    return any(tree[c].text[:1].isupper() for c in tree.kids(index, "amod", "compound"))


def kinds(tree: Tree, names: Names, index: int) -> list[str]:
    """The words before a noun that tell its kind: "military" in "many military officials"."""
    found = []
    for child in sorted(tree.kids(index, "amod", "compound")):
        token = tree[child]
        named = names.matches(child) and token.text[:1].isupper()
        aged = token.text.lower() == "old" and tree[child - 1].text == "-"
        dated = token.text in DAYS or token.text in MONTHS or token.dep.endswith("unmarked") or aged
        if child > index or named or dated or token.lemma.lower() in PASSING:
            continue
        if token.pos in ("NOUN", "ADJ", "PROPN") and token.tag not in ("JJR", "JJS", "NNS"):
            inner = [tree[c].text.lower() for c in tree.kids(child, "compound", "amod")]
            if token.lemma.lower() != "level" and not PASSING.intersection(inner):
                found.append(token.text if token.text[:1].isupper() else token.text.lower())
    return found
