"""JSON-LD and RDF/XML, subject by subject from ordered quads, in flat memory.

Oxigraph's own writers of these two leave IRIs unshortened (JSON-LD) and carriage returns as they
are (RDF/XML: an XML parser then reads another text, and the offsets of evidence no longer fit).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.errors import OptionError
from kg.terms import RDF, XSD

__all__ = ["json_ld", "rdf_xml"]

TYPE = RDF + "type"
STRING = XSD + "string"
NATIVE = {
    XSD + "integer": re.compile(r"0|-?[1-9]\d{0,14}"),
    XSD + "boolean": re.compile(r"true|false"),
}
"""What JSON writes as a bare value, where its lexical form is the canonical one."""

# https://www.w3.org/TR/xml/#NT-Char
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# https://www.w3.org/TR/xml-names/#NT-NCName at the end of an IRI, ASCII only
LOCAL = re.compile(r"[A-Za-z_][\w.-]*$", re.ASCII)


def json_ld(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """One object and one line a subject (https://www.w3.org/TR/json-ld11/); graphs as `@graph`."""
    short = _Shortener(prefixes)
    yield b'{\n"@context": ' + _json(dict(prefixes)) + b',\n"@graph": [\n'
    separator = b""
    for graph, of_graph in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = (
            _json_node(short, list(of_node))
            for _, of_node in groupby(of_graph, key=lambda quad: quad.subject)
        )
        if isinstance(graph, ox.DefaultGraph):
            for node in nodes:
                yield separator + _json(node)
                separator = b",\n"
        else:
            yield separator + b'{"@id": ' + _json(short(graph)) + b', "@graph": [\n'
            inner = b""
            for node in nodes:
                yield inner + _json(node)
                inner = b",\n"
            yield b"]}"
            separator = b",\n"
    yield b"\n]}\n"


class _Shortener:
    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._pairs = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))

    def __call__(self, term: ox.NamedNode | ox.BlankNode) -> str:
        if isinstance(term, ox.BlankNode):
            return f"_:{term.value}"
        for prefix, namespace in self._pairs:
            rest = term.value[len(namespace) :]
            # "a://b" would be read as an address, not as prefix and local part
            if term.value.startswith(namespace) and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return term.value


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _json_node(short: _Shortener, quads: list[ox.Quad]) -> dict[str, object]:
    node: dict[str, object] = {"@id": short(_node(quads[0].subject))}
    for predicate, group in groupby(quads, key=lambda quad: quad.predicate):
        objects = [quad.object for quad in group]
        if predicate.value == TYPE and all(isinstance(o, ox.NamedNode) for o in objects):
            node["@type"] = [short(_node(o)) for o in objects]
        else:
            values = [_json_value(short, o) for o in objects]
            node[short(predicate)] = values[0] if len(values) == 1 else values
    return node


def _json_value(
    short: _Shortener, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
) -> object:
    if not isinstance(term, ox.Literal):
        return {"@id": short(_node(term))}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == STRING:
        return term.value
    if datatype in NATIVE and NATIVE[datatype].fullmatch(term.value):
        return json.loads(term.value)
    return {"@value": term.value, "@type": short(term.datatype)}


def rdf_xml(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """One rdf:Description a subject (https://www.w3.org/TR/rdf-syntax-grammar/)."""
    namespaces = {"rdf": RDF, **{p: ns for p, ns in prefixes.items() if ns[-1] in "#/"}}
    declared = "".join(f"\n  xmlns:{p}={quoteattr(ns)}" for p, ns in sorted(namespaces.items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode()
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        lines = [f"<rdf:Description {_xml_node('about', subject)}>"]
        lines += (f"  {_xml_property(quad, namespaces)}" for quad in group)
        yield ("\n".join(lines) + "\n</rdf:Description>\n").encode()
    yield b"</rdf:RDF>\n"


def _xml_node(attribute: str, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.BlankNode):
        return f"rdf:nodeID={quoteattr(term.value)}"
    return f"rdf:{attribute}={quoteattr(_node(term).value)}"


def _xml_property(quad: ox.Quad, namespaces: Mapping[str, str]) -> str:
    name, declared = _xml_name(quad.predicate.value, namespaces)
    value = quad.object
    if not isinstance(value, ox.Literal):
        return f"<{name}{declared} {_xml_node('resource', value)}/>"
    if value.language:
        declared += f" xml:lang={quoteattr(value.language)}"
    elif value.datatype.value != STRING:
        declared += f" rdf:datatype={quoteattr(value.datatype.value)}"
    return f"<{name}{declared}>{_xml_text(value.value)}</{name}>"


def _xml_name(iri: str, namespaces: Mapping[str, str]) -> tuple[str, str]:
    match = LOCAL.search(iri)
    if match is None or match.start() == 0:
        raise OptionError("rdfxml", found=f"the property {iri} has no name that XML can carry")
    # the longest tail that is a name; a prefix that fits exactly is preferred
    for prefix, namespace in namespaces.items():
        if iri.startswith(namespace) and LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}", ""
    namespace, local = iri[: match.start()], match[0]
    return f"p:{local}", f" xmlns:p={quoteattr(namespace)}"


def _xml_text(text: str) -> str:
    fault = NOT_XML.search(text)
    if fault is not None:
        raise OptionError(
            "rdfxml",
            found=f"the graph holds the character {fault[0]!r}, which XML cannot carry",
            allowed="another format",
        )
    # a parser turns a bare carriage return into a line feed
    return escape(text, {"\r": "&#13;"})


def _node(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> ox.NamedNode | ox.BlankNode:
    if not isinstance(term, ox.NamedNode | ox.BlankNode):
        raise OptionError("format", found=f"it cannot carry {term}", allowed="nquads or trig")
    return term
