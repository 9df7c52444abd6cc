"""Whom "he" and whom "she" can be: by title, by given name, by what an office is called."""

from __future__ import annotations

from kg.extract.mentions import Mentions
from kg.extract.tree import Tree
from kg.extract.words import Words

__all__ = ["PRONOUNS", "Genders"]

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
"""Pronouns that tell, and what each tells."""


class Genders:
    """What an article and the lexicon's lists of names tell of people, by their paths."""

    def __init__(self, tree: Tree, mentions: Mentions, words: Words) -> None:
        self.tree = tree
        self.mentions = mentions
        self.lexicon = words.lexicon
        self._titled: dict[str, set[str]] | None = None

    def of(self, path: str) -> str:
        """ "he" or "she" where it is told which of them somebody is, else nothing."""
        told = self._by_titles().get(path, set())
        if told:
            return next(iter(told)) if len(told) == 1 else ""
        words = self.mentions.entities.label(path).replace("-", " ").split()
        if path.startswith("person/") and len(words) > 1:
            return self.lexicon.names.get(words[0], "") or self._called(words)
        return self._called(words)

    def agrees(self, pronoun: str, path: str) -> bool:
        """Whether a pronoun can stand for a person, as far as is told."""
        return self.of(path) in ("", PRONOUNS.get(pronoun, ""))

    def _called(self, words: list[str]) -> str:
        """What the words of a title tell: "Crown Prince of …", "spokeswoman of …"."""
        for word in words:
            if word == "of":
                break
            if told := self.lexicon.titles.get(word):
                return told
        return ""

    def _by_titles(self) -> dict[str, set[str]]:
        """Who stands behind "Mr", "Queen" and the like in this article."""
        if self._titled is None:
            self._titled = {}
            for token in self.tree.tokens:
                told = self.lexicon.titles.get(token.text.rstrip("."))
                if told and token.dep in ("nmod:desc", "compound", "appos"):
                    paths = self.mentions.named(token.head).paths
                    if len(paths) == 1 and paths[0].startswith("person/"):
                        self._titled.setdefault(paths[0], set()).add(told)
        return self._titled
