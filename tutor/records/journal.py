"""The journal: events as rows in the order (device, seq), each with a hash of itself; their ids and times."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias
from uuid import UUID

if TYPE_CHECKING:
    import tutor.engine.events as engine_events
    from tutor.records.class_events import ClassEvent

AnyEvent: TypeAlias = "engine_events.Event | ClassEvent"

ClockFlag = Literal["", "behind", "ahead"]

PAYLOAD_VERSION = 1
"""The version of the payloads that this program writes; an event of another version has no `event`."""

BUILD_DATE = datetime(2026, 11, 1, tzinfo=UTC)
"""A clock that shows an earlier time is wrong."""

_AHEAD_MS = timedelta(days=5 * 365) // timedelta(milliseconds=1)
# Two programs on one machine may append slightly out of order.
_TOLERANCE_MS = 2 * 60 * 1000
_PAGE = 500


LAST_SEQ = (1 << 41) - 1
"""No event has a greater number: a thousand times as many as all villages of the country note in a year."""
FOLLOWED_SEQ = LAST_SEQ >> 1
"""A machine goes on above numbers up to this: a row with a greater one leaves it numbers enough."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(at: datetime) -> int:
    """Return a time as whole milliseconds since 1970 in UTC."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def read_time(text: str) -> datetime:
    """Parse an ISO 8601 time; return 1970 for a damaged one, so that the rest of its row stays readable."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _EPOCH


_TAIL_BITS = 74
_TAIL_END = 1 << _TAIL_BITS
_LOW_BITS = 62


def random_id(random: Random) -> str:
    """Return a random UUID (version 4)."""
    return str(UUID(int=random.getrandbits(128), version=4))


def anonymous_id(event_id: str) -> str:
    """Return the id derived from another that reveals nothing of it, not even its time."""
    from hashlib import sha256

    return str(UUID(bytes=sha256(event_id.encode()).digest()[:16], version=4))


class EventIds:
    """Makes UUIDv7 ids, each greater than the one before, even if the clock stands still or goes back."""

    def __init__(self, clock: Callable[[], datetime], random: Random) -> None:
        self._clock = clock
        self._random = random
        self._ms = 0
        self._tail = 0

    def __call__(self) -> str:
        """Return the next id."""
        now = max(0, milliseconds(self._clock()))
        if now > self._ms:
            self._ms = now
            self._tail = self._random.getrandbits(_TAIL_BITS)
        else:
            # A random stride separates the ids of two processes in the same millisecond.
            self._tail += 1 + self._random.getrandbits(32)
            if self._tail >= _TAIL_END:
                self._ms += 1
                self._tail %= _TAIL_END
        high, low = divmod(self._tail, 1 << _LOW_BITS)
        return str(UUID(int=self._ms << 80 | 7 << 76 | high << 64 | 2 << 62 | low))


class StoredEvent(NamedTuple):
    """An undamaged event of the journal; `at` is in UTC, `tz` the offset of the clock, such as "+0700".

    `clock_flag` is "behind" or "ahead" if the clock cannot have been right.
    """

    id: str
    device: str
    seq: int
    at: datetime
    wall_ms: int
    tz: str
    clock_flag: ClockFlag
    kind: str
    v: int
    learner: str
    lesson: str
    run: str
    payload: Mapping[str, Any]

    @property
    def event(self) -> "AnyEvent | None":
        """The event itself; None if a newer program wrote a version or kind that this one does not know."""
        return self.event_at(self.at)

    def event_at(self, at: datetime) -> "AnyEvent | None":
        """Return the event as of another time than that of the clock."""
        if self.v != PAYLOAD_VERSION:
            return None
        # Imported here, as where they are written: the first screen needs no events.
        import tutor.engine.events as engine_events

        if self.kind in engine_events.EVENT_KINDS:
            return engine_events.from_payload(self.kind, at, self.payload)
        from tutor.records.class_events import CLASS_EVENT_KINDS

        of_class = CLASS_EVENT_KINDS.get(self.kind)
        return None if of_class is None else engine_events.build(of_class, at, self.payload)


Position = tuple[int, str, str]
"""A position in the journal: seq, device and id of an event."""

START: Position = (-1, "", "")
"""The position before the first event."""

