"""The description counts what is there: each number is what SPARQL counts."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest

from kg.errors import OptionError
from kg.export import export
from kg.store import Store

PREFIXES = "PREFIX void: <http://rdfs.org/ns/void#> PREFIX dcat: <http://www.w3.org/ns/dcat#> "
DCTERMS = "PREFIX dcterms: <http://purl.org/dc/terms/> "


def _loaded(store: Store, format: str, **options: str | bool) -> ox.Store:
    out, read = io.BytesIO(), ox.Store()
    export(store, out=out, format=format, **options)  # type: ignore[arg-type]
    syntax = ox.RdfFormat.TURTLE if format == "void" else ox.RdfFormat.N_QUADS
    read.load(out.getvalue(), format=syntax)
    return read


def _rows(store: ox.Store, query: str) -> set[tuple[str, ...]]:
    found = store.query(PREFIXES + DCTERMS + query)
    assert isinstance(found, ox.QuerySolutions)
    return {tuple(str(value) for value in row) for row in found}


def _counted(read: ox.Store, part: str) -> dict[str, set[tuple[str, ...]]]:
    return {
        "whole": _rows(
            read,
            f"SELECT ?t ?s ?o ?c ?p {{ <{part}> void:triples ?t ; void:distinctSubjects ?s ; "
            "void:distinctObjects ?o ; void:classes ?c ; void:properties ?p }",
        ),
        "classes": _rows(
            read,
            f"SELECT ?c ?n {{ <{part}> void:classPartition [ void:class ?c ; void:entities ?n ] }}",
        ),
        "properties": _rows(
            read,
            f"SELECT ?p ?n ?s ?o {{ <{part}> void:propertyPartition [ void:property ?p ; "
            "void:triples ?n ; void:distinctSubjects ?s ; void:distinctObjects ?o ] }",
        ),
    }


def _by_sparql(graph: ox.Store) -> dict[str, set[tuple[str, ...]]]:
    return {
        "whole": _rows(
            graph,
            "SELECT (COUNT(*) AS ?t) (COUNT(DISTINCT ?s) AS ?u) (COUNT(DISTINCT ?o) AS ?v) "
            "(SUM(0) AS ?c) (COUNT(DISTINCT ?p) AS ?q) { ?s ?p ?o }",
        ),
        "classes": _rows(graph, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"),
        "properties": _rows(
            graph,
            "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?u) (COUNT(DISTINCT ?o) AS ?v) "
            "{ ?s ?p ?o } GROUP BY ?p",
        ),
    }


def test_every_count_is_what_sparql_counts(deal: Store) -> None:
    """Triples, subjects, objects, classes, properties, of facts and of claims."""
    read, quads = _loaded(deal, "void"), _loaded(deal, "nquads")
    claims, facts = ox.Store(), ox.Store()
    for quad in quads:
        plain = ox.Quad(quad.subject, quad.predicate, quad.object)
        if isinstance(quad.graph_name, ox.DefaultGraph):
            facts.add(plain)
        elif "#facts" not in str(quad.graph_name):
            claims.add(plain)
    for name, graph in (("facts", facts), ("claims", claims)):
        counted, expected = _counted(read, f"{deal.base}dataset/{name}"), _by_sparql(graph)
        assert counted["classes"] == expected["classes"]
        assert counted["properties"] == expected["properties"]
        (found,), (sure,) = counted["whole"], expected["whole"]
        assert (found[:3], found[4]) == (sure[:3], sure[4])
        assert len(expected["classes"]) == int(found[3].split('"')[1])


def test_a_catalogue_finds_title_period_licence_and_formats(deal: Store) -> None:
    """What DCAT asks for, and the vocabularies that the data use."""
    license = "https://creativecommons.org/licenses/by/4.0/"
    read = _loaded(deal, "void", license=license)
    dataset = f"<{deal.base}dataset>"
    assert _rows(read, f"SELECT ?l {{ {dataset} dcterms:license ?l }}") == {(f"<{license}>",)}
    days = f"SELECT ?b ?e {{ {dataset} dcterms:temporal [ dcat:startDate ?b ; dcat:endDate ?e ] }}"
    day = '"2024-05-02"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert _rows(read, days) == {(day, day)}
    vocabularies = _rows(read, f"SELECT ?v {{ {dataset} void:vocabulary ?v }}")
    assert ("<https://w3id.org/entente/ontology#>",) in vocabularies
    assert len(_rows(read, f"SELECT ?d {{ {dataset} dcat:distribution/dcat:mediaType ?d }}")) == 5


def test_a_licence_that_is_no_iri_is_refused(deal: Store) -> None:
    """Before anything is written."""
    with pytest.raises(OptionError, match="no IRI"):
        export(deal, out=io.BytesIO(), format="void", license="https://a b")
