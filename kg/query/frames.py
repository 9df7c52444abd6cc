"""Answers as data frames, where pandas or polars is installed."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

from kg.errors import MissingToolError
from kg.query.values import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import polars as pl

__all__ = ["to_pandas", "to_polars"]


def to_pandas(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> pd.DataFrame:
    """Rows as a pandas frame. Columns that hold whole numbers stay whole where a row has none."""
    pandas = _library("pandas")
    made: pd.DataFrame = pandas.DataFrame([tuple(row) for row in rows], columns=list(columns))
    return made.convert_dtypes()


def to_polars(columns: Sequence[str], rows: Sequence[Sequence[Value]]) -> pl.DataFrame:
    """Rows as a polars frame. A column of several types, such as dates and months, is text."""
    polars = _library("polars")
    series = {name: _one_type([row[at] for row in rows]) for at, name in enumerate(columns)}
    made: pl.DataFrame = polars.DataFrame(series)
    return made


def _one_type(values: list[Value]) -> list[Value]:
    types = {type(value) for value in values if value is not None}
    return values if len(types) < 2 else [None if v is None else str(v) for v in values]


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingToolError(
            name,
            found=f"an answer as a frame needs {name}, which is not installed",
            remedy="install entente[frames], or use Result.records()",
        ) from error
