"""Somebody of the village reads a lesson: asked first, led from sentence to sentence, heard, made a pack."""

from typing import ClassVar

import pytest
from made_speech import babble
from ui_kit import Stage, staged
from volunteer_kit import opened, type_text

from tutor.paths import own_voices
from tutor.speech import capture
from tutor.speech.capture import NoMicrophoneError
from tutor.speech.clip import Clip, silence
from tutor.speech.engines.recorded import read_packs


class MadeSound:
    """Stands for a microphone and for somebody who reads; `clips` are what it hears, one after the other."""

    clips: ClassVar[list[Clip]] = []
    level = 0.5

    def start(self) -> None:
        if not self.clips:
            raise NoMicrophoneError

    def stop(self) -> Clip:
        return self.clips.pop(0)


@pytest.fixture(autouse=True)
def _made_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "DeviceMicrophone", MadeSound)
    monkeypatch.setattr(capture, "play", lambda _: True)


def words(stage: Stage) -> str:
    return " ".join(stage.text().split())


async def led_to_the_first_sentence(stage: Stage, consent: str = "1") -> None:
    await opened(stage)
    await stage.press("8", "3")
    await type_text(stage, "Hoa")
    await stage.press("enter", consent)


async def test_sentences_are_read_one_after_the_other_and_become_a_pack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = babble(2.5, 0.2)
    monkeypatch.setattr(MadeSound, "clips", [silence(2), good, good, good])
    async with staged((66, 17), language="vi") as stage:
        await led_to_the_first_sentence(stage)
        await stage.press("enter")
        stage.assert_on("ReadAloudScreen")
        assert "Câu 1 trong" in words(stage)
        # It is told from what the program says, which may ask for a key as well.
        assert "“Mời bác bấm phím ENTER.”" in words(stage)
        await stage.press("1")
        assert "●●●●●●●○○○" in words(stage)
        await stage.press("1")
        assert "Tiếng hơi nhỏ." in words(stage)
        for _ in range(2):
            await stage.press("1", "1")
            assert "Đọc lại" in words(stage)
            await stage.press("1", "enter")
        assert "Câu 3 trong" in words(stage)
        await stage.press("9")
        stage.assert_on("VoiceDeskScreen")
        pack = read_packs([own_voices()])[0]
        assert (pack.title, len(pack.texts)) == ("Hoa", 2)
        assert pack.licence.startswith("Chỉ dùng trên máy của nhóm")
        # It can be deleted at any time.
        await stage.press("4", "2")
        assert read_packs([own_voices()]) == []
        assert not list((own_voices() / "recorded").iterdir())


async def test_without_consent_or_microphone_nothing_is_kept() -> None:
    async with staged((66, 17), language="vi") as stage:
        await led_to_the_first_sentence(stage, "3")
        stage.assert_on("VoiceDeskScreen")
        await stage.press("3")
        await type_text(stage, "Hoa")
        await stage.press("enter", "1", "enter", "1")
        assert "Máy này chưa có micrô." in words(stage)
        await stage.press("9")
        assert read_packs([own_voices()]) == []


async def test_a_take_is_still_heard_where_the_microphone_was_pulled_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played: list[Clip] = []

    def play(clip: Clip) -> bool:
        played.append(clip)
        return True

    monkeypatch.setattr(capture, "play", play)
    monkeypatch.setattr(MadeSound, "clips", [babble(2.5, 0.2)])
    async with staged((66, 17), language="vi") as stage:
        await led_to_the_first_sentence(stage)
        await stage.press("enter", "1", "1", "2")
        assert "Máy này chưa có micrô." in words(stage)
        await stage.press("1")
        await stage.app.workers.wait_for_complete()
        assert len(played) == 2


@pytest.mark.parametrize("keys", [(), ("1",), ("h",)])
async def test_the_voices_of_the_village_are_covered_while_the_volunteers_side_is_locked(
    keys: tuple[str, ...],
) -> None:
    async with staged((66, 17), language="vi") as stage:
        await opened(stage)
        await stage.press("8")
        stage.assert_on("VoiceDeskScreen")
        stage.clock[0] += 1000
        if not keys:
            stage.app.volunteers.guard()
        await stage.press(*keys)
        stage.assert_on("PinScreen")


@pytest.mark.parametrize("key", ["v", "f1", "left"])
async def test_the_microphone_is_closed_when_the_page_is_left_or_covered(
    monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(MadeSound, "clips", [babble(2.5, 0.2)])
    monkeypatch.setattr(MadeSound, "stop", lambda _: closed.append(True))
    async with staged((66, 17), language="vi") as stage:
        await led_to_the_first_sentence(stage)
        await stage.press("enter", "1", key)
        assert stage.screen != "ReadAloudScreen"
        assert closed == [True]
