"""Gold records of our own, in the forms of the sets that others made."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg import evaluate
from kg.evaluate import Evaluation

__all__ = ["evaluated", "written"]


def written(folder: Path, rows: Sequence[Mapping[str, Any]], *, name: str = "gold") -> Path:
    """A gold file with these records."""
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def evaluated(folder: Path, mapping: str, *rows: Mapping[str, Any]) -> Evaluation:
    """The evaluation of these records with a mapping that comes with Entente."""
    return evaluate(written(folder, rows), mapping=mapping)