# Their order counts: the hash of a row is that of its columns in this order.
NAMES = StoredEvent._fields
COLUMNS = ", ".join(NAMES)
_AT = NAMES.index("at")
INSERT = f"INSERT INTO event ({COLUMNS}, hash) VALUES ({'?, ' * len(NAMES)}?)"  # noqa: S608 - constants
SELECT = f"SELECT {COLUMNS}, hash FROM event"  # noqa: S608
# The numbers of a machine continue above all that it has received, so a later event follows what it answers.
ORDER = "ORDER BY seq, device, id"
_OF_THESE = "learner IN (SELECT value FROM json_each(?))"


# In ASCII, for a typed answer may hold surrogates that UTF-8 cannot encode.
_CANONICAL = json.JSONEncoder(
    ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=repr
)


def _text(value: object) -> str:
    """Return canonical JSON."""
    return _CANONICAL.encode(value)


def hash_of(columns: Sequence[object]) -> str:
    """Return the hash of the other columns of a row."""
    from hashlib import sha256

    return sha256(_text(list(columns)).encode("ascii")).hexdigest()


def _offset(at: datetime) -> str:
    return f"{at if at.tzinfo else at.astimezone():%z}"[:5]


def row_of(event: StoredEvent) -> tuple[Any, ...]:
    """Return the row of an event, its hash last."""
    at = event.at.isoformat(timespec="microseconds")
    texts = {"at": at, "payload": _text(event.payload)}
    columns = [texts.get(name, getattr(event, name)) for name in NAMES]
    return (*columns, hash_of(columns))


def parse_row(row: tuple[Any, ...]) -> StoredEvent | None:
    """Return the event of a row, or None if its hash does not match."""
    return read_row(row) if is_undamaged(row) else None


def read_row(row: tuple[Any, ...]) -> StoredEvent:
    """Return the event of a row that was checked before."""
    columns = row[:-1]
    return _stored(columns, json.loads(columns[-1]))


def read_columns(rows: Sequence[Sequence[Any]]) -> list[StoredEvent]:
    """Return the events of rows that were checked before and have no hash; all are parsed at once."""
    payloads = json.loads(f"[{','.join([columns[-1] for columns in rows])}]")
    return list(map(_stored, rows, payloads))


def _stored(columns: Sequence[Any], payload: Mapping[str, Any]) -> StoredEvent:
    at = datetime.fromisoformat(columns[_AT])
    return StoredEvent._make((*columns[:_AT], at, *columns[_AT + 1 : -1], payload))


def undamaged(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredEvent]:
    """Return the events of rows whose hash matches, in the order of the rows."""
    return (stored for row in rows if (stored := parse_row(row)) is not None)


def is_undamaged(row: Sequence[object]) -> bool:
    """Return True if the hash of a row, which stands last, is that of its other columns."""
    return hash_of(row[:-1]) == row[-1]


def _clock_flag(wall_ms: int, trusted_ms: int) -> ClockFlag:
    if wall_ms < trusted_ms - _TOLERANCE_MS:
        return "behind"
    return "ahead" if wall_ms > trusted_ms + _AHEAD_MS else ""


def _trusted_ms(connection: sqlite3.Connection) -> int:
    """Return the latest time that this machine knows to have passed, in milliseconds."""
    (latest,) = connection.execute(
        "SELECT max(wall_ms) FROM event WHERE clock_flag = '' AND device = (SELECT id FROM device)"
    ).fetchone()
    return max(milliseconds(BUILD_DATE), latest or 0)


def known_time(connection: sqlite3.Connection) -> datetime:
    """Return the latest time known to have passed: that of the last right clock, or the build date."""
    return datetime.fromtimestamp(_trusted_ms(connection) / 1000, UTC)


def next_seq(connection: sqlite3.Connection) -> tuple[str, int]:
    """Return the id of this machine and the sequence number of its next event."""
    device, floor = connection.execute("SELECT id, seq_floor FROM device").fetchone()
    (last,) = connection.execute(
        "SELECT max(seq) FROM event WHERE device = ?", (device,)
    ).fetchone()
    return device, max(floor, (last or 0) + 1)


