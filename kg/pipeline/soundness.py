"""The ontology folder as such: whether it is sound, and a page about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.check import Checker
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.ontology.reason import OntologyReport

__all__ = ["check_ontology", "ontology_page"]


def check_ontology(folder: Path | None = None) -> OntologyReport:
    """Read modules, shapes, lexicon and reference data, then put the modules before the reasoner.

    Raises `OntologyError` for a file that cannot be used, `MissingToolError` where Java is missing.
    """
    loaded = Ontology.load(folder)
    Checker(loaded.folder)
    # owlready2 takes half a second to import, and one command needs it
    from kg.ontology.reason import check  # noqa: PLC0415

    return check(loaded.folder)


def ontology_page(folder: Path | None = None) -> str:
    """The ontology as one page of HTML, with diagrams.

    Raises `OntologyError` for a module that cannot be read, `MissingToolError` where entente[docs]
    is not installed.
    """
    from kg.ontology.pages import page  # noqa: PLC0415

    return page(folder)
