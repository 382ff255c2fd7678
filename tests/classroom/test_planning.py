"""Planning a class from the records: its learners, the lessons they need, and how often the store is read."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from tutor.classroom.planning import (
    current_class,
    following_class,
    needed_lessons,
    plan_class,
    plan_of,
)
from tutor.content.catalogue import Catalogue
from tutor.paths import lessons_folder
from tutor.records.store import Store, open_store

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
DAY = date(2026, 12, 7)
CATALOGUE = Catalogue((lessons_folder(),))


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(open_store(None, clock=lambda: NOW)) as opened:
        opened.add_people(
            [
                {"name": "Lê Thị Mai", "hamlet": "Xóm 3", "on_roster": True},
                {"name": "Trần Văn Ý", "hamlet": "xóm 3", "on_roster": True},
                {"name": "Vũ Thị Na", "hamlet": "Xóm 4", "on_roster": True},
                {"name": "Minh", "hamlet": "Xóm 3", "on_roster": True, "role": "staff"},
            ]
        )
        yield opened


def test_a_class_gets_the_lessons_that_its_learners_need(store: Store) -> None:
    planned = plan_class(
        store, CATALOGUE, "vi", day=DAY, hamlet="Xóm 3", commune="04012", minutes=90
    )
    assert [learner.name for learner in planned.learners] == ["Trần Văn Ý", "Lê Thị Mai"]
    session = planned.session
    assert store.classes.sessions() == (session,)
    assert (session.expected, session.commune, session.minutes) == (2, "04012", 90)
    assert session.lessons == needed_lessons(
        store, CATALOGUE, "vi", day=DAY, hamlet="Xóm 3", minutes=90, expected=2
    )
    assert session.lessons
    assert planned.plan == plan_of(session, CATALOGUE, "vi")


def test_given_lessons_and_people_take_precedence(store: Store) -> None:
    lesson = CATALOGUE.lessons("vi")[-1]
    planned = plan_class(
        store,
        CATALOGUE,
        "vi",
        day=DAY,
        hamlet="Xóm 3",
        commune="",
        minutes=90,
        expected=12,
        lessons=[lesson.id, "no-such-lesson"],
    )
    assert (planned.session.expected, planned.session.lessons) == (12, (lesson.id,))


def test_the_current_class_is_todays_then_one_that_was_not_ended(store: Store) -> None:
    classes = store.classes
    yesterday = classes.plan_session(day=DAY - timedelta(days=1), hamlet="Xóm 3", expected=9)
    assert current_class(classes.sessions(), DAY) is None
    classes.start_session(yesterday.id)
    left = current_class(classes.sessions(), DAY)
    assert left is not None
    assert left.id == yesterday.id
    today = classes.plan_session(day=DAY, hamlet="Xóm 3", expected=9)
    assert current_class(classes.sessions(), DAY) == today


def test_a_planned_class_is_offered_when_the_clock_is_behind(store: Store) -> None:
    later = store.classes.plan_session(day=DAY + timedelta(days=2), hamlet="Xóm 3", expected=9)
    sessions = store.classes.sessions()
    assert current_class(sessions, DAY) is None
    assert current_class(sessions, DAY, DAY + timedelta(days=1)) == later


def test_the_following_class_is_the_next_one_in_the_same_hamlet(store: Store) -> None:
    classes = store.classes
    now = classes.plan_session(day=DAY, hamlet="Xóm 3", expected=9)
    classes.plan_session(day=DAY + timedelta(days=1), hamlet="Xóm 4", expected=9)
    assert following_class(classes.snapshot(), now.id, DAY) is None
    same = classes.plan_session(day=DAY + timedelta(days=2), hamlet="xóm 3", expected=9)
    assert following_class(classes.snapshot(), now.id, DAY) == same
