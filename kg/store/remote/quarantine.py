"""Articles that failed validation, kept in the ledger of a remote store."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Article, Report
from kg.store.quarantine import Quarantined, not_here, packed, unpacked
from kg.store.remote.records import LEDGER, SPACE, P, text
from kg.web import Service

__all__ = ["RemoteQuarantine"]


class RemoteQuarantine:
    """One node an article. What it knows of the others' marks is as old as itself."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._marks: dict[str, str] | None = None

    def put(
        self, article: Article, quads: Iterable[ox.Quad], report: Report, *, mark: str = ""
    ) -> None:
        """Keep an article; what was kept of the same article before is replaced."""
        kept = packed(article, quads, report, mark=mark).decode()
        node = _node(article.id)
        self._service.update(
            f"""DELETE WHERE {{ GRAPH {LEDGER} {{ {node} ?p ?o }} }} ;
            INSERT DATA {{ GRAPH {LEDGER} {{ {node} {P("kept")} {text(kept)} ;
            {P("article")} {text(article.id)} ; {P("mark")} {text(mark)} }} }}"""
        )
        self._known()[article.id] = mark

    def list(self) -> list[str]:
        """The ids of the articles kept here, sorted."""
        return sorted(self._known())

    def show(self, id: str) -> Quarantined:
        """An article with its quads and its report."""
        if id not in self._known():
            raise not_here(id, self.list())
        query = f"SELECT ?kept {{ GRAPH {LEDGER} {{ {_node(id)} {P('kept')} ?kept }} }}"
        try:
            (row,) = self._service.rows(query)
            return unpacked(row["kept"].value.encode())
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"{self._service.addresses}: {id}",
                found=f"cannot be read ({error})",
                remedy="drop it and build again",
            ) from error

    def mark(self, id: str) -> str | None:
        """What an article kept here was made from; None if it is not here."""
        return self._known().get(id)

    def drop(self, id: str, *, missing_ok: bool = False) -> None:
        """Forget an article that is kept here."""
        if id not in self._known():
            if not missing_ok:
                raise not_here(id, self.list())
            return
        self._service.update(f"DELETE WHERE {{ GRAPH {LEDGER} {{ {_node(id)} ?p ?o }} }}")
        del self._known()[id]

    def _known(self) -> dict[str, str]:
        if self._marks is None:
            query = f"""SELECT ?id ?mark {{ GRAPH {LEDGER} {{
            ?a {P("article")} ?id ; {P("mark")} ?mark ; {P("kept")} ?kept }} }}"""
            rows = self._service.rows(query)
            self._marks = {row["id"].value: row["mark"].value for row in rows}
        return self._marks


def _node(id: str) -> str:
    return f"<{SPACE}quarantine:{quote(id, safe='')}>"
