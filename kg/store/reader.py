"""What can be asked of a store, whether it is open for writing, for reading, or as of a date."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from kg.errors import OptionError, QueryError
from kg.model.graphs import Graph, Term
from kg.store.contribution import BACKGROUND, SUPPLEMENT
from kg.store.entailment import Entailment
from kg.store.folder import told
from kg.store.nquads import from_lines, restored, to_lines
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import rdflib

__all__ = ["Reader"]


class Dataset(Protocol):
    """Quads that can be asked, in a folder or elsewhere."""

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        substitutions: dict[ox.Variable, Term] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask in SPARQL."""
        ...

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
        graph_name: Graph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern; None stands for anything, also for any graph."""
        ...

    def __iter__(self) -> Iterator[ox.Quad]: ...


class Records(Protocol):
    """What each contributor states, as `kg.store.ledger` tells it."""

    def articles(self) -> list[str]:
        """The ids of the articles, sorted."""
        ...

    def undated(self) -> int:
        """How many articles have no date of publication."""
        ...

    def marks(self) -> dict[str, str]:
        """The mark of each article."""
        ...

    def supplements(self) -> list[str]:
        """The ids of the supplements, sorted."""
        ...

    def remembered(self, id: str) -> tuple[str, str] | None:
        """The mark and the gist of a contributor; None if it is not here."""
        ...

    def quads(self, id: str) -> list[ox.Quad] | None:
        """What a contributor states, sorted; None if it is not here."""
        ...

    def contributions(self) -> Iterator[tuple[str, bytes]]:
        """Each contributor and its lines, the background first."""
        ...


class Reader:
    """A dataset and the ledger that it follows."""

    path: Path | str
    """Its folder, or its address."""
    base: str

    def __init__(self, path: Path | str, *, base: str, dataset: Dataset, ledger: Records) -> None:
        self.path, self.base = path, base
        self._dataset = dataset
        self._ledger = ledger

    @property
    def fingerprint(self) -> str | None:
        """What the installed background was made from; None before `Store.install`."""
        kept = self._ledger.remembered(BACKGROUND)
        return None if kept is None else kept[0]

    @property
    def oxigraph(self) -> ox.Store:
        """The dataset in Oxigraph's own terms, for those who know what they do; only to read."""
        assert isinstance(self._dataset, ox.Store)  # noqa: S101 - a remote one is copied first
        return self._dataset

    def articles(self) -> list[str]:
        """The ids of the articles, sorted."""
        with told(self.path):
            return self._ledger.articles()

    def marks(self) -> dict[str, str]:
        """What each article was made from, as `remembered` tells it for one."""
        return self._ledger.marks()

    def undated(self) -> int:
        """How many articles have no date of publication, and so no place in any `as_of`."""
        return self._ledger.undated()

    def contribution(self, article: str) -> list[ox.Quad]:
        """The quads that an article states, sorted."""
        quads = self._ledger.quads(article) if article != BACKGROUND else None
        if quads is None:
            raise self._unknown(article)
        return [restored(quad) for quad in quads]

    def remembered(self, article: str) -> tuple[str, str] | None:
        """The mark and the gist that were stored with an article; None if it is not here."""
        return self._ledger.remembered(article)

    def supplements(self) -> list[str]:
        """The names of the graphs that stand beside the articles, such as "links", sorted."""
        return [id.removeprefix(SUPPLEMENT) for id in self._ledger.supplements()]

    def supplement(self, name: str) -> list[ox.Quad]:
        """The quads of such a graph, sorted; none if it is not here."""
        return [restored(quad) for quad in self._ledger.quads(SUPPLEMENT + name) or ()]

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
        """Every quad; without `background`, only those that some article states.

        What follows from them stands in the default graph as well.
        """
        return map(restored, self._dataset if background else self._told())

    def _told(self) -> Iterator[ox.Quad]:
        """What articles state, each quad once."""
        shared: set[bytes] = set()
        for id, lines in self._ledger.contributions():
            if id == BACKGROUND:
                continue
            own = re.compile(re.escape(f"<{self.base}article/{id}".encode()) + rb"[#>]")
            fresh = [line for line in lines.splitlines() if line not in shared]
            # no other article states what bears the name of this one
            shared.update(line for line in fresh if not own.search(line))
            yield from from_lines(b"\n".join(fresh))

    def dataset(self) -> ox.Dataset:
        """A copy of everything in memory."""
        return ox.Dataset(self.quads())

    def rdflib(self) -> rdflib.Dataset:
        """An rdflib view of the store itself, not a copy; do not write through it."""
        import rdflib  # noqa: PLC0415  # most who open a store never ask for it
        from oxrdflib import OxigraphStore  # noqa: PLC0415

        return rdflib.Dataset(store=OxigraphStore(store=self.oxigraph))

    def canonical(self) -> str:
        """All quads as sorted N-Quads: equal for equal stores."""
        return b"".join(sorted(to_lines(self.quads()).splitlines(keepends=True))).decode()

    def differences(self) -> tuple[list[ox.Quad], list[ox.Quad]]:
        """What the dataset lacks of the ledger, and what it has beyond; normally nothing.

        What follows from the ledger is not beyond it.
        """
        stated = {quad for _, lines in self._ledger.contributions() for quad in from_lines(lines)}
        held, whole, follows = set(self._dataset), ox.Store(), ox.Store()
        whole.bulk_extend(stated)
        Entailment(whole, follows, lambda _: set()).make()
        beyond = held.difference(stated, follows)
        return sorted(stated - held, key=str), sorted(beyond, key=str)

    def _stated(self, quads: Set[ox.Quad]) -> set[ox.Quad]:
        """Those of some quads that background or articles state."""
        lines = {to_lines([quad]).rstrip(b"\n"): quad for quad in quads}
        found: set[ox.Quad] = set()
        for _, stated in self._ledger.contributions() if lines else ():
            found.update(lines[line] for line in lines.keys() & set(stated.splitlines()))
        return found

    def _unknown(self, article: str) -> OptionError:
        near = difflib.get_close_matches(article, self.articles(), n=3)
        return OptionError(
            article,
            found="the store holds no such article",
            remedy=f"did you mean {', '.join(near)}?" if near else "kg show lists the articles",
        )
