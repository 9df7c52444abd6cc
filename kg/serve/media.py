"""Which form of an answer somebody wants.

https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["DATASETS", "GRAPHS", "HTML", "ROWS", "Form", "by_name", "chosen"]


class Form(NamedTuple):
    """A form: its media types, the first of which is told, and the short names that it goes by."""

    media: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def told(self) -> str:
        """What stands in Content-Type."""
        text = self.media[0].startswith("text/")
        return f"{self.media[0]}; charset=utf-8" if text else self.media[0]


HTML = Form(("text/html", "application/xhtml+xml"), ("html",))

ROWS = (
    Form(("application/sparql-results+json", "application/json"), ("json",)),
    Form(("application/sparql-results+xml", "application/xml", "text/xml"), ("xml",)),
    Form(("text/csv",), ("csv",)),
    Form(("text/tab-separated-values",), ("tsv",)),
)
"""Answers of SELECT and ASK."""

GRAPHS = (
    Form(("text/turtle", "application/x-turtle"), ("ttl", "turtle")),
    Form(("application/ld+json", "application/json"), ("jsonld", "json")),
    Form(("application/n-triples", "text/plain"), ("nt", "ntriples")),
    Form(("application/rdf+xml", "application/xml", "text/xml"), ("rdf", "rdfxml", "xml")),
)
"""One graph."""

DATASETS = (
    Form(("application/trig", "application/x-trig"), ("trig",)),
    Form(("application/n-quads", "text/x-nquads"), ("nq", "nquads")),
)
"""What can hold several graphs."""

RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)\s*")


def chosen(accept: str | None, offers: Sequence[Form]) -> Form | None:
    """The form that is wanted most; of equals the first one; None if none will do.

    >>> chosen("text/turtle;q=.5, application/rdf+xml", GRAPHS).names[0]
    'rdf'
    >>> chosen("text/*, text/csv;q=0", ROWS).names[0]
    'tsv'
    >>> chosen("image/png", ROWS)
    """
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    best, most = None, 0.0
    for offer in offers:
        for place, media in enumerate(offer.media):
            # of two ways to name a form, the other name counts as much less as not to win a tie
            wanted = _quality(media, ranges) - (1e-6 if place else 0)
            if wanted > max(most, 0):
                best, most = offer, wanted
    return best


def by_name(name: str, offers: Sequence[Form]) -> Form | None:
    """The form of a short name, as it stands behind a dot or in `format=`."""
    return next((offer for offer in offers if name.lower() in (*offer.names, *offer.media)), None)


def _ranges(accept: str | None) -> list[tuple[str, str, float]]:
    found = []
    for part in (accept or "").split(","):
        match = RANGE.fullmatch(part)
        if match is not None:
            quality = re.search(r";\s*q\s*=\s*([01]?(?:\.\d*)?)\s*(?:;|$)", match[3], re.IGNORECASE)
            weight = float(quality[1]) if quality and re.search(r"\d", quality[1]) else 1.0
            found.append((match[1].lower(), match[2].lower(), min(weight, 1.0)))
    return found


def _quality(media: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """What the range says that fits most closely; 0 where none does."""
    kind, _, sub = media.partition("/")
    for wanted in ((kind, sub), (kind, "*"), ("*", "*")):
        fitting = [q for *given, q in ranges if tuple(given) == wanted]
        if fitting:
            return max(fitting)
    return 0.0
