"""How many: numbers before what an event is of, or before those to whom it is done."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Reader, values

COUNTED = [
    ("Police arrested 12 smugglers in Tunis.", "12"),
    ("The strike killed at least 30 civilians in Aden.", "30"),
    ("More than 200 pilgrims were abducted by rebels in Chad.", "200"),
    ("Rebels killed two dozen soldiers in Mali.", "24"),
    ("Chad freed 1,200 prisoners in May.", "1200"),
    ("Chad expelled eleven Cuban diplomats.", "11"),
    ("Two hundred nurses were arrested in Lima.", "200"),
    ("Chad signed five agreements with Cuba.", "5"),
    # not how many of them, or of whom it is not told
    ("Police arrested a 20-year-old man in Tunis.", ""),
    ("Cuba agreed to a 30-minute meeting with Chad.", ""),
    ("Cuba fired 40 missiles at Chad.", ""),
    ("Rebels killed 12 soldiers and 3 nurses in Mali.", ""),
]


@pytest.mark.parametrize(("text", "number"), COUNTED)
def test_those_to_whom_it_is_done_are_counted(reader: Reader, text: str, number: str) -> None:
    """One number, of people and not of years, minutes or missiles."""
    (event,) = reader(text).facts("Event")
    assert values(event, "quantity") == ({number} if number else set())
