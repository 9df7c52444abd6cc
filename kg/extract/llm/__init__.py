"""A language model as extractor: it proposes statements; text, words and gate decide."""

from kg.extract.llm.extractor import LlmExtractor
from kg.extract.llm.settings import LlmSettings

__all__ = ["LlmExtractor", "LlmSettings"]
