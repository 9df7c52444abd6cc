"""The questions and checks of the folder, and the rows that each must give."""

from __future__ import annotations

import re
from pathlib import Path

from kg.query import Catalogue, Question
from kg.resources import queries_folder

__all__ = ["CHECKS", "FOLDER", "QUESTIONS", "columns", "example", "expected", "ordered"]

FOLDER = queries_folder()

QUESTIONS = Catalogue(FOLDER).list()

CHECKS = Catalogue(FOLDER / "checks").list()


def example(question: Question) -> dict[str, str]:
    """The parameters with which a question's expected rows were asked; most were asked with none.

    >>> example(Question("q", "#+ example: state=PAK, on=2024-04-22"))
    {'state': 'PAK', 'on': '2024-04-22'}
    """
    line = re.search(r"^#\+ example: (.+)$", question.text, re.MULTILINE)
    pairs = (part.strip().partition("=") for part in line[1].split(",")) if line else ()
    return {name: value for name, _, value in pairs}


def columns(question: Question) -> list[str]:
    """The variables of the SELECT line, in their order.

    >>> columns(Question("q", "SELECT DISTINCT ?who (COUNT(?x) AS ?n) WHERE { ?x ?y ?who }"))
    ['who', 'n']
    """
    line = re.search(r"^SELECT (?:DISTINCT )?(.+?) WHERE", question.text, re.MULTILINE)
    assert line is not None, f"{question.name}: one line SELECT … WHERE"
    return re.findall(r"\?(\w+)", re.sub(r"\([^()]*\([^()]*\) AS (\?\w+)\)", r"\1", line[1]))


def ordered(question: Question) -> set[str]:
    """The variables of ORDER BY.

    >>> sorted(ordered(Question("q", "… ORDER BY STR(?begin) DESC(?n) ?who")))
    ['begin', 'n', 'who']
    """
    return set(re.findall(r"\?(\w+)", question.text.rpartition("ORDER BY")[2]))


def expected(question: Question, folder: Path = FOLDER) -> str:
    """The rows of a question, as tab-separated values."""
    return (folder / f"{question.name}.tsv").read_text(encoding="utf-8")
