"""A running class: its events are written to the records, or wait in memory while that is impossible."""

from collections.abc import Iterable, Mapping
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
    """Records the start of a class and its items; any thread may call.

    If a write fails (a full disk), the class goes on: its events wait in memory in their order, with their
    own times, and are written as soon as that works again.
    """

    def __init__(self, records: ClassRecords, session: str) -> None:
        self._records = records
        self._session = session
        self._waiting: tuple[SessionStarted | ItemEvent, ...] = ()
        self._writing = Lock()

    @property
    def all_written(self) -> bool:
        """Whether all events are on disk."""
        return not self._waiting

    def record(self, *events: SessionStarted | ItemEvent) -> None:
        """Add events, and write all that wait if possible."""
        with self._writing:
            self._waiting = (*self._waiting, *events)
            try:
                self._records.note_events(self._waiting)
            except StoreUnavailable:
                return
            self._waiting = ()

    def flush(self) -> None:
        """Write the events that wait, if possible."""
        self.record()

    def end(self, at: datetime) -> None:
        """Write the end of the class and all that waits; raise StoreUnavailable if that fails."""
        with self._writing:
            ended = SessionEnded(at=at, session=self._session)
            self._records.note_events((*self._waiting, ended))
            self._waiting = ()

    def session(self, recorded: Session | None) -> Session | None:
        """Return the class, given what the records say of it: it has begun if that waits to be written."""
        begun = next((event for event in self._waiting if isinstance(event, SessionStarted)), None)
        if recorded is None or begun is None:
            return recorded
        return replace(recorded, state="running", started_at=recorded.started_at or begun.at)

    def items(self, recorded: Iterable[ItemRecord]) -> tuple[ItemRecord, ...]:
        """Return the items that were begun, done or left out, in the order of the run-of-show.

        `recorded` are those of the records; what waits to be written is newer.
        """
        items = {item.index: item for item in recorded}
        for event in self._waiting:
            if not isinstance(event, SessionStarted):
                items[event.index] = ItemRecord(
                    session=event.session,
                    index=event.index,
                    key=event.key,
                    state=_STATES[type(event)],
                    at=event.at,
                )
        return tuple(items[index] for index in sorted(items))
