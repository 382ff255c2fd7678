"""The way behind the key V: the PIN, the lock, and the learner's place that waits."""

import pytest
from ui_kit import SIZES, Stage, staged
from volunteer_kit import PIN, enrol, opened, type_text

from tutor.ui.screens.lesson import LessonScreen
from tutor.ui.screens.setup import NameScreen
from tutor.ui.screens.volunteer.pin import PinScreen


async def test_the_first_v_sets_a_pin_and_later_ones_ask_for_it() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        await stage.press("v")
        stage.assert_on("PinScreen")
        await type_text(stage, "1234")
        await stage.press("enter")
        assert "easy to guess" in stage.text()
        await type_text(stage, PIN)
        assert "●●●●" in stage.text()
        assert PIN not in stage.text()
        await stage.press("enter")
        await type_text(stage, "9753")
        await stage.press("enter")
        assert "not the same" in stage.text()
        assert not stage.app.volunteers.pin.is_set
        for _ in range(2):
            await type_text(stage, PIN)
            await stage.press("enter")
        stage.assert_on("VolunteerHomeScreen")
        await stage.press("v")
        assert stage.screen == "WhoScreen"
        await stage.press("v")
        stage.assert_on("PinScreen")
        await type_text(stage, "9753")
        await stage.press("enter")
        assert "4 tries are left" in stage.text()
        await type_text(stage, PIN)
        await stage.press("enter")
        stage.assert_on("VolunteerHomeScreen")


async def test_a_class_is_addressed_as_many_and_the_learner_as_before_afterwards() -> None:
    async with staged((100, 26), language="vi", people=("Vinh",)) as stage:
        await stage.press("1")
        await stage.app.session.change_person(address="chu")
        await opened(stage)
        assert stage.app.session.phrases("{bac}, {cac_bac}") == "các bác, các bác"
        (vinh,) = stage.app.session.people()
        assert await stage.app.volunteers.play("ld-ba-dau-hieu", vinh)
        assert stage.app.session.phrases("{bac}") == "chú"
        await stage.app.volunteers.come_back()
        await stage.press("v")
        assert not stage.app.volunteers.is_open
        assert stage.app.session.phrases("{bac}") == "chú"


async def test_after_five_wrong_tries_one_sentence_says_how_long_to_wait() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        stage.app.volunteers.pin.set(PIN)
        await stage.press("v")
        for _ in range(5):
            await type_text(stage, "9753")
            await stage.press("enter")
        assert "about 5 minutes" in stage.text()
        assert "press Q" in stage.text()
        stage.clock[0] += 301
        await stage.press("enter")
        await type_text(stage, PIN)
        await stage.press("enter")
        stage.assert_on("VolunteerHomeScreen")


async def waiting(stage: Stage) -> PinScreen:
    """Stand before the wait after five wrong tries."""
    stage.app.volunteers.pin.set(PIN)
    await stage.press("v")
    for _ in range(5):
        await type_text(stage, "9753")
        await stage.press("enter")
    screen = stage.app.screen
    assert isinstance(screen, PinScreen)
    assert "about 5 minutes" in stage.text()
    return screen


async def test_the_wait_is_counted_on_the_page_and_ends_by_itself() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        screen = await waiting(stage)
        for minutes in ("4 minutes", "3 minutes", "2 minutes", "1 minute."):
            stage.clock[0] += 60
            await screen._look()
            assert f"about {minutes}" in stage.text()
        stage.clock[0] += 60
        await screen._look()
        assert "Please type the PIN, then Enter." in stage.text()
        assert "another PIN" not in stage.text()
        await type_text(stage, PIN[:2])
        await screen._look()
        await type_text(stage, PIN[2:])
        await stage.press("enter")
        stage.assert_on("VolunteerHomeScreen")


async def test_the_first_digit_after_the_wait_counts() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        await waiting(stage)
        stage.clock[0] += 301
        await type_text(stage, PIN)
        await stage.press("enter")
        stage.assert_on("VolunteerHomeScreen")


async def test_a_digit_during_the_wait_is_no_try() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        await waiting(stage)
        await type_text(stage, PIN)
        assert "●" not in stage.text()
        stage.clock[0] += 301
        await type_text(stage, PIN)
        await stage.press("enter")
        stage.assert_on("VolunteerHomeScreen")


