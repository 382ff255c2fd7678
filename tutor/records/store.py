"""The store of the records: people, the journal of events, the state of runs; and how it is opened."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from random import Random, SystemRandom
from threading import RLock
from typing import TYPE_CHECKING, Any, Unpack

from tutor.records import (
    consents,
    database,
    erasing,
    journal,
    people,
    projections,
    same_people,
    transfer,
)
from tutor.records.backups import Backups
from tutor.records.database import reason_of, store_errors
from tutor.records.erasing import Erasure
from tutor.records.journal import EventIds, StoredEvent, random_id
from tutor.records.opening import Notice, Opening
from tutor.records.people import GUEST, Person, PersonChanges
from tutor.records.pins import PinRecords
from tutor.records.projections import LessonProgress, RunRecord
from tutor.records.wall import WallPlace

if TYPE_CHECKING:
    from tutor.engine.events import Event, RunStarted
    from tutor.records.classes import ClassRecords
    from tutor.records.exchange import ExchangeRecords
    from tutor.records.imports import ImportRecords


class Store:
    """The records in one file, or in memory; any thread may call.

    When a method returns, what it wrote is on disk. Every method raises StoreUnavailable if the file cannot
    be read or written; then nothing was changed.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path | None,
        *,
        clock: Callable[[], datetime],
        random: Random,
        notices: Sequence[Notice] = (),
    ) -> None:
        self.notices: tuple[Notice, ...] = tuple(notices)
        self._connection = connection
        self._path = path
        self._file = _identity(path)
        self._clock = clock
        self._random = random
        self._new_event_id = EventIds(self._now, random)
        self._lock = RLock()
        self.pins = PinRecords(self._reading, self._writing)
        self.wall_place = WallPlace(path)

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def _follow(self) -> None:
        """Reopen the file at the path if it was replaced.

        Another program may have repaired it, and what is written to the old file would be lost.
        """
        file = _identity(self._path)
        if file != self._file:
            self._connection.close()
            self._connection = database.connect(self._path)
            self._file = file

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, store_errors():
            self._follow()
            with self._mending():
                yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, store_errors():
            self._follow()
            with self._mending(), database.transaction(self._connection):
                yield self._connection

    @contextmanager
    def _mending(self) -> Iterator[None]:
        """Mend the file if damage was met: this use of it fails, and the next one succeeds."""
        try:
            yield
        except sqlite3.Error as error:
            if reason_of(error) == "damaged" and self._path is not None:
                with suppress(sqlite3.Error, OSError):
                    if not database.rebuild_indexes(self._connection):
                        self._opening().recover(self._path)
            raise

    def _opening(self) -> Opening:
        return Opening(database.migrations(), self._now(), self._random)

    @cached_property
    def classes(self) -> "ClassRecords":
        """The records of classes in the same file."""
        # Imported here: the start of a lesson needs no class records.
        from tutor.records.classes import ClassRecords

        return ClassRecords(
            self._reading,
            self._writing,
            self._clock,
            self._new_event_id,
            lambda: random_id(self._random),
        )

    def people(self) -> tuple[Person, ...]:
        """Return all people, the one who came last first."""
        with self._reading() as connection:
            return people.all_people(connection)

    def add_person(self, **given: Unpack[PersonChanges]) -> Person:
        """Add a person who is here now; texts are cleaned, and the name may be empty.

        Raises LooksLikeNumber for a name or label that contains an ID or phone number.
        """
        return self.add_people([given])[0]

    def add_people(self, many: Iterable[PersonChanges]) -> tuple[Person, ...]:
        """Add people as `add_person` does, all of them or none."""
        added = tuple(map(self._new_person, many))
        with self._writing() as connection:
            for person in added:
                people.add(connection, person)
        return added

    def _new_person(self, given: PersonChanges) -> Person:
        now = self._now()
        defaults: PersonChanges = {"name": "", "address": "bac", "language": "vi"}
        return Person(
            id=random_id(self._random),
            created_at=now,
            last_seen=now,
            **(defaults | people.clean_changes(given)),
        )

    @cached_property
    def imports(self) -> "ImportRecords":
        """The imports of lists in the same file."""
        from tutor.records.imports import ImportRecords

        return ImportRecords(self._reading, self._writing, self._now, self._new_person)

    @cached_property
    def exchange(self) -> "ExchangeRecords":
        """What goes to other laptops and comes from them."""
        from tutor.records.exchange import ExchangeRecords

        return ExchangeRecords(
            self._reading, self._writing, lambda: random_id(self._random), self._sweep_if_due
        )

    def change_person(self, person_id: str, **changes: Unpack[PersonChanges]) -> Person:
        """Change a person; raise NotHereError or LooksLikeNumber."""
        cleaned = people.clean_changes(changes)
        with self._writing() as connection:
            person = replace(people.find(connection, person_id), **cleaned)
            people.change(connection, person)
        return person

    def update_preferences(self, person_id: str, **changes: Unpack[PersonChanges]) -> Person | None:
        """Store what a person chose in a lesson; return None if nothing may be recorded of them.

        Raises NotHereError, LooksLikeNumber.
        """
        cleaned = people.clean_changes(changes)
        with self._writing() as connection:
            person = replace(people.find(connection, person_id), **cleaned)
            if not people.may_record(connection, person_id):
                return None
            people.change(connection, person)
        return person

    def erase_person(self, person_id: str) -> Erasure:
        """Erase a person from the records and from all backups; raise NotHereError.

        The number of people at each class stays. If a backup cannot be deleted now, the next opening tries
        again.
        """
        from tutor.records.class_events import PersonErased

        with self._writing() as connection:
            staff = people.find(connection, person_id).role == "staff"
            for entry in same_people.all_ids(connection, [person_id]):
                event = PersonErased(at=self._clock(), learner=entry, staff=staff)
                journal.append(connection, entry, [event], self._new_event_id)
            deleted = projections.rebuild(connection)
        return Erasure(events=deleted, copies=self._sweep())

    def _sweep_if_due(self) -> None:
        with self._reading() as connection:
            due = erasing.sweep_due(connection)
        if due:
            self._sweep()

    def _sweep(self) -> int | None:
        if self._path is None:
            return 0
        with self._lock, suppress(sqlite3.Error, OSError):
            copies = Backups(self._path).sweep(self._connection, self._now())
            erasing.mark_swept(self._connection)
            return copies
        return None

    def mark_seen(self, person_id: str) -> None:
        """Record that a person is here now, unless they withdrew consent."""
        with self._writing() as connection:
            if people.may_record(connection, person_id):
                people.mark_seen(connection, person_id, self._now())

    def append(self, learner: str, events: "Sequence[Event]") -> None:
        """Append events of a learner, all of them or none.

        The events of a learner who withdrew consent or was erased are stored as those of a guest.
        """
        if not events:
            return
        with self._writing() as connection:
            owner = learner if people.may_record(connection, learner) else GUEST
            despite = consents.set_aside(connection, owner)
            stored = journal.append(connection, owner, events, self._new_event_id, despite)
            projections.apply(connection, stored)

    def open_runs(self, learner: str) -> tuple[RunRecord, ...]:
        """Return the unfinished runs, the last played first.

        A run does not count once the learner began the same lesson again.
        """
        with self._reading() as connection:
            return projections.open_runs(connection, same_people.canonical(connection, learner))

    def run(self, run_id: str) -> RunRecord | None:
        """Return a run, None for an unknown id."""
        with self._reading() as connection:
            return projections.find_run(connection, run_id)

    def run_start(self, run_id: str) -> "RunStarted | None":
        """Return the first event of a run, None for an unknown id."""
        from tutor.engine.events import RunStarted

        with self._reading() as connection:
            stored = journal.events_of_run(connection, run_id, RunStarted.kind)
            events = [row.event for row in stored]
        return next((event for event in events if isinstance(event, RunStarted)), None)

    def responses(self, run_id: str) -> tuple[Mapping[str, Any], ...]:
        """Return the responses of a run in order, in the form of `responses.to_json`."""
        from tutor.engine.events import Responded

        with self._reading() as connection:
            stored = journal.events_of_run(connection, run_id, Responded.kind)
            events = [row.event for row in stored]
        return tuple(event.response for event in events if isinstance(event, Responded))

    def history(self, learner: str) -> tuple[LessonProgress, ...]:
        """Return a learner's progress by lesson, the last played first."""
        return self.runs_and_history(learner)[1]

    def runs_and_history(
        self, learner: str
    ) -> tuple[tuple[RunRecord, ...], tuple[LessonProgress, ...]]:
        """Return `open_runs` and `history` of a learner as of one moment, in one read."""
        with self._reading() as connection, database.transaction(connection, "BEGIN"):
            person = same_people.canonical(connection, learner)
            return (
                projections.open_runs(connection, person),
                projections.history(connection, person).get(person, ()),
            )

    def histories(self) -> dict[str, tuple[LessonProgress, ...]]:
        """Return everybody's progress by learner, the last played lesson first, in one read."""
        with self._reading() as connection:
            return projections.history(connection)

    def events(self, learner: str | None = None) -> Iterator[StoredEvent]:
        """Yield the events of a learner, or of all, in the order (seq, device), without damaged ones.

        Those of somebody with several entries have the id that stands for the person.
        """
        with self._reading() as connection:
            leader = same_people.canonical_ids(connection)
            ids = None if learner is None else same_people.ids_of([learner], leader)
            events, position = journal.read_page(connection, journal.START, ids)
        yield from (same_people.of_person(event, leader) for event in events)
        while position is not None:
            with self._reading() as connection:
                events, position = journal.read_page(connection, position, ids)
            yield from (same_people.of_person(event, leader) for event in events)

    def events_by_learner(self, learners: Iterable[str]) -> dict[str, list[StoredEvent]]:
        """Return the events of these learners in the order (seq, device), in one read.

        Damaged events are left out, and so are learners without events.
        """
        with self._reading() as connection:
            leader = same_people.canonical_ids(connection)
            rows = journal.rows_of_learners(connection, same_people.ids_of(learners, leader))
        # Hashes are checked outside the lock, so that a long history does not hold up writers.
        by_learner: dict[str, list[StoredEvent]] = {}
        for event in journal.undamaged(rows):
            of_person = same_people.of_person(event, leader)
            by_learner.setdefault(of_person.learner, []).append(of_person)
        return by_learner

    def known_time(self) -> datetime:
        """Return the latest time known to have passed; a clock that shows an earlier one is behind."""
        with self._reading() as connection:
            return journal.known_time(connection)

    def verify(self) -> list[str]:
        """Return the ids of damaged events."""
        with self._reading() as connection:
            return transfer.damaged_ids(connection)

    def close(self) -> None:
        """Close the file; nothing waits to be written."""
        with self._lock:
            self._connection.close()


def _identity(path: Path | None) -> tuple[int, int] | None:
    if path is None:
        return None
    status = path.stat()
    return status.st_dev, status.st_ino


def open_store(
    path: Path | None, *, clock: Callable[[], datetime], random: Random | None = None
) -> Store:
    """Open the records in a file, which is created if it is missing, or in memory for None.

    A damaged file is set aside and replaced by the newest good backup together with what is still readable
    of it; a missing file is replaced by the newest good backup. `Store.notices` says so.
    Raises StoreUnavailable if the file or its folder cannot be written, StoreTooNew for a file of a newer
    program.
    """
    random = random or SystemRandom()
    with store_errors():
        opening = Opening(database.migrations(), clock().astimezone(UTC), random)
        connection = opening.memory() if path is None else opening.file(path)
        return Store(connection, path, clock=clock, random=random, notices=opening.notices)
