"""What follows from what a dataset states, kept in it and kept apart.

An entailed triple stands in the default graph, where plain queries see it, and in a dataset beside
it that holds nothing else (named graphs are articles and claims only). Nothing that is stated is
ever in that one. It needs no ledger, because it can always be made anew: after many changes, or
after a process was killed between a change and what follows from it, all of it is; after few, only
what they touch. While a long build publishes in between, what follows waits for its end.

A triple is noted there before it comes into the default graph, and struck after it has left it: so
a killed process leaves nothing in the default graph that nobody can take back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import islice

import pyoxigraph as ox

from kg.model.graphs import Term
from kg.ontology.entail import Facts, Memory, RuleBook, sparql
from kg.ontology.rules import AXIOMS, Axioms, Rule, rules
from kg.terms import OWL, RDF

__all__ = ["VERSION", "Default", "Entailment", "rules_of"]


DEFAULT = ox.DefaultGraph()
TYPE = ox.NamedNode(RDF + "type")
KINDS = {ox.NamedNode(OWL + name) for name in ("TransitiveProperty", "SymmetricProperty")}

VERSION = "1"
"""Raised whenever the same axioms conclude something else than before."""

MANY = 20_000
"""Changed triples from which it is quicker to make everything anew."""

BATCH = 100_000
"""How many triples are held in memory on their way."""

BULK = 1_000
"""From so many triples on, Oxigraph's bulk loader is quicker than a transaction."""


class Default:
    """The default graph of a dataset, as rules look things up in it."""

    def __init__(self, dataset: ox.Store) -> None:
        self._dataset = dataset

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
    ) -> Iterator[ox.Triple]:
        """The triples of a pattern."""
        found = self._dataset.quads_for_pattern(subject, predicate, object, DEFAULT)
        return (quad.triple for quad in found)

    def __contains__(self, triple: ox.Triple) -> bool:
        return _plain(triple) in self._dataset


def rules_of(facts: Facts) -> tuple[Rule, ...]:
    """The rules of the axioms among some facts."""
    found = [t for name in AXIOMS for t in facts.match(None, name, None)]
    found += [t for kind in KINDS for t in facts.match(None, TYPE, kind)]
    return rules(Axioms(found))


class Entailment:
    """The entailed triples of a dataset, noted in another one.

    `stated` tells which of some quads somebody states.
    """

    def __init__(
        self,
        dataset: ox.Store,
        apart: ox.Store,
        stated: Callable[[Set[ox.Quad]], Set[ox.Quad]],
    ) -> None:
        self._dataset, self._apart, self._stated = dataset, apart, stated
        self._facts = Default(dataset)
        self._touched: dict[ox.Triple, None] | None = {}

    def touch(self, quads: Iterable[ox.Quad]) -> None:
        """Quads have come or gone: what follows from them is to be looked at."""
        for quad in quads:
            if self._touched is None:
                return
            if quad.graph_name == DEFAULT:
                axiom = quad.predicate in AXIOMS or (
                    quad.predicate == TYPE and quad.object in KINDS
                )
                self._touched[quad.triple] = None
                if axiom or len(self._touched) > MANY:
                    self._touched = None

    def touch_all(self) -> None:
        """Nobody knows what has changed: everything is to be made anew."""
        self._touched = None

    def make(self) -> None:
        """Make everything anew, now."""
        self._touched = None
        self.update()

    @property
    def settled(self) -> bool:
        """Whether nothing has changed since the last update."""
        return self._touched == {}

    def update(self) -> bool:
        """Make what is entailed right again; False where nothing had changed."""
        touched, self._touched = self._touched, {}
        if touched is None:
            self._all()
        elif touched:
            self._some(RuleBook(self._rules()), list(touched))
        return touched != {}

    def _rules(self) -> tuple[Rule, ...]:
        return rules_of(self._facts)

    def _all(self) -> None:
        self._clear()
        known = self._rules()
        single, joins = sparql(known)
        for batch in self._found(single):
            self._put(batch)
        book = RuleBook(known)
        for query in joins:
            for batch in self._found([query]):
                self._put(batch)
                self._follow(book, batch)

    def _found(self, queries: list[str]) -> Iterator[list[ox.Triple]]:
        """What queries construct, in batches; several may find the same."""
        answers = map(self._dataset.query, queries)
        triples = (t for found in answers if isinstance(found, ox.QueryTriples) for t in found)
        while batch := list(islice(triples, BATCH)):
            yield list(dict.fromkeys(batch))

    def _clear(self) -> None:
        """Take back everything that is entailed, but for what is stated by now."""
        old = set(self._apart)
        for quad in old - self._stated(old):
            self._dataset.remove(quad)
        self._apart.clear()

    def _some(self, book: RuleBook, touched: list[ox.Triple]) -> None:
        come = [triple for triple in touched if triple in self._facts]
        gone = [triple for triple in touched if triple not in self._facts]
        for triple in touched:
            # what an article states now need not be concluded any more
            self._apart.remove(_plain(triple))
        lost = self._lost(book, gone)
        for triple in lost:
            self._dataset.remove(_plain(triple))
            self._apart.remove(_plain(triple))
        again = [triple for triple in (*gone, *lost) if book.follows(self._facts, triple)]
        self._put(again)
        self._follow(book, [*come, *again])

    def _lost(self, book: RuleBook, gone: list[ox.Triple]) -> list[ox.Triple]:
        """What followed from triples that are gone, whether or not it follows from others too."""
        before = Memory(gone, below=self._facts)
        lost: dict[ox.Triple, None] = {}
        waiting = list(gone)
        while waiting:
            for triple in book.conclusions(before, waiting.pop()):
                if triple not in lost and _plain(triple) in self._apart:
                    lost[triple] = None
                    waiting.append(triple)
        return list(lost)

    def _follow(self, book: RuleBook, fresh: list[ox.Triple]) -> None:
        facts = Memory(below=self._facts)
        found = []
        for triple in book.closure(facts, fresh):
            facts.add(triple)
            found.append(triple)
        self._put(found)

    def _put(self, triples: list[ox.Triple]) -> None:
        quads = [_plain(triple) for triple in triples]
        for dataset in (self._apart, self._dataset):
            if len(quads) < BULK:
                dataset.extend(quads)
            else:
                dataset.bulk_extend(quads)


def _plain(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)
