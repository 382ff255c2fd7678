import sys

import pytest

from tutor.speech.engines import EngineUnavailableError
from tutor.speech.engines.espeak import EspeakEngine
from tutor.speech.engines.system import SystemEngine

linux = pytest.mark.skipif(sys.platform != "linux", reason="speaks by the bundled library here")


@linux
def test_the_system_engine_renders_by_the_bundled_library(
    capfd: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("espeakng_loader")
    system, espeak = SystemEngine(), EspeakEngine()
    voice = system.voice("vi", "")
    assert "vi" in voice
    # Both share one library; each must find its own callback again.
    for words in ("Chào bác.", "Mời bác ngồi xuống đây ạ."):
        ours = espeak.render(words, espeak.voice("vi", "vi"), 170).trimmed()
        theirs = system.render(words, voice, 170).trimmed()
        assert theirs.seconds == pytest.approx(ours.seconds, rel=0.1)


@linux
def test_the_system_engine_speaks_no_language_by_another_voice() -> None:
    with pytest.raises(EngineUnavailableError, match="no-language"):
        SystemEngine().voice("tlh", "")


def test_a_driver_that_does_not_load_is_told() -> None:
    with pytest.raises(EngineUnavailableError, match="no-library"):
        SystemEngine("no-such-driver").voice("vi", "")


def test_a_wanted_voice_is_preferred() -> None:
    engine = SystemEngine()
    engine._pyttsx3 = object()
    engine._voices = [
        ("en-1", "David", ["en-US"]),
        ("vi-1", "Minh Du", ["vi-VN"]),
        ("vi-2", "An", ["vi_VN"]),
    ]
    assert engine.voice("vi", "") == "vi-1"
    assert engine.voice("vi-VN", "an") == "vi-2"
    assert engine.voice("vi", "gone") == "vi-1"
    assert engine.voice("en", "An") == "en-1"
