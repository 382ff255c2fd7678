"""A bundle as the store takes it: its events as text for COPY, its people as rows.

Reading and checking is most of the work of loading, and is done in several processes beside PostgreSQL.
"""

import json
import re
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from tutor.hub.areas import CLASS_KINDS
from tutor.hub.bundle import checked_rows
from tutor.hub.sealing import Fault, SealError, unseal
from tutor.hub.stick import sealed_data
from tutor.records.class_events import has_sound_numbers
from tutor.records.exchange import (
    AT,
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
from tutor.records.journal import NAMES
from tutor.records.people import GUEST

_PROBES = 16
_LONGEST_ID = 200
"""So many letters may an id have: PostgreSQL takes no long text into an index."""
_HEX = "[0-9a-f]"
_ID = f"{_HEX}{{8}}(?:-{_HEX}{{4}}){{3}}-{_HEX}{{12}}"
_UUID = re.compile(_ID)
_TEXT, _NUMBER = r'"([ !#-\[\]-~]*)"', "(0|[1-9][0-9]{0,14})"
_FORMS = {
    "id": f'"({_ID})"',
    **dict.fromkeys(("seq", "wall_ms", "v"), _NUMBER),
    # Possessive, for a run of letters could be cut in as many ways as a hostile line likes.
    "payload": r'"((?:[ !#-\[\]-~]++|\\["\\])*+)"',
}
# Canonical JSON without a sign that is written in two ways.
_LINE = re.compile(
    rf"\[{','.join(_FORMS.get(name, _TEXT) for name in NAMES)},\"({_HEX}{{64}})\"\]\n"
)
_TAIL = len(',"",]') + 64
_asked_columns = itemgetter(DEVICE, SEQ, KIND, LEARNER, RUN)
_asked_of = itemgetter(ID, DEVICE, SEQ, KIND, LEARNER, RUN)


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


class _Event(NamedTuple):
    """An event as a line for COPY, and what is asked of it here."""

    line: str
    id: str
    device: str
    seq: int
    kind: str
    learner: str
    run: str


def copy_text(rows: Sequence[EventRow]) -> bytes:
    """Return rows of events as the text that COPY reads; raise BadRowError for what no column takes."""
    return "".join(_event_of(row).line for row in rows).encode()


def _event_of(row: EventRow) -> _Event:
    if not _UUID.fullmatch(row[ID]):
        raise BadRowError("id")
    *columns, digest = row
    text = "\t".join(map(str, columns)).replace("\\", "\\\\")
    if "\n" in text or "\r" in text or text.count("\t") != len(columns) - 1:
        text = "\t".join(_escaped(str(column)) for column in columns)
    if "\0" in text:
        raise BadRowError("texts")
    return _Event(f"{text}\t\\\\x{digest}\n", *_asked_of(row))


def _escaped(text: str) -> str:
    for sign, code in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(sign, code)
    return text


def _quick_event(line: bytes) -> _Event | None:
    """Return the event of a line as nearly every one is written; None for a line to be read in full.

    A line of this form is the very text that its hash is of, so that neither is made anew.
    """
    match = _LINE.fullmatch(line.decode("ascii", "replace"))
    if match is None:
        return None
    *columns, payload, digest = match.groups()
    if sha256(line[:-_TAIL] + b"]").hexdigest() != digest:
        return None
    copied = payload.replace('\\"', '"')
    device, seq, kind, learner, run = _asked_columns(columns)
    try:
        datetime.fromisoformat(columns[AT])
        values = json.loads(copied.replace("\\\\", "\\"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or not has_sound_numbers(kind, values):
        return None
    text = "\t".join((*columns, copied))
    return _Event(f"{text}\t\\\\x{digest}\n", columns[ID], device, int(seq), kind, learner, run)


def _person_of(row: PersonRow) -> PersonRow:
    if any("\0" in value for value in row.values() if isinstance(value, str)):
        raise BadRowError("texts")
    return row


def decode(data: bytes, loaded: frozenset[bytes] = frozenset()) -> Decoded:
    """Return what the unsealed data of a bundle hold, each row checked; raise SealError."""
    decoded = Decoded(sha256(data).digest())
    if decoded.digest in loaded:
        decoded.known = True
        return decoded
    events: list[_Event] = []
    try:
        for row in checked_rows(data, _quick_event):
            if isinstance(row, _Event):
                events.append(row)
            elif isinstance(row, tuple):
                events.append(_event_of(row))
            else:
                decoded.people.append(_person_of(row))
    except BadRowError as error:
        raise SealError("damaged") from error
    events = [event for event in events if event.learner != GUEST]
    decoded.events = "".join(event.line for event in events).encode()
    decoded.event_count = len(events)
    decoded.learners = {event.learner for event in events} - {""}
    decoded.runs = {event.run for event in events if event.kind in CLASS_KINDS}
    decoded.devices = {event.device for event in events} - {""}
    _check_ids(decoded, {event.run for event in events})
    decoded.last_seq = max((event.seq for event in events), default=0)
    decoded.probes = [event.id for event in events[:: max(1, len(events) // _PROBES)]]
    return decoded


def _check_ids(decoded: Decoded, runs: set[str]) -> None:
    of_people = {row[name] for row in decoded.people for name in ("id", "origin")}
    if any(len(id_) > _LONGEST_ID for id_ in decoded.learners | decoded.devices | runs | of_people):
        raise SealError("damaged")


def decode_file(file: Path, passphrase: str, loaded: frozenset[bytes]) -> Decoded | Fault:
    """Return what a file holds, or why it cannot be read; raise OSError."""
    try:
        return decode(unseal(sealed_data(file), passphrase), loaded)
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
