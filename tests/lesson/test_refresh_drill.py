"""Five minutes of what is due: what is asked, in which variant, and that a power cut changes nothing."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path
from shutil import copytree

import pytest
from engine_samples import CALL, CHOOSE, NOW, ORDER, RECAP, SAY, SORT, TYPE, lesson_of
from hypothesis import given
from hypothesis import strategies as st
from refresh_kit import LEARNER, LIBRARY, TODAY, play_before, play_script_before
from solver import wrong_response

from tutor.authoring.right_way import right_response
from tutor.content.catalogue import LessonError, LoadedLesson
from tutor.content.steps import Chat, Practise, Recap, Step
from tutor.engine import responses as r
from tutor.engine.drill import DRILL, DrillItem, parse_drill_item
from tutor.engine.events import HINTED, SHOWN, UNAIDED, Attempted, RunStarted
from tutor.engine.evidence import MASTERY, Outcome
from tutor.i18n import Translator
from tutor.learning.refresh import Question, RefreshPlan, drill_entry, due_questions
from tutor.learning.skills import SkillRecord, skill_record, skills_by_lesson
from tutor.lesson.drill import compose, drill_lesson
from tutor.lesson.library import Library
from tutor.lesson.run import LessonRun, open_drill, start_run
from tutor.paths import lessons_folder
from tutor.records.store import Store, open_store

SCAM, WIFI = "ld-gia-cong-an", "kn-wifi-du-lieu"


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(open_store(None, clock=lambda: TODAY)) as opened:
        yield opened


def today(store: Store, days: int = 0) -> RefreshPlan:
    return RefreshPlan(store, LEARNER, LIBRARY.catalogue, TODAY.date() + timedelta(days=days))


def opened(
    store: Store, run: str = "drill", language: str = "vi", library: Library = LIBRARY
) -> LessonRun:
    return open_drill(library, language, today(store), lambda: TODAY, lambda: run)


# What is asked.


def outcome(lesson: str, step_id: str, rung: int, days: int = 30, variant: int = 0) -> Outcome:
    return Outcome(
        at=NOW - timedelta(days=days),
        run=f"{lesson}-{days}",
        lesson=lesson,
        step_id=step_id,
        variant=variant,
        rung=rung,
        finished=True,
    )


SKILLS_OF = {"goi": ("cup-may",), "tin": ("xem-tin",), "mang": ("noi-mang",)}


def asked(*answered: Outcome, sessions: tuple[date, ...] = ()) -> list[tuple[str, str]]:
    record = SkillRecord(answered, (), ())
    found = due_questions(record, SKILLS_OF, sessions, NOW.date())
    return [(one.lesson, one.step_id) for one in found]


def test_the_weakest_skill_comes_first_and_skills_take_turns() -> None:
    found = asked(
        outcome("mang", "a", UNAIDED),
        outcome("mang", "b", UNAIDED),
        outcome("goi", "a", SHOWN),
        outcome("goi", "b", SHOWN),
        outcome("tin", "a", HINTED),
    )
    assert [lesson for lesson, _ in found] == ["goi", "tin", "mang", "goi", "mang"]


def test_of_a_skill_the_question_comes_first_that_took_most_help() -> None:
    found = asked(
        outcome("goi", "a", UNAIDED), outcome("goi", "b", SHOWN), outcome("goi", "c", HINTED)
    )
    assert [step for _, step in found] == ["b", "c", "a"]


def test_what_is_not_due_is_not_asked() -> None:
    assert asked(outcome("goi", "a", UNAIDED, days=1)) == []
    assert asked(outcome("goi", "a", UNAIDED, days=2)) == [("goi", "a")]
    assert asked(outcome("goi", "a", UNAIDED, days=1), sessions=(NOW.date(),)) == [("goi", "a")]


def test_a_lesson_that_was_never_finished_is_not_asked_about() -> None:
    assert asked(replace(outcome("goi", "a", SHOWN), finished=False)) == []


def test_a_lesson_without_skills_never_comes_back() -> None:
    assert asked(outcome("lam-quen", "a", SHOWN)) == []


OTHER_CALL = replace(CALL, text="Cuộc gọi khác")
THIRD_CALL = Chat(text="Tin nhắn", id=CALL.id, caller=CALL.caller, genuine=False, nodes=CALL.nodes)
VARIED = replace(CALL, variants=(OTHER_CALL, THIRD_CALL))


def loaded(*steps: Step, lesson: str = "vi-du") -> LoadedLesson:
    return LoadedLesson(replace(lesson_of(*steps), id=lesson), "rev")


def ask(step: Step, *variants: int, lesson: str = "vi-du") -> Question:
    return Question(lesson, step.id, variants)


def test_a_drill_asks_questions_alone_and_as_their_lessons_do() -> None:
    one = loaded(SAY, CHOOSE, TYPE, SORT, RECAP)
    parts = compose([ask(TYPE), ask(CHOOSE), ask(SORT)], lambda _: one)
    assert [part.step for part in parts] == [CHOOSE.id, SORT.id]


def test_a_drill_takes_about_five_minutes_and_at_least_one_question() -> None:
    many = [replace(CHOOSE, id=f"hoi-{i}", say="Một câu rất dài. " * 8) for i in range(30)]
    one = loaded(*many)
    parts = compose([ask(step) for step in many], lambda _: one)
    assert 3 <= len(parts) < 12
    endless = replace(CHOOSE, say="Một câu rất dài. " * 999)
    assert len(compose([ask(endless), ask(endless)], lambda _: loaded(endless))) == 1


def test_what_is_gone_is_left_out_and_an_empty_drill_is_none() -> None:
    one = loaded(CHOOSE, RECAP)
    assert compose([ask(SORT), ask(CHOOSE)], lambda _: one) == (DrillItem("vi-du", CHOOSE.id),)
    assert compose([ask(CHOOSE)], lambda _: None) == ()
    with pytest.raises(LessonError):
        drill_lesson(["vi-du:gone:0", "no part"], lambda _: one, Translator("vi"))


@given(st.lists(st.integers(0, 9), max_size=12))
def test_no_variant_twice_in_a_row_and_a_new_one_while_there_is_one(variants: list[int]) -> None:
    one = loaded(VARIED)
    (part,) = compose([ask(VARIED, *variants)], lambda _: one)
    met = [variant % 3 for variant in variants]
    assert part.variant in range(3)
    assert not met or part.variant != met[-1]
    assert part.variant not in met or {0, 1, 2} - set(met[-1:]) <= set(met)


def test_all_disguises_come_round_as_often() -> None:
    one = loaded(VARIED)
    variants: list[int] = []
    for _ in range(30):
        variants.append(compose([ask(VARIED, *variants)], lambda _: one)[0].variant)
    assert all(a != b for a, b in pairwise(variants))
    assert set(Counter(variants).values()) == {10}


def test_a_step_without_disguises_comes_as_it_is() -> None:
    one = loaded(CHOOSE)
    assert compose([ask(CHOOSE, 0, 1, 2)], lambda _: one) == (DrillItem("vi-du", CHOOSE.id, 0),)


def test_a_drill_plays_each_step_in_its_disguise_and_ends_with_one_sentence_to_keep() -> None:
    first = loaded(VARIED, replace(RECAP, keep="Cúp máy."), lesson="goi")
    second = loaded(replace(ORDER, when="wrong x"), RECAP, lesson="tin")
    lessons = {"goi": first, "tin": second}
    drill = drill_lesson(
        ["goi:goi-gia:2", f"tin:{ORDER.id}:0"], lessons.get, Translator("vi")
    ).lesson
    call, order, recap = drill.steps
    assert isinstance(call, Chat)
    assert (call.id, order.id, order.when) == ("goi:goi-gia:2", f"tin:{ORDER.id}:0", "")
    assert isinstance(recap, Recap)
    assert recap.keep == "Cúp máy."
    assert (drill.id, drill.title) == (DRILL, drill_entry("vi").title)


def test_another_text_of_a_lesson_is_another_revision() -> None:
    parts = [f"vi-du:{CHOOSE.id}:0"]
    texts = [LoadedLesson(lesson_of(CHOOSE), rev) for rev in ("1", "2", "1")]
    first, second, third = (
        drill_lesson(parts, {"vi-du": text}.get, Translator("vi")).revision for text in texts
    )
    assert first == third != second


# A drill is a run like any other.


def play(run: LessonRun, *, astray: bool = False) -> None:
    """Play to the end, right at once or only when it is shown."""
    tries: Counter[int] = Counter()
    while not run.state.finished:
        wrong = wrong_response(run.script, run.state) if astray else None
        if wrong is not None and tries[run.state.moment.index] < 3:
            tries[run.state.moment.index] += 1
            run.respond(wrong)
        else:
            assert run.respond(right_response(run.script, run.state))


def test_nothing_is_due_for_a_newcomer_nor_right_after_a_lesson(store: Store) -> None:
    assert today(store).lessons("vi") == ()
    play_before(store, SCAM, days_ago=0)
    assert today(store).lessons("vi") == ()
    with pytest.raises(LessonError):
        opened(store)


def test_days_later_it_is_due_and_after_the_drill_it_is_not(store: Store) -> None:
    play_before(store, SCAM, days_ago=5)
    assert [entry.id for entry in today(store).lessons("vi")] == [SCAM]
    run = opened(store)
    play(run)
    assert today(store).lessons("vi") == ()
    following = today(store).next_day(run.script.parts, today(store).classes)
    assert following is not None
    assert following > TODAY.date() + timedelta(days=5)


def test_what_went_wrong_in_a_drill_comes_back_tomorrow(store: Store) -> None:
    play_before(store, SCAM, days_ago=5)
    run = opened(store)
    play(run, astray=True)
    following = today(store).next_day(run.script.parts, today(store).classes)
    assert following is not None
    assert following <= TODAY.date() + timedelta(days=2)


def test_the_weakest_lesson_leads_and_its_sentence_ends_the_drill(store: Store) -> None:
    play_before(store, WIFI, days_ago=9)
    play_before(store, SCAM, days_ago=9, astray=True)
    script = opened(store).script
    parts = [part for part in map(parse_drill_item, script.parts) if part is not None]
    assert parts[0].lesson == SCAM
    assert parts[1].lesson == WIFI
    keep = [s.keep for s in LIBRARY.script(SCAM, "vi").lesson.steps if isinstance(s, Recap)]
    assert [s.keep for s in script.lesson.steps if isinstance(s, Recap)] == keep


def test_its_answers_count_for_the_skills_of_the_lessons_they_are_of(store: Store) -> None:
    play_before(store, SCAM, days_ago=5, astray=True)
    play(opened(store))
    skills_of = skills_by_lesson(LIBRARY.catalogue)
    evidence = skill_record(store.events(LEARNER)).evidence(skills_of)
    assert set(evidence) == set(skills_of[SCAM])
    for one in evidence.values():
        assert one.unaided_days == (TODAY.date(),)
        assert one.hinted + one.answer_shown > 0


def test_on_the_phone_a_drill_gives_no_cues(store: Store) -> None:
    play_before(store, WIFI, days_ago=9, astray=True)
    steps = opened(store).script.lesson.steps
    assert any(isinstance(step, Practise) for step in steps)
    assert not any(step.errorless for step in steps if isinstance(step, Practise))


def test_the_record_says_what_the_drill_is_made_of_and_when_a_skill_is_mastered(
    store: Store,
) -> None:
    play_before(store, SCAM, days_ago=5)
    run = opened(store)
    started = store.run_start(run.state.run)
    assert started is not None
    assert started.parts == run.script.parts != ()
    assert started.mastery == str(MASTERY)
    ids = tuple(step.id for step in run.script.lesson.steps if step.id)
    assert ids == started.parts


@pytest.mark.parametrize("astray", [False, True])
def test_after_a_power_cut_it_goes_on_at_the_same_place(tmp_path: Path, astray: bool) -> None:
    path = tmp_path / "tutor.db"
    with closing(open_store(path, clock=lambda: TODAY)) as first:
        play_before(first, WIFI, days_ago=9, astray=True)
        play_before(first, SCAM, days_ago=5)
        before = opened(first)
    tries: Counter[int] = Counter()
    for at in count():
        with closing(open_store(path, clock=lambda: TODAY)) as store:
            run = opened(store, f"other-{at}")
            assert (run.script, run.state) == (before.script, before.state)
            wrong = wrong_response(run.script, run.state) if astray else None
            if wrong is not None and tries[run.state.moment.index] < 2:
                tries[run.state.moment.index] += 1
                run.respond(wrong)
            else:
                run.respond(right_response(run.script, run.state))
            before = run
        if run.state.finished:
            break
    assert at > 5


def test_back_and_hints_work_as_in_a_lesson(store: Store) -> None:
    play_before(store, SCAM, days_ago=5)
    run = opened(store)
    start = run.state
    assert run.respond(r.Hint())
    assert run.respond(r.Back())
    assert run.state == start
    assert opened(store, "other").state == start


def test_it_goes_on_in_another_language_at_the_same_step(store: Store) -> None:
    play_before(store, SCAM, days_ago=5)
    run = opened(store)
    first = run.state.moment.index
    while run.state.moment.index == first:
        run.respond(right_response(run.script, run.state))
    english = run.translated(LIBRARY.translated(run.script, "en"))
    assert english.script.lesson.language == "en"
    assert english.script.parts == run.script.parts
    again = opened(store, "other", "en")
    assert again.state.moment.index == first + 1
    assert again.state.run == run.state.run


def test_a_lesson_that_was_rewritten_meanwhile_leaves_the_place(
    store: Store, tmp_path: Path
) -> None:
    play_before(store, SCAM, days_ago=5)
    run = opened(store)
    first = run.state.moment.index
    while run.state.moment.index == first:
        run.respond(right_response(run.script, run.state))
    changed = copytree(lessons_folder(), tmp_path / "lessons")
    (script,) = changed.glob(f"vi/*/{SCAM}.yaml")
    script.write_text(script.read_text("utf-8") + "\n# reviewed\n", "utf-8")
    again = opened(store, "other", library=Library((changed,)))
    assert again.script.revision != run.script.revision
    assert again.state.moment.index == first + 1
    script.unlink()
    with pytest.raises(LessonError):
        opened(store, "other", library=Library((changed,)))


def test_two_drills_meet_a_varied_step_in_two_disguises(store: Store) -> None:
    lesson = next(
        entry.id
        for entry in LIBRARY.catalogue.lessons("vi")
        if any(getattr(s, "variants", ()) for s in LIBRARY.script(entry.id, "vi").lesson.steps)
    )
    varied = {
        step.id
        for step in LIBRARY.script(lesson, "vi").lesson.steps
        if getattr(step, "variants", ())
    }
    play_before(store, lesson, days_ago=60)
    variants: list[tuple[str, int]] = []
    for days in (50, 20):
        script = LIBRARY.new_drill(today(store, -days).questions("vi"), "vi")
        known = [part for part in map(parse_drill_item, script.parts) if part is not None]
        variants += [(part.step, part.variant) for part in known if part.step in varied]
        play_script_before(store, script, days_ago=days, astray=True)
    assert variants
    assert len(set(variants)) == len(variants)
    assert all(variant != 0 for _, variant in variants[: len(varied)])


def test_a_lesson_after_a_drill_meets_no_disguise_of_the_drill_again(store: Store) -> None:
    play_before(store, SCAM, days_ago=8)
    drill = LIBRARY.new_drill(today(store, -1).questions("vi"), "vi")
    play_script_before(store, drill, days_ago=1)
    drilled = {
        part.step: part.variant for part in map(parse_drill_item, drill.parts) if part is not None
    }
    run = start_run(LIBRARY.script(SCAM, "vi"), LEARNER, store, lambda: TODAY, lambda: "again")
    started = store.run_start("again")
    assert started is not None
    both = drilled.keys() & started.faces.keys()
    assert both
    assert all(started.faces[step] not in (0, drilled[step]) for step in both)
    assert all(started.faces[step] == 1 for step in started.faces.keys() - drilled.keys())
    english = run.translated(LIBRARY.script(SCAM, "en"))
    kinds = [step.kind for step in run.script.lesson.steps]
    assert [step.kind for step in english.script.lesson.steps] == kinds


def test_a_drill_counts_for_the_skills_of_its_steps_and_not_of_all_their_lesson(
    store: Store,
) -> None:
    play_before(store, "dt-bat-tat-khoa", days_ago=30)
    before = skill_record(store.events(LEARNER)).recalls(skills_by_lesson(LIBRARY.catalogue))
    drill = LIBRARY.drill(["dt-bat-tat-khoa:mo-khoa:0", "dt-bat-tat-khoa:man-hinh-toi:0"], "vi")
    play_script_before(store, drill, days_ago=1)
    after = skill_record(store.events(LEARNER)).recalls(skills_by_lesson(LIBRARY.catalogue))
    assert after["giu-ma"] == before["giu-ma"]
    assert len(after["mo-khoa-may"]) == len(before["mo-khoa-may"]) + 1
    due = RefreshPlan(store, LEARNER, LIBRARY.catalogue, TODAY.date()).questions("vi")
    assert due
    asked = {
        part.step for part in map(parse_drill_item, LIBRARY.new_drill(due, "vi").parts) if part
    }
    assert not {"mo-khoa", "man-hinh-toi"} & asked, "only the other skills are due"
    assert {one.step_id for one in due} == {"khoi-dong-lai-may", "loi-nao-tin"}


def test_attempts_of_a_drill_are_kept_under_their_parts(store: Store) -> None:
    play_before(store, SCAM, days_ago=5)
    run = opened(store)
    play(run)
    events = [one.event for one in store.events(LEARNER) if one.run == run.state.run]
    assert {e.step_id for e in events if isinstance(e, Attempted)} == set(run.script.parts)
    assert [e.lesson for e in events if isinstance(e, RunStarted)] == [DRILL]
