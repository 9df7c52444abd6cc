"""Sources in a few lines of TOML: each kind of service, asked over a real socket."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import EndpointError, OptionError, ReadError
from kg.link import Candidate, Held, Linker, Source, Subject, Verdict, load_sources
from kg.link.mirror import Mirror, written
from kg.ontology import Ontology
from kg.web import Client, Manners, Secret
from tests.link.server import World

IRAN = Subject(
    "https://example.org/id/state/IRN",
    "Iran",
    ("Iran", "Islamic Republic of Iran"),
    "State",
    codes=frozenset({("iso3", "IRN")}),
)
TEHRAN = Subject(
    "https://example.org/id/place/tehran",
    "Tehran",
    ("Tehran",),
    "City",
    countries=frozenset({"IRN", "IR", "Iran"}),
    point=(35.69, 51.42),
)


def source(folder: Path, text: str) -> Source:
    """The one source of a file."""
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return load_sources(file)["mine"]


def best(client: Client, source: Source, subject: Subject) -> tuple[Verdict, str]:
    """What a source makes of a subject."""
    linker = Linker(client, source, Ontology.load().schema)
    (decision,) = linker.link([subject])
    return decision.verdict, decision.best.candidate.iri if decision.best else ""


def test_any_sparql_endpoint_is_a_source(world: World, client: Client, tmp_path: Path) -> None:
    """With a query that finds names, and one that describes what was found."""
    mine = source(
        tmp_path,
        f"""
        [mine]
        entity = "http://www.wikidata.org/entity/"
        endpoint = "{world.base}/sparql"
        search = {{ kind = "sparql", query = '''
          PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
          SELECT ?name ?item {{ VALUES ?name {{ $names }} ?item rdfs:label ?name }}''' }}
        details = '''
          PREFIX wdt: <http://www.wikidata.org/prop/direct/>
          SELECT ?item ?kind ?value {{ VALUES ?item {{ $items }}
            {{ ?item wdt:P298 ?value BIND ("iso3" AS ?kind) }}
            UNION {{ ?item wdt:P31 ?value VALUES ?value {{ $classes }}
              BIND ("class" AS ?kind) }} }}'''
        [mine.classes]
        State = ["Q3624078"]
        """,
    )
    assert best(client, mine, IRAN) == (Verdict.ACCEPT, "http://www.wikidata.org/entity/Q794")


def test_any_reconciliation_service_is_a_source(
    world: World, client: Client, tmp_path: Path
) -> None:
    """Its types are ours by the table of classes; its own score decides nothing."""
    mine = source(
        tmp_path,
        f"""
        [mine]
        entity = "http://www.wikidata.org/entity/"
        search = {{ kind = "reconcile", url = "{world.base}/reconcile" }}
        [mine.classes]
        State = ["Q3624078"]
        """,
    )
    verdict, iri = best(client, mine, IRAN)
    assert iri == "http://www.wikidata.org/entity/Q794"
    # a name and a type are not enough
    assert verdict is Verdict.CANDIDATE


def test_dbpedia_lookup_is_read(world: World, client: Client, tmp_path: Path) -> None:
    """With its marks taken off."""
    mine = source(
        tmp_path,
        f"""
        [mine]
        entity = "http://dbpedia.org/resource/"
        search = {{ kind = "dbpedia", url = "{world.base}/lookup" }}
        [mine.classes]
        State = ["http://dbpedia.org/ontology/Country"]
        """,
    )
    # its official name is the same as well, and nothing else bears it
    assert best(client, mine, IRAN) == (Verdict.ACCEPT, "http://dbpedia.org/resource/Iran")


def test_geonames_is_read(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Country and place together are enough; without a name of one's own it refuses with 200."""
    mine = source(
        tmp_path,
        f"""
        [mine]
        entity = "https://sws.geonames.org/"
        kinds = ["Place"]
        search = {{ kind = "geonames", url = "{world.base}/geonames" }}
        secret = {{ variable = "EXAMPLE_NAME", parameter = "username" }}
        [mine.classes]
        City = ["P"]
        """,
    )
    assert mine.secret == Secret("EXAMPLE_NAME", parameter="username")
    secrets = {world.base: mine.secret}
    monkeypatch.delenv("EXAMPLE_NAME", raising=False)
    with Client(manners=Manners(rate=1e6), secrets=secrets) as client:
        linker = Linker(client, mine, Ontology.load().schema)
        assert list(linker.link([TEHRAN])) == []
        assert "Please add a username to each call; set EXAMPLE_NAME" in str(linker.failures[0][1])
        monkeypatch.setenv("EXAMPLE_NAME", "ada")
        assert best(client, mine, TEHRAN) == (Verdict.ACCEPT, "https://sws.geonames.org/3616/")
        # it knows places only
        assert list(linker.link([IRAN])) == []


