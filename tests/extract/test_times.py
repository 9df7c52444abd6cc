"""What expressions of time mean, against an article of Wednesday, 17 April 2024."""

from __future__ import annotations

import datetime

import pytest

from kg.extract.times import durations, times
from tests.extract.conftest import Reader, values

PUBLISHED = datetime.date(2024, 4, 17)
PAST = [
    # days
    ("on 22 April 2023", "2023-04-22"),
    ("on April 22, 2023", "2023-04-22"),
    ("on the 5th of May", "2023-05-05"),
    ("on the 5th of March", "2024-03-05"),
    ("on Monday, April 8", "2024-04-08"),
    ("on Monday 8 April", "2024-04-08"),
    ("on Sept. 3", "2023-09-03"),
    ("on 30 December", "2023-12-30"),
    ("on 5 June last year", "2023-06-05"),
    ("on 2024-02-29", "2024-02-29"),
    ("on 29.02.2024", "2024-02-29"),
    ("on 25/12/2023", "2023-12-25"),
    ("on 03/04/2024", ""),
    ("on 30 February 2024", ""),
    ("the Sept. 11 attacks", "--09-11"),
    ("the 7 October attack", "--10-07"),
    # days of the week
    ("on Monday", "2024-04-15"),
    ("on Wednesday", "2024-04-17"),
    ("on Thursday", "2024-04-11"),
    ("last Wednesday", "2024-04-10"),
    ("Monday's attack", "2024-04-15"),
    ("on Monday morning", "2024-04-15"),
    ("Tuesday of last week", "2024-04-09"),
    ("this Friday", "2024-04-19"),
    ("next Tuesday", "2024-04-23"),
    ("next Friday", ""),
    ("the following Monday", ""),
    ("every Monday", ""),
    ("Good Friday", ""),
    ("on Mondays", ""),
    # near days and periods
    ("yesterday", "2024-04-16"),
    ("today", "2024-04-17"),
    ("tomorrow", "2024-04-18"),
    ("last night", "2024-04-16"),
    ("the day before yesterday", "2024-04-15"),
    ("last week", "2024-04"),
    ("earlier this week", "2024-04"),
    ("earlier this month", "2024-04"),
    ("last month", "2024-03"),
    ("later this year", "2024"),
    ("late last year", "2023"),
    ("next month", "2024-05"),
    ("three days ago", "2024-04-14"),
    ("two weeks ago", "2024"),
    ("four years ago", "2020"),
    ("three months ago", ""),
    ("a year ago", "2023"),
    ("two days earlier", ""),
    ("the next day", ""),
    # months
    ("in January", "2024-01"),
    ("in November", "2023-11"),
    ("mid-March", "2024-03"),
    ("early in May", "2023-05"),
    ("in May 2020", "2020-05"),
    ("since June 2020", "2020-06"),
    ("in March last year", "2023-03"),
    ("last December", "2023-12"),
    ("next January", "2025-01"),
    ("January's election", "2024-01"),
    ("it may march", ""),
    ("April Smith", ""),
    # years
    ("in 1962", "1962"),
    ("in early 2023", "2023"),
    ("mid-2022", "2022"),
    ("the end of 2022", "2022"),
    ("in the spring of 2021", "2021"),
    ("the third quarter of 2023", "2023"),
    ("the 1990s", ""),
    ("in the late 1990s", ""),
    ("the '90s", ""),
    ("of 2000 troops", ""),
    ("over the past three years", ""),
    ("in recent weeks", ""),
    # before and after
    ("until May", ""),
    ("by Monday", ""),
    ("after June 2020", ""),
    ("before 2015", ""),
    ("by the end of 2030", ""),
    ("on the eve of 5 May", ""),
    ("as of Monday", ""),
]
RANGES = [
    ("between 3 and 5 June 2023", "2023-06-03", "2023-06-05"),
    ("from June 3 to 5", "2023-06-03", "2023-06-05"),
    ("April 3-5", "2024-04-03", "2024-04-05"),
    ("30 May to 2 June 2023", "2023-05-30", "2023-06-02"),
    ("December 30 – January 2", "2023-12-30", "2024-01-02"),
    ("from May to July 2020", "2020-05", "2020-07"),
    ("between November 2019 and March 2020", "2019-11", "2020-03"),
    ("from 2015 to 2018", "2015", "2018"),
    ("1914–18", "1914", "1918"),
]
FUTURE = [
    ("on Friday", "2024-04-19"),
    ("in May", "2024-05"),
    ("in January", "2025-01"),
    ("on 3 March", "2025-03-03"),
]
UNDATED = [
    ("on Monday", ""),
    ("last month", ""),
    ("in January", "--01"),
    ("on 22 April", "--04-22"),
    ("in 2015", "2015"),
]
DURATIONS = [
    ("a three-day visit", ["P3D"]),
    ("a 48-hour ceasefire", ["PT48H"]),
    ("a two-week truce", ["P14D"]),
    ("a decade-long war", ["P10Y"]),
    ("a 12-year-old", []),
    ("a 12 year old boy", []),
    ("a five-year plan", ["P5Y"]),
]


