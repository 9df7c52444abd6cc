"""One sentence's tree while it is being mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Token

__all__ = ["FINITE", "Draft"]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


class Draft:
    """The tokens of one sentence with heads and labels that can be changed; it stays a tree.

    Tokens are named by their place in the sentence. A root is its own head. Heads are changed by
    `attach`, `hang` and `crown` alone; the other columns may be written to.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tuple(tokens)
        self._base = tokens[0].index
        self._children: list[list[int]] | None = None
        self.words = [t.text.lower() for t in tokens]
        self.lemmas = [t.lemma.lower() for t in tokens]
        self.heads = [t.head - self._base for t in tokens]
        self.deps = [t.dep for t in tokens]
        self.pos = [t.pos for t in tokens]
        self.tags = [t.tag for t in tokens]
        self.morphs = [t.morph for t in tokens]
        self._before = self._columns()

    def __len__(self) -> int:
        return len(self._tokens)

    @property
    def root(self) -> int:
        """The token that heads the sentence."""
        return next(i for i, head in enumerate(self.heads) if head == i)

    def kids(self, index: int, *deps: str) -> list[int]:
        """The dependents of a token, of some relations if any are named, in text order."""
        if self._children is None:
            self._children = [[] for _ in self.heads]
            for i, head in enumerate(self.heads):
                if head != i:
                    self._children[head].append(i)
        found = self._children[index]
        return [i for i in found if self.deps[i] in deps] if deps else list(found)

    def below(self, index: int) -> list[int]:
        """A token and everything under it, in text order."""
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(self.kids(node))
        return sorted(found)

    def above(self, index: int) -> list[int]:
        """The heads over a token, nearest first."""
        found = []
        while self.heads[index] != index:
            index = self.heads[index]
            found.append(index)
        return found

    def attach(self, index: int, head: int, dep: str) -> bool:
        """Hang a token on another one; False, and nothing done, where that would make a circle."""
        if index == head or index == self.root or index in self.above(head):
            return False
        self.hang(index, head, dep)
        return True

    def hang(self, index: int, head: int, dep: str) -> None:
        """Hang a token on another one, or on itself as a root, unchecked: for two steps at once."""
        self.heads[index] = head
        self.deps[index] = dep
        self._children = None

    def crown(self, index: int, *, old: str) -> None:
        """Make a token the root; the old root hangs on it with the relation `old`."""
        former = self.root
        if former == index:
            return
        self.hang(index, index, "root")
        self.hang(former, index, old)

    def is_nominal(self, index: int) -> bool:
        """Whether a token is a noun, a name, a pronoun or a number."""
        return self.pos[index] in NOMINAL

    def is_clause(self, index: int) -> bool:
        """Whether a token heads a clause: a verb that does not modify a noun, or a predicate."""
        if self.deps[index] in ("amod", "compound"):
            return False
        return self.pos[index] in ("VERB", "AUX") or bool(self.kids(index, "cop"))

    def clause_above(self, index: int) -> int | None:
        """The nearest clause over a token."""
        return next((i for i in self.above(index) if self.is_clause(i)), None)

    def finite_above(self, index: int) -> int | None:
        """The nearest clause over a token that is no infinitive, gerund or participle, if any."""
        clauses = [i for i in self.above(index) if self.is_clause(i)]
        finite = [
            i for i in clauses if self.tags[i] in FINITE or self.kids(i, "aux", "aux:pass", "cop")
        ]
        to = [i for i in finite if not any(self.words[m] == "to" for m in self.kids(i, "mark"))]
        return next(iter([*to, *clauses[-1:]]), None)

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self._tokens[index].text[:1].isupper()

    def has_auxiliary(self, index: int) -> bool:
        """Whether "has", "was", "will" or "to" stands with a verb."""
        return bool(self.kids(index, "aux", "aux:pass", "cop")) or any(
            self.words[m] == "to" for m in self.kids(index, "mark")
        )

    def tokens(self) -> tuple[Token, ...]:
        """The mended tokens."""
        after = self._columns()
        if after == self._before:
            return self._tokens
        rows = zip(
            self._tokens, zip(*self._before, strict=True), zip(*after, strict=True), strict=True
        )
        return tuple(
            token if new == old else self._mended(token, i)
            for i, (token, old, new) in enumerate(rows)
        )

    def _mended(self, token: Token, i: int) -> Token:
        return replace(
            token,
            pos=self.pos[i],
            tag=self.tags[i],
            dep=self.deps[i],
            head=self.heads[i] + self._base,
            morph=self.morphs[i],
        )

    def _columns(self) -> tuple[list[int], list[str], list[str], list[str]]:
        """What a rule may change; the morphology only changes with the tag."""
        return list(self.heads), list(self.deps), list(self.pos), list(self.tags)
