"""The graph of a remote store, asked as an embedded dataset is asked."""

from __future__ import annotations

import urllib.error
from collections.abc import Iterator, Mapping
from functools import cached_property

import pyoxigraph as ox

from kg.errors import EndpointError, QueryError
from kg.model.graphs import Graph, Term
from kg.store.nquads import as_kept, restored
from kg.store.remote.records import LEDGER
from kg.web import Service, bound, with_prefixes

__all__ = ["RemoteDataset"]

DEFAULT = ox.DefaultGraph()
NOT_OURS = f"FILTER (?g != {LEDGER})"
GROUND = "FILTER (!isBlank(?s) && !isBlank(?o))"
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class RemoteDataset:
    """Quads behind HTTP. What the ledger holds is not among them, but for queries as text.

    Services rename blank nodes. Only the background has any, in the default graph: they get the
    labels of RDFC-1.0 (https://www.w3.org/TR/rdf-canon/), which are those of an embedded store.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    def query(
        self,
        query: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        substitutions: Mapping[ox.Variable, Term] | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Ask in SPARQL."""
        terms = {variable.value: term for variable, term in (substitutions or {}).items()}
        try:
            found = self._service.ask(with_prefixes(bound(query, terms), prefixes or {}))
        except EndpointError as error:
            cause = error.__cause__
            status = cause.__context__ if cause is not None else None
            if isinstance(status, urllib.error.HTTPError) and status.code == 400:
                raise QueryError("query", found=error.found) from error
            raise
        if not isinstance(found, ox.Store):
            return found
        triples = found.query(ALL)
        assert isinstance(triples, ox.QueryTriples)  # noqa: S101 - it is a CONSTRUCT
        return triples

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | ox.BlankNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
        graph_name: Graph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern; None stands for anything, also for any graph."""
        if not isinstance(subject, ox.BlankNode) and not isinstance(object, ox.BlankNode):
            yield from self._ground(subject, predicate, object, graph_name)
        for quad in self.blank if graph_name in (None, DEFAULT) else ():
            if (
                subject in (None, quad.subject)
                and predicate in (None, quad.predicate)
                and object in (None, quad.object)
            ):
                yield quad

    def __iter__(self) -> Iterator[ox.Quad]:
        yield from self._ground(None, None, None, None)
        yield from self.blank

    @cached_property
    def blank(self) -> tuple[ox.Quad, ...]:
        """The quads with blank nodes."""
        query = "SELECT ?s ?p ?o { ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) }"
        # the labels are those of the background as it is before a store keeps it
        found = ox.Dataset(
            restored(as_kept(ox.Quad(row["s"], row["p"], row["o"])))
            for row in self._service.rows(query)
        )
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return tuple(sorted(map(as_kept, found), key=str))

    def forget(self) -> None:
        """The background was changed."""
        vars(self).pop("blank", None)

    def _ground(
        self,
        subject: ox.NamedNode | ox.Triple | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
        graph: Graph | None,
    ) -> Iterator[ox.Quad]:
        parts = (("s", subject), ("p", predicate), ("o", object))
        pattern = " ".join(str(term) if term is not None else f"?{name}" for name, term in parts)
        # a variable that is not in the pattern would be an error of the filter
        blank = [f"!isBlank(?{name})" for name, term in parts if term is None and name != "p"]
        only = f"FILTER ({' && '.join(blank)})" if blank else ""
        if graph is None:
            body = f"{{ {pattern} {only} }} UNION {{ GRAPH ?g {{ {pattern} }} {NOT_OURS} }}"
        elif isinstance(graph, ox.NamedNode):
            body = f"GRAPH {graph} {{ {pattern} }}"
        else:
            body = f"{pattern} {only}"
        for row in self._service.stream(f"SELECT ?s ?p ?o ?g {{ {body} }}"):
            quad = ox.Quad(
                subject or row["s"],
                predicate or row["p"],
                object or row["o"],
                graph if graph is not None else row["g"] or DEFAULT,
            )
            yield as_kept(quad)
