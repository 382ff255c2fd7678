import os
import shutil
import subprocess
import sys
import unicodedata
from array import array
from pathlib import Path

import pytest

from tutor.paths import bundled_voices
from tutor.speech.engines import EngineUnavailableError
from tutor.speech.engines.espeak import EspeakEngine, data_paths, open_library
from tutor.speech.profiles import choose_profile, read_profiles
from tutor.speech.speaker import Speed

espeakng_loader = pytest.importorskip("espeakng_loader")

SENTENCES = (
    "Bác bấm vào nút màu xanh để gửi tin nhắn cho con.",
    "Mời bác chọn lại một lần nữa.",
    "Không đọc mã này cho bất cứ ai, kể cả người xưng là công an.",
    "Chỗ này ai cũng dễ tin, nên bác xem kỹ số điện thoại nhé.",
)


def test_a_vietnamese_sentence_sounds_and_has_a_sensible_length() -> None:
    engine = EspeakEngine()
    clip = engine.render(SENTENCES[0], engine.voice("vi", "vi"), 168).trim()
    samples = array("h", clip.pcm)
    assert clip.rate == 22_050
    assert 2 < clip.seconds < 4
    assert (sum(s * s for s in samples) / len(samples)) ** 0.5 > 500


def test_letters_have_sound() -> None:
    engine = EspeakEngine()
    words = ("ma", "má", "mà", "mả", "mã", "mạ")
    assert len({engine.render(word, "vi", 168).pcm for word in words}) == len(words)
    assert unicodedata.is_normalized("NFC", "".join(words))


@pytest.mark.parametrize(("speed", "target"), [("slow", 3.7), ("normal", 4.2), ("fast", 5.0)])
@pytest.mark.parametrize("name", ["vi-bac", "vi-nam"])
def test_the_profiles_have_the_documented_speeds(name: str, speed: Speed, target: float) -> None:
    profiles, _ = read_profiles([bundled_voices()])
    profile = choose_profile(profiles, "vi", name)
    assert profile is not None
    voice = profile.engines["espeak"]
    rate = voice.rates[speed]
    engine = EspeakEngine()
    syllables = sum(len(s.split()) for s in SENTENCES)
    seconds = sum(engine.render(s, voice.voice, rate).trim().seconds for s in SENTENCES)
    assert syllables / seconds == pytest.approx(target, rel=0.06)


@pytest.mark.parametrize(
    ("language", "wanted", "voice"),
    [("vi", "vi", "vi"), ("vi-VN", "", "vi"), ("en", "en-us", "en-us"), ("de", "none", "de")],
)
def test_the_voice_is_the_wanted_one_or_that_of_the_language(
    language: str, wanted: str, voice: str
) -> None:
    assert EspeakEngine().voice(language, wanted) == voice


def test_an_unknown_language_is_unavailable() -> None:
    with pytest.raises(EngineUnavailableError, match="no-language"):
        EspeakEngine().voice("tlh", "")


def test_missing_data_is_unavailable_and_does_not_end_the_process(tmp_path: Path) -> None:
    # In a process of its own: the library is loaded once for a process.
    program = (
        "import espeakng_loader\n"
        f"espeakng_loader.get_data_path = lambda: {str(tmp_path / 'missing')!r}\n"
        "from tutor.speech.engines.espeak import EspeakEngine\n"
        "try:\n    EspeakEngine().voice('vi', '')\n"
        "except Exception as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "ESPEAK_DATA_PATH": str(tmp_path)},
    )
    assert done.stdout.startswith("no-data")


def test_a_missing_library_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: "/missing/libespeak.so")
    with pytest.raises(EngineUnavailableError, match="no-library"):
        open_library.__wrapped__()
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(EngineUnavailableError, match="no-library"):
        open_library.__wrapped__()


def test_data_under_a_vietnamese_name_is_found(tmp_path: Path) -> None:
    home = tmp_path / "Nguyễn" / "espeak-ng-data"
    shutil.copytree(espeakng_loader.get_data_path(), home)
    # In a process of its own: the library keeps the data it was started with, and this goes away.
    program = (
        "import ctypes, sys\n"
        "library = ctypes.CDLL(sys.argv[1])\n"
        "print(library.espeak_Initialize(2, 50, sys.argv[2].encode(), 0x8000))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, espeakng_loader.get_library_path(), str(home)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 0


def test_windows_tries_the_short_name_and_a_copy_that_all_can_read(tmp_path: Path) -> None:
    data = tmp_path / "Nguyễn"
    data.mkdir()
    (data / "phontab").write_text("x")
    paths = data_paths(
        str(data), windows=True, short=lambda _: "C:/NGUY~1", shared=tmp_path / "all"
    )
    copy = tmp_path / "all" / "espeak-ng-data"
    assert paths == [str(data), "C:/NGUY~1", str(copy)]
    assert (copy / "phontab").read_text() == "x"
    assert data_paths("C:/plain", windows=True, short=str, shared=tmp_path / "none") == ["C:/plain"]
    assert not (tmp_path / "none").exists()
