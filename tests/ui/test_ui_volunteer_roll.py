"""The roll call: few presses, nothing lost, nothing kept of who said no."""

from datetime import timedelta
from pathlib import Path

import pytest
from ui_kit import NOW, SIZES, Stage, staged
from volunteer_kit import (
    NAMES,
    TODAY,
    answered,
    enrol,
    opened,
    plan_today,
    type_text,
)

from tutor.records.class_views import Session
from tutor.records.store import open_store
from tutor.vietnamese import unmarked


async def roll_called(stage: Stage, *, asked: bool = True, count: int = 30) -> Session:
    """Stand at the roll call of today's class."""
    enrol(stage.app, count, asked=asked)
    session = plan_today(stage.app)
    await opened(stage)
    await stage.press("enter")
    stage.assert_on("ClassMenuScreen")
    await stage.press("enter")
    stage.assert_on("RollScreen")
    return session


def states(stage: Stage, session: Session) -> dict[str, tuple[str, str]]:
    """Return by name what is on disk."""
    store = stage.app.session.services.store
    names = {one.id: one.name for one in store.people()}
    noted = store.classes.snapshot().attendance_at(session.id)
    return {names[one.learner]: (one.state, one.reason) for one in noted}


async def pressed(stage: Stage, *keys: str) -> int:
    for key in keys:
        await stage.press(key)
    return len(keys)


@pytest.mark.parametrize("size", SIZES)
async def test_thirty_people_are_called_in_at_most_sixty_presses(size: tuple[int, int]) -> None:
    async with staged(size, language="en") as stage:
        session = await roll_called(stage)
        presses = 0
        order = [row.text for row in stage.app.screen._rows]
        for name in order[:30]:
            if name in (NAMES[3], NAMES[11], NAMES[20]):
                presses += await pressed(stage, "2")
            elif name in (NAMES[7], NAMES[29]):
                presses += await pressed(stage, "3", "2")
            else:
                presses += await pressed(stage, "enter")
        noted = states(stage, session)
        assert presses <= 60
        assert sum(state == "present" for state, _ in noted.values()) == 25
        assert sum(state == "late" for state, _ in noted.values()) == 3
        assert {noted[NAMES[7]], noted[NAMES[29]]} == {("absent", "harvest")}


async def test_everybody_in_one_press_then_the_exceptions_by_their_first_letters() -> None:
    async with staged((100, 26), language="en") as stage:
        session = await roll_called(stage)
        presses = await pressed(stage, "7")
        presses += await pressed(stage, "y", "3", "1")
        stage.clock[0] += 5
        presses += await pressed(stage, "m", "a", "2")
        stage.clock[0] += 5
        presses += await pressed(stage, "n", "g", "o", "3", "enter")
        noted = states(stage, session)
        assert presses <= 15
        assert len(noted) == 32
        exceptions = {name: mark for name, mark in noted.items() if mark != ("present", "")}
        assert exceptions == {
            named("Yến"): ("absent", "ill"),
            named("Mai"): ("late", ""),
            named("Ngọc"): ("absent", ""),
        }


def named(given: str) -> str:
    return next(name for name in NAMES if name.endswith(f" {given}"))


async def test_letters_with_and_without_marks_find_a_name() -> None:
    async with staged((100, 26), language="en") as stage:
        await roll_called(stage)
        await stage.press("h", "u", "o")
        assert "▶ Đỗ Văn Hương" in stage.text()
        stage.clock[0] += 5
        await stage.press("đ", "a")
        assert "▶ Hoàng Thị Đào" in stage.text()


async def test_an_action_on_a_name_ends_the_search() -> None:
    async with staged((100, 26), language="en") as stage:
        await roll_called(stage)
        for key in ("h", "u", "o", "2", "d", "a"):
            # As fast as fingers are: all within the time that letters belong together.
            stage.clock[0] -= 0.8
            await pressed(stage, key)
        assert "▶ Hoàng Thị Đào" in stage.text()


async def test_each_press_is_on_disk(tmp_path: Path) -> None:
    async with staged((100, 26), language="en", home=tmp_path) as stage:
        session = await roll_called(stage, count=3)
        for key in ("enter", "2", "3"):
            await pressed(stage, key)
            again = open_store(tmp_path / "tutor.db", clock=lambda: NOW)
            on_disk = again.classes.snapshot().attendance_at(session.id)
            again.close()
            assert len(on_disk) == len(states(stage, session)) > 0
        assert sorted(one.state for one in on_disk) == ["absent", "late", "present"]


