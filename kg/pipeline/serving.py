"""What a site is made of: the graph as `kg.serve` asks for it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.export import event_records, export
from kg.model import EventRecord
from kg.pipeline.defaults import STORE
from kg.pipeline.show import Teller
from kg.plot import plot
from kg.query import Catalogue, Question
from kg.query.examples import examples_of
from kg.query.syntax import check
from kg.serve import Settings, Site
from kg.store import RemoteStore, Store, held
from kg.web import Addresses

__all__ = ["serve"]

HELD = 1 << 30
"""Bytes of a snapshot on disk up to which it is held in memory, where it takes about three times as
much; a query is answered up to ten times as fast there."""


def serve(*, store: Path | str = STORE, settings: Settings | None = None) -> Site:
    """The site of a graph, ready to be run: `serve(store="graph").run()`.

    It follows the store: what `kg build` publishes is seen some seconds later. A graph behind an
    address is copied into memory, and again whenever a build has changed it.
    """
    chosen = settings or Settings()
    if isinstance(store, str) and Addresses.is_one(store):
        if chosen.token is not None:
            raise StoreError(
                store,
                found="a graph behind an address, which is written to there",
                remedy="serve it without a token, or build it into a folder",
            )
        with RemoteStore.open(store, read_only=True) as remote:
            found = Copying(store, base=remote.base)
        return Site(found, settings=chosen, journal=None)
    folder = Path(store)
    with Store.open(folder, read_only=True) as graph:
        base = graph.base
    opener = Opening(folder, in_memory=_fits(folder), base=base)
    if chosen.token is not None and not opener.in_memory:
        raise StoreError(
            str(folder),
            found="too large to be held in memory, as a graph that is written to must be",
            remedy="serve it without a token",
        )
    return Site(opener, settings=chosen, journal=folder / "written.jsonl")


@dataclass(frozen=True)
class Opening:
    """Opens the graph of a folder, in whichever process."""

    folder: Path
    in_memory: bool
    base: str

    def __call__(self) -> Published:
        """Open."""
        # asked before: should another state be published in between, it is noticed the next time
        edition = self.published()
        store = Store.open(self.folder, read_only=True, in_memory=self.in_memory)
        return Published(store, edition)

    def published(self) -> str:
        """Another text for each state that readers have been given."""
        return Store.published(self.folder)


@dataclass(frozen=True)
class Copying:
    """Copies the graph of a service into memory, in whichever process."""

    address: str
    base: str
    in_memory: bool = True

    def __call__(self) -> Published:
        """Copy. What is published meanwhile is noticed the next time."""
        with RemoteStore.open(self.address, read_only=True) as remote:
            edition = remote.edition
            return Published(held(remote), edition)

    def published(self) -> str:
        """Another text for each state that was published."""
        with RemoteStore.open(self.address, read_only=True) as remote:
            return remote.edition


class Published:
    """A store that is open for reading, with everything that a site asks of it."""

    def __init__(self, store: Store, edition: str) -> None:
        self._store = store
        self.edition = edition
        self.base = store.base
        self.oxigraph = store.oxigraph
        self.query = store.query
        self.match = store.match
        self.quads = store.quads
        self.contribution = store.contribution
        # read once, and shared by all who answer
        self._background = store.background()
        teller = Teller(store)
        self.told = teller.told
        self.claim = teller.claim
        self.articles = store.articles

    def background(self) -> list[ox.Quad]:
        """Ontology and reference data."""
        return self._background

    def export(self, out: BinaryIO, *, format: str, **chosen: Any) -> None:
        """Write the graph, or a part of it."""
        export(self, out=out, format=format, **chosen)

    def records(self, *, entity: str | None = None) -> Iterator[EventRecord]:
        """The events of the graph, or of what is known of one thing, by date."""
        return event_records(self, entity=entity)

    def picture(self, name: str, records: Sequence[EventRecord]) -> bytes:
        """A timeline, a network or a map of events, as SVG."""
        out = io.BytesIO()
        plot(records, picture=name, out=out, form="svg")
        return out.getvalue()

    def explained(self, query: str) -> str:
        """What is wrong with the text of a query, in words; empty if nothing is found."""
        try:
            check(query)
        except QueryError as error:
            return str(error)
        return ""

    def questions(self) -> Sequence[Question]:
        """The catalogue of questions."""
        return self._questions

    def examples(self, endpoint: str) -> str:
        """The catalogue as Turtle, for SPARQL editors."""
        return examples_of(self._questions, endpoint=endpoint)

    @cached_property
    def _questions(self) -> list[Question]:
        return Catalogue().list()


def _fits(folder: Path) -> bool:
    snapshots = folder / "snapshots"
    newest = max(snapshots.glob("*"), key=lambda path: path.stat().st_mtime, default=None)
    return newest is None or sum(f.stat().st_size for f in newest.iterdir()) <= HELD
