"""A class while it is held: what happens in it is on disk, or waits here until it can be written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from threading import Lock

from tutor.records.class_events import (
    ItemDropped,
    ItemFinished,
    ItemStarted,
    SessionEnded,
    SessionStarted,
)
from tutor.records.class_views import ItemRecord, ItemState, Session
from tutor.records.classes import ClassRecords
from tutor.records.database import StoreUnavailable

ItemEvent = ItemStarted | ItemFinished | ItemDropped
_STATES: Mapping[type[ItemEvent], ItemState] = {
    ItemStarted: "started",
    ItemFinished: "finished",
    ItemDropped: "dropped",
}


class LiveClass:
    """The beginning of a class and of its items, as they stand now; any thread may call.

    When the records can't be written (a full disk), the class goes on all the same: what happened waits
    here, and is written in its order, with its own times, as soon as that works again. What can't be read
    raises StoreUnavailable.
    """

    def __init__(self, records: ClassRecords, session: str) -> None:
        self._records = records
        self._session = session
        self._waiting: tuple[SessionStarted | ItemEvent, ...] = ()
        self._writing = Lock()

    @property
    def all_written(self) -> bool:
        """Whether everything that happened is safe on disk."""
        return not self._waiting

    def record(self, *events: SessionStarted | ItemEvent) -> None:
        """Take over what happened, and write all that is not written yet if that can be done."""
        with self._writing:
            self._waiting = (*self._waiting, *events)
            self._flush()

    def flush(self) -> None:
        """Write what waits, if that can be done now."""
        with self._writing:
            self._flush()

    def _flush(self) -> None:
        try:
            self._records.note_events(self._waiting)
        except StoreUnavailable:
            return
        self._waiting = ()

    def end(self, at: datetime) -> None:
        """Write that the class is over, with all that waits; it goes on where that can't be written."""
        with self._writing:
            over = SessionEnded(at=at, session=self._session)
            self._records.note_events((*self._waiting, over))
            self._waiting = ()

    def session(self) -> Session | None:
        """Return the class, None where there is none of this id."""
        # What waits is looked at first: written meanwhile, it is found in the records too.
        waiting = self._waiting
        found = self._records.session(self._session)
        begun = next((one for one in waiting if isinstance(one, SessionStarted)), None)
        if found is None or begun is None:
            return found
        return replace(found, state="running", started_at=found.started_at or begun.at)

    def items(self) -> tuple[ItemRecord, ...]:
        """Return the items that were begun, done or left out, in the order of the run-of-show."""
        waiting = self._waiting
        found = {one.index: one for one in self._records.items(self._session)}
        for one in waiting:
            if not isinstance(one, SessionStarted):
                found[one.index] = ItemRecord(
                    session=one.session,
                    index=one.index,
                    key=one.key,
                    state=_STATES[type(one)],
                    at=one.at,
                )
        return tuple(found[index] for index in sorted(found))
