"""Laws that hold for any sequence of changes, and for a process killed between any two of them."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.ontology.entail import Memory, RuleBook
from kg.ontology.rules import Axioms, rules
from kg.store import Contribution, Store
from kg.terms import DATA, ENT
from tests.store.articles import BACKGROUND, quads

IDS = ("a", "b", "c")

EXAMPLES = settings.default.max_examples // 4 if settings.default else 25
"""Each takes a tenth of a second on a disk; the profile thorough tries ten times as many."""


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


def _take(store: Store, id: str, chosen: frozenset[int] | None, *, staged: bool = False) -> None:
    if chosen is None:
        store.flush()
        if id in store.articles():
            store.retract(id)
    elif staged:
        store.stage(Contribution.of(id, [_quad(id, n) for n in chosen]))
    else:
        store.add(id, [_quad(id, n) for n in chosen])


def _expected(store: Store, final: dict[str, list[ox.Quad]]) -> str:
    """The union of background and articles, and what follows from it, made without any store."""
    quads = {*store.background(), *(quad for stated in final.values() for quad in stated)}
    facts = Memory(q.triple for q in quads if q.graph_name == ox.DefaultGraph())
    axioms = Axioms(quad.triple for quad in store.background())
    for follows in RuleBook(rules(axioms)).closure(facts, list(facts.match(None, None, None))):
        facts.add(follows)
        quads.add(ox.Quad(follows.subject, follows.predicate, follows.object))
    return "".join(f"{quad} .\n" for quad in sorted(quads, key=str))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(steps, max_size=10), staged=st.booleans(), bulk=st.booleans())
def test_any_history_ends_in_the_union_of_what_the_last_articles_state(
    history: list[tuple[str, frozenset[int] | None]], staged: bool, bulk: bool
) -> None:
    """Add, edit and retract in any order, at once or staged, leave the graph of what remains.

    So it does for a reader, and what the articles state stands apart from the background.
    """
    with _folder() as folder, pytest.MonkeyPatch.context() as patch:
        if bulk:
            patch.setattr("kg.store.following.BULK", 0)
        with Store.open(folder / "lived", create=True) as store:
            store.install(quads(BACKGROUND), "one")
            for id, chosen in history:
                _take(store, id, chosen, staged=staged)
            store.publish()
            assert store.differences() == ([], [])
            assert set(store._dataset.named_graphs()) == {
                q.graph_name for q in store.quads() if q.graph_name != ox.DefaultGraph()
            }
            expected = _expected(store, _final(history))
            assert store.canonical() == expected
        with Store.open(folder / "lived", read_only=True) as reader:
            assert reader.canonical() == expected
            assert reader.differences() == ([], [])
            stated = {q for id in reader.articles() for q in reader.contribution(id)}
            assert set(reader.quads(background=False)) == stated


class Killed(BaseException):
    """Stands for a process that ends between two steps."""


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    history=st.lists(steps, min_size=1, max_size=6),
    last=steps,
    staged=st.booleans(),
    moment=st.sampled_from(
        [
            "_apply",
            "following._load",
            "following._remove",
            "_ledger.put",
            "_ledger.drop",
            "_snapshots.make",
            "_ledger.commit",
            "_journal.clear",
            "_snapshots.prune",
        ]
    ),
)
def test_a_change_cut_off_between_two_steps_is_finished_by_the_next_open(
    history: list[tuple[str, frozenset[int] | None]],
    last: tuple[str, frozenset[int] | None],
    staged: bool,
    moment: str,
) -> None:
    """Opening the store again ends in the intended graph; readers see the old one or this one."""
    with _folder() as folder:
        store = Store.open(folder / "lived", create=True)
        store.install(quads(BACKGROUND), "one")
        for id, chosen in history:
            _take(store, id, chosen)
        store.publish()
        before = _expected(store, _final(history))
        after = _expected(store, _final([*history, last]))
        with pytest.MonkeyPatch.context() as patch:
            _cut(patch, store, moment)
            with contextlib.suppress(Killed):
                _take(store, *last, staged=staged)
                store.publish()
            # as the end of the process would
            store._failed = True
            store.close()
        with Store.open(folder / "lived", read_only=True) as reader:
            assert reader.differences() == ([], [])
            assert reader.canonical() in (before, after)
        with Store.open(folder / "lived") as store:
            assert store.differences() == ([], [])
            assert store.canonical() == after
        with Store.open(folder / "lived", read_only=True) as reader:
            assert reader.canonical() == after
        assert len(list((folder / "lived" / "snapshots").iterdir())) == 1


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A folder of its own for each example, in memory where the system has such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a name of its own is made in it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def _cut(patch: pytest.MonkeyPatch, store: Store, where: str) -> None:
    """Make the process end on entering a method of the store."""

    def end(*_: object, **__: object) -> None:
        raise Killed

    owner, _, name = where.rpartition(".")
    if owner == "following":
        patch.setattr(f"kg.store.{where}", end)
    else:
        patch.setattr(getattr(store, owner) if owner else store, name, end)


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
