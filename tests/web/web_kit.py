"""The server of the app in a thread of its own, and stand-ins for the app and its words."""

import asyncio
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from patience import PATIENCE_SECONDS

from tutor.cli.web import page_words
from tutor.i18n import Translator
from tutor.speech.player import PAGE_SOUND
from tutor.web.gate import LOOPBACK, Gate, listen
from tutor.web.server import WebServer

WORDS = page_words(Translator("vi"))
_CALM_APP = str(Path(__file__).parents[1] / "support" / "calm_app.py")
# With a clock for which every key comes a second after the last.
REAL_APP = (sys.executable, _CALM_APP, "tutor.cli.web_session", "--lang", "vi")

# Speaks Textual's protocol with its server: writes what it is sent in capitals, "q" ends it.
_STUB = """
import json, os, sys
def send(kind, data):
    os.write(1, kind + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
send(b"D", f"{os.environ['COLUMNS']}x{os.environ['ROWS']}".encode())
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if head[:1] == b"M":
        told = json.loads(data)
        if told["type"] == "quit":
            break
        send(b"D", json.dumps(told).encode())
    elif data == b"q":
        send(b"M", json.dumps({"type": "exit"}).encode())
        break
    elif data == b"crash":
        sys.exit("a secret of the app")
    elif data == b"step":
        send(b"M", json.dumps({"type": "open_url", "url": "http://there.example"}).encode())
        send(b"M", json.dumps({"type": "step", "step": 3}).encode())
    else:
        send(b"D", data.decode().upper().encode())
"""
STUB_APP = (sys.executable, "-c", _STUB)


@dataclass
class Served:
    """A server that runs, and how often its code was used up."""

    gate: Gate
    port: int
    log: Path
    let_in: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"


@contextmanager
def served(
    command: Sequence[str], folder: Path, *, codes: bool = False, code: str = "123456"
) -> Iterator[Served]:
    """Serve on a free port of this computer; with `codes` as on a network."""
    sockets = listen((LOOPBACK,), 0)
    port = sockets[0].getsockname()[1]
    gate = Gate((f"{LOOPBACK}:{port}", f"localhost:{port}"), codes=codes, draw=lambda: code)
    here = Served(gate, port, folder / "web.log")
    server = WebServer(
        gate,
        command,
        WORDS,
        voice=PAGE_SOUND,
        log=here.log,
        let_in=lambda: here.let_in.append(gate.code),
    )
    loop = asyncio.new_event_loop()
    end = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(server.serve(sockets, end)))
    thread.start()
    try:
        yield here
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join(PATIENCE_SECONDS)
        loop.close()
