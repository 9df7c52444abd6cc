"""Parse → statements."""

from kg.extract.extractor import Extractor
from kg.extract.llm import LlmExtractor, LlmSettings

__all__ = ["Extractor", "LlmExtractor", "LlmSettings"]
