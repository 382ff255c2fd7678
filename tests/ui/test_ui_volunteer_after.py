"""After a class and at home: what was seen, who is visited, the pages to print, the next class."""

from datetime import timedelta
from pathlib import Path

import pytest
from pdf_kit import Pages
from ui_kit import Stage, staged
from volunteer_kit import NAMES, TODAY, answered, enrol, opened, plan_today

from tutor.authoring.right_way import right_response
from tutor.classroom import rights
from tutor.classroom.planning import finished_lessons
from tutor.content.steps import Choose
from tutor.records.class_events import ItemDropped, ItemFinished
from tutor.records.class_views import Session
from tutor.records.people import Person
from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.volunteer.consent import ConsentScreen

# What begins the name of the page for those who were absent.
_ABSENT = "page-for-those-who-were-absent"


def class_held(stage: Stage, count: int = 6, *, absent: int = 1) -> tuple[Session, list[Person]]:
    """Have today's class going on, the first people not there as the time before."""
    learners = enrol(stage.app, count)
    classes = stage.app.session.services.store.classes
    for day in (TODAY - timedelta(days=7), TODAY):
        session = plan_today(stage.app, day)
        classes.start_session(session.id)
        classes.note_attendances(
            session.id,
            {
                one.id: ("absent", "harvest") if i < absent else ("present", "")
                for i, one in enumerate(learners)
            },
        )
        if day != TODAY:
            classes.end_session(session.id)
    return session, learners


async def wrapping_up(stage: Stage) -> None:
    await opened(stage)
    await stage.press("1", "3")
    stage.assert_on("WrapUpScreen")


async def test_skills_seen_on_own_phones_are_noted_for_each_person() -> None:
    async with staged((100, 26), language="en") as stage:
        session, learners = class_held(stage)
        await wrapping_up(stage)
        await stage.press("1", "enter")
        stage.assert_on("SeenScreen")
        assert NAMES[0] not in stage.text()
        await stage.press("1", "enter", "2")
        seen = stage.app.session.services.store.classes.snapshot().observations
        assert [(one.how, one.session, one.lesson) for one in seen] == [
            ("alone", session.id, "ld-gia-cong-an"),
            ("helped", session.id, "ld-gia-cong-an"),
        ]
        assert {one.learner for one in seen} <= {one.id for one in learners[1:]}


async def test_a_wrong_note_is_corrected_or_taken_back_and_a_statement_is_kept_beside_it() -> None:
    async with staged((100, 26), language="en") as stage:
        class_held(stage)
        await wrapping_up(stage)
        await stage.press("1", "enter")
        stage.assert_on("SeenScreen")
        classes = stage.app.session.services.store.classes

        async def pressed(*keys: str) -> list[str]:
            for key in keys:
                await stage.press(key)
            return [one.how for one in classes.snapshot().observations]

        assert await pressed("1", "up", "2", "up") == ["helped"]
        assert await pressed("4", "up") == ["helped", "can"]
        assert "did it with help · says: I can" in stage.text()
        assert await pressed("5", "up") == ["helped", "not-yet"]
        events = len(list(stage.app.session.services.store.events()))
        assert await pressed("3") == []
        assert "says:" not in stage.text().split("1  did it alone")[0]
        assert await pressed("3") == []
        assert len(list(stage.app.session.services.store.events())) == events + 1


async def test_questions_with_many_wrong_cards_are_listed_to_repeat() -> None:
    async with staged((100, 26), language="en") as stage:
        session, _ = class_held(stage)
        classes = stage.app.session.services.store.classes
        lesson = stage.app.session.services.library.script("ld-ba-dau-hieu", "en").lesson
        at, step = next((i, one) for i, one in enumerate(lesson.steps) if isinstance(one, Choose))
        right = next(i for i, option in enumerate(step.options) if option.right)
        counts = [0 if i == right else 5 for i, _ in enumerate(step.options)]
        counts[right] = 1
        classes.count_hands(session.id, lesson.id, step.id or f"step-{at + 1}", 2, counts)
        await wrapping_up(stage)
        await stage.press("3")
        stage.assert_on("WeakSpotsScreen")
        said = " ".join(stage.text().split())
        assert "worth doing once more" in said
        assert f"1 of {sum(counts)} cards were right the last time" in said
        assert not any(name in said for name in NAMES)


