"""What follows in a dataset: kept apart, and right after any changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.store import Store, entailment
from kg.store.entailment import Entailment
from kg.terms import PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
AXIOMS = """
id:part a owl:TransitiveProperty . id:actor rdfs:subPropertyOf id:participant .
id:near a owl:SymmetricProperty . id:near rdfs:subPropertyOf id:part .
id:Visit rdfs:subClassOf id:Meeting . id:Meeting rdfs:subClassOf id:Event .
id:part rdfs:domain id:Event ; rdfs:range id:Event .
[ owl:intersectionOf ( id:Event [ owl:onProperty id:part ; owl:someValuesFrom id:Visit ] ) ]
    rdfs:subClassOf id:Side .
"""


def _quads(turtle: str) -> list[ox.Quad]:
    return list(ox.parse(HEAD + turtle, format=ox.RdfFormat.TRIG))


GIVEN = _quads(AXIOMS)


class World:
    """A dataset under the axioms, with what is stated in it."""

    def __init__(self) -> None:
        self.stated = set(GIVEN)
        self.dataset = ox.Store()
        self.dataset.extend(self.stated)
        self.apart = ox.Store()
        self.entailment = Entailment(self.dataset, self.apart, lambda quads: quads & self.stated)
        self.entailment.make()

    def put(self, turtle: str) -> None:
        """State more."""
        quads = _quads(turtle)
        self.stated |= set(quads)
        self.dataset.extend(quads)
        self.entailment.touch(quads)

    def drop(self, turtle: str) -> None:
        """State less."""
        quads = _quads(turtle)
        self.stated -= set(quads)
        for quad in quads:
            self.dataset.remove(quad)
        self.entailment.touch(quads)

    def update(self) -> set[str]:
        """What is entailed now, without angle brackets and base."""
        self.entailment.update()
        return {
            " ".join(str(t)[1:-1].rpartition("/")[2].rpartition("#")[2] or str(t) for t in q.triple)
            for q in self.apart
        }


def test_an_entailed_triple_stands_in_the_default_graph_and_is_noted_apart() -> None:
    """Plain queries see it, and it can be told from what is stated; it makes no named graph."""
    world = World()
    world.put("id:x id:part id:y . id:y id:part id:z .")
    assert world.update() == {
        "x part z", "x type Event", "y type Event", "z type Event",
    }  # fmt: skip
    assert set(world.apart) == set(world.dataset) - world.stated
    assert not list(world.dataset.named_graphs())


def test_what_follows_goes_with_what_it_follows_from() -> None:
    """Unless something else supports it still, also round a circle."""
    world = World()
    world.put("id:x id:part id:y . id:y id:part id:x . id:y id:part id:z . id:v id:part id:z .")
    before = world.update()
    assert {"x part x", "y part y", "x part z"} <= before
    world.drop("id:y id:part id:x .")
    assert world.update() == before - {"x part x", "y part y"}
    world.drop("id:x id:part id:y . id:y id:part id:z .")
    assert world.update() == {"v type Event", "z type Event"}


def test_what_is_stated_is_not_entailed() -> None:
    """It leaves the graph when an article states it, and comes back when none does any more."""
    world = World()
    world.put("id:x a id:Visit .")
    assert world.update() == {"x type Meeting", "x type Event"}
    world.put("id:x a id:Meeting .")
    assert world.update() == {"x type Event"}
    world.drop("id:x a id:Meeting .")
    assert world.update() == {"x type Meeting", "x type Event"}
    world.put("id:x a id:Event .")
    world.drop("id:x a id:Visit .")
    assert world.update() == set()
    assert world.stated == set(world.dataset)


def test_new_axioms_make_everything_anew() -> None:
    """Also of what was there before them."""
    world = World()
    world.put("id:x a id:Visit .")
    world.update()
    world.put("id:Event rdfs:subClassOf id:Thing .")
    assert "x type Thing" in world.update()
    world.drop("id:Event rdfs:subClassOf id:Thing . id:Meeting rdfs:subClassOf id:Event .")
    assert world.update() == {"x type Meeting"}


def test_claims_entail_nothing() -> None:
    """What is only claimed stays in its graph."""
    world = World()
    world.put("id:claim { id:x a id:Visit . }")
    assert world.update() == set()


TRIPLES = [
    *(f"id:{a} id:{p} id:{b} ." for p in ("part", "near") for a in "abc" for b in "abc"),
    *(f"id:{a} a id:{c} ." for a in "abc" for c in ("Visit", "Meeting", "Event", "Side")),
]
CHANGES = st.lists(
    st.lists(st.tuples(st.booleans(), st.sampled_from(TRIPLES)), min_size=1, max_size=4),
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(changes=CHANGES)
def test_any_changes_end_in_what_follows_from_what_is_stated(
    changes: list[list[tuple[bool, str]]],
) -> None:
    """Step by step, or made from nothing: the same quads."""
    world = World()
    for step in changes:
        for puts, triple in step:
            (world.put if puts else world.drop)(triple)
        world.update()
    step_by_step = set(world.dataset)
    world.entailment.make()
    assert set(world.dataset) == step_by_step
    fresh = World()
    fresh.stated |= world.stated
    fresh.dataset.extend(world.stated)
    fresh.entailment.make()
    assert set(fresh.dataset) == step_by_step


@pytest.mark.parametrize("killed_at", ["bulk_extend", "extend"])
def test_a_process_that_was_killed_in_between_leaves_nothing_that_cannot_be_mended(
    killed_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands in one place only, made anew everything is right."""
    monkeypatch.setattr(entailment, "BULK", 2 if killed_at == "bulk_extend" else 1_000_000)
    world = World()
    world.put("id:x id:part id:y . id:y id:part id:z . id:z id:part id:w .")
    right = world.update()
    whole = set(world.dataset)
    # the first half of what is written: noted, but not in the default graph
    for quad in sorted(world.apart, key=str)[:3]:
        world.dataset.remove(quad)
    world.entailment.make()
    assert (world.update(), set(world.dataset)) == (right, whole)


