"""The page about the ontology tells every term, and stands by itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import RDFS, SKOS

from kg.errors import OntologyError
from kg.ontology.diagrams import Arrow, Term, class_tree, property_chart
from kg.ontology.pages import page
from kg.terms import ENT
from tests.ontology.files import MODULE_FILES, graph_of


class Seen(HTMLParser):
    """The anchors, links and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names or points at."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif "src" in given or tag == "link":
            self.loaded.append(given.get("src") or given.get("href", ""))


@pytest.fixture(scope="module")
def written() -> str:
    """The page of the ontology that comes with Entente."""
    return page()


def test_every_term_stands_on_the_page_with_its_definition(written: str) -> None:
    """Under its local name, so that the ontology's IRIs lead to it."""
    seen = Seen(written)
    text = re.sub(r"\s+", " ", written.replace("&#x27;", "'").replace("&quot;", '"'))
    whole = graph_of(*MODULE_FILES)
    terms = [t for t in whole.subjects(RDFS.isDefinedBy) if str(t).startswith(ENT)]
    assert len(terms) > 200
    for term in terms:
        assert str(term).removeprefix(ENT) in seen.ids, term
        definition = str(whole.value(term, SKOS.definition))
        assert re.sub(r"\s+", " ", definition)[:40] in text, term


def test_nothing_is_fetched_and_every_link_on_the_page_leads_somewhere(written: str) -> None:
    """Pictures are in the page; a link within it has its anchor."""
    seen = Seen(written)
    assert [a for a in seen.loaded if not a.startswith("data:")] == []
    within = {link.removeprefix("#") for link in seen.links if link.startswith("#")}
    assert len(within) > 200
    assert within - set(seen.ids) == set()
    assert "_:" not in " ".join(seen.links)


def test_the_same_modules_give_the_same_page(written: str) -> None:
    """No order of a set, no name of a blank node, no date."""
    assert page() == written


def test_a_defined_class_is_told_as_people_write_it(written: str) -> None:
    """In Manchester syntax."""
    assert "(Person and (inverse person some (Tenure and (office some LeadingOffice))))" in written


def test_a_class_of_ones_own_is_on_the_page(tmp_path: Path) -> None:
    """The page is made of the folder that is named, and a folder without modules is refused."""
    (tmp_path / "own.ttl").write_text(
        f"@prefix ent: <{ENT}> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
        '<urn:own> a owl:Ontology . ent:Zoo a owl:Class ; rdfs:label "zoo"@en ; '
        'skos:definition "A <b>place</b> for animals."@en ; rdfs:isDefinedBy <urn:own> .'
    )
    told = page(tmp_path)
    assert "Zoo" in Seen(told).ids
    assert "<b>place</b>" not in told
    with pytest.raises(OntologyError, match="no ontology module"):
        page(tmp_path / "nowhere")


def test_a_tree_shows_a_class_below_two_others_twice_and_a_circle_once() -> None:
    """It ends, whatever the hierarchy is like."""
    drawn = class_tree(
        Term("A"),
        {"A": [Term("B"), Term("C")], "B": [Term("D")], "C": [Term("D")], "D": [Term("A")]},
    )
    assert drawn.count('href="#D"') == 2
    assert drawn.count('href="#A"') == 1
    chart = property_chart([Arrow((Term("A"), Term("B")), Term("p", 'a "<quote>"'), (Term("C"),))])
    assert "&lt;quote&gt;" in chart
