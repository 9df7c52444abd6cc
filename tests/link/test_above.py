"""Which types lie above which, and what is asked for it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.link import Linker, Source
from kg.link.above import Above
from kg.link.details import AT_ONCE
from kg.ontology import Ontology
from kg.resources import queries_folder
from kg.store import Store
from kg.web import Client
from kg.web.sparql import LONG
from tests.link.quality import mentions
from tests.link.server import World

KG = Path(__file__).resolve().parents[2] / "kg"
FILES = (KG / "link" / "sources.toml", KG / "enrich" / "facts.toml")
FEDERATED = sorted((queries_folder() / "federated").glob("*.rq"))
ABOVE = {
    "chamber": ["parliament"],
    "parliament": ["legislature", "assembly"],
    "legislature": ["organ"],
    "assembly": ["organ"],
    "organ": ["chamber"],
}


def test_each_type_is_asked_for_once_and_a_circle_ends() -> None:
    """Level by level, whatever leads back to where it began."""
    asked: list[str] = []

    def ask(types: list[str]) -> dict[str, list[str]]:
        asked.extend(types)
        return {t: ABOVE[t] for t in types if t in ABOVE}

    above = Above(ask)
    assert above.of(["chamber", "river"]) == {
        "chamber": frozenset(ABOVE),
        "river": frozenset({"river"}),
    }
    assert above.of(["assembly"])["assembly"] == frozenset(ABOVE)
    assert sorted(asked) == sorted([*ABOVE, "river"])


def shipped() -> list[tuple[str, str]]:
    """Every query that goes to a server elsewhere, with the name of its file."""
    found = [(file.name, file.read_text(encoding="utf-8")) for file in FEDERATED]
    for file in FILES:
        for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            keys = ("by_code", "details", "above", "query")
            found += [(f"{file.name} [{name}] {k}", table[k]) for k in keys if k in table]
    return found


@pytest.mark.parametrize(("where", "query"), shipped(), ids=[where for where, _ in shipped()])
def test_no_query_that_goes_out_follows_a_path_without_end(where: str, query: str) -> None:
    """`wdt:P279*` over fifty items is what the public service breaks off after a minute."""
    assert not re.search(r"[\w)>][*+](?=[\s/|)])", query), where


def test_a_query_over_fifty_items_is_short_enough_to_be_kept() -> None:
    """What is too long for an address is posted, and answers to that are not kept."""
    items = " ".join(f"<http://www.wikidata.org/entity/Q{120_000_000 + n}>" for n in range(AT_ONCE))
    for where, query in shipped():
        assert len(query.replace("$items", items)) <= LONG, where


def test_types_are_asked_for_once_a_run(
    world: World, wikidata: Source, client: Client, ontology: Ontology, reference: Store
) -> None:
    """However many batches of people there are, all are human."""
    people = ("Person", "Leader")
    asked = [s for s, _ in mentions(reference, ontology) if s.cls in people]
    assert len(asked) > AT_ONCE
    list(Linker(client, wikidata, ontology.schema).link(asked))
    queries = [parse_qs(urlsplit(path).query).get("query", [""])[0] for _, path, _ in world.seen]
    kinds = [i for q in queries if "wdt:P279" in q for i in re.findall(r"/(Q\d+)>", q)]
    assert "Q5" in kinds
    assert len(kinds) == len(set(kinds))
