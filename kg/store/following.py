"""Letting dataset and ledger follow a set of changes."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.store.contribution import BACKGROUND, Contribution
from kg.store.ledger import Ledger
from kg.store.nquads import from_lines

__all__ = ["Changes", "follow"]

BULK = 50_000
"""From so many quads on, Oxigraph's bulk loader is quicker than a transaction."""

Changes = Mapping[str, Contribution | None]
"""Articles, and what each shall state; None: it goes."""


def follow(dataset: ox.Store, ledger: Ledger, changes: Changes) -> tuple[list[ox.Quad], bytes]:
    """Carry out changes; give what went, and lines of what came. Done twice, it is done once.

    The background, which has blank nodes, must come by itself.
    """
    comes: list[bytes] = []
    old: set[bytes] = set()
    new: set[bytes] = set()
    for id, wanted in changes.items():
        known = (ledger.lines(id) or b"").splitlines()
        old.update(known)
        if wanted is not None and not known:
            comes.append(wanted.lines())
        elif wanted is not None:
            new.update(wanted.lines().splitlines())
    gone: list[ox.Quad] = []
    if old:
        # what the articles state that were not here before stays as well
        stays = new.union(*(lines.splitlines() for lines in comes))
        gone = ledger.unsupported(old - stays, without=changes)
        comes.append(b"".join(line + b"\n" for line in sorted(new)))
    lines = b"".join(comes)
    _load(dataset, lines, changes)
    _remove(dataset, gone)
    for id, wanted in changes.items():
        if wanted is None:
            ledger.drop(id)
        else:
            ledger.put(wanted)
    return gone, lines


def _load(dataset: ox.Store, lines: bytes, changes: Changes) -> None:
    if BACKGROUND in changes:
        # read from a text, blank nodes would be renamed
        dataset.bulk_extend(from_lines(lines))
    elif sum(wanted.size for wanted in changes.values() if wanted) >= BULK:
        dataset.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
    elif lines:
        dataset.load(lines, format=ox.RdfFormat.N_QUADS)


def _remove(dataset: ox.Store, quads: list[ox.Quad]) -> None:
    for quad in quads:
        dataset.remove(quad)
    # an empty graph would still be listed
    for name in {q.graph_name for q in quads if isinstance(q.graph_name, ox.NamedNode)}:
        if next(dataset.quads_for_pattern(None, None, None, name), None) is None:
            dataset.remove_graph(name)
