"""The server: pages for admitted browsers, and a process of the app for each of them, up to SEATS."""

import asyncio
import contextlib
import json
import logging
import math
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web

from tutor.web.gate import Gate, Refused
from tutor.web.pages import Page, PageWords, app_page, assets, code_page
from tutor.web.session import FULL, BrowserSession
from tutor.web.sound import SoundRelay

SEATS = 8

_log = logging.getLogger(__name__)
_SILENT = logging.Logger("silent", logging.CRITICAL + 1)

_LARGEST_FORM = 1_024
_LARGEST_MESSAGE = 16_384
_MOST_COLUMNS, _MOST_ROWS = 400, 200
_STEPS = ("1", "2", "3", "4")
_HEADERS = {
    "Server": "tutor",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With `no-referrer` browsers would not send the origin of our own form with the code.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WebServer:
    """Serves the app, started by `command` once for each browser.

    The environment variable `voice` tells the voice of a session where to send its sound. `log` gets the
    error output of the apps. `let_in` is called whenever a code has been used, `left` whenever an app has
    ended by itself.
    """

    def __init__(
        self,
        gate: Gate,
        command: Sequence[str],
        words: PageWords,
        *,
        voice: str,
        log: Path,
        let_in: Callable[[], None] = lambda: None,
        left: Callable[[], None] = lambda: None,
    ) -> None:
        self._gate = gate
        self._command = command
        self._words = words
        self._voice = voice
        self._log = log
        self._let_in = let_in
        self._left = left
        self._assets = assets()
        self._relay = SoundRelay()
        self._browsers: set[web.WebSocketResponse] = set()
        self._ending = 0
        # A task without a reference may be collected before it is done.
        self._running: set[asyncio.Task[None]] = set()

    async def serve(self, sockets: Sequence[socket.socket], until: asyncio.Event) -> None:
        """Serve on these sockets until the event is set, then end every app."""
        await self._relay.start()
        # No access log: it would record who came when.
        runner = web.AppRunner(
            self._application(),
            access_log=None,
            # It would print a traceback of each request that is no HTTP, with the request itself.
            logger=_SILENT,
            handle_signals=False,
            shutdown_timeout=5,
        )
        await runner.setup()
        for listening in sockets:
            await web.SockSite(runner, listening).start()
        try:
            await until.wait()
        finally:
            await runner.cleanup()
            await self._relay.close()

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[self._guard], client_max_size=_LARGEST_FORM)
        app.router.add_get("/", self._index)
        app.router.add_post("/code", self._try_code)
        app.router.add_get("/key/{key}", self._try_key)
        app.router.add_get("/static/{name}", self._asset)
        app.router.add_get("/ws", self._play)
        app.on_response_prepare.append(_restrict)
        app.on_shutdown.append(self._say_goodbye)
        return app

    # Checks of every request.

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse requests that do not address the server by its name or come from foreign pages."""
        hosts, origins = request.headers.getall("Host", []), request.headers.getall("Origin", [])
        known = len(hosts) == 1 and self._gate.knows_host(hosts[0])
        own = [self._gate.knows_origin(origin) for origin in origins]
        # Browsers send the origin with every request that could change something.
        needs_origin = request.method != "GET" or request.path == "/ws"
        if not known or not all(own) or len(own) > 1 or (needs_origin and not own):
            response: web.StreamResponse = web.Response(status=403, text="403")
        else:
            try:
                response = await handler(request)
            except web.HTTPException as error:
                response = web.Response(status=error.status, text=str(error.status))
            except Exception as error:
                _log.error("a request failed: %s", type(error).__name__)
                response = web.Response(status=500, text="500")
        return response

    def _admits(self, request: web.Request) -> bool:
        return self._gate.admits(request.cookies.get(self._cookie(request)))

    def _cookie(self, request: web.Request) -> str:
        # Browsers share cookies among all ports of an address.
        return f"tutor-{request.host.rpartition(':')[2]}"

    # Pages.

    async def _index(self, request: web.Request) -> web.Response:
        if not self._admits(request):
            return _page_response(
                code_page(self._words, request.host, query=_size_query(request)), 401
            )
        return _page_response(app_page(self._words, request.host))

    async def _try_code(self, request: web.Request) -> web.Response:
        token = self._gate.try_code(await _typed_code(request))
        if isinstance(token, Refused):
            seconds = math.ceil(token.wait)
            notice = self._words.code_wait if seconds else self._words.code_wrong
            notice = notice.replace("{seconds}", str(seconds))
            page = code_page(self._words, request.host, notice, _size_query(request))
            return _page_response(page, 429 if seconds else 403)
        response = web.Response(status=303, headers={"Location": f"/{_size_query(request)}"})
        response.set_cookie(self._cookie(request), token, httponly=True, samesite="Strict")
        self._let_in()
        return response

    async def _try_key(self, request: web.Request) -> web.Response:
        """Let in the browser that the laptop itself has opened, and begin without a button."""
        token = self._gate.try_key(request.match_info["key"])
        query = _size_query(request) or "?"
        response = web.Response(status=303, headers={"Location": f"/{query}&begin"})
        if token is not None:
            response.set_cookie(self._cookie(request), token, httponly=True, samesite="Strict")
        return response

    async def _asset(self, request: web.Request) -> web.Response:
        asset = self._assets.get(request.match_info["name"])
        if asset is None:
            return web.Response(status=404, text="404")
        return web.Response(body=asset.body, content_type=asset.kind)

    # Sessions.

    async def _play(self, request: web.Request) -> web.StreamResponse:
        if not self._admits(request):
            return web.Response(status=401, text="401")
        columns = _dimension(request.query.get("columns"), _MOST_COLUMNS)
        rows = _dimension(request.query.get("rows"), _MOST_ROWS)
        browser = web.WebSocketResponse(heartbeat=15, max_msg_size=_LARGEST_MESSAGE)
        await browser.prepare(request)
        # An app that is ending takes no seat: a reloaded page needs one at once.
        if len(self._browsers) >= SEATS or self._ending >= SEATS:
            await browser.close(code=FULL)
        else:
            await self._attend(browser, columns, rows)
        return browser

    async def _attend(self, browser: web.WebSocketResponse, columns: int, rows: int) -> None:
        environ: dict[str, str] = {}
        session = BrowserSession(self._command, browser, environ, self._log)
        key = self._relay.open(session.sound)
        environ[self._voice] = self._relay.place(key)
        self._browsers.add(browser)
        try:
            await session.start(columns, rows)
            self._running.add(running := asyncio.create_task(session.wait()))
            running.add_done_callback(self._running.discard)
            async for message in browser:
                if message.type is WSMsgType.TEXT:
                    await self._take(session, key, message.data)
        finally:
            self._browsers.discard(browser)
            self._relay.shut(key)
            if session.ended:
                self._left()
            self._ending += 1
            await asyncio.shield(self._end(session))

    async def _end(self, session: BrowserSession) -> None:
        try:
            await session.stop()
        finally:
            self._ending -= 1

    async def _take(self, session: BrowserSession, key: str, text: str) -> None:
        """Forward a message of a page; ignore what our pages never send."""
        message: Any = None
        with contextlib.suppress(ValueError, RecursionError):
            message = json.loads(text)
        match message:
            case ["keys", str(keys)]:
                await session.send_bytes(keys.encode("utf-8", "replace"))
            case ["size", int(columns), int(rows), int(least)]:
                await session.set_size(
                    _within(columns, _MOST_COLUMNS),
                    _within(rows, _MOST_ROWS),
                    _within(least, len(_STEPS)),
                )
            case ["focus"]:
                await session.focus()
            case ["heard", int(clip), int() | float() as delay]:
                self._relay.answer(key, {"heard": clip, "delay": delay})
            case ["deaf", int(clip)]:
                self._relay.answer(key, {"deaf": clip})

    async def _say_goodbye(self, _: web.Application) -> None:
        closing = [browser.close(code=WSCloseCode.GOING_AWAY) for browser in self._browsers]
        await asyncio.gather(*closing, return_exceptions=True)


async def _typed_code(request: web.Request) -> str:
    """Return the code of our form; "" for another form, or one in an unknown encoding."""
    try:
        typed = (await request.post()).get("code", "")
    except (ValueError, LookupError):
        return ""
    return typed if isinstance(typed, str) else ""


async def _restrict(_: web.Request, response: web.StreamResponse) -> None:
    """Add to an answer, also to that of a WebSocket, what browsers may do with it."""
    response.headers.update(_HEADERS)


def _size_query(request: web.Request) -> str:
    """Return the query string for the letter size in an address; empty for any other value."""
    step = request.query.get("size")
    return f"?size={step}" if step in _STEPS else ""


def _page_response(page: Page, status: int = 200) -> web.Response:
    headers = {"Content-Security-Policy": page.policy}
    return web.Response(text=page.body, content_type="text/html", status=status, headers=headers)


def _dimension(text: str | None, most: int) -> int:
    """Return the columns or rows in an address, 80 for an invalid value."""
    return _within(int(text), most) if text and text.isascii() and text.isdigit() else 80


def _within(number: int, most: int) -> int:
    return max(1, min(most, number))