async def test_a_person_absent_twice_is_assigned_a_visitor() -> None:
    async with staged((100, 26), language="en") as stage:
        _, learners = class_held(stage)
        await wrapping_up(stage)
        await stage.press("2")
        stage.assert_on("FollowUpScreen")
        assert NAMES[0] in stage.text()
        assert "busy in the fields" in stage.text()
        assert NAMES[1] not in stage.text()
        await stage.press("enter", "2")
        (visit,) = stage.app.session.services.store.classes.snapshot().visits
        staff = next(one for one in stage.app.session.people() if one.id == visit.staff)
        assert (visit.learner, staff.role) == (learners[0].id, "staff")
        stage.assert_on("FollowUpScreen")
        assert staff.name in stage.text()


async def test_the_next_class_is_planned_and_the_pages_for_it_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    async with staged((100, 26), language="en") as stage:
        session, _ = class_held(stage)
        classes = stage.app.session.services.store.classes
        classes.plan_session(
            day=session.day,
            hamlet=session.hamlet,
            lessons=("ld-ba-dau-hieu", *session.lessons),
            session=session.id,
        )
        await wrapping_up(stage)
        await stage.press("5")
        assert "plan the next class" in stage.text()
        await stage.press("4")
        stage.assert_on("PlanScreen")
        await stage.press("5", "enter")
        await stage.press("left", "enter")
        stage.assert_on("WrapUpScreen")
        (following,) = classes.snapshot().upcoming(TODAY)
        assert following.day > TODAY
        await stage.press("5")
        assert "To print" in stage.text()
        await stage.press("6", "1", "1", "3")
        (message,) = tmp_path.rglob("*.txt")
        words = message.read_text(encoding="utf-8-sig")
        assert stage.app.clipboard.split() == words.split()
        assert "We will learn:" in words
        await stage.press("left", "left")
        await stage.press("7")
        files = sorted(tmp_path.rglob("*.pdf"))
        assert len(files) == 2
        assert all(file.read_bytes().startswith(b"%PDF") for file in files)
        assert any(file.name.startswith(f"{_ABSENT}-2026-11-24") for file in files)
        # The screen breaks a long path where a row ends.
        path = next(str(file) for file in files if file.name.startswith(_ABSENT))
        assert path in "".join(stage.text().split())
        await stage.press("8")
        stage.assert_on("VolunteerHomeScreen")
        ended = classes.session(session.id)
        assert ended is not None
        assert ended.state == "ended"


async def test_printed_pages_name_the_lessons_of_a_class_without_the_skipped_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    lessons = ("ld-ba-dau-hieu", "ld-cap-cuu", "ld-gia-cong-an")
    async with staged((100, 26), language="en") as stage:
        session, enrolled = class_held(stage)
        classes = stage.app.session.services.store.classes
        for day, held in ((TODAY, session.id), (TODAY + timedelta(days=7), "")):
            classes.plan_session(day=day, hamlet=session.hamlet, lessons=lessons, session=held)
        for index, kind in enumerate((ItemFinished, ItemDropped, ItemDropped)):
            key, at = f"lesson:{lessons[index]}", stage.app.session.services.wall()
            classes.note_events((kind(at=at, session=session.id, index=index, key=key),))
        await wrapping_up(stage)
        titles = [stage.app.screen.title_of(one) for one in lessons]
        await stage.press("5")
        (invited,) = tmp_path.rglob("*.pdf")
        printed = Pages(invited.read_bytes())
        everybody = " ".join(printed.text(page) for page in range(len(printed)))
        names = [person.name for person in enrolled]
        assert [everybody.count(f" {name} ") for name in names] == [1] * len(names)
        await stage.press("7")
        (missed,) = set(tmp_path.rglob("*.pdf")) - {invited}
        assert [one in Pages(invited.read_bytes()).text() for one in titles] == [True] * 3
        assert [one in Pages(missed.read_bytes()).text() for one in titles] == [True, False, False]


