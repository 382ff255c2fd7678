import subprocess
import sys

import pytest
from patience import PATIENCE_SECONDS

from tutor.speech.engines import EngineUnavailableError
from tutor.speech.engines.system import SystemEngine

pytestmark = pytest.mark.real

linux = pytest.mark.skipif(sys.platform != "linux", reason="speaks by the bundled library here")


def run(program: str) -> list[str]:
    # In a process of its own: espeak's library serves one engine in each.
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_SECONDS,
    )
    return done.stdout.splitlines()


@linux
def test_it_renders_by_the_bundled_library() -> None:
    pytest.importorskip("espeakng_loader")
    printed = run(
        "from tutor.speech.engines.system import SystemEngine\n"
        "engine = SystemEngine()\n"
        "voice = engine.voice('vi', '')\n"
        "clips = [engine.render(text, voice, 170).trim() for text in"
        " ('Chào bác.', 'Mời bác ngồi xuống đây ạ.') * 10]\n"
        "print(voice)\n"
        "print(*(round(clip.seconds, 1) for clip in clips))\n"
    )
    lengths = [float(length) for length in printed[-1].split()]
    assert "vi" in printed[-2]
    # A clip's end is cut where it falls silent, which may be a twentieth of a second sooner or later.
    assert lengths[2:] == pytest.approx(lengths[:2] * 9, abs=0.11)
    assert 0.3 < lengths[0] < lengths[1] < 2


@linux
def test_espeaks_library_serves_one_engine_in_a_process() -> None:
    pytest.importorskip("espeakng_loader")
    for first, second in (("SystemEngine", "EspeakEngine"), ("EspeakEngine", "SystemEngine")):
        printed = run(
            "from tutor.speech.engines.espeak import EspeakEngine\n"
            "from tutor.speech.engines.system import SystemEngine\n"
            f"{first}().voice('vi', '')\n"
            f"try:\n    {second}().voice('vi', '')\n"
            "except Exception as error:\n    print(error.reason)\n"
        )
        assert printed[-1] == "in-use"


@linux
def test_a_language_is_never_spoken_by_a_voice_of_another() -> None:
    printed = run(
        "from tutor.speech.engines.system import SystemEngine\n"
        "try:\n    SystemEngine().voice('tlh', '')\n"
        "except Exception as error:\n    print(error.reason)\n"
    )
    assert printed[-1] in ("no-language", "no-library")


def test_a_driver_that_does_not_load_is_unavailable() -> None:
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
