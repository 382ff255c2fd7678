"""The app in an app window of a browser: a server for this window alone, which ends with it."""

import asyncio
import contextlib
import os
import shutil
import sys
import time
from pathlib import Path

from tutor.cli.web import end_request, new_log, page_words
from tutor.i18n import Translator
from tutor.interpreter import python_command
from tutor.paths import records_file
from tutor.web.gate import LOOPBACK, Gate, listen
from tutor.web.pages import PagePartError
from tutor.window.browsers import FIREFOX_SETTINGS, Browser, browser_command, find_browser
from tutor.window.own import NEVER_SEEN_SECONDS
from tutor.window.recipes import Monitor

_GOODBYE_SECONDS = 5.0


def open_in_browser(language: str, size: int, monitor: Monitor) -> bool:
    """Open the app in a browser window, and return once it is closed; return False if none opens."""
    browser = find_browser(sys.platform, os.environ, shutil.which)
    if browser is None:
        return False
    try:
        return asyncio.run(_serve_window(browser, language, size, monitor))
    except (OSError, PagePartError):
        return False


async def _serve_window(browser: Browser, language: str, size: int, monitor: Monitor) -> bool:
    """Serve one browser until its window is closed or the app in it has ended."""
    from tutor.speech.player import PAGE_SOUND
    from tutor.web.server import WebServer

    sockets = listen((LOOPBACK,), 0)
    host = f"{LOOPBACK}:{sockets[0].getsockname()[1]}"
    # Other users of this computer reach the port too: they would need a code, which nobody shows them.
    gate = Gate((host,), codes=True)
    end = end_request()
    session = ("-m", "tutor.cli.web_session", "--lang", language)
    server = WebServer(
        gate,
        python_command(*session, f"--own-window={size}"),
        page_words(Translator(language)),
        voice=PAGE_SOUND,
        log=new_log(records_file().parent),
        left=end.set,
    )
    serving = asyncio.create_task(server.serve(sockets, end))
    address = f"http://{host}/key/{gate.new_key()}?size={size}"
    profile = _profile(browser)
    begun = time.monotonic()
    try:
        window = await asyncio.create_subprocess_exec(
            *browser_command(browser, address, str(profile), monitor),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        closing = asyncio.create_task(window.wait())
        await asyncio.wait({closing, serving}, return_when=asyncio.FIRST_COMPLETED)
        opened = not closing.done() or window.returncode == 0
        await _close(window)
    finally:
        end.set()
        await serving
    return opened or time.monotonic() - begun > NEVER_SEEN_SECONDS


async def _close(window: asyncio.subprocess.Process) -> None:
    """End the browser, whose app has ended; kill it when it does not."""
    for close in (window.terminate, window.kill):
        if window.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                close()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(window.wait(), _GOODBYE_SECONDS)


def _profile(browser: Browser) -> Path:
    """Create the folder of the browser's settings for this window, private to this user; return its path."""
    folder = records_file().parent / f"browser-{browser.kind}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if browser.kind == "firefox":
        (folder / "user.js").write_text(FIREFOX_SETTINGS, encoding="utf-8")
    return folder
