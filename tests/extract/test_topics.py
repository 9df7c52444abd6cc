"""What something is about, by the words of its phrase."""

from __future__ import annotations

from tests.extract.conftest import Reader, values


def test_a_word_of_a_proper_name_is_no_topic(reader: Reader) -> None:
    """Jets that are called Typhoon have nothing to do with the weather."""
    read = reader("Britain delivered Eurofighter Typhoon jets to Qatar.")
    topics = {t for n in read.statements.nodes for t in values(n, "topic")}
    assert "issue/natural-disasters" not in topics


def test_the_same_word_as_a_common_noun_is_one(reader: Reader) -> None:
    """A storm is a topic of what is done on account of it."""
    found = reader("Japan and Vietnam discussed the typhoon.").facts("Discussion")
    assert [values(n, "topic") for n in found] == [{"issue/natural-disasters"}]
