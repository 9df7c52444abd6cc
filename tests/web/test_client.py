"""Asking servers: patience with those that are busy, limits for those that are not well."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.errors import EndpointError
from kg.web import Client, Manners, Secret
from tests.link.server import World, serving

QUICK = Manners(rate=1e6, timeout=5, attempts=3, size=2 << 20)
NAME = {"action": "wbsearchentities", "search": "Iran"}


def nothing(_: float) -> None:
    """Do not wait."""


@pytest.fixture(scope="module")
def server() -> Iterator[World]:
    """A server that answers, and fails in many ways."""
    with serving() as running:
        yield running


@pytest.fixture
def world(server: World) -> World:
    """The server, having forgotten what it was asked."""
    return server.forget()


def test_we_say_who_we_are_and_where_we_can_be_reached(world: World) -> None:
    """As the policies of those whose servers these are want it."""
    with Client(manners=Manners(contact="desk@example.org")) as client:
        client.get(f"{world.base}/w/api.php", NAME)
    agent = world.seen[0][2]["User-Agent"]
    assert agent.startswith("entente/")
    assert "(desk@example.org)" in agent


def test_an_answer_is_kept_and_used_again(world: World, tmp_path: Path) -> None:
    """Also by another process later, which is what makes a long run resumable."""
    answers = []
    for _ in range(3):
        with Client(manners=QUICK, cache=tmp_path) as client:
            answers.append(client.get(f"{world.base}/w/api.php", NAME))
    assert len(world.seen) == 1
    assert [a.kept for a in answers] == [False, True, True]
    assert answers[0].body == answers[2].body
    assert answers[2].retrieved is not None
    assert answers[2].retrieved.isoformat() == "2026-11-27T12:00:00+00:00"


def test_an_old_answer_is_asked_whether_it_still_holds(world: World, tmp_path: Path) -> None:
    """The server says 304 and sends nothing; when it has changed, it sends the new one."""
    world.headers["ETag"] = '"one"'
    stale = Manners(rate=1e6, fresh=0)
    with Client(manners=stale, cache=tmp_path) as client:
        first = client.get(f"{world.base}/w/api.php", NAME)
        second = client.get(f"{world.base}/w/api.php", NAME)
        world.headers["ETag"] = '"two"'
        client.get(f"{world.base}/w/api.php", NAME)
    assert second.body == first.body
    asked = [httpx.Headers(headers).get("If-None-Match") for _, _, headers in world.seen]
    assert asked == [None, '"one"', '"one"']


def test_offline_only_what_is_kept_is_used(world: World, tmp_path: Path) -> None:
    """However old it is; for the rest it says what is missing and what to do."""
    with Client(manners=Manners(rate=1e6, fresh=0), cache=tmp_path) as client:
        known = client.get(f"{world.base}/w/api.php", NAME)
    with Client(manners=QUICK, cache=tmp_path, offline=True) as client:
        assert client.get(f"{world.base}/w/api.php", NAME).body == known.body
        with pytest.raises(EndpointError, match="is not asked offline, and its answer to this is"):
            client.get(f"{world.base}/w/api.php", {**NAME, "search": "Iraq"})
    assert len(world.seen) == 1


def test_a_busy_server_is_asked_again_when_it_says(world: World) -> None:
    """Retry-After is obeyed to the second."""
    waits: list[float] = []
    with Client(manners=QUICK, sleep=waits.append) as client:
        assert client.get(f"{world.base}/429/w/api.php", NAME).json()
    assert max(waits) == 7.0
    assert len(world.seen) == 2


def test_a_server_that_wants_a_longer_pause_than_we_have_is_left_alone(world: World) -> None:
    """Who asks again before the time is shut out for a day."""
    waits: list[float] = []
    hurried = Manners(rate=1e6, timeout=5, attempts=3, patience=6)
    with (
        Client(manners=hurried, sleep=waits.append) as client,
        pytest.raises(EndpointError, match="HTTP status 429"),
    ):
        client.get(f"{world.base}/429/w/api.php", NAME)
    assert len(world.seen) == 1
    assert max(waits, default=0) < 1


def test_an_overloaded_server_is_given_time(world: World) -> None:
    """Longer after each attempt, and by chance, so that many clients do not come together."""
    waits: list[float] = []
    with Client(manners=QUICK, sleep=waits.append) as client:
        assert client.get(f"{world.base}/flaky/w/api.php", NAME).json()
    assert len(world.seen) == 3
    assert len([w for w in waits if w > 0.001]) >= 2


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/500", "answered with HTTP status 500: out of memory"),
        ("/cut", "broke off its answer: peer closed connection"),
        ("/loop", "sends the request on more than 5 times; check the address"),
        ("/huge", "answered with more than 2,097,152 bytes; ask for less"),
        ("/bomb", "answered with more than 2,097,152 bytes; ask for less"),
        ("/nowhere", "answered with HTTP status 404: nothing here; check the address"),
    ],
)
def test_a_failure_is_one_line(world: World, path: str, message: str) -> None:
    """What was asked, what came back, and what to do; nothing is kept of it."""
    with Client(manners=QUICK, sleep=nothing) as client, pytest.raises(EndpointError) as caught:
        client.get(f"{world.base}{path}/w/api.php", NAME)
    assert str(caught.value).startswith(f"{world.base}{path}/w/api.php: {message}")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/broken", "its answer is broken JSON"),
        ("/html", "answered with text/html, not with JSON: Captive portal; is this the address"),
    ],
)
def test_what_is_no_json_is_told(world: World, path: str, message: str) -> None:
    """A captive portal answers 200 as well."""
    with Client(manners=QUICK) as client, pytest.raises(EndpointError, match=message):
        client.get(f"{world.base}{path}/w/api.php", NAME).json()


def test_the_time_out_is_for_the_whole_answer(world: World) -> None:
    """A server that sends a byte now and then is given up as well."""
    begun = time.monotonic()
    told = pytest.raises(EndpointError, match=r"no answer within 0\.4 seconds")
    with Client(manners=Manners(timeout=0.4, attempts=1)) as client, told:
        client.get(f"{world.base}/slow/w/api.php", NAME)
    assert time.monotonic() - begun < 2.5


def test_requests_keep_their_distance(world: World) -> None:
    """Also those of several threads: a host sees so many a second, no more."""
    waits: list[float] = []
    with Client(manners=Manners(rate=10), sleep=waits.append) as client:

        def ask() -> None:
            client.get(f"{world.base}/w/api.php", NAME)

        threads = [threading.Thread(target=ask) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(world.seen) == 5
    assert 0.25 < max(waits) <= 0.4


def test_a_credential_is_sent_and_nowhere_else_seen(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither in messages, nor in logs, nor in what is kept; nor does another host get it."""
    monkeypatch.setenv("EXAMPLE_KEY", "s3cr3t-of-ada")
    caplog.set_level(logging.DEBUG)
    secrets = {world.base: Secret("EXAMPLE_KEY", parameter="username")}
    with Client(manners=QUICK, cache=tmp_path, secrets=secrets, sleep=nothing) as client:
        client.get(f"{world.base}/geonames", {"q": "Tehran"})
        assert "username=s3cr3t-of-ada" in world.seen[0][1]
        with pytest.raises(EndpointError) as caught:
            client.get(f"{world.base}/500/geonames", {"q": "Tehran"})
        client.get(f"{world.base.replace('127.0.0.1', 'localhost')}/w/api.php", NAME)
    assert "s3cr3t" not in world.seen[-1][1]
    assert "s3cr3t" not in str(caught.value)
    assert "s3cr3t" not in repr(caught.value)
    assert "s3cr3t" not in caplog.text
    for file in tmp_path.rglob("*"):
        assert b"s3cr3t" not in file.read_bytes()


def test_a_password_in_an_address_is_not_shown(world: World) -> None:
    """People paste such addresses."""
    address = world.base.replace("http://", "http://ada:pass@") + "/500/w/api.php"
    with Client(manners=QUICK, sleep=nothing) as client, pytest.raises(EndpointError) as caught:
        client.get(address, {"key": "hush"})
    assert "pass@" not in str(caught.value)
    assert caught.value.where == f"{world.base}/500/w/api.php"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a/b", "sparql", ""])
def test_only_http_is_asked(address: str) -> None:
    """Other addresses are refused before anything is opened."""
    with Client() as client, pytest.raises(EndpointError, match="no address of an endpoint"):
        client.get(address)