async def test_somebody_new_takes_few_presses_beside_the_name() -> None:
    async with staged((100, 26), language="en") as stage:
        session = await roll_called(stage)
        presses = await pressed(stage, "8")
        await type_text(stage, "bui thi sen")
        presses += await pressed(stage, "enter")
        assert stage.screen == "ConsentScreen"
        while "Said yes" not in stage.text():
            presses += await pressed(stage, "enter")
        presses += await pressed(stage, "1")
        stage.assert_on("RollScreen")
        assert presses <= 10
        assert states(stage, session)["Bui Thi Sen"] == ("present", "")
        sen = next(one for one in stage.app.session.people() if one.name == "Bui Thi Sen")
        assert (sen.hamlet, sen.on_roster) == ("Đông", True)


def two_of_one_name(stage: Stage) -> tuple[str, str]:
    """Have two people of the same name on the roster, of two households; return their ids."""
    store = stage.app.session.services.store
    first, second = store.add_people(
        {
            "name": "Nguyễn Thị Hòa",
            "address": "ba",
            "hamlet": "Đông",
            "household": f"Hộ {number}",
            "on_roster": True,
        }
        for number in (1, 9)
    )
    return first.id, second.id


async def test_a_person_on_the_list_is_not_added_twice() -> None:
    async with staged((100, 26), language="vi") as stage:
        ids = two_of_one_name(stage)
        await roll_called(stage)
        before = len(stage.app.session.people())
        await stage.press("8")
        await type_text(stage, "nguyen thi hoa")
        await pressed(stage, "enter")
        assert stage.text().count("đã có trong danh sách") == 2
        screen = stage.app.screen
        await pressed(stage, str([one.id for one in screen._known].index(ids[1]) + 1))
        assert stage.screen == "RollScreen"
        roll = stage.app.screen
        assert roll._people[roll.cursor].id == ids[1]
        assert "▶ bà Nguyễn Thị Hòa (Hộ 9)" in stage.text()
        assert len(stage.app.session.people()) == before


async def test_people_of_the_same_name_are_told_apart_and_found_by_it() -> None:
    async with staged((100, 26), language="vi") as stage:
        ids = two_of_one_name(stage)
        session = await roll_called(stage, count=6)
        await pressed(stage, "h", "o", "a")
        assert "▶ bà Nguyễn Thị Hòa (Hộ 1)" in stage.text()
        assert "bà Nguyễn Thị Hòa (Hộ 9)" in stage.text()
        await pressed(stage, "1")
        stage.assert_on("ConsentScreen")
        view = stage.app.screen._view
        assert "bà Nguyễn Thị Hòa (Hộ 1)" in [line.text for line in view.lines]
        await answered(stage, "1")
        stage.assert_on("RollScreen")
        noted = stage.app.session.services.store.classes.snapshot().attendance_at(session.id)
        assert [one.learner for one in noted] == [ids[0]]


async def test_a_number_is_refused_as_a_name() -> None:
    async with staged((100, 26), language="en") as stage:
        await roll_called(stage)
        before = len(stage.app.session.people())
        await stage.press("8")
        await type_text(stage, "0912345678")
        await stage.press("enter")
        assert "No long numbers" in stage.text()
        assert len(stage.app.session.people()) == before


async def test_nobody_is_marked_present_before_consent_and_nothing_is_noted_after_a_no() -> None:
    async with staged((100, 26), language="en") as stage:
        session = await roll_called(stage, asked=False, count=3)
        classes = stage.app.session.services.store.classes
        await stage.press("enter")
        stage.assert_on("ConsentScreen")
        await pressed(stage, "1")
        assert stage.screen == "ConsentScreen"
        assert classes.snapshot().consents == ()
        assert states(stage, session) == {}
        await answered(stage, "1")
        stage.assert_on("RollScreen")
        (yes,) = classes.snapshot().consents
        witness = next(one for one in stage.app.session.people() if one.id == yes.witness)
        assert (yes.given, yes.method, witness.role) == (True, "aloud", "staff")
        assert states(stage, session) == {NAMES[0]: ("present", "")}
        await stage.press("enter")
        stage.assert_on("ConsentScreen")
        await answered(stage, "2")
        stage.assert_on("RollScreen")
        assert "said no: not noted" in stage.text()
        await pressed(stage, "up", "1")
        assert states(stage, session) == {NAMES[0]: ("present", "")}


