"""The store: a dataset that is at every moment the union of what its articles state.

**What is kept.** default graph = background ∪ default-graph quads of all articles; a claim graph =
union over the articles that state the claim; `article/{id}#facts` belongs to its article alone.
Oxigraph holds that dataset; beside it the ledger holds what each contributor stated, so that
retracting an article removes exactly what no other one states.

**In which order.** Dataset and ledger are two files, so every change goes in three steps:

1. the ledger notes the intent (article, what it shall state);
2. the dataset follows in one Oxigraph transaction: what only this article stated goes, what is new
   comes;
3. the ledger settles: in one SQLite transaction the contribution is written, the intent struck.

Killed before 1, nothing has happened. Killed after 1 or 2, the next `Store.open` for writing finds
the intent and does 2 and 3 again: both are set operations whose outcome depends on the ledger
alone, so doing them twice is doing them once. Readers see the dataset before or after step 2, both
whole. A new background is the one change that may take several transactions (a SPARQL update cannot
name blank nodes). This holds for a killed process; after a power cut `Store.differences` tells
whether the disk lost a step of either file, and `Store.rebuild` mends it.

**Numbers.** Oxigraph keeps values, not lexical forms. Reading gives `oa:start`, `oa:end` and the
cardinalities of OWL their xsd:nonNegativeInteger back; in SPARQL they are xsd:integer.

**What else may happen.** A dataset that was lost or damaged is built anew from the ledger
(`Store.rebuild`; by itself where the folder `oxigraph/` is gone). Only one process can have a store
open for writing.
"""

from __future__ import annotations

import difflib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore

from kg.errors import OptionError, QueryError, StoreError
from kg.store.folder import dataset_of, ledger_of, opened, quarantine_of
from kg.store.ledger import BACKGROUND, Intent, Ledger
from kg.store.nquads import Graph, Term, normalised, restored, to_lines, update_text
from kg.store.quarantine import Quarantine
from kg.terms import PREFIXES

__all__ = ["Change", "Store"]

