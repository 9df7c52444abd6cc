"""Statements → quads: pure, in the right graphs, with names that come from the content."""

from __future__ import annotations

import datetime
import random

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Article,
    Claim,
    ClaimRef,
    Entity,
    EntityRef,
    Node,
    PartialDate,
    Span,
    Statements,
    Typed,
)
from kg.ontology import Ontology
from kg.populate import background, populate
from kg.terms import DATA, ENT, OA, RDF

ONTOLOGY = Ontology.load()
TEXT = "Norway and Chile pledged to cooperate on fisheries 🐟. They met in Oslo in March."
ARTICLE = Article("fish", TEXT, published=datetime.date(2025, 4, 2))
NORWAY, CHILE = EntityRef("state/NOR"), EntityRef("state/CHL")
PARTIES = (("actor", NORWAY), ("recipient", CHILE))
STATEMENTS = Statements(
    (
        Entity("state/NOR", "State", "Norway", True),
        Entity("state/CHL", "State", "Chile", True),
        Entity("group/anglers-fish", "Actor", "anglers", False),
    ),
    (
        Node(
            "pledge",
            "Pledge",
            (("actor", NORWAY), ("actor", CHILE), ("about", ClaimRef("c"))),
            (Span(0, 52),),
        ),
        Node("work", "Cooperate", (("actor", NORWAY), ("actor", CHILE)), (Span(27, 52),), "c"),
        Node(
            "meeting",
            "Meeting",
            (("actor", NORWAY), ("actor", CHILE), ("begin", PartialDate(2025, 3))),
            (Span(54, 80),),
        ),
    ),
    (Claim("c", "Committed", (NORWAY, CHILE), (Span(0, 52),)),),
)


def ent(name: str) -> ox.NamedNode:
    """A term of the ontology."""
    return ox.NamedNode(ENT + name)


def test_the_content_of_a_claim_stays_out_of_the_default_graph() -> None:
    """What is only promised is in the claim's own graph and nowhere else."""
    quads = populate(ARTICLE, STATEMENTS, ONTOLOGY)
    graphs = {
        str(q.graph_name)
        for q in quads
        if q.object == ent("Cooperate") and q.predicate.value == RDF + "type"
    }
    assert len(graphs) == 1
    assert f"{DATA}claim/" in graphs.pop()


def test_a_fact_is_in_the_default_graph_and_in_the_facts_of_its_article() -> None:
    """Retracting an article can find what the article stated."""
    quads = populate(ARTICLE, STATEMENTS, ONTOLOGY)
    graphs = {q.graph_name for q in quads if q.object == ent("Meeting")}
    assert graphs == {ox.DefaultGraph(), ox.NamedNode(f"{DATA}article/fish#facts")}


def test_every_node_gets_the_classes_above_its_own() -> None:
    """A query for Consult or Event finds meetings without a reasoner."""
    quads = populate(ARTICLE, STATEMENTS, ONTOLOGY)
    subject = next(q.subject for q in quads if q.object == ent("Meeting"))
    types = {q.object for q in quads if q.subject == subject and q.predicate.value == RDF + "type"}
    assert {ent("Meeting"), ent("Consult"), ent("Event")} <= types


def test_every_role_brings_its_super_property() -> None:
    """A query for participants finds actors."""
    quads = populate(ARTICLE, STATEMENTS, ONTOLOGY)
    actors = {(q.subject, q.object) for q in quads if q.predicate == ent("actor")}
    participants = {(q.subject, q.object) for q in quads if q.predicate == ent("participant")}
    assert actors
    assert actors <= participants


def test_quotes_are_the_words_at_their_offsets() -> None:
    """Offsets count code points, also behind an emoji."""
    quads = populate(ARTICLE, STATEMENTS, ONTOLOGY)
    quotes = {
        q.object.value
        for q in quads
        if q.predicate.value == OA + "exact" and isinstance(q.object, ox.Literal)
    }
    assert "They met in Oslo in March." in quotes


