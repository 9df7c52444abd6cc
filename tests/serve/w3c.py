"""The W3C suites (https://github.com/w3c/rdf-tests), run through HTTP against `kg serve`.

    python -m tests.serve.w3c FOLDER [SUITE …]

FOLDER is `sparql/sparql11` of a checkout; SUITE is protocol, graph-store-protocol,
service-description or query (all of them without one). It starts a server over an empty graph with
a token, prints each case that fails and a count, and ends with 1 if one failed that is not skipped.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, Namespace
from rdflib.term import Node

from kg.store import Store
from tests.serve.running import running

__all__ = ["SKIPPED", "main"]

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
TOKEN = "w3c"  # noqa: S105 - of a server that lives for this run

ENGINE = "Oxigraph 0.5.13 answers otherwise"
PATH = f"{ENGINE}: a node that is nowhere has no path to itself"
SKIPPED: dict[str, str] = {
    "aggregates/agg-groupconcat-04": f"{ENGINE}: GROUP_CONCAT keeps a language that all share",
    "aggregates/agg-groupconcat-06": f"{ENGINE}: GROUP_CONCAT keeps a language that all share",
    "aggregates/agg-empty-group-count-graph": f"{ENGINE}: an empty group in GRAPH has no graph",
    "bindings/graph": f"{ENGINE}: VALUES in GRAPH does not bind its variable",
    "csv-tsv-res/csv03": "Oxigraph keeps values, not lexical forms: 1.0e6 is 1000000",
    "functions/bnode01": f"{ENGINE}: BNODE(name) gives one node for all rows",
    "negation/graph-minus": f"{ENGINE}: MINUS in GRAPH shares the graph's variable",
    "syntax-query/test_4": "it reads; the function that it calls is known to no server",
    "property-path/zero_or_more_set_start": PATH,
    "property-path/zero_or_more_set_end": PATH,
    "property-path/zero_or_one_set_start": PATH,
    "property-path/zero_or_one_set_end": PATH,
}
"""Cases that are not expected to pass, by name, each with its reason."""

Check = tuple[str, Callable[[], str]]
"""A case: its name, and what runs it and says what is wrong."""


class Suite:
    """The cases of a folder, and a server to put them to."""

    def __init__(self, folder: Path, client: httpx.Client) -> None:
        self._folder, self._client = folder, client

    # --- protocol and graph store

    def protocol(self) -> Iterator[Check]:
        """https://www.w3.org/TR/sparql11-protocol/."""
        yield from self._connections("protocol/manifest.ttl", "/sparql/", "sparql")

    def graph_store(self) -> Iterator[Check]:
        """https://www.w3.org/TR/sparql11-http-rdf-update/."""
        for name in ("manifest-direct.ttl", "manifest-indirect.ttl"):
            yield from self._connections(f"graph-store-protocol/{name}", "/gsp", "graphs")

    def _connections(self, manifest: str, prefix: str, path: str) -> Iterator[Check]:
        graph = rdflib.Graph().parse(self._folder / manifest)
        for entry in _list(graph, _entries(graph)):
            name = str(entry).rpartition("#")[2]
            yield name, lambda entry=entry: self._connection(graph, entry, prefix, path)  # type: ignore[misc]

    def _connection(self, graph: rdflib.Graph, entry: Node, prefix: str, path: str) -> str:
        self._empty()
        for data in graph.objects(entry, UT.graphData):
            source, name = graph.value(data, UT.graph), graph.value(data, rdflib.RDFS.label)
            self._put(str(name), Path(str(source).removeprefix("file://")))
        action = graph.value(entry, MF.action)
        located = ""
        for request in _list(graph, graph.value(action, HT.requests)):
            target = str(graph.value(request, HT.absolutePath))
            for variable in graph.objects(None, MF.expectedLocation):
                target = target.replace(str(variable), located)
            method = str(graph.value(request, HT.methodName))
            if not target.startswith("http"):
                target = path + target.removeprefix(prefix)
            response = self._client.request(
                method,
                target,
                headers=_headers(graph, request),
                content=_content(graph, request),
            )
            located = response.headers.get("location", located)
            for wrong in _compared(graph, request, response):
                return f"{method} {target}: {wrong}"
        return ""

    # --- service description

    def service_description(self) -> Iterator[Check]:
        """https://www.w3.org/TR/sparql11-service-description/."""
        sd = Namespace("http://www.w3.org/ns/sparql-service-description#")

        def described() -> tuple[rdflib.Graph, rdflib.URIRef]:
            response = self._client.get("sparql", headers={"accept": "text/turtle"})
            found = rdflib.Graph().parse(data=response.text, format="turtle")
            return found, rdflib.URIRef(str(self._client.base_url) + "sparql")

        def endpoint() -> str:
            found, address = described()
            return "" if (None, sd.endpoint, address) in found else f"no sd:endpoint {address}"

        def schema() -> str:
            found, address = described()
            lacking = [
                name
                for name in ("endpoint", "supportedLanguage", "resultFormat", "defaultDataset")
                if (address, sd[name], None) not in found
            ]
            typed = (address, RDF.type, sd.Service) in found
            return "" if typed and not lacking else f"lacks {lacking}"

        yield "returns-rdf", lambda: "" if len(described()[0]) else "no triples"
        yield "has-endpoint-triple", endpoint
        yield "conforms-to-schema", schema

    # --- query evaluation

    def query(self) -> Iterator[Check]:
        """Evaluation and syntax of SPARQL 1.1 queries, and the formats of results."""
        for name in ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl"):
            outer = rdflib.Graph().parse(self._folder / name)
            for list_ in outer.objects(None, MF["include"]):
                for manifest in _list(outer, list_):
                    yield from self._queries(Path(str(manifest).removeprefix("file://")))

    def _queries(self, manifest: Path) -> Iterator[Check]:
        graph = rdflib.Graph().parse(manifest)
        for entry in _list(graph, _entries(graph)):
            kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
            name = f"{manifest.parent.name}/{str(entry).rpartition('#')[2]}"
            if kind in ("QueryEvaluationTest", "CSVResultFormatTest"):
                yield name, lambda entry=entry: self._evaluated(graph, entry)  # type: ignore[misc]
            elif kind in ("PositiveSyntaxTest11", "NegativeSyntaxTest11"):
                fine = kind.startswith("Positive")
                yield name, lambda entry=entry, fine=fine: self._parsed(graph, entry, fine=fine)  # type: ignore[misc]

    def _parsed(self, graph: rdflib.Graph, entry: Node, *, fine: bool) -> str:
        text = _file(graph.value(entry, MF.action)).read_text("utf-8")
        response = self._client.post("sparql", data={"query": text})
        expected = 200 if fine else 400
        # whether it reads is all that is asked: services are refused later
        found = 200 if response.status_code == 403 else response.status_code
        return "" if found == expected else f"{found}: {response.text[:200]}"

    def _evaluated(self, graph: rdflib.Graph, entry: Node) -> str:
        self._empty()
        action = graph.value(entry, MF.action)
        for data in graph.objects(action, QT.data):
            self._put(None, _file(data))
        for data in graph.objects(action, QT.graphData):
            self._put(str(data), _file(data))
        query = _file(graph.value(action, QT["query"]))
        expected = _file(graph.value(entry, MF.result))
        text = f"BASE <{query.as_uri()}>\n{query.read_text('utf-8')}"
        accept = {
            ".srx": "application/sparql-results+xml",
            ".srj": "application/sparql-results+json",
            ".csv": "text/csv",
            ".tsv": "text/tab-separated-values",
            ".ttl": "text/turtle, application/sparql-results+json;q=.5",
        }[expected.suffix]
        response = self._client.post("sparql", data={"query": text}, headers={"accept": accept})
        if response.status_code != 200:
            return f"{response.status_code}: {response.text[:200]}"
        if expected.suffix == ".csv":
            return _same_table(response.text, expected.read_text("utf-8"))
        if expected.suffix == ".ttl" and "turtle" in response.headers["content-type"]:
            return _same_graph(response.text, expected.read_text("utf-8"))
        ordered = "ORDER BY" in text.upper() and expected.suffix != ".ttl"
        return _same_rows(response, expected, ordered=ordered)

    # --- how

    def _empty(self) -> None:
        self._client.post("sparql", data={"update": "DROP ALL"}).raise_for_status()

    def _put(self, graph: str | None, file: Path) -> None:
        form = {
            ".ttl": ox.RdfFormat.TURTLE,
            ".rdf": ox.RdfFormat.RDF_XML,
            ".nt": ox.RdfFormat.N_TRIPLES,
        }
        parsed = ox.parse(file.read_bytes(), format=form[file.suffix], base_iri=file.as_uri())
        body = ox.serialize((q.triple for q in parsed), format=ox.RdfFormat.N_TRIPLES)
        where = "graphs?default" if graph is None else f"graphs?graph={quote(graph, safe='')}"
        kind = {"content-type": "application/n-triples"}
        self._client.post(where, content=body or b"", headers=kind).raise_for_status()


