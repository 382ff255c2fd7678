"""Of who took their yes back nothing is noted any more: neither where they learn nor where a class is led."""

from datetime import timedelta

from ui_kit import Stage, staged
from volunteer_kit import NAMES, TODAY, enrol, opened, plan_today

from tutor.records.people import Person


def written(stage: Stage, person: Person) -> Person:
    """Return what is on disk about a person."""
    return next(one for one in stage.app.session.people() if one.id == person.id)


async def test_settings_of_a_person_who_declined_hold_while_they_learn_and_are_not_saved() -> None:
    async with staged((100, 26), language="en") as stage:
        store = stage.app.session.services.store
        vinh = store.add_person(name="Vinh", language="en", size_step=2)
        hoa = store.add_person(name="Hoa", language="en")
        store.classes.give_consent(vinh.id, "1", "aloud")
        store.classes.withdraw_consent(vinh.id)
        before = written(stage, vinh)
        await stage.app.come_home(before)
        assert stage.app.session.settings.size_step == 2
        await stage.app.session.change(size_step=3)
        await stage.app.session.switch_colours()
        await stage.app.session.change_person(address="ong")
        settings = stage.app.session.settings
        assert (settings.size_step, settings.theme, settings.address) == (3, "board", "ong")
        assert written(stage, vinh) == before
        # Nobody who asks who was here sees it from the order of the names either.
        assert [one.id for one in store.people()] == [hoa.id, vinh.id]
        await stage.app.open_lesson("ld-ba-dau-hieu")
        stage.assert_on("LessonScreen")
        await stage.press("enter")
        assert {one.learner for one in store.events() if one.run} == {"guest"}


def absent_twice(stage: Stage, count: int) -> list[Person]:
    learners = enrol(stage.app, count)
    classes = stage.app.session.services.store.classes
    for days in (14, 7):
        session = plan_today(stage.app, TODAY - timedelta(days=days))
        classes.start_session(session.id)
        classes.note_attendances(session.id, {one.id: ("absent", "") for one in learners})
        classes.end_session(session.id)
    return learners


async def test_they_are_neither_followed_up_nor_waited_for() -> None:
    async with staged((100, 26), language="en") as stage:
        first, second, third = absent_twice(stage, 3)
        classes = stage.app.session.services.store.classes
        staff = next(one for one in stage.app.session.people() if one.role == "staff")
        classes.assign_visit(second.id, staff.id, "missed")
        for one in (first, second):
            classes.withdraw_consent(one.id)
        await opened(stage)
        line = next(line for line in stage.lines() if "Follow-up" in line)
        assert line.split("Follow-up")[1].split()[0] == "1"
        await stage.press("4")
        stage.assert_on("FollowUpScreen")
        assert third.name in stage.text()
        assert first.name not in stage.text()
        assert second.name not in stage.text()


async def test_a_visit_that_may_not_be_noted_says_so() -> None:
    async with staged((100, 26), language="en") as stage:
        (learner,) = absent_twice(stage, 1)
        await opened(stage)
        await stage.press("4", "enter")
        stage.assert_on("PickScreen")
        # As in another window meanwhile.
        stage.app.session.services.store.classes.withdraw_consent(learner.id)
        await stage.press("1")
        stage.assert_on("FollowUpScreen")
        assert "This person said no" in stage.text()
        assert stage.app.session.services.store.classes.snapshot().visits == ()


async def test_a_visit_at_a_household_ends_though_one_of_it_said_no() -> None:
    async with staged((100, 26), language="en") as stage:
        first, second = enrol(stage.app, 2)
        store = stage.app.session.services.store
        for one in (first, second):
            store.change_person(one.id, household="Nhà số một")
        staff = next(one for one in store.people() if one.role == "staff")
        for one in (first, second):
            store.classes.assign_visit(one.id, staff.id, "missed")
        store.classes.withdraw_consent(second.id)
        await opened(stage)
        await stage.press("5", "enter", "1")
        stage.assert_on("TickScreen")
        await stage.press("2", "enter")
        assert second.name in stage.text()
        await stage.press("9")
        stage.assert_on("VisitsScreen")
        (session,) = store.classes.sessions()
        assert session.state == "ended"
        assert [one.done for one in store.classes.snapshot().visits] == [True, False]


async def test_the_roll_counts_learners_of_whom_it_may_be_noted() -> None:
    async with staged((100, 26), language="en") as stage:
        learners = enrol(stage.app, 7)
        classes = stage.app.session.services.store.classes
        for one in learners[:2]:
            classes.withdraw_consent(one.id)
        plan_today(stage.app)
        await opened(stage)
        await stage.press("1")
        stage.assert_on("ClassMenuScreen")
        assert "0 of 5" in stage.text()
        await stage.press("1")
        stage.assert_on("RollScreen")
        assert "Present 0, late 0, absent 0, still to call 5." in stage.text()
        assert NAMES[0] in stage.text()
        await stage.press("7")
        # The team is noted too, and counts no more than in a report.
        assert "Present 5, late 0, absent 0, still to call 0." in stage.text()
        await stage.press("left")
        stage.assert_on("ClassMenuScreen")
        assert "5 of 5" in stage.text()
        # Who took it back since was there all the same.
        classes.withdraw_consent(learners[-1].id)
        stage.app.screen.redraw()
        assert "5 of 5" in stage.text()
