"""JSON-LD: short names by the shipped context, the same graph for every reader."""

from __future__ import annotations

import io
import json
from typing import Any

import pyoxigraph as ox
import pytest
from pyld import jsonld

from kg.export import export
from kg.resources import json_ld_context
from kg.store import Store
from kg.terms import OWL, RDF
from tests.ontology.files import MODULE_FILES, ONTOLOGY

FORMATS = ("jsonld", "framed")
DEFAULT = ox.DefaultGraph()


def _written(store: Store, format: str) -> str:
    out = io.BytesIO()
    export(store, out=out, format=format)
    return out.getvalue().decode()


def _quads(store: Store) -> set[ox.Quad]:
    return set(ox.parse(_written(store, "nquads"), format=ox.RdfFormat.N_QUADS))


def _expected(store: Store, format: str) -> set[ox.Quad]:
    return {
        q
        for q in _quads(store)
        if format == "jsonld" or not str(q.graph_name).rstrip(">").endswith("#facts")
    }


@pytest.mark.parametrize("format", FORMATS)
def test_oxigraph_reads_what_was_written(store: Store, format: str) -> None:
    """Every quad, numbers with their types; the tree leaves only facts graphs of articles out."""
    read = set(ox.parse(_written(store, format), format=ox.RdfFormat.JSON_LD))
    assert read == _expected(store, format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_reference_implementation_reads_the_same(deal: Store, format: str) -> None:
    """PyLD, which passes the W3C suite, from what stands in the file alone: no network."""
    document = json.loads(_written(deal, format))
    options = {"format": "application/n-quads", "documentLoader": _no_network}
    read = jsonld.to_rdf(document, options)
    assert set(ox.parse(read, format=ox.RdfFormat.N_QUADS)) == _expected(deal, format)


def _no_network(url: str, *_: Any) -> None:
    raise AssertionError(f"it asks for {url}")


def test_the_tree_has_quotes_and_names_where_they_are_needed(deal: Store) -> None:
    """An event with its words inside, its actors by name; a claim with its content."""
    nodes = {node["id"]: node for node in json.loads(_written(deal, "framed"))["@graph"]}
    meeting = nodes["event/1"]
    assert {"id": "state/IRN", "label": "Iran"} in meeting["actor"]
    told = next(e for e in meeting["evidence"] if e["article"]["id"] == "article/deal")
    assert any("met | talked" in selector.get("quote", "") for selector in told["selector"])
    claim = nodes["claim/9c"]
    assert (claim["modality"], claim["speaker"]["label"]) == ("Denied", "United States")
    assert [node["id"] for node in claim["@graph"]] == ["event/2"]
    assert not [id for id in nodes if "#evidence" in id]


def test_terms_of_the_context_are_terms_of_the_ontology() -> None:
    """Under their own names; those of object properties lead to a node.

    One without a term is written as an object with an id; a line in context.jsonld makes it a path.
    """
    kinds: dict[str, set[str]] = {}
    for file in MODULE_FILES:
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
                kinds.setdefault(triple.subject.value, set()).add(triple.object.value)
    of_ours = 0
    for term, said in json_ld_context().items():
        if not isinstance(said, dict) or not str(said["@id"]).startswith("ent:"):
            continue
        of_ours += 1
        assert said["@id"] == f"ent:{term}"
        leads = OWL + "ObjectProperty" in kinds[f"{ONTOLOGY}{term}"]
        assert leads == (said["@type"] in {"@id", "@vocab"}), term
    assert of_ours > 40


def test_the_shipped_context_is_the_one_that_files_carry(deal: Store) -> None:
    """Whoever compacts or frames data by the shipped file gets the names of our exports."""
    written = json.loads(_written(deal, "jsonld"))["@context"]
    shipped = json_ld_context()
    assert {term: written[term] for term in shipped} == shipped
    assert written["@base"] == deal.base
    compacted = jsonld.compact(
        {"@id": "http://e/1", f"{RDF}type": [{"@id": f"{ONTOLOGY}Meeting"}]}, shipped
    )
    assert compacted["id"] == "http://e/1"
