from array import array
from pathlib import Path

import pytest
from speech_kit import tone
from voice_files_kit import MANIFEST, pack

from tutor.paths import bundled_voices
from tutor.speech.clip import SoundFileError, wav_bytes
from tutor.speech.engines import EngineUnavailableError
from tutor.speech.engines.espeak import EspeakEngine
from tutor.speech.engines.recorded import (
    RecordedEngine,
    VoiceFileError,
    allowed_name,
    read_pack,
    read_recording,
)
from tutor.speech.profiles import read_profiles
from tutor.speech.speaker import Utterance
from tutor.speech.voices import Voices


def test_a_recording_is_found_by_the_words_it_says(tmp_path: Path) -> None:
    pack(tmp_path / "recorded" / "co-hoa")
    engine = RecordedEngine([tmp_path])
    voice = engine.voice("vi-VN", "")
    spoken = "Gọi một một ba trước mười giờ ba mươi phút."
    assert engine.render(spoken, voice, 100).seconds == 3.0
    with pytest.raises(EngineUnavailableError, match="no-recording"):
        engine.render("Gọi một một bốn.", voice, 100)
    with pytest.raises(EngineUnavailableError, match="no-language"):
        engine.voice("en", "")


def test_the_wanted_pack_is_preferred(tmp_path: Path) -> None:
    for name in ("an", "binh"):
        manifest = MANIFEST.replace("co-hoa", name)
        pack(tmp_path / "recorded" / name, manifest)
    engine = RecordedEngine([tmp_path])
    assert [engine.voice("vi", wanted) for wanted in ("", "binh", "gone")] == ["an", "binh", "an"]


def test_a_changed_or_damaged_sentence_is_said_by_the_next_engine(tmp_path: Path) -> None:
    pytest.importorskip("espeakng_loader")
    home = pack(tmp_path / "recorded" / "co-hoa")
    (home / "b.wav").write_bytes(b"RIFF damaged")
    profiles, _ = read_profiles([bundled_voices()])
    voices = Voices(profiles, [RecordedEngine([tmp_path]), EspeakEngine()], system="linux")
    texts = ("Chào bác.", "Chào cô.", "Gọi 113 trước 10:30.", "Chào bác.")
    engines = [voices.render(Utterance(text, "vi"), "normal").engine for text in texts]
    assert engines == ["recorded", "espeak", "espeak", "recorded"]


def test_an_invalid_pack_does_not_affect_the_others(tmp_path: Path) -> None:
    pack(tmp_path / "recorded" / "an", "name: [")
    pack(tmp_path / "recorded" / "co-hoa")
    pack(tmp_path / "recorded" / ".new-1")
    assert RecordedEngine([tmp_path]).voice("vi", "an") == "co-hoa"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("title: Giọng cô Hoa\n", ""), "no text for title"),
        (("licence: CC BY 4.0", "licence: 4"), "no text for licence"),
        (("name: co-hoa", "name: ../x"), "made of a to z"),
        (("name: co-hoa", "name: nul"), "made of a to z"),
        (("a.wav", "../a.wav"), r"may not be called \.\./a\.wav"),
        (("a.wav", "con.wav"), r"may not be called con\.wav"),
        (("a.wav", "A.wav"), r"may not be called A\.wav"),
        (("a.wav", "manifest.yaml"), "may not be called"),
        (("clips:", "clip:"), "not known: clip"),
        (("  a.wav: Chào bác.\n  b.wav: Gọi 113 trước 10:30.\n", ""), "from 1 to 2000"),
        (("clips:", "clips: !!python/object:x"), "cannot be read"),
        ((MANIFEST, "[" * 100_000), "cannot be read"),
    ],
)
def test_a_wrong_manifest_is_refused(tmp_path: Path, change: tuple[str, str], what: str) -> None:
    with pytest.raises(VoiceFileError, match=what):
        read_pack(pack(tmp_path / "x", MANIFEST.replace(*change)))


@pytest.mark.parametrize("name", ["a.wav", "chao-bac_01.ogg", "9.flac", "manifest.yaml"])
def test_names_that_every_system_knows_are_allowed(name: str) -> None:
    assert allowed_name(name)


@pytest.mark.parametrize(
    "name",
    ["", ".wav", "a/b.wav", "a\\b.wav", "a.wav\n", "á.wav", "a.mp3", "a.exe", "aux.ogg", "c:a.wav"],
)
def test_other_names_are_refused(name: str) -> None:
    assert not allowed_name(name)


def test_a_recording_is_decoded() -> None:
    assert read_recording(wav_bytes(tone(0.5))) == tone(0.5)


@pytest.mark.parametrize("data", [b"", b"OggS" + bytes(100), b"RIFF", b"fLaC" + bytes(40)])
def test_data_that_are_no_recording_are_refused(data: bytes) -> None:
    with pytest.raises(SoundFileError):
        read_recording(data)


def test_a_compressed_recording_is_decoded() -> None:
    pytest.importorskip("miniaudio")
    file = Path(__file__).parent / "recordings" / "tone.ogg"
    clip = read_recording(file.read_bytes())
    samples = array("h", clip.pcm)
    assert clip.seconds == pytest.approx(0.5, abs=0.05)
    assert max(samples) > 3000
