from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from engine_samples import (
    ALL_STEPS,
    CALL,
    CHOOSE,
    ERRORLESS,
    NOW,
    SAY,
    SORT,
    TYPE,
    lesson_of,
    script_of,
    small_world,
)
from solver import WRONG_TRIES, wrong_response

from tutor.authoring.right_way import right_response
from tutor.content.steps import Recap, Say
from tutor.engine import responses as r
from tutor.engine.events import HINTED, SHOWN, Event, RunLeft, RunStarted, StepReached
from tutor.engine.run import Script, begin
from tutor.engine.state import LessonState, Practising, Sorting
from tutor.lesson.run import Journal, LessonRun, open_run, start_run
from tutor.records.database import StoreUnavailable
from tutor.records.journal import StoredEvent
from tutor.records.people import GUEST
from tutor.records.projections import LessonProgress, RunRecord
from tutor.records.store import Store, open_store


def store_at(path: Path | None) -> Store:
    return open_store(path, clock=lambda: NOW)


def opened(script: Script, journal: Journal, run_id: str = "run-1") -> LessonRun:
    return open_run(script, "learner", journal, lambda: NOW, lambda: run_id)


def kinds(store: Store) -> list[str]:
    return [one.kind for one in store.events()]


class Disk:
    """A store that can be made to fail."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.full = self.unreadable = False

    def append(self, learner: str, events: Sequence[Event]) -> None:
        if self.full:
            raise StoreUnavailable("disk-full", "full")
        self.store.append(learner, events)

    def open_runs(self, learner: str) -> tuple[RunRecord, ...]:
        if self.unreadable:
            raise StoreUnavailable("disk-fault", "unreadable")
        return self.store.open_runs(learner)

    def run_start(self, run_id: str) -> RunStarted | None:
        return self.store.run_start(run_id)

    def history(self, learner: str) -> tuple[LessonProgress, ...]:
        if self.unreadable:
            raise StoreUnavailable("disk-fault", "unreadable")
        return self.store.history(learner)

    def events(self, learner: str) -> Iterable[StoredEvent]:
        if self.unreadable:
            raise StoreUnavailable("disk-fault", "unreadable")
        return self.store.events(learner)

    def responses(self, run_id: str) -> tuple[Mapping[str, Any], ...]:
        return self.store.responses(run_id)


@pytest.mark.parametrize("astray", [False, True], ids=["right", "astray"])
def test_a_reopened_store_resumes_every_moment_exactly(tmp_path: Path, astray: bool) -> None:
    script = script_of(*ALL_STEPS)
    tries: dict[object, int] = {}
    state: LessonState | None = None
    while True:
        with closing(store_at(tmp_path / "tutor.db")) as store:
            run = opened(script, store)
            assert state in (None, run.state)
            place = (run.state.moment.index, getattr(run.state.moment.step, "card", 0))
            tries[place] = tries.get(place, 0) + 1
            wrong = wrong_response(script, run.state) if astray else None
            wrong = wrong if tries[place] <= WRONG_TRIES else None
            assert run.respond(wrong or right_response(script, run.state))
            state = run.state
            if state.finished:
                assert kinds(store)[-1] == "run-finished"
                return


def test_going_back_is_resumed_too(tmp_path: Path) -> None:
    script = script_of(*ALL_STEPS)
    with closing(store_at(tmp_path / "tutor.db")) as store:
        run = opened(script, store)
        for response in (r.Next(), r.Next(), r.Next(), r.Back(), r.Back()):
            assert run.respond(response)
        run.leave()
    with closing(store_at(tmp_path / "tutor.db")) as store:
        assert opened(script, store).state == run.state


def test_a_finished_lesson_begins_anew() -> None:
    script = script_of(SAY)
    store = store_at(None)
    first = opened(script, store)
    first.respond(r.Next())
    assert first.state.finished
    second = opened(script, store, "run-2")
    assert (second.state.run, second.state.finished) == ("run-2", False)


def test_a_response_without_effect_changes_nothing() -> None:
    store = store_at(None)
    run = opened(script_of(*ALL_STEPS), store)
    before = run.state, kinds(store)
    assert not run.respond(r.Choose(3))
    assert (run.state, kinds(store)) == before


def said(text: str, step_id: str = "") -> Say:
    return Say(text=text, id=step_id)


def rewritten(*steps: Say) -> Script:
    return Script(lesson_of(*steps), small_world(), "another revision")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param(("new", "one", "two", "three"), "two", id="found by its id"),
        pytest.param(("two", "one"), "two", id="moved"),
        pytest.param(("one", "other", "three"), "other", id="gone: the same place"),
        pytest.param(("one",), "one", id="shorter: the last step"),
    ],
)
def test_a_rewritten_lesson_resumes_at_the_step_of_the_same_id(
    steps: tuple[str, ...], expected: str
) -> None:
    store = store_at(None)
    run = opened(script_of(said("1", "one"), said("2", "two"), said("3", "three")), store)
    run.respond(r.Next())
    script = rewritten(*(said(name, name) for name in steps))
    again = opened(script, store)
    assert script.lesson.steps[again.state.moment.index].id == expected
    assert again.state.run == run.state.run


def test_a_rewritten_lesson_without_ids_resumes_at_the_same_place() -> None:
    store = store_at(None)
    run = opened(script_of(said("1"), said("2")), store)
    run.respond(r.Next())
    assert opened(rewritten(said("a"), said("b"), said("c")), store).state.moment.index == 1


def test_a_run_in_two_languages_is_never_put_back() -> None:
    """What was right in one language is wrong in the other: replaying it would not lead on."""
    store = store_at(None)
    vietnamese = script_of(TYPE, SAY, SAY)
    english = Script(
        lesson_of(replace(TYPE, expect=("Vu Quy commune",)), SAY, SAY), small_world(), "english"
    )
    run = opened(vietnamese, store).translated(english)
    for response in (r.Enter("Vu Quy commune"), r.Next(), r.Next()):
        assert run.respond(response)
    assert opened(vietnamese, store).state.moment.index == run.state.moment.index == 2


def test_a_journal_that_cannot_write_lets_the_lesson_go_on() -> None:
    disk = Disk(store_at(None))
    run = opened(script_of(*ALL_STEPS), disk)
    assert run.all_written
    disk.full = True
    assert run.respond(r.Next())
    assert run.respond(r.Next())
    assert (run.state.moment.index, run.all_written) == (1, False)
    assert kinds(disk.store) == ["run-started", "step-reached"]
    disk.full = False
    assert run.respond(r.Next())
    assert run.all_written
    assert disk.store.responses(run.state.run) == ({"do": "next"},) * 3
    assert opened(run.script, disk).state == run.state


def test_what_waits_is_kept_in_its_order_and_once() -> None:
    disk = Disk(store_at(None))
    disk.full = True
    run = opened(script_of(said("1"), said("2"), said("3")), disk)
    run.respond(r.Next())
    run.leave()
    assert (run.all_written, kinds(disk.store)) == (False, [])
    disk.full = False
    run.respond(r.Next())
    expected = [
        "run-started",
        "step-reached",
        "responded",
        "step-reached",
        "run-left",
        "responded",
        "step-reached",
    ]
    assert kinds(disk.store) == expected
    assert run.all_written


def test_records_that_cannot_be_read_begin_a_lesson_all_the_same() -> None:
    disk = Disk(store_at(None))
    disk.full = disk.unreadable = True
    run = opened(script_of(*ALL_STEPS), disk)
    assert (run.state.moment.index, run.all_written) == (0, False)


def test_another_language_keeps_the_place_and_what_waits() -> None:
    disk = Disk(store_at(None))
    script = script_of(*ALL_STEPS)
    run = opened(script, disk)
    run.respond(r.Next())
    disk.full = True
    run.respond(r.Next())
    english = replace(script, revision="english")
    translated = run.translated(english)
    assert (translated.state, translated.script, translated.all_written) == (
        run.state,
        english,
        False,
    )
    disk.full = False
    translated.respond(r.Next())
    assert translated.all_written
    assert len(disk.store.responses(run.state.run)) == 3


def test_leaving_is_noted_once_and_not_after_the_end() -> None:
    store = store_at(None)
    run = start_run(script_of(SAY), "learner", store, lambda: NOW, lambda: "run")
    run.leave()
    run.respond(r.Next())
    run.leave()
    events = [one.event for one in store.events()]
    assert [type(event) for event in events[:3]] == [RunStarted, StepReached, RunLeft]
    assert kinds(store)[-1] == "run-finished"


def test_the_last_step_is_never_passed_by() -> None:
    store = store_at(None)
    recap = Recap(text="1", keep="2")
    run = opened(script_of(SAY, recap), store)
    run.respond(r.Next())
    assert isinstance(run.script.lesson.steps[run.state.moment.index], Recap)
    assert not run.state.finished


OTHER_CALL = replace(CALL, text="Cuộc gọi khác")
VARIED = script_of(replace(CALL, variants=(OTHER_CALL,)), SAY)


def finish(run: LessonRun) -> None:
    while not run.state.finished:
        assert run.respond(right_response(run.script, run.state))


def test_each_time_the_same_learner_meets_another_disguise() -> None:
    store = store_at(None)
    met = []
    for number in range(3):
        run = opened(VARIED, store, f"run-{number}")
        met.append(run.script.lesson.steps[0])
        finish(run)
    assert met == [CALL, OTHER_CALL, CALL]
    other = open_run(VARIED, "somebody else", store, lambda: NOW, lambda: "run-x")
    assert other.script.lesson.steps[0] == CALL


def test_a_disguise_met_in_a_run_that_was_not_finished_is_met_too() -> None:
    store = store_at(None)
    opened(VARIED, store, "left").respond(r.Choose(9))
    run = start_run(VARIED, "learner", store, lambda: NOW, lambda: "anew")
    assert run.script.lesson.steps[0] == OTHER_CALL
    assert run.state.earlier == 0, "nothing was finished: the phone helps as in a first run"
    again = opened(VARIED, store)
    assert (again.state.run, again.script) == ("anew", run.script)


def test_a_run_goes_on_in_the_disguise_in_which_it_began(tmp_path: Path) -> None:
    with closing(store_at(tmp_path / "tutor.db")) as store:
        finish(opened(VARIED, store, "first"))
        run = opened(VARIED, store, "second")
        assert run.respond(r.Choose(1))
    with closing(store_at(tmp_path / "tutor.db")) as store:
        again = opened(VARIED, store, "third")
        assert (again.state, again.script) == (run.state, run.script)
        # Another device may have brought more finished runs since: this run knows better.
        started = store.run_start("second")
        assert started is not None
        assert started.earlier == 1


def test_help_on_the_phone_fades_from_one_run_to_the_next() -> None:
    store = store_at(None)
    script = script_of(ERRORLESS, SAY)
    rungs = []
    for number in range(3):
        run = opened(script, store, f"run-{number}")
        assert isinstance(run.state.moment.step, Practising)
        rungs.append(run.state.moment.step.rung)
        finish(run)
    assert rungs == [SHOWN, HINTED, 0]


def test_another_language_keeps_the_disguise() -> None:
    store = store_at(None)
    finish(opened(VARIED, store, "first"))
    run = opened(VARIED, store, "second")
    english = replace(
        VARIED,
        lesson=lesson_of(
            replace(CALL, text="A call", variants=(replace(CALL, text="Another call"),)), SAY
        ),
    )
    assert run.translated(english).script.lesson.steps[0].text == "Another call"


def test_a_rewritten_lesson_goes_on_in_the_disguise_of_the_run() -> None:
    store = store_at(None)
    finish(opened(VARIED, store, "first"))
    opened(VARIED, store, "second").respond(r.Choose(1))
    script = replace(VARIED, revision="rewritten")
    again = opened(script, store)
    assert (again.state.earlier, again.script.lesson.steps[0]) == (1, OTHER_CALL)


def test_how_many_sit_at_the_laptop_is_kept_with_the_run() -> None:
    store = store_at(None)
    run = open_run(VARIED, "learner", store, lambda: NOW, lambda: "run", seats=3)
    run.respond(r.Choose(9))
    run.respond(r.Next())
    again = open_run(VARIED, "learner", store, lambda: NOW, lambda: "other", seats=3)
    assert again.state == run.state
    alone = opened(VARIED, store)
    assert (alone.state.seats, alone.state.moment) == (1, run.state.moment)
    assert opened(VARIED, store).state == alone.state


def test_records_that_cannot_be_read_begin_with_the_first_disguise() -> None:
    disk = Disk(store_at(None))
    finish(opened(VARIED, disk, "first"))
    disk.unreadable = True
    assert opened(VARIED, disk, "second").state.earlier == 0


def test_the_signs_light_up_until_a_learner_has_met_a_conversation() -> None:
    store = store_at(None)
    script = script_of(CALL, SAY)
    first = opened(script, store)
    assert first.state.first_talk
    finish(first)
    again = opened(script, store, "run-2")
    assert not again.state.first_talk
    guest = start_run(script, GUEST, store, lambda: NOW, lambda: "run-3")
    assert guest.state.first_talk, "somebody else each time"


def test_a_run_begun_before_answers_were_shuffled_goes_on_in_the_order_of_the_file() -> None:
    store = store_at(None)
    script = script_of(SORT, CHOOSE, SAY)
    started = begin(script, "run-1", "run-1", NOW)[1]
    assert isinstance(started[0], RunStarted)
    store.append("learner", (replace(started[0], shuffled=False), *started[1:]))
    run = opened(script, store)
    state = run.state.moment.step
    assert isinstance(state, Sorting)
    assert state.order == tuple(range(len(SORT.cards)))
    assert run.choose(1) == r.Choose(1)
