"""Whether the ontology holds together: its modules, and data if given, put before a reasoner.

The reasoner is HermiT, which comes with owlready2 and needs Java. Rules in the store entail types
in the data; HermiT finds what they cannot: contradictions, and classes that nothing can belong to.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import owlready2
import pyoxigraph as ox
from rdflib import URIRef

from kg.errors import MissingToolError, OntologyError
from kg.ontology.clashes import Clash, clashes
from kg.ontology.triples import module_files, parsed
from kg.resources import ontology_folder
from kg.terms import ENT, OWL, RDF, RDFS, XSD

__all__ = ["OntologyReport", "check", "classes", "modules", "owl_part"]

TYPE = ox.NamedNode(RDF + "type")
DEFINED_BY = ox.NamedNode(RDFS + "isDefinedBy")

_REASONER = "HermiT"

_QUICKLY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java's best compiler takes longer for the reasoner's code than the reasoner runs."""

# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps
_OWL_DATATYPES = frozenset(
    {OWL + "real", OWL + "rational", RDFS + "Literal"}
    | {RDF + name for name in ("PlainLiteral", "langString", "XMLLiteral")}
    | {
        XSD + name
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


def modules(folder: Path | None = None) -> list[ox.Triple]:
    """The modules of an ontology folder: no shapes, no lexicon, no reference data.

    Raises `OntologyError` where there is no module or one is not valid Turtle.
    """
    return [t for file in module_files(folder or ontology_folder()) for t in parsed(file)]


def owl_part(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """What of some triples the reasoner is given; two kinds are left out, each for a reason.

    The ontology headers: the modules are one ontology here, and owlready2 would fetch what they
    import from the network. Literals whose datatype OWL 2 does not have, such as xsd:date: HermiT
    rejects the whole ontology for one of them; shapes hold the datatypes.
    """
    whole = list(triples)
    headers = _of_type(whole, "Ontology")
    return [t for t in whole if t.subject not in headers and _is_owl(t.object)]


def _is_owl(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    return not isinstance(value, ox.Literal) or value.datatype.value in _OWL_DATATYPES


def classes(folder: Path | None = None) -> owlready2.Namespace:
    """The ontology as Python classes, by owlready2: `classes().Meeting.is_a`.

    Individuals that are made of them live in a world of their own, not in any store.
    """
    return _loaded(owlready2.World(), owl_part(modules(folder))).get_namespace(ENT)


def check(folder: Path | None = None, *, data: Sequence[ox.Triple] = ()) -> OntologyReport:
    """Put the modules of an ontology folder, and a few data if given, before the reasoner.

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
    whole = owl_part([*ontology, *data])
    world = owlready2.World()
    try:
        _loaded(world, whole)
        try:
            with _quickly():
                owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            named = clashes(ontology, data or ontology)
            return OntologyReport(False, (), *counts, _REASONER, clashes=named)
        except owlready2.OwlReadyJavaError as error:
            raise OntologyError(
                str(folder or ontology_folder()),
                found=f"{_REASONER} refuses the modules: {_first_line(error)}",
                allowed="OWL 2 DL",
            ) from error
        return _told(world, whole, counts, ontology)
    finally:
        world.close()


@contextmanager
def _quickly() -> Iterator[None]:
    """Java starts as suits a run of a second, unless whoever runs this has said how."""
    said = os.environ.get("JDK_JAVA_OPTIONS")
    os.environ["JDK_JAVA_OPTIONS"] = f"{_QUICKLY} {said or ''}"
    try:
        yield
    finally:
        if said is None:
            del os.environ["JDK_JAVA_OPTIONS"]
        else:
            os.environ["JDK_JAVA_OPTIONS"] = said


def _loaded(world: owlready2.World, triples: Iterable[ox.Triple]) -> owlready2.Ontology:
    # sorted, since the reasoner's input shall not hang on the order of a hash table
    lines = sorted(f"{triple} .\n" for triple in triples)
    ontology = world.get_ontology("https://w3id.org/entente/merged#")
    return ontology.load(fileobj=BytesIO("".join(lines).encode()))


def _told(
    world: owlready2.World,
    given: list[ox.Triple],
    counts: tuple[int, int],
    ontology: list[ox.Triple],
) -> OntologyReport:
    """What the reasoner left in a world that is consistent."""
    unsatisfiable = sorted(
        cls.iri for cls in world.inconsistent_classes() if cls is not owlready2.Nothing
    )
    stated = {(str(t.subject), str(t.object)) for t in given if t.predicate == TYPE}
    found = (
        (individual.n3(), cls.n3())
        for individual, cls in world.as_rdflib_graph().subject_objects(URIRef(TYPE.value))
    )
    inferred = sorted(
        (individual[1:-1], cls[1:-1])
        for individual, cls in set(found) - stated
        if individual.startswith("<") and cls.startswith("<") and not cls.startswith(f"<{OWL}")
    )
    # a member of each class that can have none shows why
    members = [
        ox.Triple(ox.NamedNode(f"urn:any-{iri.rpartition('#')[2]}"), TYPE, ox.NamedNode(iri))
        for iri in unsatisfiable
    ]
    named = clashes(ontology, members)
    return OntologyReport(True, tuple(unsatisfiable), *counts, _REASONER, tuple(inferred), named)


def _of_type(triples: Iterable[ox.Triple], *names: str) -> set[object]:
    """The subjects that are of some type of OWL."""
    types = {ox.NamedNode(OWL + name) for name in names}
    return {t.subject for t in triples if t.predicate == TYPE and t.object in types}


def _defined(triples: list[ox.Triple]) -> tuple[int, int]:
    """How many classes and how many properties the modules define themselves."""
    own = {t.subject for t in triples if t.predicate == DEFINED_BY}
    kinds = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    return len(own & _of_type(triples, "Class")), len(own & _of_type(triples, *kinds))


def _first_line(error: Exception) -> str:
    """The line of a Java stack trace that says what was wrong."""
    lines = [line.strip() for line in str(error).splitlines() if "Exception" in line]
    return lines[0] if lines else str(error).strip()