def _entries(graph: rdflib.Graph) -> Node:
    return next(graph.objects(None, MF.entries))


def _list(graph: rdflib.Graph, node: Node | None) -> list[Node]:
    return list(Collection(graph, node)) if node is not None else []


def _file(node: Node | None) -> Path:
    return Path(str(node).removeprefix("file://"))


def _headers(graph: rdflib.Graph, request: Node) -> dict[str, str]:
    return {
        str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
        for header in _list(graph, graph.value(request, HT.headers))
    }


def _content(graph: rdflib.Graph, message: Node) -> bytes | None:
    body = graph.value(message, HT.body)
    if body is None:
        return None
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))


def _compared(graph: rdflib.Graph, request: Node, response: httpx.Response) -> Iterator[str]:
    expected = graph.value(request, HT.resp)
    status = [str(s).rpartition("#")[2] for s in graph.objects(expected, MF.expectedStatus)]
    if status and not any(_is_status(name, response.status_code) for name in status):
        yield f"{response.status_code}, not {' or '.join(status)}: {response.text[:200]}"
    form = graph.value(expected, MF.expectedFormat)
    kind = response.headers.get("content-type", "")
    if str(form) == "boolean" and "sparql-results" not in kind:
        yield f"{kind} for a boolean"
    if str(form) == "RDF" and ox.RdfFormat.from_media_type(kind.partition(";")[0]) is None:
        yield f"{kind} for RDF"
    boolean = graph.value(expected, MF.expectedBoolean)
    if boolean is not None:
        found = ox.parse_query_results(
            response.content,
            format=ox.QueryResultsFormat.from_media_type(kind.partition(";")[0]),
        )
        if str(bool(found)).lower() != str(boolean):
            yield f"{bool(found)}, not {boolean}"
    body = _content(graph, expected) if expected is not None else None
    if body is not None and (wrong := _same_graph(response.text, body.decode())):
        yield wrong
    if (
        graph.value(expected, MF.expectedLocation) is not None
        and "location" not in response.headers
    ):
        yield "no Location"


STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404, "BadRequest": 400}


def _is_status(name: str, code: int) -> bool:
    if name.startswith("StatusCode"):
        return name.removeprefix("StatusCode").startswith(str(code)[0])
    return STATUS[name] == code


def _canonical(triples: Iterator[ox.Quad] | list[ox.Quad]) -> ox.Dataset:
    # through a store, so that numbers of one value are one
    store = ox.Store()
    store.extend(triples)
    found = ox.Dataset(store)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def _same_graph(found: str, expected: str) -> str:
    both = [
        _canonical(list(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri="http://www.example/")))
        for text in (found, expected)
    ]
    return "" if both[0] == both[1] else f"another graph:\n{found[:400]}"


def _same_table(found: str, expected: str) -> str:
    # `SELECT *` leaves the order of the columns open
    rows = [list(csv.DictReader(io.StringIO(text))) for text in (found, expected)]
    plain = [sorted(sorted((k, _unnamed(c)) for k, c in row.items()) for row in r) for r in rows]
    return "" if plain[0] == plain[1] else f"another table: {found[:300]}"


def _unnamed(cell: str) -> str:
    return "_:" if cell.startswith("_:") else cell


def _same_rows(response: httpx.Response, expected: Path, *, ordered: bool) -> str:
    kind = response.headers["content-type"].partition(";")[0]
    form = ox.QueryResultsFormat.from_media_type(kind)
    found = _as_graph(ox.parse_query_results(response.content, format=form), ordered=ordered)
    if expected.suffix == ".ttl":
        wanted = _from_result_set(expected)
    else:
        wanted = _as_graph(ox.parse_query_results(path=str(expected)), ordered=ordered)
    return "" if found == wanted else f"other rows: {response.text[:400]}"