# seconds to wait before opening for reading is tried again
PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of one article did to the dataset, each sorted."""

    article: str
    added: tuple[ox.Quad, ...] = ()
    removed: tuple[ox.Quad, ...] = ()


class Store:
    """An embedded store in a folder. Open it with `Store.open`, best in a `with` statement."""

    path: Path
    base: str
    read_only: bool
    quarantine: Quarantine
    """Articles that failed validation, kept whole outside the graph."""

    def __init__(self, path: Path, *, base: str, read_only: bool) -> None:
        self.path, self.base, self.read_only = path, base, read_only
        self.quarantine = Quarantine(quarantine_of(path))
        self._written = False
        if read_only and not (dataset_of(path).is_dir() and ledger_of(path).is_file()):
            raise StoreError(str(path), found="nothing is built yet", remedy="run kg build first")
        with _told(path):
            self._ledger = Ledger(ledger_of(path), self._shared, read_only=read_only)
            try:
                if not read_only and not dataset_of(path).is_dir():
                    self._ledger.set_note("rebuilding", "yes")
                self._dataset = _dataset(path, read_only=read_only)
            except BaseException:
                self._ledger.close()
                raise
            if not read_only:
                if self._ledger.note("rebuilding"):
                    self._rebuild()
                self._recover()

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        create: bool = False,
        base: str | None = None,
        read_only: bool = False,
    ) -> Store:
        """Open the store in a folder, repairing what a killed process left undone.

        `create` makes one where there is none. `base` is where the data IRIs begin; an existing
        store keeps its own, and without one the default is taken. A read-only store can be opened
        by many, and shows what was there when it was opened; while another process writes,
        Oxigraph promises nothing, and what it cannot read any more is a `StoreError`.
        """
        folder = Path(path)
        with _told(folder):
            kept = opened(folder, create=create and not read_only, base=base)
        return cls(folder, base=kept, read_only=read_only)

    def close(self) -> None:
        """Let go of the folder. Solutions that are still being read must be let go as well."""
        self._ledger.close()
        dataset: ox.Store | None = vars(self).pop("_dataset", None)
        if dataset is not None and self._written:
            # else whoever opens it next, even to read, replays the log for seconds
            with _told(self.path):
                dataset.flush()
        self._written = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def reader(self) -> Callable[[], Store]:
        """Opens this store for reading, in another process too."""
        return partial(Store.open, self.path, read_only=True)

    # --- changing

    @property
    def fingerprint(self) -> str | None:
        """What the installed background was made from; None before `install`."""
        return self._ledger.note("fingerprint")

    def install(self, background: Iterable[ox.Quad], fingerprint: str) -> bool:
        """Load ontology and reference data into the default graph; False if they are there.

        Blank nodes get the labels of RDFC-1.0, so that stores of the same articles are the same.
        """
        if self.fingerprint == fingerprint and not self._ledger.intents():
            return False
        dataset = ox.Dataset(background)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        quads = normalised(dataset)
        for quad in quads:
            if not isinstance(quad.graph_name, ox.DefaultGraph) or self._of_article(quad):
                raise StoreError(
                    str(self.path),
                    found=f"the background states {quad}",
                    remedy="keep articles and named graphs out of ontology and reference data",
                )
        self._change((BACKGROUND, quads, fingerprint))
        return True

    def add(self, article: str, quads: Iterable[ox.Quad]) -> Change:
        """Let an article state exactly these quads, whatever it stated before.

        All of it or nothing. An article that was in quarantine leaves it.
        """
        stated = normalised(quads)
        for quad in stated:
            self._admit(article, quad)
        with _told(self.path):
            known = self._ledger.holds(article, stated)
        change = Change(article) if known else self._change((article, stated, None))
        self.quarantine.drop(article, missing_ok=True)
        return change

    def retract(self, article: str) -> Change:
        """Take an article back: what no other article and no background states is gone."""
        if self._ledger.quads(article) is None:
            raise OptionError(
                article, found="the store holds no such article", remedy=self._near(article)
            )
        return self._change((article, None, None))

    def rebuild(self) -> None:
        """Build the dataset anew from the ledger; killed on the way, the next `open` goes on."""
        with _told(self.path):
            self._rebuild()

    # --- reading

    def articles(self) -> list[str]:
        """The ids of the articles, sorted."""
        with _told(self.path):
            return self._ledger.articles()

    def contribution(self, article: str) -> list[ox.Quad]:
        """The quads that an article states, sorted."""
        quads = self._ledger.quads(article)
        if quads is None:
            raise OptionError(
                article, found="the store holds no such article", remedy=self._near(article)
            )
        return [restored(quad) for quad in quads]

    def background(self) -> list[ox.Quad]:
        """Ontology and reference data, sorted."""
        return [restored(quad) for quad in self._ledger.quads(BACKGROUND) or ()]

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[ox.Variable, Term] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask in SPARQL 1.1: a plain pattern sees the default graph (facts), GRAPH the claims.

        Numbers are xsd:integer here, whatever integer type they were stated in. The prefixes of
        `kg.terms` need no declaration. Read the answer in the thread that asked.
        """
        try:
            return self._dataset.query(
                sparql,
                prefixes={**PREFIXES, "id": self.base},
                substitutions=dict(substitutions or {}),
            )
        except (SyntaxError, ValueError, RuntimeError) as error:
            raise QueryError("query", found=str(error)) from error

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: Graph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern; None stands for anything, also for any graph."""
        return map(restored, self._dataset.quads_for_pattern(subject, predicate, object, graph))

    def quads(self, *, background: bool = True) -> Iterator[ox.Quad]:
        """Every quad; without `background`, only those that some article states."""
        hidden = set() if background else self._ledger.alone(BACKGROUND)
        return (restored(quad) for quad in self._dataset if quad not in hidden)

    def dataset(self) -> ox.Dataset:
        """A copy of everything in memory."""
        return ox.Dataset(self.quads())

    def rdflib(self) -> rdflib.Dataset:
        """An rdflib view of the store itself, not a copy; do not write through it."""
        return rdflib.Dataset(store=OxigraphStore(store=self._dataset))

    def canonical(self) -> str:
        """All quads as sorted N-Quads: equal for equal stores."""
        return to_lines(sorted(self.quads(), key=str)).decode()

    def differences(self) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """What the dataset lacks of the ledger, and what it has beyond; normally nothing."""
        stated = {quad for quads in self._ledger.contributions() for quad in quads}
        held = set(self._dataset)
        return sorted(stated - held, key=str), sorted(held - stated, key=str)

    # --- how

    def _change(self, intent: Intent) -> Change:
        if self.read_only:
            raise StoreError(
                str(self.path), found="open for reading only", remedy="open it to write"
            )
        with _told(self.path):
            self._recover()
            self._ledger.intend(intent)
            change = self._apply(intent)
            self._ledger.settle(intent)
        return change

    def _recover(self) -> None:
        for intent in self._ledger.intents():
            self._apply(intent)
            self._ledger.settle(intent)

    def _apply(self, intent: Intent) -> Change:
        self._written = True
        id, wanted, _ = intent
        old, new = set(self._ledger.quads(id) or ()), set(wanted or ())
        added = sorted(new - old, key=str)
        removed = sorted(
            (q for q in old - new if not self._ledger.supported(q, without=id)), key=str
        )
        fresh = () if id == BACKGROUND else tuple(q for q in added if self._is_news(id, q))
        if not removed:
            self._dataset.extend(added)
            return Change(id, fresh)
        nameless = [q for q in (*added, *removed) if _has_blank_node(q)]
        if nameless:
            self._dataset.extend(added)
            for quad in removed:
                self._dataset.remove(quad)
        else:
            emptied = self._emptied(removed, {quad.graph_name for quad in added})
            self._dataset.update(update_text(removed=removed, emptied=emptied, added=added))
        return Change(id, fresh, tuple(removed))

    def _is_news(self, id: str, quad: ox.Quad) -> bool:
        """Whether the dataset lacks the quad; what only this article can state needs no look-up."""
        return not self._shared(id, quad) or quad not in self._dataset

    def _emptied(self, removed: list[ox.Quad], kept: set[Graph]) -> list[ox.NamedNode]:
        """Named graphs that hold nothing else: an empty graph would still be listed."""
        names = {q.graph_name for q in removed if isinstance(q.graph_name, ox.NamedNode)}
        gone = set(removed)
        emptied = (n for n in names - kept if gone.issuperset(self._in_graph(n)))
        return sorted(emptied, key=lambda name: name.value)

    def _in_graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        return self._dataset.quads_for_pattern(None, None, None, name)

    def _rebuild(self) -> None:
        self._written = True
        self._ledger.set_note("rebuilding", "yes")
        self._dataset.clear()
        for quads in self._ledger.contributions():
            self._dataset.bulk_extend(quads)
        self._ledger.set_note("rebuilding", "")

    def _admit(self, article: str, quad: ox.Quad) -> None:
        if _has_blank_node(quad):
            raise StoreError(article, found=f"a blank node in {quad}", allowed="IRIs for all nodes")
        if self._of_article(quad) and self._shared(article, quad):
            raise StoreError(
                article,
                found=f"it speaks for another article: {quad}",
                allowed="its own nodes or shared ones",
            )

    def _shared(self, article: str, quad: ox.Quad) -> bool:
        """Whether another contributor may state the quad: not if it is about the article itself."""
        own = f"{self.base}article/{article}"
        return article == BACKGROUND or not any(
            isinstance(term, ox.NamedNode)
            and (term.value == own or term.value.startswith(f"{own}#"))
            for term in (quad.graph_name, quad.subject)
        )

    def _of_article(self, quad: ox.Quad) -> bool:
        return any(
            isinstance(term, ox.NamedNode) and term.value.startswith(f"{self.base}article/")
            for term in (quad.graph_name, quad.subject)
        )

    def _near(self, article: str) -> str:
        near = difflib.get_close_matches(article, self.articles(), n=3)
        return f"did you mean {', '.join(near)}?" if near else "kg show lists the articles"


def _has_blank_node(quad: ox.Quad) -> bool:
    return any(isinstance(t, ox.BlankNode) for t in (quad.subject, quad.object, quad.graph_name))


def _dataset(path: Path, *, read_only: bool) -> ox.Store:
    folder = dataset_of(path)
    if read_only:
        return _reading(folder)
    try:
        return ox.Store(folder)
    except OSError as error:
        if "lock" not in str(error).lower():
            raise
        raise StoreError(
            str(path),
            found="in use: another build is writing to it",
            remedy="wait until it has ended, or build into another folder",
        ) from error
    except RuntimeError as error:
        raise StoreError(
            str(folder),
            found=f"the dataset is damaged ({error})",
            remedy="delete this folder and run again: it is built anew from the ledger beside it",
        ) from error


def _reading(folder: Path) -> ox.Store:
    """Open for reading: a writer that tidies its files up in that moment makes it fail, briefly."""
    for pause in PAUSES:
        try:
            return ox.Store.read_only(str(folder))
        except (OSError, RuntimeError):
            time.sleep(pause)
    return ox.Store.read_only(str(folder))


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in our own words what went wrong on the disk."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            str(path),
            found=f"the disk says: {error}",
            remedy="mend that and run the same command again; no article is lost",
        ) from error
