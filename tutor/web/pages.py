"""The pages for a browser with their words, and the files they load, all from this computer."""

import html
import importlib.util
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from tutor.window.desktop import ICON, font_files

_OWN = Path(__file__).parent / "page"

# textual-serve's script holds a terminal and the behaviour of its page in one piece. Only the terminal is
# used: its parts are found by the names of the fields that hold them.
_PARTS = {
    "terminal": "Terminal",
    "fitAddon": "FitAddon",
    "canvasAddon": "CanvasAddon",
    "unicode11Addon": "Unicode11Addon",
}
_BEHAVIOUR = "window.onload="


class PagePartError(Exception):
    """A file that the pages load is missing or of an unknown version; the message names it."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of the pages, in one language."""

    language: str
    title: str
    begin: str
    begin_hint: str
    ended: str
    ended_hint: str
    lost: str
    lost_hint: str
    full: str
    full_hint: str
    anew: str
    code: str
    code_hint: str
    code_done: str
    code_wrong: str
    code_wait: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages load."""

    kind: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its Content-Security-Policy."""

    body: str
    policy: str


def terminal_script(script: str) -> str:
    """Return the script of textual-serve, changed to expose its terminal as `terminalParts`.

    Raises:
        PagePartError: a part is missing, as in another version.
    """
    names = []
    for kept, part in _PARTS.items():
        found = re.search(rf"this\.{kept}=new (\w+)\.{part}\b", script)
        if found is None:
            raise PagePartError(f"textual-serve: {part}")
        names.append(f"{part}:{found[1]}.{part}")
    before, behaviour, _ = script.partition(_BEHAVIOUR)
    if not behaviour:
        raise PagePartError(f"textual-serve: {_BEHAVIOUR}")
    return f"{before}window.terminalParts={{{','.join(names)}}};{script[len(before) :]}"


def assets() -> Mapping[str, Asset]:
    """Return the files that pages load, by their names under `/static/`.

    Raises:
        PagePartError: one is missing or of an unknown version.
    """
    theirs = _static_files()
    script = terminal_script((theirs / "js" / "textual.js").read_text("utf-8"))
    return {
        "page.css": Asset("text/css", (_OWN / "page.css").read_bytes()),
        "page.js": Asset("text/javascript", (_OWN / "page.js").read_bytes()),
        "sound.js": Asset("text/javascript", (_OWN / "sound.js").read_bytes()),
        "xterm.css": Asset("text/css", (theirs / "css" / "xterm.css").read_bytes()),
        "xterm.js": Asset("text/javascript", script.encode()),
        "letters.ttf": Asset("font/ttf", _font().read_bytes()),
        "icon.svg": Asset("image/svg+xml", ICON.read_bytes()),
    }


def app_page(words: PageWords, host: str) -> Page:
    """Return the page that shows the app, for a browser that addresses the server as `host`."""
    return _page("app.html", words, host)


def code_page(words: PageWords, host: str, notice: str = "", query: str = "") -> Page:
    """Return the page that asks for the code; `notice` is about the last code that was typed.

    `query` is the query string of its own address; it is kept for the address that follows.
    """
    return _page("code.html", words, host, notice=notice, query=query)


def _page(template: str, words: PageWords, host: str, **more: str) -> Page:
    nonce = secrets.token_urlsafe(16)
    texts = {name: getattr(words, name) for name in words.__slots__} | more | {"nonce": nonce}
    safe = {name: html.escape(text) for name, text in texts.items()}
    inside = Template((_OWN / template).read_text("utf-8")).substitute(safe)
    frame = Template((_OWN / "frame.html").read_text("utf-8"))
    body = frame.substitute(safe, body=inside)
    # Older Safari does not take 'self' for the address of a WebSocket.
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            "font-src 'self'",
            "img-src 'self' data:",
            f"connect-src 'self' ws://{host}",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
    return Page(body, policy)


def _static_files() -> Path:
    found = importlib.util.find_spec("textual_serve")
    if found is None or found.origin is None:
        raise PagePartError("textual-serve")
    return Path(found.origin).parent / "static"


def _font() -> Path:
    """Return the variable upright font."""
    upright = [file for file in font_files() if "Italic" not in file.name]
    if not upright:
        raise PagePartError("fontpkg-jetbrains-mono")
    return upright[0]
