"""The server against clients that are no browsers: what it refuses, and what passes between page and app."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TypeAlias

import aiohttp
import pytest
from patience import PATIENCE_SECONDS
from web_kit import STUB_APP, WORDS, Served, served

from tutor.web.gate import WRONG_TRIES
from tutor.web.server import SEATS
from tutor.web.session import ENDED, FULL, LOST
from tutor.web.sound import SoundRelay

Socket: TypeAlias = "aiohttp.ClientWebSocketResponse[bool]"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Served]:
    with served(STUB_APP, tmp_path) as server:
        yield server


@pytest.fixture
def in_the_room(tmp_path: Path) -> Iterator[Served]:
    with served(STUB_APP, tmp_path, codes=True) as server:
        yield server


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


def socket_of(
    client: aiohttp.ClientSession, server: Served, origin: str | None = None, size: str = ""
) -> "aiohttp.client._WSRequestContextManager":
    """Connect as our page does."""
    return client.ws_connect(f"{server.url}/ws{size}", origin=origin or server.url)


async def drawn(browser: Socket) -> str:
    """Return what the app drew next."""
    block = await browser.receive_bytes(timeout=PATIENCE_SECONDS)
    assert block[:1] == b"T"
    return block[1:].decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/ws", "/static/page.js", "/nothing"])
async def test_foreign_names_and_origins_are_refused_everywhere(
    here: Served, client: aiohttp.ClientSession, headers: dict[str, str], path: str
) -> None:
    async with client.get(here.url + path, headers=headers) as answer:
        assert answer.status == 403
        assert await answer.text() == "403"


async def test_a_socket_and_a_form_have_to_say_where_they_come_from(
    in_the_room: Served, here: Served, client: aiohttp.ClientSession
) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await client.ws_connect(f"{here.url}/ws")
    assert refused.value.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await socket_of(client, here, "http://evil.example")
    assert refused.value.status == 403
    async with client.post(f"{in_the_room.url}/code", data={"code": "123456"}) as answer:
        assert answer.status == 403
    assert in_the_room.let_in == []


async def test_two_hosts_in_one_request_are_none(here: Served) -> None:
    with socket.create_connection(("127.0.0.1", here.port), 5) as plain:
        host = f"127.0.0.1:{here.port}"
        plain.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n".encode())
        assert plain.recv(1000).split()[1] in (b"400", b"403")


async def test_every_answer_is_strict_and_tells_nothing_of_the_server(
    here: Served, client: aiohttp.ClientSession
) -> None:
    for path in ("/", "/static/page.css", "/nothing"):
        async with client.get(here.url + path) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Server"] == "tutor"


async def test_a_socket_is_answered_as_strictly(
    here: Served, client: aiohttp.ClientSession
) -> None:
    async with socket_of(client, here) as browser:
        assert browser._response.headers["Server"] == "tutor"
        assert browser._response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("sent", [b"G\0T / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nN\0: x\r\n\r\n"])
async def test_what_is_no_request_prints_nothing(
    here: Served, sent: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", here.port), PATIENCE_SECONDS) as plain:
        plain.sendall(sent)
        assert b" 400 " in plain.recv(1000)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("path", ["/static/", "/static/..%2fgate.py", "/static/app.html", "/ws/x"])
async def test_folders_are_not_listed_and_other_files_not_given(
    here: Served, client: aiohttp.ClientSession, path: str
) -> None:
    async with client.get(here.url + path) as answer:
        assert (answer.status, await answer.text()) == (404, "404")


async def test_the_page_of_the_app_is_strict_about_what_it_loads(
    here: Served, client: aiohttp.ClientSession
) -> None:
    async with client.get(here.url) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert WORDS.begin in await answer.text()


async def test_keys_sizes_and_steps_pass_between_page_and_app(
    here: Served, client: aiohttp.ClientSession
) -> None:
    async with socket_of(client, here, size="?columns=66&rows=17") as browser:
        assert await drawn(browser) == "66x17"
        await browser.send_json(["keys", "chữ"])
        assert await drawn(browser) == "CHỮ"
        await browser.send_json(["size", 100_000, -3, 9])
        assert json.loads(await drawn(browser)) == {
            **{"type": "resize", "width": 400, "height": 1, "least": 4}
        }
        await browser.send_json(["focus"])
        assert json.loads(await drawn(browser)) == {"type": "focus"}
        # An address that the app would open is not handed on.
        await browser.send_json(["keys", "step"])
        assert await browser.receive_json(timeout=PATIENCE_SECONDS) == ["step", 3]


@pytest.mark.parametrize(
    "message",
    ["", "[", "null", '["keys"]', '["keys", 3]', '["size", "a", 2]', '["quit"]', "[" * 9_000],
)
async def test_messages_that_no_page_of_ours_sends_do_nothing(
    here: Served, client: aiohttp.ClientSession, message: str
) -> None:
    async with socket_of(client, here) as browser:
        await drawn(browser)
        await browser.send_str(message)
        await browser.send_json(["keys", "on"])
        assert await drawn(browser) == "ON"


async def test_a_message_that_is_too_large_ends_the_session(
    here: Served, client: aiohttp.ClientSession
) -> None:
    async with socket_of(client, here) as browser:
        await drawn(browser)
        await browser.send_json(["keys", "a" * 20_000])
        message = await browser.receive(timeout=PATIENCE_SECONDS)
        assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)


@pytest.mark.parametrize(("keys", "code"), [("q", ENDED), ("crash", LOST)])
async def test_the_page_is_told_how_the_app_ended_and_nothing_else(
    here: Served, client: aiohttp.ClientSession, keys: str, code: int
) -> None:
    async with socket_of(client, here) as browser:
        await drawn(browser)
        await browser.send_json(["keys", keys])
        message = await browser.receive(timeout=PATIENCE_SECONDS)
        assert message.type is aiohttp.WSMsgType.CLOSE
        assert (message.data, message.extra) == (code, "")
    assert ("a secret of the app" in here.log.read_text()) == (keys == "crash")


async def test_a_ninth_browser_is_told_that_all_places_are_taken(
    here: Served, client: aiohttp.ClientSession
) -> None:
    browsers = [await socket_of(client, here) for _ in range(SEATS)]
    for browser in browsers:
        await drawn(browser)
    ninth = await socket_of(client, here)
    message = await ninth.receive(timeout=PATIENCE_SECONDS)
    assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, FULL)
    await browsers.pop().close()
    async with socket_of(client, here) as browser:
        assert await drawn(browser)
    for browser in browsers:
        await browser.close()


async def type_code(
    client: aiohttp.ClientSession, server: Served, code: str, asked: str = ""
) -> aiohttp.ClientResponse:
    """Hand in a code as our form does."""
    return await client.post(
        f"{server.url}/code{asked}",
        data={"code": code},
        headers={"Origin": server.url},
        allow_redirects=False,
    )


async def test_in_the_room_nothing_opens_without_the_code(
    in_the_room: Served, client: aiohttp.ClientSession
) -> None:
    async with client.get(in_the_room.url) as answer:
        assert answer.status == 401
        shown = await answer.text()
        assert WORDS.code in shown
        assert "123456" not in shown
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await socket_of(client, in_the_room)
    assert refused.value.status == 401


async def test_the_code_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(
    in_the_room: Served, client: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    answer = await type_code(client, in_the_room, "123 456")
    assert answer.status == 303
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert len(in_the_room.let_in) == 1
    async with socket_of(client, in_the_room) as browser:
        assert await drawn(browser)
    token = cookie.partition("=")[2].partition(";")[0]
    assert token not in caplog.text
    assert "123456" not in caplog.text


@pytest.mark.parametrize(
    ("asked", "carried"),
    [
        *((f"?size={step}", f"?size={step}") for step in (1, 2, 3, 4)),
        *(
            (other, "")
            for other in ("", "?size=5", "?size=", "?size=4%0d%0aX:y", "?size=//b", "?s=4")
        ),
    ],
)
async def test_the_size_that_is_asked_for_goes_with_the_code(
    in_the_room: Served, client: aiohttp.ClientSession, asked: str, carried: str
) -> None:
    async with client.get(f"{in_the_room.url}/{asked}") as answer:
        assert f'action="/code{carried}"' in await answer.text()
    wrong = await type_code(client, in_the_room, "000000", asked)
    assert f'action="/code{carried}"' in await wrong.text()
    answer = await type_code(client, in_the_room, "123456", asked)
    assert (answer.status, answer.headers["Location"]) == (303, f"/{carried}")


async def test_wrong_codes_are_told_softly_and_after_five_have_to_wait(
    in_the_room: Served, client: aiohttp.ClientSession
) -> None:
    for _ in range(WRONG_TRIES - 1):
        wrong = await type_code(client, in_the_room, "000000")
        assert wrong.status == 403
        assert WORDS.code_wrong in await wrong.text()
        assert "Set-Cookie" not in wrong.headers
    waits = await type_code(client, in_the_room, "000000")
    assert waits.status == 429
    assert WORDS.code_wait.partition("{")[0] in await waits.text()
    assert (await type_code(client, in_the_room, "123456")).status == 429


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded; charset=no",
        "application/x-www-form-urlencoded; charset=utf-32",
        "multipart/form-data",
        "multipart/form-data; boundary=b",
    ],
)
async def test_a_form_in_another_encoding_is_a_wrong_code(
    in_the_room: Served, client: aiohttp.ClientSession, kind: str
) -> None:
    async with client.post(
        f"{in_the_room.url}/code",
        data=b"code=123456",
        headers={"Origin": in_the_room.url, "Content-Type": kind},
    ) as answer:
        assert answer.status == 403


async def test_a_form_that_is_too_large_is_refused(
    in_the_room: Served, client: aiohttp.ClientSession
) -> None:
    answer = await type_code(client, in_the_room, "1" * 5_000)
    assert answer.status == 413


async def test_sound_goes_to_the_session_whose_key_the_voice_shows() -> None:
    relay = SoundRelay()
    await relay.start()
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    key = relay.open(heard.put)
    port, shown = relay.place(key).split()
    reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
    writer.write(f"{shown}\n".encode() + (5).to_bytes(4, "big") + b"hello")
    assert await asyncio.wait_for(heard.get(), PATIENCE_SECONDS) == b"hello"
    relay.answer(key, {"heard": 1, "delay": 0.1})
    assert json.loads(await asyncio.wait_for(reader.readline(), PATIENCE_SECONDS)) == {
        "heard": 1,
        "delay": 0.1,
    }
    relay.shut(key)
    assert await asyncio.wait_for(reader.read(), PATIENCE_SECONDS) == b""
    writer.close()
    await relay.close()


async def test_a_voice_without_a_key_is_heard_nowhere() -> None:
    relay = SoundRelay()
    await relay.start()
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    port = relay.place(relay.open(heard.put)).split()[0]
    reader, writer = await asyncio.open_connection("127.0.0.1", int(port))
    writer.write(b"guess\n" + (5).to_bytes(4, "big") + b"hello")
    assert await asyncio.wait_for(reader.read(), PATIENCE_SECONDS) == b""
    assert heard.empty()
    writer.close()
    await relay.close()
