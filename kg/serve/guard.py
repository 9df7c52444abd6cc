"""What strangers may not ask: addresses to be fetched by this machine."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from kg.errors import QueryError
from kg.model import SparqlToken, sparql_tokens

__all__ = ["asks_elsewhere", "refuse_foreign"]

ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
"""https://www.w3.org/TR/sparql11-query/#codepointEscape: read before anything else."""


def refuse_foreign(text: str, *, services: Sequence[str] = ()) -> None:
    """Raise `QueryError` if a text holds LOAD, or SERVICE with a host that is not of `services`."""
    for written in dict.fromkeys((text, _unescaped(text))):
        tokens = [token for token in sparql_tokens(written) if not _is(token, "SILENT")]
        for token, after in pairwise([*tokens, SparqlToken("end", "", len(written))]):
            if _is(token, "LOAD"):
                raise QueryError(
                    "LOAD",
                    found="this server fetches nothing",
                    remedy="send the data itself, with INSERT DATA or to the graph store",
                )
            if _is(token, "SERVICE"):
                _check_service(after, services)


def asks_elsewhere(text: str) -> bool:
    """Whether a text holds SERVICE at all."""
    return any(_is(token, "SERVICE") for token in sparql_tokens(_unescaped(text)))


def _is(token: SparqlToken, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return ESCAPE.sub(character, text)


def _check_service(after: SparqlToken, services: Sequence[str]) -> None:
    if not services:
        raise QueryError(
            "SERVICE",
            found="this server asks no other one",
            remedy="ask the other endpoint yourself, or let the operator allow its host "
            "(kg serve --allow-service HOST)",
        )
    host = urlsplit(after.text.strip("<>")).hostname if after.kind == "iri" else None
    if host is None or host not in services:
        raise QueryError(
            "SERVICE",
            found=f"{after.text or 'nothing'} is not allowed",
            allowed=f"the IRI of a service at {', '.join(services)}",
        )
    if not _is_public(host):
        raise QueryError("SERVICE", found=f"{host} is an inner address", allowed="a public host")


def _is_public(host: str) -> bool:
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return bool(found) and all(ipaddress.ip_address(str(ip)).is_global for ip in found)
