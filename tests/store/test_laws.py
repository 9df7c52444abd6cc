"""Laws that hold for any sequence of changes, and for a process killed between any two of them."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.store import Store
from kg.terms import DATA, ENT
from tests.store.articles import BACKGROUND, quads

IDS = ("a", "b", "c")


def _quad(article: str, number: int) -> ox.Quad:
    """One of few quads: shared facts, shared claim content, and nodes of the article's own."""
    kind, value = divmod(number, 4)
    named = ox.NamedNode
    node = named(f"{DATA}event/{value}")
    fact = (node, named(ENT + "quantity"), ox.Literal(value))
    if kind == 0:
        return ox.Quad(*fact)
    if kind == 1:
        return ox.Quad(*fact, named(f"{DATA}claim/{value % 2}"))
    if kind == 2:
        return ox.Quad(*fact, named(f"{DATA}article/{article}#facts"))
    if kind == 3:
        return ox.Quad(named(f"{DATA}article/{article}#evidence-0-{value}"), *fact[1:])
    # what the background states as well
    return ox.Quad(named(DATA + "state/IRN"), named(ENT + "isoAlpha3"), ox.Literal("IRN"))


steps = st.tuples(st.sampled_from(IDS), st.none() | st.frozensets(st.integers(0, 17), max_size=12))


def _final(history: list[tuple[str, frozenset[int] | None]]) -> dict[str, list[ox.Quad]]:
    last = dict(history)
    return {
        id: [_quad(id, n) for n in sorted(chosen)]
        for id, chosen in sorted(last.items())
        if chosen is not None
    }


def _take(store: Store, id: str, chosen: frozenset[int] | None) -> None:
    if chosen is not None:
        store.add(id, [_quad(id, n) for n in chosen])
    elif id in store.articles():
        store.retract(id)


def _expected(store: Store, final: dict[str, list[ox.Quad]]) -> str:
    """The union of background and articles, made without any store."""
    quads = {*store.background(), *(quad for stated in final.values() for quad in stated)}
    return "".join(f"{quad} .\n" for quad in sorted(quads, key=str))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(steps, max_size=10))
def test_any_history_ends_in_the_union_of_what_the_last_articles_state(
    history: list[tuple[str, frozenset[int] | None]],
) -> None:
    """Add, edit and retract in any order leave the canonical graph of what remains."""
    folder = Path(tempfile.mkdtemp())
    try:
        with Store.open(folder / "lived", create=True) as store:
            store.install(quads(BACKGROUND), "one")
            for id, chosen in history:
                _take(store, id, chosen)
            assert store.differences() == ([], [])
            assert set(store._dataset.named_graphs()) == {
                q.graph_name for q in store.quads() if q.graph_name != ox.DefaultGraph()
            }
            assert store.canonical() == _expected(store, _final(history))
    finally:
        shutil.rmtree(folder)


class Killed(BaseException):
    """Stands for a process that ends between two steps."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    history=st.lists(steps, min_size=1, max_size=6),
    last=steps,
    moment=st.sampled_from(["after intent", "after dataset"]),
)
def test_a_change_cut_off_between_two_steps_is_finished_by_the_next_open(
    history: list[tuple[str, frozenset[int] | None]],
    last: tuple[str, frozenset[int] | None],
    moment: str,
) -> None:
    """Whatever was done to the dataset, opening the store again ends in the intended graph."""
    folder = Path(tempfile.mkdtemp())
    try:
        store = Store.open(folder / "lived", create=True)
        store.install(quads(BACKGROUND), "one")
        for id, chosen in history:
            _take(store, id, chosen)
        with pytest.MonkeyPatch.context() as patch:
            cut = "_apply" if moment == "after intent" else "_ledger.settle"
            _cut(patch, store, cut)
            with contextlib.suppress(Killed):
                _take(store, *last)
        store.close()
        del store
        with Store.open(folder / "lived") as store:
            assert store.differences() == ([], [])
            assert store.canonical() == _expected(store, _final([*history, last]))
    finally:
        shutil.rmtree(folder)


def _cut(patch: pytest.MonkeyPatch, store: Store, where: str) -> None:
    """Make the process end on entering a method of the store."""

    def end(*_: object) -> None:
        raise Killed

    owner, _, name = where.rpartition(".")
    patch.setattr(store._ledger if owner else store, name, end)


def test_a_lived_store_equals_one_built_from_nothing(tmp_path: Path) -> None:
    """Canonical N-Quads, byte for byte, after edits and retractions in another order."""
    first, second = frozenset(range(9)), frozenset(range(4, 18))
    with Store.open(tmp_path / "lived", create=True) as lived:
        for id, chosen in (("a", first), ("b", second), ("c", first), ("a", second), ("b", None)):
            _take(lived, id, chosen)
        lived.install(quads(BACKGROUND), "one")
        _take(lived, "b", first)
        _take(lived, "c", None)
        with Store.open(tmp_path / "built", create=True) as built:
            built.install(quads(BACKGROUND), "one")
            _take(built, "b", first)
            _take(built, "a", second)
            assert built.canonical() == lived.canonical()
