"""Every number of Wikidata that we ship, held against its label.

Published lists mislabel numbers: Q207326 is no summit of politicians but a mountain's. `labels.tsv`
holds each number with its label and with what it was compared with.
"""

from __future__ import annotations

import csv
import re

from kg.link import load_sources
from tests.link.world import HERE, items

ROOT = HERE.parents[1]
MADE_UP = 9_990_000_000
NUMBER = re.compile(r"(?:\b\w+:|entity/|\")([QP][1-9]\d*)(?![\w+])")
"""A number in a prefixed name, an IRI or a list of numbers."""
SHIPPED = sorted(
    [
        *ROOT.glob("ontology/**/*.ttl"),
        *ROOT.glob("queries/**/*.rq"),
        *ROOT.glob("kg/link/*.toml"),
        *ROOT.glob("kg/enrich/*.toml"),
    ]
)


def labels() -> dict[str, tuple[str, str]]:
    """Number, then label and what it was compared with."""
    with (HERE / "labels.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: (row["label"], row["checked against"]) for row in rows}


def test_every_number_that_is_shipped_has_a_label_and_a_source() -> None:
    """In ontology, reference data, queries and the descriptions of sources."""
    known = labels()
    for path in SHIPPED:
        for number in set(NUMBER.findall(path.read_text(encoding="utf-8"))):
            assert number in known, f"{path.name}: {number}"
            assert all(known[number])


def test_every_item_of_the_extract_bears_its_label() -> None:
    """But for those that are made up, whose numbers Wikidata has not given out."""
    known = labels()
    for id, item in items().items():
        if int(id[1:]) < MADE_UP:
            assert known[id][0] == item.label, id
        for property, value in item.statements:
            assert property in known, property
            named = re.match(r"Q\d+", value)
            assert named is None or named[0] in items(), (id, value)


def test_the_classes_of_wikidata_say_what_their_comments_say() -> None:
    """A comment beside a number in the file of sources is its label."""
    text = (ROOT / "kg" / "link" / "sources.toml").read_text(encoding="utf-8")
    known = labels()
    ours = load_sources()["wikidata"]
    (comment,) = re.findall(r"^# (.*)\npublic = ", text, re.MULTILINE)[:1]
    assert [known[id][0] for id in ours.public] == comment.split(", ")
    for cls, ids in ours.classes:
        (comment,) = re.findall(rf"^{cls} = .*?# (.*)$", text, re.MULTILINE)[:1]
        assert [known[id][0] for id in ids] == comment.split(", ")
