"""What is in a pack is checked before any of it is used: lessons, facts, recordings, models."""

from pathlib import Path

import pytest
from made_speech import babble
from packs_kit import DAY, OTHER, SIGNER, have_few_lessons, write_facts

from tutor.content.catalogue import Catalogue
from tutor.hub.signers import Signer, trust
from tutor.packs import store
from tutor.packs.faults import PackError
from tutor.packs.manifest import About, Kind
from tutor.packs.pack import Pack, read_pack, write_pack
from tutor.paths import lesson_roots, voice_folders
from tutor.speech.clip import wav_bytes
from tutor.speech.engines.recorded import RecordedEngine

LESSON = """format: 1
id: vi-du
language: vi
topic: lua-dao
title: Ví dụ
objective: Thử
minutes: 1
steps:
  - say: Mời {bac} nghe.
    id: nghe
"""
PROFILE = """name: giong-hoa
language: vi
engines: {recorded: {voice: co-hoa}}
pauses: {%s}
"""
PAUSES = ", ".join(
    f"{speed}: {{comma: 1, sentence: 1, question: 1}}" for speed in ("slow", "normal", "fast")
)
READER = """name: co-hoa
language: vi
title: Giọng cô Hoa
licence: CC BY 4.0
attribution: Cô Hoa đọc
clips: {a.wav: Chào bác.}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    have_few_lessons(monkeypatch.setattr)
    trust(tmp_path / "tutor-home", SIGNER.public, SIGNER.name)
    return tmp_path / "tutor-home"


def packed(folder: Path, kind: Kind, signer: Signer = SIGNER) -> Pack:
    about = About(name="vi-du", title={"vi": "Ví dụ"}, version=1, kind=kind)
    return read_pack(write_pack(folder, signer, about, DAY, folder / "x.tutorpack"))


def write_lesson(folder: Path, text: str = LESSON, name: str = "vi-du") -> Path:
    file = folder / "lessons" / "vi" / "lua-dao" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return folder


def never(_model: Path, _language: str) -> None:
    raise AssertionError("a voice of an unknown signer was opened")


def test_lessons_of_a_pack_are_listed_under_own_ones(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = packed(write_lesson(tmp_path / "pack"), "lessons")
    own = tmp_path / "own"
    write_lesson(own, LESSON.replace("Ví dụ", "Của mình"))
    assert store.look_at(made, home, DAY).hidden == []
    installed = store.install(made, home, DAY)
    entry = Catalogue(lesson_roots()).entry("vi-du", "vi")
    assert entry is not None
    assert entry.path.is_relative_to(installed.folder)
    store.remove(home, "vi-du")
    monkeypatch.setenv("TUTOR_LESSONS", str(own / "lessons"))
    assert store.look_at(made, home, DAY).hidden == ["Ví dụ"]
    store.install(made, home, DAY)
    assert Catalogue(lesson_roots()).title("vi-du", "vi") == "Của mình"


def test_a_lesson_with_a_problem_is_named_and_nothing_is_installed(
    tmp_path: Path, home: Path
) -> None:
    folder = write_lesson(tmp_path / "pack")
    write_lesson(folder, LESSON.replace("vi-du", "hai").replace("minutes: 1", "minutes: x"), "hai")
    with pytest.raises(PackError) as refused:
        store.install(packed(folder, "lessons"), home, DAY)
    assert refused.value.fault == "problems"
    files = {problem.place.file for problem in refused.value.problems}
    assert files == {str(Path("lessons", "vi", "lua-dao", "hai.yaml"))}
    assert not list((home / "packs").iterdir())


def test_a_pack_without_what_it_is_named_for_is_refused(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "pack"
    (folder / "lessons").mkdir(parents=True)
    (folder / "lessons" / "facts.yaml").write_text("format: 1\nfacts: {}\n", encoding="utf-8")
    for kind in ("lessons", "bulletin", "facts"):
        with pytest.raises(PackError) as refused:
            store.install(packed(folder, kind), home, DAY)
        assert refused.value.fault == "empty"
        (folder / "x.tutorpack").unlink()


def test_a_fact_in_fewer_languages_than_before_is_refused(tmp_path: Path, home: Path) -> None:
    folder = write_facts(tmp_path / "pack", 1, "cong-an-113")
    facts = folder / "lessons" / "facts.yaml"
    store.look_at(packed(folder, "facts"), home, DAY)
    (folder / "x.tutorpack").unlink()
    facts.write_text(facts.read_text(encoding="utf-8").replace(', en: "1"', ""), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        store.look_at(packed(folder, "facts"), home, DAY)
    assert (refused.value.fault, refused.value.values) == ("languages", {"what": "cong-an-113"})


def test_a_voice_of_a_pack_speaks_and_a_false_one_is_refused(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "pack"
    reader = folder / "voices" / "recorded" / "co-hoa"
    reader.mkdir(parents=True)
    (reader / "manifest.yaml").write_text(READER, encoding="utf-8")
    (reader / "a.wav").write_bytes(wav_bytes(babble(1, 0.3)))
    (folder / "voices" / "hoa.yaml").write_text(PROFILE % PAUSES, encoding="utf-8")
    store.install(packed(folder, "voice"), home, DAY)
    assert RecordedEngine(voice_folders()).voice("vi", "co-hoa") == "co-hoa"
    store.remove(home, "vi-du")
    for file, data in (
        ("hoa.yaml", b"name: x"),
        ("hoa.yaml", (PROFILE % "").encode()),
        ("recorded/co-hoa/a.wav", b"no sound"),
        ("recorded/co-hoa/manifest.yaml", READER.replace("co-hoa", "khac").encode()),
        ("piper/x.onnx", b"\x08\x07"),
    ):
        (folder / "x.tutorpack").unlink()
        whole = folder / "voices" / file
        before = whole.read_bytes() if whole.exists() else None
        whole.parent.mkdir(exist_ok=True)
        whole.write_bytes(data)
        with pytest.raises(PackError) as refused:
            store.install(packed(folder, "voice"), home, DAY, prove=never)
        assert refused.value.fault == "voice", file
        whole.write_bytes(before or b"")


def test_voices_of_an_unknown_signer_are_not_opened(tmp_path: Path, home: Path) -> None:
    models = tmp_path / "pack" / "voices" / "piper"
    models.mkdir(parents=True)
    (models / "vi_VN-hoa-low.onnx").write_bytes(b"\x08\x07")
    made = packed(tmp_path / "pack", "voice", OTHER)
    assert store.look_at(made, home, DAY, never).contents.voices == {"vi_VN-hoa-low"}


def test_what_another_pack_has_is_refused(tmp_path: Path, home: Path) -> None:
    store.install(packed(write_lesson(tmp_path / "pack"), "lessons"), home, DAY)
    about = About(name="khac", title={"vi": "Khác"}, version=1, kind="lessons")
    out = tmp_path / "khac.tutorpack"
    other = read_pack(write_pack(tmp_path / "pack", SIGNER, about, DAY, out))
    with pytest.raises(PackError) as refused:
        store.install(other, home, DAY)
    assert (refused.value.fault, refused.value.values["name"]) == ("clash", "vi-du")
