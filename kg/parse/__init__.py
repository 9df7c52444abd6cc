"""Parse: articles to tokens, sentences, grammar and names, with offsets into the untouched text."""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.parse.language import require_english

if TYPE_CHECKING:
    from kg.parse.parser import Parser

__all__ = ["Parser", "require_english"]

# it brings numpy, and most commands never parse
defer(__name__, {"kg.parse.parser": ["Parser"]})
