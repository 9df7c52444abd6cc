"""What a remote store keeps beside the graph, in the named graph `urn:x-entente:ledger`.

One node a contributor: `packed` what it states, `also` what follows from that and the background
alone, each as compressed lines of N-Quads in base 64; `quad` a digest of each of those quads that
another contributor may give as well, so that the service itself can say whether one does; `shall`
what it is about to state. The node of the store has the base and who is writing.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from urllib.parse import quote

import pyoxigraph as ox

from kg.store.contribution import BACKGROUND, SUPPLEMENT, Contribution
from kg.store.nquads import from_lines
from kg.web import Service

__all__ = [
    "JOINS",
    "LEDGER",
    "NODE",
    "SPACE",
    "P",
    "Record",
    "RemoteLedger",
    "digest",
    "named",
    "text",
]

SPACE = "urn:x-entente:"
LEDGER = f"<{SPACE}ledger>"
NODE = f"<{SPACE}store>"
JOINS = "\N{INFINITY}"
"""The contributor's id of what follows from several articles together."""

PAGE = 50
"""How many contributors are asked for at once."""
SHORT = 400
"""How many digests stand in one query."""


def P(name: str) -> str:  # noqa: N802 - a property
    """The IRI of a property of the ledger."""
    return f"<{SPACE}{name}>"


def named(id: str) -> str:
    """The IRI of a contributor's node."""
    if id in (BACKGROUND, JOINS):
        return f"<{SPACE}{'background' if id == BACKGROUND else 'joins'}>"
    return f"<{SPACE}article:{quote(id, safe='')}>"


def text(value: str) -> str:
    """A string as SPARQL writes it."""
    return str(ox.Literal(value))


def digest(line: bytes) -> str:
    """Stands for a line of N-Quads."""
    return base64.b64encode(blake2b(line, digest_size=15).digest()).decode()


@dataclass(frozen=True, slots=True)
class Record:
    """A contributor: what it states, what follows from that, and what is kept with it."""

    id: str
    lines: bytes = b""
    also: bytes = b""
    published: str | None = None
    mark: str = ""
    gist: str = ""

    @classmethod
    def of(cls, contribution: Contribution, also: bytes) -> Record:
        """The record of a contribution."""
        c = contribution
        return cls(c.article, c.lines(), also, c.published, c.mark, c.gist)

    def gives(self) -> set[bytes]:
        """All that stands in the graph because of it."""
        return {*self.lines.splitlines(), *self.also.splitlines()}

    def told(self) -> str:
        """The record as one string, for `read`."""
        parts = (_packed(self.lines), _packed(self.also), self.published, self.mark, self.gist)
        return json.dumps([self.id, *parts], ensure_ascii=False)

    @classmethod
    def read(cls, told: str) -> Record:
        """The record that a string tells of."""
        id, lines, also, published, mark, gist = json.loads(told)
        return cls(id, _unpacked(lines), _unpacked(also), published, mark, gist)

    def triples(self, digests: Iterable[str]) -> str:
        """What the ledger holds of it, as SPARQL writes triples."""
        links = [
            ("packed", _packed(self.lines)),
            ("also", _packed(self.also)),
            ("mark", self.mark),
            ("gist", self.gist),
            *((("published", self.published),) if self.published else ()),
            *(((kind, self.id),) if (kind := self._kind()) else ()),
            *(("quad", one) for one in digests),
        ]
        pairs = " ;\n".join(f"{P(name)} {text(value)}" for name, value in links)
        return f"{named(self.id)} {pairs} .\n"

    def _kind(self) -> str:
        if self.id in (BACKGROUND, JOINS):
            return ""
        return "supplement" if self.id.startswith(SUPPLEMENT) else "id"


def _packed(lines: bytes) -> str:
    return base64.b64encode(zlib.compress(lines, 6)).decode()


def _unpacked(packed: str) -> bytes:
    return zlib.decompress(base64.b64decode(packed))


