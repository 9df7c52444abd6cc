"""Which topics and security issues a phrase names."""

from __future__ import annotations

from kg.extract.tree import Tree
from kg.ontology import Reference

__all__ = ["Topics"]


CLAUSES = frozenset({"acl", "advcl", "ccomp", "parataxis"})


class Topics:
    """Topics by token: contiguous lemmas, shared modifiers, and "coordination along the border"."""

    def __init__(self, tree: Tree, reference: Reference) -> None:
        self.tree = tree
        self.reference = reference
        self._at: dict[int, list[str]] = {}
        self.covered: dict[int, tuple[int, ...]] = {}
        for sentence in tree.parse.sentences:
            self._match(sentence.first, sentence.last)
        self._match_split()

    def at(self, index: int) -> list[str]:
        """The topics whose phrase a token heads."""
        return self._at.get(index, [])

    def heads(self) -> list[int]:
        """The words that head the phrase of a topic, in text order."""
        return sorted(index for index, paths in self._at.items() if paths)

    def within(self, index: int) -> list[str]:
        """The topics named in the phrase under a token, in text order."""
        return self.among(self._phrase(index))

    def _phrase(self, index: int) -> list[int]:
        """The words under a token; clauses inside a noun phrase speak of other matters."""
        found, stack = [], [index]
        while stack:
            node = stack.pop()
            found.append(node)
            for child in self.tree.kids(node):
                clause = self.tree[child].dep.split(":")[0] in CLAUSES
                verbal = node == index and self.tree.is_verbal(index)
                if not clause or verbal or self.tree.adposition(child) in ("in", "of"):
                    stack.append(child)
        return found

    def among(self, tokens: list[int]) -> list[str]:
        """The topics that some tokens head, in text order."""
        return list(dict.fromkeys(path for token in sorted(tokens) for path in self.at(token)))

    def _match(self, first: int, last: int) -> None:
        starts = self.reference.starting("topic")
        for forms in (self.tree.lemmas, self.tree.lower):
            words = tuple(forms[first:last])
            position = 0
            while position < len(words):
                if words[position] not in starts:
                    position += 1
                    continue
                found = self.reference.at("topic", words, position)
                if not found:
                    position += 1
                    continue
                covered = range(found[0].first + first, found[0].last + first)
                outside = [i for i in covered if self.tree[i].head not in covered]
                head = outside[-1] if outside else covered[-1]
                paths = [m.path for m in found if not self._is_in_name(tuple(covered), m.path)]
                if paths:
                    self._put(head, paths, tuple(covered))
                position = found[0].last

    def _is_in_name(self, covered: tuple[int, ...], path: str) -> bool:
        """ "Typhoon jets", "the Ministry of Energy": a word of a proper name is no topic."""
        token = self.tree[covered[0]]
        sentence = self.tree.parse.sentences[token.sentence]
        known = self.reference.entities.get(path)
        return (
            len(covered) == 1
            and token.pos == "PROPN"
            and token.text.istitle()
            and token.index > sentence.first
            and not (known is not None and known.label[:1].isupper())
        )

    def _put(self, head: int, paths: list[str], covered: tuple[int, ...]) -> None:
        if self.tree[head].pos in ("VERB", "AUX", "ADV", "ADP") and len(covered) == 1:
            return
        longer = self.covered.get(head, ())
        if len(longer) > len(covered):
            return
        if len(covered) > len(longer):
            self._at[head] = []
        self.covered[head] = covered
        rows = self._at.setdefault(head, [])
        rows.extend(p for p in paths if p not in rows)

    def _match_split(self) -> None:
        """Modifiers that share a noun, and phrases turned round by a preposition."""
        for token in self.tree.tokens:
            if token.pos not in ("NOUN", "PROPN"):
                continue
            noun = self.tree.lemmas[token.index]
            if noun not in self.reference.second_words:
                continue
            direct = self.tree.kids(token.index, "amod", "compound")
            for modifier in [m for d in direct for m in self.tree.conjuncts(d)]:
                if modifier != token.index - 1 or modifier not in direct:
                    self._pair(self.tree.lemma(modifier), noun, token.index)
            for child in self.tree.kids(token.index, "nmod"):
                for member in self.tree.conjuncts(child):
                    self._pair(self.tree.lemma(member), noun, token.index)

    def _pair(self, modifier: str, noun: str, head: int) -> None:
        begun = modifier in self.reference.starting("topic")
        for match in self.reference.at("topic", (modifier, noun), 0) if begun else ():
            if match.last == 2:
                rows = self._at.setdefault(head, [])
                if match.path not in rows:
                    rows.append(match.path)
