"""The app of one browser: a process that draws on the page and gets its keys."""

import asyncio
import contextlib
import json
import os
import shlex
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

# The first byte of a block tells the page what it is.
_DRAWN, _SOUND = b"T", b"S"

ENDED, LOST, FULL = 1000, 1011, 4003
_GOODBYE_SECONDS = 3.0


class BrowserSession(AppService):
    """textual-serve's service of an app, for a command without a shell and for our page.

    `environ` is added to the environment of the app's process; `log` gets its error output. `ended` tells
    whether the app has ended by itself.
    """

    def __init__(
        self,
        command: Sequence[str],
        socket: web.WebSocketResponse,
        environ: Mapping[str, str],
        log: Path,
    ) -> None:
        super().__init__(
            shlex.join(command),
            write_bytes=self._draw,
            write_str=socket.send_str,
            close=self._app_ended,
            download_manager=DownloadManager(),
        )
        self._arguments = list(command)
        self._socket = socket
        self._environ = environ
        self._log = log
        self.ended = False

    async def wait(self) -> None:
        """Wait until the app has ended, and close the connection with the reason."""
        if self._task is not None:
            await asyncio.wait({self._task})
        await self._socket.close(code=ENDED if self.ended else LOST)

    async def sound(self, block: bytes) -> None:
        """Send sound to the page."""
        with contextlib.suppress(ConnectionError):
            await self._socket.send_bytes(_SOUND + block)

    async def set_size(self, columns: int, rows: int, least_step: int) -> None:
        """Tell the app the size of the page, and the least size step that can be told from those below."""
        await self.send_meta(
            {"type": "resize", "width": columns, "height": rows, "least": least_step}
        )

    async def stop(self) -> None:
        """Ask the app to end; kill it when it does not."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await self.send_meta({"type": "quit"})
                self.stdin.close()
                await process.wait()
        if process.returncode is None:
            with contextlib.suppress(OSError):
                _kill(process)
            await process.wait()
        if self._task is not None:
            self._task.cancel()

    async def on_data(self, payload: bytes) -> None:
        """Draw; a lost browser is noticed where its messages are read."""
        with contextlib.suppress(ConnectionError):
            await super().on_data(payload)

    async def on_meta(self, data: bytes) -> None:
        """Forward a letter size and a photograph; of Textual's own messages handle the end alone."""
        match json.loads(data):
            case {"type": "step", "step": int(step)}:
                with contextlib.suppress(ConnectionError):
                    await self.remote_write_str(json.dumps(["step", step]))
            case {"type": "photo", "photo": shown}:
                with contextlib.suppress(ConnectionError):
                    await self.remote_write_str(json.dumps(["photo", shown]))
            case {"type": "exit"}:
                await self._app_ended()

    async def on_packed(self, payload: bytes) -> None:
        """Ignore files from the app."""

    async def _draw(self, data: bytes) -> None:
        await self._socket.send_bytes(_DRAWN + data)

    async def _app_ended(self) -> None:
        self.ended = True

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        own = {
            "TEXTUAL_DRIVER": "tutor.web.driver:PageDriver",
            "TEXTUAL_ANIMATIONS": "none",
        }
        return {**super()._build_environment(width, height), **own, **self._environ}

    async def _open_app_process(
        self, width: int = 80, height: int = 24
    ) -> asyncio.subprocess.Process:
        with self._log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *self._arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env=self._build_environment(width, height),
                # Ctrl-C in the server's window ends the server, which then ends the apps.
                start_new_session=sys.platform != "win32",
            )
        # The service would read and print error output, which goes to the log.
        process.stderr = asyncio.StreamReader()
        process.stderr.feed_eof()
        self._process = process
        self._stdin = process.stdin
        return process


def _kill(process: asyncio.subprocess.Process) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
