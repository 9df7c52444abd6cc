"""Where a remote store is asked, changed and filled, and what opens it."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from kg.errors import OptionError

__all__ = ["Addresses", "Credentials"]

USER, PASSWORD, TOKEN = "ENTENTE_STORE_USER", "ENTENTE_STORE_PASSWORD", "ENTENTE_STORE_TOKEN"
PARTS = ("query", "update", "data", "timeout")
FORM = "http://host:3030/name, or URL,query=URL,update=URL,data=URL"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a store: of its queries, its updates, and its graphs or quads.

    Left out, they are those of Apache Jena Fuseki, below the store's own:

    >>> Addresses.parse("http://localhost:3030/news").update
    'http://localhost:3030/news/update'
    >>> Addresses.parse("http://h/db,update=http://h/db/statements").query
    'http://h/db/query'
    """

    store: str
    query: str
    update: str
    data: str
    timeout: float = 120.0
    """Seconds for one answer."""

    @classmethod
    def parse(cls, given: str) -> Self:
        """Read the addresses of an option; raises `OptionError` for what is none."""
        store, *rest = given.split(",")
        store = _address(store, given).rstrip("/")
        parts: dict[str, str] = {}
        for part in rest:
            name, equals, value = part.strip().partition("=")
            if name not in PARTS or not equals or name in parts:
                raise OptionError(_shown(part), found="is no part of an address", allowed=FORM)
            parts[name] = value.strip() if name == "timeout" else _address(value.strip(), given)
        return cls(
            store,
            parts.get("query", f"{store}/query"),
            parts.get("update", f"{store}/update"),
            parts.get("data", f"{store}/data"),
            _seconds(parts.get("timeout", "120")),
        )

    @staticmethod
    def is_one(given: object) -> bool:
        """Whether somebody means a remote store, not a folder."""
        return isinstance(given, str) and re.match(r"https?:", given, re.IGNORECASE) is not None

    def __str__(self) -> str:
        return self.store


def _address(text: str, given: str) -> str:
    try:
        parts = urlsplit(text)
        host, named = parts.hostname, parts.username or parts.password
    except ValueError:
        host = named = None
        parts = urlsplit("")
    if named:
        # the message must not repeat it
        raise OptionError(
            _shown(text),
            found="a password does not belong into an address",
            remedy=f"put it into the environment: {USER} and {PASSWORD}, or {TOKEN}",
        )
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"{}|^`\\]", text):
        raise OptionError(_shown(given), found="is no address of a store", allowed=FORM)
    return text


def _shown(text: str) -> str:
    """An address without what may be a password."""
    return re.sub(r"//[^/@\s]*@", "//…@", text)


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", text) or not float(text):
        raise OptionError(f"timeout={text}", found="is no time", allowed="seconds, more than 0")
    return float(text)


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What opens a store; it is never shown."""

    header: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str] | None = None) -> Self:
        """The credentials of the environment: a token, or a user and a password; or none."""
        known = os.environ if environment is None else environment
        if token := known.get(TOKEN):
            return cls(f"Bearer {token}")
        if user := known.get(USER):
            pair = f"{user}:{known.get(PASSWORD, '')}".encode()
            return cls(f"Basic {base64.b64encode(pair).decode()}")
        return cls()

    def __repr__(self) -> str:
        return f"Credentials({'given' if self.header else 'none'})"
