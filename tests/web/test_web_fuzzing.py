"""Requests, frames and many connections at random: refused; the server stays and reveals nothing."""

import re
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from aiohttp.http import SERVER_SOFTWARE
from fuzzing import round_of, seeds
from patience import PATIENCE_SECONDS, wait_until
from web_attacks import frame, frames, handshake, request
from web_kit import STUB_APP, WORDS, Served, served

from tutor.web.server import SEATS
from tutor.web.session import FULL as SEATS_TAKEN

FULL = SEATS_TAKEN.to_bytes(2, "big")
CODE, WRONG = "918273", "555555"
# What no answer may hold.
SECRETS = (
    CODE,
    "Traceback",
    "aiohttp",
    "Python/",
    "root:",
    str(Path(__file__).parents[2]),
    "a secret",
)
NO_HTTP, OF_PARSER = "400 Bad Request\r\nContent-Type: text/plain", f"Server: {SERVER_SOFTWARE}"
REFUSALS = {100, 400, 401, 403, 404, 405, 411, 413, 414, 417, 426, 429, 431, 501, 505}
STATUS = re.compile(rb"HTTP/\d\.\d (\d{3}) ")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(STUB_APP, tmp_path, codes=True, code=CODE) as server:
        yield server


def connect(server: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), PATIENCE_SECONDS)


def page(server: Served) -> bytes:
    """Return the answer to a right request, which comes after what was sent to the server before it."""
    with closing(connect(server)) as plain:
        host = f"Host: 127.0.0.1:{server.port}"
        plain.sendall(f"GET / HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n".encode())
        return rest_of(plain)


def rest_of(plain: socket.socket) -> bytes:
    """Return what comes until the server closes, in order or not."""
    received = b""
    with suppress(ConnectionError):
        while block := plain.recv(65_536):
            received += block
    return received


def answer_to(server: Served, sent: bytes) -> bytes:
    """Send bytes, see that the server serves others meanwhile, hang up, and return all that came back."""
    with closing(connect(server)) as plain:
        with suppress(ConnectionError):
            plain.sendall(sent)
        assert WORDS.code.encode() in page(server)
        with suppress(OSError):
            plain.shutdown(socket.SHUT_WR)
        return rest_of(plain)


def assert_revealing_nothing(answer: bytes) -> None:
    text = answer.decode("utf-8", "replace")
    if NO_HTTP in text:
        # The parser refuses what is no HTTP in its own words and names itself.
        text = text.replace(OF_PARSER, "")
    assert [secret for secret in SECRETS if secret in text] == []


def admitted(server: Served) -> str:
    """Return the cookie of a browser that typed the code."""
    body = f"code={CODE}"
    answer = answer_to(
        server,
        (
            f"POST /code HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {server.url}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode(),
    )
    cookie = re.search(rb"Set-Cookie: ([^;]+);", answer)
    assert cookie is not None, answer[:300]
    return cookie[1].decode()


def assert_playing(server: Served, cookie: str) -> None:
    """Assert that a browser that was let in gets a seat, where others have just left, and the app draws."""
    wait_until(lambda: is_playing(server, cookie), lambda: "no seat")


def is_playing(server: Served, cookie: str) -> bool:
    with closing(connect(server)) as plain:
        plain.sendall(handshake(server.port, cookie, "?columns=66&rows=17"))
        received = b""
        while b"66x17" not in received and FULL not in received:
            block = plain.recv(65_536)
            assert block, received
            received += block
        plain.sendall(frame(8, (1000).to_bytes(2, "big")))
        rest_of(plain)
        return FULL not in received


@pytest.mark.slow
def test_requests_with_faults(room: Served, capfd: pytest.CaptureFixture[str]) -> None:
    cookie = admitted(room)
    capfd.readouterr()
    outcomes: Counter[int] = Counter()
    for seed in seeds(2_000):
        with round_of(seed) as random:
            answer = answer_to(room, request(random, room.port, WRONG))
            assert_revealing_nothing(answer)
            statuses = [int(status) for status in STATUS.findall(answer)]
            assert bool(statuses) == bool(answer), answer[:200]
            # Only files that anybody may have are given without a cookie.
            allowed = REFUSALS | ({200, 304} if b"/javascript" in answer else set())
            redirected = b"Location: /?" in answer and b"Set-Cookie" not in answer
            assert set(statuses) <= allowed | ({303} if redirected else set()), answer[:500]
            outcomes.update(statuses or [0])
            assert capfd.readouterr().err == ""
            if seed % 100 == 0:
                assert_playing(room, cookie)
    assert len(room.let_in) == 1
    print(dict(sorted(outcomes.items())))


@pytest.mark.slow
def test_frames_with_faults(room: Served) -> None:
    cookie = admitted(room)
    for seed in seeds(300):
        with round_of(seed) as random:
            with closing(connect(room)) as plain:
                plain.sendall(handshake(room.port, cookie))
                answer = b""
                while b"80x80" not in answer:
                    block = plain.recv(65_536)
                    assert block, answer
                    answer += block
                with suppress(ConnectionError):
                    plain.sendall(frames(random))
                assert WORDS.code.encode() in page(room)
                with suppress(OSError):
                    plain.shutdown(socket.SHUT_WR)
                answer += rest_of(plain)
            # What the app draws is its own; it gets what keys type.
            assert_revealing_nothing(answer)
            if seed % 50 == 0:
                assert_playing(room, cookie)


@pytest.mark.slow
def test_many_connections(room: Served) -> None:
    cookie = admitted(room)
    silent = [connect(room) for _ in range(200)]
    browsers = [connect(room) for _ in range(40)]
    for browser in browsers:
        browser.sendall(handshake(room.port, cookie))
    playing = refused = 0
    for browser in browsers:
        received = b""
        while FULL not in received and b"T80x80" not in received:
            block = browser.recv(65_536)
            assert block
            received += block
        refused += FULL in received
        playing += FULL not in received
    assert (playing, refused) == (SEATS, 40 - SEATS)
    assert WORDS.code.encode() in page(room)
    for plain in (*silent, *browsers):
        plain.close()
    assert_playing(room, cookie)
