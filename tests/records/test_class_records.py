"""Classes, attendance, skills, consent and visits are read as they were recorded."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_samples import (
    NOW,
    Clock,
    attendance_of,
    observations_of,
    opened,
    rebuild,
    responded,
    started,
)

from tutor.records import class_events as ce
from tutor.records import journal, projections, transfer
from tutor.records.classes import RecordsDeclinedError
from tutor.records.people import GUEST
from tutor.records.projections import TABLES
from tutor.records.store import Store

MONDAY = date(2026, 12, 7)

EVERY_KIND: list[ce.ClassEvent] = [
    ce.SessionPlanned(
        at=NOW,
        session="s",
        day="2026-12-07",
        hamlet="Xóm 3",
        commune="04012",
        minutes=90,
        expected=12,
        lessons=("a", "b"),
        time="19:30",
        place="Nhà văn hóa",
    ),
    ce.SessionStarted(at=NOW, session="s"),
    ce.TaskChecked(at=NOW, learner="hoa", skill="noi-wifi", stage="before", result="alone"),
    ce.ItemStarted(at=NOW, session="s", index=0, key="welcome"),
    ce.ItemFinished(at=NOW, session="s", index=0, key="welcome"),
    ce.ItemDropped(at=NOW, session="s", index=1, key="lesson:a"),
    ce.Attended(at=NOW, session="s", learner="hoa", state="absent", reason="ill"),
    ce.HandsCounted(at=NOW, session="s", lesson="a", step_id="hoi", round=1, counts=(3, 4, 0)),
    ce.SkillObserved(at=NOW, session="s", learner="hoa", skill="otp", lesson="a", alone=True),
    ce.SkillStated(at=NOW, learner="hoa", skill="otp", said="not-yet"),
    ce.SkillUnnoted(at=NOW, session="s", learner="hoa", skill="otp"),
    ce.ConsentGiven(at=NOW, learner="hoa", text_version="1", method="aloud", witness="minh"),
    ce.VisitAssigned(at=NOW, learner="hoa", visit="v", staff="minh", reason="missed"),
    ce.VisitDone(at=NOW, session="q", learner="hoa", visit="v"),
    ce.SessionEnded(at=NOW, session="s"),
    ce.SessionHeld(at=NOW, session="s"),
    ce.UnnamedCounted(at=NOW, session="s", unnamed=2),
    ce.HelpersCounted(at=NOW, session="s", helpers=3),
    ce.SessionCancelled(at=NOW, session="s"),
    ce.ConsentWithdrawn(at=NOW, learner="hoa"),
    ce.PeopleCompared(at=NOW, learner="hoa", other="lan", same=False),
    ce.PersonErased(at=NOW, learner="lan"),
]


def tables(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that is derived from class events."""
    with store._reading() as connection:
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for name in TABLES
        }


def test_every_kind_of_event_is_stored_unchanged() -> None:
    assert {type(event).kind for event in EVERY_KIND} == set(ce.CLASS_EVENT_KINDS)
    store = opened(None)
    store.classes._record(*EVERY_KIND)
    assert [stored.event for stored in store.events()] == EVERY_KIND
    assert {stored.run for stored in store.events()} == {"s", "q", ""}
    assert next(event.kind for event in store.events("hoa")) == "task-checked"
    assert store.verify() == []


def test_lessons_and_classes_share_one_journal() -> None:
    store = opened(None)
    session = store.classes.plan_session(day=MONDAY)
    store.append("hoa", [started("r"), responded("r", 1)])
    store.classes.start_session(session.id)
    assert [event.seq for event in store.events()] == [1, 2, 3, 4]
    run = store.run("r")
    assert run is not None
    assert run.learner == "hoa"


# Sessions


def test_a_planned_session_has_the_given_fields() -> None:
    store = opened(None)
    planned = store.classes.plan_session(
        day=MONDAY, hamlet="Xóm 3", commune="04012", minutes=60, expected=12, lessons=["b", "a"]
    )
    assert store.classes.session(planned.id) == planned
    assert (planned.day, planned.hamlet, planned.commune) == (MONDAY, "Xóm 3", "04012")
    assert (planned.minutes, planned.expected, planned.lessons) == (60, 12, ("b", "a"))
    assert (planned.form, planned.state, planned.started_at) == ("class", "planned", None)
    assert store.classes.session("other") is None


def test_the_latest_plan_counts() -> None:
    classes = opened(None).classes
    planned = classes.plan_session(day=MONDAY, lessons=["a"])
    later = classes.plan_session(
        day=MONDAY + timedelta(days=2), lessons=["b"], session=planned.id, form="visit"
    )
    assert classes.sessions() == (later,)
    assert (later.day.day, later.lessons, later.form) == (9, ("b",), "visit")


