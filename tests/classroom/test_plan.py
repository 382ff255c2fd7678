"""The run-of-show of a class, the needs of its group, and the advice while it runs."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.classroom.evenings import card_questions
from tutor.classroom.live_class import (
    advice_messages,
    advise,
    current_item,
    item_statuses,
    minutes_until_break,
    next_item,
    previous_item,
)
from tutor.classroom.plan import (
    BREAK_FROM_MINUTES,
    LEAST_MINUTES,
    SITTING_BEFORE_BREAK,
    Copies,
    class_minutes,
    papers_to_print,
    phone_tables,
    run_of_show,
)
from tutor.classroom.plan_text import describe_plan
from tutor.classroom.planning import LearnerProgress, Need, learner_progress, needs_of_learners
from tutor.content.catalogue import Catalogue, LessonEntry
from tutor.content.placeholders import Filler, Phrases
from tutor.paths import lesson_roots
from tutor.records.class_views import ItemRecord, ItemState
from tutor.records.people import Phone

MINUTES = st.integers(LEAST_MINUTES, 400)
LESSONS = st.dictionaries(
    st.text("abcdef-", min_size=1, max_size=6), st.integers(1, 40), max_size=6
)
START = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
TWO = {"a": 8, "b": 8}


@given(MINUTES, st.integers(-3, 200), LESSONS)
def test_a_plan_never_exceeds_its_minutes(
    minutes: int, people: int, lessons: dict[str, int]
) -> None:
    plan = run_of_show(minutes, people, lessons)
    assert plan.total <= minutes
    assert all(item.minutes > 0 for item in plan.items)
    ends = [item.start + item.minutes for item in plan.items]
    assert [item.start for item in plan.items] == [0, *ends[:-1]]


@given(MINUTES, st.integers(0, 200), LESSONS)
def test_opening_and_recap_are_always_planned_and_never_droppable(
    minutes: int, people: int, lessons: dict[str, int]
) -> None:
    plan = run_of_show(minutes, people, lessons)
    kinds = [item.kind for item in plan.items]
    assert kinds[:2] == ["welcome", "roll-call"]
    assert kinds[-2:] == ["recap", "next"]
    essential = {"welcome", "roll-call", "break", "phones", "recap", "next"}
    assert not any(item.droppable for item in plan.items if item.kind in essential)


@given(MINUTES, st.integers(0, 200), LESSONS)
def test_classes_of_fifty_minutes_or_more_have_one_break(
    minutes: int, people: int, lessons: dict[str, int]
) -> None:
    kinds = [item.kind for item in run_of_show(minutes, people, lessons).items]
    assert kinds.count("break") == (minutes >= BREAK_FROM_MINUTES)
    if "break" in kinds:
        assert 2 < kinds.index("break") < len(kinds) - 2


@given(MINUTES, st.integers(0, 200), LESSONS)
def test_every_lesson_is_planned_or_listed_as_left_out_in_order(
    minutes: int, people: int, lessons: dict[str, int]
) -> None:
    plan = run_of_show(minutes, people, lessons)
    out = [key.removeprefix("lesson:") for key in plan.left_out if key.startswith("lesson:")]
    assert [*plan.lessons, *out] == list(lessons)
    keys = [item.key for item in plan.items]
    assert len(set(keys)) == len(keys)


@given(MINUTES, st.integers(0, 200), LESSONS)
def test_the_plan_of_a_class_is_deterministic(
    minutes: int, people: int, lessons: dict[str, int]
) -> None:
    assert run_of_show(minutes, people, lessons) == run_of_show(minutes, people, dict(lessons))


def test_the_break_comes_after_about_25_minutes() -> None:
    plan = run_of_show(90, 20, TWO)
    assert [item.kind for item in plan.items] == [
        *("welcome", "roll-call", "scam", "lesson", "break"),
        *("lesson", "phones", "recap", "next"),
    ]
    assert plan.items[4].start == SITTING_BEFORE_BREAK
    assert [item.minutes for item in plan.items[2:6:3]] == [5, class_minutes(8)]
    assert class_minutes(8) == 12


@given(MINUTES, st.integers(0, 200), LESSONS)
def test_the_break_is_never_the_last_item(
    minutes: int, people: int, lessons: dict[str, int]
) -> None:
    kinds = [item.kind for item in run_of_show(minutes, people, lessons).items]
    taught = [kind for kind in kinds if kind in ("scam", "lesson", "phones")]
    if "break" in kinds and len(taught) > 1:
        assert kinds.index("recap") - kinds.index("break") > 1


def test_in_a_short_class_the_first_lesson_has_priority() -> None:
    plan = run_of_show(45, 8, {"a": 8, "b": 8})
    assert plan.lessons == ("a",)
    assert plan.left_out == ("lesson:b",)
    assert run_of_show(25, 8, {"a": 8, "b": 8}).left_out == ("phones", "scam", "lesson:b")


def test_a_class_of_less_than_15_minutes_is_refused() -> None:
    with pytest.raises(ValueError, match="14"):
        run_of_show(14, 5, {})


def test_papers_are_for_everybody_and_for_the_planned_lessons() -> None:
    assert papers_to_print(run_of_show(45, 8, TWO), ["a"]) == (
        Copies("handout", 8, "a"),
        Copies("card", 4, "a"),
        Copies("numbers", 8),
    )
    assert papers_to_print(run_of_show(45, 8, TWO), ["b"]) == (
        Copies("handout", 8, "a"),
        Copies("numbers", 8),
    )
    assert papers_to_print(run_of_show(45, 0, {}), []) == ()


def test_a_table_has_five_people_of_one_kind_of_phone() -> None:
    phones: list[Phone] = ["iphone", "basic", "none", "", *("android",) * 6]
    seats = phone_tables(phones)
    assert (seats.android, seats.iphone, seats.without) == (6, 1, 2)
    assert [seats.for_people(n) for n in (0, 1, 5, 6)] == [0, 1, 1, 2]


# While it runs.


def _records(*done: tuple[str, ItemState, float]) -> list[ItemRecord]:
    return [
        ItemRecord(session="s", index=i, key=key, state=state, at=START + timedelta(minutes=at))
        for i, (key, state, at) in enumerate(done)
    ]


def _after(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_the_time_of_an_item_counts_from_the_end_of_the_one_before() -> None:
    plan = run_of_show(90, 8, TWO)
    records = _records(
        ("welcome", "finished", 4), ("roll-call", "finished", 9), ("scam", "started", 9)
    )
    rows = item_statuses(plan, records, START, _after(11.5))
    assert [(row.status, row.elapsed) for row in rows[:4]] == [
        ("finished", 4),
        ("finished", 5),
        ("now", 2),
        ("", None),
    ]
    now, ahead, before = current_item(rows), next_item(rows), previous_item(rows)
    assert now is not None
    assert ahead is not None
    assert before is not None
    assert (now.key, ahead.key, before.key) == ("scam", "lesson:a", "roll-call")


def test_an_item_begun_again_is_the_current_one() -> None:
    plan = run_of_show(90, 8, TWO)
    records = _records(("welcome", "started", 6), ("roll-call", "started", 5))
    rows = item_statuses(plan, records, START, _after(7))
    assert [row.status for row in rows[:2]] == ["now", ""]
    assert rows[0].elapsed == 7


def test_a_dropped_item_is_skipped_and_takes_no_time() -> None:
    plan = run_of_show(90, 8, TWO)
    records = _records(("welcome", "started", 0), ("scam", "dropped", 1))
    rows = item_statuses(plan, records, START, _after(2))
    assert rows[2].status == "dropped"
    records = _records(
        ("welcome", "finished", 3), ("roll-call", "started", 3), ("scam", "dropped", 4)
    )
    ahead = next_item(item_statuses(plan, records, START, _after(5)))
    assert ahead is not None
    assert ahead.key == "lesson:a"


def test_a_class_on_time_gets_no_advice_to_change_anything() -> None:
    plan = run_of_show(90, 8, TWO)
    given_ = advise(plan, _records(("welcome", "started", 0)), START, _after(3))
    assert (given_.late, given_.over, given_.drop) == (0, 0, None)


def test_a_class_early_at_the_end_is_not_sent_to_practise() -> None:
    plan = run_of_show(90, 8, TWO)
    early = advise(plan, _records(("welcome", "started", 0)), START, _after(0))
    assert early.phones
    records = [
        ItemRecord(session="s", index=i, key=item.key, state="finished", at=START)
        for i, item in enumerate(plan.items[:-1])
    ]
    at_the_end = advise(plan, records, START, _after(0))
    assert at_the_end.late < 0
    assert not at_the_end.phones
    assert advice_messages(at_the_end) == (
        "{count} minutes to spare. Let people ask, or end a little earlier.",
    )


def test_a_late_class_with_time_to_spare_drops_nothing() -> None:
    plan = run_of_show(90, 8, TWO)
    given_ = advise(plan, _records(("welcome", "started", 0)), START, _after(3 + plan.free))
    assert given_.late == plan.free
    assert (given_.drop, given_.shorten) == (None, None)


def test_a_class_that_would_end_late_drops_its_last_droppable_item_then_shortens_practice() -> None:
    plan = run_of_show(90, 8, TWO)
    late = plan.free + 3
    records = _records(("welcome", "started", 0))
    given_ = advise(plan, records, START, _after(3 + late))
    assert given_.drop is not None
    assert (given_.late, given_.over, given_.drop.key) == (late, 3, "lesson:b")
    dropped = [
        *records,
        ItemRecord(session="s", index=2, key="scam", state="dropped", at=START),
        ItemRecord(session="s", index=4, key="lesson:b", state="dropped", at=START),
    ]
    more = 5 + 12 + plan.free + 3
    given_ = advise(plan, dropped, START, _after(3 + more))
    phones = next(item for item in plan.items if item.kind == "phones")
    assert given_.shorten == phones
    assert given_.to_minutes == phones.minutes - 3


@given(st.integers(0, 300), MINUTES, LESSONS)
def test_advice_never_drops_opening_break_or_recap(
    gone: int, minutes: int, lessons: dict[str, int]
) -> None:
    plan = run_of_show(minutes, 10, lessons)
    given_ = advise(plan, _records(("welcome", "started", 0)), START, _after(gone))
    assert given_.drop is None or given_.drop.droppable
    assert given_.shorten is None or given_.shorten.kind == "phones"
    assert ("Do not talk faster." in advice_messages(given_)) == (given_.over > 0)


def test_minutes_until_the_break_are_those_of_the_items_before_it() -> None:
    plan = run_of_show(90, 8, TWO)
    pause = next(item for item in plan.items if item.kind == "break")
    rows = item_statuses(plan, _records(("welcome", "started", 0)), START, _after(1))
    assert minutes_until_break(rows) == pause.start - 1
    short = run_of_show(45, 8, TWO)
    assert minutes_until_break(item_statuses(short, [], START, START)) is None


def test_a_clock_that_went_back_gives_no_negative_minutes() -> None:
    plan = run_of_show(90, 8, TWO)
    rows = item_statuses(plan, _records(("welcome", "started", 0)), START, _after(-500))
    assert rows[0].elapsed == 0
    assert advise(plan, [], START, _after(-500)).late == 0


# What a group needs.


def _entry(name: str, *after: str) -> LessonEntry:
    return LessonEntry(
        id=name,
        language="vi",
        topic="t",
        title=name,
        objective="",
        minutes=8,
        step_count=5,
        after=after,
        skills=(),
        languages=("vi",),
        path=Path(),
    )


CURRICULUM = (
    _entry("one"),
    _entry("two", "one"),
    _entry("three", "not-here"),
)
MINUTES_OF = {entry.id: entry.minutes for entry in CURRICULUM}


def test_due_lessons_come_first_then_the_next_for_most_people() -> None:
    group = [
        LearnerProgress(frozenset(), ()),
        LearnerProgress(frozenset({"one"}), ("one",)),
        LearnerProgress(frozenset({"one"}), ("one", "gone")),
        LearnerProgress(frozenset({"one", "two", "three"}), ("two",)),
    ]
    needs = needs_of_learners(group, CURRICULUM, START.date())
    assert needs.refresh == (Need("one", 2), Need("two", 1))
    assert needs.following == (Need("two", 2), Need("one", 1))
    assert needs.path == ("two", "three", "one")
    assert needs.lessons(90, 8, MINUTES_OF) == ("one", "two", "three")


def test_a_new_group_follows_the_path_until_the_class_is_full() -> None:
    path = [_entry("keys"), *(_entry(name, "keys") for name in "abcdef")]
    took = {entry.id: 4 if entry.id == "keys" else 8 for entry in path}
    needs = needs_of_learners([LearnerProgress(frozenset())] * 8, path, START.date())
    assert needs.following == (Need("keys", 8),)
    full = needs.lessons(90, 8, took)
    assert full == ("keys", "a", "b")
    plan = run_of_show(90, 8, {key: took[key] for key in full})
    assert plan.total >= 75
    pause = next(item for item in plan.items if item.kind == "break")
    assert abs(pause.start - SITTING_BEFORE_BREAK) <= 5
    assert needs.lessons(60, 8, took) == ("keys", "a")
    assert needs.lessons(45, 8, took) == ("keys",)


def test_due_lessons_fill_a_class_at_the_end_of_the_path() -> None:
    all_of_it = LearnerProgress(frozenset({"one", "two", "three"}), ("two", "three"))
    assert needs_of_learners([all_of_it], CURRICULUM, START.date()).lessons(90, 8, MINUTES_OF) == (
        "two",
        "three",
    )
    assert needs_of_learners([], CURRICULUM, START.date()).lessons(90, 8, MINUTES_OF) == ()


@given(st.lists(st.frozensets(st.sampled_from("abcdef")), max_size=8), MINUTES, st.integers(0, 60))
def test_lessons_chosen_for_a_group_never_overfill_the_class(
    finished: list[frozenset[str]], minutes: int, people: int
) -> None:
    path = [_entry(name, *("a" if name != "a" else "")) for name in "abcdef"]
    took = {entry.id: 3 + 2 * place for place, entry in enumerate(path)}
    chosen = needs_of_learners(map(LearnerProgress, finished), path, START.date()).lessons(
        minutes, people, took
    )
    plan = run_of_show(minutes, people, {key: took[key] for key in chosen})
    assert len(chosen) < 2 or plan.easy


def test_a_new_bulletin_is_the_scam_of_the_week_of_one_class() -> None:
    day = START.date()
    bulletin = _entry("news")._replace(bulletin=(day - timedelta(days=13)).isoformat())
    old = _entry("old-news")._replace(bulletin=(day - timedelta(days=14)).isoformat())
    path = (*CURRICULUM, old, bulletin)
    took = {entry.id: entry.minutes for entry in path}
    newcomers = [LearnerProgress(frozenset())] * 3
    needs = needs_of_learners(newcomers, path, day)
    assert needs.bulletin == "news"
    assert needs.path == ("one", "two", "three", "old-news")
    chosen = needs.lessons(90, 8, took)
    assert chosen[:3] == ("news", "one", "two")
    plan = run_of_show(90, 8, {key: took[key] for key in chosen}, (), ["news", "old-news"])
    scam = next(item for item in plan.items if item.kind == "scam")
    assert (scam.lesson, scam.droppable, scam.minutes) == ("news", True, class_minutes(8))
    assert plan.lessons[:2] == ("news", "one")
    # One of three has not met it: it waits for them on the laptop.
    met = [LearnerProgress(frozenset({"news"}))] * 2
    assert needs_of_learners([*met, *newcomers[:1]], path, day).bulletin == ""
    assert needs_of_learners(newcomers, path, day + timedelta(days=1)).bulletin == ""


def test_a_lesson_is_not_offered_before_its_prerequisites() -> None:
    curriculum = (_entry("b", "a"), _entry("a"))
    assert needs_of_learners(
        [LearnerProgress(frozenset())], curriculum, START.date()
    ).following == (Need("a", 1),)


def test_lessons_of_a_class_count_as_finished_and_are_due_after_two_weeks() -> None:
    day = date(2026, 12, 15)
    met = {"old": day - timedelta(days=14), "new": day - timedelta(days=13)}
    progress = learner_progress(["alone"], ["alone"], met, day)
    assert progress == LearnerProgress(frozenset({"alone", "old", "new"}), ("alone", "old"))


def test_the_plan_names_one_or_two_questions_of_a_lesson_to_raise_cards_at() -> None:
    catalogue = Catalogue(lesson_roots())
    asked = card_questions("ld-ba-dau-hieu", catalogue, "vi")
    assert 1 <= len(asked) <= 2
    assert all(question.text.endswith("?") for question in asked)
    assert card_questions("no-such-lesson", catalogue, "vi") == ()
    phrases = Phrases(Filler("vi"))
    plan = run_of_show(90, 10, {"ld-ba-dau-hieu": 8})
    text = describe_plan(
        plan, phrases, str, (), questions_of=lambda lesson: card_questions(lesson, catalogue, "vi")
    )
    (note,) = (entry.note for entry in text.items if entry.item.lesson)
    assert f"Giơ thẻ ở: bước {asked[0].step} “{phrases.fill(asked[0].text)}”" in note
