"""A bundle as the store takes it: its events as text for COPY, its people as rows.

Reading and checking is most of the work of loading.
"""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tutor.hub.bundle import checked_rows
from tutor.hub.event_lines import EventText, text_of, text_of_lines
from tutor.hub.sealing import Fault, SealError, unseal
from tutor.hub.stick import sealed_data
from tutor.records.exchange import BadRowError, PersonRow

_PROBES = 16
_LONGEST_ID = 200
"""So many letters may an id have: PostgreSQL takes no long text into an index."""


@dataclass(slots=True)
class Decoded:
    """What a bundle holds; `known` if the store has loaded just this before, and then nothing else."""

    digest: bytes
    known: bool = False
    events: list[bytes] = field(default_factory=list)
    """Their text for COPY, in parts."""
    event_count: int = 0
    people: list[PersonRow] = field(default_factory=list)
    learners: set[str] = field(default_factory=set)
    runs: set[str] = field(default_factory=set)
    """The classes that its events are about."""
    devices: set[str] = field(default_factory=set)
    last_seq: int = 0
    probes: list[str] = field(default_factory=list)
    """The ids of some of the events: a store that has none of these has probably none at all."""


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
    runs: set[str] = set()
    try:
        for row in checked_rows(data, text_of_lines):
            if isinstance(row, EventText):
                _add_events(decoded, row, runs)
            elif isinstance(row, tuple):
                _add_events(decoded, text_of(row), runs)
            else:
                decoded.people.append(_person_of(row))
    except BadRowError as error:
        raise SealError("damaged") from error
    decoded.probes = decoded.probes[:: max(1, len(decoded.probes) // _PROBES)]
    decoded.learners.discard("")
    decoded.devices.discard("")
    _check_ids(decoded, runs)
    return decoded


def _add_events(decoded: Decoded, text: EventText, runs: set[str]) -> None:
    """Add events, and to `runs` all that these are of."""
    decoded.events.append(text.text)
    decoded.event_count += text.count
    decoded.learners |= text.learners
    decoded.runs |= text.classes
    decoded.devices |= text.devices
    decoded.last_seq = max(decoded.last_seq, text.last_seq)
    if text.first:
        decoded.probes.append(text.first)
    runs |= text.runs


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