def _as_graph(
    answer: ox.QuerySolutions | ox.QueryBoolean, *, ordered: bool
) -> ox.Dataset | tuple[bool]:
    if isinstance(answer, ox.QueryBoolean):
        return (bool(answer),)
    names = [variable.value for variable in answer.variables]
    return _rows([[s[n] for n in names] for s in answer], names, ordered=ordered)


def _rows(
    rows: list[list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]],
    names: list[str],
    *,
    ordered: bool,
) -> ox.Dataset:
    quads = [
        ox.Quad(ox.NamedNode("urn:head"), ox.NamedNode("urn:variable"), ox.Literal(name))
        for name in names
    ]
    for number, row in enumerate(rows):
        node = ox.BlankNode(f"row{number}")
        quads.append(ox.Quad(node, ox.NamedNode("urn:row"), ox.Literal(number if ordered else 0)))
        quads += [
            ox.Quad(node, ox.NamedNode(f"urn:var:{name}"), value)
            for name, value in zip(names, row, strict=True)
            if value is not None
        ]
    return _canonical(quads)


def _from_result_set(file: Path) -> ox.Dataset | tuple[bool]:
    graph = rdflib.Graph().parse(file)
    head = next(graph.subjects(RDF.type, RS.ResultSet))
    if (boolean := graph.value(head, RS.boolean)) is not None:
        return (str(boolean) == "true",)
    names = sorted(str(name) for name in graph.objects(head, RS.resultVariable))
    rows = []
    for solution in graph.objects(head, RS.solution):
        bound: dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {}
        for binding in graph.objects(solution, RS.binding):
            value = graph.value(binding, RS.value)
            name = str(graph.value(binding, RS.variable))
            text = f"<urn:s> <urn:p> {value.n3()} ." if value is not None else ""
            bound[name] = next(iter(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))).object
        rows.append([bound.get(name) for name in names])
    return _rows(rows, names, ordered=False)


def main(folder: Path, *wanted: str) -> int:
    """Run the suites; give how many cases failed that should not."""
    failed = 0
    with tempfile.TemporaryDirectory() as made:
        with Store.open(Path(made) / "graph", create=True) as store:
            store.install([], "none")
        options = ("--token", TOKEN, "--workers", "1", "--timeout", "20")
        with (
            running(Path(made) / "graph", *options) as server,
            httpx.Client(
                base_url=server.address, headers={"authorization": f"Bearer {TOKEN}"}, timeout=60
            ) as client,
        ):
            suite = Suite(folder, client)
            suites = {
                "protocol": suite.protocol,
                "graph-store-protocol": suite.graph_store,
                "service-description": suite.service_description,
                "query": suite.query,
            }
            for name in wanted or suites:
                failed += _run(name, suites[name]())
    return failed


def _run(name: str, checks: Iterator[Check]) -> int:
    passed = skipped = 0
    wrong = []
    for case, check in checks:
        if case in SKIPPED:
            skipped += 1
            sys.stdout.write(f"skipped {case}: {SKIPPED[case]}\n")
            continue
        found = check()
        passed += not found
        if found:
            wrong.append(f"FAILED {case}: {found}")
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    total = passed + len(wrong)
    sys.stdout.write(f"{name}: {passed} of {total} passed, {skipped} skipped\n")
    return len(wrong)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("suite", nargs="*")
    given = parser.parse_args()
    sys.exit(bool(main(given.folder.resolve(), *given.suite)))
