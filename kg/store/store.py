"""The store: a dataset that is at every publication the union of what its articles state.

**What is kept.** default graph = background ∪ default-graph quads of all articles ∪ what follows
from them (`kg.store.entailment`); a claim graph = union over the articles that state the claim;
`article/{id}#facts` belongs to its article alone. Oxigraph holds that, the ledger what each
contributor stated: retracting an article removes exactly what no other one states.

**In which order.** Dataset, ledger and journal are three files, so every change goes in steps:

1. the journal notes the intent (article, what it shall state);
2. the dataset follows: what only this article stated goes, what is new comes;
3. the ledger follows, in a transaction that stays open;
4. some changes or seconds later all of it is published: a snapshot of the dataset is made, the
   ledger's transaction is committed with the snapshot's number, the journal is emptied.

Readers open the last snapshot and the ledger of the same number, so they see whole articles only,
and the same state until they are closed. Killed before 1, nothing has happened. Killed before 4,
the next `Store.open` for writing finds dataset and ledger somewhere between two publications, and
the journal: it takes the same changes again, and since each is a set operation whose outcome
depends on the ledger alone, taking them twice is taking them once. Snapshots and commits wait for
the disk, and the journal does before the dataset is touched: this holds for a power cut as well,
but for the articles of the last seconds, which are then built again.

**Numbers.** Oxigraph keeps values, not lexical forms. Reading gives `oa:start`, `oa:end` and the
cardinalities of OWL their xsd:nonNegativeInteger back; in SPARQL they are xsd:integer.

**What else may happen.** A dataset that was lost or damaged is built anew from the ledger
(`Store.rebuild`; by itself where the folder `oxigraph/` is gone). Only one process can have a store
open for writing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.model import Article, Report
from kg.store import opening
from kg.store.contribution import BACKGROUND, Change, Contribution
from kg.store.entailment import VERSION, Entailment
from kg.store.folder import opened, quarantine_of, snapshots_of, told
from kg.store.following import Changes, follow
from kg.store.journal import Intent, Journal
from kg.store.ledger import Ledger
from kg.store.nquads import from_lines
from kg.store.opening import Parts
from kg.store.quarantine import Quarantine
from kg.store.snapshots import Snapshots
from kg.store.writing import Writing

__all__ = ["Store"]

STAGED = 200_000
"""How many quads wait at most before the dataset takes them; they are held in memory."""
SECONDS = 10.0
"""How long changes wait until readers can see them; longer where publishing itself takes long."""
SHARE = 10
"""Publishing takes at most one part in so many of a writer's time."""


