"""The pages as programs see them: what is on them, and that names and texts stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.store import Store
from kg.terms import PREFIXES
from tests.conftest import NewStore
from tests.serve.running import running

HTML = {"accept": "text/html,*/*;q=0.8"}
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }}"


def _get(client: httpx.Client, path: str) -> str:
    found = client.get(path, headers=HTML)
    assert found.status_code == 200, found.text
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    return found.text


def test_home_tells_what_the_graph_holds(client: httpx.Client) -> None:
    """How many articles, events and claims; who is spoken of most."""
    page = _get(client, "")
    assert re.search(r"<strong>1</strong> article\b", page)
    assert re.search(r"<strong>\d+</strong> claims", page)
    assert "/page/state/PAK" in page


def test_search_finds_by_name_and_by_what_is_nearly_so(client: httpx.Client) -> None:
    """Capitals, accents and slips do not matter; codes and other names are known."""
    for text in ("pakistan", "PAK", "Pakisten", "islamic republic of pak"):
        assert "/page/state/PAK" in _get(client, f"search?q={text}")
    first = client.get("suggest", params={"q": "ebrahim r"}).json()[0]
    assert first["path"] == "person/ebrahim-raisi"
    assert client.get("suggest", params={"q": ""}).json() == []


def test_a_statement_shows_its_words_in_the_article(client: httpx.Client) -> None:
    """The very words are marked, with what stands around them, and lead to the article."""
    page = _get(client, "page/state/ISR")
    assert "<mark>They also expressed solidarity in condemning Israel" in page.replace("&#39;", "'")
    link = re.search(r'href="/(article/iran-pakistan-visit\?from=\d+&amp;to=\d+)#', page)
    assert link is not None
    article = _get(client, link[1].replace("&amp;", "&"))
    marked = re.findall(r'<mark class="chosen">(.*?)</mark>', article, re.DOTALL)
    assert "solidarity in condemning" in " ".join(marked)
    assert 'id="evidence-' in article


def test_facts_and_claims_are_apart(client: httpx.Client) -> None:
    """What is alleged of a thing is not among its facts; speaker and modality stand with it."""
    page = _get(client, "page/state/ISR")
    facts, _, claims = page.partition('class="claims"')
    assert "support: " not in facts.partition('id="facts"')[2]
    assert "support: " in claims
    assert ">alleged<" in claims
    assert "Ebrahim Raisi" in claims


def test_what_is_only_claimed_says_so(client: httpx.Client) -> None:
    """An event that no article tells as a fact has a page that tells it as a claim."""
    query = "SELECT ?e { GRAPH ?g { ?e a ent:Support } } LIMIT 1"
    row = client.get("sparql", params={"query": query}).json()["results"]["bindings"][0]
    path = row["e"]["value"].partition("/id/")[2]
    assert "only claimed" in _get(client, f"page/{path}")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("page/person/ebrahim-raisi", "President of Iran"),
        ("page/office/president-of-iran", "Ebrahim Raisi"),
        ("compare?a=state/IRN&b=state/PAK", "verbal cooperation"),
        ("compare", "Choose two states"),
        ("timeline", "Without a date"),
        ("network?only=facts&entity=state/PAK", "Who deals with whom"),
        ("map?only=claims", "Where most is told of"),
        ("article/iran-pakistan-visit", "What it states"),
        ("sparql", "Questions to start from"),
        ("data/", "entente.trig"),
    ],
)
def test_each_view_shows_what_it_is_for(client: httpx.Client, path: str, told: str) -> None:
    """Without a script, by an address that can be sent to others."""
    assert told in _get(client, path)


@pytest.mark.parametrize("path", ["page/state/NONE", "article/none", "none", "page/%00"])
def test_what_is_not_there_is_a_page_too(client: httpx.Client, path: str) -> None:
    """404, with a way on."""
    found = client.get(path, headers=HTML)
    assert found.status_code == 404
    assert "Search by name above" in found.text


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=99999999999", "page=9"])
def test_a_page_number_that_is_none_does_no_harm(client: httpx.Client, query: str) -> None:
    """It is refused, or shows nothing more."""
    found = client.get(f"page/state/PAK?{query}", headers=HTML)
    assert found.status_code in (200, 400)


@pytest.fixture(scope="module")
def hostile(new_store: NewStore) -> Iterator[httpx.Client]:
    """A site over an article that tries to be a program."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    evil, base = ox.Literal(EVIL), "https://w3id.org/entente/id"
    trig = f"""
    <{base}/article/x> a ent:Article ; rdfs:label {evil} ; ent:text {evil} ;
      <https://schema.org/url> "javascript:alert(3)"^^xsd:anyURI .
    <{base}/person/%22%3E%3Cscript%3E> a ent:Person ; rdfs:label {evil} .
    <{base}/event/1> a ent:Meeting ; rdfs:label {evil} ; ent:evidence <{base}/article/x#e> ;
      ent:actor <{base}/person/%22%3E%3Cscript%3E> , <{base}/state/EVL> .
    <{base}/state/EVL> a ent:State ; rdfs:label {evil} .
    <{base}/article/x#e> a ent:Evidence ; oa:hasSource <{base}/article/x> ;
      oa:hasSelector <{base}/article/x#s> .
    <{base}/article/x#s> oa:start 0 ; oa:end {len(EVIL)} ; oa:exact {evil} .
    """
    store: Path = new_store()
    with Store.open(store) as graph:
        graph.add("x", list(ox.parse(head + trig, format=ox.RdfFormat.TRIG)))
    with (
        running(store, "--workers", "1") as server,
        httpx.Client(base_url=server.address, timeout=30) as client,
    ):
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "",
        "article/x",
        "article/x?from=0&to=20",
        "page/event/1",
        "page/state/EVL",
        "page/person/%2522%253E%253Cscript%253E",
        "timeline",
        "network",
        "compare?a=state/EVL&b=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "search?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "timeline?entity=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "reconcile/preview?id=state/EVL",
    ],
)
def test_names_and_texts_are_escaped(hostile: httpx.Client, path: str) -> None:
    """Whatever an article or a request says, it is text: no tag, no attribute, no template."""
    found = hostile.get(path, headers=HTML)
    assert found.status_code in (200, 400, 404), found.text
    if found.headers["content-type"].startswith("text/plain"):
        # no browser reads it as anything else
        return
    assert "<script>alert" not in found.text
    assert "<img src=x" not in found.text
    assert 'href="javascript:' not in found.text
    assert " 49" not in found.text
    scripts = re.findall(r"<script[^>]*>", found.text)
    assert all('src="/static/' in tag for tag in scripts)
