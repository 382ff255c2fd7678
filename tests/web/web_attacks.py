"""Requests and frames that no browser of ours sends, made at random."""

import json
from collections.abc import Sequence
from random import Random

PATHS = (
    *(
        "/",
        "/ws",
        "/code",
        "/static/page.js",
        "/static/",
        "/key/",
        "/nothing",
        "*",
        "",
        "//",
        "///",
    ),
    *(
        "/../../etc/passwd",
        "/static/../gate.py",
        "/static/..%2f..%2fgate.py",
        "/static/%2e%2e/gate.py",
    ),
    *("/static/..\\..\\gate.py", "/static/%00", "/static/page.js%00.css", "/static/%c0%ae%c0%ae/x"),
    *(
        "/static/.git/config",
        "/static//etc/passwd",
        "/key/..",
        "/key/" + "a" * 43,
        "/key/%0d%0aX:%20y",
    ),
    *(
        "/ws?columns=9999999999999999999999&rows=-1",
        "/ws?columns=%D9%A1&rows=1e9",
        "/?size=4%0d%0aX:y",
    ),
    *(
        "/code?size=5",
        "/?" + "a=1&" * 2_000,
        "/" + "a" * 9_000,
        "/%",
        "/%zz",
        "/\u00e9",
        "/x y",
        "/#x",
    ),
    *("http://evil.example/", "http://{host}/", "http://{host}@evil.example/", "evil.example:443"),
)
METHODS = (
    *("GET",) * 6,
    *("POST",) * 4,
    *(
        "HEAD",
        "PUT",
        "DELETE",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PATCH",
        "get",
        "G\x00T",
        "",
        "A" * 500,
    ),
)
HOSTS = (
    *("{host}",) * 8,
    *(
        "evil.example",
        "",
        "{host}.evil.example",
        "evil.example\r\nHost: {host}",
        "127.0.0.1",
        "[::1]",
    ),
    *(
        "{host}, {host}",
        " {host}",
        "{host}/",
        "user@{host}",
        "\u0661\u0662\u0667.0.0.1",
        "x" * 5_000,
    ),
)
ORIGINS = (
    *("http://{host}",) * 6,
    *("http://evil.example", "null", "", "https://{host}", "http://{host}.evil.example"),
    *("http://{host}/", "http://{host}\r\nOrigin: http://evil.example", "file://", "HTTP://{host}"),
)
BODIES = (
    *("code={wrong}",) * 6,
    *(
        "code=",
        "code=%00",
        "code=%F0%9F",
        "code[]=1",
        "code={wrong}&code={wrong}",
        "x" * 5_000,
        "&" * 900,
    ),
    *(
        "code=" + "\u0661" * 6,
        "code=" + "9" * 900,
        "{}",
        "\x00\xff",
        '--b\r\nname="code"\r\n\r\n1\r\n--b--',
    ),
)
TYPES = (
    *("application/x-www-form-urlencoded",) * 5,
    *(
        "application/json",
        "multipart/form-data; boundary=b",
        "multipart/form-data",
        "text/plain",
        "x",
    ),
    *(
        "application/x-www-form-urlencoded; charset=utf-7",
        "application/x-www-form-urlencoded; charset=no",
    ),
)
HEADERS = (
    *(
        "Cookie: tutor-{port}=guess",
        "Cookie: tutor-{port}=",
        "Cookie: " + "a=b; " * 800,
        "Cookie: \x00",
    ),
    *("Transfer-Encoding: chunked", "Transfer-Encoding: identity, chunked", "Content-Length: -1"),
    *(
        "Content-Length: 99999999999999999999",
        "Content-Length: 1\r\nContent-Length: 2",
        "Expect: 100-continue",
    ),
    *(
        "Upgrade: websocket\r\nConnection: Upgrade",
        "Upgrade: h2c\r\nConnection: Upgrade",
        "X:" + "y" * 9_000,
    ),
    *("X-Forwarded-Host: evil.example", "X-HTTP-Method-Override: DELETE", "Range: bytes=0-,0-,0-"),
    *(
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Key: x",
    ),
    *(
        "Sec-WebSocket-Version: 99",
        "no colon",
        ": empty",
        " folded: x",
        "Bad\x00Name: x",
        "Accept-Encoding: br",
    ),
    *("X: y\r\n" * 300, "If-None-Match: *", "Connection: close", "Authorization: Basic Og=="),
)


