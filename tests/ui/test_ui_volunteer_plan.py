"""Planning a class and looking after the roster, by keys and at every size."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from ui_kit import SIZES, staged
from volunteer_kit import TODAY, enrol, opened, plan_today, type_text

from tutor.dates import parse_day_ahead
from tutor.ui.screens.volunteer.plan_detail import PlanDetailScreen
from tutor.ui.screens.volunteer.planning import PlanScreen


async def test_each_value_of_a_planned_class_is_saved_at_once() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 12)
        classes = stage.app.session.services.store.classes
        await opened(stage)
        await stage.press("2", "9")
        stage.assert_on("PlanScreen")
        assert classes.sessions() == ()
        await stage.press("1", "3")
        (planned,) = classes.sessions()
        assert (planned.day, planned.hamlet, planned.expected) == (
            TODAY + timedelta(days=2),
            "Đông",
            12,
        )
        await stage.press("3", "2")
        await stage.press("4", "1", "5", "enter")
        await stage.press("2", "2")
        stage.assert_on("AskScreen")
        await type_text(stage, "Tây")
        await stage.press("enter")
        await stage.press("5", "enter")
        (planned,) = classes.sessions()
        assert (planned.minutes, planned.expected, planned.hamlet) == (60, 15, "Tây")
        first = stage.app.session.services.library.catalogue.lessons("en")[0]
        assert planned.lessons == (first.id,)
        await stage.press("1")
        (planned,) = classes.sessions()
        assert planned.lessons
        await stage.press("left")
        stage.assert_on("PlanScreen")
        await stage.press("6")
        stage.assert_on("PlanDetailScreen")
        assert "0–" in stage.text()
        await stage.press("left", "7", "1")
        stage.assert_on("PlanScreen")
        assert classes.snapshot().upcoming(TODAY) != ()
        await stage.press("7", "2")
        stage.assert_on("PlansScreen")
        assert classes.snapshot().upcoming(TODAY) == ()


async def test_a_plan_says_what_to_do_without_power_and_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path))
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 8)
        plan_today(stage.app)
        await opened(stage)
        await stage.press("2", "1", "6")
        stage.assert_on("PlanDetailScreen")
        seen = ""
        screen = stage.app.screen
        assert isinstance(screen, PlanDetailScreen)
        for page in range(len(screen._pages)):
            screen._turn(page)
            seen += stage.text()
        for words in ("No power: Tell it without the screen.", "Scam of the week +", "+ can be"):
            assert words in seen
        await stage.press("2")
        assert "To print" in stage.text()
        (file,) = tmp_path.rglob("*.pdf")
        assert file.name.startswith("class-plan-2026-11-24-")
        assert file.read_bytes().startswith(b"%PDF")


async def test_the_arrow_turns_the_page_where_its_key_says_so() -> None:
    async with staged((32, 8)) as stage:
        enrol(stage.app, 3)
        await opened(stage)
        await stage.press("2", "9")
        stage.assert_on("PlanScreen")
        await stage.press("tab")
        assert "→ Thêm" in stage.text()
        await stage.press("right")
        screen = stage.app.screen
        assert isinstance(screen, PlanScreen)
        assert screen.page_index == 1
        assert stage.app.session.services.store.classes.sessions() == ()


async def test_another_day_is_typed() -> None:
    async with staged((100, 26), language="en") as stage:
        await opened(stage)
        await stage.press("2", "9", "1", "9")
        stage.assert_on("AskScreen")
        await type_text(stage, "soon")
        await stage.press("enter")
        assert "such as 5/12" in stage.text()
        await type_text(stage, "5/12")
        await stage.press("enter")
        stage.assert_on("PlanScreen")
        (planned,) = stage.app.session.services.store.classes.sessions()
        assert planned.day == date(2026, 12, 5)


@pytest.mark.parametrize("text", ["5/12/2020", "23/11/2026", "5/12/2999"])
async def test_a_day_that_cannot_be_planned_is_asked_for_again(text: str) -> None:
    async with staged((100, 26), language="en") as stage:
        await opened(stage)
        await stage.press("2", "9", "1", "9")
        stage.assert_on("AskScreen")
        await type_text(stage, text)
        await stage.press("enter")
        assert stage.screen == "AskScreen"
        assert "from today on, within a year" in stage.text()
        assert stage.app.session.services.store.classes.sessions() == ()


async def test_a_class_is_in_the_commune_of_its_hamlet_and_asked_where_there_are_several() -> None:
    async with staged((100, 26), language="en") as stage:
        store = stage.app.session.services.store
        for hamlet, commune in (
            ("Thôn Tây", "12472"),
            ("thôn tây", ""),
            ("Thôn Tây", ""),
            ("Thôn Đông", "12472"),
            ("Thôn Đông", "12511"),
        ):
            store.add_person(name="Lan", hamlet=hamlet, commune=commune, on_roster=True)
        await opened(stage)
        await stage.press("2", "9", "enter")
        stage.assert_on("PlansScreen")
        (planned,) = store.classes.sessions()
        assert (planned.hamlet, planned.commune) == ("Thôn Tây", "12472")
        assert planned.expected == 3
        await stage.press("1", "2")
        stage.assert_on("PickScreen")
        assert "thôn tây" not in stage.text()
        await stage.press("2")
        assert "In which commune is Thôn Đông?" in stage.text()
        await stage.press("2")
        stage.assert_on("PlanScreen")
        await stage.press("3", "1")
        (planned,) = store.classes.sessions()
        assert (planned.hamlet, planned.commune, planned.minutes) == ("Thôn Đông", "12511", 45)
        await stage.press("2", "3")
        stage.assert_on("AskScreen")
        await type_text(stage, "THÔN TÂY")
        await stage.press("enter")
        stage.assert_on("PlanScreen")
        (planned,) = store.classes.sessions()
        assert (planned.hamlet, planned.commune) == ("Thôn Tây", "12472")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/12", date(2026, 12, 5)),
        ("1/2", date(2027, 2, 1)),
        ("24/11", TODAY),
        ("5/12/2026", date(2026, 12, 5)),
        ("5.12.2026", date(2026, 12, 5)),
        ("31/2", None),
        ("29/2/2027", None),
        ("", None),
        ("5", None),
        ("५/12", None),
    ],
)
def test_a_typed_day_is_the_next_such_day(text: str, day: date | None) -> None:
    assert parse_day_ahead(text, TODAY) == day


async def test_somebody_is_added_changed_and_taken_off_the_roster() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 2)
        await opened(stage)
        await stage.press("3")
        assert "press 2 to bring it in" in stage.text()
        await stage.press("1")
        await type_text(stage, "Bùi Sen")
        await stage.press("enter")
        stage.assert_on("PersonScreen")

        async def sen(*keys: str) -> object:
            await stage.press(*keys)
            return next(one for one in stage.app.session.people() if "Sen" in one.name)

        assert (await sen("2", "T", "enter", "left")).hamlet == "T"  # type: ignore[attr-defined]
        assert (await sen("3", "N", "enter")).household == "N"  # type: ignore[attr-defined]
        needs = (await sen("4", "1", "3", "1", "enter")).needs  # type: ignore[attr-defined]
        assert needs == {"hands"}
        assert (await sen("5", "3")).phone == "iphone"  # type: ignore[attr-defined]
        assert (await sen("6")).role == "staff"  # type: ignore[attr-defined]
        await stage.press("1")
        assert "Bùi Sen" in stage.text()
        assert (await sen("i", "enter")).name == "Bùi Seni"  # type: ignore[attr-defined]
        assert not (await sen("9", "4", "2")).on_roster  # type: ignore[attr-defined]
        stage.assert_on("PersonScreen")
        await stage.press("enter")
        stage.assert_on("RosterScreen")
        assert "Sen" not in stage.text()


async def test_a_household_holds_no_phone_number() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 1)
        await opened(stage)
        await stage.press("3", "enter", "3")
        await type_text(stage, "0912 345 678")
        await stage.press("enter")
        assert "No long numbers" in stage.text()
        assert all(one.household == "" for one in stage.app.session.people())


@pytest.mark.parametrize("size", SIZES)
async def test_every_page_of_every_screen_fits(size: tuple[int, int]) -> None:
    async with staged(size, language="en") as stage:
        enrol(stage.app)
        session = plan_today(stage.app)
        stage.app.session.services.store.classes.start_session(session.id)
        await opened(stage)
        for keys in (
            ("1",),
            ("1", "1"),
            ("1", "1", "3"),
            ("1", "3"),
            ("1", "3", "1"),
            ("1", "3", "1", "enter"),
            ("1", "3", "3"),
            ("2", "9"),
            ("2", "9", "1"),
            ("2", "9", "5"),
            ("3",),
            ("3", "enter"),
            ("4",),
            ("5",),
            ("5", "enter"),
            ("f1",),
        ):
            await stage.press(*keys)
            screen = stage.app.screen
            assert screen._pages, keys
            for page in screen._pages:
                assert page.height <= screen.port.body_rows, (keys, stage.text())
                assert page.width <= screen.port.columns
                for placed in page.placed:
                    assert placed.x + placed.block.width <= screen.port.columns, keys
            stage.app.volunteers.go_home()


async def test_enter_opens_the_class_that_is_planned_instead_of_a_second_one() -> None:
    async with staged((100, 26), language="en") as stage:
        enrol(stage.app, 3)
        planned = plan_today(stage.app)
        await opened(stage)
        await stage.press("2", "enter")
        stage.assert_on("PlanScreen")
        await stage.press("enter")
        stage.assert_on("PlansScreen")
        (kept,) = stage.app.session.services.store.classes.sessions()
        assert kept.id == planned.id
