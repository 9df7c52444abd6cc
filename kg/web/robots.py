"""What the owners of a site allow: robots.txt (RFC 9309), read by Protego."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from kg.errors import EndpointError, MissingToolError
from kg.web.client import Client

__all__ = ["NAME", "Robots"]

NAME = "entente"
"""How robots.txt calls us."""
LONGEST_DELAY = 60.0


class Robots:
    """Asks each site once what it allows, and keeps the pause that it asks for."""

    def __init__(self, client: Client, *, sleep: Callable[[float], None] = time.sleep) -> None:
        try:
            from protego import Protego  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise MissingToolError(
                "robots.txt",
                found="it is read with Protego, which is not installed",
                remedy="pip install 'entente[feeds]'",
            ) from error
        self._protego, self._client, self._sleep = Protego, client, sleep
        self._known: dict[str, object] = {}
        self._next: dict[str, float] = {}

    def allow(self, address: str) -> bool:
        """Whether an address may be fetched. A site that cannot be asked is left alone."""
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            self._known[site] = self._rules(site)
        rules = self._known[site]
        if rules is None:
            return True
        if rules is False:
            return False
        delay = rules.crawl_delay(NAME)  # type: ignore[attr-defined]
        if delay:
            now = time.monotonic()
            slot = max(now, self._next.get(site, 0.0))
            self._next[site] = slot + min(float(delay), LONGEST_DELAY)
            if slot > now:
                self._sleep(slot - now)
        return bool(rules.can_fetch(address, NAME))  # type: ignore[attr-defined]

    def _rules(self, site: str) -> object:
        """The rules; None where there are none, False where nobody can say."""
        try:
            answer = self._client.get(f"{site}/robots.txt", accept="text/plain, */*;q=0.1")
        except EndpointError as error:
            # RFC 9309, 2.3.1.3: what is not there allows all; 2.3.1.4: what fails allows nothing
            return None if "HTTP status 4" in error.found else False
        return self._protego.parse(answer.body.decode("utf-8", "replace"))
