"""Planning a class from the records: its learners, the lessons they need, and how often the store is read."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from tutor.classroom.evenings import (
    ON_THE_LAPTOP,
    days_of,
    needed_lessons,
    plan_class,
    plan_evenings,
    plan_of,
)
from tutor.classroom.planning import (
    current_class,
    following_class,
    next_class_day,
    usual_time_and_place,
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
    assert planned.plan == plan_of(session, store.classes.snapshot(), CATALOGUE, "vi")


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


def test_evenings_go_along_the_path_and_each_begins_with_the_last_one(store: Store) -> None:
    days = days_of(DAY, 4, [0, 3])
    assert len(days) == 8
    evenings = plan_evenings(
        store, CATALOGUE, "vi", days=days, hamlet="Xóm 3", minutes=90, expected=15
    )
    assert [evening.day for evening in evenings] == list(days[: len(evenings)])
    lessons = [lesson for evening in evenings for lesson in evening.lessons]
    assert len(lessons) == len(set(lessons))
    after = {entry.id: entry.after for entry in CATALOGUE.lessons("vi")}
    for index, lesson in enumerate(lessons):
        assert set(after[lesson]) <= set(lessons[:index]) | ON_THE_LAPTOP
    assert [evening.again for evening in evenings] == [
        (),
        *(evening.lessons for evening in evenings[:-1]),
    ]
    # Nothing is stored.
    assert store.classes.sessions() == ()


def test_evenings_end_with_the_path(store: Store) -> None:
    days = days_of(DAY, 26, range(7))
    evenings = plan_evenings(
        store, CATALOGUE, "vi", days=days, hamlet="Xóm 3", minutes=90, expected=15
    )
    wanted = {entry.id for entry in CATALOGUE.lessons("vi")}
    # In a class one volunteer presses the keys of the laptop.
    assert wanted >= ON_THE_LAPTOP
    found = {lesson for evening in evenings for lesson in evening.lessons}
    assert found == wanted - ON_THE_LAPTOP


@pytest.mark.parametrize(
    ("days_ago", "days_ahead"), [(1, 6), (6, 1), (7, 0), (8, 6), (0, 7), (-1, 8), (-7, 14)]
)
def test_the_next_class_is_proposed_for_the_same_weekday(
    store: Store, days_ago: int, days_ahead: int
) -> None:
    last = DAY - timedelta(days=days_ago)
    store.classes.plan_session(day=last, hamlet="Xóm 3", time="19:30", place="Nhà văn hóa")
    store.classes.plan_session(day=last + timedelta(days=1), hamlet="Xóm 4")
    sessions = store.classes.sessions()
    proposed = next_class_day(sessions, "xóm 3", DAY)
    assert (proposed - DAY).days == days_ahead
    assert proposed.weekday() == last.weekday()
    assert usual_time_and_place(sessions, "Xóm 3") == ("19:30", "Nhà văn hóa")
    assert next_class_day(sessions, "Xóm 5", DAY) == DAY + timedelta(days=1)
    assert usual_time_and_place(sessions, "Xóm 5") == ("", "")


def test_a_class_follows_those_that_are_planned_before_it(store: Store) -> None:
    first = plan_class(store, CATALOGUE, "vi", day=DAY, hamlet="Xóm 3", commune="", minutes=90)
    assert "refresh" not in [item.kind for item in first.plan.items]
    later = DAY + timedelta(days=3)
    second = plan_class(store, CATALOGUE, "vi", day=later, hamlet="xóm 3", commune="", minutes=90)
    assert not set(first.session.lessons) & set(second.session.lessons)
    refresher = next(item for item in second.plan.items if item.kind == "refresh")
    assert refresher.again == first.session.lessons
    kinds = [item.kind for item in second.plan.items]
    assert kinds.index("refresh") < kinds.index("lesson")
    assert second.plan == plan_of(second.session, store.classes.snapshot(), CATALOGUE, "vi")
    # A class that is cancelled teaches nothing, and one of another hamlet nothing here.
    store.classes.cancel_session(first.session.id)
    assert plan_of(second.session, store.classes.snapshot(), CATALOGUE, "vi").items[2].again == ()
    elsewhere = plan_class(
        store, CATALOGUE, "vi", day=later, hamlet="Xóm 4", commune="", minutes=90
    )
    assert elsewhere.session.lessons == first.session.lessons