def append(
    connection: sqlite3.Connection,
    learner: str,
    events: Iterable[AnyEvent],
    new_id: Callable[[], str],
    despite: Sequence[str] = (),
) -> list[StoredEvent]:
    """Append events of one learner within the caller's transaction; return them as stored.

    `despite` are refusals of the learner that these events do not fall under, for a yes came after them.
    """
    import tutor.engine.events as engine_events

    device, seq = next_seq(connection)
    trusted_ms = _trusted_ms(connection)
    written: list[StoredEvent] = []
    for number, event in enumerate(events, start=seq):
        at = event.at.astimezone(UTC)
        wall_ms = milliseconds(at)
        flag = _clock_flag(wall_ms, trusted_ms)
        if not flag:
            trusted_ms = max(trusted_ms, wall_ms)
        stored = StoredEvent(
            id=new_id(),
            device=device,
            seq=number,
            at=at,
            wall_ms=wall_ms,
            tz=_offset(event.at),
            clock_flag=flag,
            kind=event.kind,
            v=PAYLOAD_VERSION,
            learner=learner,
            lesson=getattr(event, "lesson", ""),
            run=event.run,
            payload=engine_events.to_payload(event)
            | ({"despite": list(despite)} if despite else {}),
        )
        row = row_of(stored)
        connection.execute(INSERT, row)
        # Read back from the row, so that projections get the same now as when they are rebuilt.
        written.append(read_row(row))
    return written


def events_of_run(connection: sqlite3.Connection, run: str, kind: str) -> list[StoredEvent]:
    """Return the events of one kind of a run, in order; of a run that two laptops continued, one course."""
    query = f"{SELECT} WHERE run = ? AND kind = ? {ORDER}"
    return _one_course(list(undamaged(connection.execute(query, (run, kind)).fetchall())))


def _one_course(events: list[StoredEvent]) -> list[StoredEvent]:
    """Return the events of the machine that went on last, and those of others from before it began."""
    if not events:
        return []
    device = events[-1].device
    own = [event for event in events if event.device == device]
    before = [event for event in events if event.device != device and event.seq < own[0].seq]
    return _one_course(before) + own


def read_page(
    connection: sqlite3.Connection, after: Position, learners: Iterable[str] | None
) -> tuple[list[StoredEvent], Position | None]:
    """Return the next events after a position, and the position to go on from, None at the end.

    They are those of all learners, or of the given ones.
    """
    where = "(seq, device, id) > (?, ?, ?)"
    values: list[object] = [*after]
    if learners is not None:
        where += f" AND {_OF_THESE}"
        values.append(json.dumps(list(learners)))
    rows = connection.execute(f"{SELECT} WHERE {where} {ORDER} LIMIT {_PAGE}", values).fetchall()
    last = (rows[-1][2], rows[-1][1], rows[-1][0]) if len(rows) == _PAGE else None
    return list(undamaged(rows)), last


def rows_of_learners(
    connection: sqlite3.Connection, learners: Iterable[str]
) -> list[tuple[Any, ...]]:
    """Return the rows of these learners in the order (seq, device); their hashes are not checked."""
    query = f"{SELECT} WHERE {_OF_THESE} {ORDER}"
    return connection.execute(query, (json.dumps(list(learners)),)).fetchall()


def events_of_kind(
    connection: sqlite3.Connection, kind: str, learner: str | None = None
) -> Iterator[StoredEvent]:
    """Return the events of one kind, or those of one learner, in order."""
    query = f"{SELECT} WHERE kind = ? AND (? IS NULL OR learner = ?) {ORDER}"
    return undamaged(connection.execute(query, (kind, learner, learner)).fetchall())


def events_of_learners(
    connection: sqlite3.Connection, learners: Iterable[str], kinds: Sequence[str]
) -> list[StoredEvent]:
    """Return the events of these kinds of some learners, in order."""
    of_kinds = "kind IN (SELECT value FROM json_each(?))"
    query = f"{SELECT} WHERE {_OF_THESE} AND {of_kinds} {ORDER}"
    values = json.dumps(list(learners)), json.dumps(list(kinds))
    return list(undamaged(connection.execute(query, values).fetchall()))


def replace_event(connection: sqlite3.Connection, stored: StoredEvent, old_id: str) -> None:
    """Replace an event by an altered one; the altered one is not added twice."""
    altered = stored._replace(wall_ms=milliseconds(stored.at))
    connection.execute("DELETE FROM event WHERE id = ?", (old_id,))
    connection.execute(f"{INSERT} ON CONFLICT (id) DO NOTHING", row_of(altered))


def delete_events(connection: sqlite3.Connection, learner: str, but: Sequence[str]) -> int:
    """Delete the events of a learner, except those of the kinds `but`; return their number."""
    query = "DELETE FROM event WHERE learner = ? AND kind NOT IN (SELECT value FROM json_each(?))"
    return connection.execute(query, (learner, json.dumps(list(but)))).rowcount