def test_sessions_are_sorted_by_day_and_upcoming_ones_can_be_asked_for() -> None:
    classes = opened(None).classes
    last, first, next_ = (
        classes.plan_session(day=MONDAY + timedelta(days=days)) for days in (14, -7, 0)
    )
    cancelled = classes.plan_session(day=MONDAY + timedelta(days=1))
    classes.cancel_session(cancelled.id)
    assert [session.id for session in classes.sessions()] == [
        first.id,
        next_.id,
        cancelled.id,
        last.id,
    ]
    assert [session.id for session in classes.snapshot().upcoming(MONDAY)] == [next_.id, last.id]


def test_a_session_goes_from_planned_to_ended_and_can_be_revived() -> None:
    classes = opened(None).classes
    session = classes.plan_session(day=MONDAY).id
    states = []
    for step in (
        classes.start_session,
        classes.end_session,
        classes.start_session,
        classes.cancel_session,
    ):
        step(session)
        recorded = classes.session(session)
        assert recorded is not None
        states.append(
            (recorded.state, recorded.started_at is not None, recorded.ended_at is not None)
        )
    assert states == [
        ("running", True, False),
        ("ended", True, True),
        ("running", True, False),
        ("cancelled", True, False),
    ]
    assert classes.plan_session(day=MONDAY, session=session).state == "planned"


def test_a_class_on_paper_was_held_without_a_start_of_its_own() -> None:
    classes = opened(None).classes
    session = classes.plan_session(day=MONDAY, time="19:30", place="Nhà văn hóa").id
    classes.hold_on_paper(session)
    classes.count_unnamed(session, 3)
    classes.count_unnamed(session, 2)
    held = classes.session(session)
    assert held is not None
    assert (held.state, held.held, held.started_at, held.unnamed) == ("ended", True, None, 2)
    assert (held.time, held.place) == ("19:30", "Nhà văn hóa")
    classes.cancel_session(session)
    cancelled = classes.session(session)
    assert cancelled is not None
    assert not cancelled.held


def test_a_new_plan_does_not_stop_a_running_session() -> None:
    classes = opened(None).classes
    session = classes.plan_session(day=MONDAY).id
    classes.start_session(session)
    assert classes.plan_session(day=MONDAY, expected=20, session=session).state == "running"


def test_items_are_in_the_order_of_the_run_of_show() -> None:
    classes = opened(None).classes
    classes.note_events(
        [
            ce.ItemStarted(at=NOW, session="s", index=1, key="lesson:a"),
            ce.ItemStarted(at=NOW, session="s", index=0, key="welcome"),
            ce.ItemFinished(at=NOW, session="s", index=0, key="welcome"),
            ce.ItemDropped(at=NOW, session="s", index=2, key="lesson:b"),
        ]
    )
    items = [(item.index, item.key, item.state) for item in classes.items("s")]
    assert items == [
        (0, "welcome", "finished"),
        (1, "lesson:a", "started"),
        (2, "lesson:b", "dropped"),
    ]
    assert classes.items("other") == ()


def test_the_last_count_of_hands_for_a_step_and_round_holds() -> None:
    classes = opened(None).classes
    classes.count_hands("s", "a", "hoi", 1, [5, 1])
    classes.count_hands("s", "a", "hoi", 1, [5, 2])
    classes.count_hands("s", "a", "hoi", 2, [0, 7])
    assert [(hands.round, hands.counts) for hands in classes.hands("s")] == [
        (1, (5, 2)),
        (2, (0, 7)),
    ]


# Attendance


def test_the_last_record_of_attendance_counts() -> None:
    classes = opened(None).classes
    classes.note_attendances("s", {"hoa": ("absent", "harvest")})
    classes.note_attendances("s", {"hoa": ("late", "")})
    classes.note_attendances("s", {"lan": ("absent", "ill")})
    classes.note_attendances("t", {"hoa": ("present", "")})
    by_learner = {
        mark.learner: (mark.state, mark.reason) for mark in classes.snapshot().attendance_at("s")
    }
    assert by_learner == {"hoa": ("late", ""), "lan": ("absent", "ill")}
    assert [mark.session for mark in attendance_of(classes, "hoa")] == ["s", "t"]
    assert len(classes.snapshot().attendance) == 3


