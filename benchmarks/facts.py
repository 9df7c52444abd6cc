"""Facts that texts are told to state, drawn by a number, for a person to judge by reading.

`python -m benchmarks.facts GOLD.jsonl --count 50 --seed 1`, or a folder of articles instead

Each is printed with its sentence, the words that are to state it, its class, who acts, at whom,
where and when. A fact is right where class and everybody named are; it is a leak where the text
tells no such thing as having happened: it denies, plans, asks for or supposes it, or somebody else
says so.
A text is drawn once and gives at most `--each` facts, so that no long one outweighs the rest. The
same number draws the same texts; take a fresh one to measure what was mended by reading.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.evaluate import mapping_for, read_gold, records
from kg.model import Article, EntityRef, Node, Parse, Span, Statements, Typed
from kg.pipeline import Stations
from kg.read import read

AT_ONCE = 20
"""Texts that are parsed together: enough for the parser, few enough that little is read in vain."""
ROLES = ("actor", "supplier", "recipient", "place", "begin", "end", "quantity", "commodity")


def articles(source: Path) -> list[Article]:
    """The texts of a gold set, or the articles of a folder, in their order."""
    if source.suffix != ".jsonl":
        return list(read(source))
    rows = read_gold(source)
    if "expected" not in rows[0]:
        return list(read(source))
    fields = mapping_for(source, rows[0]).fields
    return [record.article for record in records(rows, fields, where=str(source))]


def drawn(listed: Sequence[Article], seed: int) -> list[Article]:
    """The articles in an order that a number decides."""
    order = sorted(listed, key=lambda article: article.id)
    random.Random(seed).shuffle(order)  # noqa: S311  # a sample, no secret
    return order


def facts(
    stations: Stations, listed: Sequence[Article], each: int, seed: int, cls: str
) -> Iterator[tuple[Parse, Statements, Node]]:
    """The facts of the articles, at most so many of each."""
    for first in range(0, len(listed), AT_ONCE):
        for article, parse in stations.parses(listed[first : first + AT_ONCE]):
            statements = stations.extractor.extract(article, parse)
            schema = stations.ontology.schema
            told = [n for n in statements.nodes if n.holder is None and schema.is_a(n.cls, cls)]
            chance = random.Random(f"{seed} {article.id}")  # noqa: S311
            for node in chance.sample(told, min(each, len(told))):
                yield parse, statements, node


def shown(number: int, parse: Parse, statements: Statements, node: Node) -> str:
    """One fact as lines to read."""
    labels = {entity.path: entity.label for entity in statements.entities}
    span = node.evidence[0]
    lines = [f"[{number}] {_around(parse, span)}"]
    quote = " ".join(parse.text[span.start : span.end].split())
    told = [f"{node.cls}"]
    for role in ROLES:
        values = [_value(value, labels) for name, value in node.links if name == role]
        if values:
            told.append(f"{role}: {', '.join(values)}")
    return "\n".join([*lines, f"    “{quote}”", f"    = {' | '.join(told)}"])


def _value(value: object, labels: dict[str, str]) -> str:
    if isinstance(value, EntityRef):
        return f"{labels.get(value.path, '')} <{value.path}>"
    return value.lexical if isinstance(value, Typed) else str(getattr(value, "lexical", value))


def _around(parse: Parse, span: Span) -> str:
    """The sentences that some words stand in, with the one before them."""
    inside = [t.sentence for t in parse.tokens if span.start <= t.start < span.end]
    chosen = parse.sentences[max(0, min(inside) - 1) : max(inside) + 1]
    first, last = parse.tokens[chosen[0].first], parse.tokens[chosen[-1].last - 1]
    return " ".join(parse.text[first.start : last.end].split())


def main() -> int:
    """Print the sample; exit code 1 where the texts tell no fact."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("source", type=Path, help="a gold set, or a folder of articles")
    options.add_argument("--count", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--each", type=int, default=2, help="facts of one text at the most")
    options.add_argument("--of", default="Event", help="the class that the facts are of")
    given = options.parse_args()
    listed = drawn(articles(given.source), given.seed)
    number = 0
    for number, row in enumerate(
        facts(Stations.of(), listed, given.each, given.seed, given.of), start=1
    ):
        print(shown(number, *row), end="\n\n", flush=True)
        if number == given.count:
            break
    return int(number == 0)


if __name__ == "__main__":
    sys.exit(main())
