"""Is the ontology folder sound? All of it is read, then a reasoner looks for contradictions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.check import Checker
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.ontology.reason import OntologyReport

__all__ = ["check_ontology"]


def check_ontology(folder: Path | None = None) -> OntologyReport:
    """Read modules, shapes, lexicon and reference data, then put the modules before the reasoner.

    Raises `OntologyError` for a file that cannot be used, `MissingToolError` where Java is missing.
    """
    loaded = Ontology.load(folder)
    Checker(loaded.folder)
    # owlready2 takes half a second to import, and one command needs it
    from kg.ontology.reason import check  # noqa: PLC0415

    return check(loaded.folder)
