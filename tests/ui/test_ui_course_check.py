"""The short check by keys: person by person, before the first lesson and after the course."""

from ui_kit import Stage, staged
from volunteer_kit import TODAY, enrol, opened

from tutor.classroom.course_check import results_by_stage


async def at_check(stage: Stage) -> str:
    """Open the first person of the short check, and return their id."""
    learners = enrol(stage.app, 3)
    await opened(stage)
    await stage.press("6", "7", "2")
    stage.assert_on("CourseCheckScreen")
    assert "before – · after –" in stage.text()
    await stage.press("enter")
    stage.assert_on("PersonTasksScreen")
    return learners[0].id


async def test_each_digit_notes_a_task_and_goes_on() -> None:
    async with staged((100, 26), language="en") as stage:
        learner = await at_check(stage)
        assert "Before the first lesson" in stage.text()
        await stage.press("1", "2", "3", "1", "1")
        store = stage.app.session.services.store
        results = results_by_stage(store.events(learner))
        assert list(results["before"].values()) == ["alone", "helped", "not-yet", "alone", "alone"]
        await stage.press("left")
        assert "before 3/5 · after –" in stage.text()


async def test_after_a_class_the_same_keys_note_what_is_after() -> None:
    async with staged((100, 26), language="en") as stage:
        learner = await at_check(stage)
        classes = stage.app.session.services.store.classes
        session = classes.plan_session(day=TODAY, hamlet="Đông").id
        classes.start_session(session)
        classes.note_attendances(session, {learner: ("present", "")})
        classes.end_session(session)
        await stage.press("left", "enter")
        assert "After the lessons" in stage.text()
        await stage.press("1")
        results = results_by_stage(stage.app.session.services.store.events(learner))
        assert (len(results["before"]), len(results["after"])) == (0, 1)


async def test_who_did_not_agree_to_notes_is_not_on_the_list() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 3, asked=False)
        await opened(stage)
        await stage.press("6", "7", "2")
        stage.assert_on("CourseCheckScreen")
        assert "Nguyễn Thị An" not in stage.text()
