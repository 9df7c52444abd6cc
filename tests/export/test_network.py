"""The network: who deals with whom, as other programs read it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import networkx as nx

from kg.export import export
from kg.model import EventRecord, NamedActor
from kg.store import Store


def _rows(store: Store, format: str) -> list[dict[str, str]]:
    out = io.BytesIO()
    export(store, out=out, format=format)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))


def test_edges_lead_from_who_acts_to_whom_it_is_directed_at(deal: Store) -> None:
    """Or join those who act together; three together are three pairs."""
    base = deal.base
    found = [
        (row["source"], row["target"], row["relation"], row["status"], row["modality"])
        for row in _rows(deal, "edges")
    ]
    strike = (f"{base}state/USA", f"{base}group/raiders-deal", "toward")
    assert found == [
        (f"{base}person/ebrahim-raisi", f"{base}state/IRN", "with", "fact", ""),
        (*strike, "fact", ""),
        (*strike, "claim", "Denied"),
        (f"{base}state/IRN", f"{base}state/OMN", "with", "claim", "Planned"),
        (f"{base}state/IRN", f"{base}state/QAT", "with", "claim", "Planned"),
        (f"{base}state/OMN", f"{base}state/QAT", "with", "claim", "Planned"),
    ]


def test_every_end_of_an_edge_is_a_node_with_a_name(deal: Store) -> None:
    """And a node says how often it takes part in facts and in claims."""
    nodes = {row["id"]: row for row in _rows(deal, "nodes")}
    for row in _rows(deal, "edges"):
        assert {row["source"], row["target"]} <= set(nodes)
    oman = nodes[f"{deal.base}state/OMN"]
    assert (oman["label"], oman["code"], oman["facts"], oman["claims"]) == ("Oman", "OMN", "1", "1")


def test_networkx_reads_the_graphml(deal: Store) -> None:
    """The same nodes and edges as the tables, names with signs of XML among them."""
    out = io.BytesIO()
    export(deal, out=out, format="graphml")
    graph = nx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True)
    assert dict(graph.nodes(data="label")) == {
        row["id"]: row["label"] for row in _rows(deal, "nodes")
    }
    assert "raiders & <co>" in dict(graph.nodes(data="label")).values()
    listed = sorted((row["source"], row["target"], row["class"]) for row in _rows(deal, "edges"))
    assert sorted(graph.edges(data="class")) == listed
    assert graph.nodes[f"{deal.base}state/USA"]["facts"] == 1


def test_who_acts_together_against_a_third_has_no_edge_to_each_other() -> None:
    """Only in a clash are those who act against each other; elsewhere they act with each other."""
    one, other, third = (NamedActor(f"http://e/{n}", n, "State") for n in "abc")
    joint = EventRecord("http://e/1", "strike", "Strike", "strike", actors=(one, other))
    directed = replace(joint, recipients=(third, one))
    assert directed.pairs() == [
        (one, third, "toward"),
        (other, third, "toward"),
        (other, one, "toward"),
    ]
    assert joint.pairs() == [(one, other, "with")]
    assert replace(joint, cls="Clash").pairs() == [(one, other, "against")]
