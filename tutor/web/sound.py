"""Relays sound from the voices of all sessions to their browsers.

A voice writes one line with the key of its session, then blocks: four bytes of length (big-endian) and so
many bytes, which are forwarded unchanged. Answers of the page go back as lines of JSON. The content is the
concern of both ends (`tutor.speech.player`, `page.js`).
"""

import asyncio
import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from tutor.web.gate import LOOPBACK

# Minutes of speech; no block comes near.
_LARGEST_BLOCK = 16_000_000
_HELLO_SECONDS = 5.0

Send = Callable[[bytes], Awaitable[None]]


@dataclass(slots=True)
class _Session:
    send: Send
    voice: asyncio.StreamWriter | None = None


class SoundRelay:
    """Accepts voices on this computer; each sends the key of its session."""

    def __init__(self) -> None:
        self._sessions: dict[str, _Session] = {}
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Start listening."""
        self._server = await asyncio.start_server(self._attend, LOOPBACK, 0)

    async def close(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def open(self, send: Send) -> str:
        """Return the key of a new session, whose sound goes to `send`."""
        key = secrets.token_urlsafe(32)
        self._sessions[key] = _Session(send)
        return key

    def shut(self, key: str) -> None:
        """End the sound of a session."""
        session = self._sessions.pop(key, None)
        if session is not None and session.voice is not None:
            session.voice.close()

    def place(self, key: str) -> str:
        """Return the port and the key, which a voice needs to connect."""
        if self._server is None:
            raise RuntimeError("not listening yet")
        return f"{self._server.sockets[0].getsockname()[1]} {key}"

    def answer(self, key: str, message: Mapping[str, int | float]) -> None:
        """Send the answer of a page to the voice of its session."""
        session = self._sessions.get(key)
        if session is not None and session.voice is not None:
            session.voice.write(json.dumps(message).encode() + b"\n")

    async def _attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError, EOFError, TimeoutError):
            hello = await asyncio.wait_for(reader.readline(), _HELLO_SECONDS)
            session = self._sessions.get(hello.decode("ascii", "replace").strip())
            if session is not None:
                session.voice = writer
                await _forward(reader, session.send)
        writer.close()


async def _forward(reader: asyncio.StreamReader, send: Send) -> None:
    while True:
        size = int.from_bytes(await reader.readexactly(4), "big")
        if size > _LARGEST_BLOCK:
            return
        await send(await reader.readexactly(size))
