"""What hangs on each word of a parse: heads turned round, looked up by relation."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Parse, Span, Token

__all__ = ["NOBODY", "Branches"]

DEEPEST = 80
NOBODY: list[int] = []
"""What hangs on most words; it is only ever read."""


class Branches:
    """A `Parse` by the words' heads and children. Tokens are named by their index."""

    def __init__(self, parse: Parse, before: Branches | None = None) -> None:
        """`before` is another tree of the same words."""
        self.parse = parse
        self.tokens = parse.tokens
        self.lemmas: list[str]
        self.lower: list[str]
        if before is None:
            self.lemmas = [t.lemma.lower() for t in self.tokens]
            self.lower = [t.text.lower() for t in self.tokens]
        else:
            self.lemmas, self.lower = before.lemmas, before.lower
        self._children: list[list[int]] = [NOBODY] * len(self.tokens)
        for token in self.tokens:
            head = token.head
            if head == token.index:
                continue
            if self._children[head] is NOBODY:
                self._children[head] = []
            self._children[head].append(token.index)
        self._cut = self._too_deep()
        self._related: list[dict[str, list[int]] | None] = [None] * len(self.tokens)
        self._kids: dict[tuple[int, tuple[str, ...]], list[int]] = {}
        self._under: dict[int, list[int]] = {}

    def _too_deep(self) -> frozenset[int]:
        """Tokens that start a tree of their own because they hang too deep: no sane clause does."""
        cut = []
        long = {s.index for s in self.parse.sentences if s.last - s.first > DEEPEST}
        roots = (t for t in self.tokens if t.sentence in long and t.head == t.index)
        stack = [(t.index, 0) for t in (roots if long else ())]
        while stack:
            node, depth = stack.pop()
            if depth == DEEPEST:
                cut.append(node)
                depth = 0
            stack.extend((child, depth + 1) for child in self._children[node])
        for node in cut:
            self._children[self.tokens[node].head].remove(node)
        return frozenset(cut)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def lemma(self, index: int) -> str:
        """The lower-case lemma."""
        return self.lemmas[index]

    def kids(self, index: int, *deps: str) -> list[int]:
        """Children, of the given relations if any; the list is the tree's, to be read only."""
        found = self._children[index]
        if not found or not deps:
            return found
        if len(deps) == 1:
            related = self._related[index]
            if related is None:
                related = self._related[index] = {}
                for child in found:
                    related.setdefault(self.tokens[child].dep, []).append(child)
            return related.get(deps[0], NOBODY)
        key = (index, deps)
        kept = self._kids.get(key)
        if kept is None:
            kept = self._kids[key] = [c for c in found if self.tokens[c].dep in deps]
        return kept

    def parent(self, index: int) -> int | None:
        """The head, or None at a root."""
        head = self.tokens[index].head
        return None if head == index or index in self._cut else head

    def subtree(self, index: int) -> list[int]:
        """All tokens under and including `index`, in text order; to be read only."""
        if index not in self._under:
            found, stack = [index], [self._children[index]]
            while stack:
                for node in stack.pop():
                    found.append(node)
                    if self._children[node]:
                        stack.append(self._children[node])
            self._under[index] = sorted(found)
        return self._under[index]

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads upward, nearest first."""
        node = self.parent(index)
        while node is not None:
            yield node
            node = self.parent(node)

    def conjuncts(self, index: int) -> list[int]:
        """The token and everything coordinated below it."""
        found = [index]
        if self._children[index]:
            for child in self.kids(index, "conj"):
                found.extend(self.conjuncts(child))
        return found

    def first_conjunct(self, index: int) -> int:
        """The first member of the coordination that the token stands in."""
        while self.tokens[index].dep == "conj" and (head := self.parent(index)) is not None:
            index = head
        return index

    def root(self, index: int) -> int:
        """The root of the token's tree."""
        return [index, *self.ancestors(index)][-1]

    def span(self, tokens: list[int]) -> Span:
        """The text from the first to the last of some tokens, outer punctuation cut off."""
        chosen = sorted(tokens)
        while len(chosen) > 1 and self.tokens[chosen[-1]].pos == "PUNCT":
            chosen.pop()
        while len(chosen) > 1 and self.tokens[chosen[0]].pos in ("PUNCT", "CCONJ"):
            chosen.pop(0)
        return Span(self.tokens[chosen[0]].start, self.tokens[chosen[-1]].end)

    def text(self, tokens: list[int]) -> str:
        """The words of the span of some tokens."""
        span = self.span(tokens)
        return self.parse.text[span.start : span.end]
