"""Articles to parses: offsets, sentences, batches, languages."""

from __future__ import annotations

import contextlib
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article, Parse
from kg.parse import Parser

WORDS = [
    *"""Iran's talks said U.S. “we will not” … resigned. Gen. Ali, (AFP) — 3-day café N’Djamena
    ? ! " ' % $5m al-Assad’s""".split(),
    "e\u0301te\u0301",  # combining marks
    "\U0001f1ee\U0001f1f7",  # a flag of two letters
    "\U0001f469\u200d\U0001f467",  # a family joined by zero-width joiners
    "co\u00adoperate",
    "zero\u200bwidth",
    "\ufeffBOM",
]
GAPS = [
    " ",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u2009",
    "\u2028",
    "\x07",
    "\x0c",
    "\x00",
    "\ud800",
    "",
]
odd_text = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=40).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def check(parse: Parse) -> None:
    """What holds of every parse."""
    text, tokens = parse.text, parse.tokens
    assert [t.index for t in tokens] == list(range(len(tokens)))
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert token.text.strip()
        assert not set(token.text) & set("\n\r\u2028")
        assert tokens[token.head].sentence == token.sentence
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    ranges = [(s.first, s.last) for s in parse.sentences]
    assert [i for first, last in ranges for i in range(first, last)] == list(range(len(tokens)))
    assert [s.index for s in parse.sentences] == list(range(len(parse.sentences)))
    for sentence in parse.sentences:
        inside = tokens[sentence.first : sentence.last]
        assert all(t.sentence == sentence.index for t in inside)
        roots = [t for t in inside if t.head == t.index]
        assert [t.dep for t in roots] == ["root"]
    numbers = [s.paragraph for s in parse.sentences]
    assert numbers == sorted(numbers)
    assert all(a < b for a, b in parse.names)
    assert all(a[1] <= b[0] for a, b in pairwise(parse.names))


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(odd_text)
def test_offsets_point_at_the_very_words(parser: Parser, text: str) -> None:
    """Whatever stands in a text, a token's offsets cut its own words out of it."""
    with contextlib.suppress(ReadError):  # enough "été" and it is French
        parse = parser.parse(Article("odd", text))
        assert parse.text is text
        check(parse)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
def test_any_string_has_a_parse_or_is_refused_as_foreign(parser: Parser, text: str) -> None:
    """No character of Unicode, alone or together, breaks the parser."""
    with contextlib.suppress(ReadError):
        check(parser.parse(Article("any", text)))


def test_batches_give_what_single_articles_give(parser: Parser) -> None:
    """How articles are grouped leaves no trace in their parses, nor what was parsed before."""
    texts = [
        "Oslo recalled its envoy.\nThe talks failed.",
        "",
        "Gunmen attacked a base near Sévaré, killing two soldiers.",
        "“No deal,” Peru’s president said. He left.",
    ] * 3
    articles = [Article(f"a{i}", text) for i, text in enumerate(texts)]
    alone = [parser.parse(article) for article in articles]
    for size in (1, 5, 32):
        together = list(parser.pipe(articles, batch_size=size))
        assert [article for article, _ in together] == articles
        assert [parse for _, parse in together] == alone


def test_a_line_is_a_paragraph_and_line_ends_are_no_words(parser: Parser) -> None:
    """CRLF, blank lines and spaces between lines part paragraphs and leave nothing behind."""
    parse = parser.parse(
        Article("x", "Talks begin today\r\n\r\n  \nKenya sent troops. They left.\n")
    )
    assert [t.text for t in parse.tokens][:3] == ["Talks", "begin", "today"]
    assert [s.paragraph for s in parse.sentences] == [0, 1, 1]


def test_an_article_of_nothing_has_a_parse_of_nothing(parser: Parser) -> None:
    """An empty text is for others to refuse."""
    assert parser.parse(Article("x", " \n\t ")) == Parse(" \n\t ", (), ())


def test_a_paragraph_may_be_very_long(parser: Parser) -> None:
    """Half a book without a line end is parsed in pieces, and its sentences are found."""
    text = "The minister met the envoy in Accra. " * 1500
    parse = parser.parse(Article("long", text))
    check(parse)
    assert len(parse.sentences) == 1500
    assert {s.paragraph for s in parse.sentences} == {0}


def test_an_article_in_another_language_is_refused(parser: Parser) -> None:
    """The error names the language; articles before it in the batch come out all the same."""
    good = Article("good", "Chad closed its border with Sudan on Friday.")
    bad = Article(
        "bad", "Der Bundeskanzler traf am Montag den französischen Präsidenten in Berlin."
    )
    results = parser.pipe([good, bad, good])
    assert next(results)[0] is good
    with pytest.raises(ReadError, match="bad: its text seems to be German; needs an English text"):
        next(results)


def test_foreign_paragraphs_of_an_english_article_have_no_tokens(parser: Parser) -> None:
    """They are no reason to refuse it, and no English is made of them."""
    text = (
        "The chancellor defended the pact, and the opposition left the chamber in protest.\n"
        "„Wir werden unsere Verpflichtungen gegenüber den Partnern erfüllen“, sagte er.\n"
        "The vote is expected on Friday, after the leaders of the parties have met."
    )
    parse = parser.parse(Article("mixed", text))
    check(parse)
    assert {t.text for t in parse.tokens} & {"Wir", "sagte"} == set()
    assert {"chancellor", "vote"} <= {t.text for t in parse.tokens}


def test_unseen_characters_inside_words_do_not_hide_them(parser: Parser) -> None:
    """A soft hyphen or zero-width space stays in the token's text and not in its lemma."""
    parse = parser.parse(Article("x", "Kenya attac\u200bked the camps."))
    attacked = parse.tokens[1]
    assert (attacked.text, attacked.lemma) == ("attac\u200bked", "attack")


def test_mended_words_have_the_lemma_of_their_new_part_of_speech(parser: Parser) -> None:
    """What was taken for a noun and is a verb has a verb's lemma."""
    text = "China and Russia on Thursday vetoed a resolution on the siege of Mekelle."
    parse = parser.parse(Article("x", text))
    vetoed = next(t for t in parse.tokens if t.text == "vetoed")
    assert (vetoed.pos, vetoed.lemma, vetoed.dep) == ("VERB", "veto", "root")
