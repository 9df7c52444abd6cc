"""Quotations: what stands between quotation marks is somebody's word, and whose.

A quotation counts where it holds a clause of its own or at least four words; shorter ones are
names, titles and words used with distance, which say nothing about what happened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.tree import Tree

__all__ = ["Quotation", "Quotes"]

OPENING = {"“": "”", "«": "»", "``": "''", "„": "“"}
STRAIGHT = frozenset({'"', "''"})
FEWEST_WORDS = 4
LONGEST = 6
"""A name with its titles has no more words than this."""
DASHES = frozenset({"—", "–", "―", "--", "-"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """The tokens `first` to `last` (excluded) between two marks; `open` where none closes it.

    `named`: the last token of the name beside it that tells whose it is: "X: …", "“…” — X".
    """

    first: int
    last: int
    paragraph: int
    open: bool = False
    named: int | None = None

    def __contains__(self, index: int) -> bool:
        return self.first <= index < self.last


class Quotes:
    """The quotations of an article, in text order."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        marked = [self._signed(q) for q in self._read() if self._counts(q)]
        quoted = {i for q in marked for i in range(q.first, q.last)}
        turns = [t for t in self._turns() if t.first not in quoted]
        self.all: tuple[Quotation, ...] = tuple(sorted((*marked, *turns), key=_order))
        self._at = {i: q for q in (*turns, *marked) for i in range(q.first, q.last)}

    def at(self, index: int) -> Quotation | None:
        """The quotation that a token stands in."""
        return self._at.get(index)

    def speaks(self, index: int) -> Quotation | None:
        """The quotation whose words state what a token states.

        "The group 'strongly condemned the attack'" is told by the article, since its subject is.
        """
        quotation = self.at(index)
        if quotation is None:
            return None
        clause = self.tree.clause(index)
        if clause not in quotation:
            return quotation if not self.tree.is_verbal(index) else None
        subject = self.tree.surface_subject(clause)
        outside = subject is not None and subject not in quotation
        return None if outside and not self._is_below_quote(clause, quotation) else quotation

    def _is_below_quote(self, clause: int, quotation: Quotation) -> bool:
        """Whether another clause of the quotation stands above: "we agreed to meet" by "we"."""
        return any(
            above in quotation and self.tree.is_verbal(above)
            for above in self.tree.ancestors(clause)
        )

    def heads(self, quotation: Quotation) -> list[int]:
        """The clauses of a quotation that stand under none of its words."""
        found = []
        for index in range(quotation.first, quotation.last):
            parent = self.tree.parent(index)
            outer = parent is None or parent not in quotation
            if outer and self.tree.is_verbal(index):
                found.append(index)
        return found

    def sentences(self, quotation: Quotation) -> range:
        """The sentences that a quotation stands in."""
        first, last = self.tree[quotation.first], self.tree[quotation.last - 1]
        return range(first.sentence, last.sentence + 1)

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> list[Quotation]:
        found: list[Quotation] = []
        start: int | None = None
        closing = frozenset[str]()
        paragraph = -1
        for sentence in self.tree.parse.sentences:
            if sentence.paragraph != paragraph:
                if start is not None:
                    found.append(self._unclosed(start, sentence.first, paragraph))
                start, paragraph = None, sentence.paragraph
            for index in range(sentence.first, sentence.last):
                text = self.tree[index].text
                if start is not None and text in closing:
                    found.append(Quotation(start, index, paragraph))
                    start = None
                elif start is None and text in OPENING:
                    start, closing = index + 1, frozenset({OPENING[text]})
                elif start is None and text in STRAIGHT:
                    start, closing = index + 1, STRAIGHT
        if start is not None:
            found.append(self._unclosed(start, len(self.tree.tokens), paragraph))
        return [q for q in found if q.last > q.first]

    def _unclosed(self, start: int, end: int, paragraph: int) -> Quotation:
        """To the end of the paragraph, as in quotations that go on in the next one.

        A straight mark that nothing closes may be a slip: it reaches to the end of its sentence.
        """
        if self.tree[start - 1].text in STRAIGHT and not self._goes_on(end):
            end = self.tree.parse.sentences[self.tree[start].sentence].last if start < end else end
        return Quotation(start, end, paragraph, open=True)

    def _goes_on(self, end: int) -> bool:
        return end < len(self.tree.tokens) and self.tree[end].text in (*OPENING, *STRAIGHT)

    def _counts(self, quotation: Quotation) -> bool:
        inside = range(quotation.first, quotation.last)
        words = [i for i in inside if self.tree[i].text[:1].isalnum()]
        if len(words) >= FEWEST_WORDS:
            return True
        return any(
            self.tree.is_verbal(i)
            and any(c in quotation for c in self.tree.kids(i, "nsubj", "nsubj:pass"))
            for i in words
        )

    # -- names beside what is said -----------------------------------------------------------------

    def _turns(self) -> list[Quotation]:
        """What follows a name and a colon at the begin of a sentence: "Gutierrez: We …".

        A name in capitals speaks to the end of its paragraph where several do, as transcripts
        have it; a single one tells where the article was written.
        """
        found = []
        sentences = self.tree.parse.sentences
        for number, sentence in enumerate(sentences):
            within = range(sentence.first + 1, min(sentence.first + LONGEST, sentence.last))
            colon = next((i for i in within if self.tree[i].text == ":"), None)
            if colon is None or not self._is_name(sentence.first, colon):
                continue
            paragraph, last = sentence.paragraph, sentence.last
            if colon + 1 == last and number + 1 < len(sentences):
                last = sentences[number + 1].last  # the colon ends a sentence to the parser
                paragraph = sentences[number + 1].paragraph
            if colon + 1 < last and paragraph == sentence.paragraph:
                found.append(Quotation(colon + 1, last, paragraph, named=colon - 1))
        shouted = [t for t in found if self.tree[t.first - 2].text.isupper()]
        transcript = {t.paragraph for t in shouted} if len(shouted) > 1 else set[int]()
        ends = {s.paragraph: s.last for s in self.tree.parse.sentences}
        return [
            replace(t, last=ends[t.paragraph]) if t in shouted else t
            for t in found
            if t not in shouted or t.paragraph in transcript
        ]

    def _is_name(self, first: int, last: int) -> bool:
        """Whether tokens are nothing but capital words for names, or words in capitals."""
        tokens = self.tree.tokens[first:last]
        return all(
            (t.pos == "PROPN" and t.text[:1].isupper()) or (t.text.isupper() and len(t.text) > 1)
            for t in tokens
        )

    def _signed(self, quotation: Quotation) -> Quotation:
        """ "“…” — X" at the end of a line: X said so."""
        tokens, first = self.tree.tokens, quotation.last + 2
        if first >= len(tokens) or tokens[first - 1].text not in DASHES:
            return quotation
        last = first
        while last < len(tokens) and last - first < LONGEST and self._is_name(last, last + 1):
            last += 1
        ends = last == len(tokens) or tokens[last].text in (",", "(")
        if not ends:
            sentences = self.tree.parse.sentences
            ends = sentences[tokens[last].sentence].paragraph != quotation.paragraph
        return replace(quotation, named=last - 1) if last > first and ends else quotation


def _order(quotation: Quotation) -> tuple[int, int]:
    return quotation.first, quotation.last
