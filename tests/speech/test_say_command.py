import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tutor.cli.voice import say, voices
from tutor.speech.clip import read_sound


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def test_show_prints_the_spoken_words_sentence_by_sentence() -> None:
    result = CliRunner().invoke(say, ["--show", "--lang", "vi", "Chào  *bác*. Mời bác."])
    assert (result.exit_code, result.stdout) == (0, "Chào bác.\nMời bác.\n")


def test_show_says_numbers_as_the_voice_does() -> None:
    arguments = ["--show", "--lang", "vi", "Gọi 113 trước 10.000 người."]
    for voice, thousand in (("vi-bac", "nghìn"), ("vi-nam", "ngàn")):
        result = CliRunner().invoke(say, [*arguments, "--voice", voice])
        assert result.stdout == f"Gọi một một ba trước mười {thousand} người.\n"


def test_a_dash_reads_the_input() -> None:
    result = CliRunner().invoke(say, ["--show", "-"], input="Một.\nHai")
    assert result.stdout == "Một.\nHai\n"


def test_nothing_to_say_is_wrong_usage() -> None:
    assert CliRunner().invoke(say, [" "]).exit_code == 2


def test_out_writes_a_sound_file(tmp_path: Path) -> None:
    pytest.importorskip("espeakng_loader")
    file = tmp_path / "a.wav"
    arguments = ["--lang", "vi", "--out", str(file), "Chào bác. Mời bác ngồi."]
    seconds = {}
    for speed in ("slow", "fast"):
        result = CliRunner().invoke(say, [*arguments, "--speed", speed])
        assert (result.exit_code, result.stdout) == (0, "")
        seconds[speed] = read_sound(file.read_bytes()).seconds
    assert seconds["slow"] > seconds["fast"] + 0.7


def test_a_language_without_a_voice_is_missing_here(tmp_path: Path) -> None:
    for arguments in (["--out", str(tmp_path / "a.wav")], []):
        result = CliRunner().invoke(say, ["--lang", "tlh", "Qapla", *arguments])
        assert result.exit_code == 3
        assert result.stderr.startswith("No voice on this computer")
        assert result.stderr.count("\n") == 1


def test_a_file_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    pytest.importorskip("espeakng_loader")
    file = tmp_path / "missing" / "a.wav"
    result = CliRunner().invoke(say, ["--lang", "vi", "--out", str(file), "Chào bác."])
    assert result.exit_code == 3
    assert str(file.parent) in result.stderr
    assert result.stderr.count("\n") == 1


def test_voices_are_listed_with_reasons() -> None:
    pytest.importorskip("espeakng_loader")
    plain = CliRunner().invoke(voices, [])
    assert plain.exit_code == 0
    assert "Giọng Bắc" in plain.stdout
    rows = json.loads(CliRunner().invoke(voices, ["--json"]).stdout)
    bundled = next(r for r in rows if (r["voice"], r["engine"]) == ("vi-bac", "espeak"))
    assert (bundled["engine_voice"], bundled["reason"]) == ("vi", None)
