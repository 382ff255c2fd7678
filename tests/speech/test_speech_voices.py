import unicodedata
from collections.abc import Mapping

import pytest
from speech_kit import tone

from tutor.speech import Speed, Utterance
from tutor.speech.clip import Clip
from tutor.speech.engines import EngineUnavailableError, Reason, load_engine
from tutor.speech.profiles import SYSTEMS, EngineVoice, Profile
from tutor.speech.speaker import DegradedReason
from tutor.speech.voices import NoVoiceError, Voices

RATES: Mapping[Speed, int] = {"slow": 1, "normal": 2, "fast": 3}


class FakeEngine:
    def __init__(
        self, name: str, clip: Clip | Exception | None = None, missing: Reason | None = None
    ) -> None:
        self.name = name
        self.asked: list[tuple[str, str, int]] = []
        self._clip = clip or tone(0.1)
        self._missing = missing

    def voice(self, language: str, wanted: str) -> str:
        if self._missing:
            raise EngineUnavailableError(self._missing)
        return wanted or language

    def render(self, spoken: str, voice: str, rate: int) -> Clip:
        self.asked.append((spoken, voice, rate))
        if isinstance(self._clip, Exception):
            raise self._clip
        return self._clip


def profile(*engines: str, language: str = "vi", name: str = "test", voice: str = "") -> Profile:
    return Profile(
        name=name,
        language=language,
        region="",
        title="",
        engines={engine: EngineVoice(voice, RATES) for engine in engines},
        order=dict.fromkeys(SYSTEMS, engines),
        pauses={"slow": 1.3, "normal": 0.9, "fast": 0.6},
        attribution="",
    )


HELLO = Utterance("Chào bác.", "vi")


def test_the_first_engine_of_the_profile_speaks() -> None:
    engines = [FakeEngine("b"), FakeEngine("a")]
    rendered = Voices([profile("a", "b")], engines).render(HELLO, "slow")
    assert (rendered.engine, rendered.pause) == ("a", 1.3)
    assert engines[1].asked == [("Chào bác.", "vi", 1)]
    assert engines[0].asked == []


def test_an_engine_that_is_not_here_is_passed_over_quietly() -> None:
    told: list[DegradedReason] = []
    engines = [FakeEngine("a", missing="no-language"), FakeEngine("b")]
    voices = Voices([profile("a", "b")], engines, degraded=told.append)
    assert voices.render(HELLO, "normal").engine == "b"
    assert told == []


@pytest.mark.parametrize("fault", [RuntimeError(), Clip(b"", 8000)])
def test_an_engine_that_fails_twice_is_not_asked_again(fault: Clip | Exception) -> None:
    told: list[DegradedReason] = []
    engines = [FakeEngine("a", fault), FakeEngine("b")]
    voices = Voices([profile("a", "b")], engines, degraded=told.append)
    assert [voices.render(HELLO, "normal").engine for _ in range(3)] == ["b"] * 3
    assert len(engines[0].asked) == 2
    assert told == ["engine-replaced"] * 2


def test_an_engine_left_out_is_not_asked() -> None:
    engines = [FakeEngine("a"), FakeEngine("b")]
    voices = Voices([profile("a", "b")], engines, without=["a"])
    assert voices.render(HELLO, "normal").engine == "b"


def test_a_language_is_never_read_by_the_voice_of_another() -> None:
    engine = FakeEngine("a")
    told: list[DegradedReason] = []
    voices = Voices([profile("a", language="en")], [engine], degraded=told.append)
    with pytest.raises(NoVoiceError):
        voices.render(HELLO, "normal")
    silent = voices.render_or_silence(Utterance("một hai ba bốn", "vi"), "normal")
    assert silent.engine is None
    assert silent.clip.seconds == pytest.approx(4 / 4.2, abs=0.01)
    assert not any(silent.clip.pcm)
    assert told == ["no-voice"]
    assert engine.asked == []


def test_a_named_voice_is_taken_if_it_speaks_the_language() -> None:
    engine = FakeEngine("a")
    profiles = [
        profile("a", name="bac", voice="north"),
        profile("a", name="nam", voice="south"),
        profile("a", name="en", language="en", voice="english"),
    ]
    voices = Voices(profiles, [engine])
    for name in ("", "nam", "en", "gone"):
        voices.render(Utterance("Chào", "vi-VN", voice=name), "normal")
    assert [voice for _, voice, _ in engine.asked] == ["north", "south", "north", "north"]


def test_engines_are_given_composed_letters_and_single_spaces() -> None:
    engine = FakeEngine("a")
    text = unicodedata.normalize("NFD", " Mời  bác\n bấm ")
    Voices([profile("a")], [engine]).render(Utterance(text, "vi"), "normal")
    assert engine.asked[0][0] == "Mời bác bấm"
    assert unicodedata.is_normalized("NFC", engine.asked[0][0])


def test_abilities_name_the_voice_or_the_reason() -> None:
    engines = [FakeEngine("a", missing="no-library"), FakeEngine("b")]
    voices = Voices([profile("a", "b", "c", voice="v")], engines)
    assert [(a.engine, a.voice, a.reason) for a in voices.abilities()] == [
        ("a", "", "no-library"),
        ("b", "v", None),
        ("c", "", "unknown-engine"),
    ]


@pytest.mark.parametrize("spec", ["no_such_module:Engine", "json:Engine", "json", ""])
def test_an_engine_that_does_not_exist_is_unavailable(spec: str) -> None:
    with pytest.raises(EngineUnavailableError, match="unknown-engine"):
        load_engine(spec)
