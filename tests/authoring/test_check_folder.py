"""Checking whole folders: lessons that refer to each other, translations, facts and the phone."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from checked_course import checked_course

from tutor.authoring import findings
from tutor.authoring.check import check

TODAY = date(2026, 6, 1)
GROUND = Path(__file__).parents[1] / "content" / "ground"

VI = """format: 1
id: {id}
language: vi
topic: lua-dao
title: Ví dụ
objective: Thử
minutes: 5
after: [{after}]
steps:
  - choose: Mời {{bac}} chọn.
    id: chon
    options:
      - {{text: Một, right: true, because: Vì thế.}}
      - {{text: Hai, because: Vì thế.}}
  - practise: Mời {{bac}} làm.
    id: lam
    phone: {{screen: home}}
    goal: {{wifi.on: true}}
  - call: Có cuộc gọi.
    id: goi
    from: {{name: Số lạ}}
    genuine: false
    nodes:
      dau: {{says: A lô, tactic: fear, answers: [{{text: Chào, to: hang-up}}]}}
  - call: Có cuộc gọi.
    id: goi-that
    from: {{name: Số lạ}}
    genuine: true
    nodes:
      dau: {{says: A lô, answers: [{{text: Chào, to: end}}]}}
"""
EN = VI.replace("language: vi", "language: en").replace("Mời {{bac}}", "Please")


def write(root: Path, text: str, lesson_id: str = "mot", after: str = "", name: str = "") -> Path:
    language = "en" if "language: en" in text else "vi"
    path = root / language / "lua-dao" / f"{name or lesson_id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(id=lesson_id, after=after), encoding="utf-8")
    return path


def problems_of(root: Path) -> list[tuple[str, str, dict[str, str]]]:
    report = check([root], GROUND, TODAY)
    return [(Path(p.place.file).name, p.code, dict(p.details)) for p in report.all()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "lessons"
    folder.mkdir()
    (folder / "topics.yaml").write_text("format: 1\ntopics: []\n", encoding="utf-8")
    return folder


def test_shipped_lessons_have_no_problems() -> None:
    report = checked_course()

    assert [(p.place, p.code) for p in report.all() if not p.warning] == []
    assert report.lessons > 0


def test_translations_with_the_same_structure_have_no_problems(root: Path) -> None:
    write(root, VI)
    write(root, EN)

    report = check([root], GROUND, TODAY)

    assert (report.problems, report.lessons) == ({}, 2)
    assert not report.failed


def test_missing_translation_is_reported_where_the_folder_has_the_language(root: Path) -> None:
    write(root, VI)
    write(root, EN)
    write(root, VI, "hai")

    assert problems_of(root) == [
        ("hai.yaml", "translation-missing", {"language": "en", "file": "en/lua-dao/hai.yaml"})
    ]


def test_folder_in_one_language_needs_no_translations(root: Path) -> None:
    write(root, VI)

    assert problems_of(root) == []


def test_broken_translation_is_not_called_missing(root: Path) -> None:
    write(root, VI)
    write(root, EN)
    write(root, EN, "hai").write_text("format: 1\n", encoding="utf-8")
    write(root, VI, "hai")

    assert "translation-missing" not in {code for _, code, _ in problems_of(root)}


@pytest.mark.parametrize(
    ("here", "there", "what"),
    [
        ("Một, right: true,", "Một,", "options"),
        ("wifi.on: true", "volume: 5", "goal"),
        ("tactic: fear", "tactic: greed", "nodes"),
        ("tactic: fear", "tactic: [fear, greed]", "nodes"),
        ("to: hang-up}", "to: hang-up, stops: true}", "nodes"),
        ("minutes: 5", "minutes: 6", "minutes"),
        ("    id: lam\n", "    id: lam\n    skills: [giu-ma]\n", "skills"),
    ],
)
def test_difference_between_languages_is_reported(
    root: Path, here: str, there: str, what: str
) -> None:
    write(root, VI)
    write(
        root,
        EN.replace(here, there).replace("Hai, because", "Hai, right: true, because")
        if what == "options"
        else EN.replace(here, there),
    )

    assert ("mot.yaml", "translation-differs", {"language": "vi", "what": what}) in problems_of(
        root
    )


def test_tactics_may_be_in_another_order_in_a_translation(root: Path) -> None:
    write(root, VI.replace("tactic: fear", "tactic: [fear, secrecy]"))
    write(root, EN.replace("tactic: fear", "tactic: [secrecy, fear]"))

    assert problems_of(root) == []


def test_different_steps_are_reported_once(root: Path) -> None:
    write(root, VI)
    write(root, EN.replace("id: lam", "id: lam-khac"))

    codes = [(code, details.get("step")) for _, code, details in problems_of(root)]

    assert codes == [("translation-steps", "2")]


def test_after_with_an_unknown_lesson_is_a_problem(root: Path) -> None:
    write(root, VI)
    write(root, VI, "hai", after="mott")

    assert problems_of(root) == [("hai.yaml", "after-unknown", {"id": "mott", "near": "mot"})]


def test_after_in_a_circle_is_a_problem(root: Path) -> None:
    write(root, VI, "mot", after="hai")
    write(root, VI, "hai", after="mot")

    assert [(file, code) for file, code, _ in problems_of(root)] == [
        ("hai.yaml", "after-circle"),
        ("mot.yaml", "after-circle"),
    ]


def test_two_files_with_one_id_are_a_problem(root: Path) -> None:
    write(root, VI, name="ban-sao")
    write(root, VI)

    codes = {(file, code) for file, code, _ in problems_of(root)}

    assert codes == {("ban-sao.yaml", "file-name"), ("mot.yaml", "lesson-twice")}


def test_problems_of_facts_and_phone_belong_to_the_folder(root: Path) -> None:
    write(root, VI.replace("goal: {{wifi.on: true}}", "goal: {{a: true}}"))
    (root / "facts.yaml").write_text("format: 1\nfact: {}\n", encoding="utf-8")
    phone = root / "phone" / "home.yaml"
    phone.parent.mkdir()
    phone.write_text("format: 1\napp: home\ntitel: x\n", encoding="utf-8")

    files = {file for file, _, _ in problems_of(root)}

    assert {"facts.yaml", "home.yaml"} <= files


def test_single_file_is_checked_without_its_folder(root: Path) -> None:
    write(root, EN)
    path = write(root, VI, "hai", after="khong-co")

    assert check([path], GROUND, TODAY).problems == {}


def test_photograph_of_a_single_file_lies_in_its_own_lessons_folder(root: Path) -> None:
    lesson = "steps:\n  - say: Chào {{bac}}.\n    photo: {{file: nha.png, says: Nhà}}"
    path = write(root, VI.replace("steps:", lesson).replace("minutes: 5", "minutes: 2"))
    (root / "topics.yaml").unlink()
    (root / "media").mkdir()
    (root / "media" / "nha.png").write_bytes((GROUND / "media" / "cong.png").read_bytes())

    assert [problem.code for problem in check([path], GROUND, TODAY).all()] == []


def test_other_lessons_are_checked_beside_a_hostile_one(root: Path) -> None:
    write(root, VI.replace("id: chon\n", "ide: chon\n"))
    (root / "vi" / "lua-dao" / "bad.yaml").write_bytes(b"[" * 200_000)

    codes = [(file, code) for file, code, _ in problems_of(root)]

    assert codes == [("bad.yaml", "too-deep"), ("mot.yaml", "unknown-key-near")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no star in a file name")
def test_file_name_with_signs_of_a_pattern_is_checked_in_a_folder_of_one_language(
    root: Path,
) -> None:
    write(root, VI, name="mot**")

    report = check([root / "vi"], GROUND, TODAY)

    assert [problem.code for problem in report.all()] == ["file-name"]


def test_overdue_fact_warns_and_does_not_fail(root: Path) -> None:
    write(root, VI.replace("minutes: 5", "minutes: 5\nfacts: [qua-han]"))

    report = check([root], GROUND, TODAY)

    assert [(p.code, p.warning) for p in report.all()] == [("fact-overdue", True)]
    assert not report.failed


@pytest.mark.real
def test_several_processes_find_what_one_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "_FILES_PER_PROCESS", 1)
    for name in ("mot", "hai", "ba"):
        for text in (VI, EN):
            write(tmp_path, text, name, after="khong-co")
    write(tmp_path, VI.replace("minutes: 5", "minutes: x"), "bon")
    alone, together = (check([tmp_path], GROUND, TODAY, processes) for processes in (1, 2))
    assert alone.failed
    assert alone.goals
    assert together == alone


def _end_this_process(*_: object) -> None:
    os._exit(1)


@pytest.mark.real
def test_what_a_process_that_ends_leaves_is_checked_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "_FILES_PER_PROCESS", 1)
    for name in ("mot", "hai", "ba"):
        write(tmp_path, VI, name, after="khong-co")
    alone = check([tmp_path], GROUND, TODAY)
    monkeypatch.setattr(findings, "_work", _end_this_process)
    assert alone.failed
    assert check([tmp_path], GROUND, TODAY, 2) == alone
