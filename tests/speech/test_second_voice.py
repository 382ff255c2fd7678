"""The words of a caller have a voice that differs audibly from that of the lesson."""

from array import array
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

import pytest
from speech_kit import tone
from test_speech_voices import FakeEngine, profile

from tutor.paths import bundled_voices
from tutor.speech.clip import Clip, ClipCache, Mark
from tutor.speech.engines.onecore import InstalledVoice, OneCoreEngine, Spoken
from tutor.speech.engines.recorded import RecordedEngine
from tutor.speech.engines.system import SystemEngine
from tutor.speech.loudness import faded, levelled
from tutor.speech.performer import clip_key
from tutor.speech.process import decode, encode, pack, unpack
from tutor.speech.profiles import read_profiles
from tutor.speech.speaker import Utterance
from tutor.speech.voices import Voices

LESSON = Utterance("Chào bác.", "vi", authored=True)
CALLER = Utterance("Chào bác.", "vi", authored=True, caller=True)
# Six semitones are a ratio of 1.41; three are 1.19, and a listener hears them at once.
CLEARLY = 1.18


def fundamental(clip: Clip) -> float:
    """Return the median pitch of the voiced parts in hertz, by autocorrelation."""
    samples = array("h", clip.pcm)
    window = clip.rate // 25
    lags = range(clip.rate // 400, clip.rate // 60)
    pitches = []
    for start in range(0, len(samples) - window - lags[-1], 2 * window):
        frame = samples[start : start + window + lags[-1]]
        if sum(x * x for x in frame[:window:4]) < window * 250_000:
            continue
        likenesses = [_likeness(frame, lag, window) for lag in lags]
        highest = max(likenesses)
        if highest > 0.7:
            # The first lag that is nearly as good: its multiples score equally.
            pitches.append(
                clip.rate
                / next(lag for lag, a in zip(lags, likenesses, strict=True) if a > highest - 0.05)
            )
    return median(pitches)


def crossings(clip: Clip) -> float:
    """Return the zero crossings per second of a tone."""
    samples = array("h", clip.pcm)
    return sum((a < 0) != (b < 0) for a, b in pairwise(samples)) / clip.seconds


def _likeness(frame: Sequence[int], lag: int, window: int) -> float:
    pairs = [(frame[i], frame[i + lag]) for i in range(0, window, 6)]
    power = (sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs)) ** 0.5
    return float(sum(a * b for a, b in pairs) / power) if power else 0.0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Tôi là công an, bác phải chuyển tiền ngay."),
        ("en", "I am from the police, you must send the money now."),
    ],
)
def test_espeak_says_the_words_of_a_caller_clearly_higher(language: str, text: str) -> None:
    pytest.importorskip("espeakng_loader")
    from tutor.speech.engines.espeak import EspeakEngine

    voices = Voices(read_profiles([bundled_voices()])[0], [EspeakEngine()])
    lesson = voices.render(Utterance(text, language), "normal").clip
    caller = voices.render(Utterance(text, language, caller=True), "normal").clip
    again = voices.render(Utterance(text, language), "normal").clip
    assert fundamental(caller) > CLEARLY * fundamental(lesson)
    assert caller.seconds == pytest.approx(lesson.seconds, rel=0.15)
    assert len(caller.marks) == len(lesson.marks)
    assert fundamental(again) == pytest.approx(fundamental(lesson), rel=0.03)


def test_a_caller_is_spoken_by_another_voice_of_the_engine() -> None:
    class Two(FakeEngine):
        def caller_voice(self, voice: str) -> str:
            return f"not {voice}"

    engine = Two("a", tone(0.5))
    clip = Voices([profile("a")], [engine]).render(CALLER, "normal").clip
    assert engine.asked == [("Chào bác.", "not vi", 2)]
    assert clip.pcm == levelled(faded(tone(0.5).trim())).pcm


def test_the_only_voice_of_an_engine_is_lowered_and_keeps_its_pace() -> None:
    engine = FakeEngine("a", tone(1.0))
    voices = Voices([profile("a")], [engine])
    lesson, caller = (voices.render(u, "fast").clip for u in (LESSON, CALLER))
    # What the engine gives here is as long as before; a true one speaks faster by as much.
    assert caller.seconds / lesson.seconds == pytest.approx(1 / 0.84, rel=0.02)
    assert [rate for _, _, rate in engine.asked] == [3, 4]
    assert crossings(lesson) / crossings(caller) > CLEARLY


def test_marks_move_with_a_lowered_voice() -> None:
    clip = Clip(tone(1.0).pcm, 8000, (Mark(0, 0, 4), Mark(4000, 5, 8)))
    assert clip.pitched(0.8).marks == (Mark(0, 0, 4), Mark(5000, 5, 8))


def test_the_pitch_of_recordings_is_never_changed() -> None:
    class Recorded(FakeEngine):
        def caller_voice(self, voice: str) -> None:  # type: ignore[override]
            return RecordedEngine([]).caller_voice(voice)

    engine = Recorded("a", tone(0.5))
    clip = Voices([profile("a")], [engine]).render(CALLER, "normal").clip
    assert engine.asked == [("Chào bác.", "vi", 2)]
    assert clip.pcm == levelled(faded(tone(0.5).trim())).pcm


def test_both_voices_have_separate_cache_entries(tmp_path: Path) -> None:
    engine = FakeEngine("a", tone(0.5))
    engine.slow_as = "1.0"
    voices = Voices([profile("a")], [engine], cache=ClipCache(tmp_path))
    first = [voices.render(u, "normal").clip for u in (LESSON, CALLER)]
    second = [voices.render(u, "normal").clip for u in (LESSON, CALLER)]
    assert first == second
    assert first[0] != first[1]
    assert len(engine.asked) == 2
    assert clip_key(LESSON, "normal") != clip_key(CALLER, "normal")


def test_the_protocol_carries_the_caller_flag() -> None:
    message = decode(encode({"do": "say", "items": pack([LESSON, CALLER])}))
    assert message is not None
    assert unpack(message["items"]) == (LESSON, CALLER)


class Windows:
    def voices(self) -> Sequence[InstalledVoice]:
        return (
            InstalledVoice("uk", "Microsoft George", "en-GB"),
            InstalledVoice("us-1", "Microsoft David", "en-US"),
            InstalledVoice("us-2", "Microsoft Zira", "en-US"),
            InstalledVoice("vn", "Microsoft An", "vi-VN"),
        )

    def speak(self, spoken: str, voice: str, pace: float) -> Spoken:
        raise AssertionError(spoken, voice, pace)


@pytest.mark.parametrize(("voice", "other"), [("us-1", "us-2"), ("us-2", "us-1"), ("vn", "vn")])
def test_windows_has_another_voice_of_the_same_language_or_none(voice: str, other: str) -> None:
    assert OneCoreEngine(Windows).caller_voice(voice) == other


def test_installed_voices_are_mixed_only_on_windows() -> None:
    for driver, other in (("sapi5", "zira"), ("nsss", "david")):
        engine = SystemEngine(driver)
        engine._pyttsx3 = object()
        engine._voices = [("david", "", ["en-US"]), ("zira", "", ["en-US"]), ("an", "", ["vi-VN"])]
        assert engine.caller_voice("david") == other
        assert engine.caller_voice("an") == "an"