async def test_v_is_a_letter_where_something_is_typed() -> None:
    async with staged((100, 26), language="en") as stage:
        stage.app.session.services.store.add_person(language="en")
        stage.app.push_screen(NameScreen())
        await stage.pilot.pause()
        await stage.press("V", "y")
        assert stage.screen == "NameScreen"
        assert "Vy" in stage.text()


async def test_without_volunteers_v_leads_nowhere() -> None:
    async with staged(people=("Vinh",), volunteer=False) as stage:
        await stage.press("v")
        assert stage.screen == "WhoScreen"


async def test_a_lesson_goes_on_where_it_was_after_the_volunteers_side() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        await stage.press("1", "enter", "enter")
        lesson = stage.app.screen
        assert isinstance(lesson, LessonScreen)
        before, shown = lesson.run_now.state, stage.text()
        person, settings = stage.app.session.person, stage.app.session.settings
        await opened(stage)
        assert stage.app.session.person is None
        await stage.press("f2", "v")
        assert stage.app.screen is lesson
        assert lesson.run_now.state == before
        assert stage.text() == shown
        assert (stage.app.session.person, stage.app.session.settings) == (person, settings)
        await stage.press("1")
        assert lesson.run_now.state != before


async def test_back_from_the_pin_leads_to_the_learner() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        await stage.press("1", "v")
        assert stage.screen == "PinScreen"
        await stage.press("left")
        assert stage.screen == "HomeScreen"
        assert "Vinh" in stage.text()


async def test_after_five_minutes_without_a_key_the_pin_covers_what_was_open() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        enrol(stage.app)
        await opened(stage)
        await stage.press("3")
        assert stage.screen == "RosterScreen"
        stage.clock[0] += 290
        await stage.press("down")
        assert stage.screen == "RosterScreen"
        roster = stage.text()
        stage.clock[0] += 301
        stage.app.volunteers.guard()
        await stage.pilot.pause()
        assert stage.screen == "PinScreen"
        assert "Nguyễn" not in stage.text()
        await type_text(stage, PIN)
        await stage.press("enter")
        stage.assert_on("RosterScreen")
        assert stage.text() == roster


async def test_a_key_after_the_lock_closed_does_nothing_but_ask_for_the_pin() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        enrol(stage.app)
        await opened(stage)
        stage.clock[0] += 301
        await stage.press("3")
        assert stage.screen == "PinScreen"
        await stage.press("left")
        stage.assert_on("WhoScreen")


async def test_a_page_of_both_sides_is_covered_like_the_one_below_it() -> None:
    async with staged((100, 26), language="en", people=("Vinh",)) as stage:
        enrol(stage.app)
        await opened(stage)
        await stage.press("3", "ctrl+q")
        stage.assert_on("LeaveScreen")
        stage.clock[0] += 301
        await stage.press("enter")
        stage.assert_on("PinScreen")
        await stage.press("ctrl+q")
        stage.app.volunteers.guard()
        await stage.pilot.pause()
        stage.assert_on("LeaveScreen")


async def test_a_learner_who_was_erased_meanwhile_is_signed_out() -> None:
    async with staged((100, 26), language="en", people=("Vinh", "Hoa")) as stage:
        await stage.press("1")
        gone = stage.app.session.person
        assert gone is not None
        await opened(stage)
        stage.app.session.services.store.erase_person(gone.id)
        await stage.press("v")
        assert stage.screen == "WhoScreen"
        assert gone.name not in stage.text()


@pytest.mark.parametrize("size", SIZES)
async def test_the_volunteers_side_reads_aloud_only_on_request(size: tuple[int, int]) -> None:
    async with staged(size, language="en", people=("Vinh",)) as stage:
        enrol(stage.app)
        await opened(stage)
        said = len(stage.speaker.said)
        await stage.press("down", "up")
        assert len(stage.speaker.said) == said
        await stage.press("r")
        assert len(stage.speaker.said) > said


async def test_v_on_a_learners_page_asks_for_a_second_v() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.pilot.press("v")
        await stage.pilot.pause()
        assert "bấm V lần nữa" in stage.text()
        stage.assert_on("WhoScreen")
        await stage.press("r")
        stage.clock[0] += 1
        await stage.pilot.press("v")
        await stage.pilot.pause()
        stage.assert_on("WhoScreen")
        stage.clock[0] += 1
        await stage.pilot.press("v")
        await stage.pilot.pause()
        stage.assert_on("PinScreen")
