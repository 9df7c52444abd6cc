"""What one article states, in the form in which journal, ledger and dataset pass it on."""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model.graphs import Graph
from kg.store.nquads import from_lines, normalised, to_lines
from kg.terms import DATA, ENT, Property

__all__ = [
    "BACKGROUND",
    "SUPPLEMENT",
    "Change",
    "Contribution",
    "digests",
    "is_own",
    "sketched",
]

BACKGROUND = ""
"""The contributor's id of ontology and reference data."""

SUPPLEMENT = "+"
"""How the ids of contributors begin that are no articles: each fills one graph of its own."""

HEAD = struct.Struct(">qH")
"""In a sketch, before what is said about a node: its digest, and how much is said."""

PUBLISHED = ox.NamedNode(ENT + Property.PUBLISHED)

Subject = ox.NamedNode | ox.BlankNode | ox.Triple


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of one article did to the dataset, each sorted."""

    article: str
    added: tuple[ox.Quad, ...] = ()
    removed: tuple[ox.Quad, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """All that an article states. Made by `of`, in any process; it holds bytes, so it travels well.

    `mark` and `gist` are kept with it and given back: `mark` says what it was made from, `gist` is
    the caller's own summary.
    """

    article: str
    packed: bytes
    """Its quads as sorted lines of N-Quads, compressed."""
    size: int
    """How many quads."""
    shared: bytes
    """A sketch of those quads that another contributor may state as well (see `sketched`)."""
    published: str | None = None
    """The ISO date on which the article was published, if it has one."""
    mark: str = ""
    gist: str = ""

    @classmethod
    def of(
        cls,
        article: str,
        quads: Iterable[ox.Quad],
        *,
        base: str = DATA,
        mark: str = "",
        gist: str = "",
    ) -> Contribution:
        """Bring quads into the store's form.

        Raises `StoreError` for what an article cannot state: blank nodes, and what is about another
        article.
        """
        stated = normalised(quads)
        if article == BACKGROUND:
            _admit_background(stated, base)
            shared = _sketch(stated)
        elif article.startswith(SUPPLEMENT):
            _admit_supplement(article, stated, base + article.removeprefix(SUPPLEMENT))
            shared = b""
        else:
            own = f"{base}article/{article}"
            _admit(article, stated, own, base)
            shared = _sketch(quad for quad in stated if not is_own(own, quad))
        return cls(
            article,
            zlib.compress(to_lines(stated), 3),
            len(stated),
            shared,
            _published(stated),
            mark,
            gist,
        )

    @classmethod
    def of_lines(
        cls,
        article: str,
        lines: Iterable[bytes],
        *,
        base: str = DATA,
        mark: str = "",
        gist: str = "",
    ) -> Contribution:
        """The same from lines of N-Quads."""
        return cls.of(article, from_lines(b"\n".join(lines)), base=base, mark=mark, gist=gist)

    def lines(self) -> bytes:
        """Its quads as sorted lines of N-Quads."""
        return zlib.decompress(self.packed)

    def quads(self) -> list[ox.Quad]:
        """Its quads, sorted."""
        return list(from_lines(self.lines()))


def digests(quad: ox.Quad) -> tuple[int, int]:
    """Eight bytes, as SQLite keeps integers, for its node in its graph, and two for the rest."""
    node = blake2b(f"{quad.subject} {quad.graph_name}".encode(), digest_size=8).digest()
    rest = blake2b(f"{quad.predicate} {quad.object}".encode(), digest_size=2).digest()
    return int.from_bytes(node, "big", signed=True), int.from_bytes(rest, "big")


def sketched(shared: bytes) -> Iterator[tuple[int, bytes]]:
    """From a sketch: the digest of each node, and those of what is said about it, 2 bytes each."""
    at = 0
    while at < len(shared):
        node, count = HEAD.unpack_from(shared, at)
        at += HEAD.size
        yield node, shared[at : at + 2 * count]
        at += 2 * count


def _sketch(quads: Iterable[ox.Quad]) -> bytes:
    described: dict[int, set[int]] = defaultdict(set)
    for quad in quads:
        node, rest = digests(quad)
        described[node].add(rest)
    return b"".join(
        HEAD.pack(node, len(rests)) + b"".join(rest.to_bytes(2, "big") for rest in sorted(rests))
        for node, rests in sorted(described.items())
    )


def is_own(article: str, quad: ox.Quad) -> bool:
    """Whether no article but the one of this IRI may state the quad (`_admit` sees to it)."""
    return (
        _is(article, quad.subject)
        or _is(article, quad.graph_name)
        or (isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(f"{article}#"))
    )


def _is(article: str, term: Subject | Graph) -> bool:
    return isinstance(term, ox.NamedNode) and (
        term.value == article or term.value.startswith(f"{article}#")
    )


def _published(quads: list[ox.Quad]) -> str | None:
    dates = (
        quad.object.value
        for quad in quads
        if quad.predicate == PUBLISHED and isinstance(quad.object, ox.Literal)
    )
    return next(dates, None)


def _admit(article: str, quads: list[ox.Quad], own: str, base: str) -> None:
    for quad in quads:
        if any(isinstance(t, ox.BlankNode) for t in (quad.subject, quad.object, quad.graph_name)):
            raise StoreError(article, found=f"a blank node in {quad}", allowed="IRIs for all nodes")
        if _of_an_article(quad, base) and not is_own(own, quad):
            raise StoreError(
                article,
                found=f"it speaks for another article: {quad}",
                allowed="its own nodes or shared ones",
            )


def _admit_background(quads: list[ox.Quad], base: str) -> None:
    for quad in quads:
        if not isinstance(quad.graph_name, ox.DefaultGraph) or _of_an_article(quad, base):
            raise StoreError(
                "ontology and reference data",
                found=f"the background states {quad}",
                remedy="keep articles and named graphs out of it",
            )


def _admit_supplement(id: str, quads: list[ox.Quad], graph: str) -> None:
    for quad in quads:
        nodes = (quad.subject, quad.object)
        if quad.graph_name != ox.NamedNode(graph) or any(
            isinstance(n, ox.BlankNode) for n in nodes
        ):
            raise StoreError(
                id.removeprefix(SUPPLEMENT),
                found=f"a supplement states {quad}",
                allowed=f"quads without blank nodes in the graph {graph}",
            )


def _of_an_article(quad: ox.Quad, base: str) -> bool:
    """Whether only one article may state the quad: one of its nodes is the article's own."""
    articles = f"{base}article/"
    return any(
        isinstance(term, ox.NamedNode) and term.value.startswith(articles)
        for term in (quad.subject, quad.graph_name)
    ) or (
        isinstance(quad.object, ox.NamedNode)
        and quad.object.value.startswith(articles)
        and "#" in quad.object.value[len(articles) :]
    )
