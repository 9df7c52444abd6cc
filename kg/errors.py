"""Every error that Entente raises, in one tree.

    EntenteError
    ├── InputError            what was handed in cannot be used: a file, a date, an address
    │   ├── ReadError         an article cannot be read
    │   ├── QueryError        a query is unknown, or its SPARQL cannot be understood
    │   └── OptionError       an option names something that is not there
    ├── OntologyError         a file of the ontology folder says something that cannot be used
    ├── StoreError            the store cannot be opened, was made by another version, or is in use
    ├── EndpointError         a SPARQL endpoint did not answer, or answered with an error
    └── MissingToolError      a program that only this job needs is not on this machine

What a check *finds* in sound input is not an error: it is a value (`kg.model.Report`).
"""

from __future__ import annotations

__all__ = [
    "EndpointError",
    "EntenteError",
    "InputError",
    "MissingToolError",
    "OntologyError",
    "OptionError",
    "QueryError",
    "ReadError",
    "StoreError",
]


class EntenteError(Exception):
    """Where something went wrong, what was found there, what is allowed, and what to do.

    The message is composed from the parts, so that a program can read them and a person the whole:

    >>> print(ReadError("seeds/visit.txt:3", found="'published' is '11/3/24'",
    ...                 allowed="an ISO date such as 2024-03-11"))
    seeds/visit.txt:3: 'published' is '11/3/24'; needs an ISO date such as 2024-03-11
    """

    def __init__(self, where: str, *, found: str, allowed: str = "", remedy: str = "") -> None:
        self.where = where
        self.found = found
        self.allowed = allowed
        self.remedy = remedy
        super().__init__(where, found, allowed, remedy)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.found}" if self.where else self.found]
        if self.allowed:
            parts.append(f"needs {self.allowed}")
        if self.remedy:
            parts.append(self.remedy)
        return "; ".join(parts)


class InputError(EntenteError):
    """What was handed in cannot be used."""


class ReadError(InputError):
    """An article cannot be read."""


class QueryError(InputError):
    """A query is unknown, or its SPARQL cannot be understood."""


class OptionError(InputError):
    """An option names something that is not there."""


class OntologyError(EntenteError):
    """A file of the ontology folder says something that cannot be used."""


class StoreError(EntenteError):
    """The store cannot be opened, was made by another version, or is in use."""


class EndpointError(EntenteError):
    """A SPARQL endpoint did not answer, or answered with an error."""


class MissingToolError(EntenteError):
    """A program that only this job needs is not on this machine."""
