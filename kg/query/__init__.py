"""Questions to the graph: the catalogue, parameters, answers; and to anybody else's endpoint."""

from kg.query.catalogue import Catalogue, Parameter, Question
from kg.query.endpoint import ask
from kg.query.names import resolve
from kg.query.result import FORMATS, Result
from kg.query.run import run

__all__ = [
    "FORMATS",
    "Catalogue",
    "Parameter",
    "Question",
    "Result",
    "ask",
    "resolve",
    "run",
]
