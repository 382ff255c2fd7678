"""The app where nobody is to be known, as for the browsers in a room: lessons, and no names."""

from ui_kit import staged


async def test_guests_see_lessons_first_and_never_a_name() -> None:
    async with staged(guests_only=True, keeps=False, people=("Sen",)) as stage:
        assert stage.screen == "TopicsScreen"
        for key in ("backspace", "minus", "backspace"):
            await stage.press(key)
            assert stage.screen == "TopicsScreen"
            assert "Sen" not in stage.text()
        # Nothing is amiss: what is not kept is told where somebody leaves.
        assert "Bác muốn học chủ đề nào" in stage.text()
        await stage.press("h", "8")
        assert stage.screen == "TopicsScreen"


async def test_a_guest_who_is_done_comes_back_to_the_lessons() -> None:
    async with staged(guests_only=True, keeps=False, people=("Sen",)) as stage:
        await stage.press("1", "1")
        assert stage.screen == "LessonScreen"
        await stage.press("h", "8")
        assert stage.screen == "TopicsScreen"
        assert stage.app.session.person is None
        assert [person.name for person in stage.app.session.services.store.people()] == ["Sen"]
