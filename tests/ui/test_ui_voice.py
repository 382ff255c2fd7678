"""The voice beside the screen: what is said, what is highlighted, and that any key hushes it."""

import pytest
from ui_kit import SIZES, Stage, staged

from tutor.content.text import strip_emphasis
from tutor.speech.speaker import Degraded, SentenceStarted, WordStarted
from tutor.ui.reader import Spoken


def filled_text(stage: Stage) -> str:
    """The text under the voice: what stands in rows that begin with the bar."""
    return " ".join(line.strip("▌ ") for line in stage.lines() if line.startswith("▌"))


def said(stage: Stage) -> list[str]:
    return [utterance.text for utterance in stage.speaker.said[-1]]


async def test_a_page_is_read_sentence_by_sentence_and_the_sentence_is_filled() -> None:
    async with staged(lesson="lam-quen-phim", hold=True) as stage:
        sentences = said(stage)
        assert len(sentences) > 1
        for sentence in sentences:
            assert filled_text(stage) == sentence
            stage.speaker.finish_sentence()
            await stage.pilot.pause()
        assert filled_text(stage) == ""


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_said_is_what_the_page_shows(size: tuple[int, int]) -> None:
    async with staged(size, lesson="ld-ba-dau-hieu") as stage:
        for _ in range(6):
            shown = "".join("".join(stage.lines()).split())
            for sentence in said(stage):
                for word in strip_emphasis(sentence).split():
                    assert word.rstrip(".") in shown, (sentence, stage.text())
            await stage.press("enter")


async def test_a_word_is_marked_within_its_sentence() -> None:
    async with staged(lesson="lam-quen-phim", hold=True) as stage:
        screen = stage.app.screen
        spoken = stage.speaker._id
        text = said(stage)[0]
        start = text.index("bấm")
        screen.post_message(Spoken(SentenceStarted(spoken, 0)))
        screen.post_message(Spoken(WordStarted(spoken, 0, start, start + 3)))
        await stage.pilot.pause()
        marked = [
            segment.text
            for row in stage.cells()
            for segment in row
            if segment.text == "bấm" and segment.style is not None
        ]
        assert marked == ["bấm"]
        screen.post_message(Spoken(WordStarted(spoken - 1, 0, 0, 3)))
        await stage.pilot.pause()
        assert filled_text(stage) == text


async def test_r_reads_again_from_the_start_and_p_pauses_and_goes_on() -> None:
    async with staged(lesson="lam-quen-phim", hold=True) as stage:
        first = said(stage)
        stage.speaker.finish_sentence()
        await stage.press("r")
        assert said(stage) == first
        await stage.press("p")
        assert stage.speaker.paused
        assert stage.speaker.speaking
        assert "Đang dừng" in stage.text()
        await stage.press("p")
        assert not stage.speaker.paused
        assert "Đang dừng" not in stage.text()


@pytest.mark.parametrize("key", ["enter", "backspace", "h", "f2", "x", "down", "7"])
async def test_any_other_key_hushes_at_once(key: str) -> None:
    async with staged(lesson="lam-quen-phim", hold=True) as stage:
        before = len(stage.speaker.said)
        speaking = stage.speaker._id
        await stage.press(key)
        assert stage.speaker._id != speaking or not stage.speaker.speaking
        assert len(stage.speaker.said) >= before


async def test_a_failing_voice_is_told_once_and_the_lesson_goes_on() -> None:
    async with staged(lesson="lam-quen-phim", hold=True) as stage:
        for _ in range(2):
            stage.app.screen.post_message(Spoken(Degraded("no-device")))
            await stage.pilot.pause()
        assert stage.text().count("Loa máy không kêu") == 1
        await stage.press("enter")
        assert "Loa máy" not in stage.text()
        stage.app.screen.post_message(Spoken(Degraded("no-device")))
        await stage.pilot.pause()
        assert "Loa máy" not in stage.text()


async def test_a_new_size_is_said_aloud() -> None:
    async with staged((100, 26), lesson="lam-quen-phim") as stage:
        await stage.press("f2")
        assert said(stage)[0].startswith("Cỡ chữ: to.")


async def test_the_feedback_of_every_option_is_made_ready_while_the_question_is_read() -> None:
    async with staged((100, 26), lesson="lam-quen-phim") as stage:
        await stage.press("enter")
        ready = [utterance.text for utterance in stage.speaker.prepared]
        await stage.press("1")
        assert all(sentence in ready for sentence in said(stage))
        ready = [utterance.text for utterance in stage.speaker.prepared]
        await stage.press("enter")
        assert said(stage)[0] in ready


@pytest.mark.parametrize("size", SIZES)
async def test_a_call_rings_before_it_is_read_and_any_key_hushes_it(size: tuple[int, int]) -> None:
    async with staged(size, lesson="ld-cap-cuu", hold=True) as stage:
        while not stage.speaker.said[-1][0].ring:
            assert "0912" not in stage.text()
            await stage.press("enter")
        ring, *words = stage.speaker.said[-1]
        assert filled_text(stage) == ""
        stage.speaker.finish_sentence()
        await stage.pilot.pause()
        assert filled_text(stage) == words[0].text
        await stage.press("r")
        rings = stage.speaker._id
        assert stage.speaker.said[-1] == (ring, *words)
        await stage.press("x")
        assert stage.speaker._id != rings or not stage.speaker.speaking
        await stage.press("1")
        assert not any(utterance.ring for utterance in stage.speaker.said[-1])


@pytest.mark.parametrize("size", SIZES[:3])
async def test_a_notice_leaves_the_number_of_the_step_to_be_seen(size: tuple[int, int]) -> None:
    async with staged(size, lesson="lam-quen-phim") as stage:
        title = stage.lines()[0]
        stage.app.screen.note("Ngắn thôi ạ.")
        await stage.pilot.pause()
        assert "Ngắn thôi ạ." in stage.text()
        assert "1 / 6" in stage.lines()[0]
        await stage.press("3", "enter", "3")
        stage.app.screen.note("Ngắn thôi ạ.")
        await stage.pilot.pause()
        below = stage.lines()[-4]
        assert below.strip() == "Ngắn thôi ạ." or "2 / 6" in stage.lines()[0]
        assert len(title) == len(stage.lines()[0])


async def test_a_notice_leaves_the_learner_on_the_page_at_the_largest_letters() -> None:
    async with staged((34, 9), lesson="dt-bat-tat-khoa") as stage:
        screen = stage.app.screen
        await stage.press("enter")
        seen = stage.lines()
        screen.note("Phím này không dùng ở đây. Cứ thong thả ạ. Bấm ENTER là xem tiếp.")
        await stage.pilot.pause()
        assert screen.page_index == 1
        assert "thong thả" in stage.text()
        await stage.press("enter")
        assert (screen.page_index, stage.lines()) == (1, seen)


async def test_what_was_heard_on_this_step_is_read_again_only_when_it_is_asked_for() -> None:
    async with staged(lesson="dt-bat-tat-khoa") as stage:
        await stage.press("enter", "1")
        heard = "Mời bác làm nó sáng lên rồi mở khóa."
        assert heard in " ".join(" ".join(stage.lines()).split())
        assert heard not in said(stage)
        await stage.press("r")
        assert heard in said(stage)
