"""`kg enrich`: what others say stands apart, with its source, and what contradicts is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.cli import run
from kg.enrich import Outside, outsides
from kg.errors import OptionError
from kg.link.sssom import Link, write
from kg.store import Store
from kg.terms import DATA, SKOS
from tests.link import world as small
from tests.link.server import World, serving

WD = "http://www.wikidata.org/entity/"
LINKED = {
    "state/IRN": "Q794",
    "state/PAK": "Q843",
    "place/tehran": "Q3616",
    "person/ebrahim-raisi": "Q5947347",
    "office/president-of-iran": "Q838380",
    "organization/united-nations": "Q1065",
}


@pytest.fixture
def graph(built: Path, tmp_path: Path) -> Path:
    """The graph of the seeds, with some links that a person made."""
    folder = Path(shutil.copytree(built, tmp_path / "graph"))
    with Store.open(folder, read_only=True) as store:
        rows = store.query("SELECT ?a { ?a a ent:Agreement }")
        assert isinstance(rows, ox.QuerySolutions)
        agreement = next(iter(rows))["a"].value
    links = [Link(DATA + s, SKOS + "exactMatch", WD + q) for s, q in LINKED.items()]
    links.append(Link(agreement, SKOS + "exactMatch", WD + "Q9990000901"))
    write(tmp_path / "graph.sssom.tsv", links, base=DATA)
    return folder


def at(world: World, folder: Path, way: str = "") -> Path:
    """A file that brings facts from the small Wikidata."""
    ours: Outside = outsides()["wikidata"]
    file = folder / f"facts{way.strip('/')}.toml"
    file.write_text(
        f'[wikidata]\ntitle = "Wikidata"\nentity = "{ours.entity}"\nattempts = 1\nrate = 10000\n'
        f'endpoint = "{world.base}{way}/sparql"\nlicence = "{ours.licence}"\n'
        f"population = \"{ours.population}\"\nquery = '''{ours.query}'''\n",
        encoding="utf-8",
    )
    return file


def told(folder: Path, query: str) -> list[list[str]]:
    """The rows of a query, as text."""
    with Store.open(folder, read_only=True) as store:
        rows = store.query(query)
        assert isinstance(rows, ox.QuerySolutions)
        names = [v.value for v in rows.variables]
        return [[str(getattr(r[n], "value", "")) for n in names] for r in rows]


def test_facts_come_into_a_graph_of_their_own(graph: Path, world: World, tmp_path: Path) -> None:
    """In our vocabulary, with source, revision and day; a plain query sees none of them."""
    found = kg.enrich(store=graph, sources=at(world, tmp_path))
    assert found.failed == ()
    assert found.refused == ()
    counts = dict(found.counts)
    assert counts["member"] == 3
    assert counts["capital"] == 2
    assert counts["border"] == 3
    assert counts["population"] == 1
    assert counts["party"] == 2
    inside = "SELECT ?s ?o { GRAPH id:outside-wikidata { ?s %s ?o } } ORDER BY ?s ?o"
    assert [DATA + "state/IRN", DATA + "place/tehran"] in told(graph, inside % "ent:capital")
    assert [DATA + "state/IRN", DATA + "organization/united-nations"] in told(
        graph, inside % "ent:memberOf"
    )
    assert [WD + "Q794", "2100000007"] in told(graph, inside % "<http://schema.org/version>")
    assert [WD + "Q794", "2026-11-27"] in told(graph, inside % "<http://purl.org/pav/retrievedOn>")
    assert told(graph, inside % "dcterms:source")[0][1] == "http://www.wikidata.org/"
    assert told(graph, "SELECT ?o { id:outside-wikidata dcterms:source ?o }") == []
    with Store.open(graph, read_only=True) as store:
        assert store.supplements() == ["outside-wikidata"]
        assert store.differences() == ([], [])


def test_tenures_keep_the_precision_that_the_source_gives(
    graph: Path, world: World, tmp_path: Path
) -> None:
    """A year stays a year: nobody took office on the first of January because of us."""
    kg.enrich(store=graph, sources=at(world, tmp_path), kinds=["office", "holder"])
    rows = told(
        graph,
        "SELECT ?person ?begin (DATATYPE(?begin) AS ?type) { GRAPH id:outside-wikidata { ?t a "
        "ent:Tenure ; ent:person ?person ; ent:begin ?begin } } ORDER BY ?begin",
    )
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert [DATA + "person/ebrahim-raisi", "2021-08-03", xsd + "date"] in rows
    assert {row[2] for row in rows} <= {xsd + "date", xsd + "gYear"}


def test_the_same_answers_give_the_same_graph(graph: Path, world: World, tmp_path: Path) -> None:
    """Byte for byte, also offline; the day is the source's own, or the one that is given."""
    facts = at(world, tmp_path)
    kg.enrich(store=graph, sources=facts)
    with Store.open(graph, read_only=True) as store:
        before = store.canonical()
    kg.enrich(store=graph, sources=facts, offline=True)
    with Store.open(graph, read_only=True) as store:
        assert store.canonical() == before
    kg.enrich(store=graph, sources=facts, offline=True, retrieved="2026-01-02")
    days = "SELECT DISTINCT ?d { GRAPH ?g { ?s <http://purl.org/pav/retrievedOn> ?d } }"
    assert told(graph, days) == [["2026-01-02"]]


