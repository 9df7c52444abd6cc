"""Nanopublications (https://nanopub.net/guidelines/), one a claim: assertion, provenance, pubinfo.

What a nanopublication asserts is that the claim was made: by whom, in which modality, about what.
The content is quoted, statement by statement (`rdf:Statement`), never asserted: readers merge the
assertions of many nanopublications, and what somebody denies or plans would become a fact.

Each has a trusty URI, which holds a hash of its content (https://trustyuri.net/, module RA), so
that nobody can change it unseen. None is signed: that takes the key of whoever publishes it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.export.order import ordered
from kg.export.part import Part
from kg.model.graphs import Term
from kg.terms import DCTERMS, ENT, OA, PROV, RDF, RDFS

__all__ = ["nanopubs", "trusty_code"]

NP = "http://www.nanopub.org/nschema#"
DEFAULT = ox.DefaultGraph()
TYPE = ox.NamedNode(RDF + "type")
SOFTWARE = ox.NamedNode("https://w3id.org/entente")
CODE = "RA-not-yet-known"
"""Stands where the hash will stand; hashing sees a space there."""


def nanopubs(part: Part) -> Iterator[ox.Quad]:
    """The quads of one nanopublication after the other, by the IRI of the claim."""
    for line in ordered(_claims(part)):
        yield from _Draft(part, ox.NamedNode(line.decode().strip())).quads()


def _claims(part: Part) -> Iterator[bytes]:
    for cls in sorted(part.vocabulary.claims) if part.claims else ():
        for quad in part.view.match(predicate=TYPE, object=ox.NamedNode(cls), graph=DEFAULT):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value.encode() + b"\n"


class _Draft:
    """The quads of one claim under an IRI that lacks its hash."""

    def __init__(self, part: Part, claim: ox.NamedNode) -> None:
        self.part, self.view, self.claim = part, part.view, claim
        self.iri = f"{part.base}nanopub/{CODE}"

    def quads(self) -> list[ox.Quad]:
        """Head, assertion, provenance and publication info, under the trusty URI."""
        draft = [*self._head(), *self._assertion(), *self._provenance(), *self._pubinfo()]
        code = trusty_code(draft, CODE)
        # graph by graph, subject by subject, in the order in which they are read
        places = {quad.graph_name: place for place, quad in enumerate(reversed(draft))}
        draft.sort(key=lambda quad: (-places[quad.graph_name], str(quad)))
        return [_renamed(quad, code) for quad in dict.fromkeys(draft)]

    def _quad(self, graph: str, subject: str, property: str, value: Term) -> ox.Quad:
        return ox.Quad(
            ox.NamedNode(subject),
            ox.NamedNode(property),
            value,
            ox.NamedNode(f"{self.iri}#{graph}"),
        )

    def _head(self) -> Iterator[ox.Quad]:
        yield self._quad("Head", self.iri, TYPE.value, ox.NamedNode(NP + "Nanopublication"))
        for name in ("assertion", "provenance", "pubinfo"):
            role = "PublicationInfo" if name == "pubinfo" else name.capitalize()
            part = ox.NamedNode(f"{self.iri}#{name}")
            yield self._quad("Head", self.iri, f"{NP}has{role}", part)

    def _assertion(self) -> Iterator[ox.Quad]:
        left = {ENT + "evidence", ENT + "content"}
        for quad in self.view.match(subject=self.claim, graph=DEFAULT):
            if quad.predicate.value not in left:
                yield self._quad("assertion", self.claim.value, quad.predicate.value, quad.object)
        content = sorted(self.view.match(graph=self.claim), key=str)
        content = [q for q in content if q.predicate.value != ENT + "evidence"]
        for number, quad in enumerate(content, start=1):
            statement = f"{self.iri}#statement-{number}"
            node = ox.NamedNode(statement)
            yield self._quad("assertion", self.claim.value, ENT + "content", node)
            for property, value in (
                (TYPE.value, ox.NamedNode(RDF + "Statement")),
                (RDF + "subject", quad.subject),
                (RDF + "predicate", quad.predicate),
                (RDF + "object", quad.object),
            ):
                yield self._quad("assertion", statement, property, value)
        yield from self._names([self.claim, *(n for q in content for n in (q.subject, q.object))])

    def _names(self, nodes: Iterable[Term]) -> Iterator[ox.Quad]:
        """Labels of the actors and places that the claim speaks of."""
        speakers = self.view.match(subject=self.claim, graph=DEFAULT)
        for node in {*nodes, *(quad.object for quad in speakers)}:
            if isinstance(node, ox.NamedNode) and node.value.startswith(self.part.base):
                for quad in self.view.match(node, ox.NamedNode(RDFS + "label"), None, DEFAULT):
                    yield self._quad("assertion", node.value, RDFS + "label", quad.object)

    def _provenance(self) -> Iterator[ox.Quad]:
        assertion = f"{self.iri}#assertion"
        activity = f"{self.iri}#extraction"
        yield self._quad("provenance", assertion, PROV + "wasGeneratedBy", ox.NamedNode(activity))
        yield self._quad("provenance", activity, PROV + "wasAssociatedWith", SOFTWARE)
        for quad in self.view.match(self.claim, ox.NamedNode(ENT + "evidence"), None, DEFAULT):
            if isinstance(quad.object, ox.NamedNode):
                yield self._quad("provenance", assertion, PROV + "wasQuotedFrom", quad.object)
                yield from self._evidence(quad.object, assertion)

    def _evidence(self, evidence: ox.NamedNode, assertion: str) -> Iterator[ox.Quad]:
        for quad in self.view.match(subject=evidence, graph=DEFAULT):
            yield self._quad("provenance", evidence.value, quad.predicate.value, quad.object)
            if not isinstance(quad.object, ox.NamedNode):
                continue
            if quad.predicate.value == OA + "hasSource":
                yield self._quad("provenance", assertion, PROV + "wasDerivedFrom", quad.object)
            elif quad.predicate.value == OA + "hasSelector":
                for inner in self.view.match(subject=quad.object, graph=DEFAULT):
                    value = inner.object
                    yield self._quad("provenance", quad.object.value, inner.predicate.value, value)

    def _pubinfo(self) -> Iterator[ox.Quad]:
        yield self._quad("pubinfo", self.iri, PROV + "wasAttributedTo", SOFTWARE)
        yield self._quad("pubinfo", self.iri, DCTERMS + "subject", self.claim)
        yield self._quad(
            "pubinfo", SOFTWARE.value, TYPE.value, ox.NamedNode(PROV + "SoftwareAgent")
        )
        yield self._quad("pubinfo", SOFTWARE.value, RDFS + "label", ox.Literal("Entente"))
        if self.part.license:
            license = ox.NamedNode(self.part.license)
            yield self._quad("pubinfo", self.iri, DCTERMS + "license", license)


def trusty_code(quads: Iterable[ox.Quad], code: str) -> str:
    """`RA` and the hash of the quads, in which `code` stands where the hash will stand."""
    rows = {_hashed(quad, code) for quad in quads}
    text = "".join(f"{line}\n" for _, lines in sorted(rows) for line in lines)
    digest = hashlib.sha256(text.encode()).digest()
    return "RA" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _hashed(quad: ox.Quad, code: str) -> tuple[tuple[object, ...], tuple[str, ...]]:
    """What a quad is sorted by, and the lines that are hashed."""
    nodes = [
        term.value.replace(code, " ")
        for term in (quad.graph_name, quad.subject, quad.predicate)
        if isinstance(term, ox.NamedNode)
    ]
    value = quad.object
    if isinstance(value, ox.Literal):
        tag = value.language or ""
        datatype = "" if tag else value.datatype.value
        escaped = value.value.replace("\\", "\\\\").replace("\n", "\\n")
        last = f"@{tag.lower()} {escaped}" if tag else f"^{datatype} {escaped}"
        by = (1, value.value.encode(), datatype.encode(), tag.encode())
    else:
        last = value.value.replace(code, " ") if isinstance(value, ox.NamedNode) else str(value)
        by = (0, last.encode(), b"", b"")
    return ((*(node.encode() for node in nodes), *by), (*nodes, last))


def _renamed(quad: ox.Quad, code: str) -> ox.Quad:
    subject, predicate, value, graph = (
        ox.NamedNode(term.value.replace(CODE, code)) if isinstance(term, ox.NamedNode) else term
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
    )
    return ox.Quad(subject, predicate, value, graph)  # type: ignore[arg-type]  # kinds are kept
