"""The ontology folder as the program uses it: hierarchy, lexicon and reference data."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.ontology.lexicon import Argument, Entry, Lexicon, Step
from kg.ontology.reference import Known, Match, Reference, Tenure
from kg.ontology.schema import Schema
from kg.ontology.spelling import spelling
from kg.ontology.triples import Triples, module_files
from kg.resources import ontology_folder

__all__ = [
    "Argument",
    "Entry",
    "Known",
    "Lexicon",
    "Match",
    "Ontology",
    "Reference",
    "Schema",
    "Step",
    "Tenure",
    "spelling",
]


@dataclass(frozen=True)
class Ontology:
    """Everything that the ontology folder says, read once.

    `modules` are the files that define terms, `lexicon_files` and `reference_files` the others.
    """

    folder: Path
    schema: Schema
    lexicon: Lexicon
    reference: Reference

    @property
    def modules(self) -> tuple[Path, ...]:
        """The Turtle modules that define terms; neither shapes, lexicon nor reference data."""
        return tuple(module_files(self.folder))

    @property
    def reference_files(self) -> tuple[Path, ...]:
        """The Turtle files of the reference data."""
        return tuple(sorted((self.folder / "reference").glob("*.ttl")))

    @classmethod
    def load(cls, folder: Path | None = None) -> Ontology:
        """Read an ontology folder; without one, the folder that comes with the package.

        Raises `OntologyError` where a file is missing or says something that cannot be used.
        """
        return _load((folder or ontology_folder()).resolve())


@lru_cache(maxsize=4)
def _load(folder: Path) -> Ontology:
    # all that is made here stays: to look through it for garbage takes a third of the time
    collects = gc.isenabled()
    gc.disable()
    try:
        return _read(folder)
    finally:
        if collects:
            gc.enable()


def _read(folder: Path) -> Ontology:
    schema = Schema.of(Triples(module_files(folder)))
    lexicon = Lexicon.of(Triples(sorted((folder / "lexicon").glob("*.ttl"))))
    reference = Reference.of(Triples(sorted((folder / "reference").glob("*.ttl"))), schema)
    return Ontology(folder, schema, lexicon, reference)