async def test_who_was_absent_once_is_listed_with_the_reason() -> None:
    async with staged((100, 26), language="en") as stage:
        learners = enrol(stage.app, 3)
        session = plan_today(stage.app)
        classes = stage.app.session.services.store.classes
        classes.start_session(session.id)
        marks = dict.fromkeys((one.id for one in learners), ("present", ""))
        classes.note_attendances(session.id, marks | {learners[0].id: ("absent", "grandchildren")})
        await wrapping_up(stage)
        await stage.press("2")
        assert "Absent once" in stage.text()
        assert "grandchildren" in stage.text()
        assert learners[0].name in stage.text()
        assert learners[1].name not in stage.text()


async def test_a_visit_plays_lessons_as_the_person_and_is_done_with_the_last_line() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        learners = enrol(stage.app, 2)
        store = stage.app.session.services.store
        store.change_person(learners[0].id, size_step=2)
        staff = next(one for one in store.people() if one.role == "staff")
        visit = store.classes.assign_visit(learners[0].id, staff.id, "missed")
        await opened(stage)
        before = stage.app.session.settings
        await stage.press("5")
        assert "To be visited" in stage.text()
        assert "All others" in stage.text()
        await stage.press("enter")
        stage.assert_on("HouseScreen")
        await stage.press("1")
        (session,) = store.classes.sessions()
        assert (session.form, session.state, session.day) == ("visit", "running", TODAY)
        await stage.press("1", "1")
        stage.assert_on("LessonScreen")
        lesson = stage.app.screen
        assert isinstance(lesson, LessonScreen)
        assert lesson.run_now.learner == learners[0].id
        assert stage.app.session.settings.size_step == 2
        await stage.press("enter", "v")
        stage.assert_on("HouseScreen")
        assert stage.app.session.settings == before
        assert store.open_runs(learners[0].id)
        assert finished_lessons(store, [learners[0].id], TODAY)[learners[0].id] == frozenset()
        await stage.press("2")
        stage.assert_on("SkillsScreen")
        await stage.press("left", "9")
        stage.assert_on("VisitsScreen")
        # Nobody is to be visited now, so that there are no others.
        assert "All others" not in stage.text()
        (made,) = store.classes.snapshot().visits
        assert (made.id, made.done, made.done_session) == (visit, True, session.id)


async def test_the_end_of_a_lesson_leads_back_to_the_visit() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        learners = enrol(stage.app, 1)
        await stage.press("1")
        await opened(stage)
        await stage.app.volunteers.play("lam-quen-phim", learners[0])
        stage.assert_on("LessonScreen")
        run = stage.app.screen.run_now
        while not run.state.finished:
            await stage.app.screen.respond(right_response(run.script, run.state))
        stage.assert_on("VolunteerHomeScreen")
        assert stage.app.session.services.store.history(learners[0].id)[0].times_finished == 1
        await stage.press("v")
        assert stage.screen == "HomeScreen"


async def household(stage: Stage) -> tuple[Person, Person, Person]:
    """Have two people of one household, and a third one, and open the first one's house."""
    first, second, other = enrol(stage.app, 3)
    for one in (first, second):
        stage.app.session.services.store.change_person(one.id, household="Nhà số một")
    await opened(stage)
    await stage.press("5", "enter")
    stage.assert_on("HouseScreen")
    return first, second, other


def states(stage: Stage) -> dict[str, str]:
    classes = stage.app.session.services.store.classes
    (session,) = classes.sessions()
    return {one.learner: one.state for one in classes.snapshot().attendance_at(session.id)}


async def test_a_household_is_visited_together() -> None:
    async with staged((100, 26), language="en") as stage:
        first, second, _ = await household(stage)
        await stage.press("1")
        stage.assert_on("TickScreen")
        await stage.press("2", "enter")
        stage.assert_on("HouseScreen")
        assert first.name in stage.text()
        assert second.name in stage.text()
        assert states(stage) == {first.id: "present", second.id: "present"}


