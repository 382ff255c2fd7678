"""A running class: its events, its progress against the plan, and advice when it is late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from threading import Lock
from typing import Literal

from tutor.classroom.plan import MOST_MINUTES, Item, Plan
from tutor.classroom.planning import OVERTIME
from tutor.i18n import N_
from tutor.records.class_events import (
    ItemDropped,
    ItemEvent,
    ItemFinished,
    ItemStarted,
    SessionEnded,
    SessionStarted,
)
from tutor.records.class_views import ItemRecord, ItemState, Session
from tutor.records.classes import ClassRecords
from tutor.records.database import StoreUnavailable

_STATES: Mapping[type[ItemEvent], ItemState] = {
    ItemStarted: "started",
    ItemFinished: "finished",
    ItemDropped: "dropped",
}

Status = Literal["", "now", "finished", "dropped"]

# A difference of this many minutes is not mentioned.
_TOLERANCE = 2
_SHORTEST_PHONES = 5
_OVERTIME = int(OVERTIME.total_seconds() // 60)


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


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """The status of one item; `elapsed` are the minutes it took so far, None if it has not begun."""

    item: Item
    status: Status
    elapsed: int | None = None


def item_statuses(
    plan: Plan, records: Sequence[ItemRecord], started_at: datetime | None, now: datetime
) -> tuple[ItemStatus, ...]:
    """Return the status of each item of the plan.

    The time of an item counts from the end of the item finished before it, so that nothing is recorded while
    it runs and its minutes are right after a power cut. Of several that were begun, as after going back to
    one, the first is the current one.
    """
    by_key = {record.key: record for record in records}
    ends = sorted(record.at for record in records if record.state == "finished")

    def begun(until: datetime) -> datetime | None:
        before = [end for end in ends if end < until]
        return before[-1] if before else started_at

    rows: list[ItemStatus] = []
    for item in plan.items:
        record = by_key.get(item.key)
        has_current = any(row.status == "now" for row in rows)
        match "" if record is None else record.state:
            case "started" if not has_current:
                rows.append(ItemStatus(item, "now", _elapsed(begun(now), now)))
            case "finished" if record is not None:
                rows.append(ItemStatus(item, "finished", _elapsed(begun(record.at), record.at)))
            case "dropped":
                rows.append(ItemStatus(item, "dropped"))
            case _:
                rows.append(ItemStatus(item, ""))
    return tuple(rows)


def _minutes(since: datetime | None, until: datetime) -> int:
    """Return whole minutes; 0 if the clock went back."""
    return 0 if since is None else max(0, int((until - since).total_seconds() // 60))


def _elapsed(since: datetime | None, until: datetime) -> int | None:
    """Return whole minutes, None if they are more than any class lasts: its end was forgotten."""
    minutes = _minutes(since, until)
    return None if minutes > MOST_MINUTES + _OVERTIME else minutes


def current_item(rows: Sequence[ItemStatus]) -> Item | None:
    """Return the current item, None before the first and after the last."""
    return next((row.item for row in rows if row.status == "now"), None)


def next_item(rows: Sequence[ItemStatus]) -> Item | None:
    """Return the item after the current one, or the first; None if nothing is left."""
    now = current_item(rows)
    keys = [row.item.key for row in rows]
    after = keys.index(now.key) + 1 if now is not None else 0
    return next((row.item for row in rows[after:] if row.status == ""), None)


def previous_item(rows: Sequence[ItemStatus]) -> Item | None:
    """Return the last item that was done or left out before the current one, if any."""
    before: Item | None = None
    for row in rows:
        if row.status == "now":
            break
        before = row.item if row.status in ("finished", "dropped") else before
    return before


def lessons_had(rows: Sequence[ItemStatus]) -> tuple[str, ...]:
    """Return the lessons before the current item that were not left out."""
    before = takewhile(lambda row: row.status != "now", rows)
    return tuple(row.item.lesson for row in before if row.item.lesson and row.status != "dropped")


def minutes_until_break(rows: Sequence[ItemStatus]) -> int | None:
    """Return the minutes until the break at the planned pace, None if no break is ahead."""
    until = 0
    for row in rows:
        if row.item.kind == "break":
            return until if row.status == "" else None
        if row.status in ("", "now"):
            until += max(0, row.item.minutes - (row.elapsed or 0))
    return None


@dataclass(frozen=True, slots=True)
class Advice:
    """How late the class is in minutes, negative if early, and what to leave out or shorten, if anything.

    `over` are the minutes by which it would end too late; `phones` is True if practice on people's own
    phones is still ahead; `forgotten` if the class began so long ago that its end was forgotten.
    """

    late: int
    over: int = 0
    drop: Item | None = None
    shorten: Item | None = None
    to_minutes: int = 0
    phones: bool = True
    forgotten: bool = False


def advise(
    plan: Plan, records: Sequence[ItemRecord], started_at: datetime | None, now: datetime
) -> Advice:
    """Return what to do now.

    The class is late by what its items took longer than planned. If it would end too late, the last
    droppable item is to be left out; if there is none, the practice on their own phones is shortened.
    """
    rows = item_statuses(plan, records, started_at, now)
    gone = _minutes(started_at, now)
    planned = left = 0
    for row in rows:
        if row.status != "dropped":
            planned += row.item.minutes
        if row.status in ("", "now"):
            left += max(0, row.item.minutes - (row.elapsed or 0))
    if started_at is None:
        return Advice(0)
    if gone > plan.minutes + _OVERTIME:
        return Advice(0, forgotten=True)
    late = gone + left - planned
    over = gone + left - plan.minutes
    if over <= 0:
        phones_ahead = any(row.item.kind == "phones" and row.status in ("", "now") for row in rows)
        return Advice(late, phones=phones_ahead)
    waiting = [row.item for row in rows if row.status == ""]
    drop = next((item for item in reversed(waiting) if item.droppable), None)
    if drop is not None:
        return Advice(late, over, drop=drop)
    phones = next((item for item in waiting if item.kind == "phones"), None)
    if phones is not None and phones.minutes > _SHORTEST_PHONES:
        minutes = max(_SHORTEST_PHONES, phones.minutes - over)
        return Advice(late, over, shorten=phones, to_minutes=minutes)
    return Advice(late, over)


_FORGOTTEN = N_("This class began long ago and was not ended. 9 ends it.")
_LATE = N_("{count} minutes late.")
_EARLY = N_("{count} minutes to spare. Let people press on their own phones for longer.")
_EARLY_AT_THE_END = N_("{count} minutes to spare. Let people ask, or end a little earlier.")
_STILL_IN_TIME = N_("The class still ends on time: nothing need be left out.")
_DROP = N_("Best leave out: {item}.")
_SHORTEN = N_("Give {item} only {minutes} minutes.")
_END_LATER = N_("Ask whether to end {count} minutes later.")
_NOT_FASTER = N_("Do not talk faster.")
_ON_TIME = N_("You are on time.")


def advice_messages(advice: Advice) -> tuple[str, ...]:
    """Return the messages of an advice; the caller fills in `{count}`, `{item}` and `{minutes}`."""
    if advice.forgotten:
        return (_FORGOTTEN,)
    if advice.over > 0:
        late = (_LATE,) if advice.late > 0 else ()
        if advice.drop is not None:
            return (*late, _DROP, _NOT_FASTER)
        if advice.shorten is not None:
            return (*late, _SHORTEN, _NOT_FASTER)
        return (*late, _END_LATER, _NOT_FASTER)
    if advice.late > _TOLERANCE:
        return _LATE, _STILL_IN_TIME
    if advice.late < -_TOLERANCE:
        return (_EARLY if advice.phones else _EARLY_AT_THE_END,)
    return (_ON_TIME,)
