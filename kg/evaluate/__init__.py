"""Quads + gold set → scores."""

from kg.evaluate.gold import Record, read_gold, records
from kg.evaluate.judges import Judge, judge_for
from kg.evaluate.mapping import Mapping, load_mapping, mapping_for
from kg.evaluate.score import ALL, MACRO, Evaluation, Judgement, Score, evaluation_of
from kg.evaluate.told import Told

__all__ = [
    "ALL",
    "MACRO",
    "Evaluation",
    "Judge",
    "Judgement",
    "Mapping",
    "Record",
    "Score",
    "Told",
    "evaluation_of",
    "judge_for",
    "load_mapping",
    "mapping_for",
    "read_gold",
    "records",
]
