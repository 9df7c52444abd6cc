"""The names of the reference data, and the names of people, where they stand in the text."""

from __future__ import annotations

from kg.extract.tree import Tree
from kg.ontology import Match, Reference

__all__ = ["Names"]


class Names:
    """Known names by token, runs of proper nouns, and which person a family name means here."""

    def __init__(self, tree: Tree, reference: Reference) -> None:
        self.tree = tree
        self.reference = reference
        self._matches: dict[int, list[Match]] = {}
        self._runs = {i: run for run in tree.parse.names for i in range(*run)}
        self._persons: dict[str, list[str]] = {}
        self._match()
        self._read_persons()

    def matches(self, index: int) -> list[Match]:
        """The known names that cover a token."""
        return self._matches.get(index, [])

    def run(self, index: int) -> tuple[int, int] | None:
        """The run of proper nouns that a token stands in."""
        return self._runs.get(index)

    def words(self, first: int, last: int) -> list[str]:
        """The words of a run that start with a letter."""
        return [self.tree[i].text for i in range(first, last) if self.tree[i].text[:1].isalpha()]

    def persons(self, family: str) -> list[str]:
        """The people whom a family name may mean in this article."""
        return self._persons.get(family, [])

    def persons_named(self) -> set[str]:
        """The known people that the article names, each by a name that is theirs alone."""
        return {paths[0] for paths in self._persons.values() if len(paths) == 1}

    def remember(self, family: str, path: str, *, weak: bool = False) -> None:
        """Let a family name mean a person from here on; a weak one only where none is known."""
        rows = self._persons.setdefault(family, [])
        if path not in rows and not (weak and rows):
            rows.append(path)

    def covers_head(self, index: int, match: Match) -> bool:
        """Whether a known name is the whole name: "Paris" is not in "Paris Agreement"."""
        run = self._runs.get(index)
        if run is None or (match.first <= run[0] and match.last >= run[1]):
            return True
        after = [i for i in range(match.last, run[1]) if self.tree[i].pos == "PROPN"]
        return not after or self.tree[after[-1]].head == index

    def _match(self) -> None:
        tokens = self.tree.tokens
        for sentence in self.tree.parse.sentences:
            texts = tuple(
                tokens[i].text.replace("’", "'") for i in range(sentence.first, sentence.last)
            )
            position = 0
            while position < len(texts):
                found = self.reference.at("name", texts, position)
                for match in found:
                    first, last = match.first + sentence.first, match.last + sentence.first
                    for i in range(first, last):
                        shifted = Match(first, last, match.kind, match.path)
                        self._matches.setdefault(i, []).append(shifted)
                position = found[0].last if found else position + 1

    def _read_persons(self) -> None:
        """Full names first, so that a family name alone means the person named in full."""
        for strict in (True, False):
            for first, last in self.tree.parse.names:
                words = self.words(first, last)
                if strict and len(words) > 1:
                    for index in range(first, last):
                        for match in self.matches(index):
                            if match.path.startswith("person/"):
                                self.remember(words[-1], match.path)
                elif not strict and len(words) == 1:
                    known = self._persons.get(words[0])
                    for path in () if known else self.reference.persons_by_family.get(words[0], ()):
                        self.remember(words[0], path)