def test_the_last_record_counts_even_if_the_clock_went_back() -> None:
    clock = Clock()
    classes = opened(None, clock).classes
    classes.note_attendances("s", {"hoa": ("absent", "")})
    clock.now = datetime(2019, 1, 1, tzinfo=UTC)
    classes.note_attendances("s", {"hoa": ("present", "")})
    assert [mark.state for mark in classes.snapshot().attendance_at("s")] == ["present"]


def class_with(
    store: Store, day: int, states: dict[str, ce.AttendanceState], *, start: bool = True
) -> None:
    session = store.classes.plan_session(day=MONDAY + timedelta(days=day)).id
    if start:
        store.classes.start_session(session)
    store.classes.note_attendances(session, {who: (state, "") for who, state in states.items()})


def test_missed_classes_are_counted_since_the_last_one_attended() -> None:
    store = opened(None)
    class_with(store, 0, {"hoa": "absent", "lan": "absent"})
    class_with(store, 7, {"hoa": "late", "lan": "absent"})
    class_with(store, 21, {"hoa": "absent"})
    class_with(store, 14, {"hoa": "absent", "lan": "absent"})
    class_with(store, 28, {"lan": "absent"}, start=False)
    assert store.classes.snapshot().missed_counts == {"hoa": 2, "lan": 3}


# Skills, consent, visits


def test_each_statement_on_a_skill_is_stored() -> None:
    classes = opened(None).classes
    classes.note_skill("hoa", "otp", lesson="a", alone=False, session="s")
    classes.note_statement("hoa", "otp", "can")
    classes.note_skill("hoa", "otp", alone=True)
    classes.note_skill("lan", "call", alone=True)
    assert [observation.how for observation in observations_of(classes, "hoa")] == [
        "helped",
        "can",
        "alone",
    ]
    assert [observation.learner for observation in classes.snapshot().observations] == [
        "hoa",
        "hoa",
        "hoa",
        "lan",
    ]
    assert (
        observations_of(classes, "hoa")[0].session,
        observations_of(classes, "hoa")[0].lesson,
    ) == ("s", "a")


def test_the_last_statement_of_a_session_counts_and_can_be_retracted() -> None:
    classes = opened(None).classes
    classes.note_skill("hoa", "otp", alone=True, session="s")
    classes.note_skill("hoa", "otp", alone=True, session="t")
    classes.note_statement("hoa", "otp", "can", "s")
    classes.note_skill("lan", "otp", alone=True, session="s")
    classes.note_skill("hoa", "call", alone=True, session="s")
    classes.note_skill("hoa", "otp", alone=False, session="s")

    def of_hoa() -> list[tuple[str, str, str]]:
        return [
            (observation.skill, observation.how, observation.session)
            for observation in observations_of(classes, "hoa")
        ]

    others = [("otp", "alone", "t"), ("call", "alone", "s")]
    assert of_hoa() == [others[0], ("otp", "can", "s"), others[1], ("otp", "helped", "s")]
    classes.retract_skill("hoa", "otp", "s")
    assert of_hoa() == others
    classes.note_skill("hoa", "otp", alone=True, session="s")
    assert of_hoa() == [*others, ("otp", "alone", "s")]
    assert [observation.how for observation in observations_of(classes, "lan")] == ["alone"]


def test_nothing_is_recorded_after_consent_was_withdrawn() -> None:
    store = opened(None)
    classes = store.classes
    hoa = store.add_person(name="Hoa").id
    classes.give_consent(hoa, "1", "aloud", "minh")
    classes.note_skill(hoa, "otp", alone=True)
    assert hoa not in classes.snapshot().declined
    classes.withdraw_consent(hoa)
    assert hoa in classes.snapshot().declined
    for note in (
        lambda: classes.note_attendances("s", {hoa: ("present", "")}),
        lambda: classes.note_skill(hoa, "call", alone=True),
        lambda: classes.note_statement(hoa, "call", "can"),
        lambda: classes.assign_visit(hoa, "minh", "asked"),
        lambda: classes.note_attendances("s", {"lan": ("present", ""), hoa: ("present", "")}),
    ):
        with pytest.raises(RecordsDeclinedError):
            note()
    assert classes.snapshot().attendance == ()
    store.append(hoa, [started("r"), responded("r", 1)])
    assert [event.kind for event in store.events(hoa)] == [
        "consent-given",
        "skill-observed",
        "consent-withdrawn",
    ]
    assert [event.kind for event in store.events(GUEST)] == ["run-started", "responded"]
    classes.give_consent(hoa, "2", "written")
    classes.note_skill(hoa, "call", alone=True)
    (consent,) = classes.snapshot().consents
    assert (consent.given, consent.text_version, consent.method) == (True, "2", "written")


