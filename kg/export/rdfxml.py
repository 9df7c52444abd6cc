"""RDF/XML, subject by subject from ordered quads, in flat memory.

Oxigraph's own writer leaves carriage returns as they are: an XML parser then reads another text,
and the offsets of evidence no longer fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

import pyoxigraph as ox

from kg.errors import OptionError
from kg.terms import RDF, XSD

__all__ = ["rdf_xml"]

STRING = XSD + "string"

# https://www.w3.org/TR/xml/#NT-Char
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# https://www.w3.org/TR/xml-names/#NT-NCName at the end of an IRI, ASCII only
LOCAL = re.compile(r"[A-Za-z_][\w.-]*$", re.ASCII)


def rdf_xml(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> Iterator[bytes]:
    """One rdf:Description a subject (https://www.w3.org/TR/rdf-syntax-grammar/)."""
    namespaces = {"rdf": RDF, **{p: ns for p, ns in prefixes.items() if ns[-1] in "#/"}}
    declared = "".join(f"\n  xmlns:{p}={_quoted(ns)}" for p, ns in sorted(namespaces.items()))
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode()
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        lines = [f"<rdf:Description {_xml_node('about', subject)}>"]
        lines += (f"  {_xml_property(quad, namespaces)}" for quad in group)
        yield ("\n".join(lines) + "\n</rdf:Description>\n").encode()
    yield b"</rdf:RDF>\n"


def _xml_node(attribute: str, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.BlankNode):
        return f"rdf:nodeID={_quoted(term.value)}"
    return f"rdf:{attribute}={_quoted(_node(term).value)}"


def _xml_property(quad: ox.Quad, namespaces: Mapping[str, str]) -> str:
    name, declared = _xml_name(quad.predicate.value, namespaces)
    value = quad.object
    if not isinstance(value, ox.Literal):
        return f"<{name}{declared} {_xml_node('resource', value)}/>"
    if value.language:
        declared += f" xml:lang={_quoted(value.language)}"
    elif value.datatype.value != STRING:
        declared += f" rdf:datatype={_quoted(value.datatype.value)}"
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
    return f"p:{local}", f" xmlns:p={_quoted(namespace)}"


def _xml_text(text: str) -> str:
    fault = NOT_XML.search(text)
    if fault is not None:
        raise OptionError(
            "rdfxml",
            found=f"the graph holds the character {fault[0]!r}, which XML cannot carry",
            allowed="another format",
        )
    # a parser turns a bare carriage return into a line feed
    return escape(text, quote=False).replace("\r", "&#13;")


def _quoted(iri: str) -> str:
    return f'"{escape(iri)}"'


def _node(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
) -> ox.NamedNode | ox.BlankNode:
    if not isinstance(term, ox.NamedNode | ox.BlankNode):
        raise OptionError("format", found=f"it cannot carry {term}", allowed="nquads or trig")
    return term
