"""A word of a page is explained by T, by a click and from help, and any key leads back to the same page."""

import pytest
from cells_kit import faults
from ui_kit import SIZES, Stage, staged

from tutor.ui.sheet import Sheet

LESSON = "kn-wifi-du-lieu"


def underlined(stage: Stage) -> str:
    """Return what is underlined on the page."""
    cells = (segment for row in stage.cells() for segment in row)
    return "".join(s.text for s in cells if s.style is not None and s.style.underline)


async def to_the_words(stage: Stage) -> None:
    """Turn to the page of the first step on which its words stand."""
    while not underlined(stage):
        await stage.press("enter")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["t", "x", "enter", "1", "backspace", "plus", "asterisk"])
async def test_t_explains_a_word_and_any_key_leads_back_to_the_page(
    size: tuple[int, int], key: str
) -> None:
    async with staged(size, lesson=LESSON) as stage:
        await to_the_words(stage)
        page = stage.text()
        assert underlined(stage) == "Wi-Fi"
        assert "T Từ" in page
        await stage.press("t")
        stage.assert_on("WordScreen")
        assert "Mạng không dây" in stage.text()
        spoken = [utterance.text for utterance in stage.speaker.said[-1]]
        assert "Mạng không dây ở nhà hoặc nơi đông người." in spoken
        assert list(faults(stage)) == []
        await stage.press(key)
        stage.assert_on("LessonScreen")
        assert stage.text() == page


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_marked_word_explains_it(size: tuple[int, int]) -> None:
    async with staged(size, lesson=LESSON) as stage:
        await to_the_words(stage)
        x, y = next(
            (line.index("Wi-Fi"), y)
            for y, line in enumerate(stage.lines())
            if "Wi-Fi là mạng" in line
        )
        # The words beside it explain nothing.
        for beside, screen in ((7, "LessonScreen"), (1, "WordScreen")):
            stage.clock[0] += 1.0
            await stage.pilot.click(Sheet, offset=(x + beside, y))
            await stage.pilot.pause()
            stage.assert_on(screen)


@pytest.mark.parametrize("size", SIZES)
async def test_help_explains_a_word_for_those_on_the_number_pad(size: tuple[int, int]) -> None:
    async with staged(size, lesson=LESSON) as stage:
        await to_the_words(stage)
        page = stage.text()
        await stage.press("asterisk", "5")
        stage.assert_on("WordScreen")
        await stage.press("plus")
        stage.assert_on("LessonScreen")
        assert stage.text() == page


async def test_of_several_words_the_learner_says_which() -> None:
    async with staged((66, 17), lesson=LESSON) as stage:
        await stage.press("enter", "enter")
        await stage.press("t")
        stage.assert_on("WordsScreen")
        assert "1  Cài đặt" in stage.text()
        await stage.press("2")
        stage.assert_on("WordScreen")
        assert "Mạng không dây" in stage.text()
        await stage.press("enter")
        stage.assert_on("LessonScreen")


async def test_a_word_is_marked_in_its_first_step_alone() -> None:
    async with staged((66, 17), lesson=LESSON) as stage:
        marked = [underlined(stage)]
        for _ in range(3):
            await stage.press("enter")
            marked.append(underlined(stage))
        assert marked == ["Wi-Fi", "dữ liệu di động", "Cài đặt", ""]


async def test_where_no_word_stands_t_says_so() -> None:
    async with staged((66, 17), lesson="lam-quen-phim") as stage:
        assert "T Từ" not in stage.text()
        await stage.press("t")
        stage.assert_on("LessonScreen")
        assert "không có từ nào" in stage.text()