async def test_the_sentences_are_left_out_only_for_people_who_heard_them() -> None:
    async with staged((100, 26), language="en") as stage:
        await roll_called(stage, asked=False, count=5)
        sentence = "We would like to note on this laptop"

        async def asked(*keys: str) -> bool:
            """Press keys that lead to the question, and tell whether its sentences are read."""
            await pressed(stage, *keys)
            assert stage.screen == "ConsentScreen"
            return sentence in stage.text()

        # The third is not here yet when they are read.
        await pressed(stage, "down", "down", "3", "up", "up", "up")
        assert await asked("enter")
        await pressed(stage, "left")
        assert await asked("enter")
        await answered(stage, "1")
        stage.assert_on("RollScreen")
        assert not await asked("enter")
        await answered(stage, "1")
        stage.assert_on("RollScreen")
        assert await asked("1")
        await answered(stage, "2")
        stage.assert_on("RollScreen")
        assert await asked("2")
        await answered(stage, "1")
        stage.assert_on("RollScreen")
        await stage.press("8")
        await type_text(stage, "bui thi sen")
        assert await asked("enter")


async def test_one_person_is_asked_with_their_own_form_of_address_and_several_as_many() -> None:
    async with staged((100, 26), language="vi") as stage:
        await roll_called(stage, asked=False, count=5)
        first = next(one for one in stage.app.session.people() if one.name == NAMES[0])
        stage.app.session.services.store.change_person(first.id, address="cu")
        await pressed(stage, "left", "enter")
        stage.assert_on("RollScreen")
        await stage.press("enter")
        stage.assert_on("ConsentScreen")
        assert (
            "lúc nào cụ cũng có thể" in " ".join(one.text for one in stage.speaker.said[-1]).lower()
        )
        await stage.press("left")
        stage.assert_on("RollScreen")
        await stage.press("7")
        stage.assert_on("ConsentScreen")
        said = " ".join(one.text for one in stage.speaker.said[-1])
        assert "lúc nào các bác cũng có thể" in said.lower()


async def test_a_group_says_yes_together_after_the_sentences_were_read_aloud() -> None:
    async with staged((100, 26), language="en") as stage:
        session = await roll_called(stage, asked=False, count=5)
        await pressed(stage, "3")
        await stage.press("7")
        stage.assert_on("ConsentScreen")
        said = " ".join(one.text for many in stage.speaker.said for one in many)
        assert "no number of any paper" in said
        assert NAMES[1] not in said
        await answered(stage, "1")
        stage.assert_on("RollScreen")
        noted = states(stage, session)
        assert len(stage.app.session.services.store.classes.snapshot().consents) == 4
        assert noted[NAMES[0]] == ("absent", "")
        assert [noted[name][0] for name in NAMES[1:5]] == ["present"] * 4


async def test_a_group_that_does_not_agree_is_asked_one_by_one() -> None:
    async with staged((100, 26), language="en") as stage:
        session = await roll_called(stage, asked=False, count=3)
        await stage.press("7")
        stage.assert_on("ConsentScreen")
        await answered(stage, "2")
        for answer in ("1", "2", "3"):
            await pressed(stage, answer)
        stage.assert_on("RollScreen")
        learners = [name for name in states(stage, session) if name in NAMES]
        assert len(learners) == 1
        given = [one.given for one in stage.app.session.services.store.classes.snapshot().consents]
        assert sorted(given) == [False, True]


async def test_the_cursor_goes_with_the_page_however_it_is_turned() -> None:
    async with staged((66, 17), language="en") as stage:
        session = await roll_called(stage, count=11)
        screen = stage.app.screen
        names = [row.text for row in screen._rows]
        first_of_second = next(name for name in names if name not in stage.text())
        await pressed(stage, "right")
        assert f"▶ {first_of_second}" in stage.text()
        await pressed(stage, "2")
        assert states(stage, session) == {first_of_second: ("late", "")}
        stage.clock[0] += 5
        await pressed(stage, *unmarked(names[0]).rsplit(" ", 1)[-1])
        assert f"▶ {names[0]}" in stage.text()
        await screen.perform("on")
        await pressed(stage, "enter")
        assert states(stage, session) == {first_of_second: ("present", "")}


