"""Nanopublications: the maintained library accepts them, and nothing claimed is asserted."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
import rdflib

from kg.export import export
from kg.export.nanopubs import trusty_code
from kg.store import Store
from kg.terms import ENT, RDF

NP = "http://www.nanopub.org/nschema#"
TYPE = ox.NamedNode(RDF + "type")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]


def _quads(store: Store, **options: str | bool) -> list[ox.Quad]:
    out = io.BytesIO()
    export(store, out=out, format="nanopubs", **options)  # type: ignore[arg-type]
    return list(ox.parse(out.getvalue(), format=ox.RdfFormat.TRIG))


def _each(quads: list[ox.Quad]) -> dict[str, list[ox.Quad]]:
    found: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value.partition("#")[0], []).append(quad)
    return found


def test_the_library_accepts_each_and_finds_its_trusty_uri_right(deal: Store) -> None:
    """Four graphs, provenance of the assertion, publication info, and the hash of all that."""
    from nanopub.nanopub import Nanopub  # noqa: PLC0415 — its import warns, and this test lets it

    found = _each(_quads(deal))
    assert len(found) == 2
    for quads in found.values():
        text = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode()
        graph = rdflib.ConjunctiveGraph()
        graph.parse(data=text, format="nquads")
        read = Nanopub(rdf=graph)
        assert read.is_valid
        read.source_uri = str(read.metadata.np_uri)
        assert read.has_valid_trusty


def test_a_changed_word_does_not_fit_the_trusty_uri(deal: Store) -> None:
    """The hash is over every quad; the same quads in another order have the same."""
    iri, quads = next(iter(_each(_quads(deal)).items()))
    code = iri.rpartition("/")[2]
    assert trusty_code(reversed(quads), code) == code
    for number, quad in enumerate(quads):
        if isinstance(quad.object, ox.Literal):
            other = ox.Quad(quad.subject, quad.predicate, ox.Literal("x"), quad.graph_name)
            assert trusty_code([*quads[:number], other, *quads[number + 1 :]], code) != code


def test_the_content_of_a_claim_is_quoted_and_not_asserted(deal: Store) -> None:
    """Nowhere is the event of a denied strike typed; statements about it give the content back."""
    quads = _quads(deal)
    subjects = {quad.subject for quad in quads if quad.predicate == TYPE}
    strike = ox.NamedNode(deal.base + "event/2")
    assert strike not in subjects
    by_node: dict[str, dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and "#statement-" in quad.subject.value:
            by_node.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object
    quoted = {
        (s[RDF + "subject"], s[RDF + "predicate"], s[RDF + "object"]) for s in by_node.values()
    }
    claims = [ox.NamedNode(f"{deal.base}claim/{n}") for n in ("9c", "9d")]
    content = {(q.subject, q.predicate, q.object) for c in claims for q in deal.match(graph=c)}
    assert quoted == content


def test_modality_and_speaker_are_asserted_and_the_quote_is_provenance(deal: Store) -> None:
    """That somebody denies it is what the nanopublication says."""
    quads = _quads(deal, license="https://creativecommons.org/licenses/by/4.0/")
    said = {
        (str(q.graph_name).rpartition("#")[2].rstrip(">"), q.predicate.value.rpartition("#")[2])
        for q in quads
        if q.subject == ox.NamedNode(deal.base + "claim/9c")
    }
    assert {("assertion", "modality"), ("assertion", "speaker")} <= said
    exact = [q for q in quads if q.predicate.value.endswith("oa#exact")]
    assert {str(q.graph_name).rpartition("#")[2] for q in exact} == {"provenance>"}
    assert len([q for q in quads if q.predicate.value.endswith("/license")]) == 2
    assert not [
        q for q in quads if q.object == ox.NamedNode(ENT + "Airstrike") and q.predicate == TYPE
    ]


def test_without_claims_there_is_no_nanopublication(deal: Store) -> None:
    """Facts have articles as their evidence; a nanopublication here is a claim."""
    assert _quads(deal, claims=False) == []
