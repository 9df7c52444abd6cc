"""Build: the whole way, an article at a time, and what is said at its end."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.errors import ReadError
from kg.pipeline import Step
from kg.store import Store
from tests.conftest import NewStore, Write


@pytest.fixture
def graph(new_store: NewStore) -> Path:
    """A store without articles."""
    return new_store()


MEETING = "The foreign ministers of France and Japan met in Geneva on Monday.\n"
SIGNING = "France and Japan signed a trade agreement in Paris on Tuesday.\n"


def test_a_build_says_what_the_articles_state(write: Write, graph: Path, tmp_path: Path) -> None:
    """Actors by name, events by class; articles in order; and where it all lies."""
    write("in/a.txt", MEETING)
    write("in/b.txt", SIGNING)
    summary = kg.build(tmp_path / "in", store=graph)
    assert summary.articles == ("a", "b")
    assert summary.quarantined == ()
    assert {"France", "Japan"} <= {actor.label for actor in summary.actors}
    assert summary.event_count == sum(count for _, count in summary.events) > 0
    assert summary.store == graph


def test_a_build_leaves_the_garbage_collector_as_it_was(
    write: Write, graph: Path, tmp_path: Path
) -> None:
    """Whoever calls it goes on as before: nothing stays frozen, no threshold changed."""
    write("in/a.txt", MEETING)
    before = gc.get_threshold(), gc.get_freeze_count()
    kg.build(tmp_path / "in", store=graph)
    assert (gc.get_threshold(), gc.get_freeze_count()) == before


def test_progress_is_told_article_by_article(write: Write, graph: Path, tmp_path: Path) -> None:
    """How many are done, of how many, and which one it was."""
    write("in/a.txt", MEETING)
    write("in/b.txt", SIGNING)
    steps: list[Step] = []
    kg.build(tmp_path / "in", store=graph, watch=steps.append)
    assert steps == [Step("a", 1, 2), Step("b", 2, 2)]


def test_several_paths_are_one_build(write: Write, graph: Path) -> None:
    """Files and folders may be mixed."""
    one, other = write("a.txt", MEETING), write("in/b.txt", SIGNING).parent
    assert kg.build([one, other], store=graph).articles == ("a", "b")


def test_an_article_that_changed_replaces_what_it_stated(write: Write, new_store: NewStore) -> None:
    """The graph is that of the present texts: nothing of the old one stays."""
    store, fresh = new_store(), new_store()
    path = write("a.txt", MEETING)
    kg.build(path, store=store)
    write("a.txt", SIGNING)
    kg.build(path, store=store)
    kg.build(path, store=fresh)
    with Store.open(store, read_only=True) as one, Store.open(fresh, read_only=True) as other:
        assert one.canonical() == other.canonical()


def test_the_order_of_articles_does_not_matter(write: Write, new_store: NewStore) -> None:
    """Built one after the other or at once, forwards or backwards: the same graph."""
    at_once, in_turn = new_store(), new_store()
    one, other = write("a.txt", MEETING), write("b.txt", SIGNING)
    kg.build([one, other], store=at_once)
    kg.build(other, store=in_turn)
    kg.build(one, store=in_turn)
    with (
        Store.open(at_once, read_only=True) as x,
        Store.open(in_turn, read_only=True) as y,
    ):
        assert x.canonical() == y.canonical()


def test_retracting_an_article_gives_the_graph_without_it(
    write: Write, new_store: NewStore
) -> None:
    """As if it had never been read."""
    taken_back, never_read = new_store(), new_store()
    one, other = write("a.txt", MEETING), write("b.txt", SIGNING)
    kg.build([one, other], store=taken_back)
    kg.retract("b", store=taken_back)
    kg.build(one, store=never_read)
    with (
        Store.open(taken_back, read_only=True) as x,
        Store.open(never_read, read_only=True) as y,
    ):
        assert x.canonical() == y.canonical()


def test_nothing_is_written_when_no_article_can_be_used(write: Write, tmp_path: Path) -> None:
    """The first one's error is raised, and no store is made."""
    write("in/a.txt", b"\xff\xfe")
    write("in/b.txt", "")
    with pytest.raises(ReadError, match=r"a\.txt: is"):
        kg.build(tmp_path / "in", store=tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_what_is_there_already_is_passed_over(write: Write, graph: Path, tmp_path: Path) -> None:
    """The summary is the same, and only what changed is worked on."""
    write("in/a.txt", MEETING)
    write("in/b.txt", SIGNING)
    first = kg.build(tmp_path / "in", store=graph)
    again = kg.build(tmp_path / "in", store=graph)
    assert (first.unchanged, again.unchanged) == (0, 2)
    assert replace(again, unchanged=0) == first
    write("in/b.txt", MEETING)
    assert kg.build(tmp_path / "in", store=graph).unchanged == 1
    assert kg.build(tmp_path / "in", store=graph, strict=True).unchanged == 0


def test_any_number_of_workers_gives_the_same_graph(
    write: Write, new_store: NewStore, tmp_path: Path
) -> None:
    """Byte for byte, also where articles fail on the way; and the same summary."""
    for number in range(20):
        write(f"in/{number}.txt", f"{MEETING}{SIGNING}The talks lasted {number + 2} days.\n")
    write("in/empty.txt", "")
    alone, together = new_store(), new_store()
    one = kg.build(tmp_path / "in", store=alone, workers=1)
    two = kg.build(tmp_path / "in", store=together, workers=2)
    assert len(one.articles) == 20
    assert [failure.article for failure in one.failed] == [str(tmp_path / "in/empty.txt")]
    assert replace(two, store=alone) == one
    with Store.open(alone, read_only=True) as x, Store.open(together, read_only=True) as y:
        assert x.canonical() == y.canonical()


def test_every_quote_of_a_build_is_in_its_article(
    write: Write, graph: Path, tmp_path: Path
) -> None:
    """Also with line ends of Windows, a header, and characters beyond the basic plane before it."""
    body = f"🕊🕊\n\n{MEETING}{SIGNING}".replace("\n", "\r\n")
    write("in/a.txt", f"---\r\ntitle: Talks\r\n---\r\n{body}")
    kg.build(tmp_path / "in", store=graph)
    report = kg.verify(store=graph)
    assert report.conforms
    assert report.evidence == report.proven > 0
