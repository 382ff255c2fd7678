"""Consent: which answer holds where several laptops have noted some, and what a refusal erases.

A withdrawal holds until a yes names it, so it wins over a yes of another laptop that did not know of it,
whichever arrives first. Of a person who had never agreed when they said no, what was noted before is erased,
here and on every laptop that the refusal reaches.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.records import journal, same_people
from tutor.records.journal import StoredEvent

AGREED, DECLINED = "consent-given", "consent-withdrawn"
_ERASED = "person-erased"
_LASTING = (AGREED, DECLINED, _ERASED, same_people.COMPARED)
"""The kinds that no refusal erases: they say what may be stored, and of whom."""

_PUT = """
    INSERT OR REPLACE INTO consent (learner, given, text_version, method, witness, at, seq, device)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def answers(connection: sqlite3.Connection, learners: Sequence[str]) -> list[StoredEvent]:
    """Return the answers of one person, given all their ids, in the order (seq, device)."""
    return journal.events_of_learners(connection, learners, (AGREED, DECLINED))


def _takes_back(yes: StoredEvent, refusal: StoredEvent) -> bool:
    """Return True if whoever noted this yes knew of the refusal."""
    known = yes.payload.get("takes_back")
    if known is None:
        # An earlier version did not say; then one laptop has noted both.
        return yes.device == refusal.device and yes.seq > refusal.seq
    return refusal.id in known


def standing_refusals(noted: Sequence[StoredEvent]) -> list[StoredEvent]:
    """Return the withdrawals among the answers of one person that no yes took back."""
    agreed = [event for event in noted if event.kind == AGREED]
    return [
        event
        for event in noted
        if event.kind == DECLINED and not any(_takes_back(yes, event) for yes in agreed)
    ]


def settle(connection: sqlite3.Connection, learner: str) -> None:
    """Write the answer that holds for a person, given by the id that stands for them."""
    noted = answers(connection, same_people.all_ids(connection, [learner]))
    erased = "SELECT EXISTS (SELECT 1 FROM erased WHERE learner = ?)"
    if noted and not connection.execute(erased, (learner,)).fetchone()[0]:
        answer = (standing_refusals(noted) or [event for event in noted if event.kind == AGREED])[
            -1
        ]
        agreed = answer.kind == AGREED
        details = answer.payload if agreed else {}
        columns = (details.get(name, "") for name in ("text_version", "method", "witness"))
        position = (answer.at.isoformat(), answer.seq, answer.device)
        connection.execute(_PUT, (learner, int(agreed), *columns, *position))


def _refused(noted: Sequence[StoredEvent]) -> bool:
    """Return True if a person said no before ever saying yes, and did not take it back."""
    agreed = any(event.kind == AGREED for event in noted)
    return any(_erases(event, agreed) for event in standing_refusals(noted))


def _erases(refusal: StoredEvent, agreed: bool) -> bool:
    """Return True if the person had never agreed; an earlier version did not say it."""
    forget = refusal.payload.get("forget")
    return not agreed if forget is None else bool(forget)


def refused(connection: sqlite3.Connection, learner: str) -> bool:
    """Return True if nothing but the name of a person may be stored."""
    query = "SELECT EXISTS (SELECT 1 FROM event WHERE learner = ? AND kind = ?)"
    if not connection.execute(query, (learner, DECLINED)).fetchone()[0]:
        return False
    return _refused(answers(connection, [learner]))


def set_aside(connection: sqlite3.Connection, learner: str) -> list[str]:
    """Return the refusals of a learner that a yes came after: what is noted now is not erased by them."""
    query = "SELECT event FROM refusal WHERE learner = ? ORDER BY event"
    return [event for (event,) in connection.execute(query, (learner,))]


@dataclass(frozen=True, slots=True)
class Refuser:
    """Somebody whose refusals erase what was noted of them before."""

    learner: str
    refusals: frozenset[str]
    """What is noted after a yes names these, so that it stays; an earlier version named none."""
    name_only: bool
    """No yes came since: nothing but the name may be stored."""


def enforce_refusals(connection: sqlite3.Connection) -> tuple[int, list[Refuser]]:
    """Delete what was noted of people before they refused; return how many events, and who refused.

    Within the caller's transaction; safe to repeat.
    """
    deleted = 0
    refusers: list[Refuser] = []
    declined = {event.learner for event in journal.events_of_kind(connection, DECLINED)}
    for learner in sorted(declined):
        noted = answers(connection, [learner])
        agreed = any(event.kind == AGREED for event in noted)
        refusals = [event for event in noted if event.kind == DECLINED]
        erasing = frozenset(event.id for event in refusals if event.payload.get("forget"))
        name_only = _refused(noted)
        if not agreed and any(event.payload.get("forget") is None for event in refusals):
            deleted += journal.delete_events(connection, learner, but=_LASTING)
        elif erasing:
            deleted += _delete_under(connection, learner, erasing)
        if erasing or name_only:
            refusers.append(Refuser(learner, erasing, name_only))
    return deleted, refusers


def _delete_under(connection: sqlite3.Connection, learner: str, refusals: frozenset[str]) -> int:
    """Delete the events of a learner that do not set aside all of these refusals."""
    rows = connection.execute("SELECT id, kind, payload FROM event WHERE learner = ?", (learner,))
    gone = [
        (event,)
        for event, kind, payload in rows.fetchall()
        if kind not in _LASTING and not refusals <= _despite(payload)
    ]
    gone += [(mark,) for mark in _anonymous_marks(connection, learner, refusals)]
    connection.executemany("DELETE FROM event WHERE id = ?", gone)
    return len(gone)


def _anonymous_marks(
    connection: sqlite3.Connection, learner: str, refusals: frozenset[str]
) -> list[str]:
    """Return the marks that an erasure made anonymous before a refusal of the same person arrived."""
    erased = "SELECT EXISTS (SELECT 1 FROM event WHERE learner = ? AND kind = ?)"
    if not connection.execute(erased, (learner, _ERASED)).fetchone()[0]:
        return []
    marks = "SELECT id, run, payload FROM event WHERE learner = '' AND kind = 'attended'"
    return [
        mark
        for mark, session, payload in connection.execute(marks)
        if journal.anonymous_id(f"{session} {learner}") in payload
        and not refusals <= _despite(payload)
    ]


def _despite(payload: str) -> set[str]:
    try:
        return set(json.loads(payload).get("despite", ()))
    except (ValueError, TypeError, AttributeError):
        return set()
