"""Carrying out changes in a remote store, in steps that may be taken twice."""

from __future__ import annotations

import urllib.error
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import EndpointError
from kg.store.consequences import Consequences
from kg.store.contribution import BACKGROUND, SUPPLEMENT, is_own
from kg.store.nquads import from_lines, restored, to_lines
from kg.store.remote.records import (
    JOINS,
    LEDGER,
    NODE,
    P,
    Record,
    RemoteLedger,
    digest,
    named,
    text,
)
from kg.web import Service

__all__ = ["Changes", "Writer"]

Changes = Mapping[str, Record | None]
"""Contributors, and what each shall be; None: it goes."""

UPDATE = 2_000_000
"""Characters in one update; some services refuse longer ones."""
BLOCK = 1 << 17
"""Bytes sent at once."""
REFUSED = frozenset({400, 403, 404, 405, 406, 411, 415, 501})
"""Statuses by which a service says that it takes no stream of N-Quads at this address."""


class Writer:
    """Lets the graph and the ledger of a service follow changes."""

    def __init__(self, service: Service, ledger: RemoteLedger, *, base: str) -> None:
        self._service, self._ledger, self._base = service, ledger, base
        self._streams = True

    def note(self, name: str, value: str) -> None:
        """Write a remark on the whole store."""
        self._service.update(
            f"""DELETE WHERE {{ GRAPH {LEDGER} {{ {NODE} {P(name)} ?o }} }} ;
            INSERT DATA {{ GRAPH {LEDGER} {{ {NODE} {P(name)} {text(value)} }} }}"""
        )

    def follow(self, changes: Changes, *, known: Consequences) -> set[bytes]:
        """Carry out changes; give the lines that went from the graph."""
        old = self._ledger.records(list(changes))
        todo = {id: wanted for id, wanted in changes.items() if old.get(id) != wanted}
        if not todo:
            self._forget(changes)
            return set()
        self._begin(todo)
        before = {line for id in todo if id in old for line in old[id].gives()}
        after = {line for wanted in todo.values() if wanted for line in wanted.gives()}
        come, lost = after - before, before - after
        if BACKGROUND in todo:
            come, lost = self._swap_blank(come, lost, after)
        self.insert(come)
        gone = self.unsupported(lost, without=todo, known=known)
        self._settle(todo, gone)
        return gone

    def unsupported(
        self, lines: Collection[bytes], *, without: Collection[str], known: Consequences
    ) -> set[bytes]:
        """Those of some lines that nobody gives but the contributors of `without`."""
        shared = {}
        gone = set(lines)
        for line, quad in _parsed(lines):
            if quad in known:
                gone.discard(line)
            elif not any(self._is_own(id, quad) for id in without):
                shared[digest(line)] = line
        for one in self._ledger.supported(shared, without=without):
            gone.discard(shared[one])
        return gone

    def insert(self, lines: Collection[bytes]) -> None:
        """Put quads into the graph, as a stream, or as updates where that is refused."""
        if lines and self._streams:
            try:
                self._service.upload(lambda: _blocks(lines))
            except EndpointError as error:
                cause = error.__cause__
                if not isinstance(cause, urllib.error.HTTPError) or cause.code not in REFUSED:
                    raise
                self._streams = False
        if lines and not self._streams:
            for data in _data(lines):
                self._service.update(f"INSERT DATA {{ {data} }}")

    def _begin(self, changes: Changes) -> None:
        for part in _parts(
            f"""DELETE WHERE {{ GRAPH {LEDGER} {{ {named(id)} {P("shall")} ?told ;
            {P("shallBe")} ?id }} }} ;
            INSERT DATA {{ GRAPH {LEDGER} {{ {named(id)}
            {P("shall")} {text(wanted.told() if wanted else "")} ;
            {P("shallBe")} {text(id)} }} }}"""
            for id, wanted in changes.items()
        ):
            self._service.update(part)

    def _settle(self, changes: Changes, gone: set[bytes]) -> None:
        steps = [f"DELETE DATA {{ {data} }}" for data in _data(gone)]
        for id, wanted in changes.items():
            steps.append(
                f"""DELETE {{ GRAPH {LEDGER} {{ {named(id)} ?p ?o }} }}
                WHERE {{ GRAPH {LEDGER} {{ {named(id)} ?p ?o }}
                FILTER (?p NOT IN ({P("shall")}, {P("shallBe")})) }}"""
            )
            if wanted is not None:
                triples = wanted.triples(self._digests(wanted))
                steps.append(f"INSERT DATA {{ GRAPH {LEDGER} {{ {triples} }} }}")
            steps.append(_forgotten(id))
        for part in _parts(steps):
            self._service.update(part)

    def _forget(self, ids: Iterable[str]) -> None:
        """Nothing was to be done for them; they may have been noted by one who was cut off."""
        noted = {id for id, _ in self._ledger.begun()}
        for part in _parts(_forgotten(id) for id in ids if id in noted):
            self._service.update(part)

    def _digests(self, record: Record) -> list[str]:
        if record.id == BACKGROUND:
            # whoever writes has it in memory
            return []
        return [
            digest(line)
            for line, quad in _parsed(sorted(record.gives()))
            if not self._is_own(record.id, quad)
        ]

    def _is_own(self, id: str, quad: ox.Quad) -> bool:
        if id in (BACKGROUND, JOINS):
            return False
        return id.startswith(SUPPLEMENT) or is_own(f"{self._base}article/{id}", quad)

    def _swap_blank(
        self, come: set[bytes], lost: set[bytes], after: set[bytes]
    ) -> tuple[set[bytes], set[bytes]]:
        """Replace all blank nodes at once; give what is left to come and to go."""
        blank = {line for line, quad in _parsed(after) if _is_blank(quad)}
        data = " ".join(_data(blank, longest=None))
        self._service.update(
            f"""DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) }} ;
            INSERT DATA {{ {data} }}"""
        )
        return come - blank, {line for line, quad in _parsed(lost) if not _is_blank(quad)}


