import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
from speech_kit import write_profile

from tutor.content.steps import Language
from tutor.languages import LANGUAGES
from tutor.paths import bundled_voices
from tutor.speech.normalise.lexicon import shipped_lexicon
from tutor.speech.profiles import ConfigError, Pauses, choose_profile, read_profile, read_profiles

GOOD = """
name: x
language: vi
engines: {a: {voice: v, rate: {slow: 1, normal: 2, fast: 3}}}
order: {linux: [a], windows: [], macos: [a]}
pauses:
  slow: {comma: 0.5, sentence: 1.3, question: 2}
  normal: {comma: 0.35, sentence: 0.9, question: 1.5}
  fast: {comma: 0.2, sentence: 0.6, question: 1}
"""


def test_the_bundled_profiles_are_valid() -> None:
    profiles, problems = read_profiles([bundled_voices()])
    assert problems == []
    assert profiles == [read_profile(file) for file in sorted(bundled_voices().glob("*.yaml"))]
    vietnamese = choose_profile(profiles, "vi")
    assert vietnamese is not None
    assert vietnamese.name == "vi-bac"
    assert vietnamese.order == {
        "linux": ("recorded", "piper", "espeak", "system"),
        "windows": ("recorded", "piper", "onecore", "system", "espeak"),
        "macos": ("recorded", "piper", "system", "espeak"),
    }
    assert vietnamese.pauses["normal"] == Pauses(comma=0.35, sentence=0.9, question=1.5)


def test_every_language_of_the_program_has_a_voice_rules_and_a_lexicon() -> None:
    profiles, _ = read_profiles([bundled_voices()])
    assert {profile.language for profile in profiles} == set(LANGUAGES)
    assert set(get_args(Language)) == set(LANGUAGES)
    for code in LANGUAGES:
        # A pattern is compiled when it is first tried: a fault in one would show late.
        assert [rule.pattern for rule in import_module(f"tutor.speech.normalise.{code}").RULES]
        assert shipped_lexicon(code, "").letters


def test_a_profile_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(GOOD, encoding="utf-8")
    profile = read_profile(file)
    assert profile.engines["a"].rates == {"slow": 1, "normal": 2, "fast": 3}
    assert profile.order == {"linux": ("a",), "windows": (), "macos": ("a",)}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("name: x", "name: 3"), "name must be text"),
        (("language: vi", ""), "language is missing"),
        (("slow: 1,", ""), "engines.a.rate must hold slow, normal, fast"),
        (("slow: 1,", "slow: true,"), "engines.a.rate.slow must be a number"),
        (("sentence: 0.6", "sentence: 60"), "pauses.fast.sentence must be a number, at most 5"),
        (("macos: [a]", "macos: [b]"), "order.macos must be a list of names under engines"),
        (("order:", "ordre:"), "ordre is unknown"),
        ((GOOD, "[]"), "the file must hold named values"),
        ((GOOD, "{"), "cannot be read"),
        ((GOOD, "!!python/object:x {}"), "cannot be read"),
    ],
)
def test_an_invalid_profile_is_refused(tmp_path: Path, change: tuple[str, str], what: str) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"x\.yaml: .*{what}"):
        read_profile(file)


def test_an_invalid_profile_does_not_affect_the_others(tmp_path: Path) -> None:
    write_profile(tmp_path, "a")
    (tmp_path / "bad.yaml").write_bytes(b"\xff")
    (tmp_path / "huge.yaml").write_bytes(b"#" * 100_000)
    profiles, problems = read_profiles([tmp_path, tmp_path / "missing"])
    assert [p.name for p in profiles] == ["test"]
    assert len(problems) == 2


def test_the_profile_of_an_earlier_folder_is_taken(tmp_path: Path) -> None:
    write_profile(tmp_path / "mine", "a")
    write_profile(tmp_path / "theirs", "b")
    profiles, _ = read_profiles([tmp_path / "mine", tmp_path / "theirs"])
    assert [list(p.engines) for p in profiles] == [["a"]]


def test_a_worker_with_the_bundled_profiles_does_not_import_pydantic() -> None:
    script = (
        "import sys\n"
        "import tutor.speech.worker\n"
        "from tutor.paths import bundled_voices\n"
        "from tutor.speech.engines import builtin_engines\n"
        "from tutor.speech.profiles import read_profiles\n"
        "from tutor.speech.speaker import Utterance\n"
        "from tutor.speech.voices import Voices\n"
        "profiles, _ = read_profiles([bundled_voices()])\n"
        "voices = Voices(profiles, builtin_engines())\n"
        "for profile in profiles:\n"
        "    voices.render_or_silence(Utterance('1', profile.language), 'normal')\n"
        "print([name for name in ('pydantic', 'pydantic_core') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "[]\n")
