"""Where the server listens: this computer alone, or also its addresses in the local network."""

import contextlib
import socket

LOOPBACK = "127.0.0.1"
PORT = 8017

# Nothing is sent there: each shows which address of ours leads to such a network. A laptop that is itself
# the hotspot of the room has no way to the outside, so the usual networks of hotspots are asked for too.
_ASKED = ("192.0.2.1", "10.42.0.254", "192.168.137.254", "192.168.1.254", "192.168.0.254")


def lan_addresses() -> tuple[str, ...]:
    """Return the addresses under which the local network reaches this computer."""
    found: list[str] = []
    for target in _ASKED:
        with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as asking:
            asking.connect((target, 9))
            found.append(asking.getsockname()[0])
    return tuple(dict.fromkeys(a for a in found if not a.startswith(("127.", "0."))))


def listen(addresses: tuple[str, ...], port: int | None) -> list[socket.socket]:
    """Listen on one port of all addresses: the one asked for, else the usual one or any that is free.

    Raises:
        OSError: the port asked for is taken, or an address is not ours.
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
