"""A bundle as the store takes it: its events as text for COPY, its people as rows.

Reading and checking is most of the work of loading, and is done in several processes beside PostgreSQL.
"""

import re
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tutor.hub.bundle import LARGEST_FILE, checked_rows
from tutor.hub.sealing import Fault, SealError, unseal
from tutor.records.exchange import (
    DEVICE,
    ID,
    KIND,
    LEARNER,
    RUN,
    SEQ,
    BadRowError,
    EventRow,
    PersonRow,
)
from tutor.records.people import GUEST

CLASS_KINDS = frozenset(
    {
        *("session-planned", "session-started", "session-ended", "session-held"),
        *("session-cancelled", "unnamed-counted", "helpers-counted", "attended"),
    }
)
"""The kinds of events that are found by their class: those of the index `event_class`."""

_PROBES = 16
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(slots=True)
class Decoded:
    """What a bundle holds; `known` if the store has loaded just this before, and then nothing else."""

    digest: bytes
    known: bool = False
    events: bytes = b""
    event_count: int = 0
    people: list[PersonRow] = field(default_factory=list)
    learners: set[str] = field(default_factory=set)
    runs: set[str] = field(default_factory=set)
    """The classes that its events are about."""
    devices: set[str] = field(default_factory=set)
    last_seq: int = 0
    probes: list[str] = field(default_factory=list)
    """The ids of some of the events: a store that has none of these has probably none at all."""


def copy_text(rows: Sequence[EventRow]) -> bytes:
    """Return rows of events as the text that COPY reads; raise BadRowError for what no column takes."""
    return b"".join(map(_copy_line, rows))


def _copy_line(row: EventRow) -> bytes:
    if not _UUID.fullmatch(row[ID]):
        raise BadRowError("id")
    *columns, digest = row
    text = "\t".join(map(str, columns)).replace("\\", "\\\\")
    if "\n" in text or "\r" in text or text.count("\t") != len(columns) - 1:
        text = "\t".join(_escaped(str(column)) for column in columns)
    if "\0" in text:
        raise BadRowError("texts")
    return f"{text}\t\\\\x{digest}\n".encode()


def _escaped(text: str) -> str:
    for sign, code in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(sign, code)
    return text


def decode(data: bytes, loaded: frozenset[bytes] = frozenset()) -> Decoded:
    """Return what the unsealed data of a bundle hold, each row checked; raise SealError."""
    decoded = Decoded(sha256(data).digest())
    if decoded.digest in loaded:
        decoded.known = True
        return decoded
    events: list[EventRow] = []
    for row in checked_rows(data):
        if not isinstance(row, tuple):
            decoded.people.append(row)
        elif row[LEARNER] != GUEST:
            events.append(row)
    try:
        decoded.events = copy_text(events)
        if any(
            "\0" in value
            for row in decoded.people
            for value in row.values()
            if isinstance(value, str)
        ):
            raise BadRowError("texts")
    except ValueError as error:
        raise SealError("damaged") from error
    decoded.event_count = len(events)
    decoded.learners = {row[LEARNER] for row in events} - {""}
    decoded.runs = {row[RUN] for row in events if row[KIND] in CLASS_KINDS}
    decoded.devices = {row[DEVICE] for row in events} - {""}
    decoded.last_seq = max((row[SEQ] for row in events), default=0)
    decoded.probes = [row[ID] for row in events[:: max(1, len(events) // _PROBES)]]
    return decoded


def decode_file(file: Path, passphrase: str, loaded: frozenset[bytes]) -> Decoded | Fault:
    """Return what a file holds, or why it cannot be read; raise OSError."""
    if file.stat().st_size > LARGEST_FILE:
        return "too-large"
    try:
        return decode(unseal(file.read_bytes(), passphrase), loaded)
    except SealError as error:
        return error.fault


def decode_files(
    files: Sequence[Path], passphrase: str, loaded: frozenset[bytes], processes: int
) -> Iterator[tuple[Path, Decoded | Fault]]:
    """Yield each file with what it holds, in their order; a few are read ahead. Raises OSError."""
    if min(processes, len(files)) < 2:
        for file in files:
            yield file, decode_file(file, passphrase, loaded)
        return
    waiting = list(reversed(files))
    ahead: deque[tuple[Path, Future[Decoded | Fault]]] = deque()
    pool = ProcessPoolExecutor(processes, initializer=_start)
    try:
        while waiting or ahead:
            while waiting and len(ahead) <= processes:
                file = waiting.pop()
                ahead.append((file, pool.submit(decode_file, file, passphrase, loaded)))
            file, future = ahead.popleft()
            yield file, future.result()
    except BrokenProcessPool as error:
        raise OSError(None, "a process that reads bundles was ended") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _start() -> None:
    # Ctrl-C ends the process that waits for these, and that ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