async def test_a_person_who_is_not_at_home_is_not_noted_as_present() -> None:
    async with staged((100, 26), language="en") as stage:
        first, second, _ = await household(stage)
        store = stage.app.session.services.store
        staff = next(one for one in store.people() if one.role == "staff")
        for one in (first, second):
            store.classes.assign_visit(one.id, staff.id, "missed")
        await stage.press("1")
        stage.assert_on("TickScreen")
        await stage.press("1", "enter")
        assert "Please tick who is there." in stage.text()
        assert store.classes.sessions() == ()
        await stage.press("1", "enter")
        stage.assert_on("HouseScreen")
        assert states(stage) == {first.id: "present"}
        assert second.name not in stage.text()
        await stage.press("9")
        stage.assert_on("VisitsScreen")
        made = {one.learner: one.done for one in store.classes.snapshot().visits}
        assert made == {first.id: True, second.id: False}


async def test_a_person_who_comes_home_joins_the_visit() -> None:
    async with staged((100, 26), language="en") as stage:
        first, second, _ = await household(stage)
        await stage.press("1")
        stage.assert_on("TickScreen")
        await stage.press("enter")
        await stage.press("4")
        stage.assert_on("TickScreen")
        await stage.press("1", "2", "enter")
        stage.assert_on("HouseScreen")
        assert states(stage) == {first.id: "absent", second.id: "present"}
        await stage.press("1", "1")
        stage.assert_on("LessonScreen")
        lesson = stage.app.screen
        assert isinstance(lesson, LessonScreen)
        assert lesson.run_now.learner == second.id


async def test_a_visit_starts_when_the_people_present_have_consented() -> None:
    async with staged((100, 26), language="en") as stage:
        (learner,) = enrol(stage.app, 1, asked=False)
        await opened(stage)
        await stage.press("5", "enter", "1")
        stage.assert_on("ConsentScreen")
        assert stage.app.session.services.store.classes.sessions() == ()
        await answered(stage, "1")
        stage.assert_on("HouseScreen")
        assert states(stage) == {learner.id: "present"}
        assert "The visit is over" in stage.text()


async def test_a_visit_to_somebody_who_says_no_does_not_start() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 1, asked=False)
        await opened(stage)
        await stage.press("5", "enter", "1")
        stage.assert_on("ConsentScreen")
        await answered(stage, "2")
        stage.assert_on("HouseScreen")
        assert "This person said no" in stage.text()
        assert stage.app.session.services.store.classes.sessions() == ()


@pytest.mark.parametrize("answer", ["1", "2", "3"])
async def test_a_person_who_comes_home_is_noted_only_after_consent(answer: str) -> None:
    async with staged((100, 26), language="en") as stage:
        first, second = enrol(stage.app, 2, asked=False)
        store = stage.app.session.services.store
        store.classes.give_consent(first.id, rights.CONSENT_VERSION, "aloud")
        for one in (first, second):
            store.change_person(one.id, household="Nhà số một")
        await opened(stage)
        await stage.press("5", "enter", "1")
        stage.assert_on("TickScreen")
        await stage.press("enter")
        await stage.press("4")
        stage.assert_on("TickScreen")
        await stage.press("1", "2", "enter")
        stage.assert_on("ConsentScreen")
        assert states(stage) == {first.id: "absent"}
        await answered(stage, answer)
        stage.assert_on("HouseScreen")
        came = {second.id: "present"} if answer == "1" else {}
        assert states(stage) == {first.id: "absent", **came}


async def test_a_household_is_asked_one_by_one_and_those_who_agree_are_noted() -> None:
    async with staged((100, 26), language="en") as stage:
        people = enrol(stage.app, 3, asked=False)
        for one in people:
            stage.app.session.services.store.change_person(one.id, household="Nhà số một")
        await opened(stage)
        await stage.press("5", "enter", "1")
        stage.assert_on("TickScreen")
        await stage.press("2", "3", "enter")
        stage.assert_on("ConsentScreen")
        await answered(stage, "2")
        said = []
        for answer in ("1", "2", "1"):
            screen = stage.app.screen
            assert isinstance(screen, ConsentScreen)
            said.append(screen._people[0].id)
            await answered(stage, answer)
        stage.assert_on("HouseScreen")
        assert states(stage) == {said[0]: "present", said[2]: "present"}


