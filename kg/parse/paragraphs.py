"""Text to paragraphs, as a parser can read them, with a way back for every offset."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Paragraph", "paragraphs"]

# Every line break of Unicode (str.splitlines), CRLF as one.
LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# What ends a sentence, with the closing quotes and brackets that may follow.
SENTENCE_END = re.compile(r"[.!?:;…][\"'’”»)\]]*$")
BREAKING_POINT = re.compile(r"(?<=[.!?…])[\"'’”»)\]]*\s+(?=[\"'‘“«(\[]*[A-Z0-9])")
# Parsers take memory by the length of what they are given at once.
LONGEST = 10_000
# No word is as long; the time that a tokenizer takes grows with the square of what has no space.
ENDLESS = re.compile(r"\S{500}(?=\S)")
# Typographic quotes, primes and non-breaking hyphens, one for one: treebanks are typed with these.
PLAIN = str.maketrans("‘’‚‛“”„‟′″‐‑", "''''\"\"\"\"'\"--")
# What needs no cleaning: printed ASCII and typographic marks, one space at a time.
CLEAN = re.compile(r"[!-~‘-‟–—…éüöäáíóçñ]+(?: [!-~‘-‟–—…éüöäáíóçñ]+)*")
# Marks that are not seen and no part of a word: byte order mark, zero-width space, word joiner ...
UNSEEN = frozenset(
    "\ufeff\u200b\u2060\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of a paragraph as the parser reads it.

    `text` is cleaned: one space between words, plain quotes, nothing unseen. Its character `i`
    stands at `offsets[i]` of the article. `number` counts the article's paragraphs.
    """

    number: int
    text: str
    offsets: Sequence[int]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text that hold something; a very long one comes in several pieces.

    A paragraph ends with its line, unless the lines of a block were wrapped to a width.
    """
    found: list[Paragraph] = []
    number = 0
    for start, end in _spans(text):
        pieces = [p for cut in _cut(text, start, end) if (p := _clean(text, *cut, number)).text]
        found.extend(pieces)
        number += bool(pieces)
    return tuple(found)


def _spans(text: str) -> list[tuple[int, int]]:
    """Lines, wrapped ones joined."""
    spans: list[tuple[int, int]] = []
    block: list[tuple[int, int]] = []
    start = 0
    ends = [m.span() for m in LINE_BREAK.finditer(text)]
    for end, following in [*ends, (len(text), len(text))]:
        if text[start:end].strip():
            block.append((start, end))
        else:
            spans += _unwrap(text, block)
            block = []
        start = following
    return spans + _unwrap(text, block)


def _unwrap(text: str, block: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the lines of a block that a fixed width broke: all but the last long and much alike."""
    lines = [text[a:b].strip() for a, b in block]
    widths = [len(line) for line in lines[:-1]]
    wrapped = (
        bool(widths)
        and min(widths) >= 40
        and max(len(line) for line in lines) <= 120
        and max(widths) - min(widths) <= 25
        and any(not SENTENCE_END.search(line) for line in lines[:-1])
    )
    if wrapped:
        return [(block[0][0], block[-1][1])]
    joined: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(block):
        # in mid-sentence: nothing ends here, and what follows begins in lower case
        goes_on = i and len(lines[i - 1]) >= 40 and not SENTENCE_END.search(lines[i - 1])
        if goes_on and lines[i][:1].islower():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces of a bearable length: cut after a sentence, else at a space, else anywhere."""
    *within, last = [*(m.end() for m in ENDLESS.finditer(text, start, end)), end]
    cuts = []
    for stop in within:
        cuts += _cut_long(text, start, stop)
        start = stop
    return cuts + _cut_long(text, start, last)


def _cut_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = []
    while end - start > LONGEST:
        limit = start + LONGEST
        after = [m.end() for m in BREAKING_POINT.finditer(text, start + LONGEST // 2, limit)]
        space = text.rfind(" ", start + LONGEST // 2, limit) + 1
        cut = after[-1] if after else space or limit
        cuts.append((start, cut))
        start = cut
    return [*cuts, (start, end)]


def _clean(text: str, start: int, end: int, number: int) -> Paragraph:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if CLEAN.fullmatch(text, start, end):
        return Paragraph(number, text[start:end].translate(PLAIN), range(start, end))
    characters: list[str] = []
    offsets: list[int] = []
    for i in range(start, end):
        char = text[i]
        if char in UNSEEN:
            continue
        if char.isspace() or unicodedata.category(char) in ("Cc", "Cs"):
            if not characters or characters[-1] == " ":
                continue
            char = " "
        characters.append(char)
        offsets.append(i)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return Paragraph(number, "".join(characters).translate(PLAIN), tuple(offsets))
