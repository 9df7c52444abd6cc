"""Counting and resampling."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import ALL, MACRO, Evaluation, Judgement, evaluation_of

VERDICTS = st.sampled_from(["right", "wrong", "missed"])
JUDGEMENTS = st.builds(
    Judgement, st.just("r"), st.just("type"), st.sampled_from(["A", "B", "C"]), VERDICTS
)


def _scored(*records: list[Judgement]) -> Evaluation:
    return evaluation_of("gold", "mapping", records, texts={})


def _judgements(label: str, *verdicts: str) -> list[Judgement]:
    return [Judgement("r", "type", label, verdict) for verdict in verdicts]


def test_precision_recall_and_f1_are_those_of_the_counts() -> None:
    """3 right, 1 wrong, 2 missed: P 3/4, R 3/5, F1 2/3."""
    score = _scored(_judgements("A", *["right"] * 3, "wrong", "missed", "missed")).score("type")
    assert (score.right, score.wrong, score.missed) == (3, 1, 2)
    assert score.precision == pytest.approx(3 / 4)
    assert score.recall == pytest.approx(3 / 5)
    assert score.f1 == pytest.approx(2 / 3)


def test_the_macro_score_is_the_mean_over_types_that_are_expected() -> None:
    """A type that is only ever found wrongly has no recall: it lowers the micro score alone."""
    found = _scored(
        _judgements("A", "right"), _judgements("B", "missed"), _judgements("C", "wrong")
    )
    assert found.score("type", MACRO).f1 == pytest.approx(1 / 2)
    assert found.score("type", ALL).f1 == pytest.approx(2 * 1 / (2 * 1 + 1 + 1))


def test_a_measure_that_knows_no_wrong_has_a_recall_only() -> None:
    """Precision 1 would be an answer that nobody measured."""
    score = _scored(_judgements("A", "found", "missed")).score("type")
    assert (score.precision, score.f1) == (None, None)
    assert score.recall == pytest.approx(1 / 2)


@given(st.lists(st.lists(JUDGEMENTS, min_size=1, max_size=4), min_size=1, max_size=12))
def test_scores_are_shares_and_the_same_each_time(records: list[list[Judgement]]) -> None:
    """Whatever was judged: every number lies between 0 and 1, bounds in order, runs equal."""
    first, second = _scored(*records), _scored(*records)
    assert first.scores == second.scores
    for score in first.scores:
        numbers = [score.precision, score.recall, score.f1, score.low, score.high]
        assert all(n is None or (0 <= n <= 1 and not math.isnan(n)) for n in numbers)
        assert score.low <= score.high
