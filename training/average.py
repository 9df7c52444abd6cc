"""Average the weights of pipelines of one run: `python -m training.average OUT FIRST SECOND …`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import spacy

__all__ = ["average"]


def average(out: Path, folders: list[Path]) -> None:
    """Write a pipeline whose every weight is the mean of those of some pipelines alike."""
    first = spacy.load(folders[0])
    for number, folder in enumerate(folders[1:], start=2):
        other = spacy.load(folder)
        for name in first.pipe_names:
            component: Any = first.get_pipe(name)
            theirs: Any = other.get_pipe(name)
            for mine, its in zip(component.model.walk(), theirs.model.walk(), strict=True):
                for weight in mine.param_names:
                    if mine.has_param(weight):
                        value = mine.get_param(weight)
                        step = (its.get_param(weight) - value) / number
                        mine.set_param(weight, value + step)
    first.to_disk(out)


def main() -> None:
    """Parse the options and average."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("folders", type=Path, nargs="+")
    chosen = options.parse_args()
    average(chosen.out, chosen.folders)


if __name__ == "__main__":
    main()
