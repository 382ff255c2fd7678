"""Bundles are joined with what is in the store, each all or nothing, by the rules of a laptop.

Events are joined by their ids, in PostgreSQL. What needs a decision (entries of people that differ, those who
were erased or said no) is few, and is decided by the code of a laptop on the rows concerned.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tutor.hub.areas import EVENT_COLUMNS, area_of, person_row
from tutor.hub.decoding import Decoded, decode_file
from tutor.hub.event_lines import COPIED_COLUMNS, text_of
from tutor.hub.postgres import Connection, lock, lock_for_copying, lock_for_joining
from tutor.hub.sealing import Fault
from tutor.hub.workers import work
from tutor.records.exchange import (
    ID,
    PERSON_COLUMNS,
    Content,
    EventRow,
    PersonRow,
    united,
)

_EVENTS_OF = f"SELECT {EVENT_COLUMNS} FROM event"  # noqa: S608 - constants
_PEOPLE_OF = f"SELECT area, {', '.join(PERSON_COLUMNS)} FROM person WHERE id = ANY(%s)"  # noqa: S608
_PUT_PEOPLE = f"""
    INSERT INTO person SELECT * FROM json_populate_recordset(NULL::person, %s::json)
    ON CONFLICT (id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in (*PERSON_COLUMNS[1:], "area"))}
"""  # noqa: S608
_DECIDED = """
    SELECT DISTINCT learner FROM event
    WHERE learner = ANY(%s) AND kind IN ('person-erased', 'consent-withdrawn')
"""
_PLANS = """
    SELECT DISTINCT ON (run) run, device, payload FROM event
    WHERE run = ANY(%s) AND kind = 'session-planned' ORDER BY run, seq DESC, device DESC, id DESC
"""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a bundle brought; `differing` events have the id of another one, of which one is kept."""

    new_events: int = 0
    new_people: int = 0
    differing: int = 0
    known: bool = False
    """Just this was loaded before."""


def loaded_digests(connection: Connection) -> frozenset[bytes]:
    """Return the digests of what was loaded."""
    return frozenset(digest for (digest,) in connection.execute("SELECT digest FROM loaded"))


def load_files(
    connection: Connection,
    db: str,
    files: Sequence[Path],
    passphrase: str,
    area: str,
    processes: int,
) -> Iterator[Merged | Fault]:
    """Join each file, in so many processes; yield what it brought, or why it cannot be read, in their order.

    `area` is the commune of laptops of which none was named before. Raises HubError and OSError.
    """
    # A commune that is named concerns bundles that were loaded before too.
    known = frozenset() if area else loaded_digests(connection)
    task = partial(_load_file, passphrase=passphrase, area=area, known=known)
    return work(connection, db, task, files, processes)


def _load_file(
    connection: Connection, file: Path, *, passphrase: str, area: str, known: frozenset[bytes]
) -> Merged | Fault:
    decoded = decode_file(file, passphrase, known)
    return decoded if isinstance(decoded, str) else merge(connection, decoded, area)


def merge(connection: Connection, bundle: Decoded, area: str = "") -> Merged:
    """Join a bundle, all of it or nothing; the figures of the communes concerned are out of date then.

    `area` is the commune of laptops of which none was named before. It is the one of what they noted without
    a commune.
    """
    from psycopg.errors import DeadlockDetected, UniqueViolation

    if bundle.known:
        return Merged(known=True)
    try:
        return _merge(connection, bundle, area, alone=False)
    except (_KnownEventsError, UniqueViolation, DeadlockDetected):
        # Some of its events are here, or are brought just now by another bundle.
        return _merge(connection, bundle, area, alone=True)


class _KnownEventsError(Exception):
    """Events of a bundle are in the store."""


