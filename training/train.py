"""Train the pipeline: `python -m training.train --treebanks DIR --reference DIR --out DIR`."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam, Config, fix_random_seed
from thinc.schedules import warmup_linear

from training.augment import Augmenter, Pool
from training.grammar import Grammar
from training.silver import Tenses
from training.treebank import Sentence, chunks, document, read_conllu, read_iob2, read_wikigold

__all__ = ["main"]

# (file, words): another release of a treebank has other words, and other numbers come out.
GRAMMAR = {
    "train": (("ewt-train.conllu", 204_577), ("gum-clean-train.conllu", 115_140)),
    "dev": (("ewt-dev.conllu", 25_147), ("gum-clean-dev.conllu", 15_107)),
}
WEIGHTS = {"tag_acc": 0.2, "pos_acc": 0.1, "morph_acc": 0.1, "dep_uas": 0.1, "dep_las": 0.4}


def file_of(folder: Path, name: str) -> Path:
    """A treebank file, packed or not."""
    return found if (found := folder / f"{name}.xz").exists() else folder / name


def read(folder: Path, split: str, *, wikigold: bool = False) -> list[Sentence]:
    """The sentences of a split of both treebanks with their names."""
    sentences: list[Sentence] = []
    for name, words in GRAMMAR[split]:
        found = read_conllu(file_of(folder, name), words=words)
        if name.startswith("ewt"):
            read_iob2(file_of(folder, f"uner-{split}.iob2"), found)
        sentences += found
    if wikigold:
        sentences += read_wikigold(file_of(folder, "wikigold.txt"))
    return sentences


def batches(
    pipeline: Language,
    pieces: Sequence[Sequence[Sentence]],
    *,
    augmenter: Augmenter,
    grammar: Grammar,
    silver: Iterator[list[Sentence]],
    share: float,
    made: int,
    words: int,
    extra: int,
    seed: int,
) -> Iterator[tuple[int, list[Example]]]:
    """Epoch after epoch in ever other orders, a share of the pieces changed.

    Each batch holds `made` sentences of the grammar besides, and `extra` words of silver.
    """

    def example(piece: Sequence[Sentence]) -> Example:
        gold = document(pipeline.vocab, piece)
        return Example(pipeline.make_doc(gold.text), gold)

    random = Random(seed)  # noqa: S311  # no secret
    order = list(range(len(pieces)))
    epoch = 0
    while True:
        random.shuffle(order)
        batch: list[Example] = []
        size = 0
        for i in order:
            piece = pieces[i]
            if random.random() < share and piece[0].words[0].dep:
                piece = [augmenter(s) for s in piece]
            batch.append(example(piece))
            size += sum(len(s.words) for s in piece)
            if size >= words:
                batch += [example([grammar()]) for _ in range(made)]
                more = 0
                while more < extra:
                    news = [augmenter(s) for s in next(silver)]
                    batch.append(example(news))
                    more += sum(len(s.words) for s in news)
                yield epoch, batch
                batch, size = [], 0
        epoch += 1


def pieces_of(silver: Sequence[Sentence], tenses: Tenses, seed: int) -> Iterator[list[Sentence]]:
    """One to three sentences at a time in ever other orders, half of them told in the past."""
    random = Random(seed)  # noqa: S311  # no secret
    order: list[int] = []
    while silver:
        chosen = []
        for _ in range(random.choice((1, 1, 2, 3))):
            if not order:
                order = random.sample(range(len(silver)), len(silver))
            sentence = silver[order.pop()]
            chosen.append(tenses.past(sentence) if random.random() < 0.5 else sentence)
        yield chosen


def evaluate(pipeline: Language, dev: Sequence[Doc]) -> dict[str, float]:
    """SpaCy's scores on development documents, raw text."""
    examples = [Example(pipeline.make_doc(gold.text), gold) for gold in dev]
    found = pipeline.evaluate(examples)
    keys = ("tag_acc", "pos_acc", "morph_acc", "dep_uas", "dep_las", "sents_f", "ents_f")
    scores = {k: round(found[k], 4) for k in keys if found.get(k) is not None}
    scores["score"] = round(sum(scores.get(k, 0) * w for k, w in WEIGHTS.items()), 4)
    if "dep_las" not in scores:
        scores["score"] = scores.get("ents_f", 0)
    return scores


