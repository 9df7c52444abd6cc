"""Export, load, compare: whatever a graph holds, each RDF format gives the same graph back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import FORMATS, export
from kg.export.reified import unreified
from kg.model.graphs import Graph, Term
from kg.terms import ENT, OA, RDF, RDFS, SKOS, XSD

BASE = "https://w3id.org/entente/id/"
DEFAULT = ox.DefaultGraph()
READERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "framed": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "turtle12": ox.RdfFormat.TURTLE,
    "ntriples12": ox.RdfFormat.N_TRIPLES,
}


@dataclass(frozen=True)
class Memory:
    """A source in memory: what a store is to an export."""

    held: ox.Dataset
    base: str = BASE

    def quads(self, *, background: bool = True) -> Iterator[ox.Quad]:  # noqa: ARG002
        """All of it; there is no background."""
        return iter(self.held)

    def background(self) -> list[ox.Quad]:
        """Nothing."""
        return []

    def contribution(self, article: str) -> list[ox.Quad]:  # noqa: ARG002
        """All of it."""
        return list(self.held)

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: Graph | None = None,
    ) -> Iterator[ox.Quad]:
        """By looking at each."""
        wanted = (subject, predicate, object, graph)
        for quad in self.held:
            parts = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            if all(w is None or w == part for w, part in zip(wanted, parts, strict=True)):
                yield quad

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[ox.Variable, Term] | None = None,  # noqa: ARG002
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Asked in a store of its own."""
        store = ox.Store()
        store.extend(self.held)
        return store.query(sparql)


# odd ends: what a relative reference would lose, or a prefixed name would have to escape
paths = [
    "event/1",
    "event/../2",
    "event/.",
    "event/a:b",
    "event//x",
    "event/%C3%A9~(x)",
    "event/é",
    "article/a#evidence-0-1",
    "x",
    "#y",
    "",
]
names = [ENT + "Meeting", ENT + "label", ENT + "id", ENT + "status", "urn:x:y", "http://e/?q=1&r"]
iris = st.sampled_from([*(BASE + path for path in paths), *names]).map(ox.NamedNode)
graphs = st.sampled_from([BASE + "claim/1", BASE + "claim/2", "http://e/g"]).map(ox.NamedNode)
subjects = iris | st.sampled_from(["a", "b"]).map(ox.BlankNode)
predicates = st.sampled_from(
    [
        RDF + "type",
        RDFS + "label",
        OA + "start",
        OA + "exact",
        SKOS + "note",
        *(ENT + n for n in ("actor", "label", "published", "modality", "duration", "id", "ödd")),
    ]
).map(ox.NamedNode)
# what XML cannot carry is refused, and tested elsewhere
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Co", "Cs"])
    | st.sampled_from("\t\n\r"),
    max_size=5,
)
kinds = ["integer", "nonNegativeInteger", "boolean", "date", "decimal", "duration", "gMonth"]
typed = st.builds(
    lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)),
    st.sampled_from(["0", "01", "-7", "true", "1.50", "2024-02-29", "--02", "P3D", ""]),
    st.sampled_from(kinds),
)
languages = st.sampled_from(["en", "fr", "en-gb"])
literals = (
    texts.map(ox.Literal)
    | st.builds(
        lambda text, tag: ox.Literal(text, language=tag),
        texts,
        languages,
    )
    | typed
)
quads = st.builds(ox.Quad, subjects, predicates, subjects | literals, st.just(DEFAULT) | graphs)


def _canonical(found: object) -> ox.Dataset:
    dataset = ox.Dataset(found)  # type: ignore[arg-type]  # any iterable of quads
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize("format", READERS)
@settings(max_examples=60, deadline=None)
@given(held=st.lists(quads, max_size=12))
def test_whatever_a_graph_holds_comes_back(format: str, held: list[ox.Quad]) -> None:
    """The same canonical graph (RDFC-1.0): all of it, or its default graph where no others fit."""
    out = io.BytesIO()
    export(Memory(ox.Dataset(held)), out=out, format=format)
    read = ox.parse(out.getvalue(), format=READERS[format])
    back = unreified(read) if format.endswith("12") else read
    expected = held
    if not FORMATS[format].datasets or format == "framed":
        expected = [q for q in held if q.graph_name == DEFAULT]
    if format == "framed":
        back = (q for q in back if q.graph_name == DEFAULT)
    assert set(_canonical(back)) == set(_canonical(expected))