def test_a_long_build_that_publishes_in_between_settles_what_follows_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readers in between see the facts; when the store is closed, what follows as well."""
    monkeypatch.setattr("kg.store.store.SECONDS", 0.0)
    monkeypatch.setattr("kg.store.store.SHARE", 0.0)
    asked = "ASK { id:x id:part id:z }"
    with Store.open(tmp_path / "graph", create=True) as store:
        store.install(GIVEN, "one")
        store.add("a", _quads("id:x id:part id:y ."))
        store.add("b", _quads("id:y id:part id:z ."))
        with Store.open(tmp_path / "graph", read_only=True) as reader:
            assert reader.query("ASK { id:y id:part id:z }")
            assert not reader.query(asked)
    with Store.open(tmp_path / "graph", read_only=True) as reader:
        assert reader.query(asked)
        assert not reader.query("ASK { GRAPH ?any { id:x id:part id:z } }")
        assert set(reader.quads(background=False)) == {
            *reader.contribution("a"),
            *reader.contribution("b"),
        }
    with Store.open(tmp_path / "graph") as store:
        store.retract("a")
    with Store.open(tmp_path / "graph", read_only=True) as reader:
        assert not reader.query(asked)
        assert not reader.query("ASK { ?x id:part id:x }")


def test_looking_back_concludes_from_what_was_known_then(tmp_path: Path) -> None:
    """Not from what came later."""
    published = 'id:article\\/{0} ent:published "{1}"^^xsd:date .'
    with Store.open(tmp_path / "graph", create=True) as store:
        store.install(GIVEN, "one")
        store.add("a", _quads("id:x id:part id:y ." + published.format("a", "2024-01-01")))
        store.add("b", _quads("id:y id:part id:z ." + published.format("b", "2024-02-01")))
    for day, known in ((date(2024, 1, 15), False), (date(2024, 2, 15), True)):
        with Store.open(tmp_path / "graph", as_of=day) as then:
            assert bool(then.query("ASK { id:x id:part id:z }")) == known
            assert then.query("ASK { id:x a id:Event }")