def _forgotten(id: str) -> str:
    return f"""DELETE WHERE {{ GRAPH {LEDGER} {{ {named(id)} {P("shall")} ?told ;
        {P("shallBe")} ?id }} }}"""


def _is_blank(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _parsed(lines: Iterable[bytes]) -> Iterator[tuple[bytes, ox.Quad]]:
    ordered = sorted(lines)
    return zip(ordered, from_lines(b"\n".join(ordered)), strict=True)


def _blocks(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines as others shall have them, a block at a time."""
    block: list[ox.Quad] = []
    size = 0
    for line, quad in _parsed(lines):
        block.append(restored(quad))
        size += len(line)
        if size > BLOCK:
            yield to_lines(block)
            block, size = [], 0
    yield to_lines(block)


def _data(lines: Iterable[bytes], *, longest: int | None = UPDATE) -> Iterator[str]:
    """Quads as INSERT DATA and DELETE DATA take them, in parts that are not too long."""
    graphs: dict[str, list[str]] = defaultdict(list)
    size = 0
    for line, quad in _parsed(lines):
        name = str(quad.graph_name) if isinstance(quad.graph_name, ox.NamedNode) else ""
        graphs[name].append(f"{restored(quad).triple} .")
        size += len(line)
        if longest is not None and size > longest:
            yield _grouped(graphs)
            graphs.clear()
            size = 0
    if graphs:
        yield _grouped(graphs)


def _grouped(graphs: Mapping[str, list[str]]) -> str:
    return " ".join(
        f"GRAPH {name} {{ {' '.join(triples)} }}" if name else " ".join(triples)
        for name, triples in graphs.items()
    )


def _parts(steps: Iterable[str]) -> Iterator[str]:
    """Updates in their order, together as long as they are not too long."""
    waiting: list[str] = []
    size = 0
    for step in steps:
        if waiting and size + len(step) > UPDATE:
            yield " ;\n".join(waiting)
            waiting, size = [], 0
        waiting.append(step)
        size += len(step)
    if waiting:
        yield " ;\n".join(waiting)