class Store(Writing):
    """An embedded store in a folder. Open it with `Store.open`, best in a `with` statement."""

    path: Path
    read_only: bool
    as_of: date | None
    """Only what was published until this day is seen; None: everything."""
    quarantine: Quarantine
    """Articles that failed validation, kept whole outside the graph."""

    _dataset: ox.Store
    _ledger: Ledger

    def __init__(self, path: Path, *, base: str, parts: Parts, as_of: date | None = None) -> None:
        super().__init__(path, base=base, dataset=parts.dataset, ledger=parts.ledger)
        self._entailment = Entailment(parts.dataset, parts.entailed, self._stated)
        self.read_only, self.as_of = parts.journal is None, as_of
        self.quarantine = Quarantine(quarantine_of(path))
        self._snapshots = Snapshots(snapshots_of(path))
        self._parts = parts
        self._staged: dict[str, Contribution | None] = {}
        self._staged_size = 0
        self._changed = self._failed = False
        self._due_at = time.monotonic() + SECONDS
        if as_of is not None:
            self._entailment.make()
        if not self.read_only:
            with self._changing():
                self._recover()

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = False,
        base: str | None = None,
        read_only: bool = False,
        as_of: date | None = None,
        in_memory: bool = False,
        wait: bool = False,
    ) -> Store:
        """Open the store in a folder, repairing what a killed process left undone.

        `create` makes one where there is none. `base` is where the data IRIs begin; an existing
        store keeps its own, and without one the default is taken. Only one process can write:
        another one is told so, or waits if it shall `wait`. Many can read, also meanwhile, and each
        goes on seeing what was published when it opened the store. `as_of` opens for reading what
        was known on the basis of the articles published until that day, in memory; articles
        without a date are not among them. `in_memory` opens a copy for reading that no longer needs
        the folder.
        """
        folder = Path(path)
        read_only = read_only or in_memory or as_of is not None
        with told(folder):
            kept = opened(folder, create=create and not read_only, base=base)
            if as_of is not None:
                parts = opening.to_look_back(folder, until=as_of.isoformat())
            elif in_memory:
                parts = opening.to_hold(folder)
            elif read_only:
                parts = opening.to_read(folder)
            else:
                parts = opening.to_write(folder, wait=wait)
        try:
            return cls(folder, base=kept, parts=parts, as_of=as_of)
        except BaseException:
            parts.close()
            raise

    def close(self) -> None:
        """Publish what was changed and let go of the folder.

        Solutions that are still being read must be let go as well.
        """
        try:
            if "_dataset" in vars(self) and not (self.read_only or self._failed):
                self.publish()
        finally:
            vars(self).pop("_entailment", None)
            # Oxigraph's lock goes with the last reference
            if vars(self).pop("_dataset", None) is not None:
                self._parts.close()

    @staticmethod
    def published(path: Path | str) -> str:
        """Another text for each state that readers of a store have been given; quick to ask."""
        folder = Path(path)
        with told(folder):
            opened(folder, create=False, base=None)
            return opening.published(folder)

    def reader(self) -> Callable[[], Store]:
        """Opens this store for reading, in another process too."""
        if not self.read_only:
            self.publish()
        return partial(Store.open, self.path, read_only=True, as_of=self.as_of)

    # --- changing

    def stage(self, contribution: Contribution) -> None:
        """Let an article state what a contribution holds; the dataset follows with many at once.

        It is noted at once, so nothing is lost; it is seen after `flush`, at the latest when it is
        published. An article that was in quarantine leaves it.
        """
        self._stage(contribution.article, contribution)
        self.quarantine.drop(contribution.article, missing_ok=True)

    def refuse(
        self, article: Article, quads: Iterable[ox.Quad], report: Report, *, mark: str = ""
    ) -> None:
        """Put an article into quarantine; what a former self of it stated goes, as by `stage`."""
        if self.read_only:
            raise self._not_for_writing()
        self.quarantine.put(article, quads, report, mark=mark)
        self._stage(article.id, None)

    def publish(self) -> None:
        """Let readers see what was changed, and make it outlive a power cut."""
        with self._changing():
            self._flush()
            self._conclude()

    def rebuild(self) -> None:
        """Build the dataset anew from the ledger; killed on the way, the next `open` goes on."""
        self.publish()
        with self._changing():
            self._rebuild()

    # --- how

    @property
    def _journal(self) -> Journal:
        if self._parts.journal is None:
            raise self._not_for_writing()
        return self._parts.journal

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with told(self.path), super()._changing():
            yield

    def _stage(self, id: str, wanted: Contribution | None) -> None:
        with self._changing():
            if self._is_so(id, wanted):
                return
            self._journal.note((id, wanted), after=self._ledger.publication)
            self._changed = True
            self._staged[id] = wanted
            self._staged_size += wanted.size if wanted else 0
            due = time.monotonic() > self._due_at
            if due or self._staged_size > STAGED:
                self._flush()
            if due:
                self._publish()

    def _is_so(self, id: str, wanted: Contribution | None) -> bool:
        """Whether nothing has to change for an article to state something."""
        if id in self._staged:
            return self._staged[id] == wanted
        if wanted is None or not self._ledger.states(wanted):
            return wanted is None and self._ledger.remembered(id) is None
        if self._ledger.remembered(id) != (wanted.mark, wanted.gist):
            self._ledger.remember(id, mark=wanted.mark, gist=wanted.gist)
            self._changed = True
        return True

    @property
    def _apart(self) -> Quarantine:
        return self.quarantine

    def _install(self, background: Contribution) -> None:
        self._settle(BACKGROUND, background)

    def _settle(self, id: str, wanted: Contribution | None) -> Change:
        """Carry out one change at once, and say what it did to the dataset."""
        if self._is_so(id, wanted):
            return Change(id)
        old = set((self._ledger.lines(id) or b"").splitlines())
        new = set(wanted.lines().splitlines()) if wanted else set()
        fresh = [
            quad
            for quad in (from_lines(b"\n".join(new - old)) if id != BACKGROUND else ())
            if quad not in self._dataset
        ]
        self._journal.note((id, wanted), after=self._ledger.publication)
        gone = self._apply({id: wanted})
        if time.monotonic() > self._due_at:
            self._publish()
        return Change(id, tuple(sorted(fresh, key=str)), tuple(sorted(gone, key=str)))

    def _flush(self) -> None:
        staged, self._staged, self._staged_size = self._staged, {}, 0
        if staged:
            self._apply(staged)

    def _apply(self, changes: Changes) -> list[ox.Quad]:
        """Let dataset and ledger follow; give what the dataset lost."""
        self._journal.secure()
        self._changed = True
        gone, come = follow(self._dataset, self._ledger, changes)
        self._entailment.touch(chain(gone, from_lines(come)))
        return gone

    def _conclude(self) -> None:
        self._changed |= self._entailment.update()
        self._publish()

    def _publish(self) -> None:
        begun = time.monotonic()
        number = self._ledger.publication
        if self._changed or not self._snapshots.at(number).is_dir():
            self._ledger.set_note("entailed", VERSION if self._entailment.settled else "")
            number += 1
            self._snapshots.make(self._dataset, number)
            self._ledger.set_note("publication", str(number))
            self._ledger.commit()
            self._journal.clear()
            self._changed = False
        self._snapshots.prune(keep=number)
        ended = time.monotonic()
        self._due_at = ended + max(SECONDS, SHARE * (ended - begun))

    def _recover(self) -> None:
        stated = next(self._ledger.contributions(), None) is not None
        if self._ledger.note("rebuilding") or (stated and next(iter(self._dataset), None) is None):
            self._rebuild()
        left: list[Intent] = list(self._journal.open_after(self._ledger.publication))
        together: dict[str, Contribution | None] = {}
        for id, wanted in left:
            # of two changes of an article, the dataset may hold the first: one after the other
            if together and (id in together or BACKGROUND in (id, *together)):
                self._apply(together)
                together = {}
            together[id] = wanted
        if together:
            self._apply(together)
        if left or self._ledger.note("entailed") != VERSION:
            self._entailment.touch_all()
        if left:
            self._conclude()

    def _rebuild(self) -> None:
        self._ledger.set_note("rebuilding", "yes")
        self._ledger.commit()
        self._dataset.clear()
        opening.fill(self._dataset, self._ledger)
        self._entailment.touch_all()
        self._ledger.set_note("rebuilding", "")
        self._changed = True
        self._conclude()
