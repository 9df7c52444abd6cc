"""Linked data: each IRI leads to a page or to data, and the whole graph can be found and taken.

https://www.w3.org/TR/cooluris/#r303gendocument, https://signposting.org/FAIR/
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from kg.resources import ontology_folder
from kg.serve.asking import RDF as FORMATS
from kg.serve.desk import Desk, Refusal, respond
from kg.serve.media import DATASETS, GRAPHS, HTML, Form, by_name, chosen
from kg.serve.protocol import frame_of, takes_gzip
from kg.serve.wire import Job
from kg.terms import DCAT, DCTERMS, ENT, PREFIXES, RDF, VOID

__all__ = ["alternates", "data", "description", "dump", "dumps", "entity", "examples", "ontology"]

COMPACT = Form(("application/json",), ("json",))
"""JSON-LD for people who do not know that it is."""
JSON_LD = Form(("application/ld+json",), ("jsonld",))
THINGS = (GRAPHS[0], JSON_LD, COMPACT, *GRAPHS[2:], *DATASETS)
"""What is known of one thing."""
EXPORTED = {
    "ttl": "turtle", "jsonld": "jsonld", "json": "framed", "nt": "ntriples", "rdf": "rdfxml",
    "trig": "trig", "nq": "nquads",
}  # fmt: skip
"""The formats of `kg export`, by the ends of our addresses."""
URIS = Form(("text/uri-list",), ("txt",))
FILES = ("ttl", "trig", "nq", "nt", "jsonld", "rdf")
"""What the whole graph is given out as."""
SUFFIX = re.compile(r"^(.+)\.(ttl|jsonld|json|nt|rdf|trig|nq|html)$")
LONG = 1800.0
"""Seconds in which the files of the whole graph are written."""


async def entity(desk: Desk, request: Request) -> Response:
    """The thing itself: 303 to what is known of it."""
    path = request.path_params["path"]
    name, suffix = _split(path)
    if suffix is None:
        form = chosen(request.headers.get("accept"), (HTML, *THINGS))
        if _is_data_first(request) or form is None:
            form = chosen(request.headers.get("accept"), THINGS)
        if form is None:
            raise _not_acceptable()
        suffix = form.names[0]
    where = f"page/{quote(name)}" if suffix == "html" else f"data/{quote(name)}.{suffix}"
    response = RedirectResponse(f"{desk.settings.prefix}/{where}", 303)
    response.headers["Vary"] = "Accept"
    response.headers["Link"] = alternates(desk, request, name)
    return response


def _is_data_first(request: Request) -> bool:
    """Whether the client would take anything: then it is a program, and gets data."""
    return "html" not in request.headers.get("accept", "")


async def data(desk: Desk, request: Request) -> Response:
    """What is known of a thing, as RDF."""
    path = request.path_params["path"]
    name, suffix = _split(path)
    form = by_name(suffix, THINGS) if suffix else chosen(request.headers.get("accept"), THINGS)
    if form is None:
        raise _not_acceptable()
    job = Job(
        "thing",
        {
            "path": name,
            "format": EXPORTED[form.names[0]],
            "media": form.told,
            "license": desk.settings.license,
            "compress": takes_gzip(request),
        },
    )
    response = await desk.ask(request, job)
    if response.status_code in (200, 304):
        response.headers["Link"] = alternates(desk, request, name)
    return response


def alternates(desk: Desk, request: Request, path: str) -> str:
    """The Link header of a thing: its IRI, its page, its data."""
    here = desk.address(request)
    name = quote(path)
    links = [
        f'<{desk.base}{name}>; rel="cite-as"',
        f'<{here}page/{name}>; rel="alternate"; type="text/html"',
    ]
    for form in THINGS:
        address = f"<{here}data/{name}.{form.names[0]}>"
        links += [
            f'{address}; rel="{rel}"; type="{form.media[0]}"'
            for rel in ("alternate", "describedby")
        ]
    links.append(f'<{here}.well-known/void>; rel="collection"')
    if desk.settings.license is not None:
        links.append(f'<{desk.settings.license}>; rel="license"')
    return ", ".join(links)


def _split(path: str) -> tuple[str, str | None]:
    match = SUFFIX.match(path)
    return (match[1], match[2]) if match else (path, None)


def _not_acceptable() -> Refusal:
    known = "\n".join(f"  {form.media[0]}" for form in (HTML, *THINGS))
    return Refusal(406, f"this can be had as\n{known}", Vary="Accept")


# --- the ontology


async def ontology(desk: Desk, request: Request) -> Response:
    """The ontology, as data."""
    suffix = request.path_params.get("suffix")
    form = by_name(suffix, GRAPHS) if suffix else chosen(request.headers.get("accept"), GRAPHS)
    if form is None:
        if suffix:
            raise Refusal(404, "the ontology is not there in this form")
        form = GRAPHS[0]
    body = await asyncio.to_thread(_ontology, form.names[0])
    here = desk.address(request)
    links = [f'<{ENT.rstrip("#")}>; rel="cite-as"'] + [
        f'<{here}ontology.{f.names[0]}>; rel="alternate"; type="{f.media[0]}"' for f in GRAPHS
    ]
    return Response(
        body,
        headers={"Content-Type": form.told, "Vary": "Accept", "Link": ", ".join(links)},
    )


@cache
def _ontology(form: str) -> bytes:
    modules = sorted(
        f for f in ontology_folder().glob("*.ttl") if not f.name.endswith(".shapes.ttl")
    )
    triples = (q.triple for file in modules for q in ox.parse(path=str(file), base_iri=ENT))
    prefixes = {p: iri for p, iri in PREFIXES.items() if p != "id"}
    return ox.serialize(triples, format=FORMATS[form], prefixes=prefixes) or b""


# --- the whole graph


async def description(desk: Desk, request: Request) -> Response:
    """What the graph holds, counted, and where to get at it: VoID and DCAT."""
    form = chosen(request.headers.get("accept"), GRAPHS) or GRAPHS[0]
    job = Job("counted", {"license": desk.settings.license})
    answer = await desk.answer(request, job, seconds=LONG, whole=True)
    if answer.status != 200:
        return respond(answer)
    here = desk.address(request)
    counted = (q.triple for q in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES))
    body = ox.serialize(
        [*counted, *_offers(f"{desk.base}dataset", here)],
        format=FORMATS[form.names[0]],
        prefixes={"dcat": DCAT, "void": VOID, "dcterms": DCTERMS, "ent": PREFIXES["ent"]},
    )
    return Response(
        body or b"",
        headers={"Content-Type": form.told, "Vary": "Accept", "Cache-Control": "no-cache"},
    )


def _offers(dataset: str, here: str) -> Iterator[ox.Triple]:
    """Where the graph is to be had."""

    def told(subject: str, property: str, value: str) -> ox.Triple:
        return ox.Triple(ox.NamedNode(subject), ox.NamedNode(property), ox.NamedNode(value))

    catalog, service = f"{here}#catalog", f"{here}sparql#service"
    yield told(catalog, RDF + "type", DCAT + "Catalog")
    yield told(catalog, DCAT + "dataset", dataset)
    yield told(catalog, DCAT + "service", service)
    yield told(service, RDF + "type", DCAT + "DataService")
    yield told(service, DCAT + "endpointURL", f"{here}sparql")
    yield told(service, DCAT + "endpointDescription", f"{here}sparql")
    yield told(service, DCAT + "servesDataset", dataset)
    yield told(dataset, VOID + "sparqlEndpoint", f"{here}sparql")
    yield told(dataset, DCAT + "landingPage", here)
    for suffix, name in (
        ("ttl", "turtle"),
        ("trig", "trig"),
        ("nq", "nquads"),
        ("jsonld", "jsonld"),
        ("rdf", "rdfxml"),
    ):
        file = f"{here}data/entente.{suffix}"
        yield told(dataset, VOID + "dataDump", file)
        yield told(f"{dataset}/{name}", DCAT + "downloadURL", file)
        yield told(f"{dataset}/{name}", DCAT + "accessURL", f"{here}data/")


async def dumps(desk: Desk, request: Request) -> Response:
    """The files of the whole graph: a list for people and programs."""
    if chosen(request.headers.get("accept"), (HTML, URIS)) is HTML and not _is_data_first(request):
        files = tuple((f, EXPORTED[f]) for f in FILES)
        job = Job("files", {"frame": frame_of(desk, request), "files": files})
        return await desk.ask(request, job)
    here = desk.address(request)
    lines = [f"{here}data/entente.{suffix}" for suffix in FILES]
    return Response(
        "\n".join(lines) + "\n",
        headers={
            "Content-Type": "text/uri-list",
            "Link": f'<{here}.well-known/void>; rel="describedby"',
        },
    )


async def dump(desk: Desk, request: Request) -> Response:
    """One file of the whole graph, written when it is asked for first."""
    suffix = request.path_params["suffix"]
    form = by_name(suffix, (*GRAPHS, *DATASETS))
    if suffix not in FILES or form is None:
        raise Refusal(404, f"the whole graph is there as {', '.join(FILES)}")
    file = await desk.file(request, suffix, EXPORTED[suffix], seconds=LONG)
    return FileResponse(file, headers={"Content-Type": form.told, "Cache-Control": "no-cache"})


async def examples(desk: Desk, request: Request) -> Response:
    """Our questions, in the form that SPARQL editors load."""
    job = Job("examples", {"endpoint": f"{desk.address(request)}sparql"})
    return await desk.ask(request, job)