def test_a_file_of_candidates_is_a_source(client: Client, tmp_path: Path) -> None:
    """For those who work without a network, and for what is in no service."""
    known = Candidate(
        "https://example.org/kb/7",
        "Iran",
        ("Persia",),
        "a state",
        frozenset({"State"}),
        typed=True,
        codes=frozenset({("iso3", "IRN")}),
        countries=frozenset({"IRN"}),
        held=(Held("x", "2001", "2002"),),
        begin="1501",
        neighbours=frozenset({"Tehran"}),
        point=(32.0, 53.0),
    )
    file = tmp_path / "mirror.jsonl"
    file.write_text(written([known]), encoding="utf-8")
    assert Mirror.read(file).named("PERSIA") == [known]
    mine = source(tmp_path, '[mine]\nsearch = { kind = "file", url = "mirror.jsonl" }\n')
    assert best(client, mine, IRAN) == (Verdict.ACCEPT, "https://example.org/kb/7")


@pytest.mark.parametrize(
    "line", ["{", "[]", "7", '{"iri": 3}', '{"iri": "a", "label": "b", "held": [1]}']
)
def test_a_line_that_is_no_candidate_is_named(tmp_path: Path, line: str) -> None:
    """With its number."""
    file = tmp_path / "mirror.jsonl"
    file.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"mirror\.jsonl:2: is no candidate"):
        Mirror.read(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[mine", "is not valid TOML"),
        ("mine = 3", "'mine' is no table"),
        ("[mine]", "it does not say how names are looked up"),
        ('[mine]\nsearch = { kind = "magic", url = "https://a" }', "how names are looked up"),
        ('[mine]\nsearch = { kind = "wikibase" }', "its search has no url; needs http"),
        ('[mine]\nkey = 1\nsearch = { kind = "file", url = "a" }', "the key 'key' is unknown"),
        ('[mine]\nrate = 0\nsearch = { kind = "file", url = "a" }', "rate is 0"),
        (
            '[mine]\nsecret = "hush"\nsearch = { kind = "file", url = "a" }',
            "a secret is not written into a file",
        ),
        ('[mine]\nclasses = ["a"]\nsearch = { kind = "file", url = "a" }', "classes is no table"),
    ],
)
def test_a_mistake_in_a_file_of_sources_is_told(tmp_path: Path, text: str, message: str) -> None:
    """Which file, which table, what is wrong and what is allowed; a secret is not repeated."""
    with pytest.raises(OptionError) as caught:
        source(tmp_path, text)
    assert message in str(caught.value)
    assert "mine.toml" in str(caught.value)
    assert "hush" not in str(caught.value)


def test_a_service_of_another_form_is_told(world: World, client: Client, tmp_path: Path) -> None:
    """The wrong kind of search at the right address."""
    mine = source(
        tmp_path,
        f'[mine]\nsearch = {{ kind = "wikibase", url = "{world.base}/geonames" }}\n',
    )
    linker = Linker(client, mine, Ontology.load().schema)
    assert list(linker.link([TEHRAN])) == []
    (_, error) = linker.failures[0]
    assert isinstance(error, EndpointError)
    assert "has no list 'search'; does the source's search have the right kind?" in str(error)
