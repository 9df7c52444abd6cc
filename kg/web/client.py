"""Asking servers elsewhere: what was answered once is kept, and every failure is one line.

httpx speaks HTTP, tenacity tries again, and hishel keeps answers by the rules of RFC 9111: an
answer that is fresh is used, an older one is used after the server said that it still holds, and
offline whatever is kept is used.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Self

import httpx
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheTransport

from kg.errors import EndpointError
from kg.web.answers import (
    broken,
    broken_off,
    first_line,
    foreign,
    refused,
    too_slow,
    unreachable,
)
from kg.web.manners import Manners, Secret
from kg.web.polite import SERVER_DATE, Abroad, Nowhere, Offline, Oversized

__all__ = ["Answer", "Client"]

JSON = "application/json"
KEPT_FOREVER = None
REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, and when; `kept` says that it came from the cache."""

    address: str
    """Without parameters."""
    media: str
    body: bytes
    retrieved: datetime | None
    """When the server gave it, by its own clock; None where it does not say."""
    kept: bool

    def first_line(self) -> str:
        """The first line that says something, without markup."""
        return first_line(self.body)

    def json(self) -> object:
        """The body as JSON. Raises `EndpointError` where it is none."""
        if not (self.media == JSON or self.media.endswith("+json")):
            raise foreign(self.address, self.media, "JSON", self.first_line())
        try:
            value: object = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise broken(self.address, "JSON", error) from error
        return value


class Client:
    """Asks servers, with manners. Use it in a `with` statement; threads may share it."""

    def __init__(
        self,
        *,
        manners: Manners | None = None,
        cache: Path | None = None,
        offline: bool = False,
        secrets: Mapping[str, Secret] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`cache` is the folder where answers are kept; without one nothing is.

        `secrets` are by origin, such as "https://api.example.org". Offline, nothing goes out.
        """
        self.manners = manners or Manners()
        self.offline = offline
        self._secrets = dict(secrets or {})
        self._abroad = Abroad(self.manners, self._secrets, sleep=sleep)
        inner: httpx.BaseTransport = Nowhere() if offline else self._abroad
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)
            inner = CacheTransport(
                inner,
                storage=SqliteStorage(
                    database_path=cache / "answers.sqlite", default_ttl=KEPT_FOREVER
                ),
                rfc=CacheOptions(shared=False, allow_stale=offline),
            )
        self._client = httpx.Client(
            transport=inner,
            headers={"User-Agent": self.manners.agent(f"httpx/{httpx.__version__}")},
            follow_redirects=True,
            max_redirects=REDIRECTS,
            trust_env=False,
        )
        self.kept = 0

    @property
    def sent(self) -> int:
        """How many requests went out."""
        return self._abroad.sent

    def get(
        self, address: str, params: Mapping[str, str] | None = None, *, accept: str = JSON
    ) -> Answer:
        """Ask for what is at an address. Raises `EndpointError` for everything that goes wrong."""
        url = httpx.URL(checked(address))
        return self.send("GET", url.copy_merge_params(dict(params or {})), accept=accept)

    def send(
        self,
        method: str,
        url: httpx.URL | str,
        *,
        accept: str = JSON,
        body: bytes | None = None,
        media: str | None = None,
    ) -> Answer:
        """Send a request; only what GET asks for is kept."""
        where = shown(url)
        headers = {"Accept": accept, **({"Content-Type": media} if media else {})}
        try:
            with self._client.stream(method, url, content=body, headers=headers) as response:
                whole = self._read(response)
        except Oversized as error:
            raise EndpointError(
                where, found=f"answered with {error}", remedy="ask for less"
            ) from error
        except Offline as error:
            raise EndpointError(
                where,
                found="is not asked offline, and its answer to this is not kept",
                remedy="ask once while connected",
            ) from error
        except httpx.TooManyRedirects as error:
            raise EndpointError(
                where,
                found=f"sends the request on more than {REDIRECTS} times",
                remedy="check the address",
            ) from error
        except httpx.TimeoutException as error:
            raise too_slow(where, self.manners.timeout) from error
        except httpx.ConnectError as error:
            raise unreachable(where, error) from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise broken_off(where, self._plain(str(error) or repr(error))) from error
        if response.status_code != 200:
            told = self._plain(first_line(whole))
            raise refused(where, response.status_code, told, REMEDIES)
        status = response.extensions.get("caching")
        kept = bool(status and status["from_cache"] and not status["revalidated"])
        self.kept += kept
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Answer(where, kind, whole, _date(response.headers.get(SERVER_DATE, "")), kept)

    def close(self) -> None:
        """Let go of connections and cache."""
        self._client.close()
        self._abroad.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, response: httpx.Response) -> bytes:
        """The whole body, unpacked: what is small on the way may be large here."""
        parts, size = [], 0
        with closing(response):
            for part in response.iter_bytes():
                parts.append(part)
                size += len(part)
                if size > self.manners.size:
                    raise Oversized(f"more than {self.manners.size:,} bytes")
        return b"".join(parts)

    def _plain(self, text: str) -> str:
        """A message without credentials, should a server repeat them."""
        for secret in self._secrets.values():
            if value := secret.value():
                text = text.replace(value, "…")
        return text


REMEDIES = {
    400: "mend the query",
    401: "set the environment variable that holds the credential",
    403: "does it know you? some want a credential, or a contact in the user agent",
    404: "check the address",
    429: "it wants fewer requests: ask again later",
}


def checked(address: str) -> str:
    """An address of HTTP. Raises `EndpointError` for any other."""
    if not re.match(r"https?://[^/\s]+", address):
        raise EndpointError(
            shown(address), found="no address of an endpoint", allowed="http:// or https://"
        )
    return address


def shown(url: httpx.URL | str) -> str:
    """An address as messages show it: neither parameters nor passwords.

    >>> shown("https://ada:secret@example.org/search?key=secret")
    'https://example.org/search'
    """
    return re.sub(r"^(\w+://)[^/@]*@", r"\1", re.split(r"[?#]", str(url), maxsplit=1)[0])


def _date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except (TypeError, ValueError):
        return None
