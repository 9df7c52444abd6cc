"""Networks of several steps are counted right where the seed and the story have no such path."""

from __future__ import annotations

import pyoxigraph as ox

from kg.model.graphs import Substitutions
from kg.query import Catalogue, run
from kg.terms import DATA, ENT, RDF, RDFS


class Talks:
    """A graph in which each two neighbours of a chain of states have talked."""

    base = DATA

    def __init__(self, length: int) -> None:
        self._store = ox.Store()
        for number in range(length):
            state = ox.NamedNode(f"{DATA}state/S{number}")
            self._add(state, RDF + "type", ox.NamedNode(ENT + "State"))
            self._add(state, RDFS + "label", ox.Literal(f"S{number}", language="en"))
            event = ox.NamedNode(f"{DATA}event/{number}")
            self._add(event, RDF + "type", ox.NamedNode(ENT + "Consult"))
            for near in {number, min(number + 1, length - 1)}:
                self._add(event, ENT + "participant", ox.NamedNode(f"{DATA}state/S{near}"))

    def _add(self, subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> None:
        self._store.add(ox.Quad(subject, ox.NamedNode(name), value))

    def query(
        self, sparql: str, *, substitutions: Substitutions | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Answer in this thread."""
        return self._store.query(sparql, substitutions=dict(substitutions or {}))


def test_a_chain_of_talks_is_one_two_and_three_steps_long_and_no_more() -> None:
    """Each pair once, with the least number of steps; `most` bounds them."""
    chain, question = Talks(6), Catalogue().get("cq40")
    found = {(row[0], row[1]): int(row[2]) for row in run(chain, question).table()}
    assert found == {
        (f"S{one}", f"S{other}"): other - one
        for one in range(6)
        for other in range(one + 1, min(6, one + 4))
    }
    for most in (1, 2):
        rows = run(chain, question, params={"most": str(most)}).rows
        assert len(rows) == sum(steps <= most for steps in found.values())
