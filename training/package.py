"""Make the shipped folder: `python -m training.package WEIGHTS kg/parse/model --names NAMES`.

Weights go in at half precision, settings of the training stay out, strings are those of the labels.
The folder must hold LICENSE.md, ATTRIBUTION.md and lemmas/ already; the manifest is written last.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Config

from kg.parse.weights import MANIFEST, checksums

__all__ = ["package"]

NAMES = "ner"
PIPELINE = ("tok2vec", "tagger", "morphologizer", "parser", NAMES)
KEPT = ("nlp", "components")


def package(
    weights: Path, folder: Path, *, names: Path | None = None, scores: Path | None = None
) -> None:
    """Write a trained pipeline, and the reader of names of another one, into the package."""
    pipeline = spacy.load(weights)
    for name in pipeline.pipe_names:
        if name not in PIPELINE or (name == NAMES and names is not None):
            pipeline.remove_pipe(name)
    if names is not None:
        pipeline.add_pipe(NAMES, source=spacy.load(names))
    _narrow(pipeline)
    keep = {
        name: (folder / name).read_bytes() for name in (".gitattributes", "LICENSE.md")
    }  # spaCy writes no such files, but it may come to
    pipeline.to_disk(folder)
    for name, data in keep.items():
        (folder / name).write_bytes(data)
    strings = folder / "vocab" / "strings.json"
    strings.write_text(json.dumps(_strings(pipeline), indent=0, ensure_ascii=False) + "\n", "utf-8")
    config = Config({k: v for k, v in pipeline.config.items() if k in KEPT})
    (folder / "config.cfg").write_text(config.to_str(interpolate=False), "utf-8")
    _write_meta(folder, scores)
    rows = [f"{digest}  {name}\n" for name, digest in checksums(folder).items()]
    (folder / MANIFEST).write_text("".join(rows), "utf-8")


def _narrow(pipeline: Language) -> None:
    for pipe in pipeline.pipe_names:
        component: Any = pipeline.get_pipe(pipe)
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype(np.float16))


def _strings(pipeline: Language) -> list[str]:
    """The strings of the labels and of their parts, sorted."""
    pipes: dict[str, Any] = {name: pipeline.get_pipe(name) for name in pipeline.pipe_names}
    labels = {label for pipe in pipes.values() for label in pipe.labels}
    labels |= set(pipes["morphologizer"].cfg["labels_morph"].values())
    parts = {p for label in labels for p in label.split("|")}
    values = {v for part in parts for v in part.split("=", 1)}
    return sorted((labels | parts | values) - {""})


def _write_meta(folder: Path, scores: Path | None) -> None:
    file = folder / "meta.json"
    meta = json.loads(file.read_text("utf-8"))
    old = json.loads(Path(__file__).with_name("meta.json").read_text("utf-8"))
    meta.update(old)
    if scores is not None:
        meta["performance"] = json.loads(scores.read_text("utf-8").splitlines()[-1])["average"]
    file.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Parse the options and write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--names", type=Path, help="weights of a reader of names")
    options.add_argument("--scores", type=Path, help="log.jsonl of the training")
    chosen = options.parse_args()
    package(chosen.weights, chosen.folder, names=chosen.names, scores=chosen.scores)


if __name__ == "__main__":
    main()
