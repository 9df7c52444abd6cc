"""Plain text files: headers, sidecars, and text that nobody touches."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.read import read, read_file
from tests.conftest import Write

HEADER = """---
id: state-visit
title: "A state visit"
published: 2024-04-22
source: Example News
url: https://example.org/news/state-visit
language: en
---
"""

# What a file may hold: no surrogates (not UTF-8), no NUL (binary), and something to read.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1)


def only(path: Path) -> Article:
    """The one article of a file."""
    (article,) = read_file(path)
    return article


def test_a_file_without_a_header_is_all_text(write: Write) -> None:
    """Text and nothing else: the id is the file's name, and nothing is made up."""
    assert only(write("The Visit.txt", "They met.\n")) == Article("the-visit", "They met.\n")


def test_a_header_gives_the_metadata_and_the_text_begins_after_it(write: Write) -> None:
    """Every key of the header reaches the article; offsets count from the line after it."""
    assert only(write("visit.txt", HEADER + "They met.\n")) == Article(
        id="state-visit",
        text="They met.\n",
        title="A state visit",
        published=datetime.date(2024, 4, 22),
        source="Example News",
        url="https://example.org/news/state-visit",
        language="en",
    )


def test_a_header_may_hold_comments_and_blank_lines(write: Write) -> None:
    """They are passed over, and the line numbers of errors still count them."""
    path = write("visit.txt", "---\n# by hand\n\nsource: Example\n---\nThey met.")
    assert only(path).source == "Example"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_as_they_are(write: Write, end: str) -> None:
    """Windows and old Mac files keep their line ends, in headers read alike."""
    body = f"They met.{end}{end}They talked.{end}"
    article = only(write("visit.txt", HEADER.replace("\n", end) + body))
    assert (article.text, article.title) == (body, "A state visit")


def test_a_byte_order_mark_is_no_text(write: Write) -> None:
    """The first character of the text has offset 0, with a mark before it or without."""
    assert only(write("visit.txt", b"\xef\xbb\xbfThey met.")).text == "They met."


@given(body=texts.filter(str.strip), end=st.sampled_from(["\n", "\r\n"]))
def test_header_and_text_come_back_as_they_went_in(body: str, end: str) -> None:
    """Whatever the text is, the header before it changes no character of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "visit.txt")
        path.write_bytes((HEADER.replace("\n", end) + body).encode())
        assert only(path).text == body


def test_a_sidecar_gives_the_metadata_of_the_file_beside_it(write: Write) -> None:
    """`NAME.meta.toml` speaks about `NAME.txt`, with dates in TOML's own form or as text."""
    path = write("visit.txt", "They met.")
    write("visit.meta.toml", 'published = 2024-04-22\ntitle = "A visit"\n')
    assert only(path) == Article(
        "visit", "They met.", title="A visit", published=datetime.date(2024, 4, 22)
    )


def test_a_key_in_header_and_sidecar_is_refused(write: Write) -> None:
    """Two places that may differ are one too many; the message names both."""
    path = write("visit.txt", HEADER + "They met.")
    sidecar = write("visit.meta.toml", '\nsource = "Other"\n')
    with pytest.raises(ReadError) as error:
        only(path)
    assert str(error.value) == (
        f"{sidecar}:2: 'source' stands in {path}:5 too; take one of them out"
    )


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("published: 11/3/24", "'published' is '11/3/24'; needs an ISO date such as 2024-03-11"),
        ("published: 2024-02-30", "'published' is '2024-02-30'; needs an ISO date"),
        ("publised: 2024-03-11", "'publised' is no known key; needs one of id, title, published"),
        ("publised: 2024-03-11", "did you mean 'published'?"),
        ("colour: red", "'colour' is no known key"),
        ("title:", "'title' is empty; fill it in or take it out"),
        ("id: a visit/1", "'id' is 'a visit/1'; needs letters a-z"),
        ("url: example.org/a b", "'url' is 'example.org/a b'; needs an address such as https://"),
        ("language: English please", "needs a language tag such as en or en-GB"),
        ("They met in a city", "'They met in a city' is no 'key: value'; close the header"),
    ],
)
def test_a_header_that_cannot_be_used_is_named_by_line(
    write: Write, header: str, message: str
) -> None:
    """The message has file, line, what stands there, what is needed."""
    path = write("visit.txt", f"---\nsource: Example\n{header}\n---\nThey met.")
    with pytest.raises(ReadError) as error:
        only(path)
    assert str(error.value).startswith(f"{path}:3: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_key_given_twice_is_refused(write: Write) -> None:
    """Which of two values holds is not ours to guess."""
    path = write("visit.txt", "---\nsource: One\nsource: Two\n---\nThey met.")
    with pytest.raises(ReadError, match=r":3: 'source' stands in line 2 too; take one of them out"):
        only(path)


def test_a_header_without_an_end_is_refused(write: Write) -> None:
    """Otherwise the article would be taken for its header."""
    path = write("visit.txt", "---\nsource: One\n")
    with pytest.raises(ReadError, match=r":1: the header has no end; needs a line ---"):
        only(path)


def test_a_sidecar_that_is_no_toml_is_named(write: Write) -> None:
    """The message names the sidecar, not the article."""
    path = write("visit.txt", "They met.")
    write("visit.meta.toml", "published: 2024")
    with pytest.raises(ReadError, match=r"visit\.meta\.toml: is no TOML: .*line 1"):
        only(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty; put the article in, or remove it"),
        (b" \n\n", "is empty"),
        ((HEADER + " \n").encode(), "holds no text"),
        (b"PK\x03\x04\x00\x00", "is binary: byte 0x00 at offset 4"),
        (b"They met in M\xfcnchen.", "is not UTF-8: byte 0xfc at offset 13; needs UTF-8; convert"),
        (b"\xef\xbb\xbfM\xfcnchen.", "is not UTF-8: byte 0xfc at offset 4"),
        ("They met.".encode("utf-16"), "is UTF-16; needs UTF-8"),
    ],
)
def test_a_file_that_is_no_article_is_refused(write: Write, content: bytes, message: str) -> None:
    """Empty, binary and wrongly encoded files are told apart, with the offset of the fault."""
    path = write("visit.txt", content)
    with pytest.raises(ReadError) as error:
        only(path)
    assert str(error.value).startswith(f"{path}: {message}")


def test_a_file_that_is_too_long_is_refused(write: Write) -> None:
    """A dump given as one article is an accident; the message says how to hand it in."""
    path = write("visit.txt", "They met. " * 20)
    with pytest.raises(ReadError, match="has 200 bytes; needs at most 100 an article"):
        list(read(path, max_bytes=100))
