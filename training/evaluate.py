"""Measure a pipeline on raw text: `python -m training.evaluate --treebanks DIR [--model DIR]`.

What is measured is `kg.parse` as users meet it, or with `--plain` the weights alone. Tokens are
aligned by their offsets, so that errors of tokenisation count; all numbers are F-scores.
`obl:agent` counts as `obl`, as in the first model's report. Names are the runs of proper nouns,
trained names those of the reader of names; typed ones must have the right kind besides.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article, Parse
from kg.parse import Parser
from training.train import file_of
from training.treebank import Sentence, read_conllu, read_iob2

__all__ = ["Gold", "golds", "measure"]

SETS = {
    "gum": ("gum-clean-{split}.conllu", ""),
    "ewt": ("ewt-{split}.conllu", "uner-{split}.iob2"),
}
# Other processors add in other orders, and other seeds end elsewhere.
TOLERANCE = 0.3
NAMES = ("names", "trained names", "typed names")
COUNTED = ("words", "UPOS", "UAS", "LAS", "lemmas", "sentences", *NAMES)


@dataclass
class Gold:
    """A document's text and what stands where in it."""

    text: str = ""
    words: dict[tuple[int, int], tuple[str, str, str, tuple[int, int] | None]] = field(
        default_factory=dict
    )
    sentences: set[tuple[int, int]] = field(default_factory=set)
    names: dict[tuple[int, int], str] = field(default_factory=dict)


def golds(sentences: Iterable[Sentence]) -> Iterator[Gold]:
    """Documents: sentences of a paragraph with a space between them, paragraphs with a line end."""
    for _, its in groupby(sentences, key=lambda s: s.document):
        gold = Gold()
        paragraph = None
        for sentence in its:
            if gold.text:
                gold.text += " " if sentence.paragraph == paragraph else "\n"
            paragraph = sentence.paragraph
            spans = []
            for i, word in enumerate(sentence.words):
                spans.append((len(gold.text), len(gold.text) + len(word.form)))
                gold.text += word.form
                if word.space and i < len(sentence.words) - 1:
                    gold.text += " "
            for i, (span, word) in enumerate(zip(spans, sentence.words, strict=True)):
                head = None if word.head == i else spans[word.head]
                gold.words[span] = (word.pos, _label(word.dep), word.lemma.lower(), head)
            gold.sentences.add((spans[0][0], spans[-1][1]))
            for first, last, kind in sentence.names:
                gold.names[spans[first][0], spans[last - 1][1]] = kind
        yield gold


def _label(dep: str) -> str:
    return "root" if dep == "ROOT" else "obl" if dep == "obl:agent" else dep


def measure(parser: Parser, documents: Sequence[Gold]) -> dict[str, float]:
    """F-scores over some documents, in per cent."""
    right: Counter[str] = Counter()
    system: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for number, gold in enumerate(documents):
        try:
            parse = parser.parse(Article(str(number), gold.text))
        except ReadError:  # a document in another language
            parse = Parse(gold.text, (), ())
        _count(parse, gold, right, system)
        for key in COUNTED[:5]:
            expected[key] += len(gold.words)
        expected["sentences"] += len(gold.sentences)
        for key in NAMES:
            expected[key] += len(gold.names)
    return {
        key: round(100 * 2 * right[key] / max(1, system[key] + expected[key]), 2)
        for key in COUNTED
        if expected[key]
    }


def _count(parse: Parse, gold: Gold, right: Counter[str], system: Counter[str]) -> None:
    for token in parse.tokens:
        for key in COUNTED[:5]:
            system[key] += 1
        found = gold.words.get((token.start, token.end))
        if found is None:
            continue
        pos, dep, lemma, head = found
        over = parse.tokens[token.head]
        attached = head == (None if token.head == token.index else (over.start, over.end))
        right["words"] += 1
        right["UPOS"] += token.pos == pos
        right["UAS"] += attached
        right["LAS"] += attached and _label(token.dep) == dep
        right["lemmas"] += token.lemma.lower() == lemma
    for sentence in parse.sentences:
        span = (parse.tokens[sentence.first].start, parse.tokens[sentence.last - 1].end)
        system["sentences"] += 1
        right["sentences"] += span in gold.sentences
    for first, last in parse.names:
        system["names"] += 1
        right["names"] += (parse.tokens[first].start, parse.tokens[last - 1].end) in gold.names
    for first, last, kind in parse.typed_names:
        found_kind = gold.names.get((parse.tokens[first].start, parse.tokens[last - 1].end))
        for key in NAMES[1:]:
            system[key] += 1
        right["trained names"] += found_kind is not None
        right["typed names"] += found_kind == kind


def main() -> None:
    """Parse the options, measure, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--treebanks", type=Path, required=True, help="folder of the treebanks")
    options.add_argument("--model", type=Path, help="weights; without it those that are shipped")
    options.add_argument("--split", default="dev", choices=["dev", "test"])
    options.add_argument("--expect", type=Path, help="JSON of scores that must be reached")
    chosen = options.parse_args()
    expected = json.loads(chosen.expect.read_text("utf-8")) if chosen.expect else {}
    missed = []
    parser = Parser.load(model=chosen.model)
    for name, (trees, names) in SETS.items():
        sentences = read_conllu(file_of(chosen.treebanks, trees.format(split=chosen.split)))
        if names:
            read_iob2(file_of(chosen.treebanks, names.format(split=chosen.split)), sentences)
        scores = measure(parser, list(golds(sentences)))
        print(name, json.dumps(scores))
        bars = expected.get(chosen.split, {}).get(name, {})
        missed += [
            f"{name} {key} {scores[key]}, expected {bar}"
            for key, bar in bars.items()
            if scores[key] < bar - TOLERANCE
        ]
    if missed:
        raise SystemExit("\n".join(missed))


if __name__ == "__main__":
    main()