def main() -> None:
    """Parse the options, train, and keep averaged weights at every evaluation, best and last."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--treebanks", type=Path, required=True, help="folder of the treebanks")
    options.add_argument("--reference", type=Path, required=True, help="folder ontology/reference")
    options.add_argument("--config", type=Path, default=Path(__file__).with_name("parser.cfg"))
    options.add_argument("--start", type=Path, help="weights to go on from")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--steps", type=int, default=6000)
    options.add_argument("--stop", type=int, help="end early, the rates being those of --steps")
    options.add_argument("--rate", type=float, default=0.0015, help="highest learning rate")
    options.add_argument("--dropout", type=float, default=0.15)
    options.add_argument("--words", type=int, default=1400, help="in a batch")
    options.add_argument("--share", type=float, default=0.5, help="of pieces that are augmented")
    options.add_argument("--made", type=int, default=8, help="sentences by rule in a batch")
    options.add_argument("--silver", type=Path, help="CoNLL-U of training.silver")
    options.add_argument("--extra", type=int, default=450, help="words of silver in a batch")
    options.add_argument("--every", type=int, default=500, help="steps between evaluations")
    options.add_argument("--seed", type=int, default=20251)
    options.add_argument("--wikigold", action="store_true", help="learn names from WikiGold too")
    chosen = options.parse_args()
    if chosen.silver is None:
        chosen.extra = 0

    fix_random_seed(chosen.seed)
    sentences = read(chosen.treebanks, "train", wikigold=chosen.wikigold)
    pieces = chunks(sentences)
    pool = Pool.read(chosen.reference, [s for s in sentences if s.document != "wikigold"])
    pipeline = start(chosen.config, chosen.start, pieces)
    dev = [document(pipeline.vocab, p) for p in chunks(read(chosen.treebanks, "dev"))]
    rates: Any = warmup_linear(chosen.rate, chosen.steps // 20, int(1.05 * chosen.steps))
    optimizer = Adam(
        rates,
        beta1=0.9,
        beta2=0.999,
        L2=0.01,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=True,
    )
    silver = read_conllu(chosen.silver) if chosen.silver else []
    stream = batches(
        pipeline,
        pieces,
        augmenter=Augmenter(pool, chosen.seed),
        grammar=Grammar(pool, chosen.reference, chosen.seed),
        silver=pieces_of(silver, Tenses(sentences), chosen.seed),
        made=chosen.made,
        extra=chosen.extra,
        share=chosen.share,
        words=chosen.words,
        seed=chosen.seed,
    )
    chosen.out.mkdir(parents=True, exist_ok=True)
    best, began = 0.0, time.monotonic()
    losses: dict[str, float] = {}
    for step, (epoch, batch) in enumerate(stream, start=1):
        pipeline.update(batch, drop=chosen.dropout, sgd=optimizer, losses=losses)
        optimizer.step_schedules()
        ends = step in (chosen.steps, chosen.stop)
        if step % chosen.every and not ends:
            continue
        row: dict[str, Any] = {
            "step": step,
            "epoch": epoch,
            "minutes": round((time.monotonic() - began) / 60, 1),
            "loss": {k: round(v) for k, v in losses.items()},
            "last": evaluate(pipeline, dev),
        }
        losses = {}
        pipeline.to_disk(chosen.out / "last")
        with pipeline.use_params(optimizer.averages):
            row["average"] = scores = evaluate(pipeline, dev)
            pipeline.to_disk(chosen.out / str(step))
            if scores["score"] > best:
                best = scores["score"]
                pipeline.to_disk(chosen.out / "best")
        with (chosen.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        if ends:
            break


def start(config: Path, weights: Path | None, pieces: Sequence[Sequence[Sentence]]) -> Language:
    """The pipeline to train: from weights, or anew from a configuration."""
    if weights is not None:
        return spacy.load(weights, exclude=["lemmatizer"])
    pipeline = spacy.util.load_model_from_config(Config().from_disk(config), auto_fill=True)
    examples = []
    for piece in pieces:
        gold = document(pipeline.vocab, piece)
        if piece[0].words[0].dep or pipeline.pipe_names[-1] == "ner":
            examples.append(Example(pipeline.make_doc(gold.text), gold))
    pipeline.initialize(lambda: examples)
    return pipeline


if __name__ == "__main__":
    main()
