"""Links reach whoever takes the graph: every format, and the linksets of its description."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.export import FORMATS, export
from kg.link.sssom import Link, write
from kg.pipeline import renew
from kg.store import Store
from kg.terms import DATA, OWL, SKOS, VOID
from tests.queries.asked import CHECKS

WD = "http://www.wikidata.org/entity/"


@pytest.fixture(scope="module")
def linked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds with links of two kinds."""
    folder = tmp_path_factory.mktemp("linked") / "graph"
    shutil.copytree(built, folder)
    links = [
        Link(DATA + "state/IRN", SKOS + "exactMatch", WD + "Q794"),
        Link(DATA + "state/PAK", SKOS + "exactMatch", WD + "Q843"),
        Link(DATA + "place/tehran", OWL + "sameAs", WD + "Q3616"),
    ]
    write(folder.with_name("graph.sssom.tsv"), links, base=DATA)
    renew(folder)
    return folder


def test_the_description_has_a_linkset_for_each_kind_of_link(linked: Path) -> None:
    """With the property, where the links lead, and how many there are."""
    out = io.BytesIO()
    with Store.open(linked, read_only=True) as store:
        export(store, out=out, format="void")
    read = ox.Store()
    read.load(out.getvalue(), format=ox.RdfFormat.TURTLE)
    rows = read.query(
        f"PREFIX void: <{VOID}> SELECT ?p ?to ?n {{ ?set a void:Linkset ; void:linkPredicate ?p ; "
        "void:objectsTarget ?to ; void:triples ?n }"
    )
    assert isinstance(rows, ox.QuerySolutions)
    found = {(r["p"].value, r["n"].value) for r in rows if "wikidata" in r["to"].value}
    assert found == {(SKOS + "exactMatch", "2"), (OWL + "sameAs", "1")}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_can_be_written_beside_links(linked: Path, name: str) -> None:
    """Those that have named graphs hold the links; for the others they are not there."""
    out = io.BytesIO()
    with Store.open(linked, read_only=True) as store:
        export(store, out=out, format=name, license="https://example.org/licence")
    if name in ("trig", "nquads", "jsonld"):
        assert b"Q3616" in out.getvalue()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_links_break_no_check(linked: Path, check: object) -> None:
    """They are no claim, no fact of an article, and describe themselves."""
    with Store.open(linked, read_only=True) as store:
        rows = store.query(check.text)  # type: ignore[attr-defined]
        assert isinstance(rows, ox.QuerySolutions)
        assert list(rows) == []
