import zipfile
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from voice_files_kit import MANIFEST, model, pack, zipped

from tutor.cli.voice import voices
from tutor.paths import own_voices
from tutor.speech.engines import EngineUnavailableError
from tutor.speech.engines.piper import PiperEngine
from tutor.speech.engines.recorded import RecordedEngine, VoiceFileError
from tutor.speech.installing import Installed, install_voice
from tutor.speech.normalise import spoken_text


def spoke(_model: Path, _language: str) -> None:
    """Stand for a model that has spoken."""


def names(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


@pytest.mark.parametrize("packed", [False, True])
def test_a_recorded_voice_is_installed_whole(tmp_path: Path, packed: bool) -> None:
    source = pack(tmp_path / "source")
    (source / "notes.txt").write_text("mine")
    if packed:
        (source / "notes.txt").unlink()
        source = zipped(source, tmp_path / "voice.zip")
    home = tmp_path / "voices"
    assert install_voice(source, home) == Installed("recorded", "co-hoa", "vi")
    assert names(home) == [
        f"recorded/co-hoa/{name}" for name in ("a.wav", "b.wav", "manifest.yaml")
    ]
    assert [f.name for f in (home / "recorded").iterdir()] == ["co-hoa"]
    assert RecordedEngine([home]).render("Chào bác.", "co-hoa", 100).seconds == 1.0


def test_a_newer_voice_takes_the_place_of_the_older(tmp_path: Path) -> None:
    home = tmp_path / "voices"
    for seconds in (1.0, 2.0):
        install_voice(pack(tmp_path / f"source-{seconds}", a=seconds), home)
    assert RecordedEngine([home]).render("Chào bác.", "co-hoa", 100).seconds == 2.0
    assert [f.name for f in (home / "recorded").iterdir()] == ["co-hoa"]


def break_clip(folder: Path) -> None:
    (folder / "a.wav").write_bytes(b"no sound")


def lose_clip(folder: Path) -> None:
    (folder / "a.wav").unlink()


def link_clip(folder: Path) -> None:
    (folder / "a.wav").unlink()
    (folder / "a.wav").symlink_to(folder / "b.wav")


def say_twice(folder: Path) -> None:
    manifest = MANIFEST.replace("Gọi 113 trước 10:30.", "Chào bác!!").replace(
        "Chào bác.", "Chào bác!"
    )
    (folder / "manifest.yaml").write_text(manifest, encoding="utf-8")


def say_nothing(folder: Path) -> None:
    (folder / "manifest.yaml").write_text(MANIFEST.replace("Chào bác.", "“”"), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (break_clip, r"a\.wav is no sound"),
        (lose_clip, r"a\.wav is missing"),
        (link_clip, r"a\.wav is missing"),
        (say_twice, "say the same"),
        (say_nothing, "says nothing"),
    ],
)
def test_an_invalid_pack_changes_nothing(
    tmp_path: Path, change: Callable[[Path], None], what: str
) -> None:
    home = tmp_path / "voices"
    install_voice(pack(tmp_path / "good"), home)
    source = pack(tmp_path / "bad")
    change(source)
    with pytest.raises(VoiceFileError, match=what):
        install_voice(source, home)
    assert [f.name for f in (home / "recorded").iterdir()] == ["co-hoa"]
    assert RecordedEngine([home]).render("Chào bác.", "co-hoa", 100).seconds == 1.0


@pytest.mark.parametrize("seconds", [0.05, 9.0])
def test_a_clip_of_a_length_that_cannot_be_the_text_is_refused(
    tmp_path: Path, seconds: float
) -> None:
    with pytest.raises(VoiceFileError, match=r"length of a\.wav"):
        install_voice(pack(tmp_path / "source", a=seconds), tmp_path / "voices")


@pytest.mark.parametrize(
    "name",
    ["../evil.wav", "/evil.wav", "sub/evil.wav", "a\\..\\evil.wav", "CON.wav", "nul.wav", "ả.wav"],
)
def test_a_zip_with_a_strange_name_is_refused(tmp_path: Path, name: str) -> None:
    file = zipped(pack(tmp_path / "source"), tmp_path / "voice.zip", {name: b"x"})
    with pytest.raises(VoiceFileError, match="may not be called"):
        install_voice(file, tmp_path / "voices")
    assert names(tmp_path / "voices") == []


def test_a_zip_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    file = zipped(pack(tmp_path / "source"), tmp_path / "voice.zip", {"c.wav": bytes(4_000_000)})
    with pytest.raises(VoiceFileError, match="larger than"):
        install_voice(file, tmp_path / "voices")
    file = zipped(pack(tmp_path / "other"), tmp_path / "b.zip", {"c.wav": bytes(6_000_000)})
    with pytest.raises(VoiceFileError, match=r"c\.wav is larger than"):
        install_voice(file, tmp_path / "voices")
    assert names(tmp_path / "voices") == []


def test_a_zip_with_too_many_files_or_one_name_twice_is_refused(tmp_path: Path) -> None:
    many = tmp_path / "many.zip"
    with zipfile.ZipFile(many, "w") as packed:
        for number in range(2_002):
            packed.writestr(f"{number}.wav", b"")
    twice = zipped(pack(tmp_path / "source"), tmp_path / "twice.zip")
    with (
        zipfile.ZipFile(twice, "a") as packed,
        pytest.warns(UserWarning, match="Duplicate name"),
    ):
        packed.writestr("a.wav", b"")
    for file in (many, twice):
        with pytest.raises(VoiceFileError, match="damaged or not a voice"):
            install_voice(file, tmp_path / "voices")