def test_what_contradicts_is_listed_and_changes_nothing(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another capital, another day in office, another place: both stay, people decide."""
    store = small.dataset()
    wdt = small.WDT
    capital = ox.NamedNode(wdt + "P36")
    iran = ox.NamedNode(WD + "Q794")
    for quad in list(store.quads_for_pattern(iran, capital, None)):
        store.remove(quad)
    store.add(ox.Quad(iran, capital, ox.NamedNode(WD + "Q1362")))
    tehran = ox.NamedNode(WD + "Q3616")
    for quad in list(store.quads_for_pattern(tehran, ox.NamedNode(wdt + "P625"), None)):
        store.remove(quad)
    store.add(ox.Quad(tehran, ox.NamedNode(wdt + "P625"), ox.Literal("Point(10.0 50.0)")))
    for quad in list(
        store.quads_for_pattern(None, ox.NamedNode(small.WIKIBASE + "timeValue"), None)
    ):
        if "2021-08-03" in str(quad.object):
            store.remove(quad)
            other = ox.Literal("2021-09-09T00:00:00Z", datatype=small.DATE_TIME)
            store.add(ox.Quad(quad.subject, quad.predicate, other))
    with serving(store) as world:
        code = run(["enrich", "-s", str(graph), "--sources", str(at(world, tmp_path)), "--json"])
    assert code == 1
    found = json.loads(capsys.readouterr().out)["conflicts"]
    by_what = {(c["label"], c["what"]): (c["ours"], c["theirs"]) for c in found}
    assert by_what["Iran", "capital"] == ("Tehran", "Islamabad")
    assert by_what["Ebrahim Raisi, President of Iran", "begin"] == ("2021-08-03", "2021-09-09")
    assert by_what["Tehran", "place"][1].startswith("50 10")
    assert told(graph, "SELECT ?c { ?iran ent:isoAlpha3 'IRN' ; ent:capital ?c }") == [
        [DATA + "place/tehran"]
    ]


def test_what_breaks_a_shape_is_left_out_and_told(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tenure without a beginning is none here; the rest comes in."""
    store = small.dataset()
    node = ox.NamedNode(WD + "statement/made-up")
    store.add(ox.Quad(ox.NamedNode(WD + "Q5947347"), ox.NamedNode(small.P + "P39"), node))
    store.add(ox.Quad(node, ox.NamedNode(small.PS + "P39"), ox.NamedNode(WD + "Q889817")))
    with serving(store) as world:
        code = run(["enrich", "-s", str(graph), "--sources", str(at(world, tmp_path))])
    assert code == 1
    printed = capsys.readouterr().out
    assert "left out:" in printed
    assert "A tenure does not have exactly one begin" in " ".join(printed.split())
    assert told(graph, "SELECT ?t { GRAPH id:outside-wikidata { ?t a ent:Tenure } } LIMIT 1")


def test_a_source_that_fails_leaves_what_was_known(
    graph: Path, world: World, tmp_path: Path
) -> None:
    """What was brought before stays, and the reason is told."""
    kg.enrich(store=graph, sources=at(world, tmp_path))
    with Store.open(graph, read_only=True) as store:
        before = store.canonical()
    found = kg.enrich(
        store=graph, sources=at(world, tmp_path, "/500"), cache=tmp_path / "other", refresh=True
    )
    assert [count for _, count in found.failed] == [7]
    assert "HTTP status 500" in found.failed[0][0]
    with Store.open(graph, read_only=True) as store:
        assert store.canonical() == before


def test_without_links_there_is_nothing_to_bring(built: Path, tmp_path: Path) -> None:
    """And it says what comes first."""
    folder = Path(shutil.copytree(built, tmp_path / "other"))
    with pytest.raises(OptionError, match="nothing of it is linked with Wikidata; run kg link"):
        kg.enrich(store=folder)
    with pytest.raises(OptionError, match="no such kind of fact; needs border, capital"):
        kg.enrich(store=folder, kinds=["flag"])