async def test_the_label_of_enter_depends_on_the_row_of_the_cursor() -> None:
    async with staged((66, 17), language="en") as stage:
        enrol(stage.app, 3)
        await opened(stage)
        await pressed(stage, "2", "9", "5")
        assert stage.screen == "LessonsPick"
        screen = stage.app.screen
        await pressed(stage, "enter")
        assert "Leave out" in stage.text()
        await pressed(stage, "down")
        assert "Take in" in stage.text()
        await pressed(stage, "up", "right")
        assert "Page 2" in stage.text()
        assert "Take in" in stage.text()
        taken = [screen._rows[0].text, screen._rows[screen.cursor].text]
        await pressed(stage, "enter")
        (session,) = stage.app.session.services.store.classes.sessions()
        assert [screen.title_of(one) for one in session.lessons] == taken


async def test_a_click_goes_to_a_name_and_another_marks_it() -> None:
    async with staged((100, 26), language="en") as stage:
        session = await roll_called(stage)
        await stage.click(NAMES[4])
        await stage.click("2  late")
        assert states(stage, session) == {NAMES[4]: ("late", "")}


async def test_home_says_how_many_came_back() -> None:
    async with staged((100, 26), language="en") as stage:
        learners = enrol(stage.app)
        classes = stage.app.session.services.store.classes
        for days, absent in ((14, 18), (7, 21)):
            session = plan_today(stage.app, TODAY - timedelta(days=days))
            classes.start_session(session.id)
            classes.note_attendances(
                session.id,
                {
                    one.id: ("absent" if i < absent else "present", "")
                    for i, one in enumerate(learners)
                },
            )
            classes.end_session(session.id)
        # Who is no longer on the list came all the same, here as in reports.
        stage.app.session.services.store.change_person(learners[-1].id, on_roster=False)
        await opened(stage)
        assert "9 of the 12 people of the last class came back." in stage.text()


async def test_turning_pages_marks_nobody_and_goes_round() -> None:
    async with staged((66, 17), language="en") as stage:
        session = await roll_called(stage, count=11)
        pages = len(stage.app.screen._pages)
        assert pages > 1
        assert "→ " in stage.lines()[-2]
        await pressed(stage, *["right"] * pages)
        assert stage.app.screen.page_index == 0
        assert states(stage, session) == {}
        assert stage.screen == "RollScreen"


async def test_a_page_turned_while_a_reason_is_asked_skips_nobody() -> None:
    async with staged((66, 17), language="en") as stage:
        session = await roll_called(stage, count=11)
        roll = stage.app.screen
        await pressed(stage, "3", "right", "1")
        assert roll.cursor == 1
        assert [state for state, _ in states(stage, session).values()] == ["absent"]
        await pressed(stage, "3", "right", "enter")
        assert roll.cursor == 2


async def test_a_person_on_the_list_who_comes_later_hears_the_whole_text() -> None:
    async with staged((100, 26), language="vi") as stage:
        ids = two_of_one_name(stage)
        await roll_called(stage, count=4)
        roll = stage.app.screen
        roll._heard_by = frozenset(one.id for one in roll._people)
        await pressed(stage, "8")
        await type_text(stage, "nguyen thi hoa")
        await pressed(stage, "enter")
        place = [one.id for one in stage.app.screen._known].index(ids[1]) + 1
        await pressed(stage, str(place))
        assert ids[1] not in roll._heard_by
        assert ids[0] in roll._heard_by


async def test_those_who_sit_beside_learners_are_counted_without_names() -> None:
    async with staged((66, 17), language="vi") as stage:
        enrol(stage.app, 4)
        session = plan_today(stage.app)
        await opened(stage)
        await stage.press("1", "1", "4")
        stage.assert_on("AskScreen")
        await stage.press("3", "enter")
        stage.assert_on("RollScreen")
        now = stage.app.session.services.store.classes.session(session.id)
        assert now is not None
        assert now.helpers == 3


async def test_enter_has_words_in_the_smallest_window_while_a_reason_is_asked() -> None:
    async with staged(SIZES[3], language="vi") as stage:
        await roll_called(stage)
        await stage.press("3")
        assert stage.text().rstrip().endswith("ENTER Không rõ")
