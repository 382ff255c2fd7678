import unicodedata
from array import array
from collections.abc import Mapping
from pathlib import Path

import pytest
from speech_kit import tone

from tutor.speech.clip import Clip, ClipCache
from tutor.speech.engines import EngineUnavailableError, Reason
from tutor.speech.profiles import SYSTEMS, EngineVoice, Pauses, Profile
from tutor.speech.speaker import SPEEDS, DegradedReason, Speed, Utterance
from tutor.speech.voices import NoVoiceError, Voices

RATES: Mapping[Speed, int] = {"slow": 1, "normal": 2, "fast": 3}


class FakeEngine:
    clauses = True

    def __init__(
        self, name: str, clip: Clip | Exception | None = None, missing: Reason | None = None
    ) -> None:
        self.name = name
        self.asked: list[tuple[str, str, int]] = []
        self.slow_as = ""
        self._clip = clip or tone(0.1)
        self._missing = missing

    def voice(self, language: str, wanted: str) -> str:
        if self._missing:
            raise EngineUnavailableError(self._missing)
        return wanted or language

    def caller_voice(self, voice: str) -> str:
        return voice

    def cache_tag(self, voice: str) -> str:
        return self.slow_as

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
        pauses=dict.fromkeys(SPEEDS, Pauses(0.1, 0.9, 1.5)),
        attribution="",
    )


HELLO = Utterance("Chào bác.", "vi")


def test_the_first_engine_of_the_profile_speaks() -> None:
    engines = [FakeEngine("b"), FakeEngine("a")]
    rendered = Voices([profile("a", "b")], engines).render(HELLO, "slow")
    assert (rendered.engine, rendered.pauses) == ("a", Pauses(0.1, 0.9, 1.5))
    assert engines[1].asked == [("Chào bác.", "vi", 1)]
    assert engines[0].asked == []


def test_an_unavailable_engine_is_skipped_without_a_report() -> None:
    reasons: list[DegradedReason] = []
    engines = [FakeEngine("a", missing="no-language"), FakeEngine("b")]
    voices = Voices([profile("a", "b")], engines, degraded=reasons.append)
    assert voices.render(HELLO, "normal").engine == "b"
    assert reasons == []


@pytest.mark.parametrize("fault", [RuntimeError(), Clip(b"", 8000)])
def test_an_engine_that_fails_twice_is_not_asked_again(fault: Clip | Exception) -> None:
    reasons: list[DegradedReason] = []
    engines = [FakeEngine("a", fault), FakeEngine("b")]
    voices = Voices([profile("a", "b")], engines, degraded=reasons.append)
    assert [voices.render(HELLO, "normal").engine for _ in range(3)] == ["b"] * 3
    assert len(engines[0].asked) == 2
    assert reasons == ["engine-replaced"] * 2


def test_an_engine_left_out_is_not_asked() -> None:
    engines = [FakeEngine("a"), FakeEngine("b")]
    voices = Voices([profile("a", "b")], engines, without=["a"])
    assert voices.render(HELLO, "normal").engine == "b"


def test_a_language_is_never_read_by_the_voice_of_another() -> None:
    engine = FakeEngine("a")
    reasons: list[DegradedReason] = []
    voices = Voices([profile("a", language="en")], [engine], degraded=reasons.append)
    with pytest.raises(NoVoiceError):
        voices.render(HELLO, "normal")
    silent = voices.render_or_silence(Utterance("một hai ba bốn", "vi"), "normal")
    assert silent.engine is None
    assert silent.clip.seconds == pytest.approx(4 / 4.2, abs=0.01)
    assert not any(silent.clip.pcm)
    assert reasons == ["no-voice"]
    assert engine.asked == []


def test_a_named_voice_is_used_if_it_speaks_the_language() -> None:
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


def test_a_pause_stands_between_the_clauses() -> None:
    engine = FakeEngine("a", tone(0.5))
    text = "Dạ, bác bấm số một. Xong ạ."
    rendered = Voices([profile("a")], [engine]).render(Utterance(text, "vi"), "normal")
    assert [spoken for spoken, _, _ in engine.asked] == ["Dạ,", "bác bấm số một.", "Xong ạ."]
    assert rendered.clip.seconds == pytest.approx(3 * 0.5 + 0.1 + 0.9, abs=0.01)
    silent = array("h", rendered.clip.pcm)[int(0.51 * 8000) : int(0.59 * 8000)]
    assert not any(silent)


def test_only_authored_text_of_slow_engines_is_cached(tmp_path: Path) -> None:
    engine = FakeEngine("a")
    cache = ClipCache(tmp_path)

    def say(text: str, *, authored: bool) -> None:
        voices = Voices([profile("a")], [engine], cache=cache)
        voices.render(Utterance(text, "vi", authored=authored), "normal")

    say("Chào bác Vinh.", authored=True)
    assert list(tmp_path.iterdir()) == []
    engine.slow_as = "version 1"
    engine.asked.clear()
    say("Chào bác Vinh.", authored=False)
    assert list(tmp_path.iterdir()) == []
    for _ in range(2):
        say("Dạ, bác bấm.", authored=True)
    assert [spoken for spoken, _, _ in engine.asked] == ["Chào bác Vinh.", "Dạ,", "bác bấm."]
    engine.slow_as = "version 2"
    say("Dạ, bác bấm.", authored=True)
    assert [spoken for spoken, _, _ in engine.asked[3:]] == ["Dạ,", "bác bấm."]
    assert len(list(tmp_path.iterdir())) == 4


def test_an_engine_without_a_voice_is_asked_once() -> None:
    asked: list[str] = []

    class Missing(FakeEngine):
        def voice(self, language: str, wanted: str) -> str:
            asked.append(language)
            raise EngineUnavailableError("no-library")

    voices = Voices([profile("a", "b")], [Missing("a"), FakeEngine("b")])
    for _ in range(3):
        assert voices.render(HELLO, "normal").engine == "b"
    assert asked == ["vi"]


def test_a_sentence_that_an_engine_lacks_is_said_by_the_next() -> None:
    engines = [FakeEngine("a", EngineUnavailableError("no-recording")), FakeEngine("b")]
    reasons: list[DegradedReason] = []
    voices = Voices([profile("a", "b")], engines, degraded=reasons.append)
    assert [voices.render(HELLO, "normal").engine for _ in range(3)] == ["b"] * 3
    assert len(engines[0].asked) == 3
    assert reasons == []
