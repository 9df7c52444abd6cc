"""A query that cannot be read is answered with line, column and what would be right."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.query.syntax import check
from kg.web import with_prefixes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "query: the query is empty; needs a SPARQL query"),
        ("# only a remark", "the query is empty"),
        (
            "SELEC ?x {}",
            "line 1, column 1: 'SELEC' begins no query; needs SELECT, ASK, CONSTRUCT or",
        ),
        ("SELEC ?x {}", "did you mean SELECT?"),
        ("who met whom", "'who' begins no query"),
        ("SELECT ?x {\n ?x a foo:Bar }", "line 2, column 7: the prefix foo: is not declared"),
        ("SELECT ?x { ?x a ?y", "line 1, column 11: { is never closed; needs }"),
        ("SELECT ?x { FILTER(?x > 1 }", "line 1, column 27: } closes nothing that is open"),
        ('SELECT ?x {\n ?x a "abc }', "line 2, column 7: the string is not closed"),
        ("SELECT ?x WHERE ?x a ?y }", "closes nothing that is open"),
        (
            "SELECT ?x {?x a ?y} ORDER ?x",
            "line 1, column 21: no SPARQL from here on: ORDER ?x; needs ORDER BY ?x",
        ),
        ("SELECT ?x {?x a ?y}\nLIMIT ten", "line 2, column 1: no SPARQL from here on: LIMIT ten"),
        ("SELECT ?x { ?x ent:actor }", "line 1, column 13: no SPARQL from here on: ?x ent:actor }"),
        ("SELECT ?x { ?x ent:actor }", "needs subject, predicate and object, then . or ; or }"),
        ("SELECT x { ?x a ?y }", "line 1, column 8: no SPARQL from here on: x { ?x a ?y }"),
        ("SELECT x { ?x a ?y }", "needs variables such as ?x"),
        ("SELECT ?x { ?x a <http://[> }", "IRI parsing failed"),
        ("PREFIX ex <http://e/> ASK {}", "line 1, column 8: ex has no colon; needs PREFIX ex: <"),
        (
            "SELECT ?x (COUNT(?y) AS ?n) {?x a ?y}",
            "line 1, column 38: The SELECT contains a variable that is unbound",
        ),
    ],
)
def test_a_slip_is_told_with_its_place(text: str, message: str) -> None:
    """The commonest slips each have their own words."""
    with pytest.raises(QueryError) as caught:
        check(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:b> 1 }",
        "PREFIX e: <http://e/>\n# hidden\nDELETE WHERE { ?s ?p ?o }",
        "drop all",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(text: str) -> None:
    """What would change data says that this is not the way."""
    with pytest.raises(QueryError, match="changes data"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?x rdfs:label 'INSERT { # \\' ?y' }",
        'PREFIX a.b: <http://e/#x> SELECT * { ?x a a.b:C-d%20 ; a.b: """x"\n{""" . }',
        "BASE <http://e/> PREFIX : <x#> DESCRIBE :a",
        "SELECT * { ?a ^ent:actor/rdfs:label ?b }",
        "SELECT (COUNT(*) AS ?n) { ?x ?p 'a'@en-GB, 3.5, <http://e/a#b> FILTER(?x < 3 && ?p > 2) }",
    ],
)
def test_sound_queries_pass(text: str) -> None:
    """Strings, comments, IRIs and operators that look like something else do no harm."""
    check(text)


def test_prefixes_are_added_where_they_are_used() -> None:
    """For an endpoint that does not know ours; those that are declared stay as they are."""
    text = "PREFIX rdfs: <http://other/> SELECT ?x { ?x a ent:State ; rdfs:label 'xsd:date' }"
    assert with_prefixes(text) == f"PREFIX ent: <https://w3id.org/entente/ontology#>\n{text}"
