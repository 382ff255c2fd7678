"""Where the server listens and who may come in: exact addresses, and on a network a code for each browser."""

import contextlib
import hmac
import re
import secrets
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"
PORT = 8017

# Nothing is sent there: connecting a UDP socket shows our own address in that network. A laptop that is
# itself the hotspot of the room has no route to the outside, so usual hotspot networks are tried too.
_PROBED = ("192.0.2.1", "10.42.0.254", "192.168.137.254", "192.168.1.254", "192.168.0.254")

WRONG_TRIES = 5
WAIT_SECONDS = 60.0

_NO_DIGIT = re.compile(r"[^0-9]")


@dataclass(frozen=True, slots=True)
class Refused:
    """A wrong code; `wait` is the number of seconds before the next one is accepted."""

    wait: float = 0.0


def new_code() -> str:
    """Return six random digits."""
    return f"{secrets.randbelow(1_000_000):06}"


class Gate:
    """Checks the addresses of requests, and the codes of browsers.

    `hosts` are the names, with port, by which a browser may address the server. Without `codes` every such
    browser is let in. A code lets one browser in; the next one needs a new code.
    """

    def __init__(
        self,
        hosts: Iterable[str],
        *,
        codes: bool = False,
        clock: Callable[[], float] = time.monotonic,
        draw: Callable[[], str] = new_code,
    ) -> None:
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)
        self._clock = clock
        self._draw = draw
        self._code = draw() if codes else None
        self._key: str | None = None
        self._let_in: list[str] = []
        self._wrong = 0
        self._wait_until = float("-inf")

    @property
    def code(self) -> str | None:
        """The code for the next browser; None where none is needed."""
        return self._code

    def knows_host(self, host: str | None) -> bool:
        """Return True if a Host header names this server; a foreign page may have sent another one."""
        return host in self._hosts

    def knows_origin(self, origin: str | None) -> bool:
        """Return True if a request comes from a page of this server."""
        return origin in self._origins

    def admits(self, token: str | None) -> bool:
        """Return True if a browser with this cookie may use the app."""
        if self._code is None:
            return True
        shown = (token or "").encode()
        # All are compared, so that timing reveals nothing.
        alike = [hmac.compare_digest(shown, known.encode()) for known in self._let_in]
        return any(alike)

    def try_code(self, typed: str) -> str | Refused:
        """Return the cookie for a browser that typed the present code, and draw the next code."""
        now = self._clock()
        if self._code is None or now < self._wait_until:
            return Refused(max(0.0, self._wait_until - now))
        digits = _NO_DIGIT.sub("", typed)
        if not hmac.compare_digest(digits, self._code):
            self._wrong += 1
            if self._wrong < WRONG_TRIES:
                return Refused()
            self._wrong = 0
            self._wait_until = now + WAIT_SECONDS
            return Refused(WAIT_SECONDS)
        self._wrong = 0
        self._code = self._draw()
        return self._new_cookie()

    def new_key(self) -> str:
        """Return a key that lets one browser in without a code; it replaces the one before."""
        self._key = secrets.token_urlsafe(32)
        return self._key

    def try_key(self, shown: str) -> str | None:
        """Return the cookie for a browser that shows the key, which then opens no more; None for another."""
        if self._key is None or not hmac.compare_digest(shown.encode(), self._key.encode()):
            return None
        self._key = None
        return self._new_cookie()

    def _new_cookie(self) -> str:
        token = secrets.token_urlsafe(32)
        self._let_in.append(token)
        return token


def lan_addresses() -> tuple[str, ...]:
    """Return the addresses under which the local network reaches this computer."""
    found: list[str] = []
    for target in _PROBED:
        with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            found.append(probe.getsockname()[0])
    return tuple(dict.fromkeys(a for a in found if not a.startswith(("127.", "0."))))


def listen(addresses: tuple[str, ...], port: int | None) -> list[socket.socket]:
    """Listen on one port of all addresses: the given one, else the default or any free one.

    Raises:
        OSError: the given port is taken, or an address is not ours.
    """
    if port is not None:
        return _listen(addresses, port)
    try:
        return _listen(addresses, PORT)
    except OSError:
        return _listen(addresses, 0)


def _listen(addresses: tuple[str, ...], port: int) -> list[socket.socket]:
    with contextlib.ExitStack() as opened:
        sockets: list[socket.socket] = []
        for address in addresses:
            sockets.append(opened.enter_context(socket.create_server((address, port))))
            port = sockets[0].getsockname()[1]
        opened.pop_all()
    return sockets