class RemoteLedger:
    """The records of a remote store, as they are now."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def note(self, name: str) -> str | None:
        """A remark on the whole store."""
        rows = self._rows(f"SELECT ?o {{ GRAPH {LEDGER} {{ {NODE} {P(name)} ?o }} }}", "o")
        return next((row[0] for row in rows), None)

    def articles(self) -> list[str]:
        """The ids of the articles, sorted."""
        rows = self._rows(f"SELECT ?id {{ GRAPH {LEDGER} {{ ?a {P('id')} ?id }} }}", "id")
        return sorted(id for (id,) in rows)

    def supplements(self) -> list[str]:
        """The ids of the supplements, sorted."""
        rows = self._rows(f"SELECT ?id {{ GRAPH {LEDGER} {{ ?a {P('supplement')} ?id }} }}", "id")
        return sorted(id for (id,) in rows)

    def marks(self) -> dict[str, str]:
        """The mark of each article."""
        query = f"""SELECT ?id ?mark {{ GRAPH {LEDGER} {{
            ?a {P("id")} ?id ; {P("mark")} ?mark }} }}"""
        return {row[0]: row[1] for row in self._rows(query, "id", "mark")}

    def undated(self) -> int:
        """How many articles have no date of publication."""
        return len(self.articles()) - len(self._dated())

    def dated(self, until: str) -> list[str]:
        """The ids of the articles that were published until a date, sorted."""
        return sorted(id for id, published in self._dated() if published <= until)

    def remembered(self, id: str) -> tuple[str, str] | None:
        """The mark and the gist of a contributor; None if it is not here."""
        query = f"""SELECT ?mark ?gist {{ GRAPH {LEDGER} {{
            {named(id)} {P("mark")} ?mark ; {P("gist")} ?gist }} }}"""
        return next(((mark, gist) for mark, gist in self._rows(query, "mark", "gist")), None)

    def quads(self, id: str) -> list[ox.Quad] | None:
        """What the contributor states, sorted; None if it is not here."""
        found = self.records([id])
        return list(from_lines(found[id].lines)) if found else None

    def contributions(self) -> Iterator[tuple[str, bytes]]:
        """Each contributor and its lines, the background first."""
        for record in self.each([BACKGROUND, *self.supplements(), *self.articles()]):
            yield record.id, record.lines

    def each(self, ids: Iterable[str]) -> Iterator[Record]:
        """The records of some contributors, in their order, a page at a time."""
        waiting = iter(ids)
        while page := list(islice(waiting, PAGE)):
            found = self.records(page)
            yield from (found[id] for id in page if id in found)

    def records(self, ids: Sequence[str]) -> dict[str, Record]:
        """The records of some contributors."""
        nodes = {named(id)[1:-1]: id for id in ids}
        if not nodes:
            return {}
        values = " ".join(f"<{node}>" for node in nodes)
        query = f"""SELECT ?a ?packed ?also ?mark ?gist ?published {{ VALUES ?a {{ {values} }}
            GRAPH {LEDGER} {{ ?a {P("packed")} ?packed ; {P("also")} ?also ;
            {P("mark")} ?mark ; {P("gist")} ?gist OPTIONAL {{ ?a {P("published")} ?published }} }}
            }}"""
        columns = ("a", "packed", "also", "mark", "gist", "published")
        return {
            nodes[a]: Record(
                nodes[a], _unpacked(packed), _unpacked(also), published or None, mark, gist
            )
            for a, packed, also, mark, gist, published in self._rows(query, *columns)
        }

    def supported(self, digests: Iterable[str], *, without: Iterable[str]) -> set[str]:
        """Those of some digests that another contributor has too."""
        hidden = ", ".join(named(id) for id in without)
        found: set[str] = set()
        waiting = iter(digests)
        while page := list(islice(waiting, SHORT)):
            values = " ".join(map(text, page))
            query = f"""SELECT DISTINCT ?d {{ VALUES ?d {{ {values} }}
                GRAPH {LEDGER} {{ ?a {P("quad")} ?d }} FILTER (?a NOT IN ({hidden})) }}"""
            found.update(d for (d,) in self._rows(query, "d"))
        return found

    def begun(self) -> list[tuple[str, Record | None]]:
        """Changes that were noted and not carried out: ids, and what they shall be."""
        query = f"""SELECT ?told ?id {{ GRAPH {LEDGER} {{ ?a {P("shall")} ?told ;
            {P("shallBe")} ?id }} }} ORDER BY ?id"""
        rows = self._rows(query, "id", "told")
        return [(id, Record.read(told) if told else None) for id, told in rows]

    def _dated(self) -> list[tuple[str, str]]:
        query = f"""SELECT ?id ?published {{ GRAPH {LEDGER} {{
            ?a {P("id")} ?id ; {P("published")} ?published }} }}"""
        return [(id, published) for id, published in self._rows(query, "id", "published")]

    def _rows(self, query: str, *columns: str) -> Iterator[tuple[str, ...]]:
        for row in self._service.rows(query):
            terms = (row[column] for column in columns)
            yield tuple(t.value if isinstance(t, ox.NamedNode | ox.Literal) else "" for t in terms)
