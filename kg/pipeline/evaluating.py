"""Evaluating: what the stations make of the records of a gold set, held against the gold."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg.evaluate import (
    Evaluation,
    Judgement,
    Record,
    Told,
    evaluation_of,
    judge_for,
    load_mapping,
    mapping_for,
    read_gold,
    records,
)
from kg.pipeline.run import Step, Watch
from kg.pipeline.stations import Stations
from kg.populate import populate

__all__ = ["evaluate"]


def evaluate(
    gold: Path | str,
    *,
    mapping: Path | str | None = None,
    ontology: Path | None = None,
    limit: int | None = None,
    sample: int | None = None,
    watch: Watch | None = None,
) -> Evaluation:
    """Score the graph that comes out of the texts of a gold set against what the set expects.

    `mapping` is a TOML file, or the name of a mapping that comes with Entente; without one, the
    set's own is taken. `limit` takes the first records only, `sample` that many drawn from the
    whole set, the same ones each time.
    """
    path = Path(gold)
    rows = read_gold(path)
    chosen = mapping_for(path, rows[0]) if mapping is None else load_mapping(mapping)
    listed = _drawn(records(rows, chosen.fields, where=str(path)), sample)[:limit]
    stations = Stations.of(ontology)
    judge = judge_for(chosen, stations.ontology)
    judged: list[list[Judgement]] = []
    pairs = zip(listed, stations.parses(r.article for r in listed), strict=True)
    for done, (record, (article, parse)) in enumerate(pairs, start=1):
        statements = stations.extractor.extract(article, parse)
        quads = populate(article, statements, stations.ontology)
        told = Told(quads, stations.ontology.schema)
        judged.append(judge.judge(record, parse, told))
        if watch is not None:
            watch(Step(record.id, done, len(listed)))
    return evaluation_of(
        path.name, chosen.name, judged, texts={r.id: r.article.text for r in listed}
    )


def _drawn(listed: list[Record], sample: int | None) -> list[Record]:
    if sample is None or sample >= len(listed):
        return listed
    # seeded: the same sample each time
    chosen = np.random.default_rng(len(listed)).choice(len(listed), sample, replace=False)
    return [listed[i] for i in sorted(chosen)]
