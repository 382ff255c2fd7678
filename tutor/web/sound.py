"""The sound of the app in the page: the voices of all sessions bring it here, and it goes to their browsers.

What a voice writes is handed on as it is: after one line with the session's key, blocks of four bytes of
length (big-endian) and so many bytes. What the page answers goes back as lines of JSON. The first message
of either side is understood by the other alone (`tutor.speech.page`, `page.js`).
"""

import asyncio
import contextlib
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from tutor.web.gate import LOOPBACK

# Minutes of speech; nothing that is said at once comes near.
_LARGEST = 16_000_000
_HELLO_SECONDS = 5.0

Send = Callable[[bytes], Awaitable[None]]


@dataclass(slots=True)
class _Ear:
    send: Send
    voice: asyncio.StreamWriter | None = None


class SoundRelay:
    """Listens for voices on this computer; each shows the key of its session."""

    def __init__(self) -> None:
        self._ears: dict[str, _Ear] = {}
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._attend, LOOPBACK, 0)

    async def close(self) -> None:
        """Cease to listen."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def open(self, send: Send) -> str:
        """Return the key of a new session, whose sound goes to `send`."""
        key = secrets.token_urlsafe(32)
        self._ears[key] = _Ear(send)
        return key

    def shut(self, key: str) -> None:
        """End the sound of a session."""
        ear = self._ears.pop(key, None)
        if ear is not None and ear.voice is not None:
            ear.voice.close()

    def place(self, key: str) -> str:
        """Return what a voice has to know to come here."""
        if self._server is None:
            raise RuntimeError("not listening yet")
        return f"{self._server.sockets[0].getsockname()[1]} {key}"

    def answer(self, key: str, message: Mapping[str, int | float]) -> None:
        """Hand to the voice of a session what its page answered."""
        ear = self._ears.get(key)
        if ear is not None and ear.voice is not None:
            ear.voice.write(json.dumps(message).encode() + b"\n")

    async def _attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError, EOFError, TimeoutError):
            hello = await asyncio.wait_for(reader.readline(), _HELLO_SECONDS)
            ear = self._ears.get(hello.decode("ascii", "replace").strip())
            if ear is not None:
                ear.voice = writer
                await _hand_on(reader, ear.send)
        writer.close()


async def _hand_on(reader: asyncio.StreamReader, send: Send) -> None:
    while True:
        size = int.from_bytes(await reader.readexactly(4), "big")
        if size > _LARGEST:
            return
        await send(await reader.readexactly(size))
