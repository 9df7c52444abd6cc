"""What the SPARQL endpoint can do: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.serve.asking import RDF as FORMATS
from kg.serve.media import DATASETS, GRAPHS, ROWS, Form
from kg.serve.settings import Settings
from kg.terms import DCTERMS, RDF, VOID

__all__ = ["service_description"]

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMAT = "http://www.w3.org/ns/formats/"
KNOWN = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "trig": "TriG",
    "nq": "N-Quads",
}
"""https://www.w3.org/ns/formats/, by the first name of each form."""


def service_description(address: str, settings: Settings, form: Form) -> bytes:
    """The description of the endpoint of the site at an address."""
    written = ox.serialize(
        _triples(address, settings),
        format=FORMATS[form.names[0]],
        prefixes={"sd": SD, "void": VOID, "dcterms": DCTERMS},
    )
    return written or b""


def _triples(address: str, settings: Settings) -> Iterator[ox.Triple]:
    service, dataset, graph = (
        ox.NamedNode(f"{address}sparql{part}") for part in ("", "#dataset", "#facts")
    )

    def told(subject: ox.NamedNode, property: str, value: str) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(property), ox.NamedNode(value))

    yield told(service, RDF + "type", SD + "Service")
    yield told(service, SD + "endpoint", service.value)
    yield told(service, SD + "supportedLanguage", SD + "SPARQL11Query")
    if settings.token is not None:
        yield told(service, SD + "supportedLanguage", SD + "SPARQL11Update")
    if settings.services:
        yield told(service, SD + "feature", SD + "BasicFederatedQuery")
    for form in (*ROWS, *GRAPHS, *DATASETS):
        yield told(service, SD + "resultFormat", FORMAT + KNOWN[form.names[0]])
    yield told(service, SD + "defaultDataset", dataset.value)
    yield told(dataset, RDF + "type", SD + "Dataset")
    yield told(dataset, SD + "defaultGraph", graph.value)
    yield told(graph, RDF + "type", SD + "Graph")
    yield told(graph, DCTERMS + "isPartOf", f"{address}.well-known/void")
    if settings.license is not None:
        yield told(dataset, DCTERMS + "license", settings.license)
