"""A local server that speaks the chat-completions protocol, with answers as services give them.

The shapes are those of https://platform.openai.com/docs/api-reference/chat/object; each request
takes the next answer, the last one stays.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["Reply", "Service", "completion", "serving", "statement"]


@dataclass(frozen=True)
class Reply:
    """One answer over HTTP."""

    body: object
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0


@dataclass
class Service:
    """What was asked, and what will be answered."""

    replies: list[Reply]
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def next(self) -> Reply:
        """The next answer; the last one stays."""
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def completion(
    content: str | None, *, finish: str = "stop", refusal: str | None = None
) -> dict[str, Any]:
    """A chat completion as services send it."""
    message: dict[str, Any] = {
        "role": "assistant",
        "content": content,
        "refusal": refusal,
        "annotations": [],
    }
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1741569952,
        "model": "test-model",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29},
        "system_fingerprint": "fp_1",
    }


def statement(**changed: object) -> dict[str, object]:
    """A row of an answer."""
    row: dict[str, object] = {
        "quote": "Kenya condemned the attack", "trigger": "condemned", "class": "Condemnation",
        "actor": ["Kenya"], "recipient": [], "place": None, "modality": "Fact", "speaker": None,
    }  # fmt: skip
    return {**row, **changed}


@contextmanager
def serving(*replies: Reply | list[dict[str, object]]) -> Iterator[Service]:
    """The server while a test runs; a list of rows is a completion that holds them."""
    service = Service(
        [
            r if isinstance(r, Reply) else Reply(completion(json.dumps({"statements": r})))
            for r in replies
        ]
    )

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            service.requests.append(json.loads(self.rfile.read(length)))
            service.keys.append(self.headers.get("Authorization", ""))
            reply = service.next()
            if reply.wait:
                threading.Event().wait(reply.wait)
            body = reply.body
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet: what is asked is in `requests`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
