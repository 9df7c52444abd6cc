"""How a site is run: where it listens, who may write, how much one request may take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.errors import OptionError

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be chosen when a site is started.

    `public_url` is where the site is reached from outside, such as `https://example.org/entente/`;
    without it, the address of each request counts. `token` lets whoever has it write. `timeout` is
    in seconds, `memory` in MiB beyond what the graph itself takes, `services` are the hosts that
    SERVICE may ask.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str | None = None
    token: str | None = None
    license: str | None = None
    timeout: float = 30.0
    rows: int = 100_000
    memory: int = 1024
    workers: int = max(2, os.cpu_count() or 2)
    services: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what could not work."""
        for name, value, least in (
            ("timeout", self.timeout, 0.1),
            ("rows", self.rows, 1),
            ("memory", self.memory, 64),
            ("workers", self.workers, 1),
        ):
            if value < least:
                raise OptionError(
                    name, found=f"{value:g} is too little", allowed=f"{least:g} at least"
                )
        if self.public_url is not None:
            parts = urlsplit(self.public_url)
            if parts.scheme not in ("http", "https") or not parts.netloc or parts.query:
                raise OptionError(
                    self.public_url,
                    found="no address of a site",
                    allowed="one such as https://example.org/entente/",
                )

    @property
    def prefix(self) -> str:
        """The path under which the site is reached from outside; empty for the root.

        >>> Settings(public_url="https://example.org/entente/").prefix
        '/entente'
        """
        return urlsplit(self.public_url).path.rstrip("/") if self.public_url else ""