def test_a_visit_is_assigned_and_finished() -> None:
    classes = opened(None).classes
    first = classes.assign_visit("hoa", "minh", "missed", session="s")
    second = classes.assign_visit("lan", "minh", "asked")
    session = classes.plan_session(day=MONDAY, form="visit").id
    classes.finish_visit(first, session)
    done, open_ = classes.snapshot().visits
    assert (done.id, done.learner, done.staff, done.reason) == (first, "hoa", "minh", "missed")
    assert (done.session, done.done, done.done_session) == ("s", True, session)
    assert (open_.id, open_.done) == (second, False)
    with pytest.raises(KeyError):
        classes.finish_visit("nobody's")


# Projections

names = st.sampled_from(["hoa", "lan"])
places = st.sampled_from(["s", "t"])
at = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3), timezones=st.just(UTC))
events = st.one_of(
    st.builds(
        ce.SessionPlanned,
        at=at,
        session=places,
        day=st.dates(MONDAY, MONDAY + timedelta(days=3)).map(date.isoformat),
        hamlet=st.just("x"),
        commune=st.just(""),
        minutes=st.integers(30, 120),
        expected=st.integers(0, 30),
        lessons=st.lists(st.sampled_from("ab"), max_size=2).map(tuple),
    ),
    st.builds(ce.SessionStarted, at=at, session=places),
    st.builds(ce.SessionEnded, at=at, session=places),
    st.builds(ce.SessionCancelled, at=at, session=places),
    st.builds(
        ce.ItemStarted, at=at, session=places, index=st.integers(0, 1), key=st.sampled_from("kl")
    ),
    st.builds(ce.ItemDropped, at=at, session=places, index=st.integers(0, 1), key=st.just("k")),
    st.builds(
        ce.Attended,
        at=at,
        session=places,
        learner=names,
        state=st.sampled_from(["present", "late", "absent"]),
    ),
    st.builds(
        ce.HandsCounted,
        at=at,
        session=places,
        lesson=st.just("a"),
        step_id=st.just("hoi"),
        round=st.sampled_from([1, 2]),
        counts=st.lists(st.integers(0, 9), max_size=3).map(tuple),
    ),
    st.builds(
        ce.SkillObserved,
        at=at,
        session=places,
        learner=names,
        skill=st.just("otp"),
        lesson=st.just("a"),
        alone=st.booleans(),
    ),
    st.builds(ce.SkillUnnoted, at=at, session=places, learner=names, skill=st.just("otp")),
    st.builds(
        ce.ConsentGiven, at=at, learner=names, text_version=st.just("1"), method=st.just("aloud")
    ),
    st.builds(ce.ConsentWithdrawn, at=at, learner=names),
    st.builds(
        ce.VisitAssigned,
        at=at,
        learner=names,
        visit=st.sampled_from("vw"),
        staff=st.sampled_from("mn"),
        reason=st.just("missed"),
    ),
    st.builds(ce.VisitDone, at=at, session=places, learner=names, visit=st.sampled_from("vw")),
)


def note(store: Store, happened: Sequence[ce.ClassEvent]) -> None:
    """Write events without checking consent."""
    with store._writing() as connection:
        for event in happened:
            learner = getattr(event, "learner", "")
            stored = journal.append(connection, learner, [event], store._new_event_id)
            projections.apply(connection, stored)


@given(st.lists(events, max_size=20))
def test_rebuilt_projections_equal_the_stored_ones(happened: list[ce.ClassEvent]) -> None:
    store = opened(None)
    note(store, happened)
    before = tables(store)
    rebuild(store)
    assert tables(store) == before


@given(
    st.lists(st.tuples(st.sampled_from(["laptop-1", "laptop-2"]), events), max_size=16),
    st.randoms(use_true_random=False),
)
def test_events_of_two_laptops_give_the_same_rows_in_any_order(
    happened: list[tuple[str, ce.ClassEvent]], random: Random
) -> None:
    first = opened(None, seed=1)
    for device, event in happened:
        with first._writing() as connection:
            connection.execute("UPDATE device SET id = ?", (device,))
        note(first, [event])
    stored = list(first.events())
    with first._reading() as connection:
        rows = {row[0]: row for row in transfer.scan_rows(connection)}
    random.shuffle(stored)
    second = opened(None, seed=2)
    with second._writing() as connection:
        for noted in stored:
            transfer.put_row(connection, rows[noted.id])
            projections.apply(connection, [noted])
    assert tables(second) == tables(first)
