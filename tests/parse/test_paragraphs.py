"""Text to paragraphs that a parser can read, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.parse.paragraphs import LONGEST, paragraphs

WRAPPED = """\
The foreign ministers of the two countries met in Accra on Monday and agreed to
open the border posts that were closed after the coup. Trade between them has
fallen by half since March, officials said.

A second meeting is planned for June in the capital of one of the neighbours."""


@given(st.text(alphabet=st.sampled_from("ab .’\n\r\t\u00a0\u200b\ufeff\x00é👍\u0301"), max_size=80))
def test_every_character_has_its_place_in_the_text(text: str) -> None:
    """A cleaned character stands where its offset says, or is a space for a blank one there."""
    for paragraph in paragraphs(text):
        assert len(paragraph.text) == len(paragraph.offsets)
        assert list(paragraph.offsets) == sorted(set(paragraph.offsets))
        assert paragraph.text == paragraph.text.strip()
        assert "  " not in paragraph.text
        for char, offset in zip(paragraph.text, paragraph.offsets, strict=True):
            assert char in (text[offset], " ", "'")


def test_lines_are_paragraphs() -> None:
    """Each kind of line break ends one; blank lines make none."""
    found = paragraphs("One.\r\nTwo.\n\n \nThree.\u2028Four.\x0bFive.")
    assert [(p.number, p.text) for p in found] == [
        (0, "One."),
        (1, "Two."),
        (2, "Three."),
        (3, "Four."),
        (4, "Five."),
    ]


def test_lines_that_were_wrapped_to_a_width_are_joined() -> None:
    """A sentence goes on in the next line; a blank line still ends the paragraph."""
    found = paragraphs(WRAPPED)
    assert [p.text.split()[0] for p in found] == ["The", "A"]
    assert "agreed to open the border" in found[0].text


def test_a_list_of_headlines_is_not_joined() -> None:
    """Lines of different lengths, each complete, stay apart."""
    text = "Talks on the dam resume in the capital after months\nSudan army takes town\nOil falls"
    assert len(paragraphs(text)) == 3


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """Pieces bear one number, are bearable, and lose nothing."""
    text = "They met in Accra. " * 2000
    found = paragraphs(text)
    assert {p.number for p in found} == {0}
    assert all(len(p.text) <= LONGEST and p.text.endswith("Accra.") for p in found)
    assert " ".join(p.text for p in found) == text.strip()


def test_what_has_no_end_is_cut() -> None:
    """Forty thousand marks without a space take no longer, one by one, than a hundred."""
    text = "Peru met Chad. " + "'" * 40_000 + " Mali left."
    pieces = paragraphs(text)
    assert max(len(p.text) for p in pieces) < 1_000
    assert "".join(text[p.offsets[0] : p.offsets[-1] + 1] for p in pieces).count("'") == 40_000
    assert len({p.number for p in pieces}) == 1
