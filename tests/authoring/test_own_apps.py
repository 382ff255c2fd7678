"""An app of one's own on the practice phone is checked as it is played: over those of the program."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from json_schema import accepts

from tutor.authoring.check import check
from tutor.authoring.schema import app_schema
from tutor.content.yaml_reader import read_path
from tutor.paths import lessons_folder

DOCS = Path(__file__).parents[2] / "docs"
TODAY = date(2026, 6, 1)
APP = """format: 1
app: medicine
title: {vi: Uống thuốc, en: Medicine}
values: {medicine.taken: false}
screens:
  main:
    title: {vi: Uống thuốc, en: Medicine}
    items:
      - button: {vi: Đã uống, en: Taken}
        id: taken
        sets: {medicine.taken: true}
        says: {vi: Máy đã ghi rồi., en: It is noted.}
"""
LESSON = """format: 1
id: uong-thuoc
language: vi
topic: suc-khoe
title: Uống thuốc đúng giờ
objective: Ghi được là mình đã uống
minutes: 5
steps:
  - practise: Mời {bac} mở thời tiết.
    id: mo
    phone: {screen: home}
    goal: {screen: weather}
  - practise: Mời {bac} ghi là đã uống.
    id: ghi
    phone: {screen: medicine}
    goal: {medicine.taken: true}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "phone").mkdir()
    (tmp_path / "phone" / "medicine.yaml").write_text(APP, encoding="utf-8")
    lesson = tmp_path / "vi" / "suc-khoe" / "uong-thuoc.yaml"
    lesson.parent.mkdir(parents=True)
    lesson.write_text(LESSON, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("under", [".", "vi/suc-khoe/uong-thuoc.yaml"])
def test_lesson_uses_own_apps_beside_those_of_the_program(root: Path, under: str) -> None:
    report = check([root / under], lessons_folder(), TODAY)

    assert [(p.place, p.code) for p in report.all() if not p.warning] == []
    assert len(report.goals) == 2


def test_fault_of_an_own_app_is_told_in_its_own_file_alone(root: Path) -> None:
    app = root / "phone" / "medicine.yaml"
    app.write_text(APP.replace("sets: {medicine.taken", "sets: {medicine.token"), encoding="utf-8")

    report = check([root], lessons_folder(), TODAY)

    found = {(Path(p.place.file).name, p.code) for p in report.all() if not p.warning}
    assert ("medicine.yaml", "phone-no-value") in found
    assert {name for name, _ in found} <= {"medicine.yaml", "uong-thuoc.yaml"}


def test_own_app_takes_the_place_of_the_one_with_its_name(root: Path) -> None:
    app = APP.replace("app: medicine", "app: weather").replace("medicine.taken", "weather.taken")
    (root / "phone" / "medicine.yaml").write_text(app, encoding="utf-8")
    lesson = root / "vi" / "suc-khoe" / "uong-thuoc.yaml"
    lesson.write_text(
        LESSON.replace("screen: medicine", "screen: weather").replace("medicine.", "weather."),
        encoding="utf-8",
    )

    report = check([root], lessons_folder(), TODAY)

    assert [p.code for p in report.all() if not p.warning] == []


def test_move_of_another_screen_is_not_taken_for_a_misspelt_one(root: Path) -> None:
    lesson = root / "vi" / "suc-khoe" / "uong-thuoc.yaml"
    head = LESSON.partition("  - practise")[0]
    show = "  - show: Mời {bac} xem.\n    phone: {screen: home}\n    moves: [%s]\n"
    nears = []
    for move in ("tap prices", "tap messagess"):
        lesson.write_text(head + show % move, encoding="utf-8")
        (problem,) = [p for p in check([lesson], lessons_folder(), TODAY).all() if not p.warning]
        nears.append(problem.details["near"])

    assert nears[0].count(", ") > 2
    assert nears[1] == "tap messages"


def test_screen_that_resembles_none_gets_the_list_of_apps(root: Path) -> None:
    lesson = root / "vi" / "suc-khoe" / "uong-thuoc.yaml"
    lesson.write_text(LESSON.replace("screen: weather", "screen: xyzxyz"), encoding="utf-8")

    (problem,) = [p for p in check([lesson], lessons_folder(), TODAY).all() if not p.warning]

    assert {"weather", "medicine"} <= set(problem.details["near"].split("`, `"))


@pytest.mark.parametrize("guide", ["phone-apps.md", "phone-apps.vi.md"])
def test_the_app_of_the_guide_passes_the_check_and_its_schema(root: Path, guide: str) -> None:
    text = (DOCS / guide).read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    app = root / "phone" / "medicine.yaml"
    app.write_text(example, encoding="utf-8")

    report = check([root], lessons_folder(), TODAY)

    assert [(p.place, p.code) for p in report.all() if not p.warning] == []
    document, _ = read_path(app)
    assert document is not None
    assert accepts(app_schema(), document.data)
    assert [key for key in keys_of(app_schema()) if f"`{key}`" not in text] == []


def keys_of(schema: dict[str, Any]) -> set[str]:
    shapes = (schema, *schema["$defs"].values())
    return {key for shape in shapes for key in shape.get("properties", ())} - {"way-out"}
