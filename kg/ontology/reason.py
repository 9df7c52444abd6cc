"""Whether the ontology holds together: its modules, and data if given, put before a reasoner.

The reasoner is HermiT, which comes with owlready2 and needs Java. Rules in the store entail types
in the data; HermiT finds what they cannot: contradictions, and classes that nothing can belong to.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import owlready2
import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef

from kg.errors import MissingToolError, OntologyError
from kg.ontology.clashes import Clash, clashes
from kg.resources import ontology_folder
from kg.terms import ENT

__all__ = ["OntologyReport", "check", "classes", "modules", "owl_part"]

_REASONER = "HermiT"

# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps
_OWL_DATATYPES = frozenset(
    {OWL.real, OWL.rational, RDF.PlainLiteral, RDF.langString, RDF.XMLLiteral, RDFS.Literal}
    | {
        XSD[name]
        for name in (
            "decimal", "integer", "nonNegativeInteger", "nonPositiveInteger", "positiveInteger",
            "negativeInteger", "long", "int", "short", "byte", "unsignedLong", "unsignedInt",
            "unsignedShort", "unsignedByte", "double", "float", "string", "normalizedString",
            "token", "language", "Name", "NCName", "NMTOKEN", "boolean", "hexBinary",
            "base64Binary", "anyURI", "dateTime", "dateTimeStamp",
        )
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OntologyReport:
    """What the reasoner found.

    `unsatisfiable` are the IRIs of classes that can have no members; empty where the whole is
    inconsistent, for then nothing more can be said. `classes` and `properties` count the terms that
    the modules define, without the outside ones that they name. `inferred` are pairs of individual
    and class, the most special classes that the reasoner found beyond what was stated.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...]
    classes: int
    properties: int
    reasoner: str
    inferred: tuple[tuple[str, str], ...] = ()
    clashes: tuple[Clash, ...] = ()
    """Which axioms and individuals contradict each other, as far as rules can name them."""

    @property
    def sound(self) -> bool:
        """Whether it is consistent and every class can have members."""
        return self.consistent and not self.unsatisfiable


def modules(folder: Path | None = None) -> Graph:
    """The modules of an ontology folder as one graph: no shapes, no lexicon, no reference data.

    Raises `OntologyError` where there is no module or one is not valid Turtle.
    """
    place = folder or ontology_folder()
    files = [f for f in sorted(place.glob("*.ttl")) if not f.name.endswith(".shapes.ttl")]
    if not files:
        raise OntologyError(
            str(place), found="no ontology module (*.ttl) here", remedy="name the ontology folder"
        )
    merged = Graph()
    for file in files:
        try:
            merged.parse(file, format="turtle")
        except (SyntaxError, ValueError) as error:
            raise OntologyError(
                str(file), found=f"not valid Turtle: {error}", remedy="mend the file and try again"
            ) from error
    return merged


def owl_part(graph: Graph) -> Graph:
    """What of a graph the reasoner is given; two kinds of triples are left out, each for a reason.

    The ontology headers: the modules are one ontology here, and owlready2 would fetch what they
    import from the network. Literals whose datatype OWL 2 does not have, such as xsd:date: HermiT
    rejects the whole ontology for one of them; shapes hold the datatypes.
    """
    headers = set(graph.subjects(RDF.type, OWL.Ontology))
    kept = Graph()
    for triple in graph:
        subject, _, value = triple
        if subject in headers:
            continue
        if isinstance(value, Literal) and (value.datatype or XSD.string) not in _OWL_DATATYPES:
            continue
        kept.add(triple)
    return kept


def classes(folder: Path | None = None) -> owlready2.Namespace:
    """The ontology as Python classes, by owlready2: `classes().Meeting.is_a`.

    Individuals that are made of them live in a world of their own, not in any store.
    """
    return _loaded(owlready2.World(), owl_part(modules(folder))).get_namespace(ENT)


def check(folder: Path | None = None, *, data: Graph | None = None) -> OntologyReport:
    """Put the modules of an ontology folder, and a small data graph if given, before the reasoner.

    Raises `MissingToolError` where there is no Java, and `OntologyError` where the modules cannot
    be read or are not OWL 2 DL, so that the reasoner refuses them.
    """
    if shutil.which(owlready2.JAVA_EXE) is None:
        raise MissingToolError(
            "java",
            found=f"the reasoner {_REASONER} needs Java, which is not on this machine",
            remedy="install a Java runtime, such as OpenJDK 17, and try again",
        )
    ontology = modules(folder)
    counts = _defined(ontology)
    graph = owl_part(ontology + data if data is not None else ontology)
    world = owlready2.World()
    try:
        _loaded(world, graph)
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            named = _named_clashes(ontology, data or ontology)
            return OntologyReport(False, (), *counts, _REASONER, clashes=named)
        except owlready2.OwlReadyJavaError as error:
            raise OntologyError(
                str(folder or ontology_folder()),
                found=f"{_REASONER} refuses the modules: {_first_line(error)}",
                allowed="OWL 2 DL",
            ) from error
        return _told(world, graph, counts, ontology)
    finally:
        world.close()


def _loaded(world: owlready2.World, graph: Graph) -> owlready2.Ontology:
    # sorted, since the reasoner's input shall not hang on the order of a hash table
    lines = sorted(graph.serialize(format="nt").splitlines(keepends=True))
    ontology = world.get_ontology("https://w3id.org/entente/merged#")
    return ontology.load(fileobj=BytesIO("".join(lines).encode()))


def _told(
    world: owlready2.World, graph: Graph, counts: tuple[int, int], ontology: Graph
) -> OntologyReport:
    """What the reasoner left in a world that is consistent."""
    unsatisfiable = sorted(
        cls.iri for cls in world.inconsistent_classes() if cls is not owlready2.Nothing
    )
    found = (t for t in world.as_rdflib_graph().triples((None, RDF.type, None)) if t not in graph)
    inferred = sorted(
        (str(individual), str(cls))
        for individual, _, cls in found
        if isinstance(individual, URIRef) and isinstance(cls, URIRef) and cls not in OWL
    )
    # a member of each class that can have none shows why
    members = Graph()
    for iri in unsatisfiable:
        members.add((URIRef(f"urn:any-{iri.rpartition('#')[2]}"), RDF.type, URIRef(iri)))
    named = _named_clashes(ontology, members)
    return OntologyReport(True, tuple(unsatisfiable), *counts, _REASONER, tuple(inferred), named)


def _named_clashes(ontology: Graph, data: Graph) -> tuple[Clash, ...]:
    return clashes(_triples(ontology), _triples(data))


def _triples(graph: Graph) -> list[ox.Triple]:
    lines = graph.serialize(format="nt").encode()
    return [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]


def _defined(graph: Graph) -> tuple[int, int]:
    """How many classes and how many properties the modules define themselves."""
    own = set(graph.subjects(RDFS.isDefinedBy, None))
    classes = own & set(graph.subjects(RDF.type, OWL.Class))
    properties = {
        subject
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for subject in graph.subjects(RDF.type, kind)
    }
    return len(classes), len(own & properties)


def _first_line(error: Exception) -> str:
    """The line of a Java stack trace that says what was wrong."""
    lines = [line.strip() for line in str(error).splitlines() if "Exception" in line]
    return lines[0] if lines else str(error).strip()
