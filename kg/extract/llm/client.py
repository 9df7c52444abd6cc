"""Asks an address that speaks the chat-completions protocol.

The client is OpenAI's own (https://github.com/openai/openai-python): it is maintained, keeps to
`Retry-After`, and is what the makers of compatible servers test against.
"""

from __future__ import annotations

import json
from typing import Any

from kg.errors import EndpointError, MissingToolError
from kg.extract.llm.settings import LlmSettings

__all__ = ["Client"]

SHOWN = 200
"""Characters of what a server says that a message repeats."""


class Client:
    """One model at one address."""

    def __init__(self, settings: LlmSettings, form: dict[str, Any]) -> None:
        try:
            import openai  # noqa: PLC0415  # an extra that only this extractor needs
        except ImportError as error:
            raise MissingToolError(
                "--extractor llm",
                found="the client for language models is not installed",
                remedy='install it with: pip install "entente[llm]"',
            ) from error
        self._openai = openai
        self._settings = settings
        self._form = form
        self._client = openai.OpenAI(
            base_url=settings.url,
            api_key=settings.key or "none",
            timeout=settings.timeout,
            max_retries=settings.retries,
        )

    def ask(self, messages: list[dict[str, str]]) -> list[object]:
        """The statements that the model gives, as JSON values.

        Raises `EndpointError` where it does not answer, refuses, is cut off, or gives no JSON of
        the form that was asked for.
        """
        openai, settings = self._openai, self._settings
        create: Any = self._client.chat.completions.create
        try:
            answer = create(
                model=settings.model,
                messages=messages,
                temperature=0,
                seed=settings.seed,
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "statements", "strict": True, "schema": self._form},
                },
            )
        except openai.APITimeoutError as error:
            raise self._error(f"no answer within {settings.timeout:g} seconds") from error
        except openai.APIConnectionError as error:
            raise self._error(
                "cannot be reached", "is the server running, and the address right?"
            ) from error
        except openai.APIStatusError as error:
            remedy = _REMEDIES.get(error.status_code, "")
            raise self._error(
                f"answers with status {error.status_code}: {self._said(error.message)}", remedy
            ) from None  # the cause holds the request, and so the credential
        except openai.OpenAIError as error:
            raise self._error(f"gives no usable answer: {self._said(str(error))}") from None
        except ValueError as error:
            raise self._error("gives an answer that is no JSON", _REMEDIES[404]) from error
        return self._statements(answer)

    def _statements(self, answer: Any) -> list[object]:
        choices = getattr(answer, "choices", None) or []
        if not choices or choices[0].message is None:
            raise self._error("gives an answer without a choice")
        choice = choices[0]
        if getattr(choice.message, "refusal", None):
            raise self._error(f"the model refuses: {self._said(choice.message.refusal)}")
        if choice.finish_reason == "length":
            raise self._error(
                "the answer was cut off", "give the model more room, or read a shorter article"
            )
        if choice.finish_reason == "content_filter" or not choice.message.content:
            raise self._error(f"gives no answer ({choice.finish_reason})")
        try:
            value = json.loads(choice.message.content)
        except ValueError as error:
            raise self._error(
                "the answer is no JSON", "is it a model that keeps to a JSON schema?"
            ) from error
        rows = value.get("statements") if isinstance(value, dict) else None
        if not isinstance(rows, list):
            raise self._error("the answer has no list of statements")
        return rows

    def _said(self, text: str) -> str:
        """What a server said, short, on one line and without the credential."""
        key = self._settings.key
        text = text.replace(key, "…") if key else text
        return " ".join(text.split())[:SHOWN]

    def _error(self, found: str, remedy: str = "") -> EndpointError:
        where = f"{self._settings.model} at {self._settings.where}"
        return EndpointError(where, found=found, remedy=remedy)


_REMEDIES = {
    400: "does the server take JSON schemas as response_format?",
    401: "set ENTENTE_LLM_KEY",
    403: "set ENTENTE_LLM_KEY",
    404: "is the model's name right, and does the address end in /v1?",
    429: "it is busy; try again later",
}
