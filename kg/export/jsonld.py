"""JSON-LD (https://www.w3.org/TR/json-ld11/) in the terms of `ontology/context.jsonld`.

Oxigraph's own writer shortens no IRI. The context stands in each file, so that reading one takes
no network; data IRIs are paths such as `state/IRN` under its `@base`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

import pyoxigraph as ox

from kg.errors import OptionError
from kg.export.order import grouped
from kg.export.part import Part
from kg.model.graphs import Term
from kg.resources import json_ld_context
from kg.terms import ENT, OA, RDF, RDFS, XSD

__all__ = ["framed", "json_ld"]

TYPE = RDF + "type"
STRING = XSD + "string"
LABEL = ox.NamedNode(RDFS + "label")
NATIVE = {
    XSD + "integer": re.compile(r"0|-?[1-9]\d{0,14}"),
    XSD + "nonNegativeInteger": re.compile(r"0|[1-9]\d{0,14}"),
    XSD + "boolean": re.compile(r"true|false"),
}
"""What JSON writes as a bare value, where its lexical form is the canonical one."""

# what resolves against a base to nothing but the base and itself (RFC 3986, section 5.2)
LOCAL = re.compile(r"[^\W\d_][\w.-]*")
PATH = re.compile(r"[a-z]+(/(?!\.{1,2}(?:[/#]|$))[^/?#:\s]+)+(#[^#:\s]*)?")

Node = ox.NamedNode | ox.BlankNode
Embed = Callable[[str, ox.NamedNode], object | None]


def json_ld(part: Part, quads: Iterable[ox.Quad], used: Mapping[str, str]) -> Iterator[bytes]:
    """One object and one line a subject, graphs as `@graph`; in flat memory."""
    names = _Names(part, used)
    yield names.head()
    separator = b""
    for graph, of_graph in groupby(quads, key=lambda quad: quad.graph_name):
        if isinstance(graph, ox.DefaultGraph):
            for node in names.nodes(of_graph):
                yield separator + _json(node)
                separator = b",\n"
        else:
            yield separator + b'{"id": ' + _json(names.iri(graph)) + b', "@graph": [\n'
            inner = b""
            for node in names.nodes(of_graph):
                yield inner + _json(node)
                inner = b",\n"
            yield b"]}"
            separator = b",\n"
    yield b"\n]}\n"


def framed(part: Part, quads: Iterable[ox.Quad], used: Mapping[str, str]) -> Iterator[bytes]:
    """The default graph as a tree: quotes in what they are evidence of, claims with their content.

    What has a label is named wherever it is pointed at. Facts graphs of single articles are left
    out: the article stands in each piece of evidence.
    """
    names, tree = _Names(part, used), None
    yield names.head()
    tree = _Tree(part, names)
    separator = b""
    default = (q for q in quads if isinstance(q.graph_name, ox.DefaultGraph))
    for _, group in groupby(default, key=lambda quad: quad.subject):
        of_node = list(group)
        if not tree.is_inner(of_node):
            yield separator + _json(tree.node(of_node))
            separator = b",\n"
    yield b"\n]}\n"


class _Tree:
    def __init__(self, part: Part, names: _Names) -> None:
        self.view, self.names = part.view, names
        self.default = ox.DefaultGraph()

    def is_inner(self, quads: list[ox.Quad]) -> bool:
        """Whether the node stands inside the nodes that point at it."""
        kinds = {quad.object for quad in quads if quad.predicate.value == TYPE}
        inner = (ENT + "Evidence", OA + "TextQuoteSelector", OA + "TextPositionSelector")
        return any(ox.NamedNode(kind) in kinds for kind in inner)

    def node(self, quads: list[ox.Quad]) -> dict[str, object]:
        node = self.names.node(quads, self.embedded)
        content = ENT + "content"
        graphs = [q.object for q in quads if q.predicate.value == content]
        # a claim and the graph of its content have one IRI: then JSON-LD has both in one object
        if any(graph == quads[0].subject for graph in graphs):
            # names of things stand outside: in there, they would be part of what is claimed
            inner = grouped(self.view.match(graph=quads[0].subject))  # type: ignore[arg-type]
            node["@graph"] = list(self.names.nodes(inner))
        return node

    def embedded(self, property: str, target: ox.NamedNode) -> object | None:
        if property in {ENT + "evidence", OA + "hasSelector"}:
            found = grouped(self.view.match(subject=target, graph=self.default))
            return next(self.names.nodes(found, self.embedded), None)
        if not target.value.startswith(self.names.base):
            return None
        labels = sorted(
            (q.object for q in self.view.match(target, LABEL, None, self.default)), key=str
        )
        if not labels:
            return None
        key, values = self.names.property(LABEL.value, labels)
        return {"id": self.names.iri(target), key: values}


class _Names:
    """Short names for IRIs, and JSON for terms, by the context."""

    def __init__(self, part: Part, used: Mapping[str, str]) -> None:
        self.base = part.base
        self.context = {"@base": self.base, **json_ld_context()}
        for prefix, namespace in used.items():
            if prefix not in self.context and not namespace.startswith(self.base):
                self.context[prefix] = namespace
        prefixes = {k: v for k, v in self.context.items() if isinstance(v, str) and v[-1:] in "#/"}
        for keyword in ("@base", "@vocab"):
            prefixes.pop(keyword)
        self._pairs = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))
        self._terms: dict[str, tuple[str, str | None, str | None]] = {}
        for term, said in self.context.items():
            if term in prefixes or term.startswith("@") or term in {"id", "type"}:
                continue
            entry = said if isinstance(said, dict) else {"@id": said}
            kind, language = entry.get("@type"), entry.get("@language")
            self._terms[self._expanded(str(entry["@id"]))] = (
                term,
                self._expanded(str(kind)) if kind else None,
                str(language) if language else None,
            )

    def _expanded(self, short: str) -> str:
        prefix, colon, rest = short.partition(":")
        return f"{self.context[prefix]}{rest}" if colon and prefix in self.context else short

    def head(self) -> bytes:
        lines = (f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in self.context.items())
        return ('{\n"@context": {\n' + ",\n".join(lines) + '\n},\n"@graph": [\n').encode()

    def iri(self, term: Node) -> str:
        if isinstance(term, ox.BlankNode):
            return f"_:{term.value}"
        path = term.value.removeprefix(self.base)
        if path != term.value and PATH.fullmatch(path):
            return path
        return self._compact(term)

    def _compact(self, term: ox.NamedNode) -> str:
        for prefix, namespace in self._pairs:
            rest = term.value[len(namespace) :]
            # "a://b" would be read as an address, not as prefix and local part
            if term.value.startswith(namespace) and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return term.value

    def _vocab(self, term: Node) -> str:
        """A class, property or quality: `ent:` is left away where no other term has the name."""
        if not isinstance(term, ox.NamedNode):
            return self.iri(term)
        local = term.value.removeprefix(ENT)
        if local != term.value and LOCAL.fullmatch(local) and local not in self.context:
            return local
        return self._compact(term)

    def nodes(
        self, quads: Iterable[ox.Quad], embed: Embed | None = None
    ) -> Iterator[dict[str, object]]:
        for _, of_node in groupby(quads, key=lambda quad: quad.subject):
            yield self.node(list(of_node), embed)

    def node(self, quads: list[ox.Quad], embed: Embed | None = None) -> dict[str, object]:
        node: dict[str, object] = {"id": self.iri(_node(quads[0].subject))}
        for predicate, group in groupby(quads, key=lambda quad: quad.predicate):
            objects = [quad.object for quad in group]
            if predicate.value == TYPE and all(isinstance(o, ox.NamedNode) for o in objects):
                node["type"] = [self._vocab(_node(o)) for o in objects]
            else:
                key, values = self.property(predicate.value, objects, embed)
                node[key] = values
        return node

    def property(
        self, iri: str, objects: list[Term], embed: Embed | None = None
    ) -> tuple[str, object]:
        term, kind, language = self._terms.get(iri, (None, None, None))
        values = []
        for value in objects:
            inner = embed(iri, value) if embed and isinstance(value, ox.NamedNode) else None
            # the claim itself is no part of its own description
            plain = kind == "@vocab" or inner is None
            values.append(self._value(value, kind, language) if plain else inner)
        key = term or self._vocab(ox.NamedNode(iri))
        return key, values[0] if len(values) == 1 else values

    def _value(self, term: Term, kind: str | None, language: str | None) -> object:
        if not isinstance(term, ox.Literal):
            node = _node(term)
            if kind == "@id":
                return self.iri(node)
            return self._vocab(node) if kind == "@vocab" else {"@id": self.iri(node)}
        if term.language:
            same = term.language == language
            return term.value if same else {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        bare = kind is None and language is None
        if datatype == STRING:
            return term.value if bare else {"@value": term.value}
        native = datatype in NATIVE and NATIVE[datatype].fullmatch(term.value)
        if native and (datatype == kind or (bare and datatype != XSD + "nonNegativeInteger")):
            return json.loads(term.value)
        if datatype == kind:
            return term.value
        return {"@value": term.value, "@type": self._compact(term.datatype)}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _node(term: Term) -> Node:
    if not isinstance(term, ox.NamedNode | ox.BlankNode):
        raise OptionError("format", found=f"it cannot carry {term}", allowed="nquads or turtle12")
    return term
