"""What the store promises about articles that come, change and go."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.namespace import RDF

from kg.errors import OptionError, QueryError, StoreError
from kg.store import Store
from kg.terms import ENT
from tests.store.articles import BACKGROUND, REPORT, VISIT, quads


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with the background and no article."""
    with Store.open(tmp_path / "store", create=True) as opened:
        opened.install(quads(BACKGROUND), "first")
        yield opened


def test_the_same_article_twice_changes_nothing(store: Store) -> None:
    """A second `add` of the same quads, in any order, is no change and writes nothing."""
    first = store.add("visit", quads(VISIT))
    before = store.canonical()
    again = store.add("visit", reversed(quads(VISIT)))
    assert len(first.added) == len(set(quads(VISIT)))
    assert (again.added, again.removed) == ((), ())
    assert store.canonical() == before


def test_an_edited_article_replaces_its_old_self(store: Store) -> None:
    """What the edited article no longer states is gone, and the numbers are kept as values."""
    store.add("visit", quads(VISIT))
    edited = VISIT.replace('"08"^^xsd:integer', '"8"^^xsd:integer').replace("gMonth", "string")
    change = store.add("visit", quads(edited))
    assert [q.object.value for q in change.removed if isinstance(q.object, ox.Literal)] == ["--01"]
    assert [q.object.value for q in change.added if isinstance(q.object, ox.Literal)] == ["--01"]
    assert store.differences() == ([], [])


def test_retracting_removes_only_what_no_other_article_states(store: Store) -> None:
    """A fact, a claim and an entity that two articles share stay until both are gone."""
    background = store.canonical()
    store.add("report", quads(REPORT))
    alone = store.canonical()
    store.add("visit", quads(VISIT))
    gone = store.retract("visit")
    assert store.canonical() == alone
    assert all(
        "5f> <http://www.w3.org/1999" not in str(q.triple) or "#facts" in str(q.graph_name)
        for q in gone.removed
    )
    store.retract("report")
    assert store.canonical() == background


def test_emptied_graphs_are_no_longer_listed(store: Store) -> None:
    """A claim that nobody states any more leaves no empty graph behind."""
    store.add("visit", quads(VISIT))
    store.retract("visit")
    assert not store.query("ASK { GRAPH ?g {} }")


def test_a_plain_query_sees_facts_only(store: Store) -> None:
    """The content of a claim is found in its graph and not in the default graph."""
    store.add("visit", quads(VISIT))
    assert not store.query("ASK { ?event a ent:Assault }")
    assert store.query("ASK { GRAPH ?claim { ?event a ent:Assault } ?claim a ent:Claim }")


def test_a_new_background_replaces_the_old_one(store: Store) -> None:
    """Only with a new fingerprint, also where it has blank nodes, and articles stay."""
    store.add("report", quads(REPORT))
    assert not store.install(quads("ent:Nothing a owl:Class ."), "first")
    assert store.install(
        quads("ent:State a owl:Class . ent:New rdfs:subClassOf [ a owl:Class ] ."), "second"
    )
    assert store.fingerprint == "second"
    assert not store.query("ASK { ent:Actor a owl:Class }")
    assert store.query("ASK { <https://w3id.org/entente/id/state/IRN> a ent:State }")
    assert store.differences() == ([], [])


def test_two_stores_of_the_same_articles_are_the_same(tmp_path: Path) -> None:
    """Blank nodes of the ontology have labels that depend on nothing but the ontology."""
    written = []
    for name, order in (("a", 1), ("b", -1)):
        with Store.open(tmp_path / name, create=True) as store:
            store.install(quads(BACKGROUND)[::order], "one")
            for id, trig in [("visit", VISIT), ("report", REPORT)][::order]:
                store.add(id, quads(trig))
            written.append(store.canonical())
    assert written[0] == written[1]


def test_statements_without_background_hold_what_articles_state_as_well(store: Store) -> None:
    """Iran's type is both reference data and stated by the report, its label is reference data."""
    store.add("report", quads(REPORT))
    stated = set(store.quads(background=False))
    assert stated == set(quads(REPORT))


def test_a_store_keeps_its_articles_over_closing(tmp_path: Path) -> None:
    """What was added is there when the folder is opened again, also for reading only."""
    with Store.open(tmp_path, create=True, base="https://example.org/id/") as store:
        store.add("visit", quads(VISIT))
        before = store.canonical()
    with Store.open(tmp_path, read_only=True) as store:
        assert store.articles() == ["visit"]
        assert store.base == "https://example.org/id/"
        assert store.canonical() == before
        assert set(store.contribution("visit")) == set(store.quads())
        with pytest.raises(StoreError, match="reading only"):
            store.retract("visit")


# rdflib warns about its own use of what it has deprecated
@pytest.mark.filterwarnings("ignore:Dataset.* is deprecated:DeprecationWarning")
def test_rdflib_sees_the_store(store: Store) -> None:
    """The rdflib view answers from the store, graph by graph."""
    store.add("visit", quads(VISIT))
    view = store.rdflib()
    types = {str(o) for o in view.objects(None, RDF.type)}
    assert ENT + "Meeting" in types
    assert "https://w3id.org/entente/id/claim/9c" in {str(g.identifier) for g in view.graphs()}


def test_a_copy_in_memory_holds_the_same_quads(store: Store) -> None:
    """`dataset` and `quads` agree."""
    store.add("visit", quads(VISIT))
    assert set(store.dataset()) == set(store.quads())


