"""F2 where the terminal can magnify, where it can't, and while somebody makes the letters larger by hand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.drivers import headless_driver
from textual.events import Resize
from textual.geometry import Size
from ui_kit import Stage, staged

from tutor.terminal.letters import Magnifying
from tutor.ui.laptop import LaptopFile
from tutor.ui.layout.sizes import SIZE_STEPS, nearness, scale_for, size_step
from tutor.ui.screens.home import OTHER_PERSON
from tutor.window.own import OwnWindow


class Glass(headless_driver.HeadlessDriver):
    """A terminal in memory that magnifies."""

    scales: tuple[int, ...] = (1,)
    probed = True
    fills = (1.0, 1.0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self._size is not None
        self.window = self._size
        self.scale = 1
        self.ground = ""

    def show_ground(self, colour: str) -> None:
        self.ground = colour

    def magnify(self, scale: int) -> None:
        assert scale in self.scales
        if scale != self.scale:
            self.scale = scale
            self.tell()

    def tell(self) -> None:
        size = Size(self.window[0] // self.scale, self.window[1] // self.scale)
        self.send_message(Resize(size, size))


@pytest.fixture
def glass(monkeypatch: pytest.MonkeyPatch) -> type[Glass]:
    monkeypatch.setattr(headless_driver, "HeadlessDriver", Glass)
    monkeypatch.setattr(Glass, "scales", (1, 2))
    return Glass


def driver_of(stage: Stage) -> Glass:
    driver = stage.app._driver
    assert isinstance(driver, Glass)
    assert isinstance(driver, Magnifying)
    return driver


async def zoom(stage: Stage, columns: int, rows: int) -> None:
    driver = driver_of(stage)
    driver.window = (columns, rows)
    driver.tell()
    await stage.take_size()


async def f2(stage: Stage) -> tuple[int, tuple[int, int]]:
    """Press it; return the scale and what the app sees."""
    await stage.press("f2")
    await stage.take_size()
    columns, rows = stage.app.size
    return driver_of(stage).scale, (columns, rows)


async def test_f2_magnifies_where_that_reaches_the_step(glass: type[Glass]) -> None:
    async with staged((135, 35), language="en", lesson="lam-quen-phim") as stage:
        assert await f2(stage) == (2, (67, 17))
        assert "Letter size: large." in stage.text()
        assert "Hold Ctrl" not in stage.text()
        assert stage.speaker.said[-1][-1].text == "Letter size: large."


async def test_a_key_that_draws_nothing_itself_takes_the_notice_away(glass: type[Glass]) -> None:
    async with staged((135, 35), lesson="lam-quen-phim") as stage:
        title = stage.lines()[0]
        await f2(stage)
        assert "Cỡ chữ" in stage.lines()[0]
        await stage.press("down")
        assert "Cỡ chữ" not in stage.lines()[0]
        assert stage.lines()[0].split()[:3] == title.split()[:3]


async def test_f2_leaves_out_the_steps_that_cannot_be_had_here(glass: type[Glass]) -> None:
    async with staged((135, 35), language="en", lesson="lam-quen-phim") as stage:
        assert [await f2(stage) for _ in range(3)] == [
            (2, (67, 17)),
            (1, (135, 35)),
            (2, (67, 17)),
        ]
        assert "Hold Ctrl" not in stage.text()


async def test_f2_reaches_very_large_letters_with_three_times(
    glass: type[Glass], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "scales", (1, 2, 3))
    async with staged((135, 35), lesson="lam-quen-phim") as stage:
        seen = [await f2(stage) for _ in range(4)]
        assert [scale for scale, _ in seen] == [2, 3, 1, 2]
        assert seen[1][1] == (45, 11)


async def test_the_place_in_the_lesson_is_kept(glass: type[Glass]) -> None:
    async with staged((135, 35), lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        title = stage.lines()[0].split()
        for _ in range(4):
            await f2(stage)
            assert stage.app.lesson is not None
        await stage.press("down")
        assert stage.lines()[0].split() == title


async def test_letters_made_larger_by_hand_never_shrink(glass: type[Glass]) -> None:
    async with staged((135, 35), lesson="lam-quen-phim") as stage:
        await f2(stage)
        await zoom(stage, 100, 26)
        assert driver_of(stage).scale == 2
        assert tuple(stage.app.size) == (50, 13)
        await zoom(stage, 60, 15)
        assert driver_of(stage).scale == 1


async def test_a_larger_window_is_magnified_for_the_size_that_was_chosen(
    glass: type[Glass],
) -> None:
    async with staged((66, 17), lesson="lam-quen-phim", usual_step=2) as stage:
        assert driver_of(stage).scale == 1
        await zoom(stage, 135, 35)
        assert tuple(stage.app.size) == (67, 17)


async def test_what_the_terminal_can_do_counts_as_soon_as_it_is_known(
    glass: type[Glass], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "scales", (1,))
    async with staged((135, 35), lesson="lam-quen-phim") as stage:
        assert await f2(stage) == (1, (135, 35))
        monkeypatch.setattr(glass, "scales", (1, 2))
        driver_of(stage).tell()
        await stage.take_size()
        assert tuple(stage.app.size) == (67, 17)


async def test_each_person_has_letters_of_their_own_size(glass: type[Glass]) -> None:
    async with staged((135, 35), people=("Vinh", "Hoa")) as stage:
        await stage.press("1")
        await f2(stage)
        await stage.press(f"{OTHER_PERSON}")
        await stage.click("Hoa")
        await stage.take_size()
        people = {person.name: person.size_step for person in stage.app.session.people()}
        first, second = (people["Vinh"], people["Hoa"])
        assert {first, second} == {2, None}


async def test_the_bar_grows_while_ctrl_and_plus_are_pressed() -> None:
    async with staged((135, 35), lesson="lam-quen-phim") as stage:
        await stage.press("f2")
        shown = []
        for size in ((135, 35), (110, 28), (90, 23), (79, 20)):
            await stage.resize(size)
            await stage.take_size()
            shown.append(stage.text().count("█"))
            assert "█─" in stage.text() or size == (79, 20)
        assert shown == sorted(set(shown))
        assert shown[-1] == 20
        assert "Cỡ chữ: to." in stage.text()
        await stage.press("enter")
        assert "█" not in stage.text()


async def test_a_window_of_very_many_columns_is_magnified_too(glass: type[Glass]) -> None:
    async with staged((195, 42), language="en", lesson="lam-quen-phim") as stage:
        assert [await f2(stage) for _ in range(3)] == [
            (2, (97, 21)),
            (1, (195, 42)),
            (2, (97, 21)),
        ]
        assert "Letter size: medium." in stage.text()


# A window that takes a part of the screen.


async def test_letters_of_a_small_window_are_not_called_large(
    glass: type[Glass], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "fills", (0.36, 0.42))
    async with staged((80, 24), language="en", usual_step=2, terminal="xterm") as stage:
        await stage.take_size()
        assert stage.app.letters.step == 1
        await stage.press("enter")
        assert "1 Larger letters" in " ".join(stage.text().split())
        await stage.press("1")
        await stage.take_size()
        # Forty columns in a third of the screen are as small as a hundred and ten in all of it.
        assert (tuple(stage.app.size), stage.app.letters.step) == ((40, 12), 1)
        assert "Please press Alt ENTER" in " ".join(stage.text().split())
        assert "Ctrl" not in stage.text()


async def test_a_window_that_fills_the_screen_is_not_asked_to(
    glass: type[Glass], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "fills", (1.0, 0.93))
    async with staged((135, 35), language="en", usual_step=2, terminal="vte") as stage:
        await stage.take_size()
        await f2(stage)
        assert "F11" not in stage.text()


# A window that has large letters, where this one cannot.


@pytest.mark.parametrize("key", ["1", "enter"])
async def test_the_first_page_offers_a_window_with_large_letters(key: str) -> None:
    async with staged((168, 47), windows=("kitty",)) as stage:
        assert "1 Mở cửa sổ chữ to" in " ".join(stage.text().split())
        await stage.press(key)
        assert stage.app.wants_window
        assert stage.app.session.services.laptop.now.own_window


async def test_who_learns_in_the_small_window_begins_there() -> None:
    async with staged((168, 47), windows=("kitty",)) as stage:
        await stage.press("2")
        assert stage.screen == "SizeScreen"
        await stage.press("1")
        assert stage.screen == "WindowScreen"
        await stage.press("2")
        assert stage.screen == "SizeScreen"
        await stage.press("f2", "f2")
        assert stage.screen == "WindowScreen"
        await stage.press("enter")
        assert stage.app.wants_window


async def test_the_window_is_the_first_offer_above_the_names_too() -> None:
    async with staged((168, 47), people=("Vinh",), windows=("browser",)) as stage:
        await stage.press("1")
        assert stage.app.wants_window


async def test_nothing_is_offered_where_letters_can_be_magnified(glass: type[Glass]) -> None:
    async with staged((135, 35), windows=("kitty",)) as stage:
        assert "ENTER Bắt đầu" in stage.text()
        assert not stage.app.letters.needs_window


async def test_what_the_terminal_cannot_do_is_offered_as_soon_as_it_is_known(
    glass: type[Glass], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "scales", (1,))
    monkeypatch.setattr(glass, "probed", False)
    async with staged((168, 47), windows=("kitty",)) as stage:
        assert "Mở cửa sổ chữ to" not in stage.text()
        monkeypatch.setattr(glass, "probed", True)
        driver_of(stage).tell()
        await stage.take_size()
        assert "Mở cửa sổ chữ to" in stage.text()


async def test_no_key_is_named_that_the_terminal_does_not_have() -> None:
    async with staged((80, 24), lesson="lam-quen-phim", language="en", terminal="linux") as stage:
        await stage.press("f2")
        assert "Ctrl" not in stage.text()
        assert "Letters cannot be larger in this window." in stage.text()


async def test_the_size_page_offers_only_what_can_be_had(glass: type[Glass]) -> None:
    async with staged((135, 35), language="en", laptop=LaptopFile(), terminal="xterm") as stage:
        await stage.press("enter")
        assert "Larger letters" in stage.text()
        assert "Smaller letters" not in stage.text()
        await stage.press("1")
        await stage.take_size()
        assert "Larger letters" not in stage.text()
        assert "Smaller letters" in stage.text()


async def test_the_size_page_opens_a_window_for_letters_that_are_larger_still(
    glass: type[Glass],
) -> None:
    windows = ("kitty",)
    async with staged((135, 35), laptop=LaptopFile(), terminal="xterm", windows=windows) as stage:
        await stage.press("enter", "1")
        await stage.take_size()
        await stage.press("1")
        assert stage.screen == "WindowScreen"
        await stage.press("2")
        assert stage.screen == "SizeScreen"


async def test_in_our_own_window_no_other_one_is_offered() -> None:
    own = OwnWindow("gnome-terminal", 2)
    async with staged((100, 26), windows=("kitty",), own_window=own) as stage:
        assert "ENTER Bắt đầu" in stage.text()
        stage.app.remember_window(chosen=True)
        await stage.press("h", "6")
        await stage.click(stage.app.session.phrases("Open this window each time"))
        assert not stage.app.session.services.laptop.now.own_window


class Font:
    """A window whose font the app sets."""

    least_step = 1

    def __init__(self) -> None:
        self.steps: list[int] = []
        self.works = True

    def show_step(self, step: int) -> bool:
        if self.works:
            self.steps.append(step)
        return self.works


@pytest.fixture
def font(monkeypatch: pytest.MonkeyPatch) -> Font:
    made = Font()
    monkeypatch.setattr("tutor.ui.letters.font_control", lambda *_: made)
    return made


async def test_f2_sets_the_font_of_our_own_window(font: Font, glass: type[Glass]) -> None:
    own = OwnWindow("kitty", 2, (17, 25, 34, 50))
    async with staged((66, 17), people=("Vinh",), own_window=own, usual_step=2) as stage:
        await stage.press("1", "f2", "f2", "f2")
        assert font.steps == [3, 4, 1]
        assert driver_of(stage).scale == 1
        assert stage.app.session.people()[0].size_step == 1
        stage.app.ask_who()
        await stage.pilot.pause()
        # The next person has letters of the usual size again.
        assert font.steps == [3, 4, 1, 2]
        assert stage.app.letters.size_at(4) == (33, 8)


async def test_a_font_that_cannot_be_set_any_more_is_magnified(
    font: Font, glass: type[Glass]
) -> None:
    font.works = False
    own = OwnWindow("kitty", 2, (17, 25, 34, 50))
    async with staged((66, 17), lesson="lam-quen-phim", own_window=own) as stage:
        await f2(stage)
        assert await f2(stage) == (2, (33, 8))


# The pure rules.

windows = st.tuples(st.integers(20, 300), st.integers(5, 90))
wanted = st.sampled_from([None, *SIZE_STEPS])
some_scales = st.sampled_from([(1,), (1, 2), (1, 2, 3)])


@given(windows, wanted, some_scales, st.integers(1, 3))
def test_a_scale_keeps_the_app_usable_and_overshoots_only_to_keep_letters_large(
    window: tuple[int, int], step: int | None, scales: tuple[int, ...], kept: int
) -> None:
    columns, rows = window
    scale = scale_for(columns, rows, step, scales, kept)
    assert scale in scales
    if scale > 1:
        assert columns // scale >= 32
        assert rows // scale >= 8
    if scale > kept:
        assert step is not None
        assert size_step(columns // scale, rows // scale) <= step


@given(windows, st.sampled_from(SIZE_STEPS))
def test_the_bar_is_full_exactly_when_the_step_is_reached(
    window: tuple[int, int], step: int
) -> None:
    near = nearness(*window, step)
    assert 0 < near <= 1
    assert (near == 1) == (size_step(*window) >= step)


async def test_the_edge_of_the_window_has_the_ground_of_the_colours(glass: type[Glass]) -> None:
    async with staged(people=("Vinh",)) as stage:
        assert driver_of(stage).ground == "#fffdf5"
        await stage.press("1", "h", "6", "3")
        assert driver_of(stage).ground == "#10140f"
        stage.app.ask_who()
        await stage.take_size()
        assert driver_of(stage).ground == "#fffdf5"
