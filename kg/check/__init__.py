"""Does what an article states fit the shapes, and do its quotes stand in its text?"""

from kg.check.background import Background
from kg.check.checker import Checker
from kg.check.reports import to_json, to_text, to_turtle
from kg.check.verify import VerifyReport, verify

__all__ = [
    "Background",
    "Checker",
    "VerifyReport",
    "to_json",
    "to_text",
    "to_turtle",
    "verify",
]
