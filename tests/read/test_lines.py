"""JSON Lines: an article a line."""

from __future__ import annotations

import datetime
import json

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.read import read_file
from tests.conftest import Write


def test_each_line_is_an_article(write: Write) -> None:
    """All keys of a header may be given; blank lines and fields of others are passed over."""
    record = {
        "id": 17,
        "text": "They met.\r\n",
        "title": "A visit",
        "date": "2024-04-22T08:30:00Z",
        "source": "Example",
        "url": "https://example.org/1",
        "language": "en",
        "word_count": 2,
        "author": None,
    }
    path = write("news.jsonl", json.dumps(record) + '\n\n{"text": "They talked.", "title": null}\n')
    assert list(read_file(path)) == [
        Article(
            "17",
            "They met.\r\n",
            "A visit",
            datetime.date(2024, 4, 22),
            "Example",
            "https://example.org/1",
            "en",
        ),
        Article("news-3", "They talked."),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{'text': 1}", "is no JSON: Expecting property name"),
        ("[1]", "is no JSON object"),
        ('{"title": "A visit"}', "has no 'text'; needs the article under the key 'text'"),
        ('{"text": "  "}', "'text' holds no text"),
        ('{"text": "a", "date": "yesterday"}', "'published' is 'yesterday'; needs an ISO date"),
        ('{"text": "a", "date": "2024-01-01", "published": "2024-01-01"}', "is given twice"),
        ('{"text": "a", "publishd": "2024-01-01"}', "did you mean 'published'?"),
        ('{"text": "a\\ud800"}', "'text' holds U+D800 at character 1"),
        ('{"text": "a", "source": ["b"]}', "'source' is \"['b']\"; needs a text"),
        (b"\xff", "is not UTF-8: byte 0xff at offset 18"),
    ],
)
def test_a_line_that_is_no_article_is_named(write: Write, line: str | bytes, message: str) -> None:
    """The message has file and line; offsets count from the beginning of the file."""
    fault = line.encode() if isinstance(line, str) else line
    path = write("news.jsonl", b'{"text": "fine."}\n' + fault + b"\n")
    articles = read_file(path)
    assert next(articles).text == "fine."
    with pytest.raises(ReadError) as error:
        next(articles)
    assert str(error.value).startswith(f"{path}:2: ")
    assert message in str(error.value)


def test_a_file_without_lines_is_refused(write: Write) -> None:
    """An empty collection is as much an accident as an empty article."""
    with pytest.raises(ReadError, match="is empty"):
        list(read_file(write("news.jsonl", "\n\n")))