def test_the_claim_names_its_speakers_modality_and_content() -> None:
    """A claim can be asked who made it and how it stands to what happened."""
    quads = populate(ARTICLE, STATEMENTS, ONTOLOGY)
    claim = next(q.subject for q in quads if q.object == ent("Claim"))
    about = {(q.predicate, q.object) for q in quads if q.subject == claim}
    assert (ent("modality"), ent("Committed")) in about
    assert (ent("speaker"), ox.NamedNode(DATA + "state/NOR")) in about
    assert (ent("content"), claim) in about


def test_a_dated_event_has_the_same_name_in_every_article() -> None:
    """Two reports of one event meet in one node; an undated one stays the article's own."""
    other = Article("other", TEXT, published=datetime.date(2025, 4, 3))
    assert _names(ARTICLE, "Meeting") == _names(other, "Meeting")
    assert _names(ARTICLE, "Pledge") != _names(other, "Pledge")


def test_undated_reports_of_one_day_meet_where_the_same_parties_are_known() -> None:
    """Two agencies report one pledge; without a day of publication nobody can tell."""
    same_day = Article("other", TEXT, published=ARTICLE.published)
    undated, also_undated = Article("fish", TEXT), Article("other", TEXT)
    assert _names(ARTICLE, "Pledge") == _names(same_day, "Pledge")
    assert _names(undated, "Pledge") != _names(also_undated, "Pledge")


def test_violence_of_one_day_meets_only_where_the_place_is_the_same() -> None:
    """Two strikes a day by the same on the same are no rare thing."""
    other = Article("other", TEXT, published=ARTICLE.published)
    placed = (*PARTIES, ("place", EntityRef("state/CHL")))
    anywhere, there = (
        Statements(STATEMENTS.entities, (Node("n", "Strike", links, (Span(0, 52),)),), ())
        for links in (PARTIES, placed)
    )
    assert _names(ARTICLE, "Strike", anywhere) != _names(other, "Strike", anywhere)
    assert _names(ARTICLE, "Strike", there) == _names(other, "Strike", there)


def test_two_numbers_in_one_article_are_two_events() -> None:
    """Another strike that killed others is another event; in two articles they are two counts."""

    def released(article: str, *numbers: str) -> set[str]:
        nodes = tuple(
            Node(f"n{n}", "Release", (*PARTIES, ("quantity", Typed(n, "integer"))), (Span(0, 52),))
            for n in numbers
        )
        known = Article(article, TEXT, published=ARTICLE.published)
        return _names(known, "Release", Statements(STATEMENTS.entities, nodes, ()))

    assert len(released("fish", "50", "70")) == 2
    assert len(released("fish", "50", "50")) == 1
    assert released("fish", "50") == released("other", "70")


def _names(article: Article, cls: str, statements: Statements = STATEMENTS) -> set[str]:
    quads = populate(article, statements, ONTOLOGY)
    return {str(q.subject) for q in quads if q.object == ent(cls)}


@given(st.randoms(use_true_random=False))
def test_the_order_of_statements_does_not_matter(chance: random.Random) -> None:
    """The same statements in another order give the same quads, byte for byte."""
    entities, nodes, claims = (
        list(STATEMENTS.entities),
        list(STATEMENTS.nodes),
        list(STATEMENTS.claims),
    )
    for rows in (entities, nodes, claims):
        chance.shuffle(rows)
    shuffled = Statements(tuple(entities), tuple(nodes), tuple(claims))
    assert populate(ARTICLE, shuffled, ONTOLOGY) == populate(ARTICLE, STATEMENTS, ONTOLOGY)


def test_another_base_moves_every_name_of_the_data() -> None:
    """Nothing under the default base is left when another one is configured."""
    base = "https://example.org/graph/"
    quads = populate(ARTICLE, STATEMENTS, ONTOLOGY, base=base)
    assert not [q for q in quads if DATA in str(q)]
    assert not [q for q in background(ONTOLOGY, base=base) if f"<{DATA}" in str(q)]


def test_the_background_is_the_same_each_time() -> None:
    """Blank nodes of the ontology get names by their place in the file, not by chance."""
    assert background(ONTOLOGY) == background(ONTOLOGY)
