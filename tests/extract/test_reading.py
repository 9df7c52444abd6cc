"""What reading an article leaves behind: nothing; and a long one costs no more a word."""

from __future__ import annotations

import gc
import sys
import weakref

from kg.extract import Extractor
from kg.model import Article
from kg.ontology import Ontology
from kg.parse import Parser

TOLD = (
    "The president of Kenya accused Somalia of an attack on its border. Somalia denied the claim. "
    "The president met the foreign minister of Uganda, and the talks ended on Monday.\n"
)
TEXT = TOLD + "Both countries said that their ministers would meet in Nairobi.\n"


def calls(extractor: Extractor, article: Article, parser: Parser) -> int:
    """How many functions an article's extraction calls."""
    parse = parser.parse(article)
    found = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal found
        found += event == "call"

    sys.setprofile(count)
    try:
        extractor.extract(article, parse)
    finally:
        sys.setprofile(None)
    return found


def test_an_article_is_forgotten_when_it_is_read() -> None:
    """Nothing of it waits for the garbage collector, which would look through all else as well."""
    extractor, article = Extractor(Ontology.load()), Article("a", TEXT)
    parse = Parser.load().parse(article)
    gc.collect()
    gc.disable()
    try:
        context, mentions = extractor.context(article, parse)
        left = [weakref.ref(one) for one in (context, mentions, context.tree, context.words)]
        del context, mentions
        assert [one() for one in left] == [None] * len(left)
    finally:
        gc.enable()


def test_a_long_article_costs_no_more_a_word() -> None:
    """Eight times the text makes eight times the calls, with a tenth to spare."""
    extractor, parser = Extractor(Ontology.load()), Parser.load()
    short = calls(extractor, Article("a", TOLD * 12), parser)
    long = calls(extractor, Article("a", TOLD * 96), parser)
    assert long / short < 8 * 1.1