async def test_a_visit_that_the_power_cut_short_goes_on(tmp_path: Path) -> None:
    async with staged((100, 26), language="en", home=tmp_path) as stage:
        enrol(stage.app, 1)
        await opened(stage)
        await stage.press("5", "enter", "1")
        assert "The visit is over" in stage.text()
    async with staged((100, 26), language="en", home=tmp_path) as stage:
        await stage.press("v", *"2580", "enter")
        stage.assert_on("VolunteerHomeScreen")
        assert "Go on with the visit" in stage.text()
        await stage.press("5")
        stage.assert_on("VisitsScreen")
        assert "Visit going on" in stage.text()
        await stage.press("left", "1")
        stage.assert_on("HouseScreen")
        assert "The visit is over" in stage.text()
        assert len(stage.app.session.services.store.classes.sessions()) == 1


async def test_enter_goes_on_with_a_visit_until_it_is_ended() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 2)
        await opened(stage)
        await stage.press("5", "enter", "1")
        await stage.press("left", "left")
        stage.assert_on("VolunteerHomeScreen")
        await stage.press("enter")
        stage.assert_on("HouseScreen")
        await stage.press("9")
        stage.assert_on("VolunteerHomeScreen")
        assert "Go on with the visit" not in stage.text()
        await stage.press("1")
        assert stage.screen == "VolunteerHomeScreen"


async def test_a_visit_left_open_does_not_hide_todays_class() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 1)
        await opened(stage)
        await stage.press("5", "enter", "1")
        plan_today(stage.app)
        await stage.press("left", "left")
        stage.assert_on("VolunteerHomeScreen")
        assert "Start today's class" in stage.text()
        (visits,) = [line for line in stage.lines() if "Home visit" in line]
        assert NAMES[0] in visits


async def test_on_a_visit_skills_of_earlier_lessons_can_be_noted() -> None:
    async with staged((100, 26), language="en") as stage:
        session, (learner, *_) = class_held(stage, 2)
        classes = stage.app.session.services.store.classes
        classes.end_session(session.id)
        await opened(stage)
        await stage.press("5", "enter", "1")
        await stage.press("2")
        stage.assert_on("SkillsScreen")
        assert "Open a lesson first" in stage.text()
        await stage.press("left")
        classes.note_attendances(session.id, {learner.id: ("present", "")})
        await stage.press("2", "enter", "1")
        (seen,) = classes.snapshot().observations
        assert (seen.learner, seen.lesson) == (learner.id, "ld-gia-cong-an")
        assert seen.session != session.id


async def test_on_a_visit_a_person_at_home_alone_is_addressed_as_one() -> None:
    async with staged((100, 26), language="vi") as stage:
        (learner,) = enrol(stage.app, 1)
        stage.app.session.services.store.change_person(learner.id, address="ong")
        await opened(stage)
        await stage.press("5", "enter", "1")
        await stage.press("1")
        stage.assert_on("PickScreen")
        assert "Ông muốn học bài nào ạ?" in stage.text()


async def test_two_minutes_after_a_class_take_at_most_twenty_presses_for_thirteen_people() -> None:
    lessons = ("ld-tin-ngan-hang", "ld-sim-dien-phat")
    async with staged((66, 17), language="vi") as stage:
        learners = enrol(stage.app, 13)
        classes = stage.app.session.services.store.classes
        held = plan_today(stage.app, TODAY, *lessons)
        classes.start_session(held.id)
        classes.note_attendances(held.id, {one.id: ("present", "") for one in learners})
        catalogue = stage.app.session.services.library.catalogue
        skills = [skill for lesson in lessons for skill in catalogue.entry(lesson, "vi").skills]
        assert len(skills) >= 5
        # All did each skill but two people, who had help with the first one; then the class is over.
        everybody = ["1"] * len(skills)
        two = ["enter", "2", "2", "left"]
        presses = ["1", *two, *everybody, "left", "3", "left", "8"]
        assert len(presses) <= 20
        await wrapping_up(stage)
        await stage.press(*presses)
        stage.assert_on("VolunteerHomeScreen")
        seen = classes.snapshot().observations
        assert len({(one.learner, one.skill) for one in seen}) == 13 * len(set(skills))
        assert sum(one.how == "helped" for one in seen) == 2
        assert classes.session(held.id).state == "ended"
