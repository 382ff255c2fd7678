"""The team's own page of its people: names and figures behind the PIN; by skill who can help whom."""

import pytest
from ui_kit import SIZES, Stage, staged
from volunteer_kit import TODAY, enrol, opened


async def at_our_people(stage: Stage) -> None:
    store = stage.app.session.services.store
    *learners, _new = enrol(stage.app, 7)
    session = store.classes.plan_session(day=TODAY, hamlet="Đông").id
    store.classes.start_session(session)
    store.classes.note_attendances(
        session, {one.id: ("absent" if one == learners[2] else "present", "") for one in learners}
    )
    store.classes.end_session(session)
    for one in learners[:4]:
        store.classes.note_skill(one.id, "giu-ma", alone=one == learners[0])
    await opened(stage)
    await stage.press("6", "7")
    stage.assert_on("OurPeopleScreen")


async def test_who_missed_a_class_stands_first_with_full_figures() -> None:
    async with staged((100, 26), language="en") as stage:
        await at_our_people(stage)
        text = stage.text()
        assert text.index("Missed the last class") < text.index("Lê Thị Cúc")
        assert text.index("Lê Thị Cúc") < text.index("Nguyễn Thị An")
        assert "came 0/1 · skills 0/1" in text
        assert "came 0/0" not in text
        await stage.press("enter")
        stage.assert_on("StandingScreen")
        text = " ".join(stage.text().split())
        assert "Came to 0 of 1 classes." in text
        assert "Missed in a row: 1." in text
        assert "Can sit beside them: Nguyễn Thị An." in text


async def test_by_skill_it_says_who_can_help_whom() -> None:
    async with staged((100, 26), language="en") as stage:
        await at_our_people(stage)
        await stage.press("1")
        stage.assert_on("OurSkillsScreen")
        assert "can 1 · learning 3" in stage.text()
        await stage.press("enter")
        text = " ".join(stage.text().split())
        assert "Can help others: Nguyễn Thị An." in text
        assert "Phạm Văn Dung" in text


async def test_the_names_are_covered_when_the_volunteers_side_locks() -> None:
    async with staged((100, 26), language="en") as stage:
        await at_our_people(stage)
        stage.clock[0] += 301
        await stage.press("enter")
        stage.assert_on("PinScreen")
        assert "Nguyễn Thị An" not in stage.text()


@pytest.mark.parametrize("size", SIZES)
async def test_every_name_is_on_a_page_at_each_size(size: tuple[int, int]) -> None:
    async with staged(size, language="en") as stage:
        await at_our_people(stage)
        seen = ""
        for _ in range(12):
            seen += " ".join(stage.text().split())
            await stage.press("down")
        for name in ("An", "Bình", "Cúc", "Dung", "Đào", "Giang"):
            assert name in seen
