"""Parse: articles to tokens, sentences, grammar and names, with offsets into the untouched text."""

from kg.parse.language import require_english
from kg.parse.parser import Parser

__all__ = ["Parser", "require_english"]
