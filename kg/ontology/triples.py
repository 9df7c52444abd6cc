"""The Turtle files of an ontology folder as one look-up table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.model.graphs import Term
from kg.terms import OWL, RDF

__all__ = ["Triples", "module_files", "parsed"]

Subject = ox.NamedNode | ox.BlankNode


def module_files(folder: Path) -> list[Path]:
    """The files of a folder that define terms: neither shapes nor what lies in its sub-folders.

    Raises `OntologyError` where there is none.
    """
    files = [f for f in sorted(folder.glob("*.ttl")) if not f.name.endswith(".shapes.ttl")]
    if not files:
        raise OntologyError(
            str(folder), found="no ontology module (*.ttl) here", remedy="name the ontology folder"
        )
    return files


def parsed(file: Path) -> Iterator[ox.Triple]:
    """The triples of a Turtle file, in its order. Raises `OntologyError` for what is none."""
    try:
        # the same label in two files stands for two nodes
        for quad in ox.parse(path=file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise OntologyError(
            str(file), found=f"not valid Turtle: {error}", remedy="mend the file and try again"
        ) from error


class Triples:
    """Subject, predicate, objects: an index over Turtle files, in the files' own order."""

    def __init__(self, files: list[Path]) -> None:
        self.by_subject: dict[Subject, dict[str, list[Term]]] = defaultdict(dict)
        self.by_type: dict[str, list[Subject]] = defaultdict(list)
        for file in files:
            self._read(file)

    def _read(self, file: Path) -> None:
        for triple in parsed(file):
            subject, predicate = triple.subject, triple.predicate.value
            if not isinstance(subject, ox.NamedNode | ox.BlankNode):
                continue
            self.by_subject[subject].setdefault(predicate, []).append(triple.object)
            if predicate == RDF + "type" and isinstance(triple.object, ox.NamedNode):
                self.by_type[triple.object.value].append(subject)

    def objects(self, subject: Subject, predicate: str) -> list[Term]:
        """The objects of subject and predicate, in file order."""
        return self.by_subject.get(subject, {}).get(predicate, [])

    def iris(self, subject: Subject, predicate: str) -> list[str]:
        """The objects that are IRIs."""
        return [o.value for o in self.objects(subject, predicate) if isinstance(o, ox.NamedNode)]

    def strings(self, subject: Subject, predicate: str) -> list[str]:
        """The lexical forms of the objects that are literals."""
        return [o.value for o in self.objects(subject, predicate) if isinstance(o, ox.Literal)]

    def string(self, subject: Subject, predicate: str, default: str = "") -> str:
        """The first literal, or `default`."""
        found = self.strings(subject, predicate)
        return found[0] if found else default

    def typed(self, iri: str) -> list[Subject]:
        """The subjects of `rdf:type iri`."""
        return self.by_type.get(iri, [])

    def named_individuals(self) -> Iterator[tuple[str, list[str]]]:
        """IRI and types of every subject that is no class, property or ontology."""
        meta = {OWL + n for n in ("Class", "ObjectProperty", "DatatypeProperty", "Ontology")}
        for subject, links in self.by_subject.items():
            if isinstance(subject, ox.NamedNode):
                types = [
                    o.value for o in links.get(RDF + "type", []) if isinstance(o, ox.NamedNode)
                ]
                if types and not meta.intersection(types):
                    yield subject.value, types