def _merge(connection: Connection, bundle: Decoded, area: str, *, alone: bool) -> Merged:
    """Join a bundle, `alone` or while others bring their events; these are seen once they are joined.

    Raises _KnownEventsError if that has to be done alone.
    """
    with connection.transaction():
        # PostgreSQL knows nothing yet of tables that just grew, and would read them whole for a few rows.
        connection.execute("SET LOCAL enable_seqscan = off")
        (lock if alone else lock_for_copying)(connection)
        known = _is_loaded(connection, bundle)
        if not (known or alone):
            _copy_new_events(connection, bundle)
        lock_for_joining(connection)
        joining = _Joining(connection, bundle)
        if known:
            # Its commune may have been forgotten then.
            if area:
                joining.place_laptops(area)
                joining.mark_stale(events=False)
            return Merged(known=True)
        if _is_loaded(connection, bundle):
            raise _KnownEventsError
        new, differing = _join_events(connection, bundle) if alone else (bundle.event_count, 0)
        if area:
            joining.place_laptops(area)
        added = joining.put_people()
        if new or differing:
            joining.place_sessions()
        joining.mark_stale(events=bool(new or differing))
        connection.execute("UPDATE hub SET last_seq = greatest(last_seq, %s)", (bundle.last_seq,))
        connection.execute(
            "INSERT INTO loaded (digest, events, people) VALUES (%s, %s, %s)",
            (bundle.digest, bundle.event_count, len(bundle.people)),
        )
    return Merged(new, added, differing)


def _is_loaded(connection: Connection, bundle: Decoded) -> bool:
    query = "SELECT EXISTS (SELECT FROM loaded WHERE digest = %s)"
    return connection.execute(query, (bundle.digest,)).fetchone() == (True,)


def _copy(connection: Connection, table: str, parts: Iterable[bytes]) -> None:
    query = f"COPY {table} ({COPIED_COLUMNS}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for part in parts:
            copy.write(part)


def _copy_new_events(connection: Connection, bundle: Decoded) -> None:
    """Add the events; raise _KnownEventsError or UniqueViolation if some are here."""
    # Most bundles are of a laptop that was never here: without a second table that takes half of the time.
    query = "SELECT EXISTS (SELECT FROM event WHERE id = ANY(%s::uuid[]))"
    if connection.execute(query, (bundle.probes,)).fetchone() == (True,):
        raise _KnownEventsError
    _copy(connection, "event", bundle.events)


def _join_events(connection: Connection, bundle: Decoded) -> tuple[int, int]:
    """Add the events that are not here; return their number, and how many are here with another content."""
    connection.execute("CREATE TEMP TABLE incoming (LIKE event) ON COMMIT DROP")
    _copy(connection, "incoming", bundle.events)
    [(known, differing)] = connection.execute(
        """
        SELECT count(*), count(*) FILTER (WHERE i.hash <> e.hash)
        FROM incoming AS i JOIN event AS e USING (id)
        """
    )
    new = 0
    if known < bundle.event_count:
        # Of two events with one id, which no program writes, the greater hash is kept everywhere.
        new = connection.execute(
            """
            INSERT INTO event SELECT DISTINCT ON (id) i.* FROM incoming AS i
            WHERE NOT EXISTS (SELECT FROM event AS e WHERE e.id = i.id) ORDER BY id, hash DESC
            """
        ).rowcount
    if differing:
        connection.execute(
            "DELETE FROM event AS e USING incoming AS i WHERE i.id = e.id AND i.hash > e.hash"
        )
        connection.execute(
            """
            INSERT INTO event SELECT DISTINCT ON (id) * FROM incoming
            ORDER BY id, hash DESC ON CONFLICT DO NOTHING
            """
        )
    return new, differing


