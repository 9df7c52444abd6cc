"""The ontology as one page of HTML for people: pyLODE's reference, and diagrams before it.

pyLODE (https://github.com/RDFLib/pyLODE) writes what each class and property is, and how they hang
together. Diagrams, modules and individuals are put before that, since it has none of them. Terms
have their local names as anchors: `#Meeting`.
"""

from __future__ import annotations

import logging
import warnings
from collections import defaultdict
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, VANN, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import MissingToolError, OntologyError
from kg.ontology.diagrams import Arrow, Term, class_tree, property_chart
from kg.ontology.triples import module_files, parsed
from kg.resources import ontology_folder
from kg.terms import ENT

__all__ = ["page"]

WHOLE = URIRef(ENT.rstrip("#"))
STYLE = """
svg.diagram { max-width: 100%; height: auto; display: block; margin: .5em 0 1.5em; }
svg.diagram text { font: 12px system-ui, sans-serif; fill: #123; }
svg.diagram rect { fill: #eaf2fb; stroke: #7ba0c4; }
svg.diagram .property rect { fill: #fff; stroke: #bbb; }
svg.diagram path { fill: none; stroke: #999; }
svg.diagram marker path { fill: #999; stroke: none; }
svg.diagram a:hover rect { stroke: #123; stroke-width: 2; }
#overview table { table-layout: auto; }
#overview td { vertical-align: top; padding: .2em .8em .2em 0; }
"""


PROSE = (SKOS.definition, SKOS.example, SKOS.scopeNote)

INCLUDES: dict[Node, URIRef] = {RDFS.domain: SDO.domainIncludes, RDFS.range: SDO.rangeIncludes}
"""How schema.org says of one class at a time what a union says of all."""

WORDS = {
    OWL.someValuesFrom: "some",
    OWL.allValuesFrom: "only",
    OWL.hasValue: "value",
    OWL.minCardinality: "min",
    OWL.maxCardinality: "max",
    OWL.cardinality: "exactly",
}

CONTENTS = '<li><h4><a href="#overview">Overview and diagrams</a></h4></li>'


def page(folder: Path | None = None) -> str:
    """HTML that stands by itself: the modules of an ontology folder, with diagrams.

    The same modules give the same page. Raises `OntologyError` for a folder without modules, and
    `MissingToolError` where entente[docs] is not installed.
    """
    whole = _whole(folder or ontology_folder())
    own = _own(whole)
    # pyLODE's imports may set up logging for the whole program, and its pages come with remarks
    logging.disable(logging.INFO)
    try:
        written = _written(own)
    finally:
        logging.disable(logging.NOTSET)
    parts = (*_modules(whole), *_diagrams(own), *_individuals(own))
    overview = f'<div class="section" id="overview">{"".join(parts)}</div>'
    start = written.index('<div class="section" id="classes">')
    return (
        f"{written[:start]}{overview}\n{written[start:]}".replace("</style>", f"{STYLE}</style>", 1)
        .replace('<ul class="first">', f'<ul class="first">{CONTENTS}', 1)
        .rstrip()
        + "\n"
    )


def _written(own: Graph) -> str:
    try:
        from pylode.profiles.ontpub import OntPub  # noqa: PLC0415  # an extra, and slow to load
    except ImportError as error:
        raise MissingToolError(
            "pylode",
            found="pages of the ontology need pyLODE, which is not installed",
            remedy="pip install 'entente[docs]'",
        ) from error
    try:
        document = OntPub(own, sort_subjects=True)
    except OSError as error:
        raise MissingToolError(
            "pylode",
            found=f"it cannot keep its cache beside itself ({error})",
            remedy="make the pages once as the user who installed it",
        ) from error
    document.fids |= {str(iri): _name(iri) for iri in own.subjects(RDFS.isDefinedBy)}
    with warnings.catch_warnings():
        # it leaves its style sheet open
        warnings.simplefilter("ignore", ResourceWarning)
        return str(document.make_html())


def _whole(folder: Path) -> Graph:
    """The modules as one graph."""
    whole = Graph()
    for file in module_files(folder):
        # an error names the file
        list(parsed(file))
        whole.parse(file, format="turtle")
    return whole


def _own(whole: Graph) -> Graph:
    """What the modules say of terms that they define, under one header."""
    own = Graph()
    for prefix, namespace in sorted(whole.namespaces()):
        own.bind(prefix, namespace)
    for term in sorted(set(whole.subjects(RDFS.isDefinedBy)), key=str):
        if str(term).startswith(ENT):
            _copy(whole, term, own)
    if not len(own):
        raise OntologyError(
            "the ontology", found="no term says which module defines it", allowed="rdfs:isDefinedBy"
        )
    heads = sorted(whole.subjects(RDF.type, OWL.Ontology), key=str)
    own.add((WHOLE, RDF.type, OWL.Ontology))
    own.add((WHOLE, DCTERMS.title, Literal("The Entente ontology", lang="en")))
    about = "International relations as news tells them: actors, events, agreements, claims."
    own.add((WHOLE, DCTERMS.description, Literal(about, lang="en")))
    own.add((WHOLE, VANN.preferredNamespacePrefix, Literal("ent")))
    own.add((WHOLE, VANN.preferredNamespaceUri, Literal(ENT)))
    for said in (DCTERMS.license, OWL.versionInfo):
        for value in sorted({v for head in heads for v in whole.objects(head, said)}, key=str):
            own.add((WHOLE, said, value))
    return own


