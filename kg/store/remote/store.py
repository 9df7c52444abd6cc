"""A store behind HTTP: the graph, ledger and quarantine of a folder, in any SPARQL 1.1 service.

**What stands there.** The default graph, `article/{id}#facts` and the claims' graphs are those of
a folder, quad for quad. One more named graph, `urn:x-entente:ledger`, tells what each article
contributed (`kg.store.remote.records`), so any machine can go on building or retract.

**In which order.** A change of some articles goes in steps, each of which may be carried out twice:

1. the ledger notes what they shall state;
2. what is new is uploaded, as a stream of N-Quads, or as updates where the service takes none;
3. what no other contributor gives is deleted, the ledger follows, and the note goes.

Cut off anywhere, by whomever, the next `open` for writing finds the note and takes the steps again.
A request that failed on the way is sent again at once: inserting what is there, and deleting what
is not, changes nothing. Blank nodes, which would double, stand in the background only, and are
replaced in one update. Services that carry out an update half leave the note, so nothing is lost.

**One at a time.** Who writes holds a lease in the ledger (`kg.store.remote.lease`). Readers see
articles as they come, and what follows from several of them together at the end of a build.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.model import Article, Report
from kg.store.consequences import Consequences
from kg.store.contribution import BACKGROUND, Change, Contribution
from kg.store.entailment import VERSION
from kg.store.nquads import from_lines
from kg.store.reader import Reader
from kg.store.remote.changes import Changes, Writer
from kg.store.remote.dataset import RemoteDataset
from kg.store.remote.lease import Lease
from kg.store.remote.opening import connected
from kg.store.remote.quarantine import RemoteQuarantine
from kg.store.remote.records import JOINS, PAGE, Record, RemoteLedger
from kg.store.writing import Writing
from kg.web import Service

if TYPE_CHECKING:
    import rdflib

__all__ = ["RemoteStore"]

STAGED = 20_000
"""How many quads wait at most until they are sent."""
SECONDS = 10.0
"""How long they wait at most."""
IN_MEMORY = 2_000
"""Up to so many articles, a copy of a store is held in memory."""


class RemoteStore(Writing):
    """A remote store. Open it with `RemoteStore.open`, best in a `with` statement."""

    read_only: bool
    quarantine: RemoteQuarantine

    _dataset: RemoteDataset
    _ledger: RemoteLedger

    def __init__(self, given: str, service: Service, *, base: str, lease: Lease | None) -> None:
        super().__init__(
            str(service.addresses),
            base=base,
            dataset=RemoteDataset(service),
            ledger=RemoteLedger(service),
        )
        self._given = given
        self._lease = lease
        self.read_only = lease is None
        self.quarantine = RemoteQuarantine(service)
        self._writer = Writer(service, self._ledger, base=base)
        self._staged: dict[str, Contribution | None] = {}
        self._staged_size = 0
        self._leaving: list[str] = []
        self._due_at = time.monotonic() + SECONDS
        self._failed = False
        self._changed = self._lost = False
        if lease is not None:
            with self._changing():
                self._recover()

    @classmethod
    def open(
        cls,
        given: str,
        *,
        create: bool = False,
        base: str | None = None,
        read_only: bool = False,
        wait: bool = False,
    ) -> Self:
        """Open the store at an address (see `kg.web.Addresses`).

        `create` makes one where the service is empty. `base` is where the data IRIs begin; an
        existing store keeps its own. Only one process can write: another one is told so, or waits
        if it shall `wait`.
        """
        service, lease, kept = connected(
            given, create=create and not read_only, base=base, read_only=read_only, wait=wait
        )
        try:
            return cls(given, service, base=kept, lease=lease)
        except BaseException:
            if lease is not None:
                lease.give_back()
            raise

    def close(self) -> None:
        """Publish what was changed and let others write."""
        if self._lease is None or not self._lease.held:
            return
        try:
            if not self._failed:
                self.publish()
        finally:
            self._lease.give_back()

    def reader(self) -> Callable[[], RemoteStore]:
        """Opens this store for reading, in another process too."""
        if not self.read_only:
            self.publish()
        return partial(RemoteStore.open, self._given, read_only=True)

    @property
    def edition(self) -> str:
        """Another text for each state that was published; quickly read."""
        return self._ledger.note("edition") or "0"

    def contributions(self, *, until: str | None = None) -> Iterator[Contribution]:
        """Background, articles and supplements; of the articles those published until a date."""
        ledger = self._ledger
        if until is None:
            named = [*ledger.articles(), *ledger.supplements()]
        else:
            named = ledger.dated(until)
        for record in ledger.each([BACKGROUND, *named]):
            yield Contribution.of(
                record.id,
                from_lines(record.lines),
                base=self.base,
                mark=record.mark,
                gist=record.gist,
            )

    @contextmanager
    def copied(self) -> Iterator[Reader]:
        """A copy of the graph on this machine, for whoever looks at all of it."""
        with tempfile.TemporaryDirectory(prefix="entente-") as folder:
            small = len(self.articles()) <= IN_MEMORY
            copy = ox.Store() if small else ox.Store(folder)
            copy.bulk_extend(self._dataset)
            yield Reader(self.path, base=self.base, dataset=copy, ledger=self._ledger)
            del copy

    def rdflib(self) -> rdflib.Dataset:
        """A copy in memory, as rdflib sees it."""
        memory = ox.Store()
        memory.bulk_extend(self._dataset)
        return Reader(self.path, base=self.base, dataset=memory, ledger=self._ledger).rdflib()

    # --- changing

    def stage(self, contribution: Contribution) -> None:
        """Let an article state what a contribution holds; it is sent with others together.

        An article that was in quarantine leaves it then.
        """
        self._leaving.append(contribution.article)
        self._stage(contribution.article, contribution)

    def refuse(
        self, article: Article, quads: Iterable[ox.Quad], report: Report, *, mark: str = ""
    ) -> None:
        """Put an article into quarantine; what a former self of it stated goes, as by `stage`."""
        with self._changing():
            self.quarantine.put(article, quads, report, mark=mark)
        self._stage(article.id, None)

    def publish(self) -> None:
        """Send what was staged, and conclude what follows from several articles together."""
        with self._changing():
            self._flush()
            if self._changed or self._lost:
                self._conclude()
                self._writer.note("edition", str(int(self.edition) + 1))

    # --- how

    @property
    def _apart(self) -> RemoteQuarantine:
        return self.quarantine

    def _is_article(self, id: str) -> bool:
        return id != JOINS and super()._is_article(id)

    def _install(self, background: Contribution) -> None:
        vars(self)["_consequences"] = known = Consequences(background.quads())
        self._apply({BACKGROUND: Record.of(background, known.of_background())})
        self._dataset.forget()
        self._conclude_anew()

    @cached_property
    def _consequences(self) -> Consequences:
        kept = self._ledger.records([BACKGROUND]).get(BACKGROUND, Record(BACKGROUND))
        return Consequences(from_lines(kept.lines), follows=kept.also)

    def _record(self, wanted: Contribution) -> Record:
        return Record.of(wanted, self._consequences.of(wanted.quads()))

    def _stage(self, id: str, wanted: Contribution | None) -> None:
        with self._changing():
            self._staged[id] = wanted
            self._staged_size += wanted.size if wanted else 0
            if self._staged_size > STAGED or time.monotonic() > self._due_at:
                self._flush()

    def _flush(self) -> None:
        staged, self._staged, self._staged_size = self._staged, {}, 0
        if staged:
            self._apply({id: self._record(w) if w else None for id, w in staged.items()})
        leaving, self._leaving = self._leaving, []
        for id in leaving:
            self.quarantine.drop(id, missing_ok=True)
        self._due_at = time.monotonic() + SECONDS

    def _settle(self, id: str, wanted: Contribution | None) -> Change:
        """Carry out one change at once, and say what it did to the graph."""
        record = self._record(wanted) if wanted else None
        before = self._ledger.records([id]).get(id, Record(id))
        fresh = set(record.lines.splitlines()) if record else set()
        stated = set(before.lines.splitlines())
        come = self._writer.unsupported(fresh - stated, without=[id], known=self._consequences)
        gone = self._apply({id: record}) & (stated - fresh)
        added, removed = (from_lines(b"\n".join(sorted(lines))) for lines in (come, gone))
        return Change(id, tuple(sorted(added, key=str)), tuple(sorted(removed, key=str)))

    def _apply(self, changes: Changes) -> set[bytes]:
        """Let the graph and the ledger follow; give the lines that went."""
        assert self._lease is not None  # noqa: S101 - see _changing
        self._lease.renew()
        if not self._changed:
            self._writer.note("entailed", "")
        self._changed = True
        gone = self._writer.follow(changes, known=self._consequences)
        self._lost |= bool(gone)
        return gone

    def _conclude(self) -> None:
        kept = self._ledger.records([JOINS]).get(JOINS)
        if kept is not None and self._lost:
            # some of it may rest on what is gone
            self._apply({JOINS: None})
            kept = None
        found = [kept.also] if kept is not None else []

        def hold(lines: bytes) -> None:
            found.append(lines)
            self._apply({JOINS: Record(JOINS, also=b"".join(found))})

        self._consequences.together(self._constructed, hold)
        self._writer.note("entailed", VERSION)
        self._changed = self._lost = False

    def _constructed(self, query: str) -> list[ox.Triple]:
        found = self._dataset.query(query)
        return list(found) if isinstance(found, ox.QueryTriples) else []

    def _conclude_anew(self) -> None:
        """The background has changed, and with it what follows from each article."""
        ids = self._ledger.articles()
        for at in range(0, len(ids), PAGE):
            found = self._ledger.records(ids[at : at + PAGE])
            self._apply(
                {
                    id: replace(record, also=self._consequences.of(from_lines(record.lines)))
                    for id, record in found.items()
                }
            )

    def _recover(self) -> None:
        begun = self._ledger.begun()
        self._changed = self._lost = self._ledger.note("entailed") != VERSION
        if any(id == BACKGROUND for id, _ in begun):
            # it had changed: what followed from articles is made anew
            self._apply(dict(one for one in begun if one[0] == BACKGROUND))
            self._conclude_anew()
        others = {id: wanted for id, wanted in begun if id != BACKGROUND}
        if others:
            self._apply(others)
