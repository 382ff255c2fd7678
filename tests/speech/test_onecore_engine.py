import sys
from collections.abc import Sequence

import pytest
from speech_kit import tone

from tutor.speech.clip import SoundFileError, wav_bytes
from tutor.speech.engines import EngineUnavailableError
from tutor.speech.engines.onecore import InstalledVoice, OneCoreEngine, Spoken

VOICES = (
    InstalledVoice("en-gb-1", "Microsoft George", "en-GB"),
    InstalledVoice("en-us-1", "Microsoft David", "en-US"),
    InstalledVoice("en-us-2", "Microsoft Zira", "en-US"),
    InstalledVoice("vi-vn-1", "Microsoft An", "vi-VN"),
)


class FakeWindows:
    def __init__(self, wav: bytes = b"", words: Sequence[tuple[float, int]] = ()) -> None:
        self.asked: list[tuple[str, str, float]] = []
        self._spoken = Spoken(wav or wav_bytes(tone(1.0, 16_000)), words)

    def voices(self) -> Sequence[InstalledVoice]:
        return VOICES

    def speak(self, spoken: str, voice: str, pace: float) -> Spoken:
        self.asked.append((spoken, voice, pace))
        return self._spoken


@pytest.mark.parametrize(
    ("language", "wanted", "voice"),
    [
        ("vi", "", "vi-vn-1"),
        ("en", "zira", "en-us-2"),
        ("en_US", "", "en-us-1"),
        ("en", "Hoa", "en-gb-1"),
    ],
)
def test_a_voice_of_the_language_speaks(language: str, wanted: str, voice: str) -> None:
    assert OneCoreEngine(FakeWindows).voice(language, wanted) == voice


def test_a_language_is_never_spoken_by_a_voice_of_another() -> None:
    with pytest.raises(EngineUnavailableError, match="no-language"):
        OneCoreEngine(FakeWindows).voice("fr", "")


@pytest.mark.parametrize(("rate", "pace"), [(90, 0.9), (10, 0.5), (900, 6.0)])
def test_the_rate_is_within_what_windows_takes(rate: int, pace: float) -> None:
    windows = FakeWindows()
    clip = OneCoreEngine(lambda: windows).render("Chào bác.", "vi-vn-1", rate)
    assert windows.asked == [("Chào bác.", "vi-vn-1", pace)]
    assert (clip.rate, clip.seconds) == (16_000, 1.0)


def test_cues_become_marks_of_words() -> None:
    # Two units stand for the picture before the words.
    windows = FakeWindows(words=[(0.0, 0), (0.2, 3), (0.5, 8), (0.6, 8)])
    clip = OneCoreEngine(lambda: windows).render("👋 Chào bác.", "vi-vn-1", 100)
    assert [(m.frame, m.start, m.end) for m in clip.marks] == [
        (0, 0, 1),
        (3200, 2, 6),
        (8000, 7, 11),
    ]


def test_data_without_sound_is_an_error() -> None:
    with pytest.raises(SoundFileError):
        OneCoreEngine(lambda: FakeWindows(b"nothing")).render("Chào.", "vi-vn-1", 100)


def test_its_clips_are_cached_on_disk() -> None:
    assert OneCoreEngine(FakeWindows).cache_tag("vi-vn-1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has it")
def test_on_other_systems_it_is_unavailable() -> None:
    with pytest.raises(EngineUnavailableError, match="no-library"):
        OneCoreEngine().voice("vi", "")
