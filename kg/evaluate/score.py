"""Counts and scores: precision, recall and F1 with bootstrap intervals over the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["ALL", "MACRO", "Evaluation", "Judgement", "Score", "evaluation_of"]

ALL, MACRO = "all", "macro"
_DRAWS = 1000
_SEED = 20240422
_COLUMNS = {"right": 0, "found": 0, "wrong": 1, "missed": 2}
_Counts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing that is right, wrong (found, not expected) or missed (expected, not found).

    `found` instead of `right` says that the measure knows no wrong: it has a recall only.
    `measure` says what was compared, `label` its type in the words of the gold set. `gold` and
    `found` are both sides for a reader, `why` what decided.
    """

    record: str
    measure: str
    label: str
    verdict: str
    gold: str = ""
    found: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One row: counts, precision, recall and F1, and where 95 % of the resampled F1 lie.

    Where a measure knows no wrong, precision and F1 are None, and the bounds the recall's. `label`
    is a type, `all` (all types together) or `macro` (the mean of the types' scores).
    """

    measure: str
    label: str
    right: int
    wrong: int
    missed: int
    precision: float | None
    recall: float
    f1: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one gold set, every judgement that they count, and the records' texts."""

    gold: str
    mapping: str
    records: int
    scores: tuple[Score, ...]
    judgements: tuple[Judgement, ...]
    texts: Mapping[str, str]

    def score(self, measure: str, label: str = ALL) -> Score:
        """The row of a measure and type. Raises `KeyError` where nothing was measured."""
        for score in self.scores:
            if (score.measure, score.label) == (measure, label):
                return score
        raise KeyError(measure, label)


def evaluation_of(
    gold: str,
    mapping: str,
    judged: Sequence[Sequence[Judgement]],
    *,
    texts: Mapping[str, str],
) -> Evaluation:
    """Scores from the judgements on each record; `texts` are those of the records by name."""
    judgements = tuple(j for found in judged for j in found)
    scores: list[Score] = []
    for measure in dict.fromkeys(j.measure for j in judgements):
        labels = sorted({j.label for j in judgements if j.measure == measure})
        counts = np.zeros((len(judged), len(labels), 3))
        for row, found in enumerate(judged):
            for one in found:
                if one.measure == measure:
                    counts[row, labels.index(one.label), _COLUMNS[one.verdict]] += 1
        verdicts = {j.verdict for j in judgements if j.measure == measure}
        recall_only = not verdicts & {"right", "wrong"}
        scores.extend(_scores(measure, labels, counts, recall_only=recall_only))
    return Evaluation(gold, mapping, len(judged), tuple(scores), judgements, texts)


def _scores(measure: str, labels: list[str], counts: _Counts, *, recall_only: bool) -> list[Score]:
    records = len(counts)
    # seeded, so that the same judgements give the same intervals on every machine
    draws = np.random.default_rng(_SEED).multinomial(records, [1 / records] * records, size=_DRAWS)
    drawn = np.einsum("dr,rlk->dlk", draws, counts)
    total = counts.sum(axis=0)
    value = _recall if recall_only else _f1

    def row(label: str, summed: _Counts, means: _Counts, draws: _Counts) -> Score:
        low, high = np.percentile(draws, (2.5, 97.5))
        right, wrong, missed = (int(n) for n in summed)
        precision, recall, f1 = (float(n) for n in means)
        return Score(
            measure, label, right, wrong, missed,
            None if recall_only else precision, recall, None if recall_only else f1,
            float(low), float(high),
        )  # fmt: skip

    rows = [row(ALL, total.sum(axis=0), _means(total.sum(axis=0)), value(drawn.sum(axis=1)))]
    if len(labels) > 1:
        # a type that is never expected has no recall, and the mean leaves it out
        kept = (total[:, 0] + total[:, 2]) > 0
        if kept.any():
            mean = np.mean([_means(one) for one in total[kept]], axis=0)
            drawn_means = value(drawn)[:, kept].mean(axis=1)
            rows.append(row(MACRO, total[kept].sum(axis=0), mean, drawn_means))
        rows += [
            row(label, total[i], _means(total[i]), value(drawn[:, i]))
            for i, label in enumerate(labels)
        ]
    return rows


def _means(counts: _Counts) -> _Counts:
    right, wrong, _ = counts
    precision = _ratio(right, right + wrong)
    return np.array([precision, _recall(counts), _f1(counts)])


def _recall(counts: _Counts) -> _Counts:
    return _ratio(counts[..., 0], counts[..., 0] + counts[..., 2])


def _f1(counts: _Counts) -> _Counts:
    right, wrong, missed = counts[..., 0], counts[..., 1], counts[..., 2]
    return _ratio(2 * right, 2 * right + wrong + missed)


def _ratio(part: _Counts, whole: _Counts) -> _Counts:
    none = np.zeros(np.shape(part))
    return np.divide(part, whole, out=none, where=np.asarray(whole) > 0)
