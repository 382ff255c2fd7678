"""The return rate during a class and after it."""

from datetime import UTC, date, datetime

import pytest

from tutor.classroom.follow_up import ReturnRate, return_rate
from tutor.records.class_events import AttendanceState
from tutor.records.class_views import Attendance, Session, SessionState

AT = datetime(2026, 11, 24, 8, tzinfo=UTC)
FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (10, 17, 24))


def class_on(day: date, state: SessionState = "ended", hamlet: str = "Đông") -> Session:
    return Session(
        id=f"{day} {hamlet}",
        day=day,
        hamlet=hamlet,
        commune="",
        minutes=90,
        expected=8,
        lessons=(),
        form="class",
        state=state,
        started_at=AT,
        ended_at=AT if state == "ended" else None,
    )


def there(session: Session, names: str, state: AttendanceState = "present") -> list[Attendance]:
    return [
        Attendance(session=session.id, learner=name, state=state, reason="", at=AT)
        for name in names
    ]


def test_a_class_counts_for_the_return_rate_once_it_ended() -> None:
    before, running = class_on(FIRST), class_on(SECOND, "running")
    called = [*there(before, "abcd"), *there(running, "a")]
    assert return_rate([before, running], called, "abcdef") is None
    ended = class_on(SECOND)
    called += [*there(ended, "bc"), *there(ended, "d", "absent")]
    assert return_rate([before, ended], called, "abcdef") == ReturnRate(came=3, of=4)


@pytest.mark.parametrize("state", ["ended", "running"])
def test_during_a_class_the_return_rate_is_that_of_the_two_before(state: SessionState) -> None:
    # One that nobody ended is over all the same when the next begins.
    before, last, running = class_on(FIRST), class_on(SECOND, state), class_on(THIRD, "running")
    called = [*there(before, "abcd"), *there(last, "abc"), *there(running, "a")]
    assert return_rate([before, last, running], called, "abcd") == ReturnRate(came=3, of=4)


def test_a_running_class_elsewhere_does_not_change_the_return_rate() -> None:
    classes = [class_on(FIRST), class_on(SECOND), class_on(THIRD, "running", hamlet="Tây")]
    called = [*there(classes[0], "ab"), *there(classes[1], "a"), *there(classes[2], "b")]
    assert return_rate(classes, called, "ab") == ReturnRate(came=1, of=2)