def _copy(whole: Graph, term: Node, own: Graph) -> None:
    """What is said of a term, in an order of its own, and expressions as people write them."""
    for predicate, value in sorted(whole.predicate_objects(term), key=str):
        if predicate in PROSE:
            # pyLODE reads prose as Markdown, and Markdown lets HTML through
            own.add((term, predicate, Literal(escape(str(value), quote=False))))
        elif not isinstance(value, BNode):
            own.add((term, predicate, value))
        elif (union := whole.value(value, OWL.unionOf)) and predicate in INCLUDES:
            for part in sorted(Collection(whole, union), key=str):
                own.add((term, INCLUDES[predicate], part))
        else:
            own.add((term, predicate, Literal(_written_out(whole, value))))


def _written_out(whole: Graph, node: Node) -> str:
    """A class expression in Manchester syntax (https://www.w3.org/TR/owl2-manchester-syntax/)."""
    if not isinstance(node, BNode):
        return _name(node) if isinstance(node, URIRef) else str(node)
    if (inverse := whole.value(node, OWL.inverseOf)) is not None:
        return f"inverse {_written_out(whole, inverse)}"
    for joined, word in ((OWL.intersectionOf, " and "), (OWL.unionOf, " or ")):
        if (parts := whole.value(node, joined)) is not None:
            told = [_written_out(whole, part) for part in Collection(whole, parts)]
            return f"({word.join(told)})"
    on = _written_out(whole, whole.value(node, OWL.onProperty) or RDF.nil)
    for kind, word in WORDS.items():
        if (value := whole.value(node, kind)) is not None:
            return f"({on} {word} {_written_out(whole, value)})"
    return " ".join(sorted(_name(p) for p in whole.predicates(node) if p != RDF.type))


def _modules(whole: Graph) -> Iterator[str]:
    yield "<h2>Modules</h2><table>"
    for head in sorted(whole.subjects(RDF.type, OWL.Ontology), key=str):
        about = whole.value(head, DCTERMS.description) or ""
        name = str(head).rpartition("/")[2]
        yield f"<tr><td><code>{escape(name)}</code></td><td>{escape(str(about))}</td></tr>"
    yield "</table>"


def _diagrams(own: Graph) -> Iterator[str]:
    classes = {iri for iri in own.subjects(RDF.type, OWL.Class) if isinstance(iri, URIRef)}
    below: dict[str, list[Term]] = defaultdict(list)
    tops = set(classes)
    for iri in sorted(classes):
        for above in own.objects(iri, RDFS.subClassOf):
            if above in classes and above != iri:
                below[_name(above)].append(_term(own, iri))
                tops.discard(iri)
    yield "<h2>Diagrams</h2>"
    for iri in sorted(tops, key=lambda top: (-_size(_name(top), below), top)):
        if below[_name(iri)]:
            yield f"<h3>{escape(_name(iri))}</h3>{class_tree(_term(own, iri), below)}"
    arrows = sorted(_arrows(own))
    if arrows:
        yield f"<h3>Properties</h3>{property_chart(arrows)}"


def _size(name: str, below: dict[str, list[Term]], seen: frozenset[str] = frozenset()) -> int:
    """How many classes are below one."""
    under = [one.name for one in below.get(name, ()) if one.name not in seen]
    return len(under) + sum(_size(one, below, seen | {name}) for one in under)


def _arrows(own: Graph) -> Iterator[Arrow]:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for iri in own.subjects(RDF.type, kind):
            sources, targets = (_ends(own, iri, end) for end in (RDFS.domain, RDFS.range))
            if sources and targets:
                yield Arrow(sources, _term(own, iri), targets)


def _ends(own: Graph, iri: Node, end: URIRef) -> tuple[Term, ...]:
    """The classes or datatypes at an end of a property; of a union, its parts."""
    found = {*own.objects(iri, end), *own.objects(iri, INCLUDES[end])}
    return tuple(sorted(_term(own, part) for part in found if isinstance(part, URIRef)))


def _individuals(own: Graph) -> Iterator[str]:
    yield "<h2>Individuals</h2><table>"
    rows = {
        (_name(cls), _name(iri), _term(own, iri).definition)
        for iri, cls in own.subject_objects(RDF.type)
        if (cls, RDF.type, OWL.Class) in own and isinstance(iri, URIRef)
    }
    for cls, name, definition in sorted(rows):
        yield (
            f'<tr id="{escape(name)}"><td><code>{escape(name)}</code></td>'
            f'<td><a href="#{escape(cls)}">{escape(cls)}</a></td><td>{escape(definition)}</td></tr>'
        )
    yield "</table>"


def _term(own: Graph, iri: Node) -> Term:
    told = unescape(str(own.value(iri, SKOS.definition) or ""))
    return Term(_name(iri), told, (iri, RDFS.isDefinedBy, None) in own)


def _name(iri: Node) -> str:
    return str(iri).rpartition("#")[2] or str(iri).rpartition("/")[2]
