"""Where a sentence may begin, where it must, and where the parser decides.

The shares are those of the treebanks' development sets, in edited text: after a full stop and
before a capital a sentence begins in 98 cases of 100; where no mark stands between two words, and
the second is not in capitals, in none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["LONGEST", "boundaries"]

LONGEST = 300
"""Words of a sentence. The longest of 23,854 in the treebanks that the parser knows has 159."""

OPENING = frozenset("\"'([{«`")
CLOSING = frozenset("\"')]}»")
STOPS = frozenset({".", "?", "!", "…", "...", "....", "?!", "!?"})
# After these the parser decides; after any other abbreviation (Gen., Nov., No.) nothing ends.
MAY_END = frozenset("inc. corp. co. ltd. etc. jr. sr. bros. esq. al. st. ave. a.m. p.m.".split())
PLACE = r"[A-Z][A-Z.'\-]+(?:[ /][A-Z][A-Z.'\-]+){0,3}"
NAMED_PLACE = r"[A-Z][\w.'\-]+(?:[ /][A-Z][\w.'\-]+){0,3}"
DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:, \d{4})?"
AGENCY = r"\([A-Z][\w./&\- ]{1,30}\)"
# "Iran - Iraq relations": what stands between two, not where the news comes from.
PAIR = (
    r"(?![A-Z][\w'\-]+ (?:relations|ties|talks|trade|border|war|conflict|dispute|summit|tensions))"
)
# Such as "TEHRAN, Iran, April 22 (Xinhua) -- ", "Kabul (AFP) – ", "ISLAMABAD: " and "Geneva - ".
DATELINE = re.compile(
    rf"(?:{PLACE}(?:, {NAMED_PLACE})?(?:, {DAY})?,?(?: {AGENCY})?"
    rf"|{NAMED_PLACE}(?:, {NAMED_PLACE})?(?:, {DAY})?,? {AGENCY}) ?(?:--|[-–—:]) ?(?=[\"'A-Z])"
    rf"|{NAMED_PLACE}(?:, {DAY})? (?:--|[-–—]) {PAIR}(?=[\"'A-Z].{{40,}}[.\"']$)"
)


def boundaries(text: str, words: Sequence[str], starts: Sequence[int]) -> list[bool | None]:
    """For every word whether a sentence begins with it; None where the parser is to decide.

    `starts` are the words' offsets in `text`, a paragraph. A dateline is a sentence of its own.
    """
    opens = [_opens(text, words, starts, i) for i in range(len(words))]
    marks: list[bool | None] = [_boundary(words, opens, i) for i in range(len(words))]
    if dateline := DATELINE.match(text):
        marks = [m if a >= dateline.end() else False for m, a in zip(marks, starts, strict=True)]
        if dateline.end() in starts:
            marks[starts.index(dateline.end())] = True
    if marks:
        marks[0] = True
    return _bounded(marks, words)


def _bounded(marks: list[bool | None], words: Sequence[str]) -> list[bool | None]:
    """No sentence of more than `LONGEST` words: what comes later takes time by their square.

    One that would be longer ends where the parser might have ended it, at a semicolon or a comma.
    """
    begun = 0
    for i, mark in enumerate(marks):
        if mark:
            begun = i
        elif i - begun == LONGEST:
            within = range(i, begun + LONGEST // 2, -1)
            parting = [j for j in within if marks[j] is None]
            parting += [j for sign in ";," for j in within if words[j - 1] == sign]
            begun = parting[0] if parting else i
            marks[begun] = True
    return marks


def _opens(text: str, words: Sequence[str], starts: Sequence[int], i: int) -> bool:
    """Whether a quotation mark or bracket opens: a space stands before it and none after."""
    if words[i] not in "\"'":
        return words[i] in OPENING
    before = text[starts[i] - 1 : starts[i]]
    after = text[starts[i] + 1 : starts[i] + 2]
    return (not before or before.isspace() or before in OPENING) and not after.isspace()


def _boundary(words: Sequence[str], opens: Sequence[bool], i: int) -> bool | None:
    """Judge the place before word `i` by the mark before it and the word after it."""
    if i == 0:
        return True
    if (words[i] in CLOSING and not opens[i]) or opens[i - 1]:
        return False  # a closing quote belongs to the sentence before it, an opening one after it
    before = i - 1
    while before > 0 and words[before] in CLOSING and not opens[before]:
        before -= 1
    after = i
    while after < len(words) - 1 and opens[after]:
        after += 1
    last, first = words[before], words[after][:1]
    upper = first.isupper()
    if last in STOPS:
        certain = upper and (last == "." or before == i - 1) and not last.startswith(("..", "…"))
        return True if certain and not _counts(words, before) else None
    if last.endswith(".") and len(last) > 1:
        return None if upper and (last.lower() in MAY_END or "." in last[:-1]) else False
    # between words, and after a comma, nothing ends; after numbers, addresses and brackets it may
    inside = last == "," or (before == i - 1 and last.isalpha())
    return False if inside or first.islower() else None


def _counts(words: Sequence[str], stop: int) -> bool:
    """Whether a full stop stands after a number or letter that counts: "2. Article"."""
    return stop > 0 and ((stop == 1 and words[0].isdigit()) or len(words[stop - 1]) == 1)