def _first(text: str, published: datetime.date | None, *, future: bool = False) -> str:
    found = times(text, 0, published, future=future)
    return found[0].date.lexical if found else ""


@pytest.mark.parametrize(("text", "date"), PAST, ids=[p[0] for p in PAST])
def test_an_expression_means_this_day_month_or_year(text: str, date: str) -> None:
    """As precise as the words are; nothing where they leave open which one."""
    assert _first(text, PUBLISHED) == date


@pytest.mark.parametrize(("text", "begin", "end"), RANGES, ids=[r[0] for r in RANGES])
def test_a_range_has_a_begin_and_an_end(text: str, begin: str, end: str) -> None:
    """ "From … to …" in days, months and years."""
    (found,) = times(text, 0, PUBLISHED)
    assert found.end is not None
    assert (found.date.lexical, found.end.lexical) == (begin, end)


@pytest.mark.parametrize(("text", "date"), FUTURE, ids=[f[0] for f in FUTURE])
def test_what_is_planned_lies_ahead(text: str, date: str) -> None:
    """A date without a year is the next such date."""
    assert _first(text, PUBLISHED, future=True) == date


@pytest.mark.parametrize(("text", "date"), UNDATED, ids=[u[0] for u in UNDATED])
def test_without_a_date_of_the_article_only_what_is_named_is_known(text: str, date: str) -> None:
    """Nothing is near a day that nobody knows."""
    assert _first(text, None) == date


@pytest.mark.parametrize(("text", "found"), DURATIONS, ids=[d[0] for d in DURATIONS])
def test_durations_are_told_from_ages(text: str, found: list[str]) -> None:
    """As XML Schema durations."""
    assert durations(text) == found


def test_the_words_of_a_date_are_kept() -> None:
    """Its span is the words that gave it."""
    text = "They met on Monday, April 8, in Oslo."
    (found,) = times(text, 100, PUBLISHED)
    assert text[found.span.start - 100 : found.span.end - 100] == "Monday, April 8"


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("Iran attacked Israel on Monday, April 8.", {"2024-04-08"}, set()),
        ("Iran met Turkey from 3 to 5 April.", {"2024-04-03"}, {"2024-04-05"}),
        ("Iran postponed talks with Turkey until May.", set(), set()),
        ("Iran (born 21 July 1990) attacked Israel on 6 March.", {"2024-03-06"}, set()),
        ("Iran attacked Israel following the summit of 6 March 2019.", set(), set()),
        ("Iran expelled two Israeli diplomats over the murders of March 2019.", set(), set()),
        ("Iran condemned Israel on Monday over a strike in 2019.", {"2024-04-15"}, set()),
        ("Iran attacked Israel after 6 March.", set(), set()),
        ("Iran promised never to attack Israel, but fired at it in March.", set(), set()),
        ("Iran has supplied Syria with arms since June 2020.", {"2020-06"}, set()),
        ("Iran signed an accord with Iraq at a summit in March 2019.", {"2019-03"}, set()),
    ],
)
def test_an_event_gets_the_time_of_its_own_clause(
    reader: Reader, text: str, begin: set[str], end: set[str]
) -> None:
    """Its own, not what bounds it or when something else was: behind "after", "over", "but"."""
    event = reader(text, "2024-04-17").facts("Event")[0]
    assert (values(event, "begin"), values(event, "end")) == (begin, end)