@pytest.mark.parametrize(
    ("trig", "fault"),
    [
        ("<https://w3id.org/entente/id/article/other> a ent:Article .", "another article"),
        ("<https://w3id.org/entente/id/article/a#facts> { ent:x a ent:y }", "another article"),
        ("ent:x ent:y [ a ent:z ] .", "blank node"),
    ],
)
def test_an_article_speaks_only_for_itself(store: Store, trig: str, fault: str) -> None:
    """Nodes of another article and blank nodes are refused, and nothing is written."""
    before = store.canonical()
    with pytest.raises(StoreError, match=fault):
        store.add("visit", quads(trig))
    assert store.canonical() == before


def test_a_background_cannot_speak_for_articles(store: Store) -> None:
    """Reference data that describe an article or fill a named graph are refused."""
    for trig in (
        "<https://w3id.org/entente/id/article/a> a ent:Article .",
        "ent:g { ent:x a ent:y }",
    ):
        with pytest.raises(StoreError, match="the background states"):
            store.install(quads(trig), "other")


def test_an_unknown_article_gets_near_matches(store: Store) -> None:
    """Retracting a misspelt article says which one may be meant."""
    store.add("visit", quads(VISIT))
    with pytest.raises(OptionError, match="did you mean visit"):
        store.retract("vissit")
    with pytest.raises(OptionError, match="no such article"):
        store.contribution("nothing-like-it")


def test_updates_are_no_queries(store: Store) -> None:
    """`query` reads only."""
    with pytest.raises(QueryError):
        store.query("INSERT DATA { ent:x a ent:y }")


def test_opening_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    """A missing store, a file, a foreign folder, another version, another base: one line each."""
    with pytest.raises(StoreError, match=r"no store here; run kg build first"):
        Store.open(tmp_path / "none")
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path / "none", create=True, read_only=True)
    assert not (tmp_path / "none").exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="a file, not a store"):
        Store.open(tmp_path / "file", create=True)
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="not a store"):
        Store.open(tmp_path / "foreign", create=True)
    Store.open(tmp_path / "store", create=True).close()
    with pytest.raises(StoreError, match=r"begin with https://w3id.org/entente/id/"):
        Store.open(tmp_path / "store", base="https://example.org/")
    manifest = tmp_path / "store" / "entente.json"
    manifest.write_text(json.dumps({"format": 99, "base": "x"}))
    with pytest.raises(StoreError, match=r"another version of Entente \(store format 99\)"):
        Store.open(tmp_path / "store")
    for damaged in ("", "[]", "{"):
        manifest.write_text(damaged)
        with pytest.raises(StoreError):
            Store.open(tmp_path / "store")


@pytest.mark.parametrize("base", ["id/", "https://e.org/id", "https://e.org/x#", "http://a b/"])
def test_a_base_that_makes_no_iris_is_refused(tmp_path: Path, base: str) -> None:
    """Before anything is written."""
    with pytest.raises(OptionError, match="ends in /"):
        Store.open(tmp_path / "store", create=True, base=base)
    assert not (tmp_path / "store").exists()


def test_only_one_can_write_and_others_go_on_reading(tmp_path: Path) -> None:
    """A second writer is told so; a reader is let in, and sees what it saw until it is closed."""
    with Store.open(tmp_path, create=True) as store:
        store.add("visit", quads(VISIT))
        with pytest.raises(StoreError, match="in use"):
            Store.open(tmp_path)
        with pytest.raises(StoreError, match="nothing is built yet"):
            Store.open(tmp_path, read_only=True)
        store.publish()
        with Store.open(tmp_path, read_only=True) as reader:
            for change in (partial(store.add, "report", quads(REPORT)), store.publish):
                change()
                assert reader.articles() == ["visit"]
                assert reader.query("ASK { ?event a ent:Meeting }")
                assert reader.differences() == ([], [])
            assert len(list((tmp_path / "snapshots").iterdir())) == 2
        store.retract("report")
    assert len(list((tmp_path / "snapshots").iterdir())) == 1


def test_a_second_writer_can_wait(tmp_path: Path) -> None:
    """With `wait`, it goes on as soon as the first one is done."""
    with Store.open(tmp_path, create=True) as store, ThreadPoolExecutor() as pool:

        def second() -> list[str]:
            with Store.open(tmp_path, wait=True) as other:
                return other.articles()

        answer = pool.submit(second)
        store.add("visit", quads(VISIT))
        with pytest.raises(TimeoutError):
            answer.result(0.5)
        store.close()
        assert answer.result(10) == ["visit"]


def test_reading_what_was_never_built_says_so(tmp_path: Path) -> None:
    """A folder with a manifest and nothing else holds nothing to read."""
    Store.open(tmp_path, create=True).close()
    (tmp_path / "ledger.sqlite").unlink()
    with pytest.raises(StoreError, match="nothing is built yet"):
        Store.open(tmp_path, read_only=True)


def test_a_read_only_disk_can_be_read(tmp_path: Path, store: Store) -> None:
    """Without the right to write beside it, the ledger is read as it lies."""
    store.add("visit", quads(VISIT))
    store.close()
    folder = store.path
    folder.chmod(0o555)
    try:
        with Store.open(folder, read_only=True) as reader:
            assert reader.articles() == ["visit"]
    finally:
        folder.chmod(0o755)
        Store.open(folder)


def test_offsets_keep_the_datatype_of_their_vocabulary(store: Store) -> None:
    """Oxigraph holds values; read back, an offset is an xsd:nonNegativeInteger as it was stated."""
    stated = quads(
        "<https://w3id.org/entente/id/article/visit#position-0-32> "
        'oa:start "0"^^xsd:nonNegativeInteger ; oa:end "32"^^xsd:nonNegativeInteger .'
    )
    store.add("visit", stated)
    assert set(store.contribution("visit")) == set(store.match(graph=None)) & set(stated)
    assert set(store.quads(background=False)) == set(stated)
    assert "nonNegativeInteger" in store.canonical()
    assert not store.add("visit", store.contribution("visit")).added
