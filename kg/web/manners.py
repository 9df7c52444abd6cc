"""How requests are made: how often, how long, how large, and what opens a door."""

from __future__ import annotations

import os
from dataclasses import dataclass

__all__ = ["DAY", "Manners", "Secret"]

DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Manners:
    """What a server is asked for at most, and how long an answer is kept."""

    rate: float = 5.0
    """Requests a second to one host."""
    timeout: float = 60.0
    """Seconds for one answer, from the question to its last byte."""
    attempts: int = 5
    """How often one thing is asked for before it is given up."""
    patience: float = 120.0
    """Seconds: the longest pause between two attempts; a server that wants more is given up."""
    size: int = 64 << 20
    """Bytes of the largest answer that is read."""
    fresh: float = 7 * DAY
    """Seconds for which a kept answer is used without asking whether it still holds."""
    contact: str = "https://w3id.org/entente"
    """Where those who run a server can reach whoever asks them: an address or a mailbox."""

    def agent(self, library: str) -> str:
        """How we introduce ourselves: what we are, our version, and where we can be reached.

        https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy
        """
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            own = version("entente")
        except PackageNotFoundError:
            own = "dev"
        return f"entente/{own} ({self.contact}) {library}"


@dataclass(frozen=True, slots=True)
class Secret:
    """A credential, which stands in the environment: no file, cache, log or message holds it."""

    variable: str
    """The environment variable that holds it."""
    parameter: str = ""
    """The parameter of the address that carries it; without one it goes into the header."""
    header: str = "Authorization"
    prefix: str = ""
    """What stands before it in the header, such as "Bearer "."""

    def value(self) -> str:
        """The credential itself; empty where the variable is not set."""
        return os.environ.get(self.variable, "")
