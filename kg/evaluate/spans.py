"""The words of a gold span, and whether an entity of the graph is what its head names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Parse, Span, Token

__all__ = ["PRONOUNS", "find_span", "head_words", "is_named", "overlaps"]

PRONOUNS = frozenset(
    "he she it they him her them we us i you his its their who which that this these those "
    "himself herself itself themselves".split()
)
_PARTS = frozenset(
    "number handful dozen score hundred thousand million couple group series part some many most "
    "all several rest majority each".split()
)
"""What a phrase with "of" says how much of it is meant: "dozens of activists"."""
_KINDS = frozenset(
    "city town village region district province state county island enclave area camp capital port "
    "strip peninsula governorate".split()
)
"""Kinds of places that stand before their name: "the city of Mosul"."""
_WITHIN = ("appos", "flat", "flat:name", "conj", "compound")


def find_span(text: str, part: str, *, near: int = 0) -> Span | None:
    """Where a gold span stands in a text: its first place after `near`, spaces being equal."""
    words = [re.escape(word) for word in part.split()]
    if not words:
        return None
    pattern = re.compile(r"\s+".join(words), re.IGNORECASE)
    match = pattern.search(text, near) or pattern.search(text)
    return Span(match.start(), match.end()) if match else None


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans have a character in common."""
    return one.start < other.end and other.start < one.end


def head_words(parse: Parse, span: Span) -> frozenset[str]:
    """The words that may stand for a span: its head, the name beside it, and what is joined to it.

    "Russian Foreign Minister Sergey Lavrov" has Minister and Lavrov, not Russian; "dozens of
    activists" has activists, "the city of Mosul" has Mosul. What is somebody's stands for him:
    "an appeal by X" and "Y's policies" have X and Y too. Lower case.
    """
    inside = [t for t in parse.tokens if t.start < span.end and t.end > span.start]
    indices = {t.index for t in inside}
    heads = {
        t.index
        for t in inside
        if (t.head == t.index or t.head not in indices) and t.pos not in ("PUNCT", "DET", "ADP")
    }
    grown = True
    while grown:
        more = {
            t.index
            for t in inside
            if t.head in heads
            and t.index not in heads
            and t.dep in _WITHIN
            and (t.pos == "PROPN" or t.dep in ("conj", "appos"))
        }
        more |= {t.index for t in inside if _is_meant(parse, t, heads)} - heads
        grown = bool(more)
        heads |= more
    return frozenset(
        form.lower() for i in heads for form in (parse.tokens[i].text, parse.tokens[i].lemma)
    )


def _is_meant(parse: Parse, token: Token, heads: set[int]) -> bool:
    """Whether a phrase is what the head noun stands for: how much of it, whose it is."""
    head = parse.tokens[token.head]
    if head.tag in ("VBN", "VBD") and head.dep == "acl" and head.head in heads:
        return token.dep in ("obl:agent", "obl") and _has_case(parse, token, "by")
    if token.head not in heads or head.index == token.index:
        return False
    counted = head.pos == "NUM" or head.lemma.lower() in _PARTS
    placed = head.lemma.lower() in _KINDS and token.pos == "PROPN"
    if token.dep == "nmod" and (counted or placed) and _has_case(parse, token, "of"):
        return True
    common = head.pos == "NOUN"
    return common and (
        token.dep == "nmod:poss" or (token.dep == "nmod" and _has_case(parse, token, "by"))
    )


def _has_case(parse: Parse, token: Token, word: str) -> bool:
    return any(t.head == token.index and t.text.lower() == word for t in parse.tokens)


def is_named(names: Iterable[str], heads: frozenset[str]) -> bool:
    """Whether a word of an entity's names is a head word of the span."""
    return any(not heads.isdisjoint(_words(name)) for name in names)


def _words(name: str) -> list[str]:
    found = re.findall(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?", name.lower())
    parts = [p for word in found for p in (word, word.removesuffix("'s"), *word.split("-"))]
    return [form for p in parts for form in (p, p.removesuffix("s"))]
