"""RDF 1.2: claims as triple terms, and back without loss."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export import export
from kg.export.reified import reified, unreified
from kg.store import Store
from kg.terms import RDF

DEFAULT = ox.DefaultGraph()
READERS = {"turtle12": ox.RdfFormat.TURTLE, "ntriples12": ox.RdfFormat.N_TRIPLES}


@pytest.mark.parametrize("format", READERS)
def test_one_graph_gives_all_named_graphs_back(store: Store, format: str) -> None:
    """What N-Quads hold is what RDF 1.2 holds, read again and turned back."""
    out, quads = io.BytesIO(), io.BytesIO()
    export(store, out=out, format=format)
    export(store, out=quads, format="nquads")
    read = list(ox.parse(out.getvalue(), format=READERS[format]))
    assert {q.graph_name for q in read} == {DEFAULT}
    expected = set(ox.parse(quads.getvalue(), format=ox.RdfFormat.N_QUADS))
    assert set(unreified(read)) == expected
    assert any(isinstance(q.object, ox.Triple) for q in read)


def test_what_is_claimed_is_not_stated(store: Store) -> None:
    """A plain pattern over the one graph does not find the event of the claim."""
    out = io.BytesIO()
    export(store, out=out, format="turtle12")
    memory = ox.Store()
    memory.load(out.getvalue(), format=ox.RdfFormat.TURTLE)
    strike = ox.NamedNode(store.base + "event/81")
    assert not list(memory.quads_for_pattern(strike, None, None))
    asked = f"ASK {{ ?c <{RDF}reifies> <<( <{strike.value}> ?p ?o )>> }}"
    assert memory.query(asked)


nodes = st.builds(lambda n: ox.NamedNode(f"http://e/{n}"), st.integers(0, 5))
graphs = st.just(DEFAULT) | nodes
quads = st.builds(ox.Quad, nodes, nodes, nodes | st.builds(ox.Literal, st.text(max_size=3)), graphs)


@given(st.lists(quads, max_size=30))
def test_nothing_is_lost_on_the_way_there_and_back(given: list[ox.Quad]) -> None:
    """For any quads without triple terms of their own."""
    there = list(reified(given))
    assert {q.graph_name for q in there} <= {DEFAULT}
    assert list(unreified(there)) == given
