"""Which language model is asked, and how."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import OptionError

__all__ = ["LlmSettings"]


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """An address that speaks the chat-completions protocol, and a model that it serves.

    `key` is the credential; it is in no message and no representation. `timeout` is in seconds for
    each request, `retries` are further tries where the address is busy or does not answer, `seed`
    and a temperature of 0 ask for the same answer each time, `words` is how much of an article one
    request holds.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    retries: int = 3
    seed: int = 7
    words: int = 1200

    @classmethod
    def of(cls, url: str | None = None, model: str | None = None) -> LlmSettings:
        """Address and model as given, else as the environment has them, and its credential.

        The variables are `ENTENTE_LLM_URL`, `ENTENTE_LLM_MODEL` and `ENTENTE_LLM_KEY`. Raises
        `OptionError` where there is no model, or no address that can be asked.
        """
        url = url or os.environ.get("ENTENTE_LLM_URL", "")
        model = model or os.environ.get("ENTENTE_LLM_MODEL", "")
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise OptionError(
                "--llm-url",
                found=f"no address of a language model: {_shown(url) or 'nothing given'}",
                allowed="one such as http://localhost:11434/v1",
                remedy="or set ENTENTE_LLM_URL",
            )
        if not model:
            raise OptionError(
                "--llm-model", found="no model named", remedy="or set ENTENTE_LLM_MODEL"
            )
        return cls(url, model, os.environ.get("ENTENTE_LLM_KEY", ""))

    @property
    def where(self) -> str:
        """The address for messages, without anything that could be a credential.

        >>> LlmSettings("https://me:secret@example.org/v1?k=1", "m").where
        'https://example.org/v1'
        """
        return _shown(self.url)

    @property
    def mark(self) -> str:
        """Stands for what is asked of whom: with another mark an article is read anew."""
        return f"llm {self.where} {self.model} {self.seed} {self.words}"


def _shown(url: str) -> str:
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}" if parts.hostname else ""
