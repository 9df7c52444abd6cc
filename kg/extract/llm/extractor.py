"""From a parse to statements, with a language model in place of the lexicon."""

from __future__ import annotations

from collections import Counter

from kg.extract.extractor import Extractor
from kg.extract.llm.answer import REASONS, Answer
from kg.extract.llm.client import Client
from kg.extract.llm.question import Question
from kg.extract.llm.settings import LlmSettings
from kg.model import Article, Parse, Statements
from kg.ontology import Ontology

__all__ = ["LlmExtractor"]

KEPT = 64
"""Answers that are kept for whoever asks again, as a build does after an article that failed."""


class LlmExtractor:
    """Asks a model what an article states, and keeps what the text bears out.

    Names, offices, anaphors, dates and the standing of each word are read as ever; the model says
    which word states which event, and who takes part. `dropped` counts what it proposed in vain.
    """

    def __init__(self, ontology: Ontology, settings: LlmSettings) -> None:
        self.rules = Extractor(ontology)
        self.settings = settings
        self.question = Question(ontology)
        self.client = Client(settings, self.question.form)
        self._dropped: dict[str, Counter[str]] = {}
        self._kept: dict[str, list[object]] = {}

    def extract(self, article: Article, parse: Parse) -> Statements:
        """An article and its parse go in, its entities, statements and claims come out.

        Raises `EndpointError` where the model gives no usable answer.
        """
        context, mentions = self.rules.context(article, parse)
        # the text as the rules see it: offsets are the article's own
        parts = self.question.parts(context.tree.parse, self.settings.words)
        answers = [self._asked(part) for part in parts]
        dropped = self._dropped[article.id] = Counter()  # anew, where an article is read again
        answer = Answer(context, self.question, dropped)
        for rows in answers:
            answer.add(rows)
        return self.rules.finish(context, mentions)

    @property
    def dropped(self) -> Counter[str]:
        """How many proposals were dropped, by reason."""
        return sum(self._dropped.values(), Counter())

    def explained(self) -> list[str]:
        """What was dropped, one line a reason, most first."""
        return [f"{count} {REASONS[reason]}" for reason, count in self.dropped.most_common()]

    def _asked(self, part: str) -> list[object]:
        if part not in self._kept:
            while len(self._kept) >= KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[part] = self.client.ask(self.question.messages(part))
        return self._kept[part]
