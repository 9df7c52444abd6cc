"""Questions to the graph: the catalogue, parameters, answers; and to anybody else's endpoint."""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.query.catalogue import Catalogue, Parameter, Question
from kg.query.names import resolve
from kg.query.result import FORMATS, Result
from kg.query.run import run
from kg.query.syntax import services
from kg.query.values import Value

if TYPE_CHECKING:
    from kg.query.endpoint import ask_endpoint
    from kg.query.federate import Federated, federate

__all__ = [
    "FORMATS",
    "Catalogue",
    "Federated",
    "Parameter",
    "Question",
    "Result",
    "Value",
    "ask_endpoint",
    "federate",
    "resolve",
    "run",
    "services",
]

# SPARQLWrapper brings rdflib, and most questions go to a store
defer(
    __name__,
    {
        "kg.query.endpoint": ["ask_endpoint"],
        "kg.query.federate": ["Federated", "federate"],
    },
)
