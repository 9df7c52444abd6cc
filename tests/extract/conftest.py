"""The extractor over single sentences, in a form that tests can read."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from kg.extract import Extractor
from kg.model import Article, ClaimRef, EntityRef, Node, NodeRef, Statements, TermRef
from kg.ontology import Ontology
from kg.parse import Parser


@dataclass(frozen=True)
class Read:
    """What was extracted from a text, with look-ups by class."""

    statements: Statements
    ontology: Ontology

    def _of(self, cls: str, nodes: list[Node]) -> list[Node]:
        return [n for n in nodes if self.ontology.schema.is_a(n.cls, cls)]

    def facts(self, cls: str = "Event") -> list[Node]:
        """The nodes of a class that are told as facts."""
        return self._of(cls, [n for n in self.statements.nodes if n.holder is None])

    def claimed(self, cls: str = "Event", modality: str | None = None) -> list[Node]:
        """The nodes of a class that are content of a claim, of one modality if named."""
        keys = {c.key for c in self.statements.claims if modality in (None, c.modality)}
        return self._of(cls, [n for n in self.statements.nodes if n.holder in keys])

    def speakers(self, node: Node) -> set[str]:
        """Who makes the claim that a node is content of."""
        return {
            value.path
            for claim in self.statements.claims
            if claim.key == node.holder
            for value in claim.speaker
            if isinstance(value, EntityRef)
        }


def values(node: Node, role: str) -> set[str]:
    """What a node has under a role: paths, local names or lexical forms."""
    found = set()
    for name, value in node.links:
        if name == role:
            if isinstance(value, EntityRef):
                found.add(value.path)
            elif isinstance(value, TermRef):
                found.add(value.name)
            elif isinstance(value, NodeRef | ClaimRef):
                found.add(value.key)
            else:
                found.add(value.lexical)
    return found


Reader = Callable[..., Read]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Reads a text, published on a date if one is given."""
    ontology = Ontology.load()
    parser, extractor = Parser.load(), Extractor(ontology)

    def read(text: str, published: str | None = None) -> Read:
        date = datetime.date.fromisoformat(published) if published else None
        article = Article("test", text, published=date)
        return Read(extractor.extract(article, parser.parse(article)), ontology)

    return read
