"""A store behind HTTP: the graph of a folder, whatever happens on the way."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import EndpointError, OptionError, StoreError
from kg.model import Article, Finding, Report
from kg.store import Contribution, RemoteStore, Store, held, open_store
from kg.terms import DATA, ENT
from kg.web import Addresses, Credentials, Manners
from kg.web import service as web
from tests import fuseki
from tests.store.articles import BACKGROUND, REPORT, VISIT, quads
from tests.store.remote_server import Fault, Service, no_fault, serving

PARTS = "ent:partOf a owl:TransitiveProperty ."
FAULTS: tuple[Fault, ...] = ("unheard", "unanswered", "cut", "503")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """An empty service that is in no hurry, and clients that do not wait for it."""
    monkeypatch.setattr(web, "MANNERS", Manners(attempts=4, patience=0.0))
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def fuseki_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Apache Jena Fuseki with an empty TDB2 on disk."""
    if reason := fuseki.missing():
        pytest.skip(reason)
    with fuseki.fuseki(tmp_path_factory.mktemp("fuseki") / "tdb2") as address:
        yield address


@pytest.fixture(params=["a small service", "Apache Jena Fuseki"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty dataset, behind two implementations of the protocol."""
    if request.param == "a small service":
        return str(request.getfixturevalue("service").address)
    where = str(request.getfixturevalue("fuseki_address"))
    web.Service(Addresses.parse(where)).update("DROP ALL")
    return where


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Store]:
    """A folder with the same small background, to compare with."""
    with Store.open(tmp_path / "graph", create=True) as store:
        store.install(quads(BACKGROUND + PARTS), "v1")
        yield store


def remote(where: str) -> RemoteStore:
    """Open for writing, with the small background."""
    store = RemoteStore.open(where, create=True)
    store.install(quads(BACKGROUND + PARTS), "v1")
    return store


def part(whole: int, number: int) -> str:
    """A triple that leads from one event to a larger one."""
    return f"<{DATA}event/{number}> ent:partOf <{DATA}event/{whole}> ."


def test_the_graph_is_that_of_a_folder(address: str, local: Store) -> None:
    """Facts, claims, blank nodes of the background and what follows, after each kind of change."""
    steps: list[tuple[str, str | None]] = [
        ("visit", VISIT),
        ("report", REPORT + part(2, 1)),
        ("third", part(3, 2)),
        ("fourth", part(4, 3) + part(3, 1)),
        ("visit", VISIT.replace("--01", "--02")),
        ("third", None),
        ("report", REPORT),
        ("visit", None),
    ]
    with remote(address) as store:
        for id, stated in steps:
            if stated is None:
                assert store.retract(id) == local.retract(id)
            else:
                assert store.add(id, quads(stated)) == local.add(id, quads(stated))
            store.publish()
            local.publish()
            assert store.canonical() == local.canonical()
        assert store.differences() == ([], [])
    with RemoteStore.open(address, read_only=True) as there, held(there) as copy:
        assert copy.canonical() == local.canonical()
        assert copy.contribution("report") == local.contribution("report")
        assert there.edition == str(1 + len(steps))
    with open_store(address, read_only=True) as reader:
        assert reader.canonical() == local.canonical()
        assert reader.articles() == ["fourth", "report"]
        assert reader.contribution("report") == local.contribution("report")
        assert set(reader.quads(background=False)) == set(local.quads(background=False))


def test_a_background_that_changes_takes_along_what_follows_from_it(
    address: str, local: Store
) -> None:
    """Also what follows from articles that nobody builds again."""
    larger = BACKGROUND + "ent:partOf a owl:TransitiveProperty, owl:SymmetricProperty ."
    with remote(address) as store:
        for graph in (store, local):
            graph.add("report", quads(REPORT + part(2, 1)))
            graph.install(quads(larger), "v2")
        assert store.canonical() == local.canonical()
        assert not store.install(quads(larger), "v2")


def test_queries_are_answered_as_by_a_folder(address: str, local: Store) -> None:
    """Rows, yes and no, graphs; with parameters, our prefixes, and the base as `id:`."""
    with remote(address) as store:
        for graph in (store, local):
            graph.add("visit", quads(VISIT))
        state = {ox.Variable("who"): ox.NamedNode(DATA + "state/IRN")}
        query = """SELECT ?who ?event { ?event ent:actor ?who FILTER EXISTS { ?who a ent:State } }
            ORDER BY ?who ?event"""
        for graph in (store, local):
            rows = graph.query(query, substitutions=state)
            assert isinstance(rows, ox.QuerySolutions)
            (row,) = rows
            assert [row["who"], row["event"]] == [
                ox.NamedNode(DATA + "state/IRN"),
                ox.NamedNode(DATA + "event/5f"),
            ]
            assert graph.query("ASK { ?e a ent:Meeting FILTER STRSTARTS(STR(?e), STR(id:)) }")
            found = graph.query("CONSTRUCT { ?e a ?c } WHERE { ?e a ?c , ent:Event }")
            assert isinstance(found, ox.QueryTriples)
            assert len(list(found)) == 3
        matched = set(store.match(None, ox.NamedNode(ENT + "isoAlpha3"), None))
        assert matched == set(local.match(None, ox.NamedNode(ENT + "isoAlpha3"), None))
        blank = next(quad for quad in local.quads() if isinstance(quad.object, ox.BlankNode))
        assert list(store.match(None, None, blank.object)) == [blank]


def test_a_day_in_the_past_is_the_graph_of_the_articles_until_then(address: str) -> None:
    """In memory, as for a folder; the remote one is not touched."""
    dated = 'ent:published "2024-04-22"^^xsd:date .'
    with remote(address) as store:
        store.add("visit", quads(VISIT + f"<{DATA}article/visit> {dated}"))
        store.add("report", quads(REPORT))
    day = datetime.date(2024, 4, 30)
    with open_store(address, as_of=day) as then:
        assert then.articles() == ["visit"]
        assert then.query("ASK { ?event ent:evidence ?some }")
    with open_store(address, read_only=True) as now:
        assert now.undated() == 1


def test_quarantine_travels_with_the_store(address: str) -> None:
    """Another machine sees it, and can let the article in."""
    article = Article("odd", "Something odd.")
    report = Report("odd", (Finding(*["n", "p", "v", "s", "c", "Violation", "wrong"]),))
    with remote(address) as store:
        store.add("odd", quads("<https://w3id.org/entente/id/article/odd> a ent:Article ."))
        store.refuse(article, [], report, mark="m1")
    with RemoteStore.open(address) as store:
        assert store.articles() == []
        assert store.quarantine.list() == ["odd"]
        assert store.quarantine.mark("odd") == "m1"
        assert store.quarantine.show("odd").article == article
        assert store.quarantine.show("odd").report == report
        with pytest.raises(OptionError, match="no such article in quarantine; did you mean odd"):
            store.quarantine.show("od")
        store.stage(Contribution.of("odd", quads(f"<{DATA}article/odd> a ent:Article .")))
        store.flush()
        assert store.quarantine.list() == []


IDS = ("a", "b", "c")
steps = st.lists(
    st.tuples(st.sampled_from(IDS), st.none() | st.frozensets(st.integers(0, 11), max_size=8)),
    min_size=1,
    max_size=5,
)


def stated(article: str, chosen: frozenset[int]) -> list[ox.Quad]:
    """Few quads: shared facts, chains of parts, claims' content and the article's own."""
    kinds = (
        lambda n: part(n + 1, n),
        lambda n: f"<{DATA}event/{n}> ent:quantity {n} .",
        lambda n: f"<{DATA}claim/{n % 2}> {{ <{DATA}event/{n}> ent:quantity {n} }}",
        lambda n: f"<{DATA}article/{article}#facts> {{ <{DATA}event/{n}> ent:quantity {n} }}",
    )
    return quads("\n".join(kinds[number % 4](number // 4) for number in sorted(chosen)))


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(history=steps, fault=st.sampled_from(FAULTS), every=st.integers(2, 5))
def test_what_fails_on_the_way_is_sent_again_and_counts_once(
    tmp_path_factory: pytest.TempPathFactory,
    service: Service,
    history: list[tuple[str, frozenset[int] | None]],
    fault: Fault,
    every: int,
) -> None:
    """Every few requests one is lost, or its answer, or half of it: nothing is lost or doubled."""
    service.store.clear()
    service.fault = lambda number, _: fault if number % every == 0 else ""
    with (
        remote(service.address) as there,
        Store.open(tmp_path_factory.mktemp("g") / "graph", create=True) as here,
    ):
        here.install(quads(BACKGROUND + PARTS), "v1")
        for graph in (here, there):
            for id, chosen in history:
                if chosen is not None:
                    graph.stage(Contribution.of(id, stated(id, chosen)))
                else:
                    graph.flush()
                    if id in graph.articles():
                        graph.retract(id)
            graph.publish()
        assert there.canonical() == here.canonical()


def test_the_time_limit_is_for_the_whole_answer(service: Service) -> None:
    """A service that sends a byte now and then is given up as well, and asked once only."""
    service.fault = lambda _number, _path: "slow"
    begun = time.monotonic()
    with pytest.raises(EndpointError, match=r"no answer within 1 seconds"):
        web.Service(Addresses.parse(f"{service.address},timeout=1")).ask("SELECT * { }")
    assert time.monotonic() - begun < 3
    assert len(service.seen) == 1


def test_an_answer_of_which_half_is_missing_is_asked_for_again(service: Service) -> None:
    """What came is not taken for all of it."""
    service.fault = lambda number, _path: "half" if number == 1 else ""
    assert web.Service(Addresses.parse(service.address)).ask("ASK { }")
    assert len(service.seen) == 2


@pytest.mark.parametrize(("fault", "step"), [("unanswered", 2), ("cut", 5)])
def test_a_service_that_goes_away_loses_nothing(
    service: Service, local: Store, fault: Fault, step: int
) -> None:
    """At any request, for good: the next build finds the note, and ends in the same graph."""
    for id, text in (("visit", VISIT), ("report", REPORT)):
        local.add(id, quads(text))
    local.retract("visit")
    local.publish()
    after = local.canonical()
    for last in range(1, 200, step):
        service.store.clear()
        service.fault = no_fault
        with remote(service.address) as store:
            store.add("visit", quads(VISIT))
            store.add("report", quads(REPORT))
        begun = len(service.seen)
        service.fault = lambda n, _path, end=begun + last: fault if n > end else ""  # type: ignore[misc]
        try:
            with RemoteStore.open(service.address) as store:
                store.retract("visit")
            finished = True
        except EndpointError:
            finished = False
        service.fault = no_fault
        with RemoteStore.open(service.address) as store:
            if "visit" in store.articles():
                store.retract("visit")
            store.publish()
            assert store.canonical() == after
        if finished:
            return
    pytest.fail("it never ended")


def test_a_service_that_takes_no_quads_gets_updates(service: Service, local: Store) -> None:
    """Streams of N-Quads are usual, and not in the standard."""
    service.fault = lambda _n, path: "405" if path.endswith("/data") else ""
    with remote(service.address) as store:
        store.add("visit", quads(VISIT))
        local.add("visit", quads(VISIT))
        store.publish()
        local.publish()
        assert store.canonical() == local.canonical()
    assert sum(path.endswith("/data") for path, _ in service.seen) == 1


def test_a_refusal_is_one_line_and_no_password(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status and what the service said; what opens it goes there and nowhere else."""
    monkeypatch.setenv("ENTENTE_STORE_USER", "reader")
    monkeypatch.setenv("ENTENTE_STORE_PASSWORD", "secret-word")
    service.fault = lambda _n, _path: "401"
    with pytest.raises(EndpointError, match="HTTP status 401: not now; its user and") as caught:
        RemoteStore.open(service.address)
    assert service.seen[-1][1] == "Basic cmVhZGVyOnNlY3JldC13b3Jk"
    assert "secret" not in str(caught.value)
    assert "cmVh" not in repr(Credentials.of())
    with pytest.raises(OptionError, match="a password does not belong into an address") as told:
        RemoteStore.open("http://reader:secret-word@localhost/news")
    assert "secret" not in str(told.value)


def test_credentials_do_not_follow_a_redirection(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever a service sends us to is somebody else."""
    monkeypatch.setenv("ENTENTE_STORE_TOKEN", "secret-token")
    with serving() as other:
        service.moved_to = f"http://127.0.0.1:{other.server_port}"
        with pytest.raises(StoreError, match="nothing is built there yet"):
            RemoteStore.open(service.address, read_only=True)
        assert {given for _, given in service.seen} == {"Bearer secret-token"}
        assert {given for _, given in other.seen} == {None}


def test_one_writes_at_a_time(service: Service) -> None:
    """Another one is told who, or waits; one who is dead is passed over."""
    with remote(service.address):
        with pytest.raises(StoreError, match=rf"in use: process {os.getpid()} on "):
            RemoteStore.open(service.address)
        with RemoteStore.open(service.address, read_only=True) as reader:
            assert reader.articles() == []
    code = (
        "import os, sys\n"
        "from kg.store import RemoteStore\n"
        f"store = RemoteStore.open({service.address!r})\n"
        "os._exit(3)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 3
    with RemoteStore.open(service.address) as store:
        assert store.articles() == []


def test_where_nothing_is_built_nothing_is_read(service: Service) -> None:
    """It is not taken for an empty graph."""
    with pytest.raises(StoreError, match="nothing is built there yet; run kg build first"):
        RemoteStore.open(service.address, read_only=True)


def test_services_that_would_mix_facts_with_others_are_refused(service: Service) -> None:
    """Foreign data, and default graphs that show what is in named graphs: claims are no facts."""
    service.union = True
    with pytest.raises(StoreError, match="claims would look like facts there"):
        RemoteStore.open(service.address, create=True)
    service.union = False
    service.store.add(quads(PARTS)[0])
    with pytest.raises(StoreError, match="holds data that is not Entente's"):
        RemoteStore.open(service.address, create=True)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("http://", "is no address of a store"),
        ("http://host/a b", "is no address of a store"),
        ("http://host/db,updates=http://host/u", "is no part of an address"),
        ("http://host/db,update=ftp://host/u", "is no address of a store"),
        ("http://host/db,timeout=soon", "is no time"),
    ],
)
def test_an_address_that_is_none_is_refused(given: str, message: str) -> None:
    """Before anything is opened."""
    with pytest.raises(OptionError, match=message):
        open_store(given)


def test_long_updates_are_sent_in_parts(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some services refuse more than a megabyte or two; the order of the steps stays."""
    monkeypatch.setattr("kg.store.remote.changes.UPDATE", 300)
    service.fault = lambda _n, path: "405" if path.endswith("/data") else ""
    with remote(service.address) as store:
        store.add("visit", quads(VISIT))
        store.retract("visit")
        assert store.articles() == []
        assert store.differences() == ([], [])
