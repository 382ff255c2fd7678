"""What somebody new is asked before and after the first lesson, and that it is asked once."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from test_ui_cells import assert_legible
from test_ui_letters import Glass, driver_of, glass, zoom
from test_ui_screens import play_right
from ui_kit import SIZES, Stage, staged

from tutor.speech.speaker import (
    Degraded,
)
from tutor.ui.laptop import LETTERS, LaptopFile
from tutor.ui.screens.base import PagedScreen

__all__ = ["glass"]

BY_SIZE = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def words(stage: Stage) -> str:
    """What is seen as one line, for sentences that are wrapped."""
    return " ".join(stage.text().split())


AFTER_THE_LESSON = ["FirstDoneScreen", "AddressScreen", "NameScreen"]


async def enter_until(stage: Stage, screen: str) -> list[str]:
    """Press Enter alone; return the screens on the way."""
    way: list[str] = []
    for _ in range(20):
        if stage.screen == screen:
            return way
        if stage.screen not in way:
            way.append(stage.screen)
        await stage.press("enter")
    raise AssertionError(f"Enter does not lead to {screen}:\n{stage.text()}")


@BY_SIZE
async def test_enter_alone_leads_a_newcomer_from_the_first_screen_to_home(
    size: tuple[int, int],
) -> None:
    async with staged(size, laptop=LaptopFile()) as stage:
        way = await enter_until(stage, "LessonScreen")
        assert way == ["WhoScreen", "SizeScreen", "SoundScreen", "LettersScreen", "KeysScreen"]
        await play_right(stage)
        assert await enter_until(stage, "HomeScreen") == AFTER_THE_LESSON


async def test_the_first_act_asks_for_enter_alone() -> None:
    async with staged(laptop=LaptopFile()) as stage:
        assert stage.screen == "WhoScreen"
        assert "ENTER" in stage.text()
        await stage.press("enter")
        assert stage.screen == "SizeScreen"
        assert stage.app.session.people() == ()


@pytest.mark.parametrize("way", ["keys", "clicks"])
async def test_the_laptop_is_asked_about_once_and_a_person_keeps_what_they_chose(
    way: str, tmp_path: Path
) -> None:
    async with staged((100, 26), home=tmp_path) as stage:
        p = stage.app.session.phrases

        async def pick(key: str, text: str) -> None:
            await (stage.press(key) if way == "keys" else stage.click(text))

        await pick("enter", f"{p('Begin')} →")
        await pick("enter", f"{p('Just right')} →")
        await pick("2", p("Louder, please"))
        await pick("1", p("I can hear it well"))
        await pick("1", p("They look right"))
        assert stage.screen == "KeysScreen"
        await pick("enter", f"{p('Continue')} →")
        assert stage.screen == "LessonScreen"
        await play_right(stage)
        await pick("enter", f"{p('Continue')} →")
        await pick("3", "Bà")
        assert stage.screen == "NameScreen"
    async with staged((100, 26), home=tmp_path) as stage:
        (person,) = stage.app.session.people()
        assert (person.address, person.speech_volume, person.size_step) == ("ba", 10, 1)
        await stage.press("1")
        assert stage.screen == "NameScreen"
        await stage.press("enter")
        assert stage.screen == "HomeScreen"
        assert (stage.app.session.settings.address, stage.speaker.volume) == ("ba", 10)
        await stage.press("9", "9")
        assert stage.speaker.volume == 8
        assert await enter_until(stage, "LessonScreen") == ["SizeScreen", "SoundScreen"]


async def test_another_terminal_may_have_another_font(tmp_path: Path) -> None:
    async with staged(home=tmp_path) as stage:
        await enter_until(stage, "LessonScreen")
        seen = stage.app.session.services.laptop.now
        assert seen.letters_seen == {"test"}
    LaptopFile(tmp_path / "laptop.json").keep(type(seen)(seen.keys, True, frozenset({"other"})))
    async with staged(home=tmp_path) as stage:
        await stage.press("9")
        assert await enter_until(stage, "LessonScreen") == [
            "SizeScreen",
            "SoundScreen",
            "LettersScreen",
        ]


async def test_back_goes_to_the_question_before_and_nobody_is_put_on_the_list() -> None:
    async with staged(laptop=LaptopFile()) as stage:
        await stage.press("enter", "enter", "enter")
        seen = []
        for _ in range(3):
            seen.append(stage.screen)
            await stage.press("backspace")
        assert seen == ["LettersScreen", "SoundScreen", "SizeScreen"]
        assert stage.screen == "WhoScreen"
        assert stage.app.session.people() == ()


async def test_what_a_newcomer_tried_is_not_what_somebody_else_gets() -> None:
    async with staged((100, 26), people=("Vinh",)) as stage:
        await stage.press("9", "1", "enter", "2", "backspace", "backspace", "1")
        assert stage.screen == "HomeScreen"
        assert (stage.app.session.settings.size_step, stage.speaker.volume) == (None, 8)


async def test_the_form_of_address_is_asked_after_a_restart_in_the_first_lesson_too(
    tmp_path: Path,
) -> None:
    async with staged(home=tmp_path) as stage:
        await enter_until(stage, "LessonScreen")
        await stage.press("enter")
    async with staged(home=tmp_path) as stage:
        await stage.press("1", "1")
        assert stage.screen == "LessonScreen"
        await play_right(stage)
        await stage.press("enter")
        assert stage.screen == "AddressScreen"
        await stage.press("2", "enter")
        assert stage.screen == "HomeScreen"
        await stage.app.open_lesson("lam-quen-phim")
        await stage.pilot.pause()
        await play_right(stage)
        assert stage.screen == "DoneScreen"


# What there is to choose.


async def turned(stage: Stage, way: str) -> bool:
    """Go to the next page by what the bar shows, with a key or the mouse; tell whether there is one."""
    screen = stage.app.screen
    assert isinstance(screen, PagedScreen)
    page = screen.page_index
    shown = [placed for placed in stage.sheet._placed if placed.label and placed.key.cap]
    last = shown[-1]
    for placed in shown:
        on = placed.key.action == "on" and "→" in placed.label
        more = placed is last and stage.app.session.phrases("More") in placed.label
        if on or more:
            if way == "mouse":
                await stage.click(placed.label)
            else:
                await stage.press("right" if on else "enter")
            return screen.page_index == page + 1
    return False


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("way", ["keys", "mouse"])
@pytest.mark.parametrize(
    "size", [*SIZES, (80, 18), (60, 15), (50, 12), (32, 8)], ids=lambda size: f"{size[0]}x{size[1]}"
)
async def test_whatever_can_be_chosen_is_found_by_what_is_shown(
    size: tuple[int, int], way: str, language: str
) -> None:
    ways = {
        "WhoScreen": (),
        "SizeScreen": ("2",),
        "SoundScreen": ("2", "enter"),
        "silent": ("2", "enter", "3"),
        "LettersScreen": ("2", "enter", "enter"),
        "wrong": ("2", "enter", "enter", "2"),
    }
    windows = ("kitty",)
    for name, keys in ways.items():
        async with staged(size, language=language, laptop=LaptopFile(), windows=windows) as stage:
            await stage.press(*keys)
            screen = stage.app.screen
            assert name[0].islower() or stage.screen == name
            found = set(screen._pages[0].numbers)
            while await turned(stage, way):
                found.update(screen._pages[screen.page_index].numbers)
            assert stage.app.screen is screen
            assert found == {choice.number for choice in screen._view.numbered()}, name


@BY_SIZE
async def test_what_helps_somebody_who_hears_nothing_is_on_the_first_page(
    size: tuple[int, int],
) -> None:
    async with staged(size, laptop=LaptopFile()) as stage:
        assert "English" in stage.text()
        await stage.press("enter")
        assert stage.app.screen._pages[0].numbers == stage.app.screen._pages[-1].numbers
        await stage.press("enter")
        await stage.click("Không nghe thấy gì")
        assert "Loa của máy" in words(stage)


# Size.


async def test_letters_start_large_for_all_and_grow_with_each_press(
    glass: type[Glass], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glass, "scales", (1, 2, 3))
    async with staged((135, 35), usual_step=2) as stage:
        await stage.take_size()
        assert tuple(stage.app.size) == (67, 17)
        await stage.press("enter")
        sentence = stage.app.session.phrases("Is this sentence easy to read?")
        columns = []
        for _ in range(3):
            assert sentence in stage.text()
            columns.append(stage.app.size.width)
            await stage.press("1")
            await stage.take_size()
        assert columns == [67, 45, 45]  # three times is the largest that this window has room for
        columns = []
        for key in ("2", "2", "1"):
            await stage.press(key)
            await stage.take_size()
            columns.append(stage.app.size.width)
            assert "Ctrl" not in stage.text()
        assert columns == [67, 135, 67]
        await enter_until(stage, "LessonScreen")
        assert stage.app.session.people()[0].size_step == 2


async def test_what_is_kept_is_what_the_eye_saw(glass: type[Glass]) -> None:
    async with staged((135, 35), usual_step=2) as stage:
        await stage.take_size()
        await stage.press("enter", "1", "1")
        await stage.take_size()
        assert "Ctrl" in stage.text()
        assert tuple(stage.app.size) == (67, 17)
        await enter_until(stage, "LessonScreen")
        assert stage.app.session.people()[0].size_step == 2


async def test_where_the_terminal_cannot_magnify_the_bar_shows_how_to() -> None:
    async with staged((135, 35), usual_step=2) as stage:
        await stage.press("enter", "1")
        assert "Ctrl" in stage.text()
        bars = []
        for size in ((135, 35), (100, 26), (79, 20)):
            await stage.resize(size)
            await stage.take_size()
            bars.append(stage.text().count("█"))
        assert bars == sorted(set(bars))
        await enter_until(stage, "LessonScreen")
        assert stage.app.session.people()[0].size_step == 2


async def test_letters_made_as_small_as_the_window_stay_so_for_this_person(
    glass: type[Glass],
) -> None:
    async with staged((135, 35), usual_step=2, people=("Vinh",)) as stage:
        await stage.take_size()
        await stage.press("9", "2")
        await stage.take_size()
        assert stage.app.size.width == 135
        await enter_until(stage, "LessonScreen")
        await stage.press("h", "8", "9")
        await stage.take_size()
        assert stage.app.size.width == 67
        await stage.click(stage.app.session.phrases("Somebody new"))
        await stage.take_size()
        assert stage.app.size.width == 135


async def test_a_window_that_is_made_larger_shows_the_chosen_step(glass: type[Glass]) -> None:
    async with staged((66, 17), usual_step=2) as stage:
        await enter_until(stage, "LessonScreen")
        await zoom(stage, 135, 35)
        assert driver_of(stage).scale == 2


# Sound.


async def test_louder_is_asked_again_louder_until_it_is_the_loudest() -> None:
    async with staged() as stage:
        await stage.press("enter", "enter")
        asked = stage.app.session.phrases("Can you hear this well?")
        assert stage.speaker.said[-1][0].text == asked
        assert stage.speaker.volume == 8
        await stage.press("2")
        assert stage.speaker.volume == 10
        assert stage.speaker.said[-1][0].text == asked
        loudest = stage.app.session.phrases(
            "This is the loudest. Please turn up the laptop's own sound."
        )
        assert loudest not in words(stage)
        await stage.press("2")
        assert loudest in words(stage)
        await stage.press("enter")
        assert stage.app.session.people()[0].speech_volume == 10


@BY_SIZE
async def test_who_hears_nothing_learns_without_sound(size: tuple[int, int]) -> None:
    async with staged(size) as stage:
        await stage.press("enter", "enter", "3")
        assert stage.screen == "SoundScreen"
        assert stage.app.session.phrases("Is the laptop's sound switched on?") in words(stage)
        assert stage.speaker.volume == 10
        await enter_until(stage, "LessonScreen")
        assert stage.app.session.people()[0].speech_volume == 8


async def test_nobody_is_asked_what_they_hear_where_nothing_can_be_heard() -> None:
    async with staged() as stage:
        stage.app.screen._hear(Degraded("no-device"))
        await stage.pilot.pause()
        await stage.press("enter", "enter")
        assert stage.screen == "LessonScreen"


# Letters.


@BY_SIZE
async def test_every_letter_stands_beside_its_name(size: tuple[int, int]) -> None:
    async with staged(size, laptop=LaptopFile()) as stage:
        await stage.press("enter", "enter", "enter")
        shown = stage.text()
        assert size[1] < 17 or "ệ ở ữ ặ ẫ Ễ Đ" in shown
        for letter, name in LETTERS:
            assert f"{letter}\u00a0({name})".replace(" ", "\u00a0") in shown


async def test_a_wrong_letter_opens_a_window_where_one_can_open() -> None:
    async with staged(laptop=LaptopFile(), windows=("kitty",)) as stage:
        await stage.press("2", "enter", "enter", "2")
        assert stage.app.session.phrases("Open that window") in stage.text()
        await stage.press("1")
        assert stage.app._exit
        assert stage.app.wants_window


async def test_a_wrong_letter_without_a_window_names_fonts_and_goes_on() -> None:
    async with staged(laptop=LaptopFile()) as stage:
        await stage.press("enter", "enter", "enter", "2")
        assert "JetBrains Mono" in stage.text()
        await stage.press("enter")
        assert stage.screen == "KeysScreen"
        assert not stage.app.wants_window


# Again, from help.


async def test_everything_can_be_repeated_from_help_and_leads_back_there() -> None:
    async with staged(people=("Vinh",), lesson="lam-quen-phim") as stage:
        await stage.press("enter", "h", "6")
        for number, screen in (
            ("1", "SizeScreen"),
            ("2", "SoundScreen"),
            ("4", "LettersScreen"),
            ("5", "KeysScreen"),
        ):
            await stage.press(number)
            assert stage.screen == screen
            await stage.press("enter")
            assert stage.screen == "SetupScreen"
        await stage.press("h")
        assert stage.screen == "HelpScreen"
        await stage.press("h")
        assert stage.screen == "LessonScreen"


async def test_the_form_of_address_can_be_changed_from_help() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1", "h", "6", "6", "5")
        assert stage.screen == "SetupScreen"
        assert stage.app.session.people()[0].address == "co"
        await stage.press("6", "enter")
        assert stage.app.session.people()[0].address == "co"


async def test_colours_change_where_they_stand() -> None:
    async with staged(people=("Vinh",)) as stage:
        await stage.press("1", "h", "6", "3")
        assert stage.app.session.people()[0].theme == "board"


@pytest.mark.parametrize("screen", ["size", "sound", "silent", "letters", "wrong", "keys", "setup"])
@BY_SIZE
async def test_what_it_looks_like(
    screen: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    keys = {
        "size": ("1",),
        "sound": ("2",),
        "silent": ("2", "3"),
        "letters": ("4",),
        "wrong": ("4", "2"),
        "keys": ("5",),
        "setup": (),
    }
    async with staged(size, people=("Vinh",), windows=("kitty",)) as stage:
        await stage.press("2", "h", "6")
        if stage.screen == "HelpScreen":
            # It was on a page that had not been seen.
            await stage.press("6")
        await stage.press(*keys[screen])
        pages = []
        for number, page in enumerate(stage.app.screen._pages):
            stage.app.screen._turn(number)
            pages.append(stage.text())
            assert page.height <= stage.app.screen.port.body_rows
            for row in stage.cells():
                assert_legible(row)
        assert "\n~~~\n".join(pages) == snapshot


# Learners without a name.


@pytest.mark.parametrize("size", SIZES)
async def test_who_has_no_name_is_told_apart_by_the_place_in_the_lessons(
    size: tuple[int, int],
) -> None:
    async with staged(size) as stage:
        await enter_until(stage, "LessonScreen")
        await stage.press("enter")
        await stage.app.go_home()
        stage.app.ask_who()
        await stage.pilot.pause()
        p = stage.app.session.phrases
        (choice,) = [c for c in stage.app.screen._view.choices if c.text == p("Somebody new")]
        assert choice.detail == "đang ở bài “Làm quen phím”, bước 2"


async def test_one_learner_alone_comes_in_with_enter_and_is_asked_for_the_name_once_more() -> None:
    async with staged() as stage:
        await enter_until(stage, "LessonScreen")
        await play_right(stage)
        assert await enter_until(stage, "HomeScreen") == AFTER_THE_LESSON
        stage.app.ask_who()
        await stage.pilot.pause()
        await stage.press("enter")
        stage.assert_on("NameScreen")
        await stage.press(*"mai", "enter", "enter")
        stage.assert_on("HomeScreen")
        assert [person.name for person in stage.app.session.people()] == ["Mai"]
        stage.app.ask_who()
        await stage.pilot.pause()
        await stage.press("enter")
        stage.assert_on("HomeScreen")
