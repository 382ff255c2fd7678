"""Somebody is erased in another window while a screen about them is open."""

from ui_kit import Stage, staged
from volunteer_kit import answered, enrol, opened, plan_today, type_text

from tutor.records.people import Person
from tutor.ui.screens.volunteer.consent import Answer, ConsentScreen
from tutor.ui.screens.volunteer.people import PersonScreen
from tutor.ui.screens.volunteer.visits import HouseScreen

GONE = "no longer in the records"


async def person_open(stage: Stage) -> Person:
    """Open the page of one of two on the list."""
    first, *_ = enrol(stage.app, 2)
    await opened(stage)
    await stage.press("3", "enter")
    assert stage.screen == "PersonScreen"
    return first


async def test_a_text_for_somebody_erased_leads_back_to_the_list_and_says_why() -> None:
    async with staged((100, 26), language="en") as stage:
        first = await person_open(stage)
        await stage.press("2")
        await type_text(stage, "Tay")
        stage.app.session.services.store.erase_person(first.id)
        await stage.press("enter")
        stage.assert_on("RosterScreen")
        assert GONE in stage.text()
        assert first.name not in stage.text()
        await stage.press("down")
        assert GONE not in stage.text()


async def test_every_key_of_the_page_of_somebody_erased_says_so() -> None:
    for number in range(1, 8):
        async with staged((100, 26), language="en") as stage:
            first = await person_open(stage)
            stage.app.session.services.store.erase_person(first.id)
            await stage.press(str(number))
            assert stage.screen == "RosterScreen", number
            assert GONE in stage.text(), number


async def test_a_pick_for_somebody_erased_says_so() -> None:
    async with staged((100, 26), language="en") as stage:
        first = await person_open(stage)
        await stage.press("4")
        assert stage.screen == "NeedsScreen"
        stage.app.session.services.store.erase_person(first.id)
        await stage.press("1", "enter")
        stage.assert_on("RosterScreen")
        assert GONE in stage.text()


async def test_the_row_of_the_cursor_opens_although_the_list_became_shorter() -> None:
    async with staged((100, 26), language="en") as stage:
        people = enrol(stage.app, 2)
        await opened(stage)
        await stage.press("3", "down", "down", "down")
        for one in people:
            stage.app.session.services.store.erase_person(one.id)
        await stage.press("enter")
        assert stage.screen == "PersonScreen"
        assert "Tuấn" in stage.text()


async def test_consent_of_a_group_is_kept_of_all_but_the_one_who_was_erased() -> None:
    async with staged((100, 26), language="en") as stage:
        first, second = enrol(stage.app, 2, asked=False)
        answers: list[Answer | None] = []
        await opened(stage)
        stage.app.push_screen(ConsentScreen([first, second], ""), answers.append)
        await stage.pilot.pause()
        store = stage.app.session.services.store
        store.erase_person(first.id)
        await answered(stage, "1")
        assert answers == [[second]]
        assert [one.learner for one in store.classes.snapshot().consents] == [second.id]
        assert GONE in stage.text()


async def test_a_visit_to_somebody_erased_leads_back() -> None:
    async with staged((100, 26), language="en") as stage:
        first, *_ = enrol(stage.app, 2)
        await opened(stage)
        await stage.press("5", "enter")
        assert isinstance(stage.app.screen, HouseScreen)
        stage.app.session.services.store.erase_person(first.id)
        await stage.press("1")
        assert stage.screen == "VisitsScreen"
        assert GONE in stage.text()


async def test_the_roll_says_that_somebody_is_gone_and_notes_the_others() -> None:
    async with staged((100, 26), language="en") as stage:
        first, second = enrol(stage.app, 2)
        session = plan_today(stage.app)
        await opened(stage)
        await stage.press("1", "enter")
        stage.assert_on("RollScreen")
        stage.app.session.services.store.erase_person(first.id)
        await stage.press("1")
        assert GONE in stage.text()
        await stage.press("down", "1")
        noted = stage.app.session.services.store.classes.snapshot().attendance_at(session.id)
        assert [one.learner for one in noted if one.state == "present"] == [second.id]


async def test_the_page_of_somebody_stays_where_the_records_cannot_be_read() -> None:
    async with staged((100, 26), language="en") as stage:
        await person_open(stage)
        stage.app.session.services.store.close()
        await stage.press("1")
        assert isinstance(stage.app.screen, PersonScreen)
        assert "cannot be read" in stage.text()
