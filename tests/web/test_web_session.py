"""The real app behind the server, without a browser: its letters, its end, and what it never shows."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from patience import PATIENCE_SECONDS
from web_kit import REAL_APP, Served, served

pytestmark = pytest.mark.real

F2, V = "\x1bOQ", "v"


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Served]:
    with served((*REAL_APP, "--guests-only"), tmp_path) as server:
        yield server


async def drawn_until(browser: "aiohttp.ClientWebSocketResponse[bool]", text: str) -> str:
    """Return what the app draws until a text was drawn."""
    drawn = ""
    while text not in drawn:
        message = await browser.receive(timeout=PATIENCE_SECONDS)
        assert message.type is aiohttp.WSMsgType.BINARY, message
        if message.data[:1] == b"T":
            drawn += message.data[1:].decode()
    return drawn


async def test_the_app_asks_the_page_for_letters_and_has_no_side_for_volunteers(
    here: Served,
) -> None:
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(f"{here.url}/ws?columns=66&rows=17", origin=here.url) as browser,
    ):
        drawn = await drawn_until(browser, "Làm quen điện thoại")
        await browser.send_json(["keys", V])
        await browser.send_json(["keys", F2])
        while (
            message := await browser.receive(timeout=PATIENCE_SECONDS)
        ).type is aiohttp.WSMsgType.BINARY:
            if message.data[:1] == b"T":
                drawn += message.data[1:].decode()
        assert message.json() == ["step", 3]
        assert "PIN" not in drawn


async def test_an_app_whose_server_is_gone_ends() -> None:
    app = await asyncio.create_subprocess_exec(
        *REAL_APP,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "TEXTUAL_DRIVER": "tutor.web.driver:PageDriver"},
    )
    assert app.stdin is not None
    assert app.stdout is not None
    assert await asyncio.wait_for(app.stdout.readline(), PATIENCE_SECONDS) == b"__GANGLION__\n"
    app.stdin.close()
    await asyncio.wait_for(asyncio.gather(app.wait(), app.stdout.read()), PATIENCE_SECONDS)
    assert app.returncode == 0