@pytest.mark.parametrize("keep", [0, 100, 0.5, 0.99])
def test_a_cut_zip_is_refused(tmp_path: Path, keep: float) -> None:
    file = zipped(pack(tmp_path / "source"), tmp_path / "voice.zip")
    data = file.read_bytes()
    file.write_bytes(data[: int(keep if keep > 1 else keep * len(data))])
    with pytest.raises(VoiceFileError, match="damaged or not a voice"):
        install_voice(file, tmp_path / "voices")


def test_a_zip_with_a_damaged_byte_is_refused(tmp_path: Path) -> None:
    file = zipped(pack(tmp_path / "source"), tmp_path / "voice.zip")
    data = bytearray(file.read_bytes())
    data[200] ^= 0xFF
    file.write_bytes(data)
    with pytest.raises(VoiceFileError, match="damaged or not a voice"):
        install_voice(file, tmp_path / "voices")


def test_a_model_is_installed_with_its_description(tmp_path: Path) -> None:
    home = tmp_path / "voices"
    installed = install_voice(model(tmp_path / "source"), home, spoke)
    assert installed == Installed("piper", "vi_VN-hoa-low", "vi")
    assert names(home) == ["piper/vi_VN-hoa-low.onnx", "piper/vi_VN-hoa-low.onnx.json"]


@pytest.mark.parametrize(
    "changes",
    [{"audio": {}}, {"espeak": None}, {"num_symbols": "x"}, {"phoneme_id_map": []}, {"audio": 3}],
)
def test_a_model_with_a_wrong_description_is_refused(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(VoiceFileError, match=r"\.json is damaged"):
        install_voice(model(tmp_path / "source", changes), tmp_path / "voices")
    assert not (tmp_path / "voices").exists()


def test_data_that_are_no_model_are_refused(tmp_path: Path) -> None:
    file = model(tmp_path / "source")
    file.write_bytes(b"<html>not found</html>")
    with pytest.raises(VoiceFileError, match=r"\.onnx is damaged"):
        install_voice(file, tmp_path / "voices")
    (tmp_path / "source" / "vi_VN-hoa-low.onnx.json").unlink()
    with pytest.raises(VoiceFileError, match=r"\.onnx\.json belongs beside"):
        install_voice(file, tmp_path / "voices")


def test_of_a_model_that_does_not_speak_nothing_is_kept(tmp_path: Path) -> None:
    def silent(trial: Path, language: str) -> None:
        assert (trial.name, trial.parent.name, language) == ("vi_VN-hoa-low.onnx", "piper", "vi")
        assert trial.is_file()
        raise VoiceFileError("{name} does not speak", name=trial.name)

    home = tmp_path / "voices"
    with pytest.raises(VoiceFileError, match="does not speak"):
        install_voice(model(tmp_path / "source"), home, silent)
    assert names(home) == []
    assert list((home / "piper").iterdir()) == []


def test_without_piper_no_model_counts_as_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(VoiceFileError, match="install piper-tts"):
        install_voice(model(tmp_path / "source"), tmp_path / "voices")
    assert names(tmp_path / "voices") == []


def test_a_reader_is_heard_in_the_words_of_both_regions(tmp_path: Path) -> None:
    manifest = MANIFEST.replace("Chào bác.", "Có 1.005 người.")
    install_voice(pack(tmp_path / "source", manifest, a=2.5), tmp_path)
    engine = RecordedEngine([tmp_path])
    for region in ("bac", "nam"):
        words = spoken_text("Có 1.005 người.", "vi", region)
        assert engine.render(words, "co-hoa", 100).seconds == 2.5


def test_the_command_reports_the_installed_voice(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        voices, ["add", str(pack(tmp_path / "source"))], standalone_mode=False, obj="en"
    )
    assert (done.return_value, done.stdout) == (0, "")
    assert done.stderr == "The voice co-hoa (vi) is installed. `tutor voices` lists it.\n"
    assert (own_voices() / "recorded" / "co-hoa" / "manifest.yaml").exists()
    listed = CliRunner().invoke(voices, [], obj="en")
    assert "recorded  speaks: co-hoa" in listed.stdout


def test_the_command_reports_why_a_file_is_refused(tmp_path: Path) -> None:
    def add(file: Path) -> Result:
        return CliRunner().invoke(voices, ["add", str(file)], standalone_mode=False, obj="en")

    song = tmp_path / "a.mp3"
    song.touch()
    done = add(song)
    assert (done.return_value, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    gone = add(tmp_path / "gone.zip").exception
    assert isinstance(gone, click.UsageError)
    assert gone.message == f"There is no file or folder {tmp_path / 'gone.zip'}."


def test_a_model_without_the_package_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.speech.engines.piper._PACKAGE", "no-such-package")
    model(tmp_path / "piper")
    with pytest.raises(EngineUnavailableError, match="no-library"):
        PiperEngine([tmp_path]).voice("vi", "")
    with pytest.raises(EngineUnavailableError, match="no-language"):
        PiperEngine([tmp_path]).voice("en", "")


def test_the_name_of_a_file_cannot_control_the_terminal(tmp_path: Path) -> None:
    name = "\x1b]0;x\x07\u202e.wav"
    file = zipped(pack(tmp_path / "source"), tmp_path / "voice.zip", {name: b"x"})
    done = CliRunner().invoke(voices, ["add", str(file)], standalone_mode=False, obj="en")
    assert "may not be called" in done.stderr
    assert done.stderr.strip().isprintable()