class _Joining:
    """The joining of one bundle whose events are in the store, within the caller's transaction."""

    def __init__(self, connection: Connection, bundle: Decoded) -> None:
        self._connection = connection
        self._bundle = bundle
        self._stale: set[str] = set()
        rows = connection.execute("SELECT device, area FROM laptop")
        self._laptops: dict[str, str] = dict(rows.fetchall())

    def place_laptops(self, area: str) -> None:
        """Note the commune of the laptops of which none was named before, and of what they noted."""
        people = {row["origin"] for row in self._bundle.people}
        new = sorted((self._bundle.devices | people) - self._laptops.keys() - {""})
        if not new:
            return
        values = {"devices": new, "area": area}
        self._laptops |= dict.fromkeys(new, area)
        for statement in (
            "INSERT INTO laptop SELECT unnest(%(devices)s::text[]), %(area)s",
            "UPDATE person SET area = %(area)s WHERE area = '' AND origin = ANY(%(devices)s)",
            """
            UPDATE session SET area = %(area)s WHERE area = '' AND session IN (
                SELECT run FROM event WHERE kind = 'session-planned' AND device = ANY(%(devices)s)
            )
            """,
        ):
            if self._connection.execute(statement, values).rowcount:
                self._stale |= {"", area}

    def put_people(self) -> int:
        """Add and complete people, and enforce erasures and refusals; return how many are new."""
        given = {row["id"]: row for row in self._bundle.people}
        concerned = sorted(given.keys() | self._bundle.learners)
        decided = {learner for (learner,) in self._connection.execute(_DECIDED, (concerned,))}
        known: dict[str, PersonRow] = {}
        for area, *values in self._connection.execute(_PEOPLE_OF, (sorted({*given, *decided}),)):
            row = person_row(values)
            known[row["id"]] = row
            if row["id"] in decided or row != given.get(row["id"]):
                self._stale.add(area)
        unclear = decided | {who for who, row in given.items() if known.get(who, row) != row}
        new = [row for who, row in given.items() if who not in unclear and who not in known]
        if unclear:
            new += self._decide(unclear, decided, known, given)
        self._write(new)
        return len({row["id"] for row in new} - known.keys())

    def _decide(
        self,
        people: set[str],
        decided: set[str],
        known: dict[str, PersonRow],
        given: dict[str, PersonRow],
    ) -> list[PersonRow]:
        """Join the records of some people as a laptop does; return the entries that changed."""
        here = [known[who] for who in sorted(people & known.keys())]
        incoming = [given[who] for who in sorted(people & given.keys())]
        events: tuple[EventRow, ...] = ()
        if decided:
            # Whom an anonymous mark was of is known by a digest alone.
            query = f"{_EVENTS_OF} WHERE learner = ANY(%s) OR (learner = '' AND kind = 'attended')"
            events = tuple(self._connection.execute(query, (sorted(decided),)))
        content = united([Content(events, tuple(here)), Content((), tuple(incoming))])
        self._replace_events(set(events), set(content.events))
        stay = {row["id"] for row in content.people}
        gone = sorted(people - stay)
        self._connection.execute("DELETE FROM person WHERE id = ANY(%s)", (gone,))
        return [row for row in content.people if known.get(row["id"]) != row]

    def _replace_events(self, before: set[EventRow], after: set[EventRow]) -> None:
        gone = [row[ID] for row in before - after]
        if gone:
            query = "DELETE FROM event WHERE id = ANY(%s::uuid[])"
            self._connection.execute(query, (gone,))
        if after - before:
            _copy(self._connection, "event", (text_of(row).text for row in sorted(after - before)))

    def _write(self, rows: Iterable[PersonRow]) -> None:
        values: list[dict[str, Any]] = []
        for row in rows:
            area = area_of(row["commune"]) or self._laptops.get(row["origin"], "")
            values.append({**row, "area": area})
            self._stale.add(area)
        if values:
            self._connection.execute(_PUT_PEOPLE, (json.dumps(values),))

    def place_sessions(self) -> None:
        """Note the area of each class whose plan may have changed."""
        runs = sorted(self._bundle.runs)
        before: dict[str, str] = dict(
            self._connection.execute(
                "SELECT session, area FROM session WHERE session = ANY(%s)", (runs,)
            ).fetchall()
        )
        changed: list[tuple[str, str]] = []
        for run, device, payload in self._connection.execute(_PLANS, (runs,)):
            commune = str(json.loads(payload).get("commune", ""))
            area = area_of(commune) or self._laptops.get(device, "")
            if before.get(run) != area:
                changed.append((run, area))
                self._stale |= {area, before.get(run, area)}
        if changed:
            self._connection.execute(
                """
                INSERT INTO session (session, area) SELECT * FROM unnest(%s::text[], %s::text[])
                ON CONFLICT (session) DO UPDATE SET area = excluded.area, day = NULL
                """,
                tuple(map(list, zip(*changed, strict=True))),
            )

    def mark_stale(self, *, events: bool) -> None:
        """Note which communes have figures that are older than their records now; `events` changed some."""
        query = """
            SELECT area FROM person WHERE id = ANY(%s)
            UNION SELECT area FROM session WHERE session = ANY(%s)
        """
        values = (sorted(self._bundle.learners), sorted(self._bundle.runs))
        if events:
            self._stale |= {area for (area,) in self._connection.execute(query, values)}
        # A mark that is there is locked: figures that are made meanwhile would take it away.
        self._connection.execute(
            """
            INSERT INTO stale SELECT unnest(%s::text[])
            ON CONFLICT (area) DO UPDATE SET area = excluded.area
            """,
            (sorted(self._stale),),
        )
