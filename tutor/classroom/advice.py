"""How a class stands against its plan, and what is best done about it; never to go faster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tutor.classroom.plan import Item, Plan
from tutor.i18n import N_
from tutor.records.class_views import ItemRecord

Status = Literal["", "now", "finished", "dropped"]

# As many minutes more or less are no reason to say anything.
_TOLERANCE = 2
_SHORTEST_PHONES = 5


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """Where one item stands; `elapsed` are the minutes it took so far, None if it has not begun."""

    item: Item
    status: Status
    elapsed: int | None = None


def item_statuses(
    plan: Plan, records: Sequence[ItemRecord], started_at: datetime | None, now: datetime
) -> tuple[ItemStatus, ...]:
    """Return where each item of the plan stands.

    An item takes the time from the end of the one that was finished before it, so that nothing needs to be
    kept while it runs: after a power cut, its minutes are right. Of several that were begun, as after going
    back to one, the first goes on.
    """
    found = {one.key: one for one in records}
    ends = sorted(one.at for one in records if one.state == "finished")

    def begun(until: datetime) -> datetime | None:
        before = [end for end in ends if end < until]
        return before[-1] if before else started_at

    rows: list[ItemStatus] = []
    for item in plan.items:
        record = found.get(item.key)
        going_on = any(row.status == "now" for row in rows)
        match "" if record is None else record.state:
            case "started" if not going_on:
                rows.append(ItemStatus(item, "now", _minutes(begun(now), now)))
            case "finished" if record is not None:
                rows.append(ItemStatus(item, "finished", _minutes(begun(record.at), record.at)))
            case "dropped":
                rows.append(ItemStatus(item, "dropped"))
            case _:
                rows.append(ItemStatus(item, ""))
    return tuple(rows)


def _minutes(since: datetime | None, until: datetime) -> int:
    """Return whole minutes; none where a clock went back."""
    return 0 if since is None else max(0, int((until - since).total_seconds() // 60))


def current_item(rows: Sequence[ItemStatus]) -> Item | None:
    """Return the item that is going on, None before the first and after the last."""
    return next((row.item for row in rows if row.status == "now"), None)


def next_item(rows: Sequence[ItemStatus]) -> Item | None:
    """Return what comes after the present item, or first; None where nothing is left."""
    now = current_item(rows)
    keys = [row.item.key for row in rows]
    after = keys.index(now.key) + 1 if now is not None else 0
    return next((row.item for row in rows[after:] if row.status == ""), None)


def previous_item(rows: Sequence[ItemStatus]) -> Item | None:
    """Return what was done or left out right before the present item, or last; None before anything was."""
    before: Item | None = None
    for row in rows:
        if row.status == "now":
            break
        before = row.item if row.status in ("finished", "dropped") else before
    return before


def minutes_until_break(rows: Sequence[ItemStatus]) -> int | None:
    """Return in how many minutes the break comes as things are, None where none is ahead."""
    until = 0
    for row in rows:
        if row.item.kind == "break":
            return until if row.status == "" else None
        if row.status in ("", "now"):
            until += max(0, row.item.minutes - (row.elapsed or 0))
    return None


@dataclass(frozen=True, slots=True)
class Advice:
    """How late the class is in minutes, below 0 if early, and what to leave out or shorten, if anything.

    `over` are the minutes by which it would end too late as things are, `phones` tells whether there is still
    practice on people's own phones.
    """

    late: int
    over: int = 0
    drop: Item | None = None
    shorten: Item | None = None
    to_minutes: int = 0
    phones: bool = True


def advise(
    plan: Plan, records: Sequence[ItemRecord], started_at: datetime | None, now: datetime
) -> Advice:
    """Return what to do now.

    Late is what the kept items took longer than planned. Only if the end would come too late something is to
    be left out: the last item that can be, and where there is none, their own phones are shortened.
    """
    rows = item_statuses(plan, records, started_at, now)
    gone = _minutes(started_at, now)
    planned = left = 0
    for row in rows:
        match row.status:
            case "finished":
                planned += row.item.minutes
            case "now":
                planned += row.item.minutes
                left += max(0, row.item.minutes - (row.elapsed or 0))
            case "":
                planned += row.item.minutes
                left += row.item.minutes
    if started_at is None:
        return Advice(0)
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
        to = max(_SHORTEST_PHONES, phones.minutes - over)
        return Advice(late, over, shorten=phones, to_minutes=to)
    return Advice(late, over)


_LATE = N_("{count} minutes late.")
_EARLY = N_("{count} minutes to spare. Let people press on their own phones for longer.")
_EARLY_AT_THE_END = N_("{count} minutes to spare. Let people ask, or end a little earlier.")
_STILL_IN_TIME = N_("There is still time enough.")
_DROP = N_("Best leave out: {item}.")
_SHORTEN = N_("Give {item} only {minutes} minutes.")
_END_LATER = N_("Ask whether to end {count} minutes later.")
_NOT_FASTER = N_("Do not talk faster.")
_ON_TIME = N_("You are on time.")


def advice_messages(given: Advice) -> tuple[str, ...]:
    """Return the messages of an advice; `{count}`, `{item}` and `{minutes}` are for the caller to fill."""
    if given.over > 0:
        late = (_LATE,) if given.late > 0 else ()
        if given.drop is not None:
            return (*late, _DROP, _NOT_FASTER)
        if given.shorten is not None:
            return (*late, _SHORTEN, _NOT_FASTER)
        return (*late, _END_LATER, _NOT_FASTER)
    if given.late > _TOLERANCE:
        return _LATE, _STILL_IN_TIME
    if given.late < -_TOLERANCE:
        return (_EARLY if given.phones else _EARLY_AT_THE_END,)
    return (_ON_TIME,)
