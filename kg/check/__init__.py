"""Does what an article states fit the shapes, and do its quotes stand in its text?"""

from typing import TYPE_CHECKING

from kg.check.background import Background
from kg.check.reports import to_json, to_text, to_turtle
from kg.check.verify import VerifyReport, verify
from kg.lazy import defer

if TYPE_CHECKING:
    from kg.check.checker import Checker

__all__ = [
    "Background",
    "Checker",
    "VerifyReport",
    "to_json",
    "to_text",
    "to_turtle",
    "verify",
]

# the engines bring rdflib and pyshacl; a report is written without them
defer(__name__, {"kg.check.checker": ["Checker"]})