def request(random: Random, port: int, wrong: str) -> bytes:
    """Return a request with some faults, in half of them a single one; a code in it is the wrong one."""
    if random.random() < 0.05:
        return random.randbytes(random.choice((1, 40, 3_000)))
    parts = (
        "method",
        "path",
        "version",
        "host",
        "origin",
        "type",
        "body",
        "length",
        "headers",
        "bytes",
    )
    faults = set(random.choices(parts, k=random.choice((1, 1, 2, 4))))

    def pick(part: str, choices: Sequence[str], usual: str) -> str:
        return random.choice(choices) if part in faults else usual

    post = random.random() < 0.4
    body = pick("body", BODIES, "code={wrong}") if post else ""
    target = pick(
        "path", PATHS, "/code" if post else random.choice(("/", "/ws", "/static/page.js"))
    )
    lines = [
        f"{pick('method', METHODS, 'POST' if post else 'GET')} {target} "
        f"HTTP/{pick('version', ('1.0', '2.0', '0.9', 'x'), '1.1')}",
        f"Host: {pick('host', HOSTS, '{host}')}",
        f"Origin: {pick('origin', ORIGINS, 'http://{host}')}",
    ]
    if post:
        length = str(len(body.replace("{wrong}", wrong).encode()))
        lines.append(f"Content-Type: {pick('type', TYPES, TYPES[0])}")
        lines.append(f"Content-Length: {pick('length', ('1', '0', '1000000', '-1', 'x'), length)}")
    if "headers" in faults:
        lines += random.choices(HEADERS, k=random.choice((1, 1, 3)))
    text = "\r\n".join(lines) + "\r\n\r\n" + body
    host = f"127.0.0.1:{port}"
    for name, value in (("host", host), ("port", str(port)), ("wrong", wrong)):
        text = text.replace("{" + name + "}", value)
    raw = bytearray(text.encode("utf-8", "replace"))
    for _ in range(random.choice((1, 5)) if "bytes" in faults else 0):
        raw[random.randrange(len(raw))] = random.randrange(256)
    return bytes(raw)


def handshake(port: int, cookie: str, size: str = "") -> bytes:
    """Return the request of a WebSocket as our page makes it."""
    return (
        f"GET /ws{size} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nCookie: {cookie}\r\n\r\n"
    ).encode()


def frame(
    opcode: int, payload: bytes, *, bits: int = 0x80, masked: bool = True, length: int | None = None
) -> bytes:
    """Return a WebSocket frame; `bits` are the end mark and the reserved bits, `length` what it claims."""
    stated = len(payload) if length is None else length
    head = bytes([bits | opcode])
    mask = 0x80 if masked else 0
    if stated < 126:
        head += bytes([mask | stated])
    elif stated < 65_536:
        head += bytes([mask | 126]) + stated.to_bytes(2, "big")
    else:
        head += bytes([mask | 127]) + stated.to_bytes(8, "big")
    return head + (b"\0\0\0\0" if masked else b"") + payload


_NUMBERS: Sequence[object] = (0, -1, 10**30, 1e308, float("nan"), True, None, "1", [], {})


def _message(random: Random) -> object:
    values = [random.choice(_NUMBERS) for _ in range(random.choice((0, 1, 2, 3, 4, 9)))]
    name = random.choice(("size", "heard", "deaf", "focus", "size", "heard", "quit", "", 3, None))
    return random.choice(([name, *values], {"keys": values}, [[name]], name, ["keys", *values]))


def frames(random: Random) -> bytes:
    """Return some frames with faults; some are whole messages with faults inside."""
    sent = b""
    for _ in range(random.choice((1, 2, 5))):
        payload = random.choice(
            (
                json.dumps(_message(random)).encode(),
                random.randbytes(random.choice((0, 1, 125, 126, 4_000))),
                b"[" * random.choice((10, 9_000)),
                json.dumps(["keys", "\ud800\x1b[999999999;9R\x00" * 9]).encode(),
                b"[1" + b"0" * 9_000 + b"]",
                b"\xff\xfe\x00",
            )
        )
        if random.random() < 0.6:
            sent += frame(1, payload)
        else:
            sent += frame(
                random.randrange(16),
                payload,
                bits=random.choice((0x80, 0x00, 0xC0, 0xF0, 0x40)),
                masked=random.random() < 0.7,
                length=random.choice((None, None, None, 0, 200, 70_000, 2**62, 2**64 - 1)),
            )
    return sent
